privacy-link = Privacy
privacy-title = What is kept about you
privacy-lead = Every kind of data about people on this site: why it is kept, by what right, how long, who sees it, and what is left of it when you have yourself erased.
privacy-rights-title = What you can do
privacy-rights = You can have a copy of everything, choose what you consent to, choose which letters you get, and have yourself erased:
privacy-never = Nothing medical is kept. Your employer may state that you are fit for work, immunised or insured: yes or no, and the day. Nothing is sold, and pages load nothing from other sites.
privacy-why = Why it is kept
privacy-basis = By what right
privacy-keeps = How long
privacy-sees = Who sees it
privacy-erased = When you have yourself erased
privacy-map-title = Column by column
privacy-map = This page is made from the list that the program itself follows when it copies, erases and deletes.
privacy-map-link = The whole list as a file
join-privacy = What we keep of you, and why:

area-account = Your account
area-profile = What you tell about yourself
area-security = Signing in
area-mail = Letters to you
area-work = Where you work and what you may do
area-skills = Your skills and targets
area-vouching = What your employer vouches for
area-wishes = Courses that you wished for
area-applications = Applications, seats and places
area-choices = What you consented to
area-doubles = Records that may be yours twice
area-trail = What was done, and by whom
area-part = What you did for an organisation
kept-account = Your name, your mail addresses, the language you read, and whether the account is open. If your employer entered you, who did.
kept-profile = The country and sector you work in, the languages you speak, how far you can travel and when.
kept-security = Your password as a hash that cannot be read back, the sealed secret of your second step, where you are signed in, links that were mailed to you, and tries at your password with the network they came from.
kept-mail = The letters that the site sent you, which letters you want, and addresses that letters came back from.
kept-work = Membership in organisations, parts that you were granted, your employment with post and staff number, invitations to your address.
kept-skills = Your levels with what they rest on, and the roles you aim at.
kept-vouching = Fit for work, immunised, insured: yes or no, with the day. No reasons, no findings, no papers.
kept-wishes = What you looked for and did not find, so that providers learn what is needed.
kept-applications = What you applied for, what became of it, and what you wrote with it.
kept-choices = Each consent that you gave, to which version of its text, and when you withdrew it.
kept-doubles = Which records were taken for yours twice and joined.
kept-trail = Ids and codes of every change and of what matters for safety. No names, no addresses, no words of yours.
kept-part = That it was you who entered, decided or uploaded something, as an id; and your address, where an organisation shows it as its contact.
purpose-run = To run your account
purpose-double = To tell people apart who bear one name
purpose-match = To show what fits you
purpose-safe = To keep others out of your account
purpose-reach = To reach you
purpose-choice = To respect what you chose
purpose-proof = To prove afterwards what was done
purpose-team = To let people act for their organisations
purpose-show = To show what you can do
purpose-vouch = To let facilities admit you without your papers
purpose-demand = To tell providers what is needed
purpose-apply = To answer your application
basis-contract = To do what you joined for
basis-interest = A legitimate interest of the network
basis-duty = A duty by law
basis-consent = Your consent
sees-self = You
sees-employer = Your employer
sees-provider = A provider, from your application on
sees-facility = A facility, from your application on
sees-colleague = Members of the same organisation
sees-coordinator = Coordinators of your region
sees-administrator = Administrators
sees-everybody = Everybody
sees-nobody = Nobody: it cannot be read
keeps-account = As long as your account
keeps-links = { $days ->
    [one] { $days } day after the link stopped opening
   *[other] { $days } days after the link stopped opening
}
keeps-attempts = { $days ->
    [one] { $days } day after the try
   *[other] { $days } days after the try
}
keeps-sessions = { $days ->
    [one] { $days } day after you were signed out
   *[other] { $days } days after you were signed out
}
keeps-mail = { $days ->
    [one] What a letter says: { $days } day after it was sent
   *[other] What a letter says: { $days } days after it was sent
}
keeps-invitations = { $days ->
    [one] { $days } day after the invitation ran out
   *[other] { $days } days after the invitation ran out
}
keeps-staff = { $years ->
    [one] { $years } year after the work ended, where you never had an account; else as long as your account
   *[other] { $years } years after the work ended, where you never had an account; else as long as your account
}
keeps-applications = { $months ->
    [one] What you wrote: { $months } month after the end of the application
   *[other] What you wrote: { $months } months after the end of the application
}
keeps-network = As long as the network
erased-gone = The rows are deleted
erased-emptied = Emptied or replaced by a neutral word
erased-ended = Ended on that day
erased-kept-id = An id stays that leads to nobody
erased-kept-count = Codes and dates stay, so that numbers stay right; they lead to nobody
erased-kept-proof = Ids and codes stay as proof of what was done

own-data-title = Your data
own-data-lead = What is kept about you, why, and how long
copy-title = A copy of your data
copy-lead = Everything that is kept about you, as a file for machines (JSON) and as tables (CSV). We mail you a link; it opens for seven days, once, and only while you are signed in.
copy-button = Get a copy of my data
copy-what = The file holds everything that is kept about you, as of the moment when you press the button.
copy-download = Download
copy-once = The link opens once. You can ask for another one at any time.
consents-title = What you consent to
consents-lead = Each by itself. Nothing is given until you give it, and you can withdraw it at any time.
consent-title-declared-levels = Your employer sees levels that you entered yourself
consent-text-declared-levels = Agencies and facilities that you work for see your own word about your skills, marked as such. Without this they see only levels that somebody attested.
consent-title-course-notes = A letter when a course is announced that you wished for
consent-text-course-notes = When you told us that you need a course and a provider announces one that teaches it, we write to you once.
consent-since = Since { $date }, version { $version } of this text
consent-not-given = Not given
consent-is-given = Given
consent-give = I consent
consent-withdraw = Withdraw
consent-history = What you gave and withdrew so far
consent-given = Given { $from } (UTC), version { $version }
consent-given-until = Given { $from }, withdrawn { $until } (UTC), version { $version }
letters-title = Letters that you can choose
letters-lead = Letters about your account, its safety and your applications always come.
letters-none = There are no others: you have consented to none.
letters-button = Save
topic-courses = Courses that you wished for
erase-title = Have yourself erased
erase-lead = Your name, addresses, profile and everything you wrote go. Numbers stay right; nothing in them leads back to you.
erase-go = What it means, and how
erase-final = This cannot be undone, by nobody.
erase-not-yet = First there is something to do
erase-owner = You are the only owner of { $organisation }. Make somebody else an owner, or close it.
erase-running = { $count ->
    [one] { $count } application, seat or place of yours is still running. Withdraw it, or wait for its end.
   *[other] { $count } applications, seats or places of yours are still running. Withdraw them, or wait for their end.
}
erase-goes-title = What goes
erase-goes = Name, addresses, password, second step, devices, profile, languages, targets, consents, what your employer vouched for, what you wrote with applications, what is still to be mailed to you. You are signed out everywhere.
erase-stays-title = What stays
erase-stays = That somebody held a seat and reached a level, as numbers; ids and codes of what was done. In copies of the database that are kept against loss you are erased again when one is put back.
erase-copy-first = Get a copy of your data first
erase-confirm = Erase
erase-sentence = erase my data
erase-type = Type: { $sentence }
erase-button = Erase me
unsubscribe-title = No more of these letters
unsubscribe-lead = Press the button, and no more letters of this kind come.
unsubscribe-button = Send me no more
unsubscribe-done = Done. No more letters of this kind come.
unsubscribe-more = All choices about your data
attestations-title = Fit for work, immunised, insured
attestations-how = Yes or no, and the day. Never write reasons, findings or papers anywhere.
attestations-none = Nothing stated.
attestations-what = What
attestations-answer = Is it so?
attestations-day = Day
attestations-yes = Yes
attestations-no = No
attestations-button = State it
attestations-withdraw = Withdraw
attestation-fit-for-work = Fit for work
attestation-immunised = Immunised
attestation-insured = Insured
flash-copy-asked = We have written to you. Open the link in the letter while you are signed in here.
flash-consent-given = Your consent is noted.
flash-consent-withdrawn = Your consent is withdrawn.
flash-mail-chosen = Your choice is kept.
flash-erased = You are erased. Thank you for having been part of the network.
flash-attested = It is stated.
flash-attestation-withdrawn = It is withdrawn.
mail-copy-subject = The copy of your data
mail-copy-why = You asked for a copy of everything that is kept about you.
mail-copy-how = Open the link while you are signed in. It opens for seven days, once.
mail-copy-button = Fetch the copy
mail-unsubscribe = No more letters of this kind:
mail-wish-met-subject = A course that you wished for is announced
mail-wish-met-why = You told us that you need this: { $title }, by { $provider }.
mail-wish-met-choice = You get this letter because you consented to it.
mail-wish-met-button = See the course
