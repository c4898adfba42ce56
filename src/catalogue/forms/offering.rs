//! The form of a dated run of a course.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{CURRENCIES, LANGUAGES, amount, at, chosen, day, link, optional, whole};
use crate::catalogue::plan::{MOST_SEATS, Part, RunPlan, RunTerms, RunText, Seats};
use crate::catalogue::{CostItem, FeeKind, Mode, Payer, Rule, RuleKind, SegmentKind};
use crate::kernel::dates::{Tz, instant};
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text;
use crate::kernel::{OrgId, UtcTime};
use crate::network::{CountryCode, GroupingCode, LanguageCode, Places, Sector};

/// So many parts can be stated in the form.
pub const PART_ROWS: usize = 3;

/// A facility that can host a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    pub id: OrgId,
    pub name: String,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
}

/// What the check has to know.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub now: UtcTime,
    pub hosts: &'a [Host],
    pub places: &'a Places,
}

/// When a run begins, and until when one can apply as things stand.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    pub zone: Tz,
    pub starts_on: Option<NaiveDate>,
    pub deadline: Option<NaiveDateTime>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct OfferingForm {
    /// The id that the run will have: sent twice, the form makes one run.
    pub key: String,
    /// When the run was last changed, as it was read.
    pub seen: String,
    /// The button: `draft` or `publish`.
    pub then: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub mode: String,
    /// One of each a part.
    pub kind: Vec<String>,
    pub place: Vec<String>,
    pub country: Vec<String>,
    pub host: Vec<String>,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub zone: String,
    pub languages: Vec<String>,
    /// `limited` or `unlimited`.
    pub capacity: String,
    pub seats: String,
    pub deadline_on: String,
    pub deadline_time: String,
    pub decision_on: String,
    /// A country or a grouping of countries.
    pub residence: String,
    pub sector: String,
    pub years: String,
    pub fee: String,
    pub amount: String,
    pub currency: String,
    /// One for each [`CostItem`], in their order.
    pub payer: Vec<String>,
    pub contact: String,
    pub source: String,
}

impl OfferingForm {
    #[must_use]
    pub fn publishes(&self) -> bool {
        self.then == "publish"
    }

    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, known: Known<'_>) -> Result<RunPlan, Problems> {
        let mut problems = Problems::default();
        let text = self.text(&mut problems);
        let mode = problems.take("mode", chosen::<Mode>(&self.mode));
        let parts = self.parts(known, &mut problems);
        if mode.is_some_and(|mode| (mode == Mode::Remote) == parts.iter().any(|part| part.kind != SegmentKind::Online)) && !parts.is_empty()
        {
            problems.add("mode", Problem::DoesNotFit);
        }
        let zone = problems.take("zone", chosen::<Tz>(&self.zone));
        let languages = self.languages(&mut problems);
        let seats = self.seats(&mut problems);
        let times = zone.map(|zone| Times {
            zone,
            starts_on: parts.iter().map(|part| part.from).min(),
            deadline: None,
        });
        let (deadline, decision_on) = self.dates(times, known.now, &mut problems);
        let rules = self.rules(known.places, &mut problems);
        let (fee, price) = self.price(&mut problems);
        let costs = self.costs(&mut problems);
        let (contact, source) = self.sources(&mut problems);
        match (text, mode, zone, seats, fee, contact) {
            (Some(text), Some(mode), Some(zone), Some(seats), Some(fee), Some(contact)) if problems.is_empty() => Ok(RunPlan {
                terms: RunTerms {
                    text,
                    seats,
                    deadline,
                    decision_on,
                    contact,
                    source,
                },
                mode,
                parts,
                zone,
                languages,
                rules,
                fee,
                price,
                costs,
            }),
            _ => Err(problems),
        }
    }

    /// What can change of a run that people have read; nothing else in the form is looked at.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check_terms(&self, times: Times, now: UtcTime) -> Result<RunTerms, Problems> {
        let mut problems = Problems::default();
        let text = self.text(&mut problems);
        let seats = self.seats(&mut problems);
        let (deadline, decision_on) = self.dates(Some(times), now, &mut problems);
        let (contact, source) = self.sources(&mut problems);
        match (text, seats, contact) {
            (Some(text), Some(seats), Some(contact)) if problems.is_empty() => Ok(RunTerms {
                text,
                seats,
                deadline,
                decision_on,
                contact,
                source,
            }),
            _ => Err(problems),
        }
    }

    fn text(&self, problems: &mut Problems) -> Option<RunText> {
        let title = problems.take("title", optional(&self.title, 160))?.unwrap_or_default();
        let summary = problems.take("summary", optional(&self.summary, 400))?.unwrap_or_default();
        let body = problems.take("body", text::lines(&self.body, 6_000))?;
        Some(RunText { title, summary, body })
    }

    fn parts(&self, known: Known<'_>, problems: &mut Problems) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for row in 0..PART_ROWS {
            let cells = [&self.kind, &self.place, &self.country, &self.host, &self.from, &self.to];
            if row > 0 && cells.iter().all(|values| at(values, row).is_empty()) {
                continue;
            }
            if let Some(part) = self.part(row, known, problems) {
                if parts.last().is_some_and(|before| part.from < before.from) {
                    problems.add(format!("from-{}", row + 1), Problem::DoesNotFit);
                }
                parts.push(part);
            }
        }
        parts
    }

    fn part(&self, row: usize, known: Known<'_>, problems: &mut Problems) -> Option<Part> {
        let named = |field: &str| format!("{field}-{}", row + 1);
        let kind = problems.take(&named("kind"), chosen::<SegmentKind>(at(&self.kind, row)));
        let host = match at(&self.host, row) {
            "" => None,
            id => problems.take(&named("host"), known_host(id, known.hosts)),
        };
        let place = problems.take(&named("place"), optional(at(&self.place, row), 80)).flatten();
        let country = match at(&self.country, row) {
            "" => host.and_then(|host| host.country),
            code => problems.take(&named("country"), known_country(code, known.places)),
        };
        let is_online = kind == Some(SegmentKind::Online);
        if kind.is_some() && !is_online && country.is_none() && !problems.has(&named("country")) {
            problems.add(named("country"), Problem::Missing);
        }
        let from = problems.take(&named("from"), day(at(&self.from, row)));
        let to = problems.take(&named("to"), day(at(&self.to, row)));
        if from.is_some_and(|from| from <= known.now.day()) {
            problems.add(named("from"), Problem::InThePast);
        }
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            problems.add(named("to"), Problem::BeforeStart);
        }
        Some(Part {
            kind: kind?,
            country: country.filter(|_| !is_online),
            place: place.or_else(|| host?.place.clone()).filter(|_| !is_online),
            host: host.map(|host| host.id),
            from: from?,
            to: to?,
        })
    }

    fn languages(&self, problems: &mut Problems) -> Vec<LanguageCode> {
        let mut languages: Vec<LanguageCode> = self
            .languages
            .iter()
            .filter(|code| LANGUAGES.contains(&code.as_str()))
            .filter_map(|code| code.parse().ok())
            .collect();
        languages.sort_unstable();
        languages.dedup();
        if languages.is_empty() {
            problems.add("languages", Problem::NotChosen);
        }
        languages
    }

    fn seats(&self, problems: &mut Problems) -> Option<Seats> {
        match self.capacity.as_str() {
            "unlimited" => Some(Seats::Unlimited),
            "limited" => problems
                .take("seats", whole(&self.seats, 1, MOST_SEATS))
                .and_then(|seats| i32::try_from(seats).ok())
                .map(Seats::Limited),
            "" => {
                problems.add("capacity", Problem::Missing);
                None
            }
            _ => {
                problems.add("capacity", Problem::Unknown);
                None
            }
        }
    }

    /// Deadline and day of the decision: the one before the start and not past, unless it stands already; the other between them.
    fn dates(&self, times: Option<Times>, now: UtcTime, problems: &mut Problems) -> (Option<NaiveDateTime>, Option<NaiveDate>) {
        let starts_on = times.and_then(|times| times.starts_on);
        let deadline = self.deadline(problems);
        if let (Some(deadline), Some(times)) = (deadline, times) {
            let is_new = times.deadline != Some(deadline);
            if starts_on.is_some_and(|starts_on| instant(deadline, times.zone) >= instant(starts_on.and_time(NaiveTime::MIN), times.zone)) {
                problems.add("deadline_on", Problem::AfterStart);
            } else if is_new && instant(deadline, times.zone) <= now {
                problems.add("deadline_on", Problem::InThePast);
            }
        }
        let decision_on = match self.decision_on.trim() {
            "" => None,
            typed => problems.take("decision_on", day(typed)),
        };
        if let Some(decision_on) = decision_on {
            if starts_on.is_some_and(|starts_on| decision_on >= starts_on) {
                problems.add("decision_on", Problem::AfterStart);
            } else if deadline.is_some_and(|deadline| decision_on < deadline.date()) {
                problems.add("decision_on", Problem::DoesNotFit);
            }
        }
        (deadline, decision_on)
    }

    fn deadline(&self, problems: &mut Problems) -> Option<NaiveDateTime> {
        let (on, time) = (self.deadline_on.trim(), self.deadline_time.trim());
        if on.is_empty() && time.is_empty() {
            return None;
        }
        let on = problems.take("deadline_on", day(on));
        let time = problems.take("deadline_time", clock_time(time));
        Some(on?.and_time(time?))
    }

    fn rules(&self, places: &Places, problems: &mut Problems) -> Vec<Rule> {
        let mut rules = Vec::new();
        let mut add = |kind: RuleKind, value: String| {
            rules.push(Rule { kind, value, level: None });
        };
        match self.residence.trim() {
            "" => {}
            code => match known_territory(code, places) {
                Ok(code) => add(RuleKind::Residence, code),
                Err(problem) => problems.add("residence", problem),
            },
        }
        if !self.sector.trim().is_empty()
            && let Some(sector) = problems.take("sector", chosen::<Sector>(&self.sector))
        {
            add(RuleKind::Sector, sector.to_string());
        }
        if !self.years.trim().is_empty()
            && let Some(years) = problems.take("years", whole(&self.years, 0, 40))
            && years > 0
        {
            add(RuleKind::ExperienceMin, years.to_string());
        }
        rules
    }

    fn price(&self, problems: &mut Problems) -> (Option<FeeKind>, Option<crate::kernel::money::Money>) {
        let fee = problems.take("fee", chosen::<FeeKind>(&self.fee));
        if fee != Some(FeeKind::Paid) {
            return (fee, None);
        }
        let currency = self.currency.trim();
        if !CURRENCIES.contains(&currency) {
            problems.add("currency", if currency.is_empty() { Problem::Missing } else { Problem::Unknown });
        }
        (fee, problems.take("amount", amount(&self.amount, currency)))
    }

    fn costs(&self, problems: &mut Problems) -> Vec<(CostItem, Payer)> {
        let mut costs = Vec::new();
        for (row, item) in CostItem::ALL.iter().enumerate() {
            if at(&self.payer, row).is_empty() {
                continue;
            }
            if let Some(payer) = problems.take(&format!("payer-{item}"), chosen::<Payer>(at(&self.payer, row))) {
                costs.push((*item, payer));
            }
        }
        costs
    }

    fn sources(&self, problems: &mut Problems) -> (Option<String>, Option<String>) {
        let contact = problems.take("contact", text::line(&self.contact, 200));
        (contact, problems.take("source", link(&self.source)).flatten())
    }
}

fn known_host<'a>(id: &str, hosts: &'a [Host]) -> Result<&'a Host, Problem> {
    let id: OrgId = id.parse().map_err(|_error| Problem::Unknown)?;
    hosts.iter().find(|host| host.id == id).ok_or(Problem::Unknown)
}

fn known_country(code: &str, places: &Places) -> Result<CountryCode, Problem> {
    let code = code.parse().map_err(|_error| Problem::Unknown)?;
    places.country(code).map(|country| country.code).ok_or(Problem::Unknown)
}

/// A country or a grouping of countries, by its code.
fn known_territory(code: &str, places: &Places) -> Result<String, Problem> {
    if let Ok(country) = known_country(code, places) {
        return Ok(country.to_string());
    }
    let code: GroupingCode = code.parse().map_err(|_error| Problem::Unknown)?;
    places
        .grouping(code)
        .map(|grouping| grouping.code.to_string())
        .ok_or(Problem::Unknown)
}

/// Hours and minutes, `18:00`; seconds are left away.
fn clock_time(value: &str) -> Result<NaiveTime, Problem> {
    if value.is_empty() {
        return Err(Problem::Missing);
    }
    NaiveTime::parse_from_str(value, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(value, "%H:%M:%S"))
        .ok()
        .and_then(|time| NaiveTime::from_hms_opt(chrono::Timelike::hour(&time), chrono::Timelike::minute(&time), 0))
        .ok_or(Problem::DoesNotFit)
}
