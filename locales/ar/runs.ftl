run-acts = موعد الانعقاد كله
run-acts-how = كل من قدّم طلبًا أو حُجز له مقعد يُبلَّغ بالبريد بما تغيّره هنا.
run-confirm = تأكيد الانعقاد
run-change = تغيير التواريخ أو المكان أو طريقة التعلم أو اللغات أو التكلفة
run-postpone = تأجيل
run-cancel = إلغاء
run-report = كتابة النتائج
run-close = إغلاق موعد الانعقاد
run-reason-too-few = عدد المشاركين أقل من اللازم
run-reason-trainer = تغيّب مدرّب
run-reason-venue = المكان أو معداته غير صالحة للاستعمال
run-reason-funding = التمويل غير متوافر
run-reason-travel = تعذر السفر إلى المكان
run-reason-other = سبب آخر
run-stop-title-postpone = تأجيل موعد الانعقاد
run-stop-title-cancel = إلغاء موعد الانعقاد
run-stop-how-postpone = يحتفظ كل واحد بما لديه، وله أن ينسحب بحرية. ولا يمكن التقديم حتى تُحدَّد تواريخ جديدة.
run-stop-how-cancel = تُعاد المقاعد كلها وتنتهي الطلبات كلها. ولا يمكن الرجوع عن ذلك.
run-stop-button-postpone = تأجيل موعد الانعقاد
run-stop-button-cancel = إلغاء موعد الانعقاد
run-stop-people = { $held ->
    [0] لا مقعد محجوز
    [one] مقعد واحد محجوز
    [two] مقعدان محجوزان
    [few] { $held } مقاعد محجوزة
    [many] { $held } مقعدًا محجوزًا
   *[other] { $held } مقعد محجوز
}، { $waiting ->
    [0] ولا طلب ينتظر الرد.
    [one] وطلب واحد ينتظر الرد.
    [two] وطلبان ينتظران الرد.
    [few] و{ $waiting } طلبات تنتظر الرد.
    [many] و{ $waiting } طلبًا ينتظر الرد.
   *[other] و{ $waiting } طلب ينتظر الرد.
}
run-stop-why = السبب
run-stop-reason = السبب
run-stop-note = بضع كلمات
run-stop-note-hint = تُرسل إلى كل من يعنيه الأمر. وهي لازمة إن لم يناسب أي من الأسباب.
run-stop-first-day = أول يوم جديد
run-stop-first-day-hint = إن تُرك فارغًا فالتواريخ الجديدة غير معروفة بعد. وإن كُتب يوم تحركت معه سائر الأيام والموعد النهائي.
run-stop-told = يُكتب إليهم جميعًا فورًا، وإلى الجهات التي قدّمت عن أحد منهم.
flash-run-confirmed = تأكد الانعقاد. وكُتب إلى كل من حُجز له مقعد.
flash-run-postponed = تأجل موعد الانعقاد. وكُتب إلى كل من يعنيه الأمر.
flash-run-cancelled = أُلغي موعد الانعقاد، ولا مقعد محجوز فيه. وكُتب إلى كل من كان يعنيه الأمر.
flash-run-closed = أُغلق موعد الانعقاد.
flash-run-revised = تغيّر موعد الانعقاد. وكُتب إلى كل من يعنيه الأمر.
flash-run-unchanged = لا شيء من هذا يختلف عما كان. لم يتغير شيء.
flash-run-unreported = لم تُكتب نتيجة أحدهم بعد. تُكتب النتائج كلها ثم يُغلق موعد الانعقاد.
overbooked-how = لا يفقد أحد مقعده بذلك. يمكن زيادة المقاعد، أو انتظار انسحاب أحد، أو نقل أشخاص إلى موعد آخر برضاهم.

plan-change-lead = بنى الناس خططهم على هذا. ما تغيّره يُعرض مرة أخرى قبل أن يسري، ثم يُبلَّغ كل من يعنيه الأمر بما كان وما صار، وله أن ينسحب بحرية.
plan-change-how = لم يتغير شيء بعد.
plan-change-check = عرض ما يتغير
change-check-title = مراجعة ما يتغير
change-what = ما يتغير
change-was = كان:
change-is = صار:
change-how = تبقى المقاعد والطلبات كما هي. ومن لا يناسبه التغيير ينسحب بحرية.
change-told = { $count ->
    [0] لم يقدّم أحد بعد، فلا أحد يُبلَّغ.
    [one] يُبلَّغ شخص واحد بالبريد.
    [two] يُبلَّغ شخصان بالبريد.
    [few] يُبلَّغ { $count } أشخاص بالبريد.
    [many] يُبلَّغ { $count } شخصًا بالبريد.
   *[other] يُبلَّغ { $count } شخص بالبريد.
}
change-note = هذا الزر وحده يُحدث التغيير.
change-leave = تركه كما هو
change-make = إجراء التغيير

outcome-completed = أكمل
outcome-attended = حضر، والنتيجة لاحقًا
outcome-not-completed = حضر ولم يكمل
outcome-no-show = لم يحضر
results-title = النتائج
results-heading = { $count ->
    [0] لكل واحد نتيجته
    [one] نتيجة واحدة لم تُكتب
    [two] نتيجتان لم تُكتبا
    [few] { $count } نتائج لم تُكتب
    [many] { $count } نتيجة لم تُكتب
   *[other] { $count } نتيجة لم تُكتب
}
results-early = لم يأتِ آخر أيام الانعقاد. وتُكتب النتائج ابتداءً منه.
results-leads = ما تؤدي إليه الدورة
results-leads-how = من يكملها يكون له هذا دليلًا بشهادتك (الدرجة B) بتاريخ آخر يوم.
result-leads-to = { $skill }: { $level }
results-none = لا أحد ينتظر نتيجة.
results-open = ما صار إليه كل واحد
results-open-how = ما تتركه يمكن أن يُكتب لاحقًا. وما كُتب من نتيجة يبقى.
results-note = يرى كل واحد نتيجته في صفحته.
results-save = حفظ النتائج
results-reported = { $count ->
    [zero] لا نتائج مكتوبة
    [one] نتيجة شخص واحد مكتوبة
    [two] نتيجتا شخصين مكتوبتان
    [few] نتائج { $count } أشخاص مكتوبة
    [many] نتائج { $count } شخصًا مكتوبة
   *[other] نتائج { $count } شخص مكتوبة
}
flash-results-written = حُفظت النتائج. ومن أكمل الدورة صارت له دليلًا.
flash-results-early = لم يأتِ آخر أيام الانعقاد. لم يُحفظ شيء.

task-overbooked = { $count ->
    [zero] { $code }: لا زيادة على المقاعد
    [one] { $code }: شخص واحد زائد على المقاعد
    [two] { $code }: شخصان زائدان على المقاعد
    [few] { $code }: { $count } أشخاص زائدون على المقاعد
    [many] { $code }: { $count } شخصًا زائدًا على المقاعد
   *[other] { $code }: { $count } شخص زائد على المقاعد
}
task-overbooked-tag = حجز زائد
task-overbooked-act = عرض موعد الانعقاد
task-results = { $count ->
    [zero] { $code }: لا نتائج مستحقة
    [one] { $code }: نتيجة واحدة مستحقة
    [two] { $code }: نتيجتان مستحقتان
    [few] { $code }: { $count } نتائج مستحقة
    [many] { $code }: { $count } نتيجة مستحقة
   *[other] { $code }: { $count } نتيجة مستحقة
}
task-results-since = منذ { $date }
task-results-how = انتهى موعد الانعقاد. ولا يكون لأصحابه دليل منه إلا حين تكتب ما صار إليه كل واحد.

places-coming = { $count ->
    [zero] لا مكان مقبول
    [one] مكان واحد مقبول
    [two] مكانان مقبولان
    [few] { $count } أماكن مقبولة
    [many] { $count } مكانًا مقبولًا
   *[other] { $count } مكان مقبول
}
place-step-clear = استُوفيت الشروط
place-step-start = هو الآن في الموقع
place-fail = لم تُستوفَ
place-fail-button = إعادة المكان
place-finish = الإنهاء والشهادة
place-not-begun = لم يأتِ اليوم الأول. لم يتغير شيء.
flash-place-cleared = استُوفيت الشروط. وكُتب إلى صاحب المكان.
flash-place-failed = المكان متاح من جديد. وأُرسلت إلى صاحبه رسالة بالسبب.
flash-place-started = صاحب المكان في الموقع.
flash-place-finished = حُفظ. وما شهدت به دليل في صفحة صاحبه.
finish-title = نهاية الأيام
finish-heading = إلامَ صارت أيام { $name }؟
finish-end = النهاية
finish-outcome = كيف انتهت؟
finish-outcome-completed = اكتملت
finish-outcome-ended-early = انتهت قبل أوانها
finish-note = بضع كلمات
finish-note-hint = تُحفظ في سجلاتك. وهي لازمة إن انتهت قبل أوانها.
finish-levels = ما ظهر من مهارة
finish-levels-how = مستوى واحد لكل مهارة. ويُترك ما لم يظهر.
finish-aim = يؤدي التدريب إلى { $level }.
finish-grade = من رآه؟
finish-grade-c = نحن، أثناء العمل (الدرجة C، بشهادة)
finish-grade-a = مقيّم، وفق المستويات (الدرجة A، بتقييم)
finish-told = يُكتب إلى صاحبه ويرى المستويات في صفحته.
finish-button = الحفظ والإنهاء

stop-link = إيقاف مؤقت أو إلغاء، مع السبب
stop-title = إيقاف مؤقت أو إلغاء
stop-what-and-why = ماذا، ولماذا
stop-what = بأي شيء يتعلق الأمر؟
stop-pause = إيقاف التدريب مؤقتًا
stop-pause-how = لا يمكن التقديم الآن. والأماكن الممنوحة باقية.
stop-period = إلغاء { $dates }
stop-slot = إلغاء التدريب كله
stop-slot-how = تنتهي الفترات كلها وتُعاد الأماكن كلها. ولا يمكن الرجوع عن ذلك.
stop-reason-shutdown = توقف المصنع
stop-reason-inspection = تفتيش
stop-reason-campaign = حملة إنتاج
stop-reason-supervisors = قلة المشرفين
stop-reason-safety = السلامة
stop-reason-other = سبب آخر
stop-told = يُكتب فورًا إلى كل من له مكان أو طلب مكانًا.
stop-button = التنفيذ والإبلاغ
flash-slot-paused = أُوقف التدريب مؤقتًا. وكُتب إلى كل من يعنيه الأمر.
flash-slot-cancelled = أُلغي التدريب. وكُتب إلى كل من كان يعنيه الأمر.
flash-period-cancelled = أُلغيت الفترة. وكُتب إلى كل من كان يعنيه الأمر.

mail-run-confirmed-subject = تأكد الانعقاد: { $title }
mail-run-confirmed-what = أكد { $provider } انعقاد «{ $title }»، { $dates }.
mail-run-confirmed-then = مقعدك محفوظ لك.
mail-run-confirmed-button = عرض موعد الانعقاد
mail-run-cancelled-subject = أُلغيت: { $title }
mail-run-cancelled-what = ألغى { $provider } «{ $title }»، { $dates }.
mail-run-cancelled-then = انتهى معها مقعدك أو طلبك. وتعرض صفحتك ما يسد فجواتك غيرها، وأولها مواعيد أخرى للدورة نفسها.
mail-run-postponed-subject = تأجلت: { $title }
mail-run-postponed-what = أجّل { $provider } «{ $title }»، { $dates }.
mail-run-postponed-to = التواريخ الجديدة: { $dates }.
mail-run-postponed-open = التواريخ الجديدة غير معروفة بعد.
mail-run-changed-subject = تغيّرت: { $title }
mail-run-changed-what = غيّر { $provider } «{ $title }».
mail-run-changed-line = { $what }: صار { $is }؛ وكان { $was }.
mail-run-why = السبب: { $reason }.
mail-run-keep = ما لديك باقٍ لك. وإن لم يعد يناسبك فالانسحاب من صفحتك حر، ولا يُسأل عن سببه.
mail-run-keep-button = الإبقاء أو الانسحاب
mail-run-your-people = يتعلق الأمر بـ{ $names }.
mail-run-your-people-button = عرض العاملين لديك
mail-place-cleared-subject = جاهز ليومك الأول: { $facility }
mail-place-cleared = لدى { $facility } كل ما تطلبه. ومكانك في «{ $title }»، { $dates }، جاهز.
mail-place-failed-subject = تعذر حفظ مكانك: { $facility }
mail-place-failed = شيء مما تطلبه { $facility } لن يكون جاهزًا في وقته. وأُعيد مكانك في «{ $title }»، { $dates }.
mail-place-paused-subject = إيقاف مؤقت: { $facility }
mail-place-paused = لا تقبل { $facility } طلبات أخرى على «{ $title }» الآن. ولك فيها مكان أو طلب، { $dates }.
mail-place-paused-then = ما لديك باقٍ.
mail-place-stopped-subject = إلغاء: { $facility }
mail-place-stopped = ألغت { $facility } «{ $title }»، { $dates }. وانتهى معه مكانك أو طلبك.
mail-place-finished-subject = أيامك في { $facility }
mail-place-completed = سجّلت { $facility } أنك أكملت «{ $title }».
mail-place-ended-early = سجّلت { $facility } أن «{ $title }» انتهى قبل أوانه.
mail-place-finished-then = المستويات التي شوهدت منك دليل في صفحتك.
mail-place-finished-button = عرض مهاراتي
