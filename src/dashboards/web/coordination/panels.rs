//! The panels beside the grid: the selected cell, with who asks and what is open; and what to do first.

use super::page::Around;
use super::{View, count, place_name, skill_name};
use crate::catalogue::Text;
use crate::catalogue::filter::Place;
use crate::catalogue::store::choose;
use crate::dashboards::coordination::finding::Move;
use crate::dashboards::coordination::grid::{Grid, Selected, cell};
use crate::dashboards::coordination::{Ask, Cut, Open, by_organisation};
use crate::kernel::OrgId;
use crate::site::{Words, charts, paths};
use crate::skills::{SkillCode, Taxonomy};

/// A line of numbers; where there is an address, the number leads to what is behind it.
pub(super) struct Fact {
    pub name: String,
    pub value: String,
    pub note: String,
    pub href: String,
}

pub(super) struct Asking {
    pub name: Text,
    pub href: String,
    pub posts: String,
}

/// The selected cell.
pub(super) struct CellPanel {
    pub title: String,
    pub levels: String,
    /// Said where nobody declared a need.
    pub empty: String,
    pub held: f64,
    pub coming: f64,
    pub facts: Vec<Fact>,
    pub asking: Vec<Asking>,
    pub all_asks: (String, String),
    pub open: Vec<Fact>,
    pub courses: String,
    pub all_open: String,
}

impl CellPanel {
    /// So many of those who ask are named.
    pub(super) const ASKS: usize = 4;

    /// The declarations behind the selected cell.
    pub(super) fn asks(view: &View, grid: &Grid) -> Vec<Ask> {
        grid.selected.map_or_else(Vec::new, |selected| {
            let countries = view.purview.within(selected.place);
            let cut = Cut {
                skill: Some(selected.skill),
                countries: Some(&countries),
            };
            view.sheet.asks(cut, &view.declared, view.quarter, Taxonomy::builtin())
        })
    }

    pub(super) fn of(t: Words, view: &View, selected: Selected, asks: &[Ask], around: &Around) -> Self {
        let Selected { skill, place } = selected;
        let figures = cell(&view.sheet, &view.purview, skill, place);
        let named = figures.unwrap_or_default();
        let name = place_name(t, place);
        Self {
            title: t.coord_cell_title(name.clone(), skill_name(t, skill)).plain(),
            levels: levels(t, view, selected),
            empty: if figures.is_none() {
                t.coord_cell_empty(name).plain()
            } else {
                String::new()
            },
            held: charts::percent(named.held, named.need),
            coming: charts::percent(named.coming, named.need),
            facts: if figures.is_some() { facts(t, view, selected) } else { Vec::new() },
            asking: by_organisation(asks)
                .into_iter()
                .take(Self::ASKS)
                .map(|(org, posts)| asking(t, org, posts, around))
                .collect(),
            all_asks: (
                view.list("need", Some(skill), Some(place)),
                t.coord_who_all(count(asks.len())).plain(),
            ),
            open: open(t, view, selected, around),
            courses: format!("{}?skill={skill}&place={}", paths::COURSES, place.code()),
            all_open: view.list("open", Some(skill), Some(place)),
        }
    }
}

fn levels(t: Words, view: &View, selected: Selected) -> String {
    let countries = view.purview.within(selected.place);
    let levels = view.sheet.levels(Cut {
        skill: Some(selected.skill),
        countries: Some(&countries),
    });
    match (levels.len(), levels.first()) {
        (1, Some(level)) => t.coord_cell_level(i32::from(*level)).plain(),
        (0, _) => String::new(),
        _ => t.coord_cell_levels().plain(),
    }
}

fn facts(t: Words, view: &View, selected: Selected) -> Vec<Fact> {
    let Selected { skill, place } = selected;
    let figures = cell(&view.sheet, &view.purview, skill, place).unwrap_or_default();
    let fact = |name: String, number: i64, show: &str| Fact {
        name,
        value: t.number(number),
        note: String::new(),
        href: view.list(show, Some(skill), Some(place)),
    };
    let mut facts = vec![
        fact(t.coord_cell_need().plain(), figures.need, "need"),
        fact(t.coord_cell_held().plain(), figures.held, "held"),
        fact(t.coord_cell_coming().plain(), figures.coming, "coming"),
        fact(t.coord_cell_short().plain(), figures.short, "short"),
    ];
    if figures.spare > 0 {
        facts.push(fact(t.coord_cell_spare().plain(), figures.spare, "held"));
    }
    facts
}

fn asking(t: Words, org: OrgId, posts: i64, around: &Around) -> Asking {
    let name = choose(&around.names, org, t.lang());
    Asking {
        href: paths::organisation(org, &name.text),
        name,
        posts: t.coord_who_posts(posts).plain(),
    }
}

fn open(t: Words, view: &View, selected: Selected, around: &Around) -> Vec<Fact> {
    let Selected { skill, place } = selected;
    let open = Open::of(
        skill,
        &view.purview.within(place),
        view.purview.countries(),
        (&around.offers, &around.practices),
    );
    let courses = |places: String| format!("{}?skill={skill}{places}&mode=classroom&mode=hands_on&mode=blended", paths::COURSES);
    let everywhere = everywhere(view);
    let lines = [
        (
            t.coord_open_here(place_name(t, place)),
            open.here,
            courses(format!("&place={}", place.code())),
        ),
        (t.coord_open_within(), open.within, courses(everywhere.clone())),
        (
            t.coord_open_remote(),
            open.remote,
            format!("{}?skill={skill}&mode=remote", paths::COURSES),
        ),
        (
            t.coord_open_practice(),
            open.practice,
            format!("{}?skill={skill}{everywhere}", paths::PLACEMENTS),
        ),
    ];
    let fact = |(nth, (name, counted, href)): (usize, (crate::words::Phrase<'_>, crate::dashboards::coordination::Count, String))| {
        let is_open = counted.offers > 0;
        let free = if nth == 3 {
            t.coord_open_places(counted.free)
        } else {
            t.coord_open_free(counted.free)
        };
        Fact {
            name: name.plain(),
            value: if is_open {
                t.coord_open_count(counted.offers)
            } else {
                t.coord_open_nothing()
            }
            .plain(),
            note: if is_open { free.plain() } else { String::new() },
            href: if is_open { href } else { String::new() },
        }
    };
    lines.into_iter().enumerate().map(fact).collect()
}

/// Every grouping of the purview, as a query goes on with it.
fn everywhere(view: &View) -> String {
    view.purview
        .groupings()
        .fold(String::new(), |query, code| format!("{query}&place={code}"))
}

/// Something to do first.
pub(super) struct Act {
    pub title: String,
    pub why: String,
    pub href: String,
    pub action: String,
}

impl Act {
    pub(super) fn of(t: Words, view: &View, one: Move) -> Self {
        let courses = |skill: SkillCode| format!("{}?skill={skill}&open=1", paths::COURSES);
        let country = |code| place_name(t, Place::Country(code));
        let (title, why, href, action) = match one {
            Move::Fill {
                skill,
                place,
                seats,
                short,
            } => (
                t.coord_act_fill(seats),
                t.coord_act_fill_why(place_name(t, place), short, skill_name(t, skill)),
                courses(skill),
                t.coord_act_fill_do(),
            ),
            Move::Ask { skill, place, short } => (
                t.coord_act_ask(place_name(t, place)),
                t.coord_act_ask_why(short, skill_name(t, skill)),
                format!("{}?kind=provider&place={}", paths::NETWORK, place.code()),
                t.coord_act_ask_do(),
            ),
            Move::Practise { skill, free, short, .. } => (
                t.coord_act_practise(free),
                t.coord_act_practise_why(short, skill_name(t, skill)),
                format!("{}?skill={skill}{}", paths::PLACEMENTS, everywhere(view)),
                t.coord_act_practise_do(),
            ),
            Move::Lend {
                skill,
                from,
                to,
                spare,
                short,
            } => (
                t.coord_act_lend(country(from), country(to)),
                t.coord_act_lend_why(country(from), short, skill_name(t, skill), spare, country(to)),
                view.list("short", Some(skill), None),
                t.coord_act_lend_do(),
            ),
            Move::Declare { organisations } => (
                t.coord_act_declare(organisations),
                t.coord_act_declare_why(),
                view.list("silent", None, None),
                t.coord_act_declare_do(),
            ),
        };
        Self {
            title: title.plain(),
            why: why.plain(),
            href,
            action: action.plain(),
        }
    }
}
