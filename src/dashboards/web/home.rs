//! `/`: search, three doors, live numbers, where people are short, the newest placements.

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::catalogue::store as catalogue;
use crate::dashboards::disclosure::PublicTable;
use crate::network::places::{GroupingKind, Places};
use crate::network::{names, store as network};
use crate::placements::store as placements;
use crate::placements::web::cards::SlotCard;
use crate::site::charts::{self, PillRow};
use crate::site::{Answer, Shell, Words, paths, respond};
use crate::skills::Taxonomy;

/// A field in a region where people are short.
struct Bar {
    words: String,
    href: String,
    numbers: String,
    /// How much of the need is met.
    met: f64,
    /// The width of the whole bar beside the longest.
    width: f64,
}

#[derive(Template)]
#[template(path = "dashboards/home.html")]
struct HomePage {
    t: Words,
    shell: Shell,
    today: String,
    offerings: String,
    numbers: Vec<(String, String, String)>,
    taken: i64,
    pills: Vec<PillRow>,
    bars: Vec<Bar>,
    slots: Vec<SlotCard>,
    free: i64,
    open: i64,
    places_free: i64,
    regions: Vec<(String, String)>,
}

pub async fn home(app: web::Data<App>, shell: Shell) -> Answer {
    let (t, now) = (shell.t, app.now());
    let (language, today) = (t.lang(), now.day());
    let table = app.public_table().await?;
    let (members, seats, slots, newest) = app
        .store
        .read(move |db| {
            Ok((
                network::count_members(db)?,
                catalogue::count_seats(db, today)?,
                placements::count_free(db, today)?,
                placements::list_newest(db, 4, language, today)?,
            ))
        })
        .await?;
    let (offerings, all, held) = seats;
    let on = t.date(today);
    let taken = charts::of_hundred(held, all);
    respond::page(&HomePage {
        t,
        today: on,
        offerings: t.home_search_button(offerings + slots.0).plain(),
        numbers: vec![
            (
                t.home_courses().plain(),
                t.number(offerings),
                t.home_courses_detail(t.number(all)).plain(),
            ),
            (
                t.home_seats().plain(),
                t.number((all - held).max(0)),
                t.home_seats_detail(t.number(all)).plain(),
            ),
            (t.home_places().plain(), t.number(slots.1), t.home_places_detail(slots.0).plain()),
            (
                t.home_members().plain(),
                t.number(members.0),
                t.home_members_detail(members.1).plain(),
            ),
        ],
        taken,
        pills: charts::pills(taken),
        bars: table.map(|table| bars(t, &table)).unwrap_or_default(),
        slots: newest.iter().map(|slot| SlotCard::of(t, slot)).collect(),
        free: (all - held).max(0),
        open: offerings,
        places_free: slots.1,
        regions: regions(t),
        shell,
    })
}

/// The five largest published deficits, each of one field in one region. Nothing that is withheld is looked at.
fn bars(t: Words, table: &PublicTable) -> Vec<Bar> {
    let mut shown: Vec<_> = table
        .rows
        .iter()
        .filter_map(|row| row.cells.as_ref().map(|cells| (row.field, cells)))
        .flat_map(|(field, cells)| {
            table
                .regions
                .iter()
                .zip(cells)
                .filter_map(move |(region, cell)| cell.map(|cell| (field, *region, cell)))
        })
        .filter(|(_, _, cell)| cell.deficit > 0)
        .collect();
    shown.sort_by_key(|(field, region, cell)| (-cell.deficit, *field, *region));
    shown.truncate(5);
    let widest = shown.iter().map(|(_, _, cell)| cell.need).max().unwrap_or(1);
    let taxonomy = Taxonomy::builtin();
    shown
        .into_iter()
        .filter_map(|(code, region, cell)| {
            let field = taxonomy.field(code)?;
            let words = t
                .home_bar(
                    t.field(code.as_str(), &field.name).text.to_owned(),
                    names::grouping(t, region.as_str()).text.to_owned(),
                )
                .plain();
            Some(Bar {
                words,
                href: format!("{}?field={code}&place={region}", paths::COURSES),
                numbers: t.home_bar_numbers(t.number(cell.deficit), t.number(cell.need)).plain(),
                met: charts::percent(cell.need - cell.deficit, cell.need),
                width: charts::percent(cell.need, widest),
            })
        })
        .collect()
}

/// The WHO regions, for the search.
fn regions(t: Words) -> Vec<(String, String)> {
    Places::builtin()
        .of_kind(GroupingKind::WhoRegion)
        .map(|region| {
            (
                region.code.to_string(),
                t.grouping(region.code.as_str(), &region.name).text.to_owned(),
            )
        })
        .collect()
}
