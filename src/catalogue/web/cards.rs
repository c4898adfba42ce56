//! An offering as a card, wherever one is shown.

use crate::catalogue::{CapacityKind, FeeKind, Offering, OfferingDetail, Payer, Segment, Stage, Taught, Text};
use crate::kernel::UtcTime;
use crate::network::names;
use crate::site::{Words, charts, paths};
use crate::skills::{Level, Taxonomy};
use crate::words::Label;

/// What the partial `catalogue/card.html` shows.
pub struct Card {
    pub href: String,
    pub code: String,
    pub tag_class: &'static str,
    pub tag: String,
    pub title: Text,
    pub provider: Text,
    pub place: String,
    /// Word and value.
    pub facts: Vec<(String, String)>,
    /// Why it fits whoever is looking.
    pub why: Vec<String>,
    pub seats: String,
    /// How much of the seats is taken.
    pub taken: Option<f64>,
    pub fee: String,
    pub action: String,
}

impl Card {
    #[must_use]
    pub fn of(t: Words, offering: &Offering, now: UtcTime) -> Self {
        let stage = offering.stage(now);
        let (tag_class, tag) = tag(t, offering, stage);
        let mode = t.coded("mode", offering.mode.code());
        let length = offering.weeks().map_or_else(String::new, |weeks| t.weeks(weeks).plain());
        let mut facts = vec![(mode, length), (t.fact_starts().plain(), t.day(offering.starts))];
        if !offering.languages.is_empty() {
            facts.push((
                t.fact_taught_in().plain(),
                t.languages(offering.languages.iter().map(String::as_str)),
            ));
        }
        Self {
            href: paths::offering(offering.id, &offering.title.text),
            code: offering.code.clone(),
            tag_class,
            tag,
            title: offering.title.clone(),
            provider: offering.provider.clone(),
            place: place(t, offering),
            facts,
            why: Vec::new(),
            seats: seats(t, offering),
            taken: offering
                .capacity
                .free()
                .map(|_| charts::percent(offering.capacity.held.into(), offering.capacity.seats.into())),
            fee: fee(t, offering),
            action: t.see_the_course().plain(),
        }
    }
}

/// "18 Jan 2027 to 12 Feb 2027"; where nothing is known, that once.
#[must_use]
pub fn dates(t: Words, offering: &Offering) -> String {
    match (offering.starts.on(), offering.ends.on()) {
        (None, None) => t.day(offering.starts),
        _ => t.dates_from_to(t.day(offering.starts), t.day(offering.ends)).plain(),
    }
}

/// "Dakar, Senegal"; where only one of the two is known, that one; nothing for what happens nowhere.
#[must_use]
pub fn place(t: Words, offering: &Offering) -> String {
    place_of(t, offering.place.as_deref(), offering.country)
}

#[must_use]
pub fn place_of(t: Words, place: Option<&str>, country: Option<crate::network::CountryCode>) -> String {
    let country = country.map(|code| names::country(t, code).text);
    let parts: Vec<&str> = [place, country].into_iter().flatten().collect();
    let comma = t.list_comma().plain();
    if t.dir() == "rtl" && parts.len() > 1 {
        // right to left, each part in its own direction: the comma stands between them whatever script they are in
        format!("\u{200f}\u{2068}{}\u{2069}", parts.join(&format!("\u{2069}{comma}\u{2068}")))
    } else {
        parts.join(&comma)
    }
}

/// The state in one word, with its colour.
#[must_use]
pub fn tag(t: Words, offering: &Offering, stage: Stage) -> (&'static str, String) {
    let words = t.coded("stage", stage.code());
    match stage {
        Stage::Open => match offering.capacity.free() {
            Some(free) if free <= 3 => ("warn", t.seats_left(free).plain()),
            _ => ("ok", words),
        },
        Stage::Full | Stage::Cancelled => ("bad", words),
        Stage::DeadlinePassed | Stage::Postponed => ("warn", words),
        Stage::Running | Stage::Past | Stage::Hidden | Stage::Elsewhere => ("", words),
    }
}

/// "9 of 24 seats left".
#[must_use]
pub fn seats(t: Words, offering: &Offering) -> String {
    match offering.capacity.kind {
        CapacityKind::Unlimited => t.seats_unlimited().plain(),
        CapacityKind::Unknown => t.seats_unknown().plain(),
        CapacityKind::Limited if offering.is_external => t.seats_in_all(offering.capacity.seats).plain(),
        CapacityKind::Limited => t
            .seats_left_of(offering.capacity.free().unwrap_or(0), offering.capacity.seats)
            .plain(),
    }
}

/// "Free", "Funded", or the price.
#[must_use]
pub fn fee(t: Words, offering: &Offering) -> String {
    match (offering.fee, &offering.price) {
        (FeeKind::Paid, Some(price)) => price.to_string(),
        (kind, _) => t.coded("fee", kind.code()),
    }
}

/// A skill that is taught, in words and as pockets.
pub struct SkillLine {
    pub code: String,
    pub name: Label<'static>,
    pub from: u8,
    pub to: u8,
    /// "from 1 Awareness to 3 Independent"; empty where the levels are not stated.
    pub words: String,
}

/// The skills of an offering or a slot.
#[must_use]
pub fn skill_lines(t: Words, taught: &[Taught]) -> Vec<SkillLine> {
    let taxonomy = Taxonomy::builtin();
    taught
        .iter()
        .filter_map(|taught| {
            let skill = taxonomy.skill(taught.skill)?;
            let words = match (taught.level_in, taught.level_out) {
                (Some(from), Some(to)) => t.levels_from_to(level_words(t, from), level_words(t, to)).plain(),
                (None, Some(to)) => t.levels_to(level_words(t, to)).plain(),
                _ => t.levels_unknown().plain(),
            };
            Some(SkillLine {
                code: skill.code.to_string(),
                name: t.skill(skill.code.as_str(), &skill.name),
                from: taught.level_in.map_or(0, Level::get),
                to: taught.level_out.map_or(0, Level::get),
                words,
            })
        })
        .collect()
}

/// "3 Independent".
#[must_use]
pub fn level_words(t: Words, level: Level) -> String {
    let english = Taxonomy::builtin().level(level).map_or("", |known| known.name.as_str());
    format!("{level} {}", t.level(level.get(), english).text)
}

/// Something about a run that is otherwise than it was.
pub struct Difference {
    pub what: String,
    pub was: String,
    pub is: String,
}

/// What people have relied on, and now is otherwise: dates, place, mode, languages, cost, parts.
#[must_use]
pub fn changes(t: Words, before: &OfferingDetail, after: &OfferingDetail) -> Vec<Difference> {
    let mode = |run: &Offering| t.coded("mode", run.mode.code());
    let languages = |run: &Offering| t.languages(run.languages.iter().map(String::as_str));
    let both = |what: String, of: &dyn Fn(&Offering) -> String| (what, of(&before.offering), of(&after.offering));
    let mut pairs = vec![
        both(t.plan_dates().plain(), &|run| dates(t, run)),
        both(t.fact_place().plain(), &|run| place(t, run)),
        both(t.fact_mode().plain(), &mode),
        both(t.fact_taught_in().plain(), &languages),
        both(t.facet_cost().plain(), &|run| fee(t, run)),
        both(t.fact_zone().plain(), &|run| run.zone.clone()),
        (t.offering_costs().plain(), payers(t, before), payers(t, after)),
    ];
    // where a run is one part, all but its host and its kind stands above
    let is_one = before.segments.len() <= 1 && after.segments.len() == 1;
    let parts = |run: &OfferingDetail| {
        let words = run.segments.iter().map(|part| part_words(t, part, !is_one));
        words.collect::<Vec<_>>().join("; ")
    };
    if !before.segments.is_empty() || after.segments.len() > 1 {
        pairs.push((t.offering_parts(after.segments.len()).plain(), parts(before), parts(after)));
    }
    pairs
        .into_iter()
        .filter(|(_, was, is)| was != is)
        .map(|(what, was, is)| Difference { what, was, is })
        .collect()
}

fn part_words(t: Words, part: &Segment, is_full: bool) -> String {
    let host = part.host.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let mut words = vec![t.coded("segment", part.kind.code()), host];
    if is_full {
        words.push(place_of(t, part.place.as_deref(), part.country));
        words.push(t.dates_from_to(t.day(part.starts), t.day(part.ends)).plain());
    }
    words.retain(|words| !words.is_empty());
    words.join(&t.list_comma().plain())
}

fn payers(t: Words, run: &OfferingDetail) -> String {
    let mut costs: Vec<_> = run.costs.iter().filter(|cost| cost.payer != Payer::Unknown).collect();
    costs.sort_by_key(|cost| cost.item);
    let words = costs.iter().map(|cost| {
        let (item, payer) = (t.coded("cost", cost.item.code()), t.coded("payer", cost.payer.code()));
        format!("{item}: {payer}")
    });
    words.collect::<Vec<_>>().join("; ")
}
