//! A slot as a card, wherever one is shown.

use crate::catalogue::Text;
use crate::catalogue::web::cards::place_of;
use crate::placements::{OwnPeriod, PeriodState, Slot};
use crate::site::{Words, charts, paths};

/// What the partial `placements/card.html` shows.
pub struct SlotCard {
    pub href: String,
    pub code: String,
    pub tag_class: &'static str,
    pub title: Text,
    pub facility: Text,
    pub place: String,
    pub facts: Vec<(String, String)>,
    pub why: Vec<String>,
    pub free: String,
    pub taken: f64,
    pub fee: String,
}

impl SlotCard {
    #[must_use]
    pub fn of(t: Words, slot: &Slot) -> Self {
        let (free, places) = (slot.free(), slot.places());
        let tag_class = match free {
            0 => "bad",
            1 | 2 => "warn",
            _ => "ok",
        };
        let mut facts = Vec::new();
        if let Some(first) = slot
            .periods
            .iter()
            .find(|period| period.free() > 0)
            .or_else(|| slot.periods.first())
        {
            facts.push((t.fact_from().plain(), t.date(first.from)));
            let days = (first.to - first.from).num_days() + 1;
            facts.push((t.fact_for().plain(), t.days(days).plain()));
        }
        if !slot.languages.is_empty() {
            facts.push((t.fact_in().plain(), t.languages(slot.languages.iter().map(String::as_str))));
        }
        Self {
            href: paths::slot(slot.id, &slot.title.text),
            code: slot.code.clone(),
            tag_class,
            title: slot.title.clone(),
            facility: slot.facility.clone(),
            place: place_of(t, slot.place.as_deref(), slot.country),
            facts,
            why: Vec::new(),
            free: t.places_left_of(free, places).plain(),
            taken: charts::percent((places - free).into(), places.into()),
            fee: t.coded("fee", slot.fee.code()),
        }
    }
}

pub fn period_tag(t: Words, own: &OwnPeriod) -> Option<(&'static str, String)> {
    if own.overbooked > 0 {
        Some(("bad", t.period_overbooked(own.overbooked).plain()))
    } else if own.state == PeriodState::Closed {
        Some(("", t.period_closed().plain()))
    } else if own.period.free() == 0 {
        Some(("warn", t.period_full().plain()))
    } else {
        None
    }
}
