courses-title = الدورات
courses-heading = التدريب الذي يسد فجواتك
courses-found = { $count ->
    [0] لا توجد دورات
    [one] دورة واحدة
    [two] دورتان
    [few] { $count } دورات
    [many] { $count } دورة
   *[other] { $count } دورة
}
search-label = بحث
search-words = مهارة أو منتج أو دورة
search-place = البلد
search-everywhere = كل الأماكن
search-button = بحث
form-any = الكل
filters = عوامل التصفية
filters-chosen = المختار منها { $count }
filters-show = عرض النتائج
facet-words = كلمات البحث
facet-mode = طريقة التعلم
facet-region = الإقليم
facet-field = المجال
facet-skill = المهارة
facet-level = المستوى المكتسب
facet-level-label = المستوى المكتسب، على الأقل
facet-level-least = المستوى { $level } أو أعلى
facet-taught = لغة التدريس
facet-cost = التكلفة
facet-dates = البدء
facet-dates-from = من
facet-dates-until = حتى
facet-from = من { $date }
facet-until = حتى { $date }
facet-seats = المقاعد
facet-open = مقاعد متاحة الآن
sort-label = الترتيب
sort-start = الأقرب بدءًا
sort-deadline = الموعد النهائي
sort-newest = الأحدث
chips-label = عوامل التصفية المختارة
chip-remove = إزالة
chips-clear = مسح الكل
nothing-title = لا شيء يستوفي كل هذه الشروط
nothing-relax = عند ترك شرط واحد:
nothing-without = { $count ->
    [zero] لا نتائج دون «{ $facet }»
    [one] نتيجة واحدة دون «{ $facet }»
    [two] نتيجتان دون «{ $facet }»
    [few] { $count } نتائج دون «{ $facet }»
    [many] { $count } نتيجة دون «{ $facet }»
   *[other] { $count } نتيجة دون «{ $facet }»
}
nothing-wish = أهذا ما يلزمك؟ يمكن إبلاغنا به دون ذكر اسمك، ليرى المنسقون ما ينقص وأين ينقص.
nothing-wish-button = إبلاغنا بهذه الحاجة
show-past = عرض البرامج السابقة
show-coming = عرض البرامج المقبلة
why-this-fits = سبب الملاءمة:
see-the-course = عرض الدورة
see-the-source = عرض الدعوة الأصلية
apply-for-a-seat = طلب مقعد
external-note = معلومات من دعوة عامة، وليست إدراجًا رسميًا. لا يُقدَّم الطلب هنا، والعبرة بما ورد في الدعوة الأصلية.

mode-remote = عن بعد
mode-classroom = صفي
mode-hands-on = عملي
mode-blended = مدمج
segment-online = عن بعد
segment-classroom = في الصف
segment-hands-on = تدريب عملي
stage-open = مقاعد متاحة
stage-full = مكتملة
stage-deadline-passed = انقضى الموعد النهائي
stage-running = جارية
stage-past = منتهية
stage-cancelled = ملغاة
stage-postponed = مؤجلة
stage-hidden = غير منشورة
stage-elsewhere = دعوة عامة
fee-free = مجاني
fee-funded = ممول
fee-paid = مدفوع
fee-unknown = التكلفة غير مذكورة
cost-fee = رسوم الدورة
cost-travel = السفر
cost-lodging = السكن
cost-meals = الوجبات
cost-insurance = التأمين
cost-visa = التأشيرة
payer-nobody = مجانًا
payer-provider = مقدم التدريب
payer-host = الجهة المضيفة
payer-funder = جهة ممولة
payer-employer = صاحب العمل
payer-learner = أنت
payer-unknown = غير مذكور
sector-public = القطاع العام
sector-private = القطاع الخاص

fact-starts = البدء
fact-taught-in = لغة التدريس
fact-mode = الطريقة
fact-group = المجموعة
fact-zone = المنطقة الزمنية
fact-place = المكان
fact-contact = للتواصل
fact-apply-by = آخر موعد للتقديم
time-in = بتوقيت { $place }
time-for-you = { $time } بتوقيتك في { $place }
weeks = { $count ->
    [zero] { $count } أسبوع
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { $count } أسابيع
    [many] { $count } أسبوعًا
   *[other] { $count } أسبوع
}
people-count = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
seats-left = { $count ->
    [zero] لم يبق أي مقعد
    [one] بقي مقعد واحد
    [two] بقي مقعدان
    [few] بقيت { $count } مقاعد
    [many] بقي { $count } مقعدًا
   *[other] بقي { $count } مقعد
}
seats-left-of = { $free ->
    [zero] لم يبق أي مقعد
    [one] بقي مقعد واحد
    [two] بقي مقعدان
    [few] بقيت { $free } مقاعد
    [many] بقي { $free } مقعدًا
   *[other] بقي { $free } مقعد
} من أصل { $seats }
seats-in-all = { $count ->
    [zero] لا مقاعد
    [one] مقعد واحد إجمالًا
    [two] مقعدان إجمالًا
    [few] { $count } مقاعد إجمالًا
    [many] { $count } مقعدًا إجمالًا
   *[other] { $count } مقعد إجمالًا
}
seats-unlimited = بلا حد للمقاعد
seats-unknown = عدد المقاعد غير مذكور
levels-from-to = من { $from } إلى { $to }
levels-to = إلى { $to }
levels-unknown = المستويات غير مذكورة
dates-from-to = من { $from } إلى { $to }
dates-unknown = التواريخ غير مذكورة

offering-skills = القدرات التي تمنحها الدورة
offering-bring = المستوى اللازم عند البدء
offering-adds = مستوى تضيفه الدورة
offering-about = عن هذه الدورة
offering-parts = { $count ->
    [zero] لا أجزاء
    [one] جزء واحد
    [two] جزآن
    [few] { $count } أجزاء
    [many] { $count } جزءًا
   *[other] { $count } جزء
}
offering-on-site = في الموقع
offering-host = لدى
offering-who = لمن هذه الدورة
offering-costs = من يدفع ماذا
offering-facts = معلومات مفيدة
offering-all-runs = كل مواعيد انعقاد هذه الدورة
offering-source = المصدر:
offering-updated = آخر تعديل في { $date }.
offering-other-runs = مواعيد انعقاد أخرى لهذه الدورة
course-runs = { $count ->
    [0] مواعيد الانعقاد
    [one] موعد انعقاد واحد مقبل
    [two] موعدا انعقاد مقبلان
    [few] { $count } مواعيد انعقاد مقبلة
    [many] { $count } موعد انعقاد مقبلًا
   *[other] { $count } موعد انعقاد مقبل
}
course-no-runs = لا انعقاد مقررًا لهذه الدورة حاليًا.
course-past = مواعيد الانعقاد السابقة
rule-citizenship = مواطنو { $place }
rule-residence = المقيمون والعاملون في { $place }
rule-sector = العاملون في { $sector }
rule-experience-min = { $years ->
    [zero] لا تُشترط خبرة
    [one] خبرة سنة واحدة على الأقل
    [two] خبرة سنتين على الأقل
    [few] خبرة { $years } سنوات على الأقل
    [many] خبرة { $years } سنة على الأقل
   *[other] خبرة { $years } سنة على الأقل
}
rule-experience-max = { $years ->
    [zero] دون خبرة سابقة
    [one] خبرة سنة واحدة على الأكثر
    [two] خبرة سنتين على الأكثر
    [few] خبرة { $years } سنوات على الأكثر
    [many] خبرة { $years } سنة على الأكثر
   *[other] خبرة { $years } سنة على الأكثر
}
rule-language = المتحدثون باللغة { $language }
rule-skill = { $skill }، المستوى { $level } أو أعلى
