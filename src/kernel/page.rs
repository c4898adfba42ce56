//! Lists come in pages of twenty.

/// How many rows a page of a list has.
pub const PAGE_SIZE: i64 = 20;

/// The number of a page, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber(i64);

impl PageNumber {
    /// The last page that anybody is shown: deeper than this a search has to be narrowed.
    pub const LAST: i64 = 500;

    #[must_use]
    pub fn new(number: i64) -> Self {
        Self(number.clamp(1, Self::LAST))
    }

    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    #[must_use]
    pub fn offset(self) -> i64 {
        (self.0 - 1) * PAGE_SIZE
    }
}

/// How many pages hold so many rows; at least one.
#[must_use]
pub fn pages_for(rows: i64) -> i64 {
    ((rows + PAGE_SIZE - 1) / PAGE_SIZE).clamp(1, PageNumber::LAST)
}
