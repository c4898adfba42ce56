//! What people choose: what they consent to, each purpose by itself, and which letters they want.
//!
//! A consent is to a text of a version: whoever changes the words of `consent-text-…` counts the version up, and earlier answers
//! keep the version that they were given to and stand until they are withdrawn. Nothing is asked for that has no use.

crate::text_enum! {
    /// What somebody may consent to.
    Purpose {
        /// An employer sees the levels that one entered oneself.
        DeclaredLevels = "declared-levels",
        /// A letter when a course is announced that one wished for.
        CourseNotes = "course-notes",
    }
}

impl Purpose {
    /// Of the text that is consented to.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::DeclaredLevels | Self::CourseNotes => "2026-11",
        }
    }
}
