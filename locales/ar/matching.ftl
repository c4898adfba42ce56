method-title = المنهج والتعريفات
method-lead = كيف تُحسب الفجوات، وأي القواعد تقرر، وعلى أي أساس تُمنح النقاط، وما معنى الأرقام.
method-gap = فجوتك
method-gap-held = مستواك في مهارة ما هو أعلى ما تثبته أدلتك: بتقييم (A)، أو بشهادة (B)، أو بإفادة من صاحب العمل (C)، أو بإقرار ذاتي (D). الدليل المنتهي يُحسب بالمستوى 2 على الأكثر. والدليل المسحوب لا يُحتسب.
method-gap-missing = الفجوة في كل مهارة من مهارات الدور المستهدف هي المستوى المطلوب مطروحًا منه مستواك، ولا تقل عن الصفر أبدًا. ولا تزيد الأدلة الإضافية أي فجوة.
method-rules = القواعد التي تقرر
method-rules-how = يكون العرض ملائمًا ما لم تمنعه قاعدة. وحيث تنقص معلومة يكون الجواب «تعذر الحكم»، وهو جواب لا يستبعد أحدًا ويظهر كما هو.
method-parts = النقاط التي تحدد الترتيب
method-parts-how = الحد الأقصى { $most } نقطة، ويظهر كل بند مع المطابقة.
method-part = البند
method-most = الحد الأقصى
method-how = طريقة الحساب
method-ties = عند تساوي النقاط يتقدم الأقرب بدءًا، ثم الأقدم إدراجًا.
method-regions = الأرقام عن الأقاليم
method-regions-need = الاحتياج هو مجموع الوظائف التي أعلنتها المنشآت والوكالات. والمتوافر هو عدد من تثبت أدلتهم من الدرجات A إلى C ذلك المستوى أو أعلى منه. والمرتقب هو المقاعد المؤكدة التي يُتوقع أن ترفع أحدًا إلى ذلك المستوى. والنقص هو الاحتياج مطروحًا منه المتوافر والمرتقب، ولا يقل عن الصفر أبدًا، لكل بلد وقطاع ومهارة وربع سنة. ورقم الإقليم مجموع ما ينقص بلدانه، فالفائض في بلد لا يسد فجوة في بلد آخر.
method-regions-level = يؤخذ رقم المهارة عند المستوى المطلوب الذي يبلغ النقص فيه أشده: وهو أقل عدد ممن يلزم تدريبهم حتى لا يبقى نقص في أي مستوى.
method-regions-public = يرى العموم جدولًا واحدًا، حسب المجال وإقليم منظمة الصحة العالمية. وتُحجب بكاملها الصفوف ذات الأعداد الصغيرة أو الجهات القليلة.
rule-name-deadline = الموعد النهائي
rule-how-deadline = لم ينقضِ بعد.
rule-name-start = البدء
rule-how-start = لم يحن بعد.
rule-name-availability = وقتك
rule-how-availability = تقع الأيام ضمن وقت تفرغك.
rule-name-seats = المقاعد
rule-how-seats = يوجد مقعد شاغر، أو لا حد للمقاعد.
rule-name-language = اللغة
rule-how-language = إحدى لغات التدريس من لغاتك.
rule-name-level-in = المستوى عند البدء
rule-how-level-in = لديك المستوى اللازم عند البدء في كل مهارة.
rule-name-eligibility = الفئة المستهدفة
rule-how-eligibility = بلد إقامتك وعملك، وقطاعك وخبرتك ولغاتك ومهاراتك، كما يشترط العرض.
rule-name-travel = السفر
rule-how-travel = العرض عن بعد، أو ضمن المسافة التي يمكنك قطعها.
part-name-gap = الفجوة المسدودة
part-how-gap = 100 عن كل مستوى يسده العرض.
part-name-urgency = الإلحاح
part-how-urgency = بقدر ما لم يُلبَّ من الاحتياج إلى المهارة في إقليمك.
part-name-proximity = المسافة
part-how-proximity = أعلى النقاط لما هو عن بعد أو في مكانك، ثم تقل مع كل كيلومتر، ولا نقاط ابتداءً من 10,000.
part-name-timing = التوقيت
part-how-timing = أعلى النقاط للبدء القريب، ولا نقاط بعد سنة.
part-name-language = اللغة
part-how-language = 100 للغة في مستوى الطلاقة لديك، وأقل لغيرها.
part-name-cost = التكلفة
part-how-cost = 50 إذا كان ممولًا، و40 إذا كان مجانيًا.
why-closes = { $count ->
    [zero] لسد فجواتك: { $skills }
    [one] لسد واحدة من فجواتك: { $skills }
    [two] لسد اثنتين من فجواتك: { $skills }
    [few] لسد { $count } من فجواتك: { $skills }
    [many] لسد { $count } من فجواتك: { $skills }
   *[other] لسد { $count } من فجواتك: { $skills }
}
why-closing = { $skill } (من المستوى { $from } إلى { $to })
why-teaches = الارتقاء من المستوى { $from } إلى { $to }
why-also = { $count ->
    [zero] لا إفادة في فجوات أخرى
    [one] الإفادة في فجوة أخرى
    [two] الإفادة في فجوتين أخريين
    [few] الإفادة في { $count } فجوات أخرى
    [many] الإفادة في { $count } فجوة أخرى
   *[other] الإفادة في { $count } فجوة أخرى
}
why-starts-in-days = { $days ->
    [0] البدء اليوم
    [one] البدء بعد يوم واحد
    [two] البدء بعد يومين
    [few] البدء بعد { $days } أيام
    [many] البدء بعد { $days } يومًا
   *[other] البدء بعد { $days } يوم
}
why-starts-in-weeks = { $weeks ->
    [zero] البدء هذا الأسبوع
    [one] البدء بعد أسبوع واحد
    [two] البدء بعد أسبوعين
    [few] البدء بعد { $weeks } أسابيع
    [many] البدء بعد { $weeks } أسبوعًا
   *[other] البدء بعد { $weeks } أسبوع
}
why-language = بلغة من لغاتك: { $language }
rule-deadline = تقديم الطلبات حتى { $at } UTC
rule-deadline-none = الموعد النهائي غير مذكور
rule-start = البدء { $day }
rule-availability = المدة من { $from } إلى { $to }
rule-seats = { $count ->
    [0] لا مقعد شاغرًا
    [one] مقعد واحد شاغر
    [two] مقعدان شاغران
    [few] { $count } مقاعد شاغرة
    [many] { $count } مقعدًا شاغرًا
   *[other] { $count } مقعد شاغر
}
rule-languages = لغة التدريس: { $languages }
rule-languages-unknown = لغة التدريس غير مذكورة
rule-level = { $skill }: المطلوب { $asked }، ولديك { $held }
rule-level-unknown = { $skill }: المستوى عند البدء غير مذكور
rule-lives = لمن هم في { $asked }، وبلدك { $country }
rule-speaks = { $language }، { $fluency }
rule-travel = مكان الانعقاد: { $countries }
rule-travel-unknown = المكان غير مذكور
remedy-level = بلوغ المستوى { $level } في { $skill }، وتقديم دليل عليه
remedy-travel = الاستعداد للسفر: { $travel }
remedy-language = إضافة { $language } إلى ملفك، إن كانت من لغاتك
remedy-fluency = رفع المستوى في { $language }: { $fluency }
remedy-free = التفرغ من { $from } إلى { $until }
remedy-free-on = التفرغ في { $day }
remedy-seat = لا بد من أن يشغر مقعد
remedy-next-run = انتظار موعد الانعقاد التالي
remedy-ask = سؤال مقدم التدريب: فهو وحده من يمكنه القول إن كانت القاعدة تقبل الاستثناء
travel-none = لا سفر
travel-country = داخل بلدي
travel-region = داخل إقليمي
travel-anywhere = إلى أي مكان
fluency-basic = أساسية
fluency-intermediate = متوسطة
fluency-fluent = بطلاقة
