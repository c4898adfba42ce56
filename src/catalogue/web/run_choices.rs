//! The choices of the form of a run, in words, and a run's own values as they would have been typed.

use chrono::TimeDelta;

use super::cards;
use super::courses::Choices;
use crate::catalogue::forms::{CURRENCIES, Host, LANGUAGES, OfferingForm, PART_ROWS};
use crate::catalogue::store::OwnRun;
use crate::catalogue::{Capacity, CapacityKind, CostItem, FeeKind, Mode, Payer, SegmentKind};
use crate::kernel::UtcTime;
use crate::kernel::dates::Tz;
use crate::kernel::money::Money;
use crate::network::places::GroupingKind;
use crate::network::{Places, Sector, names};
use crate::site::Words;

/// A part as typed.
pub(super) struct PartRow {
    pub(super) number: usize,
    pub(super) kind: String,
    pub(super) place: String,
    pub(super) country: String,
    pub(super) host: String,
    pub(super) from: String,
    pub(super) to: String,
}

pub(super) fn rows(form: &OfferingForm) -> Vec<PartRow> {
    let cell = |values: &[String], row: usize| values.get(row).cloned().unwrap_or_default();
    (0..PART_ROWS)
        .map(|row| PartRow {
            number: row + 1,
            kind: cell(&form.kind, row),
            place: cell(&form.place, row),
            country: cell(&form.country, row),
            host: cell(&form.host, row),
            from: cell(&form.from, row),
            to: cell(&form.to, row),
        })
        .collect()
}

fn coded(t: Words, part: &str, codes: impl IntoIterator<Item = &'static str>) -> Choices {
    codes.into_iter().map(|code| (code.to_owned(), t.coded(part, code))).collect()
}

pub(super) fn modes(t: Words) -> Choices {
    coded(t, "mode", Mode::ALL.iter().map(|mode| mode.code()))
}

pub(super) fn kinds(t: Words) -> Choices {
    coded(t, "segment", SegmentKind::ALL.iter().map(|kind| kind.code()))
}

pub(super) fn capacities(t: Words) -> Choices {
    coded(t, "plan-capacity", ["limited", "unlimited"])
}

pub(super) fn sectors(t: Words) -> Choices {
    coded(t, "plan-sector", Sector::ALL.iter().map(|sector| sector.code()))
}

pub(super) fn fees(t: Words) -> Choices {
    coded(t, "plan-fee", FeeKind::ALL.iter().map(|fee| fee.code()))
}

pub(super) fn payer_choices(t: Words) -> Choices {
    let known = Payer::ALL.iter().filter(|payer| **payer != Payer::Unknown);
    coded(t, "plan-payer", known.map(|payer| payer.code()))
}

/// Id, what has to be paid, who pays it as typed.
pub(super) fn payers(t: Words, typed: &[String]) -> Vec<(String, String, String)> {
    CostItem::ALL
        .iter()
        .enumerate()
        .map(|(row, item)| {
            (
                format!("payer-{item}"),
                t.coded("cost", item.code()),
                typed.get(row).cloned().unwrap_or_default(),
            )
        })
        .collect()
}

pub(super) fn currencies() -> Choices {
    CURRENCIES.iter().map(|code| ((*code).to_owned(), (*code).to_owned())).collect()
}

pub(super) fn languages(t: Words, ticked: &[String]) -> Vec<(String, String, bool)> {
    LANGUAGES
        .iter()
        .map(|code| ((*code).to_owned(), t.coded("language", code), ticked.iter().any(|known| known == code)))
        .collect()
}

/// "Densu Fill, Accra, Ghana".
pub(super) fn hosts(t: Words, hosts: &[Host]) -> Choices {
    let comma = t.list_comma().plain();
    hosts
        .iter()
        .map(|host| {
            let place = cards::place_of(t, host.place.as_deref(), host.country);
            let name = if place.is_empty() {
                host.name.clone()
            } else {
                format!("{}{comma}{place}", host.name)
            };
            (host.id.to_string(), name)
        })
        .collect()
}

/// The zones of all countries' capitals, and the one that is chosen; with what they are ahead of UTC now.
pub(super) fn zones(chosen: &str, now: UtcTime) -> Choices {
    let mut zones: Vec<Tz> = Places::builtin().countries().iter().map(|country| country.zone).collect();
    zones.push(Tz::UTC);
    zones.extend(chosen.parse::<Tz>());
    zones.sort_by_key(|zone| zone.name());
    zones.dedup();
    zones
        .into_iter()
        .map(|zone| {
            let ahead: TimeDelta = now.in_zone(zone) - now.get().naive_utc();
            let (sign, minutes) = (if ahead < TimeDelta::zero() { '−' } else { '+' }, ahead.num_minutes().abs());
            let name = zone.name().replace('_', " ");
            (zone.name().to_owned(), format!("{name} (UTC{sign}{}:{:02})", minutes / 60, minutes % 60))
        })
        .collect()
}

/// Regions and communities, then countries.
pub(super) fn residences(t: Words) -> Vec<(String, Choices)> {
    let places = Places::builtin();
    let of = |kinds: &[GroupingKind]| -> Choices {
        places
            .groupings()
            .iter()
            .filter(|grouping| kinds.contains(&grouping.kind))
            .map(|grouping| {
                (
                    grouping.code.to_string(),
                    t.grouping(grouping.code.as_str(), &grouping.name).text.to_owned(),
                )
            })
            .collect()
    };
    vec![
        (t.plan_regions().plain(), of(&[GroupingKind::WhoRegion, GroupingKind::AuRegion])),
        (t.plan_communities().plain(), of(&[GroupingKind::Rec, GroupingKind::Asean])),
        (t.plan_others().plain(), of(&[GroupingKind::M49Region, GroupingKind::Development])),
        (t.plan_countries().plain(), names::country_choices(t)),
    ]
}

/// What stands of a run that people have read.
pub(super) fn facts(t: Words, run: &OwnRun) -> Vec<(String, String)> {
    let offering = &run.detail.offering;
    let dates = t.dates_from_to(t.day(offering.starts), t.day(offering.ends)).plain();
    let place = cards::place(t, offering);
    let mut facts = vec![
        (t.plan_dates().plain(), dates),
        (t.fact_mode().plain(), t.coded("mode", offering.mode.code())),
        (
            t.fact_taught_in().plain(),
            t.languages(offering.languages.iter().map(String::as_str)),
        ),
        (t.facet_cost().plain(), cards::fee(t, offering)),
        (t.fact_zone().plain(), offering.zone.clone()),
    ];
    if !place.is_empty() {
        facts.insert(1, (t.fact_place().plain(), place));
    }
    facts
}

/// Kind and number as typed.
pub(super) fn capacity_of(capacity: Capacity) -> (String, String) {
    match capacity.kind {
        CapacityKind::Limited => ("limited".to_owned(), capacity.seats.to_string()),
        CapacityKind::Unlimited => ("unlimited".to_owned(), String::new()),
        CapacityKind::Unknown => (String::new(), String::new()),
    }
}

/// Amount and currency as typed.
pub(super) fn amount_of(price: &Money) -> (String, String) {
    let shown = price.to_string();
    let amount = shown.strip_prefix(&price.currency).unwrap_or(&shown).trim();
    (amount.to_owned(), price.currency.clone())
}
