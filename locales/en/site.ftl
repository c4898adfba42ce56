brand-line = Training for local production
skip-to-content = Skip to content
nav-main = Main
nav-home = Home
nav-me = My training
nav-courses = Courses
nav-placements = Placements
nav-gaps = Skill gaps
nav-network = Network
nav-skills = Skills and roles
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-coordination = Dashboard
nav-language = Language:
footer-numbers = Numbers are declared by member facilities, agencies and providers.
footer-method = Method and definitions
pages-label = Result pages
pages-page = Page
pages-previous = Previous
pages-next = Next
list-comma = {", "}
date-unknown = not stated
quarter-of-year = Quarter { $number } of { $year }
date-and-time = { $date }, { $time }

demo-bar-label = Demonstration
demo-bar = This is a demonstration. Its people and organisations are invented.
demo-mail-title = Demonstration mail
demo-mail-lead = Every letter this site would have sent, newest first. This page exists only in the demonstration.
demo-mail-none = No letter has been sent yet.
demo-mail-open = Open the link

form-error = Error:
form-error-prefix = Error:
form-errors-title = Something needs your attention
form-choose = Choose
problem-missing = Please fill this in.
problem-too-long = { $most ->
    [one] Use { $most } character at most.
   *[other] Use { $most } characters at most.
}
problem-too-short = { $least ->
    [one] Use { $least } character or more.
   *[other] Use { $least } characters or more.
}
problem-control = This holds a character that cannot be shown. Type the text anew.
problem-not-an-address = This is not a mail address. It needs a form like name@example.org.
problem-not-a-date = This is not a date. Use day, month and year, like 31 1 2027.
problem-not-a-number = Use a whole number.
problem-out-of-range = Use a number from { $low } to { $high }.
problem-not-chosen = Choose at least one.
problem-in-the-past = This day is past.
problem-before-start = This is before the start.
problem-after-start = This is after the start.
problem-unknown = This is not one of the choices.
problem-common-password = This is easily guessed. Use a few unrelated words, and leave out your name and address.
problem-wrong-pair = Address and password do not fit together.

error-way-on = Where to go from here
error-request = If you write to us about this, name { $request }.
error-title-not-found = There is no such page
error-lead-not-found = It may have moved or ended, or it is not yours to see.
error-title-forbidden = This is not yours to do
error-lead-forbidden = You are signed in, but this belongs to people with another part in the network.
error-title-other-site = This came from another site
error-lead-other-site = To keep you safe nothing was changed. Open the page here and try again.
error-title-unreadable = We could not read that
error-lead-unreadable = Nothing was changed. Go back and try again.
error-title-too-large = That is too large
error-lead-too-large = Nothing was changed. Send less at a time.
error-title-busy = Too busy at this moment
error-lead-busy = Nothing was lost. Wait a few seconds and load the page again.
error-title-sign-in = Sign in first
error-lead-sign-in = This page needs you to be signed in.
error-title-broken = Something went wrong on our side
error-lead-broken = It has been noted. Try again in a while.

language-en = English
language-fr = French
language-ar = Arabic
language-es = Spanish
language-pt = Portuguese
language-ru = Russian
language-zh = Chinese
language-ko = Korean
language-vi = Vietnamese
language-sw = Swahili
language-am = Amharic
language-id = Indonesian
