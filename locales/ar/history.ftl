history-link = السجل
history-title = السجل
history-of-organisation = سجل المؤسسة
history-back = رجوع
history-count = { $count ->
    [0] لا شيء حتى الآن
    [one] خطوة واحدة
    [two] خطوتان
    [few] { $count } خطوات
   *[other] { $count } خطوة
}
history-none = لم يُدوَّن عنه شيء بعد.
history-happened = ما الذي حدث
history-who = بواسطة
history-for = نيابةً عن
history-by = بواسطة { $who }
history-by-you = بواسطتك
history-by-system = بواسطة النظام
history-somebody = شخص لم يعد اسمه معروفًا
history-step = من { $from } إلى { $to }
history-changed = { $state }: عُدِّل
history-of-days = الفترة { $days }
history-fields = { $count ->
    [one] ما تغيّر: حقل واحد
    [two] ما تغيّر: حقلان
    [few] ما تغيّر: { $count } حقول
   *[other] ما تغيّر: { $count } حقلًا
}
history-th-field = الحقل
history-th-before = قبل
history-th-after = بعد
history-nothing = لا شيء
history-withheld = لا يُحفظ هنا
history-from-to = من { $from } إلى { $to }
history-part = الجزء { $number }: { $field }
history-cost = من يدفع: { $item }
history-asked = مطلوب
history-asked-days = مطلوب، يستغرق { $days }
history-kind-course = دورة
history-kind-offering = موعد دورة
history-kind-slot = تدريب عملي
history-kind-need = حاجة
history-kind-seat = مقعد
history-kind-place = مكان
history-kind-organisation = مؤسسة
history-course-draft = مسودة
history-course-listed = معروضة
history-period-open = يقبل الطلبات
history-period-closed = مغلق أمام الطلبات
history-period-cancelled = أُلغي
history-need-declared = أُعلنت
history-need-confirmed = أُكِّدت
history-need-withdrawn = سُحبت
history-seat-submitted = قُدِّم الطلب
history-seat-info-requested = طُرح سؤال
history-seat-waitlisted = قائمة الانتظار
history-org-asked = طلبت الانضمام
history-org-listed = في الشبكة
history-org-refused = رُفضت
history-org-closed = مغلقة
history-reason-edited = تحرير
history-reason-revised = تغيير بعد النشر
history-reason-owner-invited = دُعي أول مالك لها
history-reason-owner-withdrawn = سُحبت دعوة أول مالك لها
history-field-code = الرمز
history-field-language = لغة النص
history-field-title = العنوان
history-field-summary = الملخص
history-field-body = نص إضافي
history-field-mode = الشكل
history-field-country = البلد
history-field-place = المدينة
history-field-zone = المنطقة الزمنية
history-field-starts = اليوم الأول
history-field-ends = اليوم الأخير
history-field-deadline = آخر موعد للتقديم
history-field-decision = موعد القرار
history-field-seats = المقاعد
history-field-fee = التكلفة
history-field-price = السعر
history-field-contact = للتواصل
history-field-source = المصدر
history-field-languages = لغات التدريس
history-field-kind = النوع
history-field-host = المضيف
history-field-floor = لغات العمل في الموقع
history-field-clean-grade = درجة النظافة
history-field-containment = الاحتواء
history-field-product = المنتج
history-field-places = الأماكن
history-field-role = الدور
history-field-sector = القطاع
history-field-posts = عدد الوظائف الكلي
history-field-by = الموعد المطلوب
history-field-urgency = درجة الاستعجال
history-field-visibility = من يرى الاسم معها
history-field-purpose = الغرض
history-field-kinds = ما تقوم به
history-field-website = الموقع الإلكتروني
history-seats-unlimited = بلا حد
history-seats-unknown = غير مذكور
history-payer-nobody = لا أحد، فهو مجاني
history-payer-provider = جهة التدريب
history-payer-host = المضيف
history-payer-funder = جهة ممولة
history-payer-employer = جهة العمل
history-payer-learner = المتدرب
history-payer-unknown = غير مذكور
history-rule-citizenship = لمواطني
history-rule-residence = للمقيمين في
history-rule-sector = للعاملين في
history-rule-employer = للعاملين لدى
history-rule-experience-min = سنوات الخبرة على الأقل
history-rule-experience-max = سنوات الخبرة على الأكثر
history-rule-education = التعليم
history-rule-language = للناطقين بـ
history-rule-skill = لمن لديهم
history-rule-other = الفئة المستهدفة
audit-title = سجل التدقيق
nav-audit = التدقيق
audit-lead = من سجّل الدخول، ومن رُفض، ومن مُنح صلاحية، ومن قرأ عن أشخاص أو أخذ أرقامًا. لا يمكن تغيير شيء هنا أو حذفه.
audit-chain = السلسلة
audit-head = مختوم حتى الرقم { $number }. رأس السلسلة:
audit-head-how = دوِّن الرأس حيث لا يستطيع أحد تغييره: به يكشف فحص السلسلة أيضًا ما إذا قُطع شيء من آخرها.
audit-no-head = لم يُختم شيء بعد.
audit-waiting = { $count ->
    [0] لا حدث ينتظر الختم.
    [one] حدث واحد ينتظر الختم.
    [two] حدثان ينتظران الختم.
    [few] { $count } أحداث تنتظر الختم.
   *[other] { $count } حدثًا ينتظر الختم.
}
audit-count = { $count ->
    [0] لا أحداث
    [one] حدث واحد
    [two] حدثان
    [few] { $count } أحداث
   *[other] { $count } حدثًا
}
audit-filter = تضييق القائمة
audit-actor = الفاعل: معرّف شخص
audit-entity = الموضوع: معرّف سجل
audit-show = عرض
audit-none = لا يوجد حدث كهذا.
audit-nobody = لا أحد مسجَّل الدخول
audit-unsealed = ينتظر
audit-th-when = متى
audit-th-action = ماذا
audit-th-result = النتيجة
audit-th-who = من
audit-th-entity = الموضوع
audit-th-seq = الرقم
audit-result-asked = طُلب
audit-result-unchanged = لا شيء يتغير
audit-result-done = تم
audit-result-refused = رُفض
audit-entity-person = شخص
audit-entity-course = دورة
audit-entity-offering = موعد دورة
audit-entity-slot = تدريب عملي
audit-entity-need = حاجة
audit-entity-seat = مقعد
audit-entity-place = مكان
audit-entity-organisation = مؤسسة
audit-entity-message = رسالة
audit-entity-invitation = دعوة
audit-entity-agreement = اتفاق
audit-entity-document = وثيقة
audit-entity-session = جهاز
audit-entity-email = عنوان بريد
audit-entity-grant = صلاحية ممنوحة
person-trail-by = ما فعله هذا الشخص، في سجل التدقيق
person-trail-of = ما جرى لهذا الحساب
audit-open-person = صفحته
audit-open-letter = الرسالة
audit-action-account-close = أغلق حسابًا
audit-action-account-reopen = أعاد فتح حساب
audit-action-act-on-behalf = تصرّف نيابةً عن غيره
audit-action-address-add = أضاف عنوان بريد
audit-action-address-primary = اختار عنوان البريد الرئيسي
audit-action-address-remove = حذف عنوان بريد
audit-action-administrator-link = أنشأ رابطًا لمسؤول
audit-action-attest-level = شهد بمستوى
audit-action-attest-state = شهد بشرط
audit-action-claim = طالب بسجل
audit-action-claim-letter = أرسل رسالة عن سجل
audit-action-claim-refuse = نفى أن السجل يخصه
audit-action-merge = جعل سجلين سجلًا واحدًا
audit-action-merge-undo = فصل سجلين من جديد
audit-action-not-duplicate = ميّز سجلين أحدهما من الآخر
audit-action-consent-give = أعطى موافقة
audit-action-consent-withdraw = سحب موافقة
audit-action-data-copy = أخذ نسخة من بياناته
audit-action-data-copy-ask = طلب نسخة من بياناته
audit-action-denied = مُنع من صفحة
audit-action-erase = محا حسابًا
audit-action-export-figures = أخذ أرقامًا
audit-action-factor-take = سحب عاملًا ثانيًا
audit-action-fallback-codes = أنشأ رموزًا احتياطية جديدة
audit-action-find-people = بحث عن أشخاص
audit-action-grant = منح دورًا في الشبكة
audit-action-grant-withdraw = سحب دورًا في الشبكة
audit-action-import-people = أدخل أشخاصًا من ملف
audit-action-invitation-accept = قبل دعوة
audit-action-invitation-join = انضم بدعوة
audit-action-mail-again = أعاد إرسال رسالة
audit-action-mail-cancel = ألغى رسالة
audit-action-mail-lift = سمح بالرسائل إلى عنوان من جديد
audit-action-owner-invite = دعا أول مالك لمؤسسة
audit-action-owner-withdraw = سحب دعوة أول مالك
audit-action-password-change = غيّر كلمة المرور
audit-action-password-reset = عيّن كلمة مرور جديدة بالبريد
audit-action-read-applications = قرأ الطلبات
audit-action-read-audit = قرأ سجل التدقيق
audit-action-read-document = قرأ وثيقة
audit-action-read-history = قرأ سجلًا
audit-action-read-mail = قرأ رسالة
audit-action-read-people = قرأ قائمة أشخاص
audit-action-read-person = قرأ عن شخص
audit-action-register-staff = سجّل موظفين
audit-action-second-factor = أدخل رمزًا
audit-action-second-factor-add = أعدّ عاملًا ثانيًا
audit-action-second-factor-remove = أزال عاملًا ثانيًا
audit-action-session-end = أخرج جهازًا
audit-action-sessions-end = أخرج الأجهزة
audit-action-sign-in = سجّل الدخول
audit-action-sign-out = سجّل الخروج
audit-action-step-up = أثبت هويته من جديد
audit-action-unsubscribe = أوقف نوعًا من الرسائل
audit-action-withdraw-attestation = سحب شهادة
