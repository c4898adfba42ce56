# The coordinator's dashboard. $skill, $field and $place are names; $short, $need and the like are whole numbers.
coord-none-title = There are no figures yet
coord-none-lead = Figures are counted from what facilities and agencies declare and from what people can show. The first count is taken within minutes of the start; come back then.
coord-nowhere-title = You coordinate no countries yet
coord-nowhere-lead = Your part as a coordinator names no grouping whose members we know. An administrator can change that.

# the finding
coord-find-nothing = Nobody has declared a need here yet
coord-find-covered = Every declared need is covered or on the way
coord-find-skill = { $skill } is the largest gap
coord-find-skill-place = { $skill } is the largest gap, and { $place } has the largest share of it
coord-find-field = { $field } is the field with the largest gap
coord-find-field-place = { $field } is the field with the largest gap, and { $place } has the largest share of it
coord-find-spread = { $skills ->
    [one] { $skills } skill is short
   *[other] { $skills } skills are short, and no single one stands out
}
coord-lead = { $quarter }: { $short } of { $need } posts are neither filled nor on the way. A post counts once for each skill that it asks for.
coord-lead-nothing = As soon as a facility or an agency in your countries says what it needs, it is counted here.
coord-pills = <b>{ $count } of every 100</b> posts have somebody for them, here or on the way. Amber is still empty.

# the form
coord-quarter = Quarter
coord-sector = Sector
coord-sector-all = Public and private
coord-sector-public = Public
coord-sector-private = Private
coord-in = Where
coord-in-all = All your countries
coord-show = Show

# the four numbers
coord-need = Posts that need a skill
coord-need-detail = { $organisations ->
    [one] declared by { $organisations } organisation
   *[other] declared by { $organisations } organisations
} in { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}
coord-held = Covered by people here
coord-held-detail = { $percent } of every 100 needed
coord-coming = On the way
coord-coming-detail = confirmed seats that end in time
coord-short = Short
coord-short-detail = { $skills ->
    [one] in { $skills } skill
   *[other] in { $skills } skills
}
coord-silent = No need is declared in { $silent } of your { $countries } countries. A figure that is missing is not zero.

# the grid
coord-grid = Where people are short, by skill and place
coord-grid-how = Each number is posts for which there is nobody. Select one to see who asks, and what is open.
coord-skill = Skill
coord-all = All
coord-cell = { $skill }, { $place }: { $short } of { $need } short
coord-cell-covered = { $skill }, { $place }: covered
coord-cell-none = { $place }: no need declared
coord-key-none = No need declared
coord-key-covered = Covered
coord-more-places = { $count ->
    [one] { $count } more country with a need
   *[other] { $count } more countries with a need
}
coord-more-skills = { $count ->
    [one] { $count } more skill is needed; see the list
   *[other] { $count } more skills are needed; see the list
}
coord-place-short = { $place }: { $short }

# the selected cell
coord-cell-title = { $place }: { $skill }
coord-cell-level = Counted at level { $level } or above, where it is shortest
coord-cell-levels = Counted in each country at the level that is shortest there
coord-cell-need = Posts that need it
coord-cell-held = Covered by people here
coord-cell-coming = On the way
coord-cell-short = Short
coord-cell-spare = Could be spared
coord-cell-empty = No organisation in { $place } has declared a need for this skill. That is not the same as no need.
coord-who = Who asks
coord-who-posts = { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
}
coord-who-all = { $count ->
    [one] See { $count } declaration
   *[other] See all { $count } declarations
}
coord-open = What is open
coord-open-here = Courses in { $place }
coord-open-within = Courses in all your countries
coord-open-remote = Courses at a distance
coord-open-practice = Placements in your countries
coord-open-count = { $offers } open
coord-open-free = { $free ->
    [one] { $free } free seat
   *[other] { $free } free seats
}
coord-open-places = { $free ->
    [one] { $free } free place
   *[other] { $free } free places
}
coord-open-nothing = none
coord-see-courses = See the courses
coord-see-open = All that is open

# what to do first
coord-act = Act first
coord-act-lead = The moves that would close most, computed from what is open today.
coord-act-none = Nothing suggests itself: nothing is short, or nobody has declared a need.
coord-act-fill = { $seats ->
    [one] Fill { $seats } free seat
   *[other] Fill { $seats } free seats
}
coord-act-fill-why = { $skill }: { $short } posts are short in your countries, more in { $place } than anywhere else.
coord-act-fill-do = See the open courses
coord-act-ask = Ask providers for a run in { $place }
coord-act-ask-why = { $skill }: { $short } posts are short there, and nothing that is open teaches it.
coord-act-ask-do = See the providers
coord-act-practise = { $free ->
    [one] Use { $free } free hands-on place
   *[other] Use { $free } free hands-on places
}
coord-act-practise-why = { $skill }: { $short } posts are short, and facilities in your countries let people practise.
coord-act-practise-do = See the placements
coord-act-lend = Bring { $from } and { $to } together
coord-act-lend-why = { $skill }: { $from } could spare { $spare }, { $to } is short of { $short }.
coord-act-lend-do = Compare the countries
coord-act-declare = { $organisations ->
    [one] Ask { $organisations } organisation what it needs
   *[other] Ask { $organisations } organisations what they need
}
coord-act-declare-why = Facilities and agencies that have declared nothing for this quarter.
coord-act-declare-do = See which

# the map
coord-map = Short by country
coord-map-how = Darker means more posts without anybody. Circles are facilities. In dashed countries nobody declared a need.
coord-map-all = All countries
coord-span-over = { $least } or more

# the bars
coord-bars = Need against supply, by skill
coord-bars-how = The whole bar is what is needed: people here, people on the way, and what is short.
coord-bars-worst = The ten skills that are shortest.
coord-bar = { $short } of { $need } short

# the table
coord-table = The numbers as a table
coord-table-caption = Posts by skill, { $quarter }; a post counts once for each skill
coord-csv = Download CSV
coord-fine-counted = Counted on { $date }, for: { $quarter }. People are counted where their evidence comes from an assessor, a certificate or an employer, and where they named their sector; their own word is not counted.
coord-fine-parts = A surplus in one country or sector is set against no need in another.
coord-fine-who = Only coordinators of these countries see this page. Do not pass on the names of organisations.

# the lists behind the numbers
coord-back = Back to the dashboard
coord-list-need = Who asks
coord-list-held = Covered by people here
coord-list-coming = On the way
coord-list-short = Short
coord-list-open = What is open
coord-list-silent = Who declared nothing
coord-list-tabs = Lists
coord-list-sum = { $count } posts in all
coord-list-sum-skills = { $count } in all, each post once for each skill
coord-list-every = All skills in all your countries
coord-list-scope = { $what }, { $quarter }, { $sector }
coord-list-nothing = Nobody declared a need here. A figure that is missing is not zero.
coord-list-need-how = Each declaration that is counted, the largest first.
coord-list-figures-how = Need is covered by people here, then by people on the way; the rest is short. Select a name to go deeper.
coord-list-open-how = Choose a skill to see its courses and placements, or start with the whole catalogue.
coord-list-silent-how = Facilities and agencies in your countries without a declaration in force in this quarter.
coord-list-silent-none = Every facility and agency has declared what it needs.
coord-by-skill = By skill
coord-by-country = By country
coord-th-org = Organisation
coord-th-country = Country
coord-th-role = Role
coord-th-posts = Posts
coord-th-skills = Skills counted
coord-th-adds = Adds to the need
coord-th-by = By
coord-th-need = Needed
coord-th-held = Here
coord-th-coming = On the way
coord-th-short = Short
coord-th-people = People who hold it
coord-th-spare = Could be spared
coord-open-courses = Courses that teach it
coord-open-slots = Placements in which it is practised
coord-open-none = Nothing is open at present.
