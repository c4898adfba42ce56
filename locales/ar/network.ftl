network-title = الشبكة
network-heading = من يدرّب، ومن يستضيف، ومن يوفد
network-summary = { $organisations ->
    [zero] لا جهات بعد
    [one] جهة واحدة
    [two] جهتان
    [few] { $organisations } جهات
    [many] { $organisations } جهة
   *[other] { $organisations } جهة
} في { $countries ->
    [zero] أي بلد
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}.
network-map = على الخريطة
network-map-lead = كلما اشتد اللون زاد عدد الجهات. والدوائر جهات معروفة المكان.
map-disclaimer = لا تعني التسميات المستخدمة ولا طريقة رسم هذه الخريطة التعبير عن أي رأي بشأن الوضع القانوني لأي بلد أو إقليم أو مدينة أو منطقة أو لسلطاتها أو بشأن تعيين حدودها. الأشكال: Natural Earth، مبسطة.
network-who = الجهات حسب البلد
network-kinds = أنواع الجهات
network-everybody = الكل
network-nobody = لا توجد جهة من هذا النوع بعد.
network-nowhere = عبر البلدان
network-external = مصدر عام
network-external-note = هذه الجهة ليست عضوًا. والمذكور هنا مأخوذ من دعوات عامة.
network-planned = { $count ->
    [0] لا برامج مقررة
    [one] برنامج مقرر واحد
    [two] برنامجان مقرران
    [few] { $count } برامج مقررة
    [many] { $count } برنامجًا مقررًا
   *[other] { $count } برنامج مقرر
}
network-all-courses = كل الدورات
org-kind-provider = مقدم تدريب
org-kind-facility = منشأة
org-kind-agency = وكالة
org-kind-coordinating = هيئة تنسيق
org-kinds-provider = مقدمو التدريب
org-kinds-facility = المنشآت
org-kinds-agency = الوكالات
org-kinds-coordinating = هيئات التنسيق
org-courses = الدورات التي تقدمها
org-no-courses = لا شيء مقرر حاليًا.
org-slots = التدريب العملي الذي تتيحه
