//! The state machines of a slot and of its periods: what may follow what.

use super::{PeriodState, SlotState};

crate::text_enum! {
    /// Why a facility pauses or calls off.
    StopReason { Shutdown = "shutdown", Inspection = "inspection", Campaign = "campaign", Supervisors = "supervisors", Safety = "safety", Other = "other" }
}

/// What happens to a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotEvent {
    /// No more applications for now; places that are given stand.
    Pause(StopReason),
    Resume,
    /// With all its periods.
    Cancel(StopReason),
}

/// Why an event does not fit: it is in a state in which this cannot happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not possible in this state")]
pub struct WrongState;

/// The state that follows.
///
/// # Errors
/// [`WrongState`].
pub fn next(state: SlotState, event: SlotEvent) -> Result<SlotState, WrongState> {
    match (state, event) {
        (SlotState::Published, SlotEvent::Pause(_)) => Ok(SlotState::Paused),
        (SlotState::Paused, SlotEvent::Resume) => Ok(SlotState::Published),
        (SlotState::Draft | SlotState::Published | SlotState::Paused | SlotState::Running, SlotEvent::Cancel(_)) => {
            Ok(SlotState::Cancelled)
        }
        _ => Err(WrongState),
    }
}

/// A period is called off, as long as it has not been.
///
/// # Errors
/// [`WrongState`].
pub fn cancel_period(state: PeriodState) -> Result<PeriodState, WrongState> {
    match state {
        PeriodState::Open | PeriodState::Closed => Ok(PeriodState::Cancelled),
        PeriodState::Cancelled => Err(WrongState),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pause_ends_where_it_began() {
        let pause = SlotEvent::Pause(StopReason::Shutdown);
        assert_eq!(next(SlotState::Published, pause), Ok(SlotState::Paused));
        assert_eq!(next(SlotState::Paused, SlotEvent::Resume), Ok(SlotState::Published));
        assert_eq!(next(SlotState::Cancelled, SlotEvent::Resume), Err(WrongState));
        assert_eq!(cancel_period(PeriodState::Closed), Ok(PeriodState::Cancelled));
        assert_eq!(cancel_period(PeriodState::Cancelled), Err(WrongState));
    }

    proptest! {
        #[test]
        fn nothing_follows_what_is_completed_or_called_off(event in prop_oneof![
            Just(SlotEvent::Pause(StopReason::Other)),
            Just(SlotEvent::Resume),
            Just(SlotEvent::Cancel(StopReason::Other)),
        ]) {
            for state in [SlotState::Completed, SlotState::Cancelled] {
                prop_assert_eq!(next(state, event), Err(WrongState));
            }
        }
    }
}
