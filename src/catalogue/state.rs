//! The state machine of a run: what may follow what. What follows from dates and counts (open, full, over) is no state.
//!
//! Two steps are wider than the plan of the machine: a run that took place is delivered also where nobody had said that it goes or that it
//! has begun, since its results have to be written all the same; and a public run is changed without another state.

use super::OfferingState;
use crate::kernel::UtcTime;
use crate::kernel::dates::{Day, Tz, instant};

crate::text_enum! {
    /// Why a run is put off or called off.
    RunReason { TooFew = "too_few", Trainer = "trainer", Venue = "venue", Funding = "funding", Travel = "travel", Other = "other" }
}

/// What happens to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The provider says that it goes.
    Go,
    /// Dates, place, mode, language or cost of a public run change; one that was put off has dates again.
    Revise,
    Postpone(RunReason),
    /// The first day has come.
    Begin,
    /// The last day has come: results are due.
    Deliver,
    /// Everybody has a result.
    Close,
    Cancel(RunReason),
}

impl Event {
    /// The code of the reason that it was given.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Postpone(reason) | Self::Cancel(reason) => Some(reason.code()),
            _ => None,
        }
    }
}

/// What an event is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// The first day has come; `false` where it is not known to the day.
    pub has_begun: bool,
    /// The last day has come.
    pub has_ended: bool,
    /// Somebody holds a seat and has no result.
    pub is_unreported: bool,
}

impl Progress {
    /// Of a run with these days, by the clock there. Without a last day it ends when it begins.
    #[must_use]
    pub fn of(starts: Day, ends: Day, zone: &str, is_unreported: bool, now: UtcTime) -> Self {
        let zone = zone.parse().unwrap_or(Tz::UTC);
        let has_come = |on: chrono::NaiveDate| instant(on.and_time(chrono::NaiveTime::MIN), zone) <= now;
        Self {
            has_begun: starts.booked().is_some_and(has_come),
            has_ended: ends.on().or(starts.on()).is_some_and(has_come),
            is_unreported,
        }
    }
}

/// Why an event does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not possible in this state")]
    WrongState(OfferingState),
    #[error("the run has begun")]
    Begun,
    #[error("its day has not come")]
    NotYet,
    #[error("somebody has no result yet")]
    Unreported,
}

/// The state that follows.
///
/// # Errors
/// [`Refusal`].
pub fn next(state: OfferingState, progress: Progress, event: Event) -> Result<OfferingState, Refusal> {
    use OfferingState as S;
    match (state, event) {
        (S::Published | S::Confirmed | S::Postponed, Event::Go | Event::Revise | Event::Postpone(_)) if progress.has_begun => {
            Err(Refusal::Begun)
        }
        (S::Published, Event::Go) => Ok(S::Confirmed),
        (S::Published | S::Confirmed, Event::Postpone(_)) => Ok(S::Postponed),
        (S::Published | S::Postponed, Event::Revise) => Ok(S::Published),
        (S::Confirmed, Event::Revise) => Ok(S::Confirmed),
        (S::Confirmed, Event::Begin) if progress.has_begun => Ok(S::InProgress),
        (S::Published | S::Confirmed | S::InProgress, Event::Deliver) if progress.has_ended => Ok(S::Delivered),
        (S::Confirmed, Event::Begin) | (S::Published | S::Confirmed | S::InProgress, Event::Deliver) => Err(Refusal::NotYet),
        (S::Delivered, Event::Close) if progress.is_unreported => Err(Refusal::Unreported),
        (S::Delivered, Event::Close) => Ok(S::Closed),
        (S::Draft | S::InReview | S::ChangesRequested | S::Published | S::Confirmed | S::InProgress | S::Postponed, Event::Cancel(_)) => {
            Ok(S::Cancelled)
        }
        (state, _) => Err(Refusal::WrongState(state)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEFORE: Progress = Progress {
        has_begun: false,
        has_ended: false,
        is_unreported: true,
    };
    const AFTER: Progress = Progress {
        has_begun: true,
        has_ended: true,
        is_unreported: false,
    };

    #[test]
    fn the_life_of_a_run() {
        use OfferingState as S;
        assert_eq!(next(S::Published, BEFORE, Event::Go), Ok(S::Confirmed));
        assert_eq!(next(S::Confirmed, BEFORE, Event::Begin), Err(Refusal::NotYet));
        assert_eq!(next(S::Confirmed, AFTER, Event::Begin), Ok(S::InProgress));
        assert_eq!(next(S::InProgress, BEFORE, Event::Deliver), Err(Refusal::NotYet));
        assert_eq!(next(S::InProgress, AFTER, Event::Deliver), Ok(S::Delivered));
        assert_eq!(next(S::Published, AFTER, Event::Deliver), Ok(S::Delivered));
        assert_eq!(next(S::Delivered, BEFORE, Event::Close), Err(Refusal::Unreported));
        assert_eq!(next(S::Delivered, AFTER, Event::Close), Ok(S::Closed));
    }

    #[test]
    fn a_run_that_is_put_off_comes_back_with_dates() {
        use OfferingState as S;
        assert_eq!(next(S::Confirmed, BEFORE, Event::Postpone(RunReason::Venue)), Ok(S::Postponed));
        assert_eq!(next(S::Postponed, BEFORE, Event::Revise), Ok(S::Published));
        assert_eq!(next(S::Published, AFTER, Event::Postpone(RunReason::Venue)), Err(Refusal::Begun));
        assert_eq!(next(S::Published, AFTER, Event::Revise), Err(Refusal::Begun));
    }

    #[test]
    fn a_run_begins_and_ends_by_the_clock_there() {
        let day = |text: &str| Day::exact(text.parse().unwrap());
        let at = |text: &str| UtcTime::new(text.parse().unwrap());
        let of = |now| Progress::of(day("2026-11-02"), day("2026-11-06"), "Asia/Jakarta", true, at(now));
        // seven hours ahead of UTC
        assert!(!of("2026-11-01T16:59:00Z").has_begun);
        assert!(of("2026-11-01T17:00:00Z").has_begun && !of("2026-11-01T17:00:00Z").has_ended);
        assert!(of("2026-11-05T17:00:00Z").has_ended);
        let unknown = Progress::of(Day::UNKNOWN, Day::UNKNOWN, "UTC", false, at("2026-11-01T17:00:00Z"));
        assert_eq!(unknown, Progress::default());
    }

    fn some_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Go),
            Just(Event::Revise),
            Just(Event::Postpone(RunReason::Trainer)),
            Just(Event::Begin),
            Just(Event::Deliver),
            Just(Event::Close),
            Just(Event::Cancel(RunReason::Other)),
        ]
    }

    fn some_progress() -> impl Strategy<Value = Progress> {
        // what has ended has begun
        (0..3_u8, any::<bool>()).prop_map(|(step, is_unreported)| Progress {
            has_begun: step > 0,
            has_ended: step > 1,
            is_unreported,
        })
    }

    proptest! {
        #[test]
        fn nothing_follows_what_is_closed_or_called_off(event in some_event(), progress in some_progress()) {
            for state in [OfferingState::Closed, OfferingState::Cancelled] {
                prop_assert_eq!(next(state, progress, event), Err(Refusal::WrongState(state)));
            }
        }

        #[test]
        fn only_what_was_not_delivered_can_be_called_off(at in 0..OfferingState::ALL.len(), progress in some_progress()) {
            let state = OfferingState::ALL[at];
            let is_over = matches!(state, OfferingState::Delivered | OfferingState::Closed | OfferingState::Cancelled);
            prop_assert_eq!(next(state, progress, Event::Cancel(RunReason::Other)).is_ok(), !is_over);
        }

        #[test]
        fn nobody_can_apply_to_a_run_that_was_put_off_or_called_off(at in 0..OfferingState::ALL.len(), event in some_event(), progress in some_progress()) {
            if let Ok(then) = next(OfferingState::ALL[at], progress, event) {
                let is_off = matches!(event, Event::Postpone(_) | Event::Cancel(_) | Event::Begin | Event::Deliver | Event::Close);
                prop_assert!(!is_off || !OfferingState::OPEN.contains(&then));
                // a draft becomes public by its own way alone, unless it is called off
                prop_assert!(OfferingState::ALL[at].is_public() || then == OfferingState::Cancelled);
            }
        }
    }
}
