crumbs = مسار التنقل
me-no-role = ما عملك؟
me-no-role-lead = بتحديد دورك وذكر مهاراتك يظهر ما ينقصك، والدورات والتدريبات العملية التي تسده.
me-gaps = { $count ->
    [zero] لا فجوات
    [one] فجوة واحدة
    [two] فجوتان
    [few] { $count } فجوات
    [many] { $count } فجوة
   *[other] { $count } فجوة
}
me-ways = { $count ->
    [0] ولا طريقة لسدها بعد
    [one] وطريقة واحدة لسدها
    [two] وطريقتان لسدها
    [few] و{ $count } طرق لسدها
    [many] و{ $count } طريقة لسدها
   *[other] و{ $count } طريقة لسدها
}
me-no-gaps = كل ما يتطلبه دورك مستوفى
me-lead = { $required ->
    [zero] لا يتطلب دورك أي مهارة.
    [one] يتطلب دورك مهارة واحدة.
    [two] يتطلب دورك مهارتين.
    [few] يتطلب دورك { $required } مهارات.
    [many] يتطلب دورك { $required } مهارة.
   *[other] يتطلب دورك { $required } مهارة.
} { $held ->
    [zero] ليس لديك منها شيء بالمستوى المطلوب.
    [one] لديك واحدة منها بالمستوى المطلوب.
    [two] لديك اثنتان منها بالمستوى المطلوب.
    [few] لديك { $held } منها بالمستوى المطلوب.
    [many] لديك { $held } منها بالمستوى المطلوب.
   *[other] لديك { $held } منها بالمستوى المطلوب.
}
me-in-order = جواز المهارات: { $held } من { $required } مستوفاة
me-seats = طلباتك
me-no-seats = لا طلبات لديك بعد.
me-grades = A تقييم، B شهادة، C صاحب العمل، D إقرار ذاتي. ولا تدخل D في الأرقام عن الأقاليم.
me-change-skills = تعديل المهارات أو الدور
me-change-profile = تعديل الملف
grade-words-a = دليل بتقييم
grade-words-b = دليل بشهادة
grade-words-c = دليل بإفادة من صاحب العمل
grade-words-d = إقرار ذاتي
evidence-none = لا دليل بعد.
evidence-until = { $grade }، صالح حتى { $date }.
evidence-lasting = { $grade }، دون انتهاء.
evidence-expired = { $grade }: كان لديك { $level } حتى { $date }، والدليل المنتهي يُحسب بالمستوى 2 على الأكثر.
gap-expired = دليل منتهٍ
gap-levels = { $count ->
    [zero] لا ينقصك أي مستوى
    [one] ينقصك مستوى واحد
    [two] ينقصك مستويان
    [few] تنقصك { $count } مستويات
    [many] ينقصك { $count } مستوى
   *[other] ينقصك { $count } مستوى
}
gap-words = لديك <b>{ $held }</b>، ودورك يتطلب <b>{ $required }</b>
gap-all-ways = { $count ->
    [0] لماذا لا يلائمك ما هو مقرر، وما الذي يغير ذلك
    [one] عرض الطريقة، ولماذا ليس غيرها
    [two] عرض الطريقتين، ولماذا ليس غيرهما
    [few] عرض { $count } طرق، ولماذا ليس غيرها
    [many] عرض { $count } طريقة، ولماذا ليس غيرها
   *[other] عرض { $count } طريقة، ولماذا ليس غيرها
}
gap-no-way = لا شيء مما هو مقرر يسد هذه الفجوة لك حاليًا.
way-score = { $score ->
    [zero] لا نقاط: طريقة الحساب
    [one] نقطة واحدة: طريقة حسابها
    [two] نقطتان: طريقة حسابهما
    [few] { $score } نقاط: طريقة حسابها
    [many] { $score } نقطة: طريقة حسابها
   *[other] { $score } نقطة: طريقة حسابها
}
part-points = { $points } من { $most }
ways-heading = طرق سد الفجوة في «{ $skill }»
why-not = لماذا ليس «{ $title }»؟
why-not-rule = القاعدة التي منعته:
why-not-change = ما الذي يغير ذلك:
step-title = خطوتك التالية
step-answer = الرد على عرض «{ $title }»
step-answer-button = قبول المقعد
step-role = تحديد عملك
step-role-words = يستغرق ذلك خمس دقائق: صفحة واحدة، ومستوى واحد لكل مهارة.
step-role-button = تحديد دوري ومهاراتي
step-profile = ذكر مكانك ولغاتك
step-profile-words = دون البلد واللغات والسفر لا يكون جواب قواعد كثيرة إلا «تعذر الحكم».
step-profile-button = إكمال ملفي
step-best = الاطلاع على «{ $title }»
step-best-button = الاطلاع عليه
step-look = جولة بين العروض
step-look-words = لا شيء يلائم فجواتك حاليًا.
seat-answer-by = آخر موعد للرد { $at } UTC. ثم يذهب المقعد إلى غيرك.
seat-since = منذ { $date }
seat-accept = قبول المقعد
seat-decline = لا يناسبني
seat-withdraw = الانسحاب
seat-withdraw-more = الانسحاب
seat-withdraw-words = يصبح المقعد متاحًا لغيرك فورًا. ويمكنك التقديم من جديد ما لم ينقضِ الموعد النهائي.
seat-state-draft = مسودة
seat-state-awaiting-endorsement = بانتظار صاحب العمل
seat-state-submitted = قُدّم الطلب
seat-state-info-requested = سؤال موجه إليك
seat-state-waitlisted = قائمة انتظار
seat-state-offered = عرض
seat-state-accepted = تم القبول
seat-state-conditions-pending = شروط قيد الاستيفاء
seat-state-enrolled = تم التسجيل
seat-state-attended = تم الحضور
seat-state-completed = تم الإكمال
seat-state-not-endorsed = دون تأييد صاحب العمل
seat-state-declined-by-provider = لم يُقبل الطلب
seat-state-offer-declined = اعتذرت عن العرض
seat-state-offer-lapsed = انقضت مهلة العرض
seat-state-withdrawn = تم الانسحاب
seat-state-cancelled = تم الإلغاء
seat-state-deferred = تم التأجيل
seat-state-no-show = لم يتم الحضور
seat-state-not-completed = لم يتم الإكمال
decline-reason-level = المستوى اللازم عند البدء غير متوافر.
decline-reason-eligibility = المقعد مخصص لفئة أخرى.
decline-reason-documents = الوثائق ناقصة.
decline-reason-too-many = الطلبات أكثر من المقاعد.
decline-reason-other = سبب آخر.
own-title = ما أتقنه
own-lead = اختيار دور، ثم مستوى لكل مهارة يتطلبها. والصراحة أنفع: فالفجوة هي ما يقودك إلى الدورة المناسبة.
own-role = الدور
own-role-label = عملي، أو العمل الذي أريده
own-role-hint = لكل دور مهارات يتطلبها، كل منها بمستوى.
own-role-button = عرض مهاراته
own-levels = مستوياتي لدور «{ $role }»
own-levels-hint = ما يُذكر هنا إقرار ذاتي (D). يُحتسب في صفحاتك، لا في الأرقام عن الأقاليم.
own-levels-mean = معاني المستويات
own-required = يتطلب الدور { $level }
own-shown = أدلة أخرى تثبت { $level }
own-button = حفظ وعرض فجواتي
flash-skills-saved = تم الحفظ. هذا ما ينقص، وهذه طرق سده.
profile-title = ملفي
profile-lead = ما تحتاج المطابقة إلى معرفته. وما يُترك فارغًا جوابه «تعذر الحكم»، ولا يُخمَّن أبدًا.
profile-button = حفظ
field-sector = أعمل في
sector-name-public = القطاع العام
sector-name-private = القطاع الخاص
field-travel = إلى أين يمكنني السفر للتدريب
field-travel-hint = الدورات عن بعد تظهر دائمًا.
field-speaks = اللغات التي يمكنني التعلم بها
field-speaks-hint = يكفي تحديد لغاتك، وتُترك اللغات الأخرى.
speaks-not = لا أتحدثها
field-available = متى يمكنني الذهاب
field-available-hint = يمكن ترك التاريخين فارغين إن لم يكن لهما أثر.
flash-profile-saved = تم الحفظ.
apply-title = طلب مقعد في «{ $title }»
apply-heading = المراجعة ثم تقديم الطلب
apply-met = ما لديك
apply-unmet = ما يعترض الطريق
apply-unknown = ما لا يمكن لأحد الحكم فيه بعد
apply-what-is-shared = يرى مقدم التدريب اسمك وبلدك وقطاعك ومستوياتك في المهارات التي تُدرَّس، ولا شيء غيرها.
apply-button = طلب مقعد
apply-back = العودة إلى الدورة
not-applied-full = كل المقاعد محجوزة
not-applied-too-late = فات موعد التقديم
not-applied-not-open = لا يُقدَّم الطلب هنا
not-applied-nothing = لم يُحفظ شيء.
flash-applied = قُدّم طلبك. القرار لمقدم التدريب، وسيظهر هنا.
flash-already-applied = سبق لك تقديم هذا الطلب.
flash-accepted = المقعد لك.
flash-offer-declined = اعتذرت عن العرض. أصبح المقعد متاحًا لغيرك.
flash-withdrawn = تم انسحابك.
flash-full = كل المقاعد محجوزة الآن. لم يتغير شيء.
flash-offer-expired = انقضت مهلة العرض. لم يتغير شيء.
flash-changed-meanwhile = طرأ تغيير في هذه الأثناء. وهذه هي الحال الآن.
