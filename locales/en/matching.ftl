method-title = Method and definitions
method-lead = How gaps are counted, which rules decide, what points are given for, and what figures mean.
method-gap = Your gap
method-gap-held = The level you hold in a skill is the highest of your evidence: assessed (A), certified (B), attested by an employer (C), or your own word (D). Evidence that has expired counts as level 2 at most. Withdrawn evidence does not count.
method-gap-missing = For each skill of your target role the gap is the required level less the level you hold, never less than zero. More evidence never makes a gap larger.
method-rules = Rules that decide
method-rules-how = An offer fits where no rule says no. Where something is not known the answer is “cannot tell”, which refuses nobody and is shown.
method-parts = Points that set the order
method-parts-how = At most { $most } points, each part shown with the match.
method-part = Part
method-most = At most
method-how = How it is counted
method-ties = Where points are equal the earlier start comes first, then the older listing.
method-regions = Figures about regions
method-regions-need = Need is posts in total, declared by facilities and agencies. Supply is people whose evidence of grade A to C shows the level or above. The pipeline is confirmed seats that are expected to lift somebody to the level. What is missing is need less supply less pipeline, never less than zero, for each country, sector, skill and quarter. Regions add up what their countries miss; a surplus here does not fill a gap there.
method-regions-level = A figure for a skill takes the asked-for level at which most people are missing: the least number of people to train so that no level is short.
method-regions-public = The public sees one table, by field and WHO region. Rows with small counts or few organisations are withheld whole.
rule-name-deadline = Deadline
rule-how-deadline = It has not passed.
rule-name-start = Start
rule-how-start = It lies ahead.
rule-name-availability = Your time
rule-how-availability = The days lie within the time in which you are free.
rule-name-seats = Seats
rule-how-seats = A seat is free, or there is no limit.
rule-name-language = Language
rule-how-language = You speak one of the languages of teaching.
rule-name-level-in = Level at the start
rule-how-level-in = You hold the level that each skill asks for at the start.
rule-name-eligibility = Who it is for
rule-how-eligibility = Where you live and work, your sector, experience, languages and skills are what the offer asks for.
rule-name-travel = Travel
rule-how-travel = It is remote, or within how far you can go.
part-name-gap = Gap closed
part-how-gap = 100 for each level that it closes.
part-name-urgency = Urgency
part-how-urgency = By how much of the need for the skill is unmet in your region.
part-name-proximity = Distance
part-how-proximity = Remote and at home count most; less with every kilometre, nothing from 10,000.
part-name-timing = Timing
part-how-timing = A start soon counts most; nothing after a year.
part-name-language = Language
part-how-language = 100 for a language you speak fluently, less for others.
part-name-cost = Cost
part-how-cost = 50 where it is funded, 40 where it is free.
why-closes = { $count ->
    [one] Closes one of your gaps: { $skills }
   *[other] Closes { $count } of your gaps: { $skills }
}
why-closing = { $skill } (level { $from } to { $to })
why-teaches = Teaches level { $from } to { $to }
why-also = { $count ->
    [one] Helps with one more gap
   *[other] Helps with { $count } more gaps
}
why-starts-in-days = { $days ->
    [0] Starts today
    [one] Starts in { $days } day
   *[other] Starts in { $days } days
}
why-starts-in-weeks = { $weeks ->
    [one] Starts in { $weeks } week
   *[other] Starts in { $weeks } weeks
}
why-language = In { $language }, which you speak
rule-deadline = Applications until { $at } UTC
rule-deadline-none = No deadline stated
rule-start = Starts { $day }
rule-availability = Takes from { $from } to { $to }
rule-seats = { $count ->
    [0] No seat is free
    [one] { $count } seat free
   *[other] { $count } seats free
}
rule-languages = Taught in { $languages }
rule-languages-unknown = Language of teaching not stated
rule-level = { $skill }: asks for { $asked }, you hold { $held }
rule-level-unknown = { $skill }: level at the start not stated
rule-lives = For people in { $asked }; you are in { $country }
rule-speaks = { $language }, { $fluency }
rule-travel = Takes place in { $countries }
rule-travel-unknown = Place not stated
remedy-level = Reach { $level } in { $skill }, and show evidence of it
remedy-travel = Be ready to travel: { $travel }
remedy-language = Add { $language } to your profile, if you speak it
remedy-fluency = Speak { $language }: { $fluency }
remedy-free = Be free from { $from } to { $until }
remedy-free-on = Be free on { $day }
remedy-seat = A seat has to become free
remedy-next-run = Wait for the next run
remedy-ask = Ask the provider: only they can say whether the rule bends
travel-none = not at all
travel-country = within my country
travel-region = within my region
travel-anywhere = anywhere
fluency-basic = basic
fluency-intermediate = intermediate
fluency-fluent = fluent
