//! The state machine of a place at a facility: what may follow what. A transition takes the time and may refuse.
//!
//! Reading an application changes nothing: that a review has begun is an event of its own. A facility may decide without it.

use super::{HostReason, PlaceState};
use crate::kernel::UtcTime;
use crate::placements::state::StopReason;

/// What happens to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The facility says that it is reading the application.
    Consider,
    /// The facility offers the place: from here on it is held.
    Accept {
        expires_at: UtcTime,
    },
    /// The facility says no.
    Decline(HostReason),
    /// The person takes the place; now the paperwork begins.
    Take,
    /// The person says no to the place.
    LeaveIt,
    /// Nobody answered in time: the person an offer, or the facility an application before the period began.
    Lapse,
    /// The person, or who applied for them, steps back before the first day.
    Withdraw,
    /// The facility has seen that everything it asks for is there.
    Clear,
    /// Something that the facility asks for cannot be there in time.
    FailConditions(HostReason),
    /// The person is on site.
    Start,
    Complete,
    /// It ends before the days are over, or without what it was for.
    EndEarly,
    /// The facility calls off the days, or the slot.
    HostCancel(StopReason),
}

impl Event {
    /// The code of the reason that it was given.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Decline(reason) | Self::FailConditions(reason) => Some(reason.code()),
            Self::HostCancel(reason) => Some(reason.code()),
            _ => None,
        }
    }

    /// Until when the offer that it makes stands.
    #[must_use]
    pub fn offer_expires_at(self) -> Option<UtcTime> {
        match self {
            Self::Accept { expires_at } => Some(expires_at),
            _ => None,
        }
    }
}

/// The days that an event is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// Until when the facility's offer stands, where it made one.
    pub offer_expires_at: Option<UtcTime>,
    /// The first instant of the period.
    pub begins_at: UtcTime,
}

/// Why an event does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The place is in a state in which this cannot happen.
    #[error("not possible in this state")]
    WrongState(PlaceState),
    /// The offer has run out.
    #[error("the offer has expired")]
    Expired,
    /// The period has begun.
    #[error("the period has begun")]
    Begun,
    /// There is still time to answer.
    #[error("there is still time to answer")]
    NotYet,
}

/// The state that follows.
///
/// # Errors
/// [`Refusal`].
pub fn next(state: PlaceState, deadlines: Deadlines, event: Event, now: UtcTime) -> Result<PlaceState, Refusal> {
    use PlaceState as S;
    let has_expired = deadlines.offer_expires_at.is_some_and(|at| at <= now);
    let has_begun = deadlines.begins_at <= now;
    match (state, event) {
        (S::Submitted | S::InfoRequested, Event::Consider) => Ok(S::UnderConsideration),
        (S::Submitted | S::UnderConsideration | S::InfoRequested, Event::Accept { .. }) if has_begun => Err(Refusal::Begun),
        (S::Submitted | S::UnderConsideration | S::InfoRequested, Event::Accept { expires_at }) if expires_at > now => Ok(S::HostAccepted),
        (S::Submitted | S::UnderConsideration | S::InfoRequested, Event::Accept { .. }) => Err(Refusal::Expired),
        (S::Submitted | S::UnderConsideration | S::InfoRequested, Event::Decline(_)) => Ok(S::HostDeclined),
        (S::HostAccepted, Event::Take) if has_expired => Err(Refusal::Expired),
        (S::HostAccepted, Event::Take) if has_begun => Err(Refusal::Begun),
        (S::HostAccepted, Event::Take) => Ok(S::PrerequisitesPending),
        (S::HostAccepted, Event::LeaveIt) => Ok(S::LearnerDeclined),
        (S::HostAccepted, Event::Lapse) if has_expired => Ok(S::Lapsed),
        (S::Submitted | S::UnderConsideration | S::InfoRequested, Event::Lapse) if has_begun => Ok(S::Lapsed),
        (S::Submitted | S::UnderConsideration | S::InfoRequested | S::HostAccepted, Event::Lapse) => Err(Refusal::NotYet),
        (
            S::Draft | S::Submitted | S::UnderConsideration | S::InfoRequested | S::HostAccepted | S::PrerequisitesPending | S::Cleared,
            Event::Withdraw,
        ) => Ok(S::Withdrawn),
        (S::PrerequisitesPending, Event::Clear) => Ok(S::Cleared),
        // a paper can prove wrong until the first day
        (S::PrerequisitesPending | S::Cleared, Event::FailConditions(_)) => Ok(S::PrerequisitesFailed),
        (S::Cleared, Event::Start) if has_begun => Ok(S::InProgress),
        (S::Cleared, Event::Start) => Err(Refusal::NotYet),
        (S::InProgress, Event::Complete) => Ok(S::Completed),
        (S::InProgress, Event::EndEarly) => Ok(S::EndedEarly),
        (state, Event::HostCancel(_)) if !state.is_end() => Ok(S::HostCancelled),
        (state, _) => Err(Refusal::WrongState(state)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn at(hours: i64) -> UtcTime {
        UtcTime::new(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::hours(hours))
    }

    /// The offer stands until hour 10, the period begins at hour 15.
    fn usual() -> Deadlines {
        Deadlines {
            offer_expires_at: Some(at(10)),
            begins_at: at(15),
        }
    }

    fn after(state: PlaceState, event: Event, hours: i64) -> Result<PlaceState, Refusal> {
        next(state, usual(), event, at(hours))
    }

    fn accept() -> Event {
        Event::Accept { expires_at: at(100) }
    }

    #[test]
    fn the_way_to_a_place() {
        let read = after(PlaceState::Submitted, Event::Consider, 0).unwrap();
        assert_eq!(read, PlaceState::UnderConsideration);
        assert_eq!(after(read, accept(), 1), Ok(PlaceState::HostAccepted));
        assert_eq!(
            after(PlaceState::HostAccepted, Event::Take, 9),
            Ok(PlaceState::PrerequisitesPending)
        );
        assert_eq!(after(PlaceState::HostAccepted, Event::LeaveIt, 9), Ok(PlaceState::LearnerDeclined));
        // a facility may decide at once
        assert_eq!(after(PlaceState::Submitted, accept(), 0), Ok(PlaceState::HostAccepted));
        assert_eq!(
            after(PlaceState::Submitted, Event::Decline(HostReason::Dates), 0),
            Ok(PlaceState::HostDeclined)
        );
    }

    #[test]
    fn from_the_paperwork_to_the_last_day() {
        assert_eq!(after(PlaceState::PrerequisitesPending, Event::Clear, 0), Ok(PlaceState::Cleared));
        let failed = Event::FailConditions(HostReason::Paperwork);
        assert_eq!(
            after(PlaceState::PrerequisitesPending, failed, 0),
            Ok(PlaceState::PrerequisitesFailed)
        );
        assert_eq!(after(PlaceState::Cleared, Event::Start, 14), Err(Refusal::NotYet));
        assert_eq!(after(PlaceState::Cleared, Event::Start, 15), Ok(PlaceState::InProgress));
        // nobody goes on site whose papers were not seen
        let unseen = PlaceState::PrerequisitesPending;
        assert_eq!(after(unseen, Event::Start, 15), Err(Refusal::WrongState(unseen)));
        assert_eq!(after(PlaceState::InProgress, Event::Complete, 16), Ok(PlaceState::Completed));
        assert_eq!(after(PlaceState::InProgress, Event::EndEarly, 16), Ok(PlaceState::EndedEarly));
    }

    #[test]
    fn what_comes_too_late_is_refused() {
        assert_eq!(after(PlaceState::HostAccepted, Event::Take, 10), Err(Refusal::Expired));
        assert_eq!(after(PlaceState::HostAccepted, Event::Lapse, 9), Err(Refusal::NotYet));
        assert_eq!(after(PlaceState::HostAccepted, Event::Lapse, 10), Ok(PlaceState::Lapsed));
        assert_eq!(after(PlaceState::UnderConsideration, accept(), 15), Err(Refusal::Begun));
        assert_eq!(after(PlaceState::UnderConsideration, Event::Lapse, 14), Err(Refusal::NotYet));
        assert_eq!(after(PlaceState::UnderConsideration, Event::Lapse, 15), Ok(PlaceState::Lapsed));
        let no_time = Event::Accept { expires_at: at(3) };
        assert_eq!(after(PlaceState::Submitted, no_time, 3), Err(Refusal::Expired));
    }

    #[test]
    fn one_can_say_no_to_an_expired_offer_but_not_take_it() {
        assert_eq!(after(PlaceState::HostAccepted, Event::LeaveIt, 12), Ok(PlaceState::LearnerDeclined));
        assert_eq!(after(PlaceState::HostAccepted, Event::Withdraw, 12), Ok(PlaceState::Withdrawn));
    }

    fn some_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Consider),
            (0..20_i64).prop_map(|hours| Event::Accept { expires_at: at(hours) }),
            Just(Event::Decline(HostReason::Other)),
            Just(Event::Take),
            Just(Event::LeaveIt),
            Just(Event::Lapse),
            Just(Event::Withdraw),
            Just(Event::Clear),
            Just(Event::FailConditions(HostReason::Paperwork)),
            Just(Event::Start),
            Just(Event::Complete),
            Just(Event::EndEarly),
            Just(Event::HostCancel(StopReason::Shutdown)),
        ]
    }

    proptest! {
        #[test]
        fn nothing_follows_an_end(place in 0..PlaceState::ALL.len(), event in some_event(), hours in 0..20_i64) {
            let state = PlaceState::ALL[place];
            if state.is_end() {
                prop_assert_eq!(after(state, event, hours), Err(Refusal::WrongState(state)));
            }
        }

        #[test]
        fn days_that_are_called_off_leave_nobody_holding(place in 0..PlaceState::ALL.len(), hours in 0..20_i64) {
            let state = PlaceState::ALL[place];
            let then = after(state, Event::HostCancel(StopReason::Safety), hours);
            prop_assert_eq!(then.ok(), (!state.is_end()).then_some(PlaceState::HostCancelled));
        }

        #[test]
        fn only_the_facility_begins_to_hold_and_only_before_the_first_day(place in 0..PlaceState::ALL.len(), event in some_event(), hours in 0..20_i64) {
            let state = PlaceState::ALL[place];
            if let Ok(then) = after(state, event, hours) {
                let begins_to_hold = !state.is_held() && then.is_held();
                prop_assert!(!begins_to_hold || (matches!(event, Event::Accept { expires_at } if expires_at > at(hours)) && hours < 15), "what begins to hold");
                prop_assert!(!(then.is_held() && then.is_end()));
            }
        }

        #[test]
        fn every_walk_comes_to_an_end_and_holds_at_most_one(events in prop::collection::vec((some_event(), 0..20_i64), 0..30)) {
            let (mut state, mut held) = (PlaceState::Submitted, 0_i32);
            for (event, hours) in events {
                if let Ok(then) = after(state, event, hours) {
                    held += i32::from(then.is_held()) - i32::from(state.is_held());
                    prop_assert!(then != state);
                    state = then;
                }
            }
            prop_assert_eq!(held, i32::from(state.is_held()));
        }
    }
}
