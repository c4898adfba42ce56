//! Figures about regions. This file has the shape of the gap cube; `cube` is its arithmetic, `tally` fills it, `disclosure` says what
//! the public may see of it.
//!
//! All counts are whole numbers. What a region needs and what learners lack for their own targets are two things, and never mixed.

pub mod coordination;
pub mod cube;
pub mod demand;
pub mod disclosure;
pub mod jobs;
pub mod policy;
pub mod store;
pub mod tally;
pub mod web;

pub use cube::Cube;
pub use tally::Tally;

use crate::kernel::Quarter;
use crate::network::{CountryCode, Sector};
use crate::skills::{Grade, Level, SkillCode};

crate::text_enum! {
    /// A sector in the cube. People who did not name theirs are counted apart: they cover the need of neither.
    CubeSector { Public = "public", Private = "private", Unknown = "unknown" }
}

impl From<Option<Sector>> for CubeSector {
    fn from(sector: Option<Sector>) -> Self {
        match sector {
            Some(Sector::Public) => Self::Public,
            Some(Sector::Private) => Self::Private,
            None => Self::Unknown,
        }
    }
}

crate::text_enum! {
    /// The grade that a supply rests on; need and pipeline rest on none. A person's own word is not counted.
    RowGrade { Assessed = "A", Certified = "B", Attested = "C", None = "-" }
}

impl RowGrade {
    /// `None` for a person's own word.
    #[must_use]
    pub const fn of(grade: Grade) -> Option<Self> {
        match grade {
            Grade::Assessed => Some(Self::Assessed),
            Grade::Certified => Some(Self::Certified),
            Grade::Attested => Some(Self::Attested),
            Grade::Declared => None,
        }
    }
}

/// What a row of the cube counts, grade apart. No region: regions are rolled up from countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CubeKey {
    pub quarter: Quarter,
    pub skill: SkillCode,
    pub country: CountryCode,
    pub sector: CubeSector,
    /// 1 to 5. Every count is of this level *or above*.
    pub level: Level,
}

/// A row of the cube.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CubeRow {
    pub key: CubeKey,
    pub grade: RowGrade,
    /// Posts wanted, filled ones included.
    pub need: i64,
    /// People.
    pub supply: i64,
    /// People expected to reach the level.
    pub pipeline: i64,
    /// How many organisations the need comes from.
    pub organisations: i32,
}
