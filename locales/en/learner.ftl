crumbs = You are here
me-no-role = What do you work as?
me-no-role-lead = Name your role and say what you can do. Then you see what is missing and which courses and placements close it.
me-gaps = { $count ->
    [one] { $count } gap
   *[other] { $count } gaps
}
me-ways = { $count ->
    [0] no way to close it yet
    [one] { $count } way to close it
   *[other] { $count } ways to close them
}
me-no-gaps = Everything your role asks for is in order
me-lead = { $required ->
    [one] Your role asks for { $required } skill. You hold { $held } of them at the level it needs.
   *[other] Your role asks for { $required } skills. You hold { $held } of them at the level it needs.
}
me-in-order = Skills passport: { $held } of { $required } in order
me-seats = Your applications
me-no-seats = You have not applied for anything yet.
me-grades = A assessed, B certificate, C employer, D your own word. Figures about regions leave D out.
me-change-skills = Change skills or role
me-change-profile = Change profile
grade-words-a = Assessed
grade-words-b = By certificate
grade-words-c = Attested by your employer
grade-words-d = Your own word
evidence-none = No evidence yet.
evidence-until = { $grade }, valid until { $date }.
evidence-lasting = { $grade }, does not expire.
evidence-expired = { $grade }: you held { $level } until { $date }; expired evidence counts as level 2 at most.
gap-expired = Expired
gap-levels = { $count ->
    [one] { $count } level short
   *[other] { $count } levels short
}
gap-words = You hold <b>{ $held }</b>, your role needs <b>{ $required }</b>
gap-all-ways = { $count ->
    [0] See why not, and what would change it
    [one] See the way, and why not others
   *[other] See all { $count } ways, and why not others
}
gap-no-way = Nothing that is planned closes this gap for you at present.
way-score = { $score ->
    [one] { $score } point: how it was counted
   *[other] { $score } points: how they were counted
}
part-points = { $points } of { $most }
ways-heading = Ways to close “{ $skill }”
why-not = Why not “{ $title }”?
why-not-rule = The rule that stopped it:
why-not-change = What would change it:
step-title = Your next step
step-answer = Answer the offer for “{ $title }”
step-answer-button = Take the seat
step-role = Say what you work as
step-role-words = It takes five minutes: one page, one level for each skill.
step-role-button = State my role and skills
step-profile = Say where you are and what you speak
step-profile-words = Without country, languages and travel many rules can only answer “cannot tell”.
step-profile-button = Complete my profile
step-best = Look at “{ $title }”
step-best-button = See it
step-look = Look around
step-look-words = Nothing fits your gaps at present.
seat-answer-by = Answer by { $at } UTC. After that the seat goes to somebody else.
seat-since = Since { $date }
seat-accept = Take the seat
seat-decline = Not for me
seat-withdraw = Step back
seat-withdraw-more = Step back
seat-withdraw-words = The seat is free for somebody else at once. You can apply again while the deadline has not passed.
seat-state-draft = Draft
seat-state-awaiting-endorsement = Waiting for your employer
seat-state-submitted = Applied
seat-state-info-requested = A question for you
seat-state-waitlisted = Waiting list
seat-state-offered = Offer
seat-state-accepted = Accepted
seat-state-conditions-pending = Conditions open
seat-state-enrolled = Enrolled
seat-state-attended = Attended
seat-state-completed = Completed
seat-state-not-endorsed = Not endorsed
seat-state-declined-by-provider = Declined
seat-state-offer-declined = You said no
seat-state-offer-lapsed = Offer lapsed
seat-state-withdrawn = You stepped back
seat-state-cancelled = Cancelled
seat-state-deferred = Deferred
seat-state-no-show = Not attended
seat-state-not-completed = Not completed
decline-reason-level = The level at the start is not reached.
decline-reason-eligibility = The seat is for others.
decline-reason-documents = Documents were missing.
decline-reason-too-many = More people applied than there are seats.
decline-reason-other = Another reason.
own-title = What I can do
own-lead = Choose a role, then a level for each skill that it asks for. Be plain: the gap is what brings you the right course.
own-role = The role
own-role-label = I work as, or want to work as
own-role-hint = Each role asks for some skills, each at a level.
own-role-button = Show its skills
own-levels = My levels for “{ $role }”
own-levels-hint = What you state here is your own word (D). It counts on your pages, not in figures about regions.
own-levels-mean = What the levels mean
own-required = The role asks for { $level }
own-shown = other evidence shows { $level }
own-button = Save and see my gaps
flash-skills-saved = Saved. Here is what is missing and how to close it.
profile-title = About me
profile-lead = What matching has to know. What you leave out is “cannot tell”, never guessed.
profile-button = Save
field-sector = I work in
sector-name-public = The public sector
sector-name-private = The private sector
field-travel = How far I can go for training
field-travel-hint = Remote courses are always shown.
field-speaks = Languages I can learn in
field-speaks-hint = Leave out what you do not speak.
speaks-not = not at all
field-available = When I can go
field-available-hint = Leave both open if it does not matter.
flash-profile-saved = Saved.
apply-title = Apply for “{ $title }”
apply-heading = Check, then apply
apply-met = What you have
apply-unmet = What stands in the way
apply-unknown = What nobody can tell yet
apply-what-is-shared = The provider sees your name, country, sector and your levels in the skills that are taught, nothing else.
apply-button = Apply for a seat
apply-back = Back to the course
not-applied-full = Every seat is held
not-applied-too-late = It is too late to apply
not-applied-not-open = Nobody can apply here
not-applied-nothing = Nothing was stored.
flash-applied = You have applied. The provider decides; you see it here.
flash-already-applied = You have applied for this already.
flash-accepted = The seat is yours.
flash-offer-declined = You said no. The seat is free for somebody else.
flash-withdrawn = You have stepped back.
flash-full = Every seat is held by now. Nothing was changed.
flash-offer-expired = The offer has run out. Nothing was changed.
flash-changed-meanwhile = This was changed meanwhile. Here is how it stands now.
