//! The state machine of a seat: what may follow what. A transition takes the time and may refuse.

use chrono::TimeDelta;

use super::{DeclineReason, SeatState};
use crate::catalogue::state::RunReason;
use crate::kernel::UtcTime;

/// An offer is open for so long.
pub const OFFER_LASTS: TimeDelta = TimeDelta::days(7);
/// And never longer than until this long before the start.
pub const ANSWER_BEFORE_START: TimeDelta = TimeDelta::days(1);

/// What happens to a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The provider offers the seat.
    Offer { expires_at: UtcTime },
    /// The provider says no.
    Decline(DeclineReason),
    /// The learner takes the offer.
    Accept,
    /// The learner says no to the offer.
    DeclineOffer,
    /// Nobody answered in time.
    Lapse,
    /// The learner, or who applied for them, steps back.
    Withdraw,
    /// The run is called off.
    Cancel(RunReason),
    /// The learner came.
    Attend,
    /// The learner did not come.
    Miss,
    /// Who came has reached what the run leads to.
    Complete,
    /// Who came has not.
    Fail,
}

impl Event {
    /// The code of the reason that it was given.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Decline(reason) => Some(reason.code()),
            Self::Cancel(reason) => Some(reason.code()),
            _ => None,
        }
    }

    /// Until when the offer that it makes stands.
    #[must_use]
    pub fn offer_expires_at(self) -> Option<UtcTime> {
        match self {
            Self::Offer { expires_at } => Some(expires_at),
            _ => None,
        }
    }
}

/// Why an event does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The seat is in a state in which this cannot happen.
    #[error("not possible in this state")]
    WrongState(SeatState),
    /// The offer has run out.
    #[error("the offer has expired")]
    Expired,
    /// The offer still stands.
    #[error("the offer still stands")]
    NotYet,
}

/// The state that follows. `expires_at` is the seat's own offer, where it has one.
///
/// # Errors
/// [`Refusal`].
pub fn next(state: SeatState, expires_at: Option<UtcTime>, event: Event, now: UtcTime) -> Result<SeatState, Refusal> {
    let has_expired = expires_at.is_some_and(|at| at <= now);
    match (state, event) {
        (SeatState::Submitted | SeatState::InfoRequested | SeatState::Waitlisted, Event::Offer { expires_at }) if expires_at > now => {
            Ok(SeatState::Offered)
        }
        (SeatState::Submitted | SeatState::InfoRequested | SeatState::Waitlisted, Event::Offer { .. }) => Err(Refusal::Expired),
        (SeatState::Submitted | SeatState::InfoRequested | SeatState::Waitlisted, Event::Decline(_)) => Ok(SeatState::DeclinedByProvider),
        (SeatState::Offered, Event::Accept | Event::DeclineOffer) if has_expired => Err(Refusal::Expired),
        (SeatState::Offered, Event::Accept) => Ok(SeatState::Enrolled),
        (SeatState::Offered, Event::DeclineOffer) => Ok(SeatState::OfferDeclined),
        (SeatState::Offered, Event::Lapse) if has_expired => Ok(SeatState::OfferLapsed),
        (SeatState::Offered, Event::Lapse) => Err(Refusal::NotYet),
        (
            SeatState::Draft
            | SeatState::AwaitingEndorsement
            | SeatState::Submitted
            | SeatState::InfoRequested
            | SeatState::Waitlisted
            | SeatState::Offered
            | SeatState::Accepted
            | SeatState::ConditionsPending
            | SeatState::Enrolled,
            Event::Withdraw,
        ) => Ok(SeatState::Withdrawn),
        (state, Event::Cancel(_)) if !state.is_end() && state != SeatState::Attended => Ok(SeatState::Cancelled),
        // whoever came was let in: a condition that nobody noted as met does not keep the result open
        (SeatState::Accepted | SeatState::ConditionsPending | SeatState::Enrolled, Event::Attend) => Ok(SeatState::Attended),
        (SeatState::Accepted | SeatState::ConditionsPending | SeatState::Enrolled, Event::Miss) => Ok(SeatState::NoShow),
        (SeatState::Attended, Event::Complete) => Ok(SeatState::Completed),
        (SeatState::Attended, Event::Fail) => Ok(SeatState::NotCompleted),
        (state, _) => Err(Refusal::WrongState(state)),
    }
}

/// Until when an offer made now stands: a week, but an answer is needed a day before the start; at least an hour.
#[must_use]
pub fn offer_expires_at(now: UtcTime, starts_at: Option<UtcTime>) -> UtcTime {
    let usual = now + OFFER_LASTS;
    let latest = starts_at.map_or(usual, |starts_at| usual.min(starts_at - ANSWER_BEFORE_START));
    latest.max(now + TimeDelta::hours(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hours: i64) -> UtcTime {
        UtcTime::new(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::hours(hours))
    }

    #[test]
    fn the_way_to_a_seat() {
        let offered = next(SeatState::Submitted, None, Event::Offer { expires_at: at(10) }, at(0)).unwrap();
        assert_eq!(offered, SeatState::Offered);
        assert_eq!(next(offered, Some(at(10)), Event::Accept, at(9)), Ok(SeatState::Enrolled));
        assert_eq!(next(offered, Some(at(10)), Event::Accept, at(10)), Err(Refusal::Expired));
        assert_eq!(next(offered, Some(at(10)), Event::Lapse, at(9)), Err(Refusal::NotYet));
        assert_eq!(next(offered, Some(at(10)), Event::Lapse, at(10)), Ok(SeatState::OfferLapsed));
        assert_eq!(
            next(SeatState::Submitted, None, Event::Accept, at(0)),
            Err(Refusal::WrongState(SeatState::Submitted))
        );
    }

    #[test]
    fn an_offer_stands_a_week_but_never_into_the_course() {
        assert_eq!(offer_expires_at(at(0), None), at(0) + OFFER_LASTS);
        assert_eq!(offer_expires_at(at(0), Some(at(72))), at(48));
        assert_eq!(offer_expires_at(at(0), Some(at(2))), at(1));
    }

    fn some_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (0..20_i64).prop_map(|hours| Event::Offer { expires_at: at(hours) }),
            Just(Event::Decline(DeclineReason::Other)),
            Just(Event::Accept),
            Just(Event::DeclineOffer),
            Just(Event::Lapse),
            Just(Event::Withdraw),
            Just(Event::Cancel(RunReason::Other)),
            Just(Event::Attend),
            Just(Event::Miss),
            Just(Event::Complete),
            Just(Event::Fail),
        ]
    }

    #[test]
    fn sec_31_who_was_enrolled_came_or_did_not_and_who_came_has_a_result() {
        let after = |state, event| next(state, None, event, at(0));
        assert_eq!(after(SeatState::Enrolled, Event::Attend), Ok(SeatState::Attended));
        assert_eq!(after(SeatState::Attended, Event::Complete), Ok(SeatState::Completed));
        assert_eq!(after(SeatState::Attended, Event::Fail), Ok(SeatState::NotCompleted));
        assert_eq!(after(SeatState::Enrolled, Event::Miss), Ok(SeatState::NoShow));
        // nobody completes what they were not seen at
        for state in [SeatState::Enrolled, SeatState::Offered] {
            assert_eq!(after(state, Event::Complete), Err(Refusal::WrongState(state)));
        }
    }

    proptest! {
        #[test]
        fn a_run_that_is_called_off_leaves_nobody_holding(place in 0..SeatState::ALL.len(), hours in 0..20_i64) {
            let state = SeatState::ALL[place];
            let after = next(state, Some(at(10)), Event::Cancel(RunReason::TooFew), at(hours));
            // whoever has come was there: the run can no longer be called off
            let is_live = !state.is_end() && state != SeatState::Attended;
            prop_assert_eq!(after.ok(), is_live.then_some(SeatState::Cancelled));
        }

        #[test]
        fn sec_31_nothing_follows_an_end(place in 0..SeatState::ALL.len(), event in some_event(), hours in 0..20_i64) {
            let state = SeatState::ALL[place];
            if state.is_end() {
                prop_assert!(next(state, None, event, at(hours)).is_err());
            }
        }

        #[test]
        fn only_an_offer_begins_to_hold(place in 0..SeatState::ALL.len(), event in some_event(), hours in 0..20_i64) {
            let state = SeatState::ALL[place];
            if let Ok(after) = next(state, Some(at(10)), event, at(hours)) {
                let is_offer = matches!(event, Event::Offer { .. });
                prop_assert!(state.is_held() || !after.is_held() || is_offer);
                prop_assert!(!(after.is_held() && after.is_end()));
            }
        }
    }
}
