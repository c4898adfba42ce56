courses-title = Courses
courses-heading = Find training that closes your gaps
courses-found = { $count ->
    [0] No course found
    [one] { $count } course found
   *[other] { $count } courses found
}
search-label = Search
search-words = Skill, product or course
search-place = Country
search-everywhere = Everywhere
search-button = Search
form-any = Any
filters = Filters
filters-chosen = { $count } chosen
filters-show = Show results
facet-words = the words
facet-mode = How you learn
facet-region = Region
facet-field = Field
facet-skill = Skill
facet-level = Level reached
facet-level-label = Level reached, at least
facet-level-least = Level { $level } or above
facet-taught = Language of teaching
facet-cost = Cost
facet-dates = Start
facet-dates-from = From
facet-dates-until = Until
facet-from = From { $date }
facet-until = Until { $date }
facet-seats = Seats
facet-open = Seats open now
sort-label = Order
sort-start = Soonest
sort-deadline = Deadline
sort-newest = Newest
chips-label = Chosen filters
chip-remove = Remove
chips-clear = Clear all
nothing-title = Nothing fits all of this
nothing-relax = Leave one thing out:
nothing-without = { $count ->
    [one] { $count } without “{ $facet }”
   *[other] { $count } without “{ $facet }”
}
nothing-wish = Is this what you need? Tell us, without your name; coordinators see what is missing where.
nothing-wish-button = Tell us you need this
show-past = Show past programmes
show-coming = Show programmes to come
why-this-fits = Why this fits:
see-the-course = See the course
see-the-source = See the original call
apply-for-a-seat = Apply for a seat
external-note = Facts from a public call, not an official listing. Nobody applies here; the original call says what holds.

mode-remote = Remote
mode-classroom = Classroom
mode-hands-on = Hands-on
mode-blended = Blended
segment-online = Online
segment-classroom = Classroom
segment-hands-on = Hands-on
stage-open = Seats open
stage-full = Full
stage-deadline-passed = Deadline passed
stage-running = Running
stage-past = Past
stage-cancelled = Cancelled
stage-postponed = Postponed
stage-hidden = Not published
stage-elsewhere = Public call
fee-free = Free
fee-funded = Funded
fee-paid = Paid
fee-unknown = Cost not stated
cost-fee = Course fee
cost-travel = Travel
cost-lodging = Lodging
cost-meals = Meals
cost-insurance = Insurance
cost-visa = Visa
payer-nobody = free
payer-provider = the provider
payer-host = the host
payer-funder = a funder
payer-employer = your employer
payer-learner = you
payer-unknown = not stated
sector-public = the public sector
sector-private = the private sector

fact-starts = Starts
fact-taught-in = Taught in
fact-mode = Format
fact-group = Group
fact-zone = Time zone
fact-place = Place
fact-contact = Contact
fact-apply-by = Apply by
time-in = Time in { $place }
time-for-you = { $time } for you, in { $place }
weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
seats-left = { $count ->
    [one] { $count } seat left
   *[other] { $count } seats left
}
seats-left-of = { $seats ->
    [one] { $free } of { $seats } seat left
   *[other] { $free } of { $seats } seats left
}
seats-in-all = { $count ->
    [one] { $count } seat in all
   *[other] { $count } seats in all
}
seats-unlimited = No seat limit
seats-unknown = Seats not stated
levels-from-to = from { $from } to { $to }
levels-to = to { $to }
levels-unknown = levels not stated
dates-from-to = { $from } to { $to }
dates-unknown = dates not stated

offering-skills = What you will be able to do
offering-bring = you bring this level
offering-adds = the course adds it
offering-about = About this course
offering-parts = { $count ->
    [one] One part
   *[other] { $count } parts
}
offering-on-site = on site
offering-host = At
offering-who = Who it is for
offering-costs = Who pays what
offering-facts = Good to know
offering-all-runs = All runs of this course
offering-source = Source:
offering-updated = Last changed { $date }.
offering-other-runs = Other runs of this course
course-runs = { $count ->
    [0] Runs
    [one] One run to come
   *[other] { $count } runs to come
}
course-no-runs = No run is planned at present.
course-past = Past runs
rule-citizenship = Citizens of { $place }
rule-residence = People who live and work in { $place }
rule-sector = People who work in { $sector }
rule-experience-min = { $years ->
    [one] At least { $years } year of experience
   *[other] At least { $years } years of experience
}
rule-experience-max = { $years ->
    [one] At most { $years } year of experience
   *[other] At most { $years } years of experience
}
rule-language = Speakers of { $language }
rule-skill = { $skill }, level { $level } or above
