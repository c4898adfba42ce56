//! The grid: skills down, places across, the shortest first; which cell is selected; how dark a number is.

use super::{Cut, Figures, Sheet};
use crate::catalogue::filter::Place;
use crate::dashboards::policy::Purview;
use crate::skills::SkillCode;

/// So many places stand side by side; a phone shows no more.
pub const COLUMNS: usize = 8;
/// So many skills stand below one another.
pub const ROWS: usize = 10;

/// A cell that somebody looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selected {
    pub skill: SkillCode,
    pub place: Place,
}

/// A skill across the places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub skill: SkillCode,
    /// One a column, `None` where nobody declared a need.
    pub cells: Vec<Option<Figures>>,
    /// Of the whole purview, each country once.
    pub total: Figures,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    pub columns: Vec<Place>,
    /// Places with a declared need for which there was no column.
    pub more: Vec<(Place, Figures)>,
    pub rows: Vec<Row>,
    /// Skills for which there was no row.
    pub hidden_skills: usize,
    /// The selected cell; none where nothing is needed.
    pub selected: Option<Selected>,
    pub steps: Steps,
}

impl Grid {
    /// Of everything in the purview. What is asked for has its row and column; where half a cell is asked for, its worst half is found.
    #[must_use]
    pub fn of(sheet: &Sheet, purview: &Purview, skill: Option<SkillCode>, place: Option<Place>) -> Self {
        let mut places = by_place(sheet, purview);
        let asked = |place: &Place| places.iter().any(|(known, _)| known == place);
        let wanted = place.filter(asked).or_else(|| worst_place(sheet, purview, &places, skill?));
        let more = split_keeping(&mut places, COLUMNS, |(known, _)| Some(*known) == wanted);
        let columns: Vec<Place> = places.into_iter().map(|(place, _)| place).collect();

        let mut skills = sheet.by_skill(Cut::default());
        let known = |skill: &SkillCode| skills.iter().any(|(known, _)| known == skill);
        let wanted_skill = skill.filter(known).or_else(|| worst_skill(sheet, purview, place?));
        let hidden_skills = split_keeping(&mut skills, ROWS, |(known, _)| Some(*known) == wanted_skill).len();
        let rows: Vec<Row> = skills
            .into_iter()
            .map(|(skill, total)| Row {
                skill,
                cells: columns.iter().map(|place| cell(sheet, purview, skill, *place)).collect(),
                total,
            })
            .collect();
        let selected = match (wanted_skill, place.or(wanted)) {
            (Some(skill), Some(place)) => Some(Selected { skill, place }),
            _ => worst_cell(&rows, &columns),
        };
        let darkest = rows.iter().flat_map(|row| &row.cells).flatten().map(|cell| cell.short).max();
        Self {
            columns,
            more,
            rows,
            hidden_skills,
            selected,
            steps: Steps::up_to(darkest.unwrap_or(0)),
        }
    }
}

/// The places of the purview in which anything is needed, the shortest first.
#[must_use]
pub fn by_place(sheet: &Sheet, purview: &Purview) -> Vec<(Place, Figures)> {
    let mut places: Vec<(Place, Figures)> = purview
        .places()
        .into_iter()
        .filter_map(|place| {
            let countries = purview.within(place);
            let total = sheet.total(Cut {
                skill: None,
                countries: Some(&countries),
            })?;
            Some((place, total))
        })
        .collect();
    // as they came where they are equally short
    places.sort_by_key(|(_, total)| (-total.short, -total.need));
    places
}

/// The figures of a skill in a place.
#[must_use]
pub fn cell(sheet: &Sheet, purview: &Purview, skill: SkillCode, place: Place) -> Option<Figures> {
    let countries = purview.within(place);
    sheet.total(Cut {
        skill: Some(skill),
        countries: Some(&countries),
    })
}

fn worst_place(sheet: &Sheet, purview: &Purview, places: &[(Place, Figures)], skill: SkillCode) -> Option<Place> {
    let needing = places
        .iter()
        .filter_map(|(place, _)| Some((*place, cell(sheet, purview, skill, *place)?)));
    first_worst(needing)
}

fn worst_skill(sheet: &Sheet, purview: &Purview, place: Place) -> Option<SkillCode> {
    let countries = purview.within(place);
    let cut = Cut {
        skill: None,
        countries: Some(&countries),
    };
    sheet.by_skill(cut).first().map(|(skill, _)| *skill)
}

fn worst_cell(rows: &[Row], columns: &[Place]) -> Option<Selected> {
    first_worst(rows.iter().flat_map(|row| {
        columns.iter().zip(&row.cells).filter_map(|(place, cell)| {
            let selected = Selected {
                skill: row.skill,
                place: *place,
            };
            cell.map(|cell| (selected, cell))
        })
    }))
}

/// The one that is most short; of several the first.
fn first_worst<T>(all: impl Iterator<Item = (T, Figures)>) -> Option<T> {
    all.reduce(|worst, other| if other.1.short > worst.1.short { other } else { worst })
        .map(|(worst, _)| worst)
}

/// Shortens a list to so many; one that is to be kept takes the last place. Gives what was left out.
fn split_keeping<T>(list: &mut Vec<T>, most: usize, is_kept: impl Fn(&T) -> bool) -> Vec<T> {
    if list.len() <= most {
        return Vec::new();
    }
    let mut rest = list.split_off(most);
    if let Some(at) = rest.iter().position(is_kept)
        && let Some(last) = list.last_mut()
    {
        std::mem::swap(last, &mut rest[at]);
        // what made room is the largest of the rest
        rest[..=at].rotate_right(1);
    }
    rest
}

/// From which number on each of the five shades is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps([i64; 5]);

impl Steps {
    const LADDERS: [[i64; 5]; 11] = [
        [1, 2, 4, 6, 9],
        [1, 4, 8, 12, 20],
        [1, 5, 10, 20, 40],
        [1, 10, 25, 50, 100],
        [1, 20, 50, 100, 200],
        [1, 50, 100, 250, 500],
        [1, 100, 250, 500, 1000],
        [1, 200, 500, 1000, 2000],
        [1, 500, 1000, 2500, 5000],
        [1, 1000, 2500, 5000, 10_000],
        [1, 2500, 5000, 10_000, 25_000],
    ];

    /// Round numbers, so that the darkest shade is used for the largest number and not for most.
    #[must_use]
    pub fn up_to(largest: i64) -> Self {
        let fitting = Self::LADDERS.iter().rev().find(|ladder| ladder[4] <= largest);
        Self(*fitting.unwrap_or(&Self::LADDERS[0]))
    }

    /// 0 where nothing is short, then 1 to 5.
    #[must_use]
    pub fn of(&self, short: i64) -> usize {
        self.0.iter().filter(|least| short >= **least).count()
    }

    /// The least number of each shade, and the largest where there is one.
    pub fn spans(&self) -> impl Iterator<Item = (i64, Option<i64>)> {
        let next = self.0.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
        self.0.iter().copied().zip(next)
    }
}
