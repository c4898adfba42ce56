//! `/coordination/list`: what is behind a number. Who asks, what each skill and country adds, what is open, who has declared nothing.

use askama::Template;

use super::page::silent;
use super::{CoordinationQuery, View, count, place_name, skill_name};
use crate::app::App;
use crate::catalogue::filter::Place;
use crate::catalogue::store::{choose, list_teaching, organisation_names};
use crate::catalogue::web::cards::Card;
use crate::catalogue::{Mode, Offering, Text};
use crate::dashboards::coordination::{Ask, Cut, Figures};
use crate::kernel::OrgId;
use crate::kernel::page::{PAGE_SIZE, PageNumber, pages_for};
use crate::network::store::list_organisations;
use crate::network::{CountryCode, names};
use crate::placements::store::list_practising;
use crate::placements::web::cards::SlotCard;
use crate::site::{Answer, PageError, Shell, Words, paths, respond};
use crate::skills::{SkillCode, Taxonomy};

crate::text_enum! {
    /// Which list.
    Show { Need = "need", Held = "held", Coming = "coming", Short = "short", Open = "open", Silent = "silent" }
}

/// So many courses and placements are shown; the catalogue has the rest.
const MOST: i64 = 60;

struct AskLine {
    name: Text,
    href: String,
    country: String,
    sector: String,
    role: String,
    posts: String,
    skills: String,
    adds: String,
    by: String,
}

struct FigureLine {
    name: String,
    href: String,
    /// Needed, here, on the way, short, people, spare.
    numbers: [String; 6],
}

struct SilentLine {
    name: Text,
    href: String,
    country: String,
    kinds: String,
}

/// What one of the lists has to show.
#[derive(Default)]
struct Lists {
    asks: Vec<AskLine>,
    by_skill: Vec<FigureLine>,
    by_country: Vec<FigureLine>,
    /// The sum of either table.
    sum: Option<[String; 6]>,
    courses: Vec<Card>,
    slots: Vec<SlotCard>,
    silent: Vec<SilentLine>,
    all: i64,
}

#[derive(Template)]
#[template(path = "dashboards/coordination_list.html")]
struct ListPage {
    t: Words,
    shell: Shell,
    show: Show,
    title: String,
    how: String,
    scope: String,
    as_of: String,
    back: String,
    csv: String,
    /// What narrows the list, with the address without it.
    chips: Vec<(String, String)>,
    tabs: Vec<(String, String, bool)>,
    lists: Lists,
    sum: String,
    /// Is a skill named, of which courses and placements can be shown?
    has_skill: bool,
    page: i64,
    pages: i64,
    base: String,
}

pub(super) async fn show(app: &App, shell: Shell, view: &View, query: &CoordinationQuery) -> Answer {
    let t = shell.t;
    let show = query.show.parse().unwrap_or(Show::Need);
    let page = PageNumber::new(query.page.parse().unwrap_or(1));
    let lists = match show {
        Show::Need => asks(app, t, view, page).await?,
        Show::Held | Show::Coming | Show::Short => figures(t, view, show),
        Show::Open => open(app, t, view).await?,
        Show::Silent => silent_ones(app, t, view).await?,
    };
    let places = view
        .place
        .map(|place| (place_name(t, place), view.list(show.code(), view.skill, None)));
    let skills = view
        .skill
        .map(|skill| (skill_name(t, skill), view.list(show.code(), None, view.place)));
    let what: Vec<String> = [&skills, &places].into_iter().flatten().map(|(words, _)| words.clone()).collect();
    let what = if what.is_empty() {
        t.coord_list_every().plain()
    } else {
        what.join(&t.list_comma().plain())
    };
    let tab = |one: Show| {
        (
            view.list(one.code(), view.skill, view.place),
            t.coded("coord-list", one.code()),
            one == show,
        )
    };
    let pairs = |show: Option<Show>| {
        [
            ("show", show.map(|show| show.to_string())),
            ("skill", view.skill.map(|code| code.to_string())),
            ("place", view.place.map(|place| place.code())),
        ]
    };
    respond::page(&ListPage {
        t,
        title: t.coded("coord-list", show.code()),
        how: match show {
            Show::Need => t.coord_list_need_how(),
            Show::Held | Show::Coming | Show::Short => t.coord_list_figures_how(),
            Show::Open => t.coord_list_open_how(),
            Show::Silent => t.coord_list_silent_how(),
        }
        .plain(),
        scope: t.coord_list_scope(view.quarter_words(t), view.sector_words(t), what).plain(),
        as_of: t.date(view.taken_at.day()),
        back: view.address(paths::COORDINATION, &pairs(None)),
        csv: view.address(paths::COORDINATION_CSV, &pairs(None)),
        chips: [skills, places].into_iter().flatten().collect(),
        tabs: Show::ALL.iter().map(|one| tab(*one)).collect(),
        sum: lists.sum.as_ref().map_or_else(String::new, |[need, ..]| sum_words(t, view, need)),
        has_skill: view.skill.is_some(),
        page: page.get(),
        pages: if show == Show::Need { pages_for(lists.all) } else { 1 },
        base: format!("{}&", view.address(paths::COORDINATION_LIST, &pairs(Some(show)))),
        lists,
        show,
        shell,
    })
}

fn sum_words(t: Words, view: &View, need: &str) -> String {
    if view.skill.is_some() {
        t.coord_list_sum(need.to_owned()).plain()
    } else {
        t.coord_list_sum_skills(need.to_owned()).plain()
    }
}

async fn asks(app: &App, t: Words, view: &View, page: PageNumber) -> Result<Lists, PageError> {
    let countries = view.place.map(|place| view.purview.within(place));
    let cut = Cut {
        skill: view.skill,
        countries: countries.as_ref(),
    };
    let all = view.sheet.asks(cut, &view.declared, view.quarter, Taxonomy::builtin());
    let skip = usize::try_from(page.offset()).unwrap_or(0);
    let shown: Vec<Ask> = all
        .iter()
        .skip(skip)
        .take(usize::try_from(PAGE_SIZE).unwrap_or(20))
        .copied()
        .collect();
    let (orgs, language) = (shown.iter().map(|ask| ask.org).collect::<Vec<OrgId>>(), t.lang());
    let names = app.store.read(move |db| organisation_names(db, &orgs, language)).await?;
    let line = |ask: &Ask| {
        let name = choose(&names, ask.org, language);
        let english = Taxonomy::builtin().role(ask.role).map_or("", |role| role.name.as_str());
        AskLine {
            href: paths::organisation(ask.org, &name.text),
            name,
            country: names::country(t, ask.country).text.to_owned(),
            sector: t.coded("coord-sector", ask.sector.code()),
            role: t.role(ask.role.as_str(), english).text.to_owned(),
            posts: t.number(ask.posts),
            skills: t.number(ask.skills),
            adds: t.number(ask.counts()),
            by: t.day(ask.by),
        }
    };
    Ok(Lists {
        asks: shown.iter().map(line).collect(),
        sum: view.sheet.total(cut).map(|total| numbers(t, total)),
        all: count(all.len()),
        ..Lists::default()
    })
}

/// Skill by skill, and country by country; where one is named, the other only.
fn figures(t: Words, view: &View, show: Show) -> Lists {
    let countries = view.place.map(|place| view.purview.within(place));
    let cut = Cut {
        skill: view.skill,
        countries: countries.as_ref(),
    };
    let weight = |figures: &Figures| match show {
        Show::Held => figures.held,
        Show::Coming => figures.coming,
        _ => figures.short,
    };
    let mut skills: Vec<(SkillCode, Figures)> = if view.skill.is_none() {
        view.sheet.by_skill(cut)
    } else {
        Vec::new()
    };
    let is_one_country = matches!(view.place, Some(Place::Country(_)));
    let mut by_country: Vec<(CountryCode, Figures)> = if is_one_country { Vec::new() } else { view.sheet.by_country(cut) };
    // stable: of equals the shortest stays first
    skills.sort_by_key(|(_, figures)| -weight(figures));
    by_country.sort_by_key(|(_, figures)| -weight(figures));
    // where there is nothing deeper, the declarations are
    let next = if view.skill.is_none() && !is_one_country {
        show
    } else {
        Show::Need
    };
    Lists {
        by_skill: skills
            .iter()
            .map(|(skill, figures)| by_skill(t, view, next, *skill, figures))
            .collect(),
        by_country: by_country
            .iter()
            .map(|(code, figures)| FigureLine {
                name: names::country(t, *code).text.to_owned(),
                href: view.list(next.code(), view.skill, Some(Place::Country(*code))),
                numbers: numbers(t, *figures),
            })
            .collect(),
        sum: view.sheet.total(cut).map(|total| numbers(t, total)),
        ..Lists::default()
    }
}

fn by_skill(t: Words, view: &View, next: Show, skill: SkillCode, figures: &Figures) -> FigureLine {
    FigureLine {
        name: skill_name(t, skill),
        href: view.list(next.code(), Some(skill), view.place),
        numbers: numbers(t, *figures),
    }
}

fn numbers(t: Words, figures: Figures) -> [String; 6] {
    [
        figures.need,
        figures.held,
        figures.coming,
        figures.short,
        figures.people,
        figures.spare,
    ]
    .map(|number| t.number(number))
}

async fn open(app: &App, t: Words, view: &View) -> Result<Lists, PageError> {
    let Some(skill) = view.skill else {
        let countries = view.place.map(|place| view.purview.within(place));
        let skills = view.sheet.by_skill(Cut {
            skill: None,
            countries: countries.as_ref(),
        });
        return Ok(Lists {
            by_skill: skills
                .iter()
                .map(|(skill, figures)| by_skill(t, view, Show::Open, *skill, figures))
                .collect(),
            ..Lists::default()
        });
    };
    let (now, language) = (app.now(), t.lang());
    let (courses, slots) = app
        .store
        .read(move |db| {
            Ok((
                list_teaching(db, skill, MOST, language, now.day())?,
                list_practising(db, skill, MOST, language, now.day())?,
            ))
        })
        .await?;
    let is_near = |country: Option<CountryCode>| country.is_some_and(|country| view.purview.countries().contains(&country));
    let is_open = |offering: &&Offering| offering.mode == Mode::Remote || is_near(offering.country);
    Ok(Lists {
        courses: courses.iter().filter(is_open).map(|offering| Card::of(t, offering, now)).collect(),
        slots: slots
            .iter()
            .filter(|slot| is_near(slot.country))
            .map(|slot| SlotCard::of(t, slot))
            .collect(),
        ..Lists::default()
    })
}

async fn silent_ones(app: &App, t: Words, view: &View) -> Result<Lists, PageError> {
    let (language, countries) = (
        t.lang(),
        view.place
            .map_or_else(|| view.purview.countries().clone(), |place| view.purview.within(place)),
    );
    let organisations = app
        .store
        .read(move |db| list_organisations(db, None, Some(countries.into_iter().collect()), language))
        .await?;
    let line = |org: &crate::network::store::Organisation| SilentLine {
        name: Text {
            language: org.name_language.clone(),
            text: org.name.clone(),
        },
        href: paths::organisation(org.id, &org.name),
        country: org.country.map_or_else(String::new, |code| names::country(t, code).text.to_owned()),
        kinds: org
            .kinds
            .iter()
            .map(|kind| t.coded("org-kind", kind.code()))
            .collect::<Vec<_>>()
            .join(&t.list_comma().plain()),
    };
    Ok(Lists {
        silent: silent(view, &organisations).into_iter().map(line).collect(),
        ..Lists::default()
    })
}
