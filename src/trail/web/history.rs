//! `/for/{org}/history/{kind}/{id}` and its siblings for coordinators and administrators: what happened to a record.

use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;

use super::cards::{Line, Names, is_within};
use super::records::{self, Record};
use super::{MOST, pages};
use crate::app::App;
use crate::catalogue::Text;
use crate::catalogue::store::organisation_names;
use crate::db::{Db, Error, Result};
use crate::kernel::dates::Tz;
use crate::kernel::{Actor, AnyId, OrgId, PageNumber, PersonId};
use crate::network::Places;
use crate::people;
use crate::site::form::Query;
use crate::site::guard::{self, Acting, Administering, Coordinating};
use crate::site::{Answer, Shell, Words, paths, respond};
use crate::trail::store::{Entry, list};
use crate::trail::{RecordKind, policy};

/// A row, and the days of what it tells of where that hangs on the record.
struct Row {
    line: Line,
    period: Option<String>,
}

#[derive(Template)]
#[template(path = "trail/history.html")]
struct HistoryPage {
    t: Words,
    shell: Shell,
    kind: String,
    code: String,
    title: Text,
    person: Option<String>,
    back: String,
    back_words: String,
    all: i64,
    rows: Vec<Row>,
    page: i64,
    pages: i64,
    base: String,
}

/// The number of a page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    page: String,
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Member(OrgId),
    Coordinator,
    Administrator,
}

impl Reader {
    fn may(self, actor: &Actor, record: &Record, today: chrono::NaiveDate) -> bool {
        match self {
            Self::Member(org) => record.org == org && policy::may_read(actor, record.kind, org),
            Self::Coordinator => {
                let is_within = is_within(actor, record.country, today);
                policy::may_read_within(actor, record.kind, is_within, record.is_private)
            }
            Self::Administrator => policy::may_read_all(actor),
        }
    }

    /// Only rows that are this organisation's own.
    fn org(self) -> Option<OrgId> {
        match self {
            Self::Member(org) => Some(org),
            Self::Coordinator | Self::Administrator => None,
        }
    }

    fn back(self, t: Words, record: &Record) -> (String, String) {
        match self {
            Self::Member(org) => (paths::acting(org, &record.part), t.history_back().plain()),
            Self::Coordinator => (paths::COORDINATION.to_owned(), t.nav_coordination().plain()),
            Self::Administrator => (paths::AUDIT.to_owned(), t.audit_title().plain()),
        }
    }
}

pub async fn history(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, query: Query<PageQuery>) -> Answer {
    let reader = Reader::Member(acting.org());
    show(&app, (reader, acting.actor), &request, shell, &query.0).await
}

pub async fn coordination_history(
    app: web::Data<App>,
    Coordinating(actor): Coordinating,
    request: HttpRequest,
    shell: Shell,
    query: Query<PageQuery>,
) -> Answer {
    show(&app, (Reader::Coordinator, actor), &request, shell, &query.0).await
}

pub async fn administration_history(
    app: web::Data<App>,
    Administering(actor): Administering,
    request: HttpRequest,
    shell: Shell,
    query: Query<PageQuery>,
) -> Answer {
    show(&app, (Reader::Administrator, actor), &request, shell, &query.0).await
}

/// What the page is made of.
struct Found {
    record: Record,
    entries: Vec<Entry>,
    all: i64,
    names: Names,
    zone: Tz,
}

async fn show(app: &App, (reader, actor): (Reader, Actor), request: &HttpRequest, shell: Shell, query: &PageQuery) -> Answer {
    let (kind, id): (RecordKind, AnyId) = (guard::id(request, "kind")?, guard::id(request, "id")?);
    let number = PageNumber::new(query.page.parse().unwrap_or(1));
    let (t, today) = (shell.t, app.now().day());
    let found = app
        .store
        .read(move |db| {
            let record = records::find(db, kind, id, t)?.filter(|record| reader.may(&actor, record, today));
            let record = record.ok_or(Error::NotFound)?;
            let (entries, all) = list(db, &record.ids, reader.org(), ((number.get() - 1) * MOST, MOST))?;
            Ok(Found {
                names: names(db, &entries, t.lang())?,
                zone: zone(db, actor.person)?,
                record,
                entries,
                all,
            })
        })
        .await?;
    respond::page(&page(shell, reader, found, number))
}

fn page(shell: Shell, reader: Reader, found: Found, number: PageNumber) -> HistoryPage {
    let (t, record) = (shell.t, found.record);
    let period = |entry: &Entry| {
        let known = record.periods.iter().find(|(id, ..)| *id == entry.entity);
        known.map(|(_, from, to)| t.dates_from_to(t.date(*from), t.date(*to)).plain())
    };
    let rows = found.entries.iter().map(|entry| Row {
        line: Line::of(t, entry, &found.names, found.zone),
        period: period(entry),
    });
    let rows = rows.collect();
    let (back, back_words) = reader.back(t, &record);
    HistoryPage {
        t,
        kind: t.coded("history-kind", record.kind.code()),
        code: record.code,
        title: record.title,
        person: record.person,
        back,
        back_words,
        all: found.all,
        rows,
        page: number.get(),
        pages: pages(found.all),
        base: format!("{}?", shell.path),
        shell,
    }
}

/// The names of everybody whom the rows name.
fn names(db: &mut Db, entries: &[Entry], language: &str) -> Result<Names> {
    let people: Vec<PersonId> = entries.iter().filter_map(|entry| entry.actor).collect();
    let orgs: Vec<OrgId> = entries.iter().filter_map(|entry| entry.on_behalf_of).collect();
    Ok(Names {
        people: people_names(db, &people)?,
        ..Names::of_orgs(&organisation_names(db, &orgs, language)?, language)
    })
}

pub(super) fn people_names(db: &mut Db, people: &[PersonId]) -> Result<Vec<(PersonId, String)>> {
    let known = people::store::list_profiles(db, people)?;
    Ok(known.into_iter().map(|(id, profile)| (id, profile.name)).collect())
}

/// Where the reader is, as far as their country tells.
fn zone(db: &mut Db, person: PersonId) -> Result<Tz> {
    let country = people::store::get_profile(db, person)?.country;
    let known = country.and_then(|country| Places::builtin().country(country));
    Ok(known.map_or(Tz::UTC, |country| country.zone))
}
