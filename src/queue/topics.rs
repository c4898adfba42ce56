//! Which letters have to be sent, and which only to those who want them. A kind that is not named here is needed: about an account,
//! its safety, or something that its reader has asked for.

crate::text_enum! {
    /// What letters that nobody has to get are about.
    Topic { Courses = "courses" }
}

/// The kinds of letters that people choose, by topic.
const CHOSEN: &[(&str, Topic)] = &[("wish-met", Topic::Courses)];

/// The topic of a letter that people choose; `None` where it is needed.
#[must_use]
pub fn of(kind: &str) -> Option<Topic> {
    CHOSEN.iter().find(|(known, _)| *known == kind).map(|(_, topic)| *topic)
}

impl Topic {
    /// The purpose that one has to have consented to.
    #[must_use]
    pub const fn consent(self) -> &'static str {
        match self {
            Self::Courses => "course-notes",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_70_what_concerns_safety_cannot_be_unsubscribed() {
        for kind in [
            "join",
            "reset",
            "password-changed",
            "factor-removed",
            "address-changed",
            "data-copy",
            "seat-offered",
        ] {
            assert_eq!(of(kind), None, "{kind}");
        }
        assert_eq!(of("wish-met"), Some(Topic::Courses));
    }
}
