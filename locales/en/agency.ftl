agency-your-staff = Your staff
agency-your-staff-lead = What your people can show beside what their roles ask for, and which courses would help most of them.
agency-see-staff = See your staff
agency-import = Import from a file
agency-add-one = Add one person
agency-back = Back to your staff
agency-optional = { $label } (optional)

agency-staff-title = Staff
agency-heading = { $reached } of { $asked } required skills are at their level; { $skill } is furthest off
agency-heading-all = All { $asked } required skills are at their level
agency-heading-none = No target roles are set yet
agency-heading-nobody = Nobody is registered yet
agency-lead-nobody = Register your staff one by one or from a file. Then you see what their roles still need and what would close it.
agency-lead-role = { $people ->
    [one] { $people } person with the target role { $role }.
   *[other] { $people } people with the target role { $role }.
}
agency-lead-all = { $people ->
    [one] { $people } person
   *[other] { $people } people
} { $roles ->
    [0] without a target role.
    [one] with one target role.
   *[other] with { $roles } different target roles.
}
agency-lead-expiring = { $count ->
    [one] One piece of evidence expires within 90 days.
   *[other] { $count } pieces of evidence expire within 90 days.
}
agency-lead-most = Figures count the first { $most } people by name; choose a role to narrow the list.
agency-of-hundred = <b>{ $share } of every 100</b> skills that the roles ask for are at their level. Amber is missing.
agency-nobody-title = Begin with a file or with one person
agency-nobody = A file from your personnel records is enough: name and staff number; everything else can follow.
agency-table-title = Your people and what their roles ask for
agency-table-how = Level held of level required, on the scale from 0 None to 5 Expert.
agency-columns-some = { $shown } of the { $asked } skills of the role are shown: those in which most levels are missing.
agency-columns-all = { $shown ->
    [one] The skill is the one in which most levels are missing.
   *[other] The { $shown } skills are those in which most levels are missing.
}
agency-columns-title = The skills in the columns
agency-missing-levels = { $levels ->
    [0] nothing missing
    [one] { $levels } level missing
   *[other] { $levels } levels missing
}
agency-filter = Choose whom you see
agency-role = Target role
agency-all-roles = All staff ({ $count })
agency-role-count = { $role } ({ $people })
agency-name = Name
agency-show = Show
agency-found = { $count ->
    [0] Nobody
    [one] { $count } person
   *[other] { $count } people
}
agency-found-nobody = Nobody with this name has the role. Look among all staff, or with fewer letters.
agency-bulk = Apply for several at once: tick people below
agency-elsewhere = { $count ->
    [one] One person on another page is ticked too.
   *[other] { $count } people on other pages are ticked too.
}
agency-bulk-offering = Apply for a seat in
agency-bulk-button = Check before applying
agency-offering-choice = { $title }, { $day }, { $seats }
agency-caption = People by skill: level held and level required
agency-person = Person
agency-in-order = In order
agency-reached = { $reached } of { $asked }
agency-held-of = { $held } held of { $of }
agency-held-of-soon = { $held } held of { $of }, evidence expires soon
agency-no-evidence = no evidence, { $of } asked for
agency-not-asked = not asked for
agency-key-reached = Level reached
agency-key-one = 1 short
agency-key-more = 2 or more short
agency-key-soon = Evidence expires within 90 days
agency-key-none = No evidence, or not asked for
agency-help-title = What would help most
agency-help-how = Open offerings by the levels they would close for these people, as far as their free seats go.
agency-help-none = No open offering closes a gap of these people.
agency-help-next = Tick people in the table and choose the offering there.
agency-closes = Closes { $levels ->
    [one] { $levels } missing level
   *[other] { $levels } missing levels
} for { $counted ->
    [one] one person:
   *[other] { $counted } people:
}
agency-closes-some = { $fitting } people fit, { $counted ->
    [one] one has a seat
   *[other] { $counted } have a seat
}; that closes { $levels ->
    [one] { $levels } missing level:
   *[other] { $levels } missing levels:
}
agency-closes-skill = { $skill } ({ $people ->
    [one] { $people } person
   *[other] { $people } people
})
agency-starts-seats = { $starts } · { $seats }

agency-nobody-chosen = Tick at least one person.
agency-too-many-people = Tick { $most } people at most.
agency-no-offering-chosen = Choose what they are to apply for.
agency-check-title = Check before you apply
agency-check-people = { $count ->
    [one] One person
   *[other] { $count } people
}
agency-check-how = Nothing has been sent. Untick whoever is not to apply. Where a rule is not met you may still ask: the provider decides.
agency-check-fits = Fits
agency-check-cannot-tell = Cannot tell
agency-check-already = Has applied
agency-check-not-met = { $count ->
    [one] A rule is not met
   *[other] { $count } rules are not met
}
agency-check-rule = Not met: { $rule }
agency-check-unknown = Cannot tell: { $rule }
agency-check-closes = Closes { $skill }: level { $from } to { $to }
agency-check-closes-nothing = Closes no gap of the target role
agency-check-full = Every seat is taken. Applications cannot be made at present.
agency-check-fewer = { $free ->
    [one] { $free } seat is free
   *[other] { $free } seats are free
} and { $people } people would apply: the provider chooses among them.
agency-rule-level = { $skill }: asks for { $asked }, holds { $held }
agency-rule-availability = Not free from { $from } to { $to }
agency-rule-residence = Not for people in { $country }
agency-provider = Provider
agency-seats = Seats
agency-note = Note to the provider (optional)
agency-note-hint = Why these people, and anything the provider should know. It goes with every application.
agency-apply-button = Apply for those ticked
agency-applied-heading = { $sent ->
    [0] Nothing was sent
    [one] One of { $asked } applications was sent
   *[other] { $sent } of { $asked } applications were sent
}
agency-applied-each = What became of each
agency-applied-sent = Application sent
agency-applied-full = Full: every seat is taken
agency-applied-late = Too late: the deadline has passed
agency-applied-not-open = Not open for applications
agency-applied-already = Had applied already
agency-seat-draft = Draft
agency-seat-awaiting-endorsement = Waiting for your endorsement
agency-seat-submitted = Applied
agency-seat-info-requested = The provider has a question
agency-seat-waitlisted = On the waiting list
agency-seat-offered = Seat offered, no answer yet
agency-seat-accepted = Offer accepted
agency-seat-conditions-pending = Conditions still open
agency-seat-enrolled = Enrolled
agency-seat-attended = Attended
agency-seat-completed = Completed
agency-seat-not-endorsed = Not endorsed
agency-seat-declined-by-provider = Declined by the provider
agency-seat-offer-declined = Offer declined
agency-seat-offer-lapsed = Offer ran out
agency-seat-withdrawn = Withdrawn
agency-seat-cancelled = Cancelled
agency-seat-deferred = Deferred
agency-seat-no-show = Did not come
agency-seat-not-completed = Not completed

agency-new-title = Add one person to your staff
agency-new-lead = You enter what you know. The person can join later and see it.
agency-new-button = Add this person
agency-email-hint = We write there, so that the person can take over what you enter.
agency-number-hint = As in your personnel records. By it an import knows the person again.
agency-languages-spoken = Languages (optional)
agency-role-hint = What the person is to be able to do. It decides which gaps you see.
agency-show-skills = Show the skills of this role
agency-levels-title = Levels that you attest (optional)
agency-levels-hint = Choose what you have seen the person do. It is kept as evidence of grade C, attested by { $org }.
agency-role-asks = The role asks for { $level }.
flash-staff-registered = The person is registered.
flash-level-attested = The level is recorded as attested by you.

agency-column-name = Name
agency-column-email = Mail address
agency-column-staff-number = Staff number
agency-column-post = Post
agency-column-country = Country
agency-column-sector = Sector
agency-column-languages = Languages
agency-column-role = Target role
agency-column-levels = Skill levels
agency-column-how-name = As it should stand on a certificate. Needed.
agency-column-how-email = May be empty. We write there, so that the person can take over their record.
agency-column-how-staff-number = As in your records; by it a row is known again. Needed.
agency-column-how-post = In your words.
agency-column-how-country = Three letters, like GHA.
agency-column-how-sector = public or private.
agency-column-how-languages = Codes with blanks between them, like en fr.
agency-column-how-role = A code like ROLE-03, or the English name of the role.
agency-column-how-levels = What you attest: MFG-4=2 MFG-5=3, levels 1 to 5.
agency-import-title = Import staff from a file
agency-import-lead = Paste the rows. You see what would happen before anything is stored.
agency-import-file = Your file
agency-import-rows = Rows, the header first
agency-import-hint = Open the file in a text editor or copy the cells of your table, and paste them here. Commas, semicolons or tabs between the values; { $most } rows at most.
agency-import-check = Check the rows
agency-import-example = An example
agency-import-example-how = These people are invented.
agency-import-columns = What the columns hold
agency-import-columns-how = In any order. Name and staff number are needed, the others may be left away.
agency-import-template = Download an empty file with all columns
agency-nothing-saved = Nothing is saved yet.
agency-preview-ready = { $good ->
    [0] No row is left to import
    [one] One row is ready
   *[other] { $good } rows are ready
}
agency-preview-some = { $good ->
    [0] No row is ready
    [one] One row is ready
   *[other] { $good } rows are ready
}, { $wrong ->
    [one] one needs you
   *[other] { $wrong } need you
}
agency-wrong-title = { $count ->
    [one] One row needs a correction
   *[other] { $count } rows need a correction
}
agency-wrong-how = Correct them here, or leave them out.
agency-line = Row { $line }
agency-line-head = Row
agency-leave-out = Leave row { $line } out
agency-error-at = Row { $line }, { $column }: { $problem }
agency-check-again = Check again
agency-good-title = { $count ->
    [0] No row is ready
    [one] One row is ready
   *[other] { $count } rows are ready
}
agency-effect = What happens
agency-effect-new = { $count ->
    [one] { $count } new person
   *[other] { $count } new people
}
agency-effect-changes = { $count ->
    [one] { $count } person changes
   *[other] { $count } people change
}
agency-effect-unchanged = { $count ->
    [one] { $count } row changes nothing
   *[other] { $count } rows change nothing
}
agency-row-new = New
agency-row-changes = Changes
agency-row-unchanged = Changes nothing
agency-more-rows = { $count ->
    [one] One more row is ready and not shown here.
   *[other] { $count } more rows are ready and not shown here.
}
agency-all-or-nothing = All rows are stored together, once every one is right or left out.
agency-import-button = { $count ->
    [one] Import this row
   *[other] Import { $count } rows
}
agency-cancel-import = Store nothing and go back
agency-file-again = Change the file itself
agency-imported = { $count ->
    [one] One row was imported
   *[other] { $count } rows were imported
}
agency-imported-nothing = { $count ->
    [one] Nothing changed: the row is known already
   *[other] Nothing changed: all { $count } rows are known already
}
agency-imported-what = What was done
agency-import-more = Import another file
agency-note-mark = The file begins with a byte order mark, as spreadsheets write it. It was left out.
agency-note-semicolons = The values are separated by semicolons. They were read so.
agency-note-tabs = The values are separated by tabs. They were read so.
agency-file-empty = There is nothing to read. Paste the header and at least one row.
agency-file-no-rows = There is a header and no row below it.
agency-file-missing = Row 1, the header, lacks: { $columns }.
agency-file-unknown = Row 1, the header, has columns that are not known here: { $columns }. Rename them or leave them away.
agency-file-doubled = Row 1, the header, names twice: { $columns }.
agency-file-quote-open = Row { $line }, column { $column }: a quotation mark opens and is never closed, so the rows after it cannot be told apart.
agency-file-quote-inside = Row { $line }, column { $column }: a quotation mark stands inside a value. Put the whole value in quotation marks and double the one inside.
agency-file-quote-after = Row { $line }, column { $column }: something follows the closing quotation mark. Double a quotation mark that belongs to the value.
agency-file-too-many = The file has { $found } rows; { $most } can be imported at a time. Split it.
agency-file-unreadable = Row { $line } cannot be read.
agency-cell-country = “{ $typed }” is no country. Use three letters, like GHA.
agency-cell-sector = “{ $typed }” is no sector. Use public or private.
agency-cell-language = “{ $code }” is no code of a language. Use codes like en fr ar.
agency-cell-role = “{ $typed }” is no role. Use a code like ROLE-03, or its English name.
agency-cell-not-a-level = “{ $part }” is not of the form MFG-4=2.
agency-cell-skill = “{ $code }” is no skill. Use a code like MFG-4.
agency-cell-level = “{ $part }”: levels go from 1 to 5.
agency-cell-doubled-skill = “{ $code }” stands here twice.
agency-cell-miscounted = This row has { $found } values and the header { $expected } columns. Look at every value; one with a comma needs quotation marks.
agency-cell-doubled-number = This number stands on row { $line } already.
agency-cell-doubled-address = This address stands on row { $line } already.
agency-cell-number-of = This number is that of { $name } among your staff.
agency-day-ahead = This day lies ahead.

agency-person-missing = { $levels ->
    [one] { $levels } level is missing for the target role.
   *[other] { $levels } levels are missing for the target role.
}
agency-person-ready = Everything that the target role asks for is at its level.
agency-person-no-role = No target role is set. An import with the staff number can set one.
agency-person-role = What the role asks for: { $role }
agency-person-facts = Where they work
agency-person-evidence = Evidence
agency-person-no-evidence = Nothing is recorded yet.
agency-person-seats = Applications
agency-person-seats-how = Those that you made for them. What people apply for themselves is theirs to tell.
agency-person-no-seats = None so far.
agency-gap-nothing = No evidence; the role asks for { $asked }
agency-gap-reached = { $held }, as the role asks
agency-gap-short = { $held }; the role asks for { $required }
agency-gap-expired = Evidence has expired and counts as { $held }; the role asks for { $required }
agency-evidence-skill = Skill
agency-evidence-level = Level
agency-evidence-grade = Grade
agency-evidence-seen = Seen on
agency-evidence-valid = Valid
agency-evidence-source = Source
agency-evidence-until = until { $day }
agency-evidence-expired = expired on { $day }
agency-evidence-withdrawn = withdrawn on { $day }
agency-evidence-always = does not expire
agency-attest-title = Attest a level
agency-attest-how = You vouch for what you have seen. It is kept as evidence of grade C with the name { $org }.
agency-attest-on = Seen on
agency-attest-reason = What it rests on
agency-attest-reason-hint = One sentence: who saw what. It stands beside the evidence.
agency-attest-button = Attest this level
