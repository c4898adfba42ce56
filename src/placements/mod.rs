//! Placements: hands-on slots at facilities, on the facility's own conditions, in dated periods.

pub mod forms;
pub mod state;
pub mod store;
pub mod web;

use crate::catalogue::{FeeKind, Taught, Text};
use crate::kernel::{OrgId, SlotId, SlotPeriodId, UtcTime};
use crate::network::CountryCode;
use chrono::NaiveDate;

crate::text_enum! {
    /// How far a slot has come.
    SlotState { Draft = "draft", Published = "published", Running = "running", Completed = "completed", Paused = "paused", Cancelled = "cancelled" }
}

crate::text_enum! {
    /// Who is shown a slot.
    Visibility { Network = "network", Partners = "partners", Coordinator = "coordinator" }
}

crate::text_enum! {
    /// The cleanroom grade of the zone, or controlled but not classified.
    CleanGrade { A = "A", B = "B", C = "C", D = "D", Cnc = "CNC" }
}

crate::text_enum! {
    /// What a facility asks for before somebody enters. A medical item is attested with yes or no; results are never kept.
    ConditionKind {
        HepatitisB = "hepatitis-b", Nda = "nda", VisaLetter = "visa-letter", Induction = "induction", Gowning = "gowning", Insurance = "insurance",
        MedicalAttestation = "medical-attestation", SafetyShoes = "safety-shoes",
    }
}

impl ConditionKind {
    /// How many working days it usually takes; `None` for what is done on the first day or at once.
    #[must_use]
    pub fn usual_days(self) -> Option<i32> {
        match self {
            Self::VisaLetter | Self::HepatitisB => Some(30),
            Self::MedicalAttestation | Self::Nda => Some(14),
            Self::Insurance => Some(7),
            Self::Induction | Self::Gowning | Self::SafetyShoes => None,
        }
    }
}

crate::text_enum! {
    /// Whether a period takes applications.
    PeriodState { Open = "open", Closed = "closed", Cancelled = "cancelled" }
}

/// What is made where people practise.
pub const PRODUCT_TYPES: &[&str] = &[
    "vaccines",
    "mrna-vaccines",
    "biotherapeutics",
    "monoclonal-antibodies",
    "sterile-injectables",
    "oral-solids",
    "oral-liquids",
    "active-ingredients",
    "plasma-products",
    "antivenoms",
    "diagnostics",
];

/// The highest level of containment, as laboratories are classified.
pub const MOST_CONTAINMENT: i32 = 4;

/// A dated period with places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub id: SlotPeriodId,
    pub slot: SlotId,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub places: i32,
    pub held: i32,
}

impl Period {
    #[must_use]
    pub fn free(&self) -> i32 {
        (self.places - self.held).max(0)
    }
}

/// What a list shows of a slot.
#[derive(Debug, Clone)]
pub struct Slot {
    pub id: SlotId,
    pub org: OrgId,
    pub code: String,
    pub state: SlotState,
    pub title: Text,
    pub summary: Text,
    pub facility: Text,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    pub zone: String,
    pub clean_grade: Option<CleanGrade>,
    pub containment: Option<i32>,
    pub product_type: Option<String>,
    pub lead_days: Option<i32>,
    pub fee: FeeKind,
    pub languages: Vec<String>,
    pub skills: Vec<Taught>,
    /// Periods to come, in order.
    pub periods: Vec<Period>,
}

impl Slot {
    /// Free places in the periods to come.
    #[must_use]
    pub fn free(&self) -> i32 {
        self.periods.iter().map(Period::free).sum()
    }

    #[must_use]
    pub fn places(&self) -> i32 {
        self.periods.iter().map(|period| period.places).sum()
    }
}

/// A condition and how long it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub kind: String,
    pub lead_days: Option<i32>,
    pub note: String,
}

/// Everything that the page of a slot shows.
#[derive(Debug, Clone)]
pub struct SlotDetail {
    pub slot: Slot,
    pub body: Text,
    pub conditions: Vec<Condition>,
    pub contact: Option<String>,
    pub visibility: Visibility,
    pub updated_at: UtcTime,
}

/// A period as its facility sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnPeriod {
    pub period: Period,
    pub state: PeriodState,
    /// So many more are held than there are places, because places were taken away.
    pub overbooked: i32,
}

/// A slot as its facility sees it.
#[derive(Debug, Clone)]
pub struct OwnSlot {
    pub id: SlotId,
    pub org: OrgId,
    pub code: String,
    pub state: SlotState,
    pub visibility: Visibility,
    pub title: Text,
    pub zone: String,
    pub updated_at: UtcTime,
    /// Periods that have not ended and were not cancelled, in order.
    pub periods: Vec<OwnPeriod>,
}

/// The texts of a slot as they were written, with whom to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlotTexts {
    pub language: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub contact: Option<String>,
}
