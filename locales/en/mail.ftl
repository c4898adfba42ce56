nav-mail = Mail
mail-desk-title = Mail
mail-desk-lead = Every letter that the network wrote: what waits, what was sent, what failed and why.
mail-desk-late = { $count ->
    [one] <b>{ $count }</b> letter has waited for more than 15 minutes. Is the mail server well?
   *[other] <b>{ $count }</b> letters have waited for more than 15 minutes. Is the mail server well?
}
mail-desk-late-link = Look at the mail
mail-desk-states = How far letters have come
mail-desk-all = All
mail-desk-any-kind = Every kind
mail-desk-found = { $count ->
    [one] { $count } letter
   *[other] { $count } letters
}
mail-desk-filter = Narrow the list
mail-desk-none = There is no such letter.
mail-desk-subject = Subject
mail-desk-kind = Kind
mail-desk-to = To
mail-desk-written = Written
mail-desk-state = State
mail-desk-utc = Times are in UTC.
mail-desk-next = next attempt { $at }
mail-desk-next-title = Next attempt
mail-desk-attempts = Attempts
mail-desk-error = What went wrong
mail-desk-text = The letter
mail-desk-text-how = What its links open is for its reader alone, so they are cut.
mail-desk-way = Its way
mail-desk-cancel = Do not send it
mail-desk-again = Send it again
mail-desk-again-how = It is tried as if for the first time. A link in it may have expired meanwhile.
mail-desk-addresses = Addresses that are not written to
mail-desk-addresses-how = Their mail servers said that nobody is there. Nothing is sent to them until that is lifted here, or until somebody proves the address anew.
mail-desk-addresses-found = { $count ->
    [0] No address
    [one] { $count } address
   *[other] { $count } addresses
}
mail-desk-suppressed = Nothing is written to this address
mail-desk-suppressed-why = Its mail server refused it with the code { $code }, { $since }.
mail-desk-lift = Write to it again
mail-state-queued = Waiting
mail-state-sending = Being sent
mail-state-sent = Sent
mail-state-failed = Failed
mail-state-cancelled = Cancelled
mail-kind-join = Joining
mail-kind-join-again = Joining with an account
mail-kind-reset = New password
mail-kind-reset-unknown = New password, no account
mail-kind-password-changed = Password changed
mail-kind-factor-added = Second step turned on
mail-kind-factor-removed = Second step turned off
mail-kind-address = Confirming an address
mail-kind-address-changed = Address changed
mail-kind-seat-offered = Seat offered
mail-kind-seat-declined = Seat declined
mail-kind-place-accepted = Place offered
mail-kind-place-declined = Place declined
mail-kind-agreement = Agreement
mail-kind-data-copy = Copy of one's data
mail-kind-granted = Part granted
mail-kind-grant-withdrawn = Part withdrawn
mail-kind-invited = Invitation into a team
mail-kind-organisation-asked = Organisation asks to join
mail-kind-organisation-listed = Organisation taken in
mail-kind-organisation-refused = Organisation refused
mail-kind-team-role = Part in a team changed
mail-kind-team-removed = Taken out of a team
mail-kind-wish-met = Course that was wished for
mail-kind-account-closed = Account closed
mail-kind-account-reopened = Account open again
mail-kind-factor-taken = Second step taken away
mail-kind-signed-out = Signed out everywhere
mail-kind-seat-offered-nominee = Seat offered to somebody's staff
mail-kind-seat-declined-nominee = Seat declined to somebody's staff
mail-kind-place-cleared = Place made ready
mail-kind-place-failed = Place called off
mail-kind-place-finished = Placement finished
mail-kind-place-paused = Placement paused
mail-kind-place-stopped = Placement called off
mail-kind-run-confirmed = Run confirmed
mail-kind-run-cancelled = Run called off
mail-kind-run-postponed = Run put off
mail-kind-run-changed = Run changed
flash-mail-cancelled = The letter will not be sent.
flash-mail-not-waiting = The letter does not wait any more. Nothing was changed.
flash-mail-again = The letter is queued again.
flash-mail-not-again = The letter was sent, or is about to be. Nothing was changed.
flash-mail-lifted = The address is written to again.
flash-mail-not-lifted = The address was not held back. Nothing was changed.
