security-title = الدخول والأمان
security-on = مفعّل
security-off = غير مفعّل
security-factor-since = يتطلب الدخول رمزًا منذ { $moment } (التوقيت العالمي).
security-codes-left = { $count ->
    [0] لم يبق أي رمز احتياطي. يحسن إنشاء رموز جديدة قبل الحاجة إليها.
    [zero] لم يبق أي رمز احتياطي. يحسن إنشاء رموز جديدة قبل الحاجة إليها.
    [one] بقي رمز احتياطي واحد.
    [two] بقي رمزان احتياطيان.
    [few] بقيت { $count } رموز احتياطية.
    [many] بقي { $count } رمزًا احتياطيًا.
   *[other] بقي { $count } رمز احتياطي.
}
security-new-codes = إنشاء رموز احتياطية جديدة
security-factor-remove = إيقاف
security-factor-add = إعداد
security-password-since = اختيرت في { $moment } (التوقيت العالمي).
security-change-password = تغيير كلمة المرور
security-password-ends = يبقى الدخول قائمًا هنا وينتهي في كل مكان آخر.
security-addresses = عناوين البريد
security-primary = تصل الرسائل إلى هنا
security-unproved = غير مؤكد
security-make-primary = إرسال الرسائل إلى هنا
security-remove = إزالة
security-another = عنوان آخر
security-add-address = إضافة عنوان
security-devices = الأجهزة التي دخلت منها
security-this-device = هذا الجهاز
security-some-device = جهاز لا يعرّف بنفسه
security-device-since = الدخول { $since }، آخر استخدام { $last } (التوقيت العالمي)
security-end-device = الخروج هناك
security-end-others = الخروج من جميع الأجهزة الأخرى
security-end-everywhere = الخروج من كل مكان
factor-title = خطوة ثانية عند الدخول
factor-lead = رمز لا يظهر إلا على هاتفك أو حاسوبك، إلى جانب كلمة المرور. ومن يعرف كلمة المرور وحدها لا يستطيع الدخول.
factor-needed = دورك في الشبكة يتطلب خطوة ثانية عند الدخول. يستغرق إعدادها دقيقتين.
factor-what = يلزم تطبيق مصادقة: تطبيق على الهاتف أو مدير كلمات مرور يعرض رموزًا من ستة أرقام. ويصلح أي منها.
factor-start = إعداد
factor-step-one = ١. إعطاء السر لتطبيق المصادقة
factor-scan = يقرأ تطبيق المصادقة هذه الصورة.
factor-picture = صورة فيها السر، لكاميرا تطبيق المصادقة
factor-by-hand = أو كتابة السر باليد:
factor-open = فتحه في تطبيق مصادقة على هذا الجهاز
factor-step-two = ٢. كتابة الرمز الذي يعرضه
factor-code-hint = ستة أرقام تتغير كل نصف دقيقة.
factor-confirm = تفعيل
factor-is-on = الخطوة الثانية مفعّلة.
codes-title = رموز احتياطية للحفظ
codes-lead = الخطوة الثانية مفعّلة. عند فقدان الهاتف يتيح كل رمز من هذه الرموز الدخول مرة واحدة. تحسن طباعتها أو كتابتها الآن، فهي لا تُعرض مرة أخرى.
codes-done = حفظتها
code-title = خطوة أخرى
code-lead = كتابة الرمز الذي يعرضه تطبيق المصادقة.
code-wait = { $minutes ->
    [zero] محاولات خاطئة كثيرة. تمكن المحاولة من جديد بعد قليل.
    [one] محاولات خاطئة كثيرة. تمكن المحاولة من جديد بعد دقيقة.
    [two] محاولات خاطئة كثيرة. تمكن المحاولة من جديد بعد دقيقتين.
    [few] محاولات خاطئة كثيرة. تمكن المحاولة من جديد بعد { $minutes } دقائق.
    [many] محاولات خاطئة كثيرة. تمكن المحاولة من جديد بعد { $minutes } دقيقة.
   *[other] محاولات خاطئة كثيرة. تمكن المحاولة من جديد بعد { $minutes } دقيقة.
}
code-lost = فُقد الهاتف؟ يصلح رمز احتياطي أيضًا. وإن لم يبق منها شيء فتمكن مراسلة أحد مديري الشبكة.
code-again = الدخول بحساب آخر
field-code = الرمز
field-code-hint = ستة أرقام، أو رمز احتياطي.
field-new-password = كلمة المرور الجديدة
field-present-password = كلمة المرور الحالية
prove-title = هل ما زلت أنت؟
prove-lead = ما يلي مهم، لذلك نطلب إثبات الهوية مرة أخرى. ويبقى الإثبات صالحًا عشر دقائق.
prove-button = متابعة
forgot-link = نسيت كلمة المرور؟
forgot-title = نسيت كلمة المرور؟
forgot-lead = نرسل إلى عنوان بريدك رابطًا لاختيار كلمة مرور جديدة.
forgot-sent = أرسلنا رسالة إلى { $address }. الرابط الذي فيها صالح نصف ساعة.
reset-title = اختيار كلمة مرور جديدة
reset-lead = ينتهي الدخول في كل مكان، ثم يكون الدخول بالكلمة الجديدة.
reset-button = حفظ كلمة المرور
address-title = إضافة هذا العنوان إلى حسابك
address-lead = من الآن يمكن الدخول أيضًا بالعنوان { $address }.
address-button = إضافة هذا العنوان
password-strength = صعوبة التخمين: { $strength }
strength-weak = سهلة التخمين
strength-fair = مقبولة
strength-good = جيدة
strength-strong = قوية
problem-wrong-code = هذا الرمز غير صحيح أو استُخدم من قبل. يحسن انتظار الرمز التالي.
problem-wrong-password = هذه ليست كلمة مرورك.
problem-too-many = { $most ->
    [one] لا يمكن حفظ أكثر من { $most }.
   *[other] لا يمكن حفظ أكثر من { $most }.
}
flash-password-set = حُفظت كلمة المرور. يمكن الدخول بها.
flash-password-changed = تغيرت كلمة المرور، وانتهى الدخول في كل مكان آخر.
flash-factor-removed = أوقفت الخطوة الثانية.
flash-device-ended = تم الخروج من ذلك الجهاز.
flash-devices-ended = تم الخروج من جميع الأجهزة الأخرى.
flash-signed-out-everywhere = تم الخروج من جميع الأجهزة.
flash-address-asked = أرسلنا رسالة إلى ذلك العنوان. يُفتح الرابط الذي فيها أثناء الدخول هنا.
flash-address-added = أصبح العنوان لك.
flash-address-taken = هذا العنوان لحساب آخر. لم يتغير شيء.
flash-address-primary = تصل الرسائل إلى ذلك العنوان من الآن.
flash-address-removed = أزيل العنوان.
mail-reset-subject = اختيار كلمة مرور جديدة
mail-reset-why = طلب أحد، ونرجو أن يكون أنت، كلمة مرور جديدة لحسابك.
mail-reset-how = يفتح الرابط صفحة الاختيار. وهو صالح نصف ساعة ولمرة واحدة.
mail-reset-button = اختيار كلمة مرور
mail-reset-unknown-subject = لا حساب بهذا العنوان
mail-reset-unknown-why = طلب أحد، ونرجو أن يكون أنت، كلمة مرور جديدة، ولكن لا حساب لأحد بهذا العنوان. ربما كان الانضمام بعنوان آخر.
mail-reset-unknown-button = الانضمام إلى الشبكة
mail-password-changed-subject = تغيرت كلمة المرور
mail-password-changed-why = تغيرت كلمة مرور حسابك، وانتهى الدخول في كل مكان آخر.
mail-not-you = إن لم يكن هذا منك، فيلزم اختيار كلمة مرور جديدة فورًا وإبلاغ أحد مديري الشبكة.
mail-security-button = النظر في الحساب
mail-factor-added-subject = فُعّلت خطوة ثانية
mail-factor-added-why = يتطلب الدخول إلى حسابك من الآن رمزًا من تطبيق المصادقة.
mail-factor-removed-subject = أوقفت الخطوة الثانية
mail-factor-removed-why = لم يعد الدخول إلى حسابك يتطلب رمزًا.
mail-address-subject = تأكيد العنوان
mail-address-why = يريد أحد، ونرجو أن يكون أنت، استخدام هذا العنوان مع حسابه في شبكة التدريب.
mail-address-how = يُفتح الرابط أثناء الدخول. وهو صالح يومًا واحدًا ولمرة واحدة.
mail-address-button = تأكيد العنوان
mail-address-changed-subject = تصل الرسائل إلى عنوان آخر الآن
mail-address-changed-why = تصل الرسائل عن حسابك من الآن إلى عنوان آخر من عناوينك.
demo-codes-title = رموز العرض التجريبي
demo-codes-lead = الرموز التي تعرضها تطبيقات المصادقة لهؤلاء في هذه اللحظة. هذه الصفحة موجودة في العرض التجريبي فقط.
