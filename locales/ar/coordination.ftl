# لوحة التنسيق. $skill و $field و $place أسماء، و $short و $need وما شابهها أعداد صحيحة.
coord-none-title = لا أرقام بعد
coord-none-lead = تُحسب الأرقام مما تعلنه المنشآت والوكالات ومما يمكن للأشخاص إثباته. ويجري الحساب الأول خلال دقائق من بدء التشغيل، فتمكن العودة حينئذ.
coord-nowhere-title = لا بلدان ضمن تنسيقك بعد
coord-nowhere-lead = لا تذكر صفتك في التنسيق مجموعة بلدان معروفة الأعضاء. ويمكن لأحد مديري النظام تغيير ذلك.

# الخلاصة
coord-find-nothing = لم يعلن أحد احتياجًا هنا بعد
coord-find-covered = كل احتياج معلن مغطّى أو مرتقب
coord-find-skill = أكبر فجوة: { $skill }
coord-find-skill-place = أكبر فجوة: { $skill }، وأكبر حصة منها: { $place }
coord-find-field = المجال ذو الفجوة الأكبر: { $field }
coord-find-field-place = المجال ذو الفجوة الأكبر: { $field }، وأكبر حصة منها: { $place }
coord-find-spread = { $skills ->
    [zero] لا نقص في أي مهارة
    [one] النقص في مهارة واحدة
    [two] النقص في مهارتين، ولا تبرز إحداهما
    [few] النقص في { $skills } مهارات، ولا تبرز واحدة منها
    [many] النقص في { $skills } مهارة، ولا تبرز واحدة منها
   *[other] النقص في { $skills } مهارة، ولا تبرز واحدة منها
}
coord-lead = { $quarter }: { $short } من { $need } من الوظائف ليست مشغولة ولا لها أحد مرتقب. وتُحسب الوظيفة مرة لكل مهارة تتطلبها.
coord-lead-nothing = متى أعلنت منشأة أو وكالة في بلدانك ما تحتاج إليه، احتُسب هنا.
coord-pills = <b>{ $count } من كل 100</b> وظيفة لها من يشغلها، متوافرًا أو مرتقبًا. والكهرماني ما زال شاغرًا.

# النموذج
coord-quarter = ربع السنة
coord-sector = القطاع
coord-sector-all = العام والخاص
coord-sector-public = العام
coord-sector-private = الخاص
coord-in = المكان
coord-in-all = كل بلدانك
coord-show = عرض

# الأرقام الأربعة
coord-need = الوظائف التي تحتاج إلى مهارة
coord-need-detail = { $organisations ->
    [zero] لم تعلنها أي جهة
    [one] أعلنتها جهة واحدة
    [two] أعلنتها جهتان
    [few] أعلنتها { $organisations } جهات
    [many] أعلنتها { $organisations } جهة
   *[other] أعلنتها { $organisations } جهة
} في { $countries ->
    [zero] أي بلد
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}
coord-held = المغطّى بالمتوافرين
coord-held-detail = { $percent } من كل 100 مطلوبة
coord-coming = المرتقب
coord-coming-detail = مقاعد مؤكدة تنتهي في الوقت المناسب
coord-short = النقص
coord-short-detail = { $skills ->
    [zero] في أي مهارة
    [one] في مهارة واحدة
    [two] في مهارتين
    [few] في { $skills } مهارات
    [many] في { $skills } مهارة
   *[other] في { $skills } مهارة
}
coord-silent = لا احتياج معلنًا في { $silent } من بلدانك وعددها { $countries }. والرقم الغائب ليس صفرًا.

# الشبكة
coord-grid = مواضع النقص حسب المهارة والمكان
coord-grid-how = كل رقم هو عدد الوظائف التي لا يتوافر لها أحد. وعند اختيار رقم يظهر من يطلب، وما هو متاح.
coord-skill = المهارة
coord-all = الكل
coord-cell = { $skill }، { $place }: ينقص { $short } من { $need }
coord-cell-covered = { $skill }، { $place }: مغطّى
coord-cell-none = { $place }: لا احتياج معلنًا
coord-key-none = لا احتياج معلنًا
coord-key-covered = مغطّى
coord-more-places = { $count ->
    [zero] لا بلدان أخرى فيها احتياج
    [one] بلد واحد آخر فيه احتياج
    [two] بلدان آخران فيهما احتياج
    [few] { $count } بلدان أخرى فيها احتياج
    [many] { $count } بلدًا آخر فيها احتياج
   *[other] { $count } بلد آخر فيها احتياج
}
coord-more-skills = { $count ->
    [zero] لا مهارات أخرى مطلوبة
    [one] مهارة أخرى مطلوبة، تظهر في القائمة
    [two] مهارتان أخريان مطلوبتان، تظهران في القائمة
    [few] { $count } مهارات أخرى مطلوبة، تظهر في القائمة
    [many] { $count } مهارة أخرى مطلوبة، تظهر في القائمة
   *[other] { $count } مهارة أخرى مطلوبة، تظهر في القائمة
}
coord-place-short = { $place }: { $short }

# الخانة المختارة
coord-cell-title = { $place }: { $skill }
coord-cell-level = الحساب عند المستوى { $level } أو أعلى، حيث النقص أشد
coord-cell-levels = الحساب في كل بلد عند المستوى الذي يشتد فيه النقص هناك
coord-cell-need = الوظائف التي تحتاج إليها
coord-cell-held = المغطّى بالمتوافرين
coord-cell-coming = المرتقب
coord-cell-short = النقص
coord-cell-spare = ما يمكن الاستغناء عنه
coord-cell-empty = لم تعلن أي جهة في { $place } احتياجًا إلى هذه المهارة. وليس معنى ذلك أنه لا احتياج.
coord-who = من يطلب
coord-who-posts = { $posts ->
    [zero] لا وظائف
    [one] وظيفة واحدة
    [two] وظيفتان
    [few] { $posts } وظائف
    [many] { $posts } وظيفة
   *[other] { $posts } وظيفة
}
coord-who-all = { $count ->
    [zero] لا إعلانات للعرض
    [one] عرض إعلان واحد
    [two] عرض الإعلانين
    [few] عرض كل الإعلانات، وعددها { $count }
    [many] عرض كل الإعلانات، وعددها { $count }
   *[other] عرض كل الإعلانات، وعددها { $count }
}
coord-open = المتاح
coord-open-here = الدورات في { $place }
coord-open-within = الدورات في كل بلدانك
coord-open-remote = الدورات عن بعد
coord-open-practice = التدريب العملي في بلدانك
coord-open-count = المتاح منها { $offers }
coord-open-free = { $free ->
    [zero] لا مقعد شاغرًا
    [one] مقعد واحد شاغر
    [two] مقعدان شاغران
    [few] { $free } مقاعد شاغرة
    [many] { $free } مقعدًا شاغرًا
   *[other] { $free } مقعد شاغر
}
coord-open-places = { $free ->
    [zero] لا مكان شاغرًا
    [one] مكان واحد شاغر
    [two] مكانان شاغران
    [few] { $free } أماكن شاغرة
    [many] { $free } مكانًا شاغرًا
   *[other] { $free } مكان شاغر
}
coord-open-nothing = لا شيء
coord-see-courses = عرض الدورات
coord-see-open = كل ما هو متاح

# ما ينبغي البدء به
coord-act = أولويات العمل
coord-act-lead = الخطوات التي تسد أكثر من غيرها، محسوبة مما هو متاح اليوم.
coord-act-none = لا خطوة مقترحة: إما أنه لا نقص، أو أنه لم يعلن أحد احتياجًا.
coord-act-fill = { $seats ->
    [zero] لا مقاعد شاغرة لملئها
    [one] ملء مقعد واحد شاغر
    [two] ملء مقعدين شاغرين
    [few] ملء { $seats } مقاعد شاغرة
    [many] ملء { $seats } مقعدًا شاغرًا
   *[other] ملء { $seats } مقعد شاغر
}
coord-act-fill-why = { $skill }: النقص في بلدانك { $short } من الوظائف، وأشده في { $place }.
coord-act-fill-do = عرض الدورات المتاحة
coord-act-ask = طلب انعقاد في { $place } من مقدمي التدريب
coord-act-ask-why = { $skill }: النقص هناك { $short } من الوظائف، ولا شيء مما هو متاح يعلّمها.
coord-act-ask-do = عرض مقدمي التدريب
coord-act-practise = { $free ->
    [zero] لا أماكن شاغرة للتدريب العملي
    [one] استغلال مكان واحد شاغر للتدريب العملي
    [two] استغلال مكانين شاغرين للتدريب العملي
    [few] استغلال { $free } أماكن شاغرة للتدريب العملي
    [many] استغلال { $free } مكانًا شاغرًا للتدريب العملي
   *[other] استغلال { $free } مكان شاغر للتدريب العملي
}
coord-act-practise-why = { $skill }: النقص { $short } من الوظائف، وفي بلدانك منشآت تتيح التمرن.
coord-act-practise-do = عرض التدريبات العملية
coord-act-lend = الجمع بين { $from } و{ $to }
coord-act-lend-why = { $skill }: ما يمكن الاستغناء عنه في { $from } { $spare }، والنقص في { $to } { $short }.
coord-act-lend-do = المقارنة بين البلدان
coord-act-declare = { $organisations ->
    [zero] لا جهات للسؤال
    [one] سؤال جهة واحدة عما تحتاج إليه
    [two] سؤال جهتين عما تحتاجان إليه
    [few] سؤال { $organisations } جهات عما تحتاج إليه
    [many] سؤال { $organisations } جهة عما تحتاج إليه
   *[other] سؤال { $organisations } جهة عما تحتاج إليه
}
coord-act-declare-why = منشآت ووكالات لم تعلن شيئًا لهذا الربع.
coord-act-declare-do = عرض هذه الجهات

# الخريطة
coord-map = النقص حسب البلد
coord-map-how = كلما اشتد اللون زادت الوظائف التي لا يتوافر لها أحد. والدوائر منشآت. والبلدان المخططة لم يعلن فيها أحد احتياجًا.
coord-map-all = كل البلدان
coord-span-over = { $least } أو أكثر

# الأشرطة
coord-bars = الاحتياج مقابل المتوافر، حسب المهارة
coord-bars-how = الشريط كله هو الاحتياج: المتوافر والمرتقب والنقص.
coord-bars-worst = المهارات العشر الأشد نقصًا.
coord-bar = ينقص { $short } من { $need }

# الجدول
coord-table = الأرقام في جدول
coord-table-caption = الوظائف حسب المهارة، { $quarter }، وتُحسب الوظيفة مرة لكل مهارة
coord-csv = تنزيل CSV
coord-fine-counted = الحساب في { $date }، عن { $quarter }. يُحتسب الأشخاص الذين لديهم دليل من مقيّم أو شهادة أو صاحب عمل، وذكروا قطاعهم، ولا يُحتسب الإقرار الذاتي.
coord-fine-parts = الفائض في بلد أو قطاع لا يُطرح من احتياج في غيره.
coord-fine-who = لا يرى هذه الصفحة إلا منسقو هذه البلدان. ويُرجى عدم تداول أسماء الجهات.

# القوائم التي تستند إليها الأرقام
coord-back = العودة إلى لوحة التنسيق
coord-list-need = من يطلب
coord-list-held = المغطّى بالمتوافرين
coord-list-coming = المرتقب
coord-list-short = النقص
coord-list-open = المتاح
coord-list-silent = من لم يعلن شيئًا
coord-list-tabs = القوائم
coord-list-sum = المجموع { $count }
coord-list-sum-skills = المجموع { $count }، وتُحسب كل وظيفة مرة لكل مهارة
coord-list-every = كل المهارات في كل بلدانك
coord-list-scope = { $what }، { $quarter }، { $sector }
coord-list-nothing = لم يعلن أحد احتياجًا هنا. والرقم الغائب ليس صفرًا.
coord-list-need-how = كل إعلان وما يضيفه إلى الاحتياج: وظائفه، مرة لكل مهارة محتسبة.
coord-list-figures-how = يُغطّى الاحتياج بالمتوافرين، ثم بالمرتقبين، والباقي هو النقص. وعند اختيار اسم تظهر تفاصيله.
coord-list-open-how = عند اختيار مهارة تظهر دوراتها وتدريباتها العملية، ويمكن البدء من القائمة الكاملة.
coord-list-silent-how = المنشآت والوكالات في بلدانك التي ليس لها إعلان سارٍ في هذا الربع.
coord-list-silent-none = كل منشأة ووكالة أعلنت ما تحتاج إليه.
coord-by-skill = حسب المهارة
coord-by-country = حسب البلد
coord-th-org = الجهة
coord-th-country = البلد
coord-th-role = الدور
coord-th-posts = الوظائف
coord-th-skills = المهارات المحتسبة
coord-th-adds = ما يُضاف إلى الاحتياج
coord-th-by = الموعد
coord-th-need = الاحتياج
coord-th-held = المتوافر
coord-th-coming = المرتقب
coord-th-short = النقص
coord-th-people = عدد من لديهم المهارة
coord-th-spare = ما يمكن الاستغناء عنه
coord-open-courses = الدورات التي تعلّمها
coord-open-slots = التدريبات العملية التي تُمارَس فيها
coord-open-none = لا شيء متاحًا حاليًا.
