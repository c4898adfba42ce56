problem-taken = This is used already. Choose another.
problem-not-a-link = This is not a web address. It begins with https://
problem-does-not-fit = This does not fit your other answers.

workspace-path = You are here
workspace-title = Workspace
workspace-courses = Courses
workspace-list-a-course = List a course
own-courses-heading = { $all ->
    [0] No course yet
    [one] { $all } course
   *[other] { $all } courses
}
own-courses-lead = What you teach, its runs to come, and who is asking for it around you.
own-courses-none = You have not listed a course. Describe what you teach once; then add runs with dates and seats.
own-course-draft = Not public yet
own-course-no-runs = No run is planned.
own-course-add-run = Add a run
own-course-edit = Edit
run-state-draft = Draft
run-state-in-review = In review
run-state-changes-requested = Changes asked for
run-state-published = Published
run-state-confirmed = Confirmed
run-state-in-progress = In progress
run-state-delivered = Delivered
run-state-closed = Closed
run-state-postponed = Postponed
run-state-cancelled = Cancelled

demand-short = { $count ->
    [one] { $count } post short in { $region } for { $skill }
   *[other] { $count } posts short in { $region } for { $skill }
}
demand-of = { $covered } of { $need } posts are covered there.
demand-also = { $count } also short for { $skill }.
demand-withheld = Too few to show in { $region }
demand-covered = Nobody is short in { $region }
demand-nothing = No need declared in { $region }
demand-unknown = No figures for your region yet

plan-new-course = List a course
plan-new-course-lead = Describe once what you teach. Dates, seats and cost come with each run.
plan-edit-course = Change the course
plan-edit-course-lead = All runs show these words. Runs that are public keep the levels that people have read.
plan-what-it-is = What it is
plan-title = Title
plan-title-hint = What people will be able to do, in a few words.
plan-language = Language of this text
plan-language-hint = The language that you write in here. Languages of teaching come with each run.
plan-summary = In two sentences
plan-summary-hint = Lists show this beside the title.
plan-body = About the course
plan-body-hint = What happens in it, for whom, and with what equipment. May be left empty.
plan-skills = What people can do afterwards
plan-skills-how = For each skill the level that people bring, and the level that they leave with. Matching rests on this.
plan-skill-row = Skill { $number }
plan-no-skill = No skill
plan-level-in = Level they bring
plan-level-out = Level they leave with
plan-code-title = Code
plan-code = Code
plan-code-hint = Short and yours alone, like AP-214. Leave it empty and one is made.
plan-course-next = The course is seen by nobody until its first run is public.
plan-course-saved-how = What you change here shows at once on public runs.
plan-leave = Leave without saving
plan-save = Save changes
plan-save-and-dates = Save and add dates

plan-new-run = Add a run
plan-new-run-lead = Dates, seats and terms of one run. Keep it as a draft, or publish it at once.
plan-edit-run = Change the run
plan-terms-lead = People have read this run. Seats, deadline, contact and words can change; the rest stands.
plan-when-and-where = When and where
plan-parts-how = Up to three parts in the order in which they happen. Parts online are nowhere; for the others name a facility or a place.
plan-mode = How people learn
plan-part = Part { $number }
plan-part-kind = Kind of part
plan-first-day = First day
plan-last-day = Last day
plan-host = Facility that hosts it
plan-place = Town
plan-country = Country
plan-zone = Time zone
plan-zone-hint = Dates and the deadline are meant in this zone. Readers see theirs beside it.
plan-languages = Languages of teaching
plan-dates = Dates
plan-what-stands = What stands
plan-what-stands-how = People plan with this. To change it, use the page for that: everybody whom it concerns is told.
plan-seats-and-deadline = Seats and deadline
plan-capacity = Seats
plan-capacity-limited = A number of seats
plan-capacity-unlimited = No limit
plan-seats = How many seats
plan-seats-held = { $held ->
    [0] From 1 to 5,000.
    [one] { $held } seat is held. With fewer seats than are held nobody loses theirs; the run is overbooked.
   *[other] { $held } seats are held. With fewer seats than are held nobody loses theirs; the run is overbooked.
}
plan-deadline-on = Apply by
plan-deadline-hint = Left empty, people can apply until it begins.
plan-deadline-time = At
plan-deadline-time-hint = Local time in the zone of the run.
plan-decision = You answer by
plan-decision-hint = The day that you promise to applicants. Later answers are marked late.
plan-who-how = Only what is firm: people who do not fit are told so, and why.
plan-residence = Live and work in
plan-anywhere = Anywhere
plan-regions = Regions
plan-communities = Economic communities
plan-others = Continents and groups
plan-countries = Countries
plan-sector = Work in
plan-sector-public = The public sector
plan-sector-private = The private sector
plan-years = Years of experience, at least
plan-cost = Cost
plan-fee = What learners pay for the course
plan-fee-free = Nothing: it is free
plan-fee-funded = Nothing: somebody else pays
plan-fee-paid = A price
plan-fee-unknown = Not decided yet
plan-amount = Price
plan-currency = Currency
plan-payers-hint = Leave out what does not arise.
plan-payer-nobody = Nobody, it is free
plan-payer-provider = You, the provider
plan-payer-host = The host
plan-payer-funder = A funder
plan-payer-employer = The employer
plan-payer-learner = The learner
plan-contact-and-words = Contact and words
plan-contact = Who answers questions
plan-contact-hint = A name or an office, with a mail address or a telephone number. It is public.
plan-source = Page of your own about this run
plan-source-hint = Begins with https://. May be left empty.
plan-run-title = A title of its own
plan-run-title-hint = Only where this run is called otherwise than the course.
plan-run-summary = In two sentences, for this run
plan-run-body = About this run
plan-run-text-hint = Left empty, the words of the course are shown.
plan-publish-how = A public run is found by everybody, and people can apply at once.
plan-terms-how = Changes show at once.
plan-keep-draft = Keep as a draft
plan-publish = Publish
plan-stale-title = Somebody else changed this in the meantime
plan-stale = Nothing was saved. What you typed is below; copy what you need, then load the page as it is now.
plan-stale-reload = Load it anew
plan-fixed-title = This run cannot be changed any more
plan-fixed = It has begun, is over, or was called off. Nothing was saved.
flash-course-made = The course is kept. Now add its first run.
flash-course-saved = The course is changed.
flash-run-kept = The run is kept as a draft. Nobody else sees it.
flash-run-published = The run is public. This is how people see it.
flash-run-saved = The run is changed.

applicants-title = Applications
applicants-heading = { $count ->
    [0] No application waits
    [one] { $count } application waits for your answer
   *[other] { $count } applications wait for your answer
}
applicants-due = Answer by { $date }
applicants-overbooked = { $count ->
    [one] { $count } seat more is held than there is.
   *[other] { $count } seats more are held than there are.
}
applicants-edit = Change seats, deadline or words
applicants-too-late = This run has begun, is over or was called off. Seats cannot be offered any more; tell those who still wait.
applicants-none = Nobody waits for an answer.
applicants-see-public = See the page that people apply on
applicants-waiting = Waiting, the longest first
applicants-waiting-how = Levels are those of today, with who stands behind them.
applicants-more = { $count ->
    [one] { $count } more application is shown when these are answered.
   *[other] { $count } more applications are shown when these are answered.
}
applicants-answered = { $count ->
    [one] { $count } application is answered
   *[other] { $count } applications are answered
}
applicant-works-in = Works in
applicant-not-stated = not stated
applicant-sector = Sector
applicant-languages = Speaks
applicant-since = Applied
applicant-through = Through
applicant-holds = holds { $level }, { $grade }
applicant-holds-nothing = nothing shown yet
applicant-asks = the run asks for { $level }
applicant-expired = has expired
applicant-fits = Why it fits
applicant-not-met = Not met
applicant-unknown = { $count ->
    [one] { $count } point cannot be told
   *[other] { $count } points cannot be told
}
applicant-says = In their words
applicant-offer = Offer a seat
applicant-to = to { $name }
applicant-decline = Say no
applicant-reason = Why
applicant-reason-hint = The applicant reads it, and it counts in planning, without names.
applicant-words = A few words of advice
applicant-words-hint = Sent to the applicant. May be left empty.
applicant-send-no = Send the answer
applicant-state-since = Since { $date }
applicant-state-offered = Seat offered
applicant-state-accepted = Seat accepted
applicant-state-conditions-pending = Conditions open
applicant-state-enrolled = Enrolled
applicant-state-attended = Attended
applicant-state-completed = Completed
applicant-state-declined-by-provider = You said no
applicant-state-offer-declined = Offer not taken
applicant-state-offer-lapsed = Offer ran out
applicant-state-withdrawn = Stepped back
applicant-state-cancelled = Cancelled
applicant-state-deferred = Moved to a later run
applicant-state-no-show = Did not come
applicant-state-not-completed = Not completed
applicant-state-not-endorsed = Not endorsed
applicant-state-draft = Not sent
applicant-state-awaiting-endorsement = With the employer
decline-level = The level at the start is not there yet
decline-eligibility = The run is for others
decline-documents = Papers are missing
decline-too-many = More applied than there are seats
decline-other = Another reason
fit-closes = { $skill } from { $from } to { $to }
fit-speaks = Speaks { $languages }
fit-no-language = Speaks none of the languages of teaching
fit-below = { $skill }: holds { $held }, asked for { $asked }
fit-elsewhere = Works in { $country }; the run is for { $place }
fit-other-sector = The run is for people who work in { $sector }
fit-speaks-less = Does not speak { $language } as well as asked for
fit-too-far = Cannot travel so far
fit-not-availability = Not free on all days of the run
fit-unknown-availability = Whether they are free on all days
fit-unknown-language = Which languages they speak
fit-unknown-eligibility = Whether it is for them
fit-unknown-travel = Whether they can travel so far
full-title = All seats are held
full-lead = Nothing was changed: there is no free seat to offer.
full-next = What you can do
full-next-how = Add seats to the run, or wait until somebody steps back or an offer runs out; then offer the seat again.
full-back = Back to the applications
full-more-seats = Add seats
flash-seat-offered = The seat is offered. The applicant has been written to.
flash-seat-declined = The answer is sent.
flash-seat-answered = This application had been answered already. Nothing was changed.
flash-seat-too-late = The run has begun, is over or was called off. Nothing was changed.
mail-offered-subject = A seat for you: { $title }
mail-offered-what = { $provider } offers you a seat in “{ $title }”, { $dates }.
mail-offered-until = The seat is kept for you until { $until } (time in { $zone }). After that it goes to somebody else.
mail-offered-button = Answer the offer
mail-declined-subject = No seat this time: { $title }
mail-declined-what = { $provider } has looked at your application for “{ $title }” and cannot give you a seat.
mail-declined-level = The level that the course asks for at the start is not shown by the evidence yet.
mail-declined-eligibility = The run is for people with other conditions, such as another country or sector.
mail-declined-documents = Papers that the course needs were missing.
mail-declined-too-many = More people applied than there are seats.
mail-declined-other = The reason is not one of the usual ones.
mail-declined-words = They write: { $words }
mail-declined-next = Your other applications are not touched. Your page shows what else closes your gaps.
mail-declined-button = See what else fits
mail-nominee-offered-subject = A seat for one of your people: { $title }
mail-nominee-offered-what = { $provider } offers { $name } a seat in “{ $title }”, { $dates }.
mail-nominee-offered-until = The seat is kept for them until { $until } (time in { $zone }). After that it goes to somebody else.
mail-nominee-declined-subject = No seat this time for one of your people: { $title }
mail-nominee-declined-what = { $provider } has looked at your application for { $name } for “{ $title }” and cannot give them a seat.
mail-nominee-why = This letter comes to you, who applied for { $name }, because no letter reaches them: there is no mail address of theirs that they have confirmed. Please tell them.
mail-nominee-button = Open their page

workspace-welcome = What you do in the network
workspace-none-waiting = No decision waits for you
workspace-decisions = { $count ->
    [one] { $count } application waits for your answer
   *[other] { $count } applications wait for your answer
}
workspace-decisions-late = { $count ->
    [one] { $count } application waits, and its answer is late
   *[other] { $count } applications wait, { $late } of them late
}
workspace-seats = { $runs ->
    [one] { $held } of { $seats } seats in your run are taken.
   *[other] { $held } of { $seats } seats in the { $runs } runs below are taken.
}
workspace-waiting = Waiting for you
workspace-answer = { $count ->
    [one] Answer { $count } application for { $code }
   *[other] Answer { $count } applications for { $code }
}
workspace-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
workspace-by = by { $date }
workspace-oldest = The oldest came on { $date }.
workspace-read = Read applications
workspace-more-decisions = { $count ->
    [one] { $count } more run waits for answers.
   *[other] { $count } more runs wait for answers.
}
workspace-runs = Your runs, with who is asking for them
workspace-no-runs = No run is planned. Add one to a course, and people can apply.
workspace-all-courses = All courses
workspace-state = State of this run
workspace-taken = Seats taken
workspace-taken-of = { $held } of { $seats }
workspace-waitlist = Waiting list
workspace-to-read = { $count ->
    [0] none
   *[other] { $count } to read
}
workspace-no-deadline = until it begins
workspace-overbooked = { $count ->
    [one] { $count } seat above what there is
   *[other] { $count } seats above what there is
}
workspace-finish-draft = Finish the draft
workspace-more-runs = { $count ->
    [one] { $count } more run under its course
   *[other] { $count } more runs under their courses
}
workspace-people = Your people
workspace-staff = Staff, their levels and their courses
workspace-needs = What you need, by role
region-au-central = Central Africa
region-au-eastern = East Africa
region-au-northern = North Africa
region-au-southern = Southern Africa
region-au-western = West Africa
