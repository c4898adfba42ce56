run-acts = The run as a whole
run-acts-how = Whoever has applied or holds a seat is told by mail of what you change here.
run-confirm = Confirm that it takes place
run-change = Change dates, place, mode, languages or cost
run-postpone = Put off
run-cancel = Call off
run-report = Write the results
run-close = Close the run
run-reason-too-few = Too few people take part
run-reason-trainer = A trainer is not there
run-reason-venue = The place or its equipment cannot be used
run-reason-funding = The money is not there
run-reason-travel = People cannot travel there
run-reason-other = Another reason
run-stop-title-postpone = Put the run off
run-stop-title-cancel = Call the run off
run-stop-how-postpone = Everybody keeps what they have, and may step back freely. Nobody can apply until the run has dates again.
run-stop-how-cancel = Every seat is given back and every application ends. This cannot be undone.
run-stop-button-postpone = Put the run off
run-stop-button-cancel = Call the run off
run-stop-people = { $held ->
    [0] Nobody holds a seat
    [one] { $held } person holds a seat
   *[other] { $held } people hold a seat
}, { $waiting ->
    [0] nobody waits for an answer.
    [one] { $waiting } waits for an answer.
   *[other] { $waiting } wait for an answer.
}
run-stop-why = Why
run-stop-reason = The reason
run-stop-note = A few words
run-stop-note-hint = Sent to everybody whom it concerns. Needed where none of the reasons fits.
run-stop-first-day = New first day
run-stop-first-day-hint = Left empty, the new dates are not known yet. With a day, all other days move along, the deadline too.
run-stop-told = All of them are written to at once, and the agencies that applied for somebody.
flash-run-confirmed = The run is confirmed. Everybody who holds a seat has been written to.
flash-run-postponed = The run is put off. Everybody whom it concerns has been written to.
flash-run-cancelled = The run is called off, and no seat is held. Everybody whom it concerned has been written to.
flash-run-closed = The run is closed.
flash-run-revised = The run is changed. Everybody whom it concerns has been written to.
flash-run-unchanged = Nothing of this is otherwise than it was. Nothing was changed.
flash-run-unreported = Somebody has no result yet. Write all results, then close the run.
overbooked-how = Nobody loses a seat by it. Add seats, wait until somebody steps back, or move people to another run with their consent.

plan-change-lead = People have relied on this. What you change is shown once more before it counts; then everybody whom it concerns is told what was and what is, and may step back freely.
plan-change-how = Nothing is changed yet.
plan-change-check = See what changes
change-check-title = Check what changes
change-what = What changes
change-was = Was:
change-is = Is now:
change-how = Seats and applications stay as they are. Whoever does not find the change suitable can step back freely.
change-told = { $count ->
    [0] Nobody has applied yet, so nobody has to be told.
    [one] { $count } person is told by mail.
   *[other] { $count } people are told by mail.
}
change-note = Only this button makes the change.
change-leave = Leave it as it is
change-make = Make the change

outcome-completed = Completed
outcome-attended = Came, the result is open
outcome-not-completed = Came, not completed
outcome-no-show = Did not come
results-title = Results
results-heading = { $count ->
    [0] Everybody has a result
    [one] { $count } result is open
   *[other] { $count } results are open
}
results-early = The last day of the run has not come. Results can be written from then on.
results-leads = What the run leads to
results-leads-how = Whoever completes it has this as evidence by your certificate (grade B), as of the last day.
result-leads-to = { $skill }: { $level }
results-none = Nobody waits for a result.
results-open = What became of them
results-open-how = What you leave open can follow later. A result that is written stays.
results-note = Everybody sees their own result on their page.
results-save = Save the results
results-reported = { $count ->
    [one] { $count } person has a result
   *[other] { $count } people have a result
}
flash-results-written = The results are kept. Whoever completed the run has it as evidence.
flash-results-early = The last day of the run has not come. Nothing was kept.

task-overbooked = { $count ->
    [one] { $count } person more than seats: { $code }
   *[other] { $count } people more than seats: { $code }
}
task-overbooked-tag = overbooked
task-overbooked-act = See the run
task-results = { $count ->
    [one] { $code }: { $count } result is due
   *[other] { $code }: { $count } results are due
}
task-results-since = since { $date }
task-results-how = The run is over. Its people have evidence of it only when you write what became of them.

places-coming = { $count ->
    [one] { $count } place is taken
   *[other] { $count } places are taken
}
place-step-clear = The conditions are met
place-step-start = On site now
place-fail = Not met
place-fail-button = Give the place back
place-finish = End and attest
place-not-begun = The first day has not come. Nothing was changed.
flash-place-cleared = The conditions are met. The person has been written to.
flash-place-failed = The place is free again. The person has a letter with your reason.
flash-place-started = The person is on site.
flash-place-finished = Kept. What you attested is evidence on the person's page.
finish-title = End of the days
finish-heading = What became of the days of { $name }?
finish-end = The end
finish-outcome = How did it end?
finish-outcome-completed = Completed
finish-outcome-ended-early = Ended early
finish-note = A few words
finish-note-hint = Kept in your records. Needed where it ended early.
finish-levels = What was shown
finish-levels-how = One level for each skill. Leave out what was not shown.
finish-aim = The placement leads to { $level }.
finish-grade = Who has seen it?
finish-grade-c = We, at work (grade C, attested)
finish-grade-a = An assessor, against the levels (grade A, assessed)
finish-told = The person is written to and sees the levels on their page.
finish-button = Save and end

stop-link = Pause or call off, with a reason
stop-title = Pause or call off
stop-what-and-why = What, and why
stop-what = What is it about?
stop-pause = Pause the placement
stop-pause-how = Nobody can apply for now. Places that are given stand.
stop-period = Call off { $dates }
stop-slot = Call off the whole placement
stop-slot-how = All periods end, and every place is given back. This cannot be undone.
stop-reason-shutdown = A shutdown of the plant
stop-reason-inspection = An inspection
stop-reason-campaign = A production campaign
stop-reason-supervisors = Not enough supervisors
stop-reason-safety = Safety
stop-reason-other = Another reason
stop-told = Everybody who has a place, or has asked for one, is written to at once.
stop-button = Do it and tell them
flash-slot-paused = The placement is paused. Everybody whom it concerns has been written to.
flash-slot-cancelled = The placement is called off. Everybody whom it concerned has been written to.
flash-period-cancelled = The period is called off. Everybody whom it concerned has been written to.

mail-run-confirmed-subject = It takes place: { $title }
mail-run-confirmed-what = { $provider } has confirmed “{ $title }”, { $dates }.
mail-run-confirmed-then = Your seat is kept for you.
mail-run-confirmed-button = See the run
mail-run-cancelled-subject = Called off: { $title }
mail-run-cancelled-what = { $provider } has called off “{ $title }”, { $dates }.
mail-run-cancelled-then = Your seat or application has ended with it. Your page shows what else closes your gaps, other runs of the same course first.
mail-run-postponed-subject = Put off: { $title }
mail-run-postponed-what = { $provider } has put off “{ $title }”, { $dates }.
mail-run-postponed-to = The new dates are { $dates }.
mail-run-postponed-open = The new dates are not known yet.
mail-run-changed-subject = Changed: { $title }
mail-run-changed-what = { $provider } has changed “{ $title }”.
mail-run-changed-line = { $what }: now { $is }; was { $was }.
mail-run-why = The reason: { $reason }.
mail-run-keep = What you have stays yours. If it no longer suits you, step back on your page: you are free to, and nobody asks why.
mail-run-keep-button = Keep it or step back
mail-run-your-people = It concerns { $names }.
mail-run-your-people-button = See your people
mail-place-cleared-subject = Ready for your first day: { $facility }
mail-place-cleared = { $facility } has everything it asks for. Your place in “{ $title }”, { $dates }, is ready.
mail-place-failed-subject = Your place cannot be kept: { $facility }
mail-place-failed = Something that { $facility } asks for is not there in time. Your place in “{ $title }”, { $dates }, is given back.
mail-place-paused-subject = Paused: { $facility }
mail-place-paused = { $facility } takes no more applications for “{ $title }” for now. You have a place or an application there, { $dates }.
mail-place-paused-then = What you have stands.
mail-place-stopped-subject = Called off: { $facility }
mail-place-stopped = { $facility } has called off “{ $title }”, { $dates }. Your place or application has ended with it.
mail-place-finished-subject = Your days at { $facility }
mail-place-completed = { $facility } has noted that you completed “{ $title }”.
mail-place-ended-early = { $facility } has noted that “{ $title }” ended early.
mail-place-finished-then = The levels that you were seen at are evidence on your page.
mail-place-finished-button = See my skills
