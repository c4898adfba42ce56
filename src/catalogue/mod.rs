//! Courses (what is taught) and offerings (a dated run of a course).

pub mod filter;
pub mod forms;
pub mod plan;
pub mod policy;
pub mod state;
pub mod store;
pub mod web;

use crate::kernel::money::Money;
use crate::kernel::{CourseId, Day, OfferingId, OrgId, UtcTime};
use crate::network::{CountryCode, Sector};
use crate::skills::{Level, SkillCode};

crate::text_enum! {
    /// How far an offering has come. What follows from dates and counts (open, full, past) is derived, never stored.
    OfferingState {
        Draft = "draft", InReview = "in_review", ChangesRequested = "changes_requested", Published = "published", Confirmed = "confirmed",
        InProgress = "in_progress", Delivered = "delivered", Closed = "closed", Postponed = "postponed", Cancelled = "cancelled",
    }
}

impl OfferingState {
    /// The states that everybody may see.
    pub const PUBLIC: &'static [Self] = &[
        Self::Published,
        Self::Confirmed,
        Self::InProgress,
        Self::Delivered,
        Self::Closed,
        Self::Postponed,
        Self::Cancelled,
    ];
    /// The states in which people can apply, dates and seats permitting.
    pub const OPEN: &'static [Self] = &[Self::Published, Self::Confirmed];

    #[must_use]
    pub fn is_public(self) -> bool {
        Self::PUBLIC.contains(&self)
    }
}

crate::text_enum! {
    /// How people learn.
    Mode { Remote = "remote", Classroom = "classroom", HandsOn = "hands_on", Blended = "blended" }
}

crate::text_enum! {
    /// How one part of an offering is taught.
    SegmentKind { Online = "online", Classroom = "classroom", HandsOn = "hands_on" }
}

crate::text_enum! {
    /// Whether the number of seats has a limit, and whether we know.
    CapacityKind { Limited = "limited", Unlimited = "unlimited", Unknown = "unknown" }
}

crate::text_enum! {
    /// What the course costs the learner. `Funded`: somebody else pays.
    FeeKind { Free = "free", Funded = "funded", Paid = "paid", Unknown = "unknown" }
}

crate::text_enum! {
    /// What has to be paid for.
    CostItem { Fee = "fee", Travel = "travel", Lodging = "lodging", Meals = "meals", Insurance = "insurance", Visa = "visa" }
}

crate::text_enum! {
    /// Who pays it.
    Payer { Nobody = "nobody", Provider = "provider", Host = "host", Funder = "funder", Employer = "employer", Learner = "learner", Unknown = "unknown" }
}

crate::text_enum! {
    /// Who a seat is for: what a rule speaks of.
    RuleKind {
        Citizenship = "citizenship", Residence = "residence", Sector = "sector", Employer = "employer", ExperienceMin = "experience_min",
        ExperienceMax = "experience_max", Education = "education", Language = "language", Skill = "skill", Other = "other",
    }
}

/// Seats: how many there are, and how many are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    pub kind: CapacityKind,
    pub seats: i32,
    pub held: i32,
}

impl Capacity {
    /// Free seats; `None` where there is no limit or it is not known.
    #[must_use]
    pub fn free(self) -> Option<i32> {
        (self.kind == CapacityKind::Limited).then(|| (self.seats - self.held).max(0))
    }

    #[must_use]
    pub fn is_full(self) -> bool {
        self.free() == Some(0)
    }
}

/// A text in the language it was written in or translated to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    pub language: String,
    pub text: String,
}

/// A skill that is taught: the level it asks for and the one it leads to, where stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taught {
    pub skill: SkillCode,
    pub level_in: Option<Level>,
    pub level_out: Option<Level>,
}

/// What a list shows of an offering.
#[derive(Debug, Clone)]
pub struct Offering {
    pub id: OfferingId,
    pub course: CourseId,
    pub org: OrgId,
    pub code: String,
    pub state: OfferingState,
    pub title: Text,
    pub summary: Text,
    pub provider: Text,
    pub mode: Mode,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    pub zone: String,
    pub starts: Day,
    pub ends: Day,
    pub deadline: Option<Deadline>,
    pub capacity: Capacity,
    pub fee: FeeKind,
    pub price: Option<Money>,
    pub languages: Vec<String>,
    pub skills: Vec<Taught>,
    /// Facts from a public call: nobody applies here.
    pub is_external: bool,
}

/// Until when one can apply: the local time as it was set, its zone, the instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    pub local: chrono::NaiveDateTime,
    pub zone: String,
    pub at: UtcTime,
}

/// What follows from the dates, the seats and the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Open,
    Full,
    /// The deadline has passed, the start has not.
    DeadlinePassed,
    Running,
    Past,
    Cancelled,
    Postponed,
    /// Not published.
    Hidden,
    /// A call of somebody else that may still be open: its own page says.
    Elsewhere,
}

impl Stage {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Full => "full",
            Self::DeadlinePassed => "deadline-passed",
            Self::Running => "running",
            Self::Past => "past",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
            Self::Hidden => "hidden",
            Self::Elsewhere => "elsewhere",
        }
    }
}

impl Offering {
    #[must_use]
    pub fn stage(&self, now: UtcTime) -> Stage {
        let today = now.day();
        match self.state {
            OfferingState::Cancelled => return Stage::Cancelled,
            OfferingState::Postponed => return Stage::Postponed,
            OfferingState::Delivered | OfferingState::Closed => return Stage::Past,
            OfferingState::InProgress => return Stage::Running,
            OfferingState::Draft | OfferingState::InReview | OfferingState::ChangesRequested => return Stage::Hidden,
            OfferingState::Published | OfferingState::Confirmed => {}
        }
        if self.ends.on().or(self.starts.on()).is_some_and(|on| on < today) {
            return Stage::Past;
        }
        if self.starts.booked().is_some_and(|on| on <= today) {
            return Stage::Running;
        }
        if self.deadline.as_ref().is_some_and(|deadline| deadline.at <= now) {
            return Stage::DeadlinePassed;
        }
        if self.is_external || self.capacity.kind == CapacityKind::Unknown {
            return Stage::Elsewhere;
        }
        if self.capacity.is_full() { Stage::Full } else { Stage::Open }
    }

    /// How far it has come; whoever holds a seat has no result yet.
    #[must_use]
    pub fn progress(&self, now: UtcTime) -> state::Progress {
        state::Progress::of(self.starts, self.ends, &self.zone, self.capacity.held > 0, now)
    }

    /// The first instant of the first day there, where that is known to the day.
    #[must_use]
    pub fn starts_at(&self) -> Option<UtcTime> {
        let zone = self.zone.parse().ok()?;
        Some(crate::kernel::dates::instant(
            self.starts.booked()?.and_time(chrono::NaiveTime::MIN),
            zone,
        ))
    }

    /// Whole weeks from the first to the last day, at least one; `None` where the days are not known to the day.
    #[must_use]
    pub fn weeks(&self) -> Option<i64> {
        let (from, to) = (self.starts.booked()?, self.ends.booked()?);
        Some(((to - from).num_days() + 7) / 7)
    }
}

/// One part of an offering.
#[derive(Debug, Clone)]
pub struct Segment {
    pub kind: SegmentKind,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    pub host: Option<(Option<OrgId>, String)>,
    pub starts: Day,
    pub ends: Day,
    pub zone: String,
    pub note: String,
}

/// A rule of who a seat is for, as it was stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub kind: RuleKind,
    pub value: String,
    pub level: Option<Level>,
}

/// Who pays what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    pub item: CostItem,
    pub payer: Payer,
    pub amount: Option<Money>,
    pub note: String,
}

/// Everything that the page of an offering shows.
#[derive(Debug, Clone)]
pub struct OfferingDetail {
    pub offering: Offering,
    pub body: Text,
    pub segments: Vec<Segment>,
    pub rules: Vec<Rule>,
    pub costs: Vec<Cost>,
    pub contact: Option<String>,
    pub source_url: Option<String>,
    pub published_at: Option<UtcTime>,
    pub updated_at: UtcTime,
    /// Other runs of the course.
    pub siblings: Vec<Offering>,
}

/// A course and its runs.
#[derive(Debug, Clone)]
pub struct CourseDetail {
    pub id: CourseId,
    pub org: OrgId,
    pub code: String,
    pub title: Text,
    pub summary: Text,
    pub body: Text,
    pub provider: Text,
    pub provider_sector: Option<Sector>,
    pub skills: Vec<Taught>,
    pub runs: Vec<Offering>,
}
