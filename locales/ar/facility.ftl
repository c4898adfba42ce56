# المنشأة: تدريباتها العملية، ومن يتقدم لها، وما تحتاج إليه
problem-at = { $field }: { $words }
field-in-row = { $field }، الصف { $row }
form-errors-kept = كل ما كُتب محفوظ هنا. لم يُرسل شيء بعد.

workspace-placements-title = التدريبات العملية لديك
workspace-placements-lead = الأيام المتاحة على خط إنتاجك، ومن تقدم لها، والوظائف التي يلزم شغلها.
workspace-placements-all = كل التدريبات العملية

places-held-of = المحجوز { $held } من { $places ->
    [zero] الأماكن
    [one] مكان واحد
    [two] مكانين
    [few] { $places } أماكن
    [many] { $places } مكانًا
   *[other] { $places } مكان
}
applications-waiting = { $count ->
    [0] لا طلب ينتظر
    [one] طلب واحد ينتظر
    [two] طلبان ينتظران
    [few] { $count } طلبات تنتظر
    [many] { $count } طلبًا تنتظر
   *[other] { $count } طلب تنتظر
}
period-overbooked = { $count ->
    [zero] لا حجز زائدًا على عدد الأماكن
    [one] حجز واحد زائد على عدد الأماكن
    [two] حجزان زائدان على عدد الأماكن
    [few] { $count } حجوزات زائدة على عدد الأماكن
    [many] { $count } حجزًا زائدة على عدد الأماكن
   *[other] { $count } حجز زائدة على عدد الأماكن
}
period-closed = لا تقبل الطلبات
period-full = مكتملة
slot-state-draft = مسودة
slot-state-published = منشور
slot-state-running = جارٍ
slot-state-completed = مكتمل
slot-state-paused = موقوف مؤقتًا
slot-state-cancelled = ملغى

own-slots-title = التدريب العملي
own-slots-heading = { $count ->
    [0] لا طلب ينتظرك
    [one] طلب واحد ينتظر ردك
    [two] طلبان ينتظران ردك
    [few] { $count } طلبات تنتظر ردك
    [many] { $count } طلبًا تنتظر ردك
   *[other] { $count } طلب تنتظر ردك
}
own-slots-lead = الأيام المتاحة على خط إنتاجك، وعدد الأماكن المحجوزة، ومن يطلب ما بقي منها.
own-slots-count = { $count ->
    [0] لا تدريبات عملية بعد
    [one] تدريب عملي واحد
    [two] تدريبان عمليان
    [few] { $count } تدريبات عملية
    [many] { $count } تدريبًا عمليًا
   *[other] { $count } تدريب عملي
}
own-slots-none = لا تدريب عمليًا لديك بعد
own-slots-none-how = تكفي دقيقتان: ما الذي يجري التمرن عليه لديك، ومتى، ولكم شخص.
own-slot-no-periods = لا فترة مقبلة. بإضافة فترة يصبح التقديم ممكنًا من جديد.
own-slot-applications = الطلبات
own-slot-edit = تعديل
own-slot-public = كما يراه الزوار

slot-new-button = إتاحة تدريب عملي
slot-new-title = إتاحة تدريب عملي
slot-new-lead = { $count ->
    [0] نحو دقيقتين. القرار في كل طلب لك، ولا يأتي أحد دون موافقتك.
    [one] نحو دقيقتين. مُلئت إجابة واحدة من آخر تدريب لديك.
    [two] نحو دقيقتين. مُلئت إجابتان من آخر تدريب لديك.
    [few] نحو دقيقتين. مُلئت { $count } إجابات من آخر تدريب لديك.
    [many] نحو دقيقتين. مُلئت { $count } إجابة من آخر تدريب لديك.
   *[other] نحو دقيقتين. مُلئت { $count } إجابة من آخر تدريب لديك.
}
slot-part-what = 1. ما يجري لديك
slot-part-skills = 2. القدرات التي يمنحها
slot-part-when = 3. متى، ولكم شخص
slot-part-site = 4. أين في موقعك
slot-part-conditions = 5. شروطك
slot-part-terms = 6. التكلفة والتواصل
slot-toc = ستة أجزاء قصيرة
slot-seen-title = من يرى ماذا
slot-seen = ترى الشبكة هذه الصفحة. أما أسماء المتقدمين ومستوياتهم ولغاتهم فتظهر لك وحدك، ولا يظهر بريدهم الإلكتروني أبدًا. ولا يُسأل هنا عن عدد العاملين لديك.
slot-field-title = العنوان
slot-hint-title = ما يجري التمرن عليه، وعلى أي معدات: «التعبئة المعقمة على خط بعازل».
slot-field-summary = في جملتين أو ثلاث
slot-hint-summary = كيف يمر اليوم، ومن يرافق المتدرب.
slot-field-language = لغة الكتابة هنا
slot-field-skill = المهارة
slot-field-in = المستوى عند البدء
slot-field-out = المستوى عند الإكمال
slot-skills-how = المستوى اللازم في اليوم الأول، والمستوى الذي يمكن بلوغه لديك. ويكفي صف واحد.
slot-skill-row = { $row ->
    [1] المهارة
   *[other] المهارة { $row }، إن وُجدت
}
slot-when-how = أول يوم وآخر يوم، وعدد الأشخاص في المرة الواحدة. والأيام بتوقيت { $zone }.
slot-period-row = { $row ->
    [1] الفترة
   *[other] الفترة { $row }، إن وُجدت
}
slot-field-from = أول يوم
slot-field-to = آخر يوم
slot-field-places = الأماكن
slot-field-clean-grade = تصنيف المنطقة
slot-field-containment = الاحتواء
slot-field-product-type = المنتج
slot-field-floor = اللغات في قاعة الإنتاج
slot-field-place = المدينة
slot-conditions-how = يُحدد ما يلزم قبل الدخول. ويبدأ ذلك عند قبول المكان، وتبيّن الأيام المدة اللازمة مسبقًا.
slot-lead = أيام العمل
slot-field-fee = ما يتحمله المتدرب
slot-fee-free = لا شيء
slot-fee-funded = لا شيء، وتدفع جهة أخرى السفر والإقامة
slot-fee-paid = توجد رسوم
slot-fee-unknown = غير مذكور
slot-field-contact = لمن توجه الأسئلة
slot-hint-contact = بريد إلكتروني أو رقم هاتف، ويراه الجميع.
slot-field-body = ما عدا ذلك
slot-hint-body = الورديات والسكن وطريقة الوصول والمعدات. يمكن تركه فارغًا.
slot-publish-note = يُدرج فورًا بالرمز { $code }.
slot-publish-how = يمكن تعديله أو إيقافه مؤقتًا في أي وقت.
slot-publish-button = نشر
flash-slot-published = تم النشر. يمكن لكل من في الشبكة رؤيته الآن.

slot-edit-title = تعديل { $code }
slot-part-texts = النصوص
slot-written-in = لغة الكتابة: { $language }.
slot-part-periods = الفترات والأماكن
slot-periods-how = لا يفقد أحد مكانًا محجوزًا عند إنقاص الأماكن: بل يظهر عدد ما ينقص منها.
slot-period-open = قبول الطلبات
slot-period-add = إضافة فترة
slot-part-pause = الإيقاف المؤقت
slot-pause-how = لا يُدرج التدريب ولا يُقبل له طلب جديد ما دام موقوفًا. أما الطلبات الواردة فيبقى الرد عليها لك.
slot-pause-tick = إيقاف هذا التدريب مؤقتًا
slot-save-note = لا يُخبر أحد بالتعديل تلقائيًا.
slot-save-leave = إبقاؤه كما كان
slot-save-button = حفظ
slot-stale-title = عدّل شخص آخر هذا في هذه الأثناء
slot-stale-how = ما كُتب محفوظ أدناه. يمكن الحفظ من جديد ليحل محل ذلك التعديل، أو
slot-stale-open = عرض ما حُفظ.
flash-slot-saved = تم الحفظ.
slot-field-new-from = أول يوم في الفترة الجديدة
slot-field-new-to = آخر يوم في الفترة الجديدة
slot-field-new-places = أماكن الفترة الجديدة
own-slot-work = هذا التدريب
own-slot-edit-all = تعديل النصوص والفترات والأماكن، أو الإيقاف المؤقت

apply-for-a-place = طلب مكان
apply-place-title = طلب مكان
apply-place-lead = اختيار الأيام أولًا. ثم يظهر كل شيء مرة أخرى قبل إرساله.
apply-form = طلبك
apply-which = أي أيام؟
apply-field-period = الأيام
apply-field-note = ما الذي تريد أن تعود به؟
apply-hint-note = جملتان أو ثلاث، إن شئت. وتقرؤها المنشأة.
apply-note-none = لم يُكتب شيء
apply-field-facility = المنشأة
apply-check-button = مراجعة الإجابات
apply-check-title = مراجعة الإجابات
apply-check-lead = لم يُرسل شيء بعد.
apply-answers = ما يُرسل
apply-seen = ترى المنشأة
apply-seen-how = اسمك وبلدك وقطاعك ولغاتك ومستوياتك في مهارات هذا التدريب. ولا ترى أبدًا بريدك الإلكتروني ولا طلباتك الأخرى.
apply-send = إرسال الطلب
apply-change = تعديل شيء
apply-own = طلبك هنا
apply-others = عرض تدريبات عملية أخرى
apply-standing = موقفك من الشروط
apply-have = المتوافر لديك
apply-miss = ما ينقصك
apply-miss-how = يبقى التقديم ممكنًا: ترى المنشأة ذلك وتقرر.
apply-cannot-tell = { $count ->
    [zero] لا شيء تعذر الحكم فيه
    [one] شرط واحد تعذر الحكم فيه
    [two] شرطان تعذر الحكم فيهما
    [few] { $count } شروط تعذر الحكم فيها
    [many] { $count } شرطًا تعذر الحكم فيها
   *[other] { $count } شرط تعذر الحكم فيها
}
time-there = { $time } ({ $zone })
flash-place-applied = أُرسل طلبك. وسيظهر هنا ما يصير إليه.
flash-place-taken = المكان لك. والآن تبدأ المعاملات.
flash-place-left = اعتذرت عن المكان. أصبح متاحًا لغيرك.
flash-place-withdrawn = تم انسحابك.

place-take = قبول المكان
place-leave = الاعتذار
place-withdraw = الانسحاب
place-answer-by = آخر موعد للقبول أو الاعتذار { $at }. وحتى ذلك الحين يبقى المكان محفوظًا لك.
place-next-expired = انقضت مهلة الرد.
place-next-submitted = الطلب لدى المنشأة، ولم تبدأ قراءته بعد.
place-next-under-consideration = المنشأة تقرأ الطلب.
place-next-info-requested = طلبت المنشأة معلومات أخرى.
place-next-prerequisites-pending = المكان محفوظ لك. ويلزم استيفاء شروط المنشأة قبل اليوم الأول.
place-next-cleared = كل شيء جاهز لليوم الأول.
place-state-draft = مسودة
place-state-submitted = أُرسل
place-state-under-consideration = قيد القراءة
place-state-info-requested = سؤال مطروح
place-state-host-accepted = عُرض مكان
place-state-prerequisites-pending = قُبل المكان
place-state-cleared = جاهز
place-state-in-progress = في الموقع
place-state-completed = تم الإكمال
place-state-host-declined = لم تقبله المنشأة
place-state-learner-declined = اعتذر صاحب الطلب
place-state-lapsed = انقضت مهلة الرد
place-state-prerequisites-failed = لم تكتمل المعاملات
place-state-ended-early = انتهى قبل موعده
place-state-withdrawn = تم الانسحاب
place-state-host-cancelled = ألغته المنشأة
place-state-superseded = حل محله غيره
place-full = كل الأماكن في هذه الأيام محجوزة الآن. لم يُرسل شيء.
place-full-host = كل الأماكن في هذه الأيام محجوزة. يمكن إضافة أماكن، أو الانتظار حتى يشغر مكان.
place-too-late = بدأت هذه الأيام. لم يتغير شيء.
place-not-open = هذا التدريب لا يقبل الطلبات حاليًا.
place-already = لديك طلب لهذه الأيام من قبل.
place-wrong-state = تقرر هذا في هذه الأثناء. لم يتغير شيء.
nothing-changed = لم يتغير شيء. وتعرض الصفحة الحال الآن.

own-word = إقرار ذاتي
applicant-misses = غير مستوفى
applicant-meets = كل القواعد التي يمكن الحكم فيها مستوفاة
applications-decided = { $count ->
    [zero] لا طلبات تقررت أو سُحبت
    [one] طلب واحد تقرر أو سُحب
    [two] طلبان تقررا أو سُحبا
    [few] { $count } طلبات تقررت أو سُحبت
    [many] { $count } طلبًا تقررت أو سُحبت
   *[other] { $count } طلب تقررت أو سُحبت
}
held-of-asked = المتوافر { $held }، والمطلوب { $asked }
works-in-public = القطاع العام
works-in-private = القطاع الخاص
place-since = منذ { $date }
place-waits-until = محفوظ حتى { $at }
place-accept = عرض المكان
place-consider = بدء القراءة
place-decline = الرد بالرفض، مع السبب
place-decline-button = إرسال الرفض
decline-field-reason = السبب
decline-field-note = بعبارتك
decline-hint-note = يقرؤها صاحب الطلب. وهي مطلوبة حيث لا يلائم أي من الأسباب.
host-reason-level = المستوى اللازم في اليوم الأول غير متوافر
host-reason-language = اللغة في قاعة الإنتاج
host-reason-dates = الأيام غير ملائمة
host-reason-paperwork = لا يمكن إكمال المعاملات في الوقت المناسب
host-reason-supervision = عدد المشرفين غير كافٍ
host-reason-too-many = الطلبات الجيدة أكثر من الأماكن
host-reason-other = سبب آخر
flash-place-considered = يرى صاحب الطلب أن القراءة بدأت.
flash-place-accepted = عُرض المكان وحُفظ. ووصلت صاحب الطلب رسالة بآخر موعد للرد.
flash-place-declined = وصلت صاحب الطلب رسالة بالسبب.

audience-title = { $count ->
    [0] من يمكن أن يفيده هذا
    [one] يمكن أن يفيد شخصًا واحدًا على الأقل
    [two] يمكن أن يفيد شخصين على الأقل
    [few] يمكن أن يفيد { $count } أشخاص على الأقل
    [many] يمكن أن يفيد { $count } شخصًا على الأقل
   *[other] يمكن أن يفيد { $count } شخص على الأقل
}
audience-all = الحساب بين { $counted ->
    [zero] { $counted } شخص
    [one] شخص واحد
    [two] شخصين
    [few] { $counted } أشخاص
    [many] { $counted } شخصًا
   *[other] { $counted } شخص
} في { $region } ممن يتطلب دورهم إحدى هذه المهارات.
audience-sample = الحساب بين { $counted } من أصل { $population } في { $region } ممن يتطلب دورهم إحدى هذه المهارات.
audience-everywhere = كل البلدان
audience-nowhere = البلد غير مذكور
audience-few = أقل من 5
audience-group = لديهم فجوة: { $closes }، ومستوفون للقواعد: { $fits }
audience-how = لديهم فجوة: يرفعهم التدريب نحو ما يتطلبه دورهم. مستوفون للقواعد: المستوى في اليوم الأول واللغة والأيام والسفر. ولا تُعرض الأعداد من 1 إلى 4، ولا تدخل في المجموع.

mail-place-yes-subject = مكان لك لدى { $facility }
mail-place-yes = مكان لك لدى { $facility }: { $title }، { $dates }.
mail-place-yes-until = آخر موعد للقبول أو الاعتذار { $at }. وحتى ذلك الحين يبقى المكان محفوظًا لك.
mail-place-yes-then = عند قبولك المكان تبدأ المعاملات، وفي صفحة التدريب قائمة بشروط المنشأة.
mail-place-yes-button = الرد
mail-place-no-subject = طلبك لدى { $facility }
mail-place-no = لا يمكن إتاحة مكان لك لدى { $facility }: { $title }، { $dates }.
mail-place-no-why = السبب: { $reason }
mail-place-no-note = كلمة من المنشأة: { $note }
mail-place-no-then = لا أثر لهذا في أي مكان آخر. وتتيح منشآت أخرى التمرن على المهارات نفسها.
mail-place-no-button = عرض تدريبات عملية أخرى

needs-title = الاحتياجات المعلنة
needs-heading = { $count ->
    [0] لا احتياج معلنًا بعد
    [one] احتياج معلن واحد
    [two] احتياجان معلنان
    [few] { $count } احتياجات معلنة
    [many] { $count } احتياجًا معلنًا
   *[other] { $count } احتياج معلن
}
needs-lead = عدد الوظائف التي يُراد بلوغها إجمالًا في كل دور، وموعد بلوغها. وعلى ذلك تُخطط الدورات والمقاعد.
needs-standing = ما أعلنته
needs-replace = الإعلان الأحدث للبلد والقطاع والدور نفسها يحل محل الأقدم ابتداءً من يومه. ولا يُجمع الاثنان أبدًا.
needs-none = لا شيء بعد. ويكفي دور واحد للبدء.
need-new = إعلان احتياج
need-declare = إعلان
need-posts = { $posts ->
    [zero] لا وظائف، حتى { $by }
    [one] وظيفة واحدة إجمالًا، حتى { $by }
    [two] وظيفتان إجمالًا، حتى { $by }
    [few] { $posts } وظائف إجمالًا، حتى { $by }
    [many] { $posts } وظيفة إجمالًا، حتى { $by }
   *[other] { $posts } وظيفة إجمالًا، حتى { $by }
}
need-confirmed = أُكد في { $date }
need-stale = أما زال هذا قائمًا؟
need-replaced = حل محله غيره
need-confirm = ما زال قائمًا
need-withdraw = سحب
need-field-role = الدور
need-field-posts = الوظائف إجمالًا
need-hint-posts = ومنها المشغولة اليوم: أي عدد الأشخاص المراد بلوغه في هذا الدور.
need-field-by = الموعد
need-field-by-day = اليوم، إن كان معروفًا
need-by-quarter = ربع سنة
need-by-year = سنة
need-by-day = يوم
need-by-a-day = في اليوم المذكور
need-field-urgency = درجة الإلحاح
urgency-routine = عادي
urgency-soon = قريب
urgency-urgent = عاجل
need-field-country = البلد
need-field-sector = القطاع
need-field-visibility = من يرى اسم جهتك معه
need-visibility-private = لا أحد
need-private-how = يُحتسب في أرقام البلدان والأقاليم، وتُحجب فيها الأعداد الصغيرة.
need-visibility-network = أعضاء الشبكة
need-network-how = يرى مقدمو التدريب من يطلب، ويمكنهم عرض مواعيد.
need-field-note = الغرض منه
need-hint-note = خط جديد، أو ترخيص، أو مغادرة عاملين. دون أسماء ولا أجور ولا تواريخ حملات. يمكن تركه فارغًا.
need-purpose-title = فيمَ يُستخدم هذا
need-purpose = لتخطيط الدورات والمقاعد والتدريبات العملية، ولحساب ما ينقص وأين ينقص. ولا تعرض الأرقام العامة أي صف فيه أقل من ثلاث جهات.
need-purpose-not = لا يُعرض على المنافسين، ولا يُباع، ولا يُستخدم للحكم على جهتك. ويمكن سحبه في أي وقت.
flash-need-declared = تم الإعلان. ويُحتسب في الأرقام ابتداءً من الحساب التالي.
flash-need-confirmed = شكرًا: أُكد بتاريخ اليوم.
flash-need-withdrawn = تم السحب. لم يعد محتسبًا.
me-places = تدريباتك العملية
applications-for-reviewers = أسماء المتقدمين تظهر للمراجعين والمحررين والمالكين.
