agency-your-staff = العاملون لديك
agency-your-staff-lead = ما يمكن للعاملين لديك إثباته مقارنة بما تتطلبه أدوارهم، والدورات التي تفيد أكثرهم.
agency-see-staff = عرض العاملين
agency-import = استيراد من ملف
agency-add-one = إضافة شخص واحد
agency-back = العودة إلى العاملين
agency-optional = { $label } (اختياري)

agency-staff-title = العاملون
agency-heading = المهارات المطلوبة التي بلغت مستواها: { $reached } من { $asked }، وأبعدها { $skill }
agency-heading-all = كل المهارات المطلوبة بلغت مستواها، وعددها { $asked }
agency-heading-none = لم تُحدد أدوار مستهدفة بعد
agency-heading-nobody = لم يُسجل أحد بعد
agency-lead-nobody = يمكن تسجيل العاملين واحدًا واحدًا أو من ملف، ليظهر ما لا تزال أدوارهم تتطلبه وما يسده.
agency-lead-role = الدور المستهدف { $role }: { $people ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $people } أشخاص
    [many] { $people } شخصًا
   *[other] { $people } شخص
}.
agency-lead-all = { $people ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $people } أشخاص
    [many] { $people } شخصًا
   *[other] { $people } شخص
} { $roles ->
    [0] دون دور مستهدف.
    [one] بدور مستهدف واحد.
    [two] بدورين مستهدفين مختلفين.
    [few] بأدوار مستهدفة مختلفة عددها { $roles }.
    [many] بأدوار مستهدفة مختلفة عددها { $roles }.
   *[other] بأدوار مستهدفة مختلفة عددها { $roles }.
}
agency-lead-expiring = { $count ->
    [zero] لا تنتهي صلاحية أي دليل خلال 90 يومًا.
    [one] تنتهي صلاحية دليل واحد خلال 90 يومًا.
    [two] تنتهي صلاحية دليلين خلال 90 يومًا.
    [few] تنتهي صلاحية { $count } أدلة خلال 90 يومًا.
    [many] تنتهي صلاحية { $count } دليلًا خلال 90 يومًا.
   *[other] تنتهي صلاحية { $count } دليل خلال 90 يومًا.
}
agency-lead-most = تشمل الأرقام أول { $most } من العاملين حسب الاسم، ويضيق نطاق القائمة باختيار دور.
agency-of-hundred = <b>{ $share } من كل 100</b> مهارة تتطلبها الأدوار بلغت مستواها. والكهرماني هو الناقص.
agency-nobody-title = البدء بملف أو بشخص واحد
agency-nobody = يكفي ملف من سجلات العاملين: الاسم والرقم الوظيفي، وكل ما عداهما يمكن أن يأتي لاحقًا.
agency-table-title = العاملون لديك وما تتطلبه أدوارهم
agency-table-how = المستوى المتوافر من المستوى المطلوب، على السلم من 0 لا شيء إلى 5 خبير.
agency-columns-some = المعروض { $shown } من مهارات الدور وعددها { $asked }: وهي التي ينقص فيها أكبر عدد من المستويات.
agency-columns-all = { $shown ->
    [zero] لا مهارات معروضة.
    [one] المهارة المعروضة هي التي ينقص فيها أكبر عدد من المستويات.
    [two] المهارتان المعروضتان هما اللتان ينقص فيهما أكبر عدد من المستويات.
    [few] المهارات المعروضة، وعددها { $shown }، هي التي ينقص فيها أكبر عدد من المستويات.
    [many] المهارات المعروضة، وعددها { $shown }، هي التي ينقص فيها أكبر عدد من المستويات.
   *[other] المهارات المعروضة، وعددها { $shown }، هي التي ينقص فيها أكبر عدد من المستويات.
}
agency-columns-title = المهارات في الأعمدة
agency-missing-levels = { $levels ->
    [0] لا ينقص شيء
    [one] ينقص مستوى واحد
    [two] ينقص مستويان
    [few] تنقص { $levels } مستويات
    [many] ينقص { $levels } مستوى
   *[other] ينقص { $levels } مستوى
}
agency-filter = اختيار من يُعرض
agency-role = الدور المستهدف
agency-all-roles = كل العاملين ({ $count })
agency-role-count = { $role } ({ $people })
agency-name = الاسم
agency-show = عرض
agency-found = { $count ->
    [0] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
agency-found-nobody = لا أحد بهذا الاسم له هذا الدور. يمكن البحث بين كل العاملين، أو بحروف أقل.
agency-bulk = تقديم طلبات لعدة أشخاص معًا: بتحديد الأشخاص أدناه
agency-elsewhere = { $count ->
    [one] شخص واحد محدد أيضًا في صفحة أخرى.
    [two] شخصان محددان أيضًا في صفحات أخرى.
    [few] { $count } أشخاص محددون أيضًا في صفحات أخرى.
    [many] { $count } شخصًا محددون أيضًا في صفحات أخرى.
   *[other] { $count } شخص محددون أيضًا في صفحات أخرى.
}
agency-bulk-offering = طلب مقعد في
agency-bulk-button = المراجعة قبل التقديم
agency-offering-choice = { $title }، { $day }، { $seats }
agency-caption = الأشخاص حسب المهارة: المستوى المتوافر والمستوى المطلوب
agency-person = الشخص
agency-in-order = المستوفى
agency-reached = { $reached } من { $asked }
agency-held-of = المتوافر { $held } من { $of }
agency-held-of-soon = المتوافر { $held } من { $of }، والدليل تنتهي صلاحيته قريبًا
agency-no-evidence = لا دليل، والمطلوب { $of }
agency-not-asked = غير مطلوب
agency-key-reached = المستوى مستوفى
agency-key-one = ينقص مستوى واحد
agency-key-more = ينقص مستويان أو أكثر
agency-key-soon = دليل تنتهي صلاحيته خلال 90 يومًا
agency-key-none = لا دليل، أو غير مطلوب
agency-help-title = ما يفيد أكثر من غيره
agency-help-how = العروض المفتوحة حسب المستويات التي تسدها لهؤلاء الأشخاص، بقدر ما تسمح به مقاعدها الشاغرة.
agency-help-none = لا عرض مفتوحًا يسد فجوة لدى هؤلاء الأشخاص.
agency-help-next = يجري تحديد الأشخاص في الجدول واختيار العرض هناك.
agency-closes = يسد { $levels ->
    [zero] أي مستوى ناقص
    [one] مستوى واحدًا ناقصًا
    [two] مستويين ناقصين
    [few] { $levels } مستويات ناقصة
    [many] { $levels } مستوى ناقصًا
   *[other] { $levels } مستوى ناقص
} لدى { $counted ->
    [zero] لا أحد:
    [one] شخص واحد:
    [two] شخصين:
    [few] { $counted } أشخاص:
    [many] { $counted } شخصًا:
   *[other] { $counted } شخص:
}
agency-closes-some = عدد من يلائمهم { $fitting }، { $counted ->
    [zero] ولا مقاعد لهم
    [one] ويكفي المقعد الشاغر لواحد منهم
    [two] وتكفي المقاعد الشاغرة لاثنين منهم
    [few] وتكفي المقاعد الشاغرة لعدد { $counted } منهم
    [many] وتكفي المقاعد الشاغرة لعدد { $counted } منهم
   *[other] وتكفي المقاعد الشاغرة لعدد { $counted } منهم
}، وبذلك { $levels ->
    [zero] لا يُسد أي مستوى:
    [one] يُسد مستوى واحد ناقص:
    [two] يُسد مستويان ناقصان:
    [few] تُسد { $levels } مستويات ناقصة:
    [many] يُسد { $levels } مستوى ناقصًا:
   *[other] يُسد { $levels } مستوى ناقص:
}
agency-closes-skill = { $skill } ({ $people ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $people } أشخاص
    [many] { $people } شخصًا
   *[other] { $people } شخص
})
agency-starts-seats = { $starts } · { $seats }

agency-nobody-chosen = المطلوب تحديد شخص واحد على الأقل.
agency-too-many-people = الحد الأقصى لمن يمكن تحديدهم { $most }.
agency-no-offering-chosen = المطلوب اختيار العرض الذي يُقدَّم له الطلب.
agency-check-title = المراجعة قبل تقديم الطلبات
agency-check-people = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
agency-check-how = لم يُرسل شيء بعد. يُلغى تحديد من لا يُراد تقديم طلب له. وحيث لا تُستوفى قاعدة يبقى الطلب ممكنًا: فالقرار لمقدم التدريب.
agency-check-fits = ملائم
agency-check-cannot-tell = تعذر الحكم
agency-check-already = سبق تقديم الطلب
agency-check-not-met = { $count ->
    [zero] لا قاعدة غير مستوفاة
    [one] قاعدة واحدة غير مستوفاة
    [two] قاعدتان غير مستوفاتين
    [few] { $count } قواعد غير مستوفاة
    [many] { $count } قاعدة غير مستوفاة
   *[other] { $count } قاعدة غير مستوفاة
}
agency-check-rule = غير مستوفى: { $rule }
agency-check-unknown = تعذر الحكم: { $rule }
agency-check-closes = يسد { $skill }: من المستوى { $from } إلى { $to }
agency-check-closes-nothing = لا يسد أي فجوة في الدور المستهدف
agency-check-full = كل المقاعد محجوزة. لا يمكن تقديم الطلبات حاليًا.
agency-check-fewer = { $free ->
    [zero] لا مقعد شاغرًا
    [one] يوجد مقعد واحد شاغر
    [two] يوجد مقعدان شاغران
    [few] توجد { $free } مقاعد شاغرة
    [many] يوجد { $free } مقعدًا شاغرًا
   *[other] يوجد { $free } مقعد شاغر
} وعدد المتقدمين { $people }: والاختيار بينهم لمقدم التدريب.
agency-rule-level = { $skill }: المطلوب { $asked }، والمتوافر { $held }
agency-rule-availability = دون تفرغ من { $from } إلى { $to }
agency-rule-residence = ليس لمن هم في { $country }
agency-provider = مقدم التدريب
agency-seats = المقاعد
agency-note = ملاحظة إلى مقدم التدريب (اختيارية)
agency-note-hint = سبب اختيار هؤلاء الأشخاص، وما ينبغي أن يعرفه مقدم التدريب. وتُرفق بكل طلب.
agency-apply-button = تقديم الطلبات لمن جرى تحديدهم
agency-applied-heading = { $sent ->
    [0] لم يُرسل أي طلب
    [one] أُرسل طلب واحد من أصل { $asked }
    [two] أُرسل طلبان من أصل { $asked }
    [few] أُرسلت { $sent } طلبات من أصل { $asked }
    [many] أُرسل { $sent } طلبًا من أصل { $asked }
   *[other] أُرسل { $sent } طلب من أصل { $asked }
}
agency-applied-each = مصير كل طلب
agency-applied-sent = أُرسل الطلب
agency-applied-full = مكتمل: كل المقاعد محجوزة
agency-applied-late = فات الأوان: انقضى الموعد النهائي
agency-applied-not-open = لا يقبل الطلبات
agency-applied-already = سبق تقديم الطلب
agency-seat-draft = مسودة
agency-seat-awaiting-endorsement = بانتظار تأييدك
agency-seat-submitted = قُدّم الطلب
agency-seat-info-requested = سؤال من مقدم التدريب
agency-seat-waitlisted = في قائمة الانتظار
agency-seat-offered = عُرض مقعد، ولا رد بعد
agency-seat-accepted = قُبل العرض
agency-seat-conditions-pending = شروط قيد الاستيفاء
agency-seat-enrolled = تم التسجيل
agency-seat-attended = تم الحضور
agency-seat-completed = تم الإكمال
agency-seat-not-endorsed = دون تأييد
agency-seat-declined-by-provider = لم يقبله مقدم التدريب
agency-seat-offer-declined = اعتُذر عن العرض
agency-seat-offer-lapsed = انقضت مهلة العرض
agency-seat-withdrawn = تم الانسحاب
agency-seat-cancelled = تم الإلغاء
agency-seat-deferred = تم التأجيل
agency-seat-no-show = لم يتم الحضور
agency-seat-not-completed = لم يتم الإكمال

agency-new-title = إضافة شخص واحد إلى العاملين
agency-new-lead = يُدخل هنا ما هو معروف لديك. ويمكن للشخص الانضمام لاحقًا والاطلاع عليه.
agency-new-button = إضافة هذا الشخص
agency-email-hint = نكتب إلى هذا العنوان ليتمكن الشخص من تسلّم ما تُدخلونه.
agency-number-hint = كما في سجلات العاملين. وبه يتعرف الاستيراد على الشخص من جديد.
agency-languages-spoken = اللغات (اختيارية)
agency-role-hint = ما يُراد أن يقدر عليه الشخص. وهو الذي يحدد الفجوات المعروضة.
agency-show-skills = عرض مهارات هذا الدور
agency-levels-title = المستويات التي تفيد بها (اختيارية)
agency-levels-hint = يُختار ما شوهد الشخص يؤديه. ويُحفظ دليلًا من الدرجة C، بإفادة من { $org }.
agency-role-asks = يتطلب الدور { $level }.
flash-staff-registered = تم تسجيل الشخص.
flash-level-attested = سُجّل المستوى بإفادة منك.

agency-column-name = الاسم
agency-column-email = البريد الإلكتروني
agency-column-staff-number = الرقم الوظيفي
agency-column-post = الوظيفة
agency-column-country = البلد
agency-column-sector = القطاع
agency-column-languages = اللغات
agency-column-role = الدور المستهدف
agency-column-levels = مستويات المهارات
agency-column-how-name = كما ينبغي أن يظهر على الشهادة. مطلوب.
agency-column-how-email = يمكن تركه فارغًا. نكتب إليه ليتمكن الشخص من تسلّم سجله.
agency-column-how-staff-number = كما في السجلات، وبه يُعرف الصف من جديد. مطلوب.
agency-column-how-post = بعبارتك.
agency-column-how-country = ثلاثة أحرف، مثل GHA.
agency-column-how-sector = public أو private.
agency-column-how-languages = رموز بينها مسافات، مثل en fr.
agency-column-how-role = رمز مثل ROLE-03، أو الاسم الإنجليزي للدور.
agency-column-how-levels = ما تفيد به: MFG-4=2 MFG-5=3، والمستويات من 1 إلى 5.
agency-import-title = استيراد العاملين من ملف
agency-import-lead = تُلصق الصفوف هنا، ويظهر ما سيحدث قبل حفظ أي شيء.
agency-import-file = الملف
agency-import-rows = الصفوف، وأولها صف العناوين
agency-import-hint = يُفتح الملف في محرر نصوص أو تُنسخ خلايا الجدول، ثم تُلصق هنا. تفصل بين القيم فواصل أو فواصل منقوطة أو علامات جدولة، والحد الأقصى لعدد الصفوف { $most }.
agency-import-check = مراجعة الصفوف
agency-import-example = مثال
agency-import-example-how = هؤلاء الأشخاص من نسج الخيال.
agency-import-columns = محتوى الأعمدة
agency-import-columns-how = بأي ترتيب. الاسم والرقم الوظيفي مطلوبان، ويمكن ترك غيرهما.
agency-import-template = تنزيل ملف فارغ بكل الأعمدة
agency-nothing-saved = لم يُحفظ شيء بعد.
agency-preview-ready = { $good ->
    [0] لم يبق صف للاستيراد
    [one] صف واحد جاهز
    [two] صفان جاهزان
    [few] { $good } صفوف جاهزة
    [many] { $good } صفًا جاهزًا
   *[other] { $good } صف جاهز
}
agency-preview-some = { $good ->
    [0] لا صف جاهزًا
    [one] صف واحد جاهز
    [two] صفان جاهزان
    [few] { $good } صفوف جاهزة
    [many] { $good } صفًا جاهزًا
   *[other] { $good } صف جاهز
}، { $wrong ->
    [zero] ولا صف يحتاج إليك
    [one] وصف واحد يحتاج إليك
    [two] وصفان يحتاجان إليك
    [few] و{ $wrong } صفوف تحتاج إليك
    [many] و{ $wrong } صفًا تحتاج إليك
   *[other] و{ $wrong } صف تحتاج إليك
}
agency-wrong-title = { $count ->
    [zero] لا صف يحتاج إلى تصحيح
    [one] صف واحد يحتاج إلى تصحيح
    [two] صفان يحتاجان إلى تصحيح
    [few] { $count } صفوف تحتاج إلى تصحيح
    [many] { $count } صفًا تحتاج إلى تصحيح
   *[other] { $count } صف تحتاج إلى تصحيح
}
agency-wrong-how = يمكن تصحيحها هنا أو استبعادها.
agency-line = الصف { $line }
agency-line-head = الصف
agency-leave-out = استبعاد الصف { $line }
agency-error-at = الصف { $line }، { $column }: { $problem }
agency-check-again = المراجعة من جديد
agency-good-title = { $count ->
    [0] لا صف جاهزًا
    [one] صف واحد جاهز
    [two] صفان جاهزان
    [few] { $count } صفوف جاهزة
    [many] { $count } صفًا جاهزًا
   *[other] { $count } صف جاهز
}
agency-effect = ما سيحدث
agency-effect-new = { $count ->
    [zero] لا أشخاص جدد
    [one] شخص واحد جديد
    [two] شخصان جديدان
    [few] { $count } أشخاص جدد
    [many] { $count } شخصًا جديدًا
   *[other] { $count } شخص جديد
}
agency-effect-changes = { $count ->
    [zero] لا تتغير بيانات أحد
    [one] تتغير بيانات شخص واحد
    [two] تتغير بيانات شخصين
    [few] تتغير بيانات { $count } أشخاص
    [many] تتغير بيانات { $count } شخصًا
   *[other] تتغير بيانات { $count } شخص
}
agency-effect-unchanged = { $count ->
    [zero] لا صفوف بلا تغيير
    [one] صف واحد لا يغير شيئًا
    [two] صفان لا يغيران شيئًا
    [few] { $count } صفوف لا تغير شيئًا
    [many] { $count } صفًا لا تغير شيئًا
   *[other] { $count } صف لا تغير شيئًا
}
agency-row-new = جديد
agency-row-changes = تغيير
agency-row-unchanged = لا يغير شيئًا
agency-more-rows = { $count ->
    [zero] لا صفوف أخرى جاهزة.
    [one] صف واحد آخر جاهز وغير معروض هنا.
    [two] صفان آخران جاهزان وغير معروضين هنا.
    [few] { $count } صفوف أخرى جاهزة وغير معروضة هنا.
    [many] { $count } صفًا آخر جاهزة وغير معروضة هنا.
   *[other] { $count } صف آخر جاهزة وغير معروضة هنا.
}
agency-all-or-nothing = تُحفظ كل الصفوف معًا، متى صح كل صف منها أو استُبعد.
agency-import-button = { $count ->
    [zero] لا صفوف للاستيراد
    [one] استيراد هذا الصف
    [two] استيراد الصفين
    [few] استيراد { $count } صفوف
    [many] استيراد { $count } صفًا
   *[other] استيراد { $count } صف
}
agency-cancel-import = الرجوع دون حفظ
agency-file-again = تغيير الملف نفسه
agency-imported = { $count ->
    [zero] لم يُستورد أي صف
    [one] استُورد صف واحد
    [two] استُورد صفان
    [few] استُوردت { $count } صفوف
    [many] استُورد { $count } صفًا
   *[other] استُورد { $count } صف
}
agency-imported-nothing = { $count ->
    [zero] لم يتغير شيء
    [one] لم يتغير شيء: الصف معروف من قبل
    [two] لم يتغير شيء: الصفان معروفان من قبل
    [few] لم يتغير شيء: الصفوف كلها معروفة من قبل، وعددها { $count }
    [many] لم يتغير شيء: الصفوف كلها معروفة من قبل، وعددها { $count }
   *[other] لم يتغير شيء: الصفوف كلها معروفة من قبل، وعددها { $count }
}
agency-imported-what = ما تم
agency-import-more = استيراد ملف آخر
agency-note-mark = يبدأ الملف بعلامة ترتيب البايتات (BOM) كما تكتبها برامج الجداول، وقد استُبعدت.
agency-note-semicolons = تفصل بين القيم فواصل منقوطة، وقد قُرئت على هذا النحو.
agency-note-tabs = تفصل بين القيم علامات جدولة، وقد قُرئت على هذا النحو.
agency-file-empty = لا شيء للقراءة. المطلوب لصق صف العناوين وصف واحد آخر على الأقل.
agency-file-no-rows = يوجد صف العناوين ولا صف تحته.
agency-file-missing = الصف 1، صف العناوين، ينقصه: { $columns }.
agency-file-unknown = في الصف 1، صف العناوين، أعمدة غير معروفة هنا: { $columns }. يلزم تغيير أسمائها أو تركها.
agency-file-doubled = في الصف 1، صف العناوين، أعمدة مكررة: { $columns }.
agency-file-quote-open = الصف { $line }، العمود { $column }: علامة اقتباس مفتوحة لا تُغلق، فلا يمكن تمييز الصفوف التي بعدها.
agency-file-quote-inside = الصف { $line }، العمود { $column }: علامة اقتباس داخل قيمة. توضع القيمة كلها بين علامتي اقتباس، وتُكتب العلامة التي في داخلها مرتين.
agency-file-quote-after = الصف { $line }، العمود { $column }: شيء يلي علامة الاقتباس المغلِقة. تُكتب علامة الاقتباس مرتين إن كانت من القيمة.
agency-file-too-many = عدد صفوف الملف { $found }، والحد الأقصى للاستيراد في المرة الواحدة { $most }. يلزم تقسيمه.
agency-file-unreadable = تعذرت قراءة الصف { $line }.
agency-cell-country = «{ $typed }» ليس بلدًا. المطلوب ثلاثة أحرف، مثل GHA.
agency-cell-sector = «{ $typed }» ليس قطاعًا. المطلوب public أو private.
agency-cell-language = «{ $code }» ليس رمز لغة. المطلوب رموز مثل en fr ar.
agency-cell-role = «{ $typed }» ليس دورًا. المطلوب رمز مثل ROLE-03، أو الاسم الإنجليزي للدور.
agency-cell-not-a-level = «{ $part }» ليس على شكل MFG-4=2.
agency-cell-skill = «{ $code }» ليس مهارة. المطلوب رمز مثل MFG-4.
agency-cell-level = «{ $part }»: المستويات من 1 إلى 5.
agency-cell-doubled-skill = «{ $code }» مذكور هنا مرتين.
agency-cell-miscounted = عدد القيم في هذا الصف { $found }، وعدد الأعمدة في صف العناوين { $expected }. تلزم مراجعة كل قيمة، والقيمة التي فيها فاصلة توضع بين علامتي اقتباس.
agency-cell-doubled-number = هذا الرقم مذكور من قبل في الصف { $line }.
agency-cell-doubled-address = هذا العنوان مذكور من قبل في الصف { $line }.
agency-cell-number-of = هذا رقم { $name } من العاملين لديك.
agency-day-ahead = هذا اليوم لم يحن بعد.

agency-person-missing = { $levels ->
    [zero] لا ينقص أي مستوى لبلوغ الدور المستهدف.
    [one] ينقص مستوى واحد لبلوغ الدور المستهدف.
    [two] ينقص مستويان لبلوغ الدور المستهدف.
    [few] تنقص { $levels } مستويات لبلوغ الدور المستهدف.
    [many] ينقص { $levels } مستوى لبلوغ الدور المستهدف.
   *[other] ينقص { $levels } مستوى لبلوغ الدور المستهدف.
}
agency-person-ready = كل ما يتطلبه الدور المستهدف بلغ مستواه.
agency-person-no-role = لم يُحدد دور مستهدف. ويمكن تحديده باستيراد فيه الرقم الوظيفي.
agency-person-role = ما يتطلبه الدور: { $role }
agency-person-facts = مكان العمل
agency-person-evidence = الأدلة
agency-person-no-evidence = لم يُسجل شيء بعد.
agency-person-seats = الطلبات
agency-person-seats-how = ما قدّمته لهذا الشخص. أما ما يقدمه العاملون بأنفسهم فالإخبار به شأنهم.
agency-person-no-seats = لا شيء حتى الآن.
agency-gap-nothing = لا دليل، والدور يتطلب { $asked }
agency-gap-reached = { $held }، كما يتطلب الدور
agency-gap-short = { $held }، والدور يتطلب { $required }
agency-gap-expired = انتهت صلاحية الدليل ويُحسب { $held }، والدور يتطلب { $required }
agency-evidence-skill = المهارة
agency-evidence-level = المستوى
agency-evidence-grade = الدرجة
agency-evidence-seen = تاريخ المشاهدة
agency-evidence-valid = الصلاحية
agency-evidence-source = المصدر
agency-evidence-until = حتى { $day }
agency-evidence-expired = انتهت في { $day }
agency-evidence-withdrawn = سُحب في { $day }
agency-evidence-always = دون انتهاء
agency-attest-title = إفادة بمستوى
agency-attest-how = تضمن هذه الإفادة ما شاهدته بنفسك. وتُحفظ دليلًا من الدرجة C باسم { $org }.
agency-attest-on = تاريخ المشاهدة
agency-attest-reason = ما تستند إليه
agency-attest-reason-hint = جملة واحدة: من شاهد ماذا. وتظهر إلى جانب الدليل.
agency-attest-button = تسجيل الإفادة بهذا المستوى
