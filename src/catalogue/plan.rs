//! What a provider is about to write down: a course, a dated run of it, and what changes of a run later. All of it is
//! checked (`forms`); the store takes nothing else.

use chrono::{NaiveDate, NaiveDateTime};

use super::forms::Host;
use super::{CapacityKind, Cost, CostItem, FeeKind, Mode, Offering, OfferingDetail, Payer, Rule, Segment, SegmentKind, Taught};
use crate::kernel::dates::{Tz, instant};
use crate::kernel::money::Money;
use crate::kernel::{Day, OrgId, UtcTime};
use crate::network::{CountryCode, LanguageCode};
use crate::skills::{SkillCode, Taxonomy};

/// The most seats that a run can have.
pub const MOST_SEATS: i64 = 5_000;
/// The states that a course can be in are two here: not yet public, and public since its first run was.
pub const COURSE_DRAFT: &str = "draft";
pub const COURSE_LISTED: &str = "listed";

/// What is taught, in the language that it is described in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoursePlan {
    /// As the provider calls it; `None`: one is made.
    pub code: Option<String>,
    pub language: LanguageCode,
    pub title: String,
    pub summary: String,
    pub body: String,
    /// At least one, each skill once.
    pub skills: Vec<Taught>,
}

/// How many seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seats {
    /// 1 to [`MOST_SEATS`].
    Limited(i32),
    Unlimited,
}

impl Seats {
    /// As the columns keep it.
    #[must_use]
    pub fn columns(self) -> (CapacityKind, i32) {
        match self {
            Self::Limited(seats) => (CapacityKind::Limited, seats),
            Self::Unlimited => (CapacityKind::Unlimited, 0),
        }
    }

    /// How many of the held seats are above what there is: what a run is overbooked by.
    #[must_use]
    pub fn overbooked(self, held: i32) -> i32 {
        match self {
            Self::Limited(seats) => (held - seats).max(0),
            Self::Unlimited => 0,
        }
    }
}

/// What a run says of itself where it differs from its course; empty where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunText {
    pub title: String,
    pub summary: String,
    pub body: String,
}

impl RunText {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.summary.is_empty() && self.body.is_empty()
    }
}

/// What can still change when a run is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunTerms {
    pub text: RunText,
    pub seats: Seats,
    /// Local time in the zone of the run; `None`: until it begins.
    pub deadline: Option<NaiveDateTime>,
    pub decision_on: Option<NaiveDate>,
    pub contact: String,
    pub source: Option<String>,
}

/// A part of a run. Online parts are nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub kind: SegmentKind,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    pub host: Option<OrgId>,
    pub from: NaiveDate,
    /// The last day, not before the first.
    pub to: NaiveDate,
}

/// A dated run of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunPlan {
    pub terms: RunTerms,
    pub mode: Mode,
    /// At least one, in the order in which they begin.
    pub parts: Vec<Part>,
    pub zone: Tz,
    /// At least one.
    pub languages: Vec<LanguageCode>,
    /// Residence, sector, least experience: what the form asks.
    pub rules: Vec<Rule>,
    pub fee: FeeKind,
    pub price: Option<Money>,
    pub costs: Vec<(CostItem, Payer)>,
}

impl RunPlan {
    /// The first and the last day of a run: of its parts.
    #[must_use]
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let from = self.parts.iter().map(|part| part.from).min()?;
        let to = self.parts.iter().map(|part| part.to).max()?;
        Some((from, to))
    }

    /// Where it is, as far as it is one place: that of its last part on site.
    #[must_use]
    pub fn site(&self) -> (Option<CountryCode>, Option<&str>) {
        let on_site = self.parts.iter().rev().find(|part| part.kind != SegmentKind::Online);
        on_site.map_or((None, None), |part| (part.country, part.place.as_deref()))
    }
}

impl RunPlan {
    /// What people would see of the run, had it been planned so: the rest as it was before.
    #[must_use]
    pub fn shown_in(&self, before: &OfferingDetail, hosts: &[Host]) -> OfferingDetail {
        let (country, place) = self.site();
        let day = |on: Option<NaiveDate>| on.map_or(Day::UNKNOWN, Day::exact);
        let name = |id: OrgId| hosts.iter().find(|host| host.id == id).map(|host| host.name.clone());
        let offering = Offering {
            mode: self.mode,
            country,
            place: place.map(str::to_owned),
            zone: self.zone.name().to_owned(),
            starts: day(self.span().map(|(from, _)| from)),
            ends: day(self.span().map(|(_, to)| to)),
            fee: self.fee,
            price: self.price.clone(),
            languages: self.languages.iter().map(ToString::to_string).collect(),
            ..before.offering.clone()
        };
        let part = |part: &Part| Segment {
            kind: part.kind,
            country: part.country,
            place: part.place.clone(),
            host: part.host.and_then(|id| Some((Some(id), name(id)?))),
            starts: Day::exact(part.from),
            ends: Day::exact(part.to),
            zone: self.zone.name().to_owned(),
            note: String::new(),
        };
        let cost = |(item, payer): &(CostItem, Payer)| Cost {
            item: *item,
            payer: *payer,
            amount: None,
            note: String::new(),
        };
        OfferingDetail {
            offering,
            segments: self.parts.iter().map(part).collect(),
            costs: self.costs.iter().map(cost).collect(),
            ..before.clone()
        }
    }
}

/// The instant of a deadline.
#[must_use]
pub fn deadline_at(local: NaiveDateTime, zone: Tz) -> UtcTime {
    instant(local, zone)
}

/// How a course is called by default: the field of its first skill and the first number that is free.
#[must_use]
pub fn propose_code(first: Option<SkillCode>, taken: &[String]) -> String {
    let field = first.and_then(|skill| Taxonomy::builtin().field_of(skill));
    let letters = field.map_or("C", |field| field.code.as_str());
    (101..)
        .map(|number| format!("{letters}-{number}"))
        .find(|code| !taken.contains(code))
        .unwrap_or_default()
}

/// How a run is called: as its course, with a number from the second on.
#[must_use]
pub fn run_code(course: &str, taken: &[String]) -> String {
    std::iter::once(course.to_owned())
        .chain((2..).map(|number| format!("{course}-{number}")))
        .find(|code| !taken.contains(code))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_first_that_are_free() {
        let taken = ["MFG-101".to_owned(), "MFG-102".to_owned(), "MFG-102-2".to_owned()];
        assert_eq!(propose_code("MFG-4".parse().ok(), &taken), "MFG-103");
        assert_eq!(propose_code(None, &taken), "C-101");
        assert_eq!(run_code("MFG-102", &taken), "MFG-102-3");
        assert_eq!(run_code("AP-7", &taken), "AP-7");
    }

    #[test]
    fn fewer_seats_than_are_held_is_overbooked_and_never_negative() {
        assert_eq!(Seats::Limited(10).overbooked(12), 2);
        assert_eq!(Seats::Limited(10).overbooked(4), 0);
        assert_eq!(Seats::Unlimited.overbooked(12), 0);
    }
}
