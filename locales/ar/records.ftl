claim-card = حسابه الخاص
claim-is-theirs = للشخص حساب خاص به، وقد تسلّم ما أدخلتموه. وما صادقتم عليه يبقى ظاهرًا لكم.
claim-is-open = أنتم من أدخل هذا الشخص، ولا يدخل أحد بعد إلى هذا السجل.
claim-letter-sent = أُرسلت رسالة إلى { $address } في { $sent } (التوقيت العالمي). والرابط الذي فيها صالح حتى { $until }.
claim-no-letter = العنوان { $address } مسجل هنا، ولم تُرسل رسالة بعد.
claim-address-hint = نكتب إلى هذا العنوان ليتمكن الشخص من تسلّم سجله. والعنوان الجديد يحل محل السابق.
claim-send = إرسال رسالة
claim-too-soon = أُرسلت رسالة إلى هذا العنوان قبل أقل من ساعة. يُرجى الانتظار أو كتابة عنوان آخر.
claim-title = هل هذا السجل لك؟
claim-lead = سجّلت { $org } الاسم { $name } ضمن العاملين لديها، وأعطتنا عنوانك.
claim-take-title = تسلّم السجل
claim-what = يصبح السجل حسابك: يظهر لك ما صادقت عليه { $org }، وتمكن إضافة غيره. وتبقى { $org } تراك ضمن العاملين لديها.
claim-known = يوجد حساب بالعنوان { $address }. يلزم الدخول إليه لتسلّم السجل هناك.
claim-name-hint = اسمك كما يجب أن يظهر على الشهادة. ويلزم أن يكون الاسم المذكور أعلاه أو كتابة أخرى له بالحروف نفسها.
claim-button = تسلّم سجلي
claim-not-title = السجل ليس لك، أو الجهة ليست جهة عملك؟
claim-not-how = عندئذ نزيل عنوانك من السجل ونبلغ { $org }. ولا يحدث شيء آخر.
claim-not-button = هذا ليس أنا
records-title = سجلات قد تكون لك
records-notice = لدى إحدى الجهات سجل قد يكون لك.
records-lead = لدى إحدى الجهات سجل قد يكون لك: أحد عناوينك مسجل فيه.
records-none = لم تسجل أي جهة أحد عناوينك في سجل.
record-offer = مسجل باسم { $name } والعنوان { $address }.
record-what = عند تسلّم السجل ينضم إلى حسابك ما صادقت عليه { $org } وطلباتها من أجلك ومكانك ضمن العاملين لديها، وترى { $org } حسابك بدلًا منه.
record-take = نعم، هذا أنا: تسلّم السجل
flash-record-claimed = أصبح السجل لك. مرحبًا.
flash-record-taken = أصبح السجل جزءًا من حسابك.
flash-record-stays = تعذر تسلّم السجل. تمكن مراسلة منسق المنطقة.
flash-record-refused = شكرًا. أزيل عنوانك من السجل، وأُبلغت الجهة.
flash-claim-sent = الرسالة في الطريق.
problem-other-name = هذا ليس اسم السجل. وإن لم يكن السجل لك، فيمكن قول ذلك أدناه.
agency-column-birth-year = سنة الميلاد
agency-column-how-birth-year = أربعة أرقام، ويمكن تركها فارغة. تميز بين من يحملون الاسم نفسه.
agency-birth-year-hint = تميز بين من يحملون الاسم نفسه، ولا تُستخدم في المطابقة.
agency-cell-year = «{ $typed }» ليست سنة ميلاد. تلزم أربعة أرقام.
field-birth-year = سنة الميلاد
field-birth-year-hint = يمكن تركها. تميز بين من يحملون الاسم نفسه، ولا تُستخدم في المطابقة.
mail-claim-subject = سجلك التدريبي
mail-claim-why = سجّلت { $org } الاسم { $name } في شبكة التدريب، وأعطتنا هذا العنوان.
mail-claim-how = إن كان الاسم لك، فالرابط يفتح صفحة لتسلّم السجل واختيار كلمة مرور. وهو صالح سبعة أيام ولمرة واحدة.
mail-claim-not-you = وإن لم يكن لك، فالصفحة نفسها تزيل عنوانك من السجل. ودون أي خطوة منك لا يحدث شيء.
mail-claim-button = النظر في السجل
mail-claim-known-subject = هل تعمل هناك؟
mail-claim-known-why = سجّلت { $org } الاسم { $name } ضمن العاملين لديها في شبكة التدريب، وأعطتنا هذا العنوان الذي لك به حساب.
mail-claim-known-how = يمكن الدخول لتسلّم السجل أو لقول إنه ليس لك. ودون أي خطوة منك لا يحدث شيء.
mail-claim-known-button = النظر في السجل
mail-claim-refused-subject = عنوان غير صحيح
mail-claim-refused-why = يقول من يقرأ بريد العنوان المسجل بجانب { $name } إن السجل ليس له.
mail-claim-refused-how = أزيل العنوان من السجل، وبقي كل شيء آخر. يحسن سؤال الشخص عن عنوانه.
mail-claim-refused-button = النظر في السجل
mail-merged-subject = أصبح سجلاك سجلًا واحدًا
mail-merged-kept = وجد منسق في شبكة التدريب سجلين لك وجعلهما سجلًا واحدًا. كل شيء موجود في حسابك الحالي.
mail-merged-closed = وجد منسق في شبكة التدريب سجلين لك وجعلهما سجلًا واحدًا. أُغلق هذا الحساب، وكل ما فيه موجود في الحساب الآخر. يكون الدخول هناك، ويلزم تأكيد هذا العنوان من جديد للاحتفاظ به.
mail-merged-wrong = إن كان هذا خطأ، فتمكن مراسلة منسق المنطقة: التراجع عنه ممكن.
mail-merged-button = النظر في الحساب
mail-merge-undone-subject = عاد سجلاك منفصلين
mail-merge-undone-why = فُصل سجلان كانا قد جُعلا سجلًا واحدًا. كل شيء في مكانه كما كان. وقد يلزم الدخول من جديد.
duplicates-title = سجلات قد تكون لشخص واحد
duplicates-found = { $count ->
    [0] لا يوجد سجلان يُحتمل أن يكونا لشخص واحد
    [zero] لا يوجد سجلان يُحتمل أن يكونا لشخص واحد
    [one] زوج واحد من السجلات قد يكون لشخص واحد
    [two] زوجان من السجلات قد يكون كل منهما لشخص واحد
    [few] { $count } أزواج من السجلات قد يكون كل منها لشخص واحد
    [many] { $count } زوجًا من السجلات قد يكون كل منها لشخص واحد
   *[other] { $count } زوج من السجلات قد يكون كل منها لشخص واحد
}
duplicates-lead = قد تكون جهتان سمّتا الشخص نفسه. ينبغي النظر في كل زوج، ثم جعله واحدًا أو الفصل بينهما.
duplicates-waiting = بانتظار قرار
duplicates-nothing = لا شيء بانتظار قرار.
duplicates-more = { $count ->
    [zero] لا أزواج أخرى.
    [one] زوج آخر ينتظر، ويظهر بعد البت في هذه.
    [two] زوجان آخران ينتظران، ويظهران بعد البت في هذه.
    [few] { $count } أزواج أخرى تنتظر، وتظهر بعد البت في هذه.
    [many] { $count } زوجًا آخر ينتظر، ويظهر بعد البت في هذه.
   *[other] { $count } زوج آخر ينتظر، ويظهر بعد البت في هذه.
}
duplicates-merged = ما جُعل واحدًا
duplicates-merge = دُمج { $merged } في { $kept }
duplicates-rows = { $count ->
    [0] لم ينتقل شيء
    [zero] لم ينتقل شيء
    [one] انتقل قيد واحد
    [two] انتقل قيدان
    [few] انتقلت { $count } قيود
    [many] انتقل { $count } قيدًا
   *[other] انتقل { $count } قيد
}
duplicates-undo = تراجع
duplicate-title = شخص واحد أم اثنان؟
duplicate-sign-same-name = الاسم نفسه
duplicate-sign-alike-name = اسمان متشابهان جدًا
duplicate-sign-same-address = عنوان البريد نفسه
duplicate-sign-same-birth-year = سنة الميلاد نفسها
duplicate-sign-other-birth-year = سنة ميلاد أخرى
duplicate-sign-same-country = البلد نفسه
duplicate-sign-other-country = بلد آخر
duplicate-sign-same-employer = جهة العمل نفسها
duplicate-none = لا شيء
duplicate-organisations = الجهات
duplicate-roles = الأدوار المستهدفة
duplicate-evidence = الأدلة
duplicate-seats = المقاعد والطلبات
duplicate-places = التدريب العملي
duplicate-since = تاريخ الإدخال
duplicate-account = له حساب
duplicate-no-account = بلا حساب
duplicate-merge-title = جعلهما سجلًا واحدًا
duplicate-merge-how = ينتقل كل ما في السجل الآخر إلى السجل الذي يبقى: الأدلة والمقاعد والتدريب العملي والعمل والرغبات والموافقات. ومن طلبين للمقعد نفسه يبقى الأبعد تقدمًا. ويُغلق السجل الآخر ويُحال منه إلى هذا، ويُبلَّغ الاثنان. والتراجع ممكن.
duplicate-merge-grants = ما يحق لشخص خارج الجهات لا ينتقل أبدًا، ولا كلمات المرور، ومن كان في فريق يغادره أولًا، ويلزم تأكيد العناوين من جديد. فالدمج لا يمنح أحدًا سلطة على غيره.
duplicate-unconfirmed = { $address } (غير مؤكد)
duplicate-which = أي سجل يبقى؟
duplicate-keep = { $name } ({ $detail })
duplicate-reason = لماذا هما شخص واحد
duplicate-reason-hint = يُحفظ مع الدمج، ويقرؤه من يراجعه.
duplicate-merge = دمج مع إبقاء هذا
duplicate-apart-title = هما شخصان
duplicate-apart-how = لن يظهر الزوج مرة أخرى.
duplicate-apart-reason = لماذا ليسا الشخص نفسه
duplicate-apart = ليسا الشخص نفسه
merge-refusal-gone = أحد السجلين لم يعد موجودًا، أو دُمج من قبل.
merge-refusal-account-stays = لا يمكن إبقاء هذا السجل: هناك من يدخل إلى السجل الآخر، ولن يستطيع الدخول بعد ذلك.
merge-refusal-has-part = لا يمكن إبقاء هذا السجل: للسجل الآخر دور خارج الجهات يلزم سحبه أولًا.
merge-refusal-in-team = لا يمكن إبقاء هذا السجل: من يدخل إلى السجل الآخر عضو في فريق إحدى الجهات، ويلزم أن يغادره أو يسلمه أولًا.
merge-refusal-two-accounts = هناك من يدخل إلى كل من السجلين: ولا يجعل حسابين حسابًا واحدًا إلا أحد مديري الشبكة ممن ليس أيًّا منهما.
merge-refusal-above-you = لا يدمج في سجل له دور خارج الجهات إلا أحد مديري الشبكة.
merge-refusal-undone = تم التراجع عن هذا الدمج من قبل.
merge-refusal-erased = لا يمكن التراجع: مُحي أحد السجلين في هذه الأثناء.
merge-refusal-merged-on = لا يمكن التراجع: أُغلق السجل أو دُمج في غيره في هذه الأثناء. يلزم التراجع عن ذلك أولًا.
merge-refusal-row-gone = لا يمكن التراجع: حُذف شيء مما انتقل أو تغير صاحبه في هذه الأثناء.
merge-refusal-seat-taken = لا يمكن التراجع: المقعد أو المكان الذي سُحب شُغل في هذه الأثناء.
flash-records-merged = أصبح السجلان سجلًا واحدًا، ويُبلَّغ كل من يعنيه الأمر.
flash-not-duplicates = سُجل ذلك، ولن يظهر الزوج مرة أخرى.
flash-merge-undone = كل شيء في مكانه كما كان قبل الدمج.
mail-kind-claim = تسلّم سجل
mail-kind-claim-known = سجل قد يكون لصاحب الحساب
mail-kind-claim-refused = رفض سجل
mail-kind-merged = جعل سجلين سجلًا واحدًا
mail-kind-merge-undone = فصل السجلين من جديد
