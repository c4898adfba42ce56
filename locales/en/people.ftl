sign-in-title = Sign in
sign-in-button = Sign in
sign-in-no-account = No account yet?
sign-in-wait = { $minutes ->
    [one] Too many tries in a short time. Wait { $minutes } minute, then try again.
   *[other] Too many tries in a short time. Wait { $minutes } minutes, then try again.
}
join-title = Join the network
join-lead = An account keeps your skills, shows what your role still needs, and lets you apply for seats.
join-email-hint = We send you a link to go on with.
join-button = Send me the link
join-have-account = You have an account?
join-sent-title = Look at your mail
join-sent = We have written to { $address }. The link in the letter goes on from here; it opens for seven days.
join-sent-hint = Nothing came? Look among the unwanted mail, or ask again.
welcome-title = Almost done
welcome-lead = You join with the address { $email }.
welcome-button = Create my account
field-email = Mail address
field-password = Password
field-password-hint = Twelve characters or more. A few unrelated words are easy to keep and hard to guess.
field-name = Your name
field-name-hint = As it should stand on a certificate.
field-country = Country where you work
field-country-hint = Many seats are for certain countries.
flash-signed-out = You are signed out.
flash-welcome = Welcome. Your account is ready.
mail-footer = Benchside, training for local production
mail-ignore = If you did not ask for this, do nothing: nothing happens without you.
mail-join-subject = Go on joining the network
mail-join-why = Somebody, we hope you, asked to join the training network with this address.
mail-join-how = Open the link to choose a password. It opens for seven days, once.
mail-join-button = Go on
mail-again-subject = You have an account already
mail-again-why = Somebody, we hope you, asked to join the training network with this address. You have an account with it already; sign in with your password.
mail-again-button = Sign in
