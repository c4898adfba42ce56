brand-line = تدريب الإنتاج المحلي
skip-to-content = الانتقال إلى المحتوى
nav-main = القائمة الرئيسية
nav-home = الصفحة الرئيسية
nav-me = تدريبي
nav-courses = الدورات
nav-placements = التدريب العملي
nav-gaps = فجوات المهارات
nav-network = الشبكة
nav-skills = المهارات والأدوار
nav-sign-in = الدخول
nav-sign-out = الخروج
nav-coordination = لوحة التنسيق
nav-language = اللغة:
footer-numbers = الأرقام معلنة من المنشآت والوكالات ومقدمي التدريب الأعضاء.
footer-method = المنهج والتعريفات
pages-label = صفحات النتائج
pages-page = الصفحة
pages-previous = السابق
pages-next = التالي
list-comma = {"، "}
date-unknown = غير مذكور
quarter-of-year = { $number ->
    [1] الربع الأول
    [2] الربع الثاني
    [3] الربع الثالث
    [4] الربع الرابع
   *[other] الربع { $number }
} من عام { $year }
date-and-time = { $date }، { $time }

demo-bar-label = عرض تجريبي
demo-bar = هذا عرض توضيحي. أشخاصه وجهاته من نسج الخيال.
demo-mail-title = بريد العرض التوضيحي
demo-mail-lead = كل رسالة كان هذا الموقع سيرسلها، الأحدث أولًا. لا توجد هذه الصفحة إلا في العرض التوضيحي.
demo-mail-none = لم تُرسل أي رسالة بعد.
demo-mail-open = فتح الرابط

form-error = خطأ:
form-error-prefix = خطأ:
form-errors-title = في النموذج ما يحتاج إلى انتباهك
form-choose = اختيار من القائمة
problem-missing = هذه الخانة مطلوبة.
problem-too-long = { $most ->
    [zero] لا تُقبل هنا أي حروف.
    [one] الحد الأقصى حرف واحد.
    [two] الحد الأقصى حرفان.
    [few] الحد الأقصى { $most } أحرف.
    [many] الحد الأقصى { $most } حرفًا.
   *[other] الحد الأقصى { $most } حرف.
}
problem-too-short = { $least ->
    [zero] لا حد أدنى لعدد الحروف.
    [one] الحد الأدنى حرف واحد.
    [two] الحد الأدنى حرفان.
    [few] الحد الأدنى { $least } أحرف.
    [many] الحد الأدنى { $least } حرفًا.
   *[other] الحد الأدنى { $least } حرف.
}
problem-control = في النص رمز لا يمكن عرضه. تلزم كتابته من جديد.
problem-not-an-address = هذا ليس عنوان بريد إلكتروني. يكون العنوان على شكل name@example.org.
problem-not-a-date = هذا ليس تاريخًا. المطلوب يوم وشهر وسنة، مثل 31 1 2027.
problem-not-a-number = المطلوب عدد صحيح.
problem-out-of-range = المطلوب عدد من { $low } إلى { $high }.
problem-not-chosen = المطلوب اختيار واحد على الأقل.
problem-in-the-past = هذا اليوم قد مضى.
problem-before-start = هذا قبل البدء.
problem-after-start = هذا بعد البدء.
problem-unknown = هذا ليس من الخيارات المتاحة.
problem-common-password = تخمينها سهل. الأفضل بضع كلمات لا رابط بينها، ليس منها اسمك ولا عنوانك.
problem-wrong-pair = العنوان وكلمة المرور لا يتطابقان.

error-way-on = إلى أين من هنا
error-request = عند مراسلتنا بهذا الشأن يُرجى ذكر { $request }.
error-title-not-found = لا توجد صفحة كهذه
error-lead-not-found = ربما نُقلت أو انتهت، أو أنها غير متاحة لك.
error-title-forbidden = هذا ليس من صلاحياتك
error-lead-forbidden = تم دخولك، لكن هذا مخصص لمن لهم صفة أخرى في الشبكة.
error-title-other-site = جاء هذا من موقع آخر
error-lead-other-site = حفاظًا على سلامتك لم يتغير شيء. يمكن فتح الصفحة هنا والمحاولة من جديد.
error-title-unreadable = تعذرت علينا قراءة ذلك
error-lead-unreadable = لم يتغير شيء. يمكن الرجوع والمحاولة من جديد.
error-title-too-large = الحجم أكبر مما يُقبل
error-lead-too-large = لم يتغير شيء. يمكن إرسال قدر أقل في كل مرة.
error-title-busy = ضغط شديد في هذه اللحظة
error-lead-busy = لم يُفقد شيء. يمكن إعادة تحميل الصفحة بعد ثوانٍ.
error-title-sign-in = الدخول أولًا
error-lead-sign-in = تتطلب هذه الصفحة الدخول.
error-title-broken = حدث خطأ من جانبنا
error-lead-broken = سُجّل الخطأ. تمكن المحاولة من جديد بعد قليل.

language-en = الإنجليزية
language-fr = الفرنسية
language-ar = العربية
language-es = الإسبانية
language-pt = البرتغالية
language-ru = الروسية
language-zh = الصينية
language-ko = الكورية
language-vi = الفيتنامية
language-sw = السواحيلية
language-am = الأمهرية
language-id = الإندونيسية
