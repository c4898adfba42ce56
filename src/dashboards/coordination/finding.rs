//! The sentence at the top of the page, and what to do first.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{self, cell};
use super::{Count, Cut, Figures, Offer, Open, Practice, Sheet};
use crate::catalogue::filter::Place;
use crate::dashboards::policy::Purview;
use crate::network::CountryCode;
use crate::skills::{FieldCode, SkillCode, Taxonomy};

/// What is most to be seen in the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Nobody declared a need.
    Nothing,
    /// Nothing is short.
    Covered,
    /// One skill stands out, and perhaps one place in it.
    Skill(SkillCode, Option<Place>),
    /// No skill stands out, but a field of them.
    Field(FieldCode, Option<Place>),
    /// Neither: so many skills are short.
    Spread(usize),
}

/// Stands out: a quarter more than the second.
fn stands_out(first: i64, second: i64) -> bool {
    first * 4 >= second * 5
}

/// A place stands out in a gap that it has two fifths of.
fn has_most_of(part: i64, whole: i64) -> bool {
    part * 5 >= whole * 2
}

impl Finding {
    #[must_use]
    pub fn of(sheet: &Sheet, purview: &Purview, taxonomy: &Taxonomy) -> Self {
        let skills = sheet.by_skill(Cut::default());
        let short: Vec<_> = skills.iter().filter(|(_, figures)| figures.short > 0).collect();
        let Some((worst, figures)) = short.first() else {
            return if skills.is_empty() { Self::Nothing } else { Self::Covered };
        };
        if stands_out(figures.short, short.get(1).map_or(0, |(_, second)| second.short)) {
            return Self::Skill(*worst, dominant_place(sheet, purview, &[*worst]));
        }
        let mut fields = BTreeMap::<FieldCode, (i64, Vec<SkillCode>)>::new();
        for (skill, figures) in &short {
            if let Some(field) = taxonomy.field_of(*skill) {
                let (sum, skills) = fields.entry(field.code).or_default();
                *sum += figures.short;
                skills.push(*skill);
            }
        }
        let mut fields: Vec<_> = fields.into_iter().collect();
        fields.sort_by_key(|(code, (sum, _))| (-sum, *code));
        match fields.first() {
            Some((field, (sum, skills))) if stands_out(*sum, fields.get(1).map_or(0, |(_, (second, _))| *second)) => {
                Self::Field(*field, dominant_place(sheet, purview, skills))
            }
            _ => Self::Spread(short.len()),
        }
    }
}

/// The place that has most of what is short in some skills, where there are several and one of them has.
fn dominant_place(sheet: &Sheet, purview: &Purview, skills: &[SkillCode]) -> Option<Place> {
    let short = |place: Option<Place>| -> i64 {
        let countries = place.map(|place| purview.within(place));
        let cut = |skill: &SkillCode| Cut {
            skill: Some(*skill),
            countries: countries.as_ref(),
        };
        skills
            .iter()
            .filter_map(|skill| sheet.total(cut(skill)))
            .map(|figures| figures.short)
            .sum()
    };
    let mut places: Vec<_> = purview.places().into_iter().map(|place| (place, short(Some(place)))).collect();
    places.sort_by_key(|(_, short)| -short);
    match places[..] {
        [(first, most), (_, second), ..] if most > second && has_most_of(most, short(None)) => Some(first),
        _ => None,
    }
}

/// Something that would close part of a gap, with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Seats are free in courses that somebody from here can take.
    Fill {
        skill: SkillCode,
        place: Place,
        seats: i64,
        short: i64,
    },
    /// Nothing that is open teaches it.
    Ask { skill: SkillCode, place: Place, short: i64 },
    /// Places are free at facilities.
    Practise {
        skill: SkillCode,
        place: Place,
        free: i64,
        short: i64,
    },
    /// One country has more people than it needs, another fewer.
    Lend {
        skill: SkillCode,
        from: CountryCode,
        to: CountryCode,
        spare: i64,
        short: i64,
    },
    /// Organisations that have not said what they need.
    Declare { organisations: i64 },
}

impl Move {
    /// How many posts it would fill.
    #[must_use]
    pub fn closes(&self) -> i64 {
        match *self {
            Self::Fill { seats, short, .. } => seats.min(short),
            Self::Ask { short, .. } => short,
            Self::Practise { free, short, .. } => free.min(short),
            Self::Lend { spare, short, .. } => spare.min(short),
            Self::Declare { .. } => 0,
        }
    }

    const fn kind(&self) -> u8 {
        match self {
            Self::Fill { .. } => 0,
            Self::Ask { .. } => 1,
            Self::Practise { .. } => 2,
            Self::Lend { .. } => 3,
            Self::Declare { .. } => 4,
        }
    }
}

/// At most so many moves are shown.
pub const MOVES: usize = 4;
/// So many of the shortest skills are looked at.
pub const LOOKED_AT: usize = 12;

/// The moves that would close most, the best of each kind; last the one that closes nothing yet. `silent` organisations declared
/// nothing.
#[must_use]
pub fn moves(sheet: &Sheet, purview: &Purview, (offers, practices): (&[Offer], &[Practice]), silent: i64) -> Vec<Move> {
    let mut all = Vec::new();
    let places = grid::by_place(sheet, purview);
    for (skill, figures) in sheet.by_skill(Cut::default()).into_iter().take(LOOKED_AT) {
        if figures.short == 0 {
            break;
        }
        let worst = places
            .iter()
            .filter_map(|(place, _)| Some((*place, cell(sheet, purview, skill, *place)?.short)))
            .reduce(|worst, other| if other.1 > worst.1 { other } else { worst });
        let Some((place, short)) = worst else { continue };
        let open = Open::of(skill, &purview.within(place), purview.countries(), (offers, practices));
        // what anybody in the purview could use is set against what is short in all of it
        if open.seats() > 0 {
            all.push(Move::Fill {
                skill,
                place,
                seats: open.seats(),
                short: figures.short,
            });
        } else if open.within == Count::default() && open.remote == Count::default() {
            all.push(Move::Ask { skill, place, short });
        }
        if open.practice.free > 0 {
            all.push(Move::Practise {
                skill,
                place,
                free: open.practice.free,
                short: figures.short,
            });
        }
        all.extend(lend(sheet, skill));
    }
    // skills come the shortest first, and the sort keeps that order among equals
    all.sort_by_key(|one| -one.closes());
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert(one.kind()));
    if silent > 0 {
        all.truncate(MOVES - 1);
        all.push(Move::Declare { organisations: silent });
    }
    all.truncate(MOVES);
    all
}

/// From the country that could spare most to the one that is most short.
fn lend(sheet: &Sheet, skill: SkillCode) -> Option<Move> {
    let countries = sheet.by_country(Cut {
        skill: Some(skill),
        countries: None,
    });
    let (to, short): &(CountryCode, Figures) = countries.first()?;
    let (from, spare) = countries.iter().max_by_key(|(_, figures)| figures.spare)?;
    (spare.spare > 0 && short.short > 0 && from != to).then_some(Move::Lend {
        skill,
        from: *from,
        to: *to,
        spare: spare.spare,
        short: short.short,
    })
}
