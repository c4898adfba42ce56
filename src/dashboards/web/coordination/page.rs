//! The dashboard: finding, numbers, grid, map and bars. The panels beside the grid stand in `panels`.
//!
//! Long because the page has many parts, and this is where they come together.

use std::collections::BTreeSet;

use askama::Template;

use super::panels::{Act, CellPanel};
use super::{View, count, place_name, quarter_words, skill_name};
use crate::app::App;
use crate::catalogue::filter::Place;
use crate::dashboards::coordination::finding::{self, Finding, LOOKED_AT};
use crate::dashboards::coordination::grid::{Grid, Steps};
use crate::dashboards::coordination::{Ask, Cut, Figures, Offer, Practice, by_organisation};
use crate::dashboards::store;
use crate::kernel::OrgId;
use crate::needs;
use crate::network::map::{self, Frame};
use crate::network::store::{Organisation, list_organisations};
use crate::network::{CountryCode, OrgKind};
use crate::site::charts::{self, PillRow};
use crate::site::{Answer, PageError, Shell, Words, paths, respond};
use crate::skills::{SkillCode, Taxonomy};

/// Classes of the shades, from covered to the darkest.
const SHADES: [&str; 6] = ["q0", "q1", "q2", "q3", "q4", "q5"];
const MAP_SHADES: [&str; 6] = ["m0", "m1", "m2", "m3", "m4", "m5"];
/// So many bars are drawn, and so many countries listed beside the map.
const BARS: usize = 10;
const LISTED: usize = 8;
/// More circles than this only hide the map.
const POINTS: usize = 60;

struct Choice {
    value: String,
    words: String,
    is_chosen: bool,
}

struct Number {
    name: String,
    value: String,
    href: String,
    detail: String,
    is_hot: bool,
}

struct Cell {
    number: String,
    spoken: String,
    href: String,
    class: &'static str,
    is_current: bool,
}

struct Line {
    name: String,
    href: String,
    /// A cell, or what is said where nobody declared a need.
    cells: Vec<Result<Cell, String>>,
    sum: String,
}

struct Shade {
    class: &'static str,
    words: String,
}

struct Country {
    code: String,
    name: String,
    href: String,
    number: String,
    class: &'static str,
    map_class: &'static str,
}

struct Bar {
    name: String,
    href: String,
    numbers: String,
    held: f64,
    coming: f64,
    width: f64,
}

#[derive(Template)]
#[template(path = "dashboards/coordination.html")]
struct CoordinationPage {
    t: Words,
    shell: Shell,
    as_of: String,
    finding: String,
    lead: String,
    of_hundred: i64,
    pills: Vec<PillRow>,
    quarters: Vec<Choice>,
    sectors: Vec<Choice>,
    /// Of somebody who has several.
    groupings: Vec<Choice>,
    kept: Vec<(&'static str, String)>,
    numbers: Vec<Number>,
    silent_countries: Option<String>,
    columns: Vec<(String, String)>,
    lines: Vec<Line>,
    key: Vec<Shade>,
    more: Vec<(String, String)>,
    more_skills: Option<(String, String)>,
    cell: Option<CellPanel>,
    acts: Vec<Act>,
    frame: String,
    map_file: String,
    countries: Vec<Country>,
    unknown: Vec<String>,
    points: Vec<(String, String)>,
    radius: String,
    map_key: Vec<Shade>,
    map_all: String,
    bars: Vec<Bar>,
    table: Vec<(String, [String; 4])>,
    csv: String,
    caption: String,
    counted: String,
}

impl CoordinationPage {
    /// The countries that are listed beside the map.
    fn listed(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter().take(LISTED)
    }
}

/// What the page shows beside the figures, read for it.
pub(super) struct Around {
    pub offers: Vec<Offer>,
    pub practices: Vec<Practice>,
    /// Everybody listed in the countries of the purview.
    organisations: Vec<Organisation>,
    /// Names of whoever asks in the selected cell.
    pub names: Vec<(OrgId, String, bool, String)>,
}

pub(super) async fn show(app: &App, shell: Shell, view: &View) -> Answer {
    let grid = Grid::of(&view.sheet, &view.purview, view.skill, view.place);
    let asks = CellPanel::asks(view, &grid);
    let around = around(app, shell.t, view, &grid, &asks).await?;
    respond::page(&page(shell, view, &grid, &asks, &around))
}

async fn around(app: &App, t: Words, view: &View, grid: &Grid, asks: &[Ask]) -> Result<Around, PageError> {
    let (now, language) = (app.now(), t.lang());
    let looked_at = view
        .sheet
        .by_skill(Cut::default())
        .into_iter()
        .take(LOOKED_AT)
        .map(|(skill, _)| skill);
    let skills: BTreeSet<SkillCode> = looked_at.chain(grid.selected.map(|cell| cell.skill)).collect();
    let skills: Vec<SkillCode> = skills.into_iter().collect();
    let countries: Vec<CountryCode> = view.purview.countries().iter().copied().collect();
    let asking = by_organisation(asks).into_iter().take(CellPanel::ASKS);
    let orgs: Vec<OrgId> = asking.map(|(org, _)| org).collect();
    Ok(app
        .store
        .read(move |db| {
            Ok(Around {
                offers: store::list_offers(db, &skills, &countries, now)?,
                practices: store::list_practices(db, &skills, &countries, now)?,
                organisations: list_organisations(db, None, Some(countries), language)?,
                names: crate::catalogue::store::organisation_names(db, &orgs, language)?,
            })
        })
        .await?)
}

fn page(shell: Shell, view: &View, grid: &Grid, asks: &[Ask], around: &Around) -> CoordinationPage {
    let t = shell.t;
    let total = view.sheet.total(Cut::default());
    let figures = total.unwrap_or_default();
    let of_hundred = charts::of_hundred(figures.covered(), figures.need);
    let by_country = view.sheet.by_country(Cut::default());
    let steps = Steps::up_to(by_country.first().map_or(0, |(_, worst)| worst.short));
    let frame = map::frame(view.purview.countries());
    let silent = count(silent(view, &around.organisations).len());
    let moves = finding::moves(&view.sheet, &view.purview, (&around.offers, &around.practices), silent);
    let quarter = view.quarter_words(t);
    let (quarters, sectors, groupings) = choices(t, view);
    let kept = [
        ("skill", view.skill.map(|code| code.to_string())),
        ("place", view.place.map(|place| place.code())),
    ];
    CoordinationPage {
        t,
        as_of: t.date(view.taken_at.day()),
        finding: finding_words(t, view),
        lead: if total.is_some() {
            t.coord_lead(figures.need, quarter.clone(), figures.short).plain()
        } else {
            t.coord_lead_nothing().plain()
        },
        of_hundred,
        pills: charts::pills(of_hundred),
        quarters,
        sectors,
        groupings,
        kept: kept.into_iter().filter_map(|(name, value)| Some((name, value?))).collect(),
        numbers: total.map(|figures| numbers(t, view, figures)).unwrap_or_default(),
        silent_countries: silent_countries(t, view, by_country.len()),
        columns: grid
            .columns
            .iter()
            .map(|place| (short_code(*place), place_name(t, *place)))
            .collect(),
        lines: lines(t, view, grid),
        key: key(t, grid.steps, &SHADES),
        more: grid.more.iter().map(|(place, figures)| more(t, view, *place, figures)).collect(),
        more_skills: (grid.hidden_skills > 0).then(|| {
            (
                view.list("short", None, None),
                t.coord_more_skills(count(grid.hidden_skills)).plain(),
            )
        }),
        cell: grid.selected.map(|selected| CellPanel::of(t, view, selected, asks, around)),
        acts: moves.iter().map(|one| Act::of(t, view, *one)).collect(),
        map_file: shell.asset(&map::file_of(view.purview.countries(), view.taken_at.day())),
        frame: format!("{:.0} {:.0} {:.0} {:.0}", frame.x, frame.y, frame.width, frame.height),
        unknown: unknown(view, &by_country),
        points: points(&around.organisations, frame),
        radius: format!("{:.1}", (frame.width * 0.006).max(0.9)),
        map_key: key(t, steps, &SHADES),
        map_all: view.list("short", None, None),
        countries: by_country
            .iter()
            .map(|(code, figures)| country(t, view, *code, figures, steps))
            .collect(),
        bars: bars(t, view),
        table: table(t, view),
        csv: view.address(paths::COORDINATION_CSV, &[]),
        caption: t.coord_table_caption(quarter.clone()).plain(),
        counted: t.coord_fine_counted(t.date(view.taken_at.day()), quarter).plain(),
        shell,
    }
}

fn finding_words(t: Words, view: &View) -> String {
    let taxonomy = Taxonomy::builtin();
    let field = |code: crate::skills::FieldCode| {
        let english = taxonomy.field(code).map_or("", |field| field.name.as_str());
        t.field(code.as_str(), english).text.to_owned()
    };
    match Finding::of(&view.sheet, &view.purview, taxonomy) {
        Finding::Nothing => t.coord_find_nothing(),
        Finding::Covered => t.coord_find_covered(),
        Finding::Skill(skill, None) => t.coord_find_skill(skill_name(t, skill)),
        Finding::Skill(skill, Some(place)) => t.coord_find_skill_place(place_name(t, place), skill_name(t, skill)),
        Finding::Field(code, None) => t.coord_find_field(field(code)),
        Finding::Field(code, Some(place)) => t.coord_find_field_place(field(code), place_name(t, place)),
        Finding::Spread(skills) => t.coord_find_spread(count(skills)),
    }
    .plain()
}

fn choices(t: Words, view: &View) -> (Vec<Choice>, Vec<Choice>, Vec<Choice>) {
    let quarters = view.quarters.iter().map(|quarter| Choice {
        value: quarter.to_string(),
        words: quarter_words(t, *quarter),
        is_chosen: *quarter == view.quarter,
    });
    let sectors = [None, Some(crate::network::Sector::Public), Some(crate::network::Sector::Private)];
    let sectors = sectors.into_iter().map(|sector| Choice {
        value: sector.map_or("all", crate::network::Sector::code).to_owned(),
        words: sector.map_or_else(|| t.coord_sector_all().plain(), |sector| t.coded("coord-sector", sector.code())),
        is_chosen: sector == view.sector,
    });
    let groupings = [None]
        .into_iter()
        .chain(view.groupings.iter().copied().map(Some))
        .map(|code| Choice {
            value: code.map_or("all".to_owned(), |code| code.to_string()),
            words: code.map_or_else(|| t.coord_in_all().plain(), |code| place_name(t, Place::Grouping(code))),
            is_chosen: code == view.within,
        });
    let groupings = if view.groupings.len() > 1 {
        groupings.collect()
    } else {
        Vec::new()
    };
    (quarters.collect(), sectors.collect(), groupings)
}

fn numbers(t: Words, view: &View, figures: Figures) -> Vec<Number> {
    let asks = view.sheet.asks(Cut::default(), &view.declared, view.quarter, Taxonomy::builtin());
    let organisations: BTreeSet<OrgId> = asks.iter().map(|ask| ask.org).collect();
    let countries = view.sheet.by_country(Cut::default()).len();
    let short_skills = view
        .sheet
        .by_skill(Cut::default())
        .iter()
        .filter(|(_, figures)| figures.short > 0)
        .count();
    let number = |show: &str, name: String, value: i64, detail: String| Number {
        name,
        value: t.number(value),
        href: view.list(show, None, None),
        detail,
        is_hot: show == "short",
    };
    vec![
        number(
            "need",
            t.coord_need().plain(),
            figures.need,
            t.coord_need_detail(count(countries), count(organisations.len())).plain(),
        ),
        number(
            "held",
            t.coord_held().plain(),
            figures.held,
            t.coord_held_detail(charts::of_hundred(figures.held, figures.need)).plain(),
        ),
        number("coming", t.coord_coming().plain(), figures.coming, t.coord_coming_detail().plain()),
        number(
            "short",
            t.coord_short().plain(),
            figures.short,
            t.coord_short_detail(count(short_skills)).plain(),
        ),
    ]
}

fn silent_countries(t: Words, view: &View, needing: usize) -> Option<String> {
    let all = view.purview.countries().len();
    (needing < all).then(|| t.coord_silent(count(all), count(all - needing)).plain())
}

/// Members who could declare a need and did not, in this quarter.
pub(super) fn silent<'o>(view: &View, organisations: &'o [Organisation]) -> Vec<&'o Organisation> {
    let declared: BTreeSet<OrgId> = needs::in_force(&view.declared, view.quarter).iter().map(|need| need.org).collect();
    organisations
        .iter()
        .filter(|org| !org.is_external && !declared.contains(&org.id))
        .filter(|org| org.kinds.contains(&OrgKind::Facility) || org.kinds.contains(&OrgKind::Agency))
        .collect()
}

fn lines(t: Words, view: &View, grid: &Grid) -> Vec<Line> {
    let names: Vec<String> = grid.columns.iter().map(|place| place_name(t, *place)).collect();
    let line = |row: &crate::dashboards::coordination::grid::Row| {
        let skill = skill_name(t, row.skill);
        let cells = grid.columns.iter().zip(&names).zip(&row.cells).map(|((place, name), figures)| {
            let Some(figures) = figures else {
                return Err(t.coord_cell_none(name.clone()).plain());
            };
            let is_covered = figures.short == 0;
            let spoken = if is_covered {
                t.coord_cell_covered(name.clone(), skill.clone())
            } else {
                t.coord_cell(figures.need, name.clone(), figures.short, skill.clone())
            };
            Ok(Cell {
                number: if is_covered { "✓".to_owned() } else { t.number(figures.short) },
                spoken: spoken.plain(),
                href: view.cell(Some(row.skill), Some(*place)),
                class: SHADES[grid.steps.of(figures.short)],
                is_current: grid.selected.is_some_and(|cell| cell.skill == row.skill && cell.place == *place),
            })
        });
        Line {
            cells: cells.collect(),
            href: view.list("short", Some(row.skill), None),
            sum: t.number(row.total.short),
            name: skill,
        }
    };
    grid.rows.iter().map(line).collect()
}

fn key(t: Words, steps: Steps, shades: &[&'static str; 6]) -> Vec<Shade> {
    let spans = steps.spans().map(|(least, most)| match most {
        Some(most) if most == least => t.number(least),
        Some(most) => format!("{}–{}", t.number(least), t.number(most)),
        None => t.coord_span_over(least).plain(),
    });
    std::iter::once(t.coord_key_covered().plain())
        .chain(spans)
        .zip(shades)
        .map(|(words, class)| Shade { class, words })
        .collect()
}

fn more(t: Words, view: &View, place: Place, figures: &Figures) -> (String, String) {
    (
        view.cell(view.skill, Some(place)),
        t.coord_place_short(place_name(t, place), figures.short).plain(),
    )
}

/// A few letters for the head of a column on a phone.
fn short_code(place: Place) -> String {
    match place {
        Place::Country(code) => code.to_string(),
        Place::Grouping(code) => {
            let tail = code.as_str().split_once('-').map_or(code.as_str(), |(_, tail)| tail);
            tail.chars().take(4).collect::<String>().to_uppercase()
        }
    }
}

fn country(t: Words, view: &View, code: CountryCode, figures: &Figures, steps: Steps) -> Country {
    let step = steps.of(figures.short);
    Country {
        code: if map::has(code) { code.to_string() } else { String::new() },
        name: place_name(t, Place::Country(code)),
        href: view.cell(view.skill, Some(Place::Country(code))),
        number: t.number(figures.short),
        class: SHADES[step],
        map_class: MAP_SHADES[step],
    }
}

/// Countries of the purview in which nobody declared a need.
fn unknown(view: &View, known: &[(CountryCode, Figures)]) -> Vec<String> {
    let is_known = |code: &CountryCode| known.iter().any(|(known, _)| known == code);
    let countries = view.purview.countries().iter();
    countries
        .filter(|code| map::has(**code) && !is_known(code))
        .map(ToString::to_string)
        .collect()
}

fn points(organisations: &[Organisation], frame: Frame) -> Vec<(String, String)> {
    let mut points: Vec<(String, String)> = organisations
        .iter()
        .filter(|org| org.kinds.contains(&OrgKind::Facility))
        .filter_map(|org| org.point)
        .map(|(lat, lon)| map::place(lat, lon))
        .filter(|at| frame.holds(*at))
        .map(|(x, y)| (format!("{x:.0}"), format!("{y:.0}")))
        .collect();
    points.sort_unstable();
    points.dedup();
    points.truncate(POINTS);
    points
}

fn bars(t: Words, view: &View) -> Vec<Bar> {
    let worst: Vec<_> = view.sheet.by_skill(Cut::default()).into_iter().take(BARS).collect();
    let widest = worst.iter().map(|(_, figures)| figures.need).max().unwrap_or(1);
    worst
        .iter()
        .map(|(skill, figures)| Bar {
            name: skill_name(t, *skill),
            href: view.list("need", Some(*skill), None),
            numbers: t.coord_bar(figures.need, figures.short).plain(),
            held: charts::percent(figures.held, figures.need),
            coming: charts::percent(figures.coming, figures.need),
            width: charts::percent(figures.need, widest),
        })
        .collect()
}

fn table(t: Words, view: &View) -> Vec<(String, [String; 4])> {
    let rows = view.sheet.by_skill(Cut::default()).into_iter().take(BARS);
    rows.map(|(skill, figures)| {
        let numbers = [figures.need, figures.held, figures.coming, figures.short];
        (skill_name(t, skill), numbers.map(|number| t.number(number)))
    })
    .collect()
}
