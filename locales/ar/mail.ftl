nav-mail = البريد
mail-desk-title = البريد
mail-desk-lead = كل رسالة كتبتها الشبكة: ما ينتظر، وما أُرسل، وما تعذّر إرساله ولماذا.
mail-desk-late = { $count ->
    [one] تنتظر رسالة واحدة منذ أكثر من 15 دقيقة. هل يعمل خادم البريد؟
    [two] تنتظر رسالتان منذ أكثر من 15 دقيقة. هل يعمل خادم البريد؟
    [few] تنتظر <b>{ $count }</b> رسائل منذ أكثر من 15 دقيقة. هل يعمل خادم البريد؟
   *[other] تنتظر <b>{ $count }</b> رسالة منذ أكثر من 15 دقيقة. هل يعمل خادم البريد؟
}
mail-desk-late-link = النظر في البريد
mail-desk-states = إلى أين وصلت الرسائل
mail-desk-all = الكل
mail-desk-any-kind = كل الأنواع
mail-desk-found = { $count ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
   *[other] { $count } رسالة
}
mail-desk-filter = تضييق القائمة
mail-desk-none = لا توجد رسالة كهذه.
mail-desk-subject = الموضوع
mail-desk-kind = النوع
mail-desk-to = إلى
mail-desk-written = كُتبت
mail-desk-state = الحالة
mail-desk-utc = الأوقات بالتوقيت العالمي المنسق.
mail-desk-next = المحاولة التالية { $at }
mail-desk-next-title = المحاولة التالية
mail-desk-attempts = المحاولات
mail-desk-error = سبب التعذّر
mail-desk-text = نص الرسالة
mail-desk-text-how = ما تفتحه روابطها لقارئها وحده، ولذلك قُطعت.
mail-desk-way = مسار الرسالة
mail-desk-cancel = عدم الإرسال
mail-desk-again = إعادة الإرسال
mail-desk-again-how = تُرسل كأنها المرة الأولى. وربما انتهت صلاحية رابط فيها في هذه الأثناء.
mail-desk-addresses = عناوين لا يُكتب إليها
mail-desk-addresses-how = قالت خوادم بريدها إن لا أحد هناك. لا يُرسل إليها شيء حتى يُرفع ذلك هنا، أو حتى يُثبت أحد العنوان من جديد.
mail-desk-addresses-found = { $count ->
    [zero] لا عناوين
    [one] عنوان واحد
    [two] عنوانان
    [few] { $count } عناوين
   *[other] { $count } عنوانًا
}
mail-desk-suppressed = لا يُكتب شيء إلى هذا العنوان
mail-desk-suppressed-why = رفضه خادم بريده بالرمز { $code }، { $since }.
mail-desk-lift = الكتابة إليه من جديد
mail-state-queued = في الانتظار
mail-state-sending = قيد الإرسال
mail-state-sent = أُرسلت
mail-state-failed = تعذّر إرسالها
mail-state-cancelled = أُلغيت
mail-kind-join = الانضمام
mail-kind-join-again = الانضمام بحساب موجود
mail-kind-reset = كلمة مرور جديدة
mail-kind-reset-unknown = كلمة مرور جديدة بلا حساب
mail-kind-password-changed = تغيير كلمة المرور
mail-kind-factor-added = تفعيل الخطوة الثانية
mail-kind-factor-removed = إيقاف الخطوة الثانية
mail-kind-address = تأكيد عنوان
mail-kind-address-changed = تغيير العنوان
mail-kind-seat-offered = عرض مقعد
mail-kind-seat-declined = الاعتذار عن مقعد
mail-kind-place-accepted = عرض مكان
mail-kind-place-declined = الاعتذار عن مكان
mail-kind-agreement = اتفاق
mail-kind-data-copy = نسخة من البيانات
mail-kind-granted = منح دور
mail-kind-grant-withdrawn = سحب دور
mail-kind-invited = دعوة إلى فريق
mail-kind-organisation-asked = مؤسسة تطلب الانضمام
mail-kind-organisation-listed = قبول مؤسسة
mail-kind-organisation-refused = رفض مؤسسة
mail-kind-team-role = تغيير الدور في فريق
mail-kind-team-removed = إخراج من فريق
mail-kind-wish-met = دورة مرغوبة
mail-kind-account-closed = إغلاق حساب
mail-kind-account-reopened = إعادة فتح حساب
mail-kind-factor-taken = سحب الخطوة الثانية
mail-kind-signed-out = إخراج من كل الأجهزة
mail-kind-seat-offered-nominee = عرض مقعد لموظف
mail-kind-seat-declined-nominee = الاعتذار عن مقعد لموظف
mail-kind-place-cleared = تجهيز مكان
mail-kind-place-failed = إلغاء مكان
mail-kind-place-finished = انتهاء تدريب عملي
mail-kind-place-paused = توقف تدريب عملي
mail-kind-place-stopped = إلغاء تدريب عملي
mail-kind-run-confirmed = تأكيد موعد دورة
mail-kind-run-cancelled = إلغاء موعد دورة
mail-kind-run-postponed = تأجيل موعد دورة
mail-kind-run-changed = تغيير موعد دورة
flash-mail-cancelled = لن تُرسل الرسالة.
flash-mail-not-waiting = لم تعد الرسالة تنتظر. لم يتغير شيء.
flash-mail-again = عادت الرسالة إلى قائمة الانتظار.
flash-mail-not-again = أُرسلت الرسالة أو هي على وشك ذلك. لم يتغير شيء.
flash-mail-lifted = يُكتب إلى العنوان من جديد.
flash-mail-not-lifted = لم يكن العنوان محجوبًا. لم يتغير شيء.
