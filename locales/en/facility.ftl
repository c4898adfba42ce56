# a facility: its slots, who applies for them, what it needs
problem-at = { $field }: { $words }
field-in-row = { $field }, row { $row }
form-errors-kept = Everything that you typed is kept. Nothing has been sent yet.

workspace-placements-title = Your placements
workspace-placements-lead = Days on your line, who applied for them, and the posts that you need to fill.
workspace-placements-all = All placements

places-held-of = { $places ->
    [one] { $held } of { $places } place held
   *[other] { $held } of { $places } places held
}
applications-waiting = { $count ->
    [0] No application waits
    [one] { $count } application waits
   *[other] { $count } applications wait
}
period-overbooked = { $count ->
    [one] { $count } more than there are places
   *[other] { $count } more than there are places
}
period-closed = Closed for applications
period-full = Full
slot-state-draft = Draft
slot-state-published = Published
slot-state-running = Running
slot-state-completed = Completed
slot-state-paused = Paused
slot-state-cancelled = Cancelled

own-slots-title = Placements
own-slots-heading = { $count ->
    [0] No application waits for you
    [one] { $count } application waits for your answer
   *[other] { $count } applications wait for your answer
}
own-slots-lead = The days you offer on your line, how many places are held, and who asks for the others.
own-slots-count = { $count ->
    [0] No placement yet
    [one] { $count } placement
   *[other] { $count } placements
}
own-slots-none = You do not offer a placement yet
own-slots-none-how = Two minutes are enough: what one practises with you, when, and for how many.
own-slot-no-periods = No period is to come. Add one, and people can apply again.
own-slot-applications = Applications
own-slot-edit = Change
own-slot-public = As visitors see it

slot-new-button = Offer a placement
slot-new-title = Offer a placement
slot-new-lead = { $count ->
    [0] About two minutes. You decide on every application; nobody comes without your word.
   *[other] About two minutes. Your last placement has filled in { $count } answers.
}
slot-part-what = 1. What people do with you
slot-part-skills = 2. What they will be able to do
slot-part-when = 3. When, and how many
slot-part-site = 4. Where on your site
slot-part-conditions = 5. What you ask for
slot-part-terms = 6. Cost and contact
slot-toc = Six short parts
slot-seen-title = Who sees what
slot-seen = The network sees this page. Applicants’ names, levels and languages are shown to you alone, never their mail address. How many people you employ is asked nowhere here.
slot-field-title = Title
slot-hint-title = What is practised, and on what: “Aseptic filling on an isolator line”.
slot-field-summary = In two or three sentences
slot-hint-summary = What a day looks like, and who is beside them.
slot-field-language = You write this in
slot-field-skill = Skill
slot-field-in = They bring
slot-field-out = They leave with
slot-skills-how = The level that somebody needs on the first day, and the one they can reach with you. One row is enough.
slot-skill-row = { $row ->
    [1] Skill
   *[other] Skill { $row }, if there is one
}
slot-when-how = First day, last day, and how many people at a time. Days are those of { $zone }.
slot-period-row = { $row ->
    [1] Period
   *[other] Period { $row }, if there is one
}
slot-field-from = First day
slot-field-to = Last day
slot-field-places = Places
slot-field-clean-grade = Zone
slot-field-containment = Containment
slot-field-product-type = Product
slot-field-floor = Languages on the floor
slot-field-place = Town
slot-conditions-how = Tick what somebody needs before they enter. It starts when they accept a place; the days tell them how early.
slot-lead = Working days
slot-field-fee = What it costs the person
slot-fee-free = Nothing
slot-fee-funded = Nothing, and somebody pays travel and stay
slot-fee-paid = There is a fee
slot-fee-unknown = Not stated
slot-field-contact = Whom to ask
slot-hint-contact = A mail address or a telephone number; everybody sees it.
slot-field-body = Anything else
slot-hint-body = Shifts, housing, how to get there, equipment. May be left empty.
slot-publish-note = It is listed as { $code } at once.
slot-publish-how = You can change or pause it at any time.
slot-publish-button = Publish
flash-slot-published = Published. Everybody in the network can see it now.

slot-edit-title = Change { $code }
slot-part-texts = Texts
slot-written-in = Written in { $language }.
slot-part-periods = Periods and places
slot-periods-how = Taking places away takes none from anybody who holds one: you will see by how many too few there are.
slot-period-open = Takes applications
slot-period-add = Add a period
slot-part-pause = Pause
slot-pause-how = While it is paused nobody new can apply, and it is not listed. Applications that you have stay yours to answer.
slot-pause-tick = Pause this placement
slot-save-note = Nobody is told of a change by itself.
slot-save-leave = Leave as it was
slot-save-button = Save
slot-stale-title = Somebody else has changed this in the meantime
slot-stale-how = What you typed is kept below. Save again to put it over their change, or
slot-stale-open = see what they saved.
flash-slot-saved = Saved.
slot-field-new-from = First day of the new period
slot-field-new-to = Last day of the new period
slot-field-new-places = Places of the new period
own-slot-work = This placement
own-slot-edit-all = Change texts, periods and places, or pause it

apply-for-a-place = Apply for a place
apply-place-title = Apply for a place
apply-place-lead = Choose the days. You see all of it once more before anything is sent.
apply-form = Your application
apply-which = Which days?
apply-field-period = Days
apply-field-note = What do you want to take home?
apply-hint-note = Two or three sentences, if you like. The facility reads them.
apply-note-none = nothing written
apply-field-facility = Facility
apply-check-button = Check your answers
apply-check-title = Check your answers
apply-check-lead = Nothing has been sent yet.
apply-answers = What is sent
apply-seen = The facility sees
apply-seen-how = your name, country and sector, the languages you speak, and your levels in the skills of this placement. Never your mail address or your other applications.
apply-send = Send the application
apply-change = Change something
apply-own = Your application here
apply-others = Look at other placements
apply-standing = How you stand to it
apply-have = You have
apply-miss = You miss
apply-miss-how = You can apply all the same: the facility sees it and decides.
apply-cannot-tell = { $count ->
    [one] { $count } thing that we cannot tell
   *[other] { $count } things that we cannot tell
}
time-there = { $time } ({ $zone })
flash-place-applied = Your application is sent. You will see here what becomes of it.
flash-place-taken = The place is yours. Now the paperwork begins.
flash-place-left = You have said no to the place. Somebody else can have it.
flash-place-withdrawn = You have stepped back.

place-take = Take the place
place-leave = Say no
place-withdraw = Step back
place-answer-by = Say yes or no by { $at }. Until then the place is held for you.
place-next-expired = The time to answer has passed.
place-next-submitted = The facility has it and has not begun to read it yet.
place-next-under-consideration = The facility is reading it.
place-next-info-requested = The facility has asked for something more.
place-next-prerequisites-pending = The place is held for you. What the facility asks for has to be ready before the first day.
place-next-cleared = Everything is ready for the first day.
place-state-draft = Draft
place-state-submitted = Sent
place-state-under-consideration = Being read
place-state-info-requested = Question asked
place-state-host-accepted = Place offered
place-state-prerequisites-pending = Place taken
place-state-cleared = Ready
place-state-in-progress = On site
place-state-completed = Completed
place-state-host-declined = Declined by the facility
place-state-learner-declined = Declined by the person
place-state-lapsed = Not answered in time
place-state-prerequisites-failed = Paperwork not complete
place-state-ended-early = Ended early
place-state-withdrawn = Withdrawn
place-state-host-cancelled = Cancelled by the facility
place-state-superseded = Replaced
place-full = Every place in these days is held by now. Nothing was sent.
place-full-host = Every place in these days is held. Add places, or wait until one becomes free.
place-too-late = These days have begun. Nothing was changed.
place-not-open = This placement takes no applications at present.
place-already = You have an application for these days already.
place-wrong-state = This has been decided in the meantime. Nothing was changed.
nothing-changed = Nothing was changed. The page shows what stands now.

own-word = own word
applicant-misses = Not met
applicant-meets = Meets every rule that we can tell
applications-decided = { $count ->
    [one] { $count } decided or withdrawn
   *[other] { $count } decided or withdrawn
}
held-of-asked = Holds { $held }; { $asked } is asked for
works-in-public = Public sector
works-in-private = Private sector
place-since = since { $date }
place-waits-until = Held until { $at }
place-accept = Offer the place
place-consider = Start reading
place-decline = Say no, with a reason
place-decline-button = Send the no
decline-field-reason = Reason
decline-field-note = In your own words
decline-hint-note = The person reads this. It is needed where none of the reasons fits.
host-reason-level = The level on the first day is not reached
host-reason-language = The language on the floor
host-reason-dates = The days do not fit
host-reason-paperwork = The paperwork cannot be ready in time
host-reason-supervision = Not enough supervisors
host-reason-too-many = More good applications than places
host-reason-other = Another reason
flash-place-considered = The person sees that you have begun to read.
flash-place-accepted = The place is offered and held. The person has a letter with the day to answer by.
flash-place-declined = The person has a letter with your reason.

audience-title = { $count ->
    [0] Who could use it
   *[other] At least { $count } people could use it
}
audience-all = Counted among { $counted ->
    [one] { $counted } person
   *[other] { $counted } people
} in { $region } whose role asks for one of these skills.
audience-sample = Counted among { $counted } of the { $population } people in { $region } whose role asks for one of these skills.
audience-everywhere = all countries
audience-nowhere = Country not stated
audience-few = fewer than 5
audience-group = { $closes } with a gap, { $fits } meet the rules
audience-how = With a gap: the placement lifts them towards what their role asks for. Meet the rules: level on the first day, language, days, travel. Counts of one to four are not shown, and not in the total.

mail-place-yes-subject = { $facility } offers you a place
mail-place-yes = { $facility } offers you a place: { $title }, { $dates }.
mail-place-yes-until = Say yes or no by { $at }. Until then the place is held for you.
mail-place-yes-then = When you take it, the paperwork begins; the page of the placement lists what the facility asks for.
mail-place-yes-button = Answer
mail-place-no-subject = Your application to { $facility }
mail-place-no = { $facility } cannot give you a place: { $title }, { $dates }.
mail-place-no-why = The reason: { $reason }
mail-place-no-note = They write: { $note }
mail-place-no-then = It counts for nothing elsewhere. Other facilities practise the same skills.
mail-place-no-button = Look at other placements

needs-title = Declared needs
needs-heading = { $count ->
    [0] No need declared yet
    [one] { $count } declared need
   *[other] { $count } declared needs
}
needs-lead = Say how many posts of a role you want to have in all, and by when. Courses and seats are planned by it.
needs-standing = What you have declared
needs-replace = A later declaration for the same country, sector and role takes the place of an earlier one from its day on. The two are never added up.
needs-none = Nothing yet. One role is enough to begin with.
need-new = Declare a need
need-declare = Declare
need-posts = { $posts ->
    [one] { $posts } post in all, by { $by }
   *[other] { $posts } posts in all, by { $by }
}
need-confirmed = confirmed { $date }
need-stale = Does this still hold?
need-replaced = Replaced
need-confirm = It still holds
need-withdraw = Withdraw
need-field-role = Role
need-field-posts = Posts in all
need-hint-posts = Those that are filled today count too: how many people you want to have in this role.
need-field-by = By when
need-field-by-day = The day, if you know it
need-by-quarter = A quarter
need-by-year = A year
need-by-day = A day
need-by-a-day = On the day that I give
need-field-urgency = How urgent
urgency-routine = Routine
urgency-soon = Soon
urgency-urgent = Urgent
need-field-country = Country
need-field-sector = Sector
need-field-visibility = Who sees your name with it
need-visibility-private = Nobody
need-private-how = It counts in figures of countries and regions, where small counts are withheld.
need-visibility-network = Members of the network
need-network-how = Providers see who asks, and can offer dates.
need-field-note = What it is for
need-hint-note = A new line, a licence, people who leave. No names, no wages, no dates of campaigns. May be left empty.
need-purpose-title = What this is used for
need-purpose = To plan courses, seats and placements, and to count what is missing where. Public figures show no row with fewer than three organisations.
need-purpose-not = It is not shown to competitors, not sold, and not used to judge you. You can withdraw it at any time.
flash-need-declared = Declared. It counts in the figures from the next count on.
flash-need-confirmed = Thank you: confirmed as of today.
flash-need-withdrawn = Withdrawn. It no longer counts.
me-places = Your placements
applications-for-reviewers = Who applied is shown to reviewers, editors and owners.
