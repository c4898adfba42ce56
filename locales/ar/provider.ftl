problem-taken = هذا مستعمل من قبل. يلزم اختيار غيره.
problem-not-a-link = هذا ليس عنوان صفحة ويب. يبدأ العنوان بـ https://
problem-does-not-fit = هذا لا يتوافق مع إجاباتك الأخرى.

workspace-path = مسار التنقل
workspace-title = مساحة العمل
workspace-courses = الدورات
workspace-list-a-course = إدراج دورة
own-courses-heading = { $all ->
    [0] لا دورات بعد
    [one] دورة واحدة
    [two] دورتان
    [few] { $all } دورات
    [many] { $all } دورة
   *[other] { $all } دورة
}
own-courses-lead = ما تدرّسه، ومواعيد انعقاده المقبلة، ومن يطلبه في إقليمك.
own-courses-none = لم تُدرج دورة بعد. يوصف التدريب مرة واحدة، ثم تُضاف مواعيد انعقاد بتواريخها ومقاعدها.
own-course-draft = غير منشورة بعد
own-course-no-runs = لا انعقاد مقررًا.
own-course-add-run = إضافة موعد انعقاد
own-course-edit = تعديل
run-state-draft = مسودة
run-state-in-review = قيد المراجعة
run-state-changes-requested = تعديلات مطلوبة
run-state-published = منشور
run-state-confirmed = مؤكد
run-state-in-progress = جارٍ
run-state-delivered = تم تقديمه
run-state-closed = مغلق
run-state-postponed = مؤجل
run-state-cancelled = ملغى

demand-short = { $count ->
    [zero] لا نقص في الوظائف في { $region } في { $skill }
    [one] تنقص وظيفة واحدة في { $region } في { $skill }
    [two] تنقص وظيفتان في { $region } في { $skill }
    [few] تنقص { $count } وظائف في { $region } في { $skill }
    [many] تنقص { $count } وظيفة في { $region } في { $skill }
   *[other] تنقص { $count } وظيفة في { $region } في { $skill }
}
demand-of = المغطّى من الوظائف هناك { $covered } من { $need }.
demand-also = وينقص أيضًا { $count } في { $skill }.
demand-withheld = أعداد أقل من أن تُعرض في { $region }
demand-covered = لا نقص في { $region }
demand-nothing = لا احتياج معلنًا في { $region }
demand-unknown = لا أرقام لإقليمك بعد

plan-new-course = إدراج دورة
plan-new-course-lead = يوصف التدريب مرة واحدة. أما التواريخ والمقاعد والتكلفة فتُذكر مع كل موعد انعقاد.
plan-edit-course = تعديل الدورة
plan-edit-course-lead = تظهر هذه النصوص في كل مواعيد الانعقاد. وتُبقي المواعيد المنشورة على المستويات التي اطّلع عليها الناس.
plan-what-it-is = ما هذه الدورة
plan-title = العنوان
plan-title-hint = ما سيقدر عليه المتدربون، في بضع كلمات.
plan-language = لغة هذا النص
plan-language-hint = اللغة التي تُكتب بها هذه النصوص. أما لغات التدريس فتُذكر مع كل موعد انعقاد.
plan-summary = في جملتين
plan-summary-hint = يظهر هذا في القوائم إلى جانب العنوان.
plan-body = عن الدورة
plan-body-hint = ما يجري فيها، ولمن، وبأي معدات. يمكن تركه فارغًا.
plan-skills = ما يقدر عليه المتدربون بعدها
plan-skills-how = لكل مهارة، المستوى عند البدء والمستوى عند الإكمال. وعلى ذلك تقوم المطابقة.
plan-skill-row = المهارة { $number }
plan-no-skill = لا مهارة
plan-level-in = المستوى عند البدء
plan-level-out = المستوى عند الإكمال
plan-code-title = الرمز
plan-code = الرمز
plan-code-hint = قصير وخاص بك وحدك، مثل AP-214. وإن تُرك فارغًا أُنشئ رمز.
plan-course-next = لا يرى أحد الدورة قبل نشر أول موعد انعقاد لها.
plan-course-saved-how = ما يُعدَّل هنا يظهر فورًا في مواعيد الانعقاد المنشورة.
plan-leave = المغادرة دون حفظ
plan-save = حفظ التعديلات
plan-save-and-dates = حفظ وإضافة مواعيد

plan-new-run = إضافة موعد انعقاد
plan-new-run-lead = تواريخ موعد انعقاد واحد ومقاعده وشروطه. يمكن إبقاؤه مسودة أو نشره فورًا.
plan-edit-run = تعديل موعد الانعقاد
plan-terms-lead = اطّلع الناس على هذا الموعد. يمكن تعديل المقاعد والموعد النهائي وجهة التواصل والنصوص، ويبقى ما عداها.
plan-when-and-where = الزمان والمكان
plan-parts-how = ثلاثة أجزاء على الأكثر بترتيب حدوثها. الأجزاء عن بعد لا مكان لها، ولغيرها تُذكر منشأة أو مكان.
plan-mode = طريقة التعلم
plan-part = الجزء { $number }
plan-part-kind = نوع الجزء
plan-first-day = أول يوم
plan-last-day = آخر يوم
plan-host = المنشأة المضيفة
plan-place = المدينة
plan-country = البلد
plan-zone = المنطقة الزمنية
plan-zone-hint = التواريخ والموعد النهائي بتوقيت هذه المنطقة. ويظهر للقراء توقيتهم إلى جانبها.
plan-languages = لغات التدريس
plan-dates = التواريخ
plan-what-stands = ما لا يتغير
plan-what-stands-how = يبني الناس خططهم على هذا. ولتغييره صفحة خاصة، ويُبلَّغ كل من يعنيه الأمر.
plan-seats-and-deadline = المقاعد والموعد النهائي
plan-capacity = المقاعد
plan-capacity-limited = عدد محدد من المقاعد
plan-capacity-unlimited = بلا حد
plan-seats = عدد المقاعد
plan-seats-held = { $held ->
    [0] من 1 إلى 5,000.
    [one] مقعد واحد محجوز. وإذا قل عدد المقاعد عن المحجوز منها فلا يفقد أحد مقعده، بل يصبح الحجز زائدًا.
    [two] مقعدان محجوزان. وإذا قل عدد المقاعد عن المحجوز منها فلا يفقد أحد مقعده، بل يصبح الحجز زائدًا.
    [few] { $held } مقاعد محجوزة. وإذا قل عدد المقاعد عن المحجوز منها فلا يفقد أحد مقعده، بل يصبح الحجز زائدًا.
    [many] { $held } مقعدًا محجوزًا. وإذا قل عدد المقاعد عن المحجوز منها فلا يفقد أحد مقعده، بل يصبح الحجز زائدًا.
   *[other] { $held } مقعد محجوز. وإذا قل عدد المقاعد عن المحجوز منها فلا يفقد أحد مقعده، بل يصبح الحجز زائدًا.
}
plan-deadline-on = آخر موعد للتقديم
plan-deadline-hint = إن تُرك فارغًا أمكن التقديم حتى البدء.
plan-deadline-time = الساعة
plan-deadline-time-hint = بالتوقيت المحلي في منطقة الانعقاد.
plan-decision = آخر موعد لردك
plan-decision-hint = اليوم الذي تعد به المتقدمين. وما يأتي بعده من ردود يُعلَّم متأخرًا.
plan-who-how = ما هو ثابت فقط: من لا تنطبق عليه الشروط يُخبر بذلك وبسببه.
plan-residence = الإقامة والعمل في
plan-anywhere = أي مكان
plan-regions = الأقاليم
plan-communities = الجماعات الاقتصادية
plan-others = القارات والمجموعات
plan-countries = البلدان
plan-sector = العمل في
plan-sector-public = القطاع العام
plan-sector-private = القطاع الخاص
plan-years = سنوات الخبرة، على الأقل
plan-cost = التكلفة
plan-fee = ما يدفعه المتدربون مقابل الدورة
plan-fee-free = لا شيء: مجانية
plan-fee-funded = لا شيء: تدفع جهة أخرى
plan-fee-paid = سعر
plan-fee-unknown = لم يتقرر بعد
plan-amount = السعر
plan-currency = العملة
plan-payers-hint = يُترك ما لا ينطبق.
plan-payer-nobody = لا أحد، مجانًا
plan-payer-provider = أنت، مقدم التدريب
plan-payer-host = الجهة المضيفة
plan-payer-funder = جهة ممولة
plan-payer-employer = صاحب العمل
plan-payer-learner = المتدرب
plan-contact-and-words = التواصل والنصوص
plan-contact = من يجيب عن الأسئلة
plan-contact-hint = اسم أو مكتب، مع بريد إلكتروني أو رقم هاتف. ويظهر للعموم.
plan-source = صفحة خاصة بك عن موعد الانعقاد هذا
plan-source-hint = تبدأ بـ https://. ويمكن تركها فارغة.
plan-run-title = عنوان خاص
plan-run-title-hint = فقط حيث يختلف اسم موعد الانعقاد هذا عن اسم الدورة.
plan-run-summary = في جملتين، لموعد الانعقاد هذا
plan-run-body = عن موعد الانعقاد هذا
plan-run-text-hint = إن تُرك فارغًا ظهرت نصوص الدورة.
plan-publish-how = موعد الانعقاد المنشور يجده الجميع، ويمكن التقديم إليه فورًا.
plan-terms-how = تظهر التعديلات فورًا.
plan-keep-draft = إبقاؤه مسودة
plan-publish = نشر
plan-stale-title = عدّل شخص آخر هذا في هذه الأثناء
plan-stale = لم يُحفظ شيء. ما كُتب موجود أدناه، ويمكن نسخ ما يلزم منه ثم تحميل الصفحة كما هي الآن.
plan-stale-reload = التحميل من جديد
plan-fixed-title = لم يعد تعديل موعد الانعقاد هذا ممكنًا
plan-fixed = بدأ أو انتهى أو أُلغي. لم يُحفظ شيء.
flash-course-made = حُفظت الدورة. والخطوة التالية إضافة أول موعد انعقاد لها.
flash-course-saved = عُدّلت الدورة.
flash-run-kept = حُفظ موعد الانعقاد مسودة. لا يراه أحد غيرك.
flash-run-published = نُشر موعد الانعقاد. هكذا يراه الناس.
flash-run-saved = عُدّل موعد الانعقاد.

applicants-title = الطلبات
applicants-heading = { $count ->
    [0] لا طلب ينتظر
    [one] طلب واحد ينتظر ردك
    [two] طلبان ينتظران ردك
    [few] { $count } طلبات تنتظر ردك
    [many] { $count } طلبًا تنتظر ردك
   *[other] { $count } طلب تنتظر ردك
}
applicants-due = آخر موعد للرد { $date }
applicants-overbooked = { $count ->
    [zero] لا حجز زائدًا على عدد المقاعد.
    [one] مقعد واحد محجوز زيادة على عدد المقاعد.
    [two] مقعدان محجوزان زيادة على عدد المقاعد.
    [few] { $count } مقاعد محجوزة زيادة على عدد المقاعد.
    [many] { $count } مقعدًا محجوزة زيادة على عدد المقاعد.
   *[other] { $count } مقعد محجوزة زيادة على عدد المقاعد.
}
applicants-edit = تعديل المقاعد أو الموعد النهائي أو النصوص
applicants-too-late = بدأ هذا الانعقاد أو انتهى أو أُلغي. لم يعد عرض المقاعد ممكنًا، ويلزم إخبار من لا يزال ينتظر.
applicants-none = لا أحد ينتظر ردًا.
applicants-see-public = عرض الصفحة التي تُقدَّم فيها الطلبات
applicants-waiting = بانتظار الرد، الأطول انتظارًا أولًا
applicants-waiting-how = المستويات كما هي اليوم، مع ما تستند إليه.
applicants-more = { $count ->
    [zero] لا طلبات أخرى.
    [one] يظهر طلب آخر بعد الرد على هذه الطلبات.
    [two] يظهر طلبان آخران بعد الرد على هذه الطلبات.
    [few] تظهر { $count } طلبات أخرى بعد الرد على هذه الطلبات.
    [many] يظهر { $count } طلبًا آخر بعد الرد على هذه الطلبات.
   *[other] يظهر { $count } طلب آخر بعد الرد على هذه الطلبات.
}
applicants-answered = { $count ->
    [zero] لا طلبات تم الرد عليها
    [one] طلب واحد تم الرد عليه
    [two] طلبان تم الرد عليهما
    [few] { $count } طلبات تم الرد عليها
    [many] { $count } طلبًا تم الرد عليها
   *[other] { $count } طلب تم الرد عليها
}
applicant-works-in = مكان العمل
applicant-not-stated = غير مذكور
applicant-sector = القطاع
applicant-languages = اللغات
applicant-since = تاريخ التقديم
applicant-through = عن طريق
applicant-holds = المتوافر { $level }، { $grade }
applicant-holds-nothing = لا دليل بعد
applicant-asks = تتطلب الدورة { $level }
applicant-expired = انتهت الصلاحية
applicant-fits = سبب الملاءمة
applicant-not-met = غير مستوفى
applicant-unknown = { $count ->
    [zero] لا نقاط تعذر الحكم فيها
    [one] نقطة واحدة تعذر الحكم فيها
    [two] نقطتان تعذر الحكم فيهما
    [few] { $count } نقاط تعذر الحكم فيها
    [many] { $count } نقطة تعذر الحكم فيها
   *[other] { $count } نقطة تعذر الحكم فيها
}
applicant-says = بكلمات صاحب الطلب
applicant-offer = عرض مقعد
applicant-to = على { $name }
applicant-decline = الرد بالرفض
applicant-reason = السبب
applicant-reason-hint = يقرؤه صاحب الطلب، ويُحتسب في التخطيط دون أسماء.
applicant-words = كلمة نصح
applicant-words-hint = تُرسل إلى صاحب الطلب. ويمكن تركها فارغة.
applicant-send-no = إرسال الرد
applicant-state-since = منذ { $date }
applicant-state-offered = عُرض مقعد
applicant-state-accepted = قُبل المقعد
applicant-state-conditions-pending = شروط قيد الاستيفاء
applicant-state-enrolled = تم التسجيل
applicant-state-attended = تم الحضور
applicant-state-completed = تم الإكمال
applicant-state-declined-by-provider = تم الرد بالرفض
applicant-state-offer-declined = اعتُذر عن العرض
applicant-state-offer-lapsed = انقضت مهلة العرض
applicant-state-withdrawn = تم الانسحاب
applicant-state-cancelled = تم الإلغاء
applicant-state-deferred = نُقل إلى انعقاد لاحق
applicant-state-no-show = لم يتم الحضور
applicant-state-not-completed = لم يتم الإكمال
applicant-state-not-endorsed = دون تأييد صاحب العمل
applicant-state-draft = لم يُرسل
applicant-state-awaiting-endorsement = لدى صاحب العمل
decline-level = المستوى اللازم عند البدء غير متوافر بعد
decline-eligibility = الدورة مخصصة لفئة أخرى
decline-documents = وثائق ناقصة
decline-too-many = الطلبات أكثر من المقاعد
decline-other = سبب آخر
fit-closes = { $skill } من { $from } إلى { $to }
fit-speaks = اللغات المشتركة: { $languages }
fit-no-language = لا لغة مشتركة مع لغات التدريس
fit-below = { $skill }: المتوافر { $held }، والمطلوب { $asked }
fit-elsewhere = مكان العمل { $country }، والدورة لمن هم في { $place }
fit-other-sector = الدورة للعاملين في { $sector }
fit-speaks-less = مستوى { $language } دون المطلوب
fit-too-far = السفر إلى هذه المسافة غير ممكن
fit-not-availability = لا تفرغ في كل أيام الدورة
fit-unknown-availability = هل التفرغ ممكن في كل الأيام
fit-unknown-language = أي لغات يتحدثها صاحب الطلب
fit-unknown-eligibility = هل الدورة لهذه الفئة
fit-unknown-travel = هل السفر إلى هذه المسافة ممكن
full-title = كل المقاعد محجوزة
full-lead = لم يتغير شيء: لا مقعد شاغرًا لعرضه.
full-next = ما يمكن فعله
full-next-how = إضافة مقاعد، أو الانتظار حتى ينسحب أحد أو تنقضي مهلة عرض، ثم عرض المقعد من جديد.
full-back = العودة إلى الطلبات
full-more-seats = إضافة مقاعد
flash-seat-offered = عُرض المقعد، وأُرسلت رسالة إلى صاحب الطلب.
flash-seat-declined = أُرسل الرد.
flash-seat-answered = سبق الرد على هذا الطلب. لم يتغير شيء.
flash-seat-too-late = بدأ هذا الانعقاد أو انتهى أو أُلغي. لم يتغير شيء.
mail-offered-subject = مقعد لك: { $title }
mail-offered-what = يعرض عليك { $provider } مقعدًا في «{ $title }»، { $dates }.
mail-offered-until = المقعد محفوظ لك حتى { $until } (بتوقيت { $zone }). ثم يذهب إلى غيرك.
mail-offered-button = الرد على العرض
mail-declined-subject = لا مقعد هذه المرة: { $title }
mail-declined-what = اطّلع { $provider } على طلبك في «{ $title }»، ولا يمكنه إتاحة مقعد لك.
mail-declined-level = المستوى الذي تتطلبه الدورة عند البدء لا تثبته الأدلة بعد.
mail-declined-eligibility = الدورة لمن تنطبق عليهم شروط أخرى، مثل بلد أو قطاع آخر.
mail-declined-documents = نقصت وثائق تتطلبها الدورة.
mail-declined-too-many = الطلبات أكثر من المقاعد.
mail-declined-other = السبب ليس من الأسباب المعتادة.
mail-declined-words = كلمة من مقدم التدريب: { $words }
mail-declined-next = لا يمس هذا طلباتك الأخرى. وتُظهر صفحتك ما يسد فجواتك غير ذلك.
mail-declined-button = عرض ما يلائم غيره
mail-nominee-offered-subject = مقعد لأحد مرشحيكم: { $title }
mail-nominee-offered-what = يعرض { $provider } مقعدًا في «{ $title }»، { $dates }، باسم { $name }.
mail-nominee-offered-until = المقعد محفوظ حتى { $until } (بتوقيت { $zone }). ثم يذهب إلى غير من رُشّح له.
mail-nominee-declined-subject = لا مقعد هذه المرة لأحد مرشحيكم: { $title }
mail-nominee-declined-what = اطّلع { $provider } على طلبك باسم { $name } في «{ $title }»، ولا يمكنه إتاحة مقعد.
mail-nominee-why = تصلك هذه الرسالة لأنك قدمت الطلب باسم { $name }، إذ لا عنوان بريد مؤكد في هذا الحساب لتصل إليه الرسائل. يرجى إبلاغ صاحب الطلب.
mail-nominee-button = فتح الصفحة الشخصية

workspace-welcome = دورك في الشبكة
workspace-none-waiting = لا قرار ينتظرك
workspace-decisions = { $count ->
    [zero] لا طلب ينتظر ردك
    [one] طلب واحد ينتظر ردك
    [two] طلبان ينتظران ردك
    [few] { $count } طلبات تنتظر ردك
    [many] { $count } طلبًا تنتظر ردك
   *[other] { $count } طلب تنتظر ردك
}
workspace-decisions-late = { $count ->
    [zero] لا طلب ينتظر
    [one] طلب واحد ينتظر، وقد تأخر الرد عليه
    [two] طلبان ينتظران، والمتأخر منهما { $late }
    [few] { $count } طلبات تنتظر، والمتأخر منها { $late }
    [many] { $count } طلبًا تنتظر، والمتأخر منها { $late }
   *[other] { $count } طلب تنتظر، والمتأخر منها { $late }
}
workspace-seats = { $runs ->
    [zero] لا مواعيد انعقاد.
    [one] المحجوز من مقاعد موعد انعقادك { $held } من { $seats }.
    [two] المحجوز من مقاعد موعدي الانعقاد أدناه { $held } من { $seats }.
    [few] المحجوز من مقاعد مواعيد الانعقاد أدناه، وعددها { $runs }: { $held } من { $seats }.
    [many] المحجوز من مقاعد مواعيد الانعقاد أدناه، وعددها { $runs }: { $held } من { $seats }.
   *[other] المحجوز من مقاعد مواعيد الانعقاد أدناه، وعددها { $runs }: { $held } من { $seats }.
}
workspace-waiting = بانتظارك
workspace-answer = { $count ->
    [zero] لا طلبات للرد عليها في { $code }
    [one] الرد على طلب واحد في { $code }
    [two] الرد على طلبين في { $code }
    [few] الرد على { $count } طلبات في { $code }
    [many] الرد على { $count } طلبًا في { $code }
   *[other] الرد على { $count } طلب في { $code }
}
workspace-days-late = { $days ->
    [zero] دون تأخر
    [one] تأخر يومًا واحدًا
    [two] تأخر يومين
    [few] تأخر { $days } أيام
    [many] تأخر { $days } يومًا
   *[other] تأخر { $days } يوم
}
workspace-by = حتى { $date }
workspace-oldest = ورد أقدمها في { $date }.
workspace-read = قراءة الطلبات
workspace-more-decisions = { $count ->
    [zero] لا مواعيد انعقاد أخرى تنتظر ردودًا.
    [one] موعد انعقاد آخر ينتظر ردودًا.
    [two] موعدا انعقاد آخران ينتظران ردودًا.
    [few] { $count } مواعيد انعقاد أخرى تنتظر ردودًا.
    [many] { $count } موعد انعقاد آخر تنتظر ردودًا.
   *[other] { $count } موعد انعقاد آخر تنتظر ردودًا.
}
workspace-runs = مواعيد انعقادك، ومن يطلبها
workspace-no-runs = لا انعقاد مقررًا. بإضافة موعد إلى دورة يصبح التقديم ممكنًا.
workspace-all-courses = كل الدورات
workspace-state = حالة موعد الانعقاد
workspace-taken = المقاعد المحجوزة
workspace-taken-of = { $held } من { $seats }
workspace-waitlist = قائمة الانتظار
workspace-to-read = { $count ->
    [0] لا شيء
    [one] طلب واحد للقراءة
    [two] طلبان للقراءة
    [few] { $count } طلبات للقراءة
    [many] { $count } طلبًا للقراءة
   *[other] { $count } طلب للقراءة
}
workspace-no-deadline = حتى البدء
workspace-overbooked = { $count ->
    [zero] لا حجز زائدًا
    [one] مقعد واحد زائد على المتاح
    [two] مقعدان زائدان على المتاح
    [few] { $count } مقاعد زائدة على المتاح
    [many] { $count } مقعدًا زائدة على المتاح
   *[other] { $count } مقعد زائدة على المتاح
}
workspace-finish-draft = إكمال المسودة
workspace-more-runs = { $count ->
    [zero] لا مواعيد انعقاد أخرى
    [one] موعد انعقاد آخر ضمن دورته
    [two] موعدا انعقاد آخران ضمن دورتيهما
    [few] { $count } مواعيد انعقاد أخرى ضمن دوراتها
    [many] { $count } موعد انعقاد آخر ضمن دوراتها
   *[other] { $count } موعد انعقاد آخر ضمن دوراتها
}
workspace-people = العاملون لديك
workspace-staff = العاملون ومستوياتهم ودوراتهم
workspace-needs = ما تحتاج إليه، حسب الدور
region-au-central = وسط أفريقيا
region-au-eastern = شرق أفريقيا
region-au-northern = شمال أفريقيا
region-au-southern = الجنوب الأفريقي
region-au-western = غرب أفريقيا
