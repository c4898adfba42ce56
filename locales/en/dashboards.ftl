home-title = Training for local production
home-heading = The skills that local production is missing, and the seats that teach them
home-lead = Courses and hands-on placements for people who make, test and regulate medicines, matched to what each plant still lacks.
home-search-button = { $count ->
    [one] Search { $count } offer
   *[other] Search { $count } offers
}
home-pills = <b>{ $count } of every 100</b> seats in coming courses are taken. Amber is still free.
home-pills-where = See which
home-door-train = I want to train
home-door-train-how = Say what you can do and what your work asks for. See which courses and placements close the difference, and why.
home-door-train-fact = { $count ->
    [one] <b>{ $count } seat</b> in coming courses is free.
   *[other] <b>{ $count } seats</b> in coming courses are free.
}
home-door-train-button = Find your gaps
home-door-train-other = Look around first
home-door-teach = I train others
home-door-teach-how = List a classroom, online or hands-on course. See what is asked for in which region before you set the dates.
home-door-teach-fact = { $count ->
    [one] <b>{ $count } course</b> is open in the network.
   *[other] <b>{ $count } courses</b> are open in the network.
}
home-door-teach-button = List a course
home-door-teach-other = See what is asked for
home-door-host = I host or send people
home-door-host-how = Offer days on your line, or enrol your staff together. You decide who comes through the door.
home-door-host-fact = { $count ->
    [one] <b>{ $count } hands-on place</b> is free.
   *[other] <b>{ $count } hands-on places</b> are free.
}
home-door-host-button = Offer a place
home-door-host-other = See the placements
home-on = on { $date }
home-courses = Courses to come
home-courses-detail = { $seats } seats
home-seats = Seats still free
home-seats-detail = of { $seats } in courses to come
home-places = Hands-on places free
home-places-detail = { $slots ->
    [one] in { $slots } placement
   *[other] in { $slots } placements
}
home-members = Organisations
home-members-detail = { $countries ->
    [one] in { $countries } country
   *[other] in { $countries } countries
}
home-needed = Where people are short
home-needed-how = The whole bar is what facilities and agencies need, counted as posts times skills. Green is there or on the way, amber is not.
home-needed-none = Nothing can be shown yet.
home-needed-all = All fields and regions
home-bar = { $field }, { $region }
home-bar-numbers = { $deficit } of { $need } short
home-newest = Newest placements
home-how = How matching works, in three sentences
home-how-gap = Your role says which level each skill needs, your evidence says which level you hold, and <b>the difference is your gap</b>.
home-how-rules = Firm rules decide who may come, and then gap, region, distance, time, language and cost <b>set the order by points that you can see</b>.
home-how-why = You are told why an offer fits, or why not and <b>what would change it</b>, and nobody is placed without saying yes.
me-heading = { $name }
as-of = As of { $date }
gaps-heading = Where skills are missing, by field and region
gaps-lead = What facilities and agencies need ({ $quarter }), less what is there and what is on the way.
gaps-table = Short, by field and WHO region
gaps-table-how = Each number is posts times skills for which nobody is there yet. Select one to see what is taught.
gaps-cell = { $field }, { $region }: { $deficit } of { $need } short
gaps-covered = Covered
gaps-no-data = No need declared
gaps-withheld = Too few to show
gaps-read = How to read this
gaps-read-need = Need is posts in total as declared by facilities and agencies, filled ones included. A number that is missing is not zero: nobody has declared a need there.
gaps-read-supply = Supply counts people with evidence from an assessor, a certificate or an employer. People’s own word is not counted.
gaps-rule = A row with any count from 1 to { $fewest }, or from fewer than { $organisations } organisations, is not shown at all.
flash-wished = Thank you. Coordinators will see what you are looking for.
