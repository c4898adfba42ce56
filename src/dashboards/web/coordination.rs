//! `/coordination`: the coordinator's dashboard, the lists behind its numbers, and the figures as a file.
//!
//! Everybody sees the countries of their own groupings alone: a code of another place counts as not asked for.

mod file;
mod list;
mod page;
mod panels;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::catalogue::filter::Place;
use crate::dashboards::coordination::Sheet;
use crate::dashboards::policy::Purview;
use crate::dashboards::store;
use crate::kernel::{Actor, Quarter, UtcTime};
use crate::needs::{self, Need};
use crate::network::{GroupingCode, Places, Sector, names};
use crate::site::form::Query;
use crate::site::guard::Coordinating;
use crate::site::{Answer, PageError, Shell, Words, paths, respond};
use crate::skills::{SkillCode, Taxonomy};

/// The query of the three addresses. What cannot be understood counts as not asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CoordinationQuery {
    pub quarter: String,
    pub sector: String,
    pub skill: String,
    pub place: String,
    /// One of the groupings of somebody who has several.
    #[serde(rename = "in")]
    pub within: String,
    /// Which list.
    pub show: String,
    pub page: String,
}

/// What is asked for, with the figures that it is about.
struct View {
    taken_at: UtcTime,
    quarters: Vec<Quarter>,
    quarter: Quarter,
    sector: Option<Sector>,
    skill: Option<SkillCode>,
    place: Option<Place>,
    purview: Purview,
    /// The groupings that one may choose from, and the one that was chosen.
    groupings: Vec<GroupingCode>,
    within: Option<GroupingCode>,
    sheet: Sheet,
    /// As they stood when the figures were counted.
    declared: Vec<Need>,
}

/// There are figures to look at, or the page that says why not.
enum Loaded {
    View(Box<View>),
    Empty(HttpResponse),
}

#[derive(Template)]
#[template(path = "dashboards/coordination_empty.html")]
struct EmptyPage {
    t: Words,
    shell: Shell,
    title: String,
    lead: String,
}

pub async fn coordination(app: web::Data<App>, Coordinating(actor): Coordinating, shell: Shell, query: Query<CoordinationQuery>) -> Answer {
    match load(&app, &actor, &shell, &query.0).await? {
        Loaded::View(view) => page::show(&app, shell, &view).await,
        Loaded::Empty(answer) => Ok(answer),
    }
}

pub async fn coordination_list(
    app: web::Data<App>,
    Coordinating(actor): Coordinating,
    shell: Shell,
    query: Query<CoordinationQuery>,
) -> Answer {
    match load(&app, &actor, &shell, &query.0).await? {
        Loaded::View(view) => list::show(&app, shell, &view, &query.0).await,
        Loaded::Empty(answer) => Ok(answer),
    }
}

pub async fn coordination_csv(
    app: web::Data<App>,
    Coordinating(actor): Coordinating,
    shell: Shell,
    query: Query<CoordinationQuery>,
) -> Answer {
    match load(&app, &actor, &shell, &query.0).await? {
        Loaded::View(view) => Ok(respond::download(
            &format!("benchside-{}.csv", view.quarter),
            "text/csv; charset=utf-8",
            file::write(shell.t, &view)?,
        )),
        Loaded::Empty(answer) => Ok(answer),
    }
}

async fn load(app: &App, actor: &Actor, shell: &Shell, query: &CoordinationQuery) -> Result<Loaded, PageError> {
    let t = shell.t;
    let empty = |title: String, lead: String| {
        let page = EmptyPage {
            t,
            shell: shell.clone(),
            title,
            lead,
        };
        respond::page(&page).map(Loaded::Empty)
    };
    let Some((id, taken_at)) = app.store.read(store::find_current).await? else {
        return empty(t.coord_none_title().plain(), t.coord_none_lead().plain());
    };
    let purview = Purview::of(actor, Places::builtin(), taken_at.day());
    if purview.countries().is_empty() {
        return empty(t.coord_nowhere_title().plain(), t.coord_nowhere_lead().plain());
    }
    let groupings: Vec<GroupingCode> = purview.groupings().collect();
    let within = groupings.iter().find(|code| code.as_str() == query.within).copied();
    let purview = purview.narrowed(&query.within);
    let quarters = store::quarters(taken_at.day());
    let asked = query.quarter.parse().ok().filter(|quarter| quarters.contains(quarter));
    let quarter = asked.unwrap_or_else(|| Quarter::of(taken_at.day()));
    let sector = query.sector.parse().ok();
    let countries = purview.countries().iter().copied().collect();
    let (cube, declared) = app
        .store
        .read(move |db| {
            Ok((
                store::load_cube(db, id, quarter, Some(countries))?,
                needs::store::list_declared_by(db, taken_at)?,
            ))
        })
        .await?;
    Ok(Loaded::View(Box::new(View {
        taken_at,
        quarters,
        quarter,
        sector,
        skill: query.skill.parse().ok().filter(|code| Taxonomy::builtin().skill(*code).is_some()),
        place: purview.place(&query.place),
        sheet: Sheet::of(&cube, quarter, sector),
        purview,
        groupings,
        within,
        declared,
    })))
}

impl View {
    /// The same quarter and sector elsewhere. What everybody gets without asking is left out.
    fn address(&self, path: &str, pairs: &[(&str, Option<String>)]) -> String {
        let quarter = (Some(&self.quarter) != self.quarters.first()).then(|| self.quarter.to_string());
        let own = [
            ("quarter", quarter),
            ("sector", self.sector.map(|sector| sector.to_string())),
            ("in", self.within.map(|code| code.to_string())),
        ];
        let query: Vec<String> = own
            .iter()
            .chain(pairs)
            .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={value}")))
            .collect();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }

    /// The dashboard with a cell selected; one comes to stand at its panel.
    fn cell(&self, skill: Option<SkillCode>, place: Option<Place>) -> String {
        let pairs = [
            ("skill", skill.map(|code| code.to_string())),
            ("place", place.map(|place| place.code())),
        ];
        format!("{}#h-cell", self.address("", &pairs))
    }

    /// A list behind a number.
    fn list(&self, show: &str, skill: Option<SkillCode>, place: Option<Place>) -> String {
        let pairs = [
            ("show", Some(show.to_owned())),
            ("skill", skill.map(|code| code.to_string())),
            ("place", place.map(|place| place.code())),
        ];
        self.address(paths::COORDINATION_LIST, &pairs)
    }

    fn quarter_words(&self, t: Words) -> String {
        quarter_words(t, self.quarter)
    }

    fn sector_words(&self, t: Words) -> String {
        match self.sector {
            None => t.coord_sector_all().plain(),
            Some(sector) => t.coded("coord-sector", sector.code()),
        }
    }
}

fn quarter_words(t: Words, quarter: Quarter) -> String {
    t.quarter_of_year(i64::from(quarter.number), quarter.year.to_string()).plain()
}

fn place_name(t: Words, place: Place) -> String {
    match place {
        Place::Country(code) => names::country(t, code).text.to_owned(),
        Place::Grouping(code) => names::grouping(t, code.as_str()).text.to_owned(),
    }
}

fn skill_name(t: Words, code: SkillCode) -> String {
    let english = Taxonomy::builtin().skill(code).map_or(code.as_str(), |skill| skill.name.as_str());
    t.skill(code.as_str(), english).text.to_owned()
}

fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}
