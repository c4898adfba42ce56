//! Seats and places: one row is one seat. What may follow what stands in `state`; the counter of held seats is changed
//! by one function (`store`), in the transaction of the seat's own change.

pub mod forms;
pub mod jobs;
pub mod mail;
pub mod place_state;
pub mod policy;
pub mod state;
pub mod store;
pub mod web;

use crate::kernel::{EvidenceId, OfferingId, OrgId, PersonId, PlaceId, SeatId, SlotPeriodId, UtcTime};
use crate::skills::{Grade, Level, SkillCode};

crate::text_enum! {
    /// How far a seat has come. Seats here go from submitted by way of offered to enrolled; the others are for what is built later.
    SeatState {
        Draft = "draft", AwaitingEndorsement = "awaiting_endorsement", Submitted = "submitted", InfoRequested = "info_requested", Waitlisted = "waitlisted",
        Offered = "offered", Accepted = "accepted", ConditionsPending = "conditions_pending", Enrolled = "enrolled", Attended = "attended", Completed = "completed",
        NotEndorsed = "not_endorsed", DeclinedByProvider = "declined_by_provider", OfferDeclined = "offer_declined", OfferLapsed = "offer_lapsed",
        Withdrawn = "withdrawn", Cancelled = "cancelled", Deferred = "deferred", NoShow = "no_show", NotCompleted = "not_completed",
    }
}

impl SeatState {
    /// The states that count against the capacity: a live offer, what follows it, until it ends.
    pub const HELD: &'static [Self] = &[
        Self::Offered,
        Self::Accepted,
        Self::ConditionsPending,
        Self::Enrolled,
        Self::Attended,
    ];

    #[must_use]
    pub fn is_held(self) -> bool {
        Self::HELD.contains(&self)
    }

    /// The states after which nothing follows: a person may apply for the same offering again.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(
            self,
            Self::Completed
                | Self::NotEndorsed
                | Self::DeclinedByProvider
                | Self::OfferDeclined
                | Self::OfferLapsed
                | Self::Withdrawn
                | Self::Cancelled
                | Self::Deferred
                | Self::NoShow
                | Self::NotCompleted
        )
    }
}

crate::text_enum! {
    /// How somebody came to a seat.
    Route { Individual = "individual", Nomination = "nomination", Quota = "quota" }
}

crate::text_enum! {
    /// How far a place at a facility has come.
    PlaceState {
        Draft = "draft", Submitted = "submitted", UnderConsideration = "under_consideration", InfoRequested = "info_requested", HostAccepted = "host_accepted",
        PrerequisitesPending = "prerequisites_pending", Cleared = "cleared", InProgress = "in_progress", Completed = "completed", HostDeclined = "host_declined",
        LearnerDeclined = "learner_declined", Lapsed = "lapsed", PrerequisitesFailed = "prerequisites_failed", EndedEarly = "ended_early", Withdrawn = "withdrawn",
        HostCancelled = "host_cancelled", Superseded = "superseded",
    }
}

impl PlaceState {
    /// The states that count against the places of a period.
    pub const HELD: &'static [Self] = &[Self::HostAccepted, Self::PrerequisitesPending, Self::Cleared, Self::InProgress];

    /// The states in which the facility has to answer.
    pub const WAITING: &'static [Self] = &[Self::Submitted, Self::UnderConsideration, Self::InfoRequested];

    #[must_use]
    pub fn is_held(self) -> bool {
        Self::HELD.contains(&self)
    }

    #[must_use]
    pub fn is_waiting(self) -> bool {
        Self::WAITING.contains(&self)
    }

    /// The states after which nothing follows: a person may apply for the same period again.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(
            self,
            Self::Completed
                | Self::HostDeclined
                | Self::LearnerDeclined
                | Self::Lapsed
                | Self::PrerequisitesFailed
                | Self::EndedEarly
                | Self::Withdrawn
                | Self::HostCancelled
                | Self::Superseded
        )
    }
}

crate::text_enum! {
    /// Why a facility says no to somebody.
    HostReason {
        Level = "level", Language = "language", Dates = "dates", Paperwork = "paperwork", Supervision = "supervision", TooMany = "too_many", Other = "other",
    }
}

crate::text_enum! {
    /// Why a provider says no: structured, so that it can be planned with.
    DeclineReason { Level = "level", Eligibility = "eligibility", Documents = "documents", TooMany = "too_many", Other = "other" }
}

/// A seat as its person and the provider see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub id: SeatId,
    pub offering: OfferingId,
    pub org: OrgId,
    pub person: Option<PersonId>,
    pub for_org: Option<OrgId>,
    pub state: SeatState,
    pub offer_expires_at: Option<UtcTime>,
    pub reason: Option<DeclineReason>,
    pub note: String,
    pub created_at: UtcTime,
    pub state_at: UtcTime,
}

crate::text_enum! {
    /// What became of somebody who held a seat, as the provider reports it. `Attended`: they came, and their result is still open.
    Outcome { Completed = "completed", Attended = "attended", NotCompleted = "not_completed", NoShow = "no_show" }
}

impl Outcome {
    /// The steps by which a seat comes there; those that were made before are refused and change nothing.
    #[must_use]
    pub fn events(self) -> &'static [state::Event] {
        use state::Event as E;
        match self {
            Self::Completed => &[E::Attend, E::Complete],
            Self::Attended => &[E::Attend],
            Self::NotCompleted => &[E::Attend, E::Fail],
            Self::NoShow => &[E::Miss],
        }
    }
}

/// What waits to be done about a run as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// So many more people than seats.
    Overbooked(i32),
    /// The run is over, and so many people have no result yet.
    Results { people: i32, since: chrono::NaiveDate },
}

/// A task with its run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunTask {
    pub offering: OfferingId,
    pub code: String,
    pub task: Task,
}

/// What a facility saw somebody do: the levels of some skills, and how it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    pub grade: Grade,
    /// The ids of the evidence are made before the write.
    pub levels: Vec<(EvidenceId, SkillCode, Level)>,
    pub observed_on: chrono::NaiveDate,
    pub source: String,
}

/// A provider answers within so many days, where it promised no day.
const ANSWER_WITHIN: chrono::TimeDelta = chrono::TimeDelta::days(14);

/// Applications for one run that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub offering: OfferingId,
    pub code: String,
    pub count: i64,
    /// The oldest of them.
    pub since: UtcTime,
    /// The day that the provider has promised.
    pub decision_on: Option<chrono::NaiveDate>,
}

impl Waiting {
    /// The last day on which an answer is in time.
    #[must_use]
    pub fn due_on(&self) -> chrono::NaiveDate {
        self.decision_on.unwrap_or_else(|| (self.since + ANSWER_WITHIN).day())
    }

    /// Days that an answer is late; 0 where it is not.
    #[must_use]
    pub fn days_late(&self, today: chrono::NaiveDate) -> i64 {
        (today - self.due_on()).num_days().max(0)
    }
}

/// A place at a facility as its person and the facility see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub id: PlaceId,
    pub period: SlotPeriodId,
    pub org: OrgId,
    pub person: Option<PersonId>,
    pub for_org: Option<OrgId>,
    pub state: PlaceState,
    pub offer_expires_at: Option<UtcTime>,
    pub reason: Option<HostReason>,
    pub note: String,
    pub created_at: UtcTime,
    pub state_at: UtcTime,
}
