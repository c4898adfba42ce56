//! Agreements between two organisations: what of, how they stand, and what either side may do next.

crate::text_enum! {
    /// What an agreement is about.
    AgreementKind { Training = "training", Hosting = "hosting", Confidentiality = "confidentiality", Data = "data", Other = "other" }
}

crate::text_enum! {
    /// How an agreement stands.
    AgreementState { Proposed = "proposed", Agreed = "agreed", Refused = "refused", Withdrawn = "withdrawn", Ended = "ended" }
}

crate::text_enum! {
    /// What a side does.
    Step { Agree = "agree", Refuse = "refuse", Withdraw = "withdraw", End = "end" }
}

/// Who proposed it, or whom it was proposed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Proposer,
    Partner,
}

impl AgreementState {
    /// How it stands after a step of a side; `None` where this side cannot take this step now.
    #[must_use]
    pub const fn after(self, step: Step, side: Side) -> Option<Self> {
        match (self, step, side) {
            (Self::Proposed, Step::Agree, Side::Partner) => Some(Self::Agreed),
            (Self::Proposed, Step::Refuse, Side::Partner) => Some(Self::Refused),
            (Self::Proposed, Step::Withdraw, Side::Proposer) => Some(Self::Withdrawn),
            (Self::Agreed, Step::End, _) => Some(Self::Ended),
            _ => None,
        }
    }

    /// Nothing follows.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_for_one_state_and_nothing_follows_the_end() {
        let mut found = Vec::new();
        for state in AgreementState::ALL {
            for step in Step::ALL {
                for side in [Side::Proposer, Side::Partner] {
                    if let Some(after) = state.after(*step, side) {
                        assert!(!state.is_over());
                        found.push(format!("{state} {step} {side:?} {after}"));
                    }
                }
            }
        }
        assert_eq!(
            found,
            [
                "proposed agree Partner agreed",
                "proposed refuse Partner refused",
                "proposed withdraw Proposer withdrawn",
                "agreed end Proposer ended",
                "agreed end Partner ended",
            ]
        );
    }
}
