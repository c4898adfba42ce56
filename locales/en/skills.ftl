skills-title = Skills and roles
skills-heading = The skills that making medicines takes
skills-lead = Eight fields, six levels. A role asks for some skills, each at a level; the difference to what a person can show is the gap.
skills-version = Version { $version }, { $date }
skills-fields = Skills by field
skills-roles = Roles
skills-count = { $count ->
    [one] { $count } skill
   *[other] { $count } skills
}
skills-levels = Levels
skills-grades = What evidence rests on
skill-validity = { $months ->
    [one] Evidence of this skill is valid for { $months } month; after that it counts as level 2 at most.
   *[other] Evidence of this skill is valid for { $months } months; after that it counts as level 2 at most.
}
skill-roles = Roles that need it
skill-no-roles = No role profile asks for it.
skill-courses = Courses that teach it
skill-all-courses = All courses with this skill
skill-no-courses = No course that teaches it is planned at present.
skill-slots = Placements where it is practised
role-eyebrow = Role profile
role-lead = { $count ->
    [one] This role asks for { $count } skill.
   *[other] This role asks for { $count } skills.
}
role-required = What the role asks for
