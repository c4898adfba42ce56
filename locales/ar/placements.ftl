placement = تدريب عملي
placements-title = التدريب العملي
placements-heading = التمرن حيث تُصنع الأدوية
placements-lead = أماكن للتدريب العملي في منشآت التصنيع، بشروط المنشأة نفسها.
placements-all = كل التدريبات العملية
placements-found = { $count ->
    [0] لا توجد تدريبات عملية
    [one] تدريب عملي واحد
    [two] تدريبان عمليان
    [few] { $count } تدريبات عملية
    [many] { $count } تدريبًا عمليًا
   *[other] { $count } تدريب عملي
}
search-words-placement = مهارة أو معدات أو مكان
see-the-placement = عرض التدريب
places-left-of = { $free ->
    [zero] لم يبق أي مكان
    [one] بقي مكان واحد
    [two] بقي مكانان
    [few] بقيت { $free } أماكن
    [many] بقي { $free } مكانًا
   *[other] بقي { $free } مكان
} من أصل { $places }
fact-from = من
fact-for = لمدة
fact-in = باللغة
fact-zone-grade = تصنيف المنطقة
fact-containment = الاحتواء
fact-product = المنتج
fact-on-the-floor = اللغة في قاعة الإنتاج
fact-paperwork = مدة المعاملات
containment-level = مستوى السلامة البيولوجية { $level }
days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
lead-days = { $count ->
    [zero] دون انتظار
    [one] يوم عمل واحد
    [two] يوما عمل
    [few] { $count } أيام عمل
    [many] { $count } يوم عمل
   *[other] { $count } يوم عمل
}
slot-next-period = الفترة التالية
slot-skills = المهارات التي يجري التمرن عليها
slot-adds = مستوى يضيفه التدريب
slot-about = عن هذا التدريب
slot-periods = الفترات والأماكن
slot-no-periods = لا فترة مفتوحة حاليًا.
slot-conditions = شروط المنشأة
slot-conditions-lead = لا يلزم شيء من هذا للتقديم، بل يبدأ عند قبولك المكان.
grade-zone-a = الدرجة A
grade-zone-b = الدرجة B
grade-zone-c = الدرجة C
grade-zone-d = الدرجة D
grade-zone-cnc = خاضعة للتحكم، غير مصنفة
condition-hepatitis-b = شهادة بالتطعيم ضد التهاب الكبد B
condition-nda = اتفاق سرية
condition-visa-letter = رسالة دعوة للتأشيرة
condition-induction = التعريف بالموقع
condition-gowning = تأهيل ارتداء الملابس في هذا الموقع
condition-insurance = التأمين
condition-medical-attestation = شهادة طبيب باللياقة الصحية
condition-safety-shoes = حذاء السلامة
condition-note-hepatitis-b = يجيب طبيبك بنعم أو لا. لا تُحفظ أي نتيجة طبية.
condition-note-nda = بتوقيعك وتوقيع صاحب العمل. التصوير ممنوع في الموقع.
condition-note-visa-letter = تكتبها المنشأة بعد قبولك المكان.
condition-note-induction = في اليوم الأول، لدى المنشأة المضيفة.
condition-note-gowning = يجري لدى المنشأة المضيفة. ولا يُعتد بتأهيل من موقع آخر.
condition-note-insurance = صحة ومسؤولية، طوال مدة الإقامة.
condition-note-medical-attestation = يجيب طبيبك بنعم أو لا. لا تُحفظ أي نتيجة طبية.
condition-note-safety-shoes = حذاء خاص بك، مغلق وصلب المقدمة.
product-vaccines = اللقاحات
product-mrna-vaccines = لقاحات الرنا المرسال (mRNA)
product-biotherapeutics = العلاجات البيولوجية
product-monoclonal-antibodies = الأضداد وحيدة النسيلة
product-sterile-injectables = الحقن المعقمة
product-oral-solids = الأشكال الصلبة الفموية
product-oral-liquids = الأشكال السائلة الفموية
product-active-ingredients = المواد الفعالة
product-plasma-products = منتجات البلازما
product-antivenoms = مضادات السموم
product-diagnostics = وسائل التشخيص
