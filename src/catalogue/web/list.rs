//! `/courses`.

use std::sync::Arc;

use actix_web::web;
use askama::Template;

use super::cards::Card;
use crate::app::App;
use crate::catalogue::filter::{CourseQuery, Facet, Filter, Place, Sort};
use crate::catalogue::store::{self, Found};
use crate::catalogue::{FeeKind, Mode};
use crate::kernel::page::pages_for;
use crate::matching::web::cards::closes_words;
use crate::matching::{Judge, OfferKey, store as matching};
use crate::network::names;
use crate::network::places::{GroupingKind, Places};
use crate::site::form::Query;
use crate::site::{Answer, Shell, Words, respond};
use crate::skills::Taxonomy;

/// A choice of a facet.
pub(super) struct Choice {
    pub value: String,
    pub words: String,
    pub count: String,
    pub is_chosen: bool,
}

/// A facet that is chosen, with the address without it.
pub(super) struct Chip {
    pub words: String,
    pub href: String,
}

/// A way out of finding nothing.
pub(super) struct Relaxation {
    pub words: String,
    pub href: String,
}

#[derive(Template)]
#[template(path = "catalogue/list.html")]
struct ListPage {
    t: Words,
    shell: Shell,
    cards: Vec<Card>,
    total: i64,
    count: String,
    words: String,
    places: Vec<Choice>,
    groups: Vec<(String, &'static str, Vec<Choice>)>,
    open: Choice,
    dates: (String, String),
    level: Vec<Choice>,
    chips: Vec<Chip>,
    relaxed: Vec<Relaxation>,
    sorts: Vec<(String, String, bool)>,
    /// What the form in the band has to carry along.
    kept: Vec<(&'static str, String)>,
    kept_in_facets: Vec<(&'static str, String)>,
    wish: Vec<(&'static str, String)>,
    past: (String, bool),
    page: i64,
    pages: i64,
    base: String,
}

pub async fn list(app: web::Data<App>, shell: Shell, query: Query<CourseQuery>) -> Answer {
    let filter = query.0.understand(Places::builtin());
    let (wanted, language, now) = (filter.clone(), shell.t.lang(), app.now());
    let actor = shell.actor.clone();
    // how urgent a skill is counts for somebody alone
    let urgency = if actor.is_some() { app.urgency().await? } else { Arc::default() };
    let (found, seeker) = app
        .store
        .read(move |db| {
            let found = store::search(db, &wanted, language, now)?;
            let Some(actor) = actor else { return Ok((found, None)) };
            let seeker = matching::get_seeker(db, actor.person, now.day(), |country, skill| urgency.of(country, skill, now.day()))?;
            let ids: Vec<_> = found.offerings.iter().map(|offering| offering.id).collect();
            let offers = matching::list_by_id(db, &ids, now)?;
            Ok((found, Some((seeker, offers))))
        })
        .await?;
    let t = shell.t;
    let mut cards: Vec<Card> = found.offerings.iter().map(|offering| Card::of(t, offering, now)).collect();
    if let Some((seeker, offers)) = &seeker {
        let judge = Judge::new(&seeker.candidate, now, Places::builtin());
        for (card, offering) in cards.iter_mut().zip(&found.offerings) {
            let offer = offers.iter().find(|offer| offer.key == OfferKey::Offering(offering.id));
            let closes = offer.map(|offer| judge.closings(offer).collect::<Vec<_>>()).unwrap_or_default();
            if !closes.is_empty() {
                card.why.push(closes_words(t, &closes));
            }
        }
    }
    let address = filter.address("/courses");
    let past = Filter {
        past: !filter.past,
        page: None,
        ..filter.clone()
    };
    respond::page(&ListPage {
        t,
        cards,
        total: found.total,
        count: t.courses_found(found.total).plain(),
        words: filter.words.clone(),
        places: place_choices(t, &filter, &found),
        groups: groups(t, &filter, &found),
        open: Choice {
            value: "1".to_owned(),
            words: t.facet_open().plain(),
            count: t.number(found.facets.open),
            is_chosen: filter.open_only,
        },
        dates: (
            filter.from.map(|day| day.to_string()).unwrap_or_default(),
            filter.until.map(|day| day.to_string()).unwrap_or_default(),
        ),
        level: level_choices(t, &filter),
        chips: chips(t, &filter),
        relaxed: found
            .relaxed
            .iter()
            .map(|(facet, count)| relaxation(t, &filter, *facet, *count))
            .collect(),
        sorts: sorts(t, &filter),
        kept: filter
            .pairs()
            .into_iter()
            .filter(|(name, _)| !matches!(*name, "q" | "place"))
            .collect(),
        kept_in_facets: filter
            .pairs()
            .into_iter()
            .filter(|(name, value)| matches!(*name, "q" | "sort" | "when") || (*name == "place" && !value.starts_with("who-")))
            .collect(),
        wish: filter.pairs(),
        past: (past.address("/courses"), filter.past),
        page: filter.page().get(),
        pages: pages_for(found.total),
        base: if address.contains('?') {
            format!("{address}&")
        } else {
            format!("{address}?")
        },
        shell,
    })
}

fn choice(t: Words, value: String, words: String, count: i64, is_chosen: bool) -> Choice {
    Choice {
        value,
        words,
        count: t.number(count),
        is_chosen,
    }
}

/// Regions and countries that have something, and whatever is chosen.
fn place_choices(t: Words, filter: &Filter, found: &Found) -> Vec<Choice> {
    let mut choices: Vec<Choice> = found
        .facets
        .countries
        .iter()
        .map(|(country, count)| {
            choice(
                t,
                country.to_string(),
                names::country(t, *country).text.to_owned(),
                *count,
                filter.places.contains(&Place::Country(*country)),
            )
        })
        .collect();
    for place in &filter.places {
        if let Place::Country(code) = place
            && !choices.iter().any(|choice| choice.value == code.as_str())
        {
            choices.push(choice(t, code.to_string(), names::country(t, *code).text.to_owned(), 0, true));
        }
    }
    choices.sort_by_cached_key(|choice| t.sort_key(&choice.words));
    choices
}

/// The facets with ticks: legend, name, choices.
fn groups(t: Words, filter: &Filter, found: &Found) -> Vec<(String, &'static str, Vec<Choice>)> {
    let taxonomy = Taxonomy::builtin();
    let facets = &found.facets;
    let count_of = |count: Option<&i64>| count.copied().unwrap_or(0);
    let modes = Mode::ALL.iter().map(|mode| {
        let count = facets.modes.iter().find(|(known, _)| known == mode).map(|(_, count)| count);
        choice(
            t,
            mode.to_string(),
            t.coded("mode", mode.code()),
            count_of(count),
            filter.modes.contains(mode),
        )
    });
    let fields = taxonomy.fields().iter().map(|field| {
        let count = facets.fields.iter().find(|(known, _)| *known == field.code).map(|(_, count)| count);
        choice(
            t,
            field.code.to_string(),
            t.field(field.code.as_str(), &field.name).text.to_owned(),
            count_of(count),
            filter.fields.contains(&field.code),
        )
    });
    // the ten most taught, those of the chosen fields, and whatever is chosen
    let mut counted = facets.skills.clone();
    counted.sort_by_key(|(skill, count)| (-count, *skill));
    let shown: Vec<_> = taxonomy
        .skills()
        .filter(|skill| {
            filter.skills.contains(&skill.code)
                || if filter.fields.is_empty() {
                    counted.iter().take(10).any(|(code, _)| *code == skill.code)
                } else {
                    filter.fields.contains(&skill.field)
                }
        })
        .map(|skill| {
            let count = counted.iter().find(|(code, _)| *code == skill.code).map(|(_, count)| count);
            choice(
                t,
                skill.code.to_string(),
                t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
                count_of(count),
                filter.skills.contains(&skill.code),
            )
        })
        .collect();
    let mut taught: Vec<Choice> = facets
        .taught
        .iter()
        .map(|(code, count)| {
            choice(
                t,
                code.clone(),
                t.coded("language", code),
                *count,
                filter.taught.iter().any(|chosen| chosen.as_str() == code),
            )
        })
        .collect();
    taught.sort_by_cached_key(|choice| t.sort_key(&choice.words));
    let costs = [FeeKind::Free, FeeKind::Funded, FeeKind::Paid].into_iter().map(|cost| {
        let count = facets.costs.iter().find(|(known, _)| *known == cost).map(|(_, count)| count);
        choice(
            t,
            cost.to_string(),
            t.coded("fee", cost.code()),
            count_of(count),
            filter.costs.contains(&cost),
        )
    });
    vec![
        (t.facet_mode().plain(), "mode", modes.collect()),
        (t.facet_region().plain(), "place", region_choices(t, filter, found)),
        (t.facet_field().plain(), "field", fields.collect()),
        (t.facet_skill().plain(), "skill", shown),
        (t.facet_taught().plain(), "taught", taught),
        (t.facet_cost().plain(), "cost", costs.collect()),
    ]
}

fn region_choices(t: Words, filter: &Filter, found: &Found) -> Vec<Choice> {
    let places = Places::builtin();
    places
        .of_kind(GroupingKind::WhoRegion)
        .map(|region| {
            let members: Vec<_> = places
                .memberships(region.code)
                .iter()
                .filter(|member| member.valid_to.is_none())
                .map(|member| member.country)
                .collect();
            let count = found
                .facets
                .countries
                .iter()
                .filter(|(country, _)| members.contains(country))
                .map(|(_, count)| count)
                .sum();
            let words = t.grouping(region.code.as_str(), &region.name).text.to_owned();
            choice(
                t,
                region.code.to_string(),
                words,
                count,
                filter.places.contains(&Place::Grouping(region.code)),
            )
        })
        .collect()
}

fn level_choices(t: Words, filter: &Filter) -> Vec<Choice> {
    crate::skills::Level::MOST
        .and_below()
        .map(|level| Choice {
            value: level.to_string(),
            words: super::cards::level_words(t, level),
            count: String::new(),
            is_chosen: filter.level == Some(level),
        })
        .collect()
}

fn sorts(t: Words, filter: &Filter) -> Vec<(String, String, bool)> {
    [
        (Sort::Start, t.sort_start()),
        (Sort::Deadline, t.sort_deadline()),
        (Sort::Newest, t.sort_newest()),
    ]
    .into_iter()
    .map(|(sort, words)| {
        (
            Filter {
                sort,
                page: None,
                ..filter.clone()
            }
            .address("/courses"),
            words.plain(),
            filter.sort == sort,
        )
    })
    .collect()
}

/// The words of a value that is asked for.
fn value_words(t: Words, name: &str, value: &str) -> String {
    let taxonomy = Taxonomy::builtin();
    match name {
        "field" => taxonomy
            .fields()
            .iter()
            .find(|field| field.code.as_str() == value)
            .map_or_else(|| value.to_owned(), |field| t.field(value, &field.name).text.to_owned()),
        "skill" => value
            .parse()
            .ok()
            .and_then(|code| taxonomy.skill(code))
            .map_or_else(|| value.to_owned(), |skill| t.skill(value, &skill.name).text.to_owned()),
        "level" => value.parse().map_or_else(
            |_| value.to_owned(),
            |level| t.facet_level_least(super::cards::level_words(t, level)).plain(),
        ),
        "mode" => t.coded("mode", value),
        "place" => match Place::parse(value, Places::builtin()) {
            Some(Place::Country(code)) => names::country(t, code).text.to_owned(),
            _ => names::grouping(t, value).text.to_owned(),
        },
        "taught" => t.coded("language", value),
        "cost" => t.coded("fee", value),
        "from" => value
            .parse()
            .map_or_else(|_| value.to_owned(), |day| t.facet_from(t.date(day)).plain()),
        "until" => value
            .parse()
            .map_or_else(|_| value.to_owned(), |day| t.facet_until(t.date(day)).plain()),
        "open" => t.facet_open().plain(),
        _ => value.to_owned(),
    }
}

fn chips(t: Words, filter: &Filter) -> Vec<Chip> {
    let pairs = filter.pairs();
    let asked = pairs.iter().enumerate().filter(|(_, (name, _))| !matches!(*name, "sort" | "when"));
    asked
        .map(|(place, (name, value))| {
            let rest: Vec<String> = pairs
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place)
                .map(|(_, (name, value))| format!("{name}={}", crate::kernel::text::encode(value)))
                .collect();
            let href = if rest.is_empty() {
                "/courses".to_owned()
            } else {
                format!("/courses?{}", rest.join("&"))
            };
            Chip {
                words: value_words(t, name, value),
                href,
            }
        })
        .collect()
}

fn relaxation(t: Words, filter: &Filter, facet: Facet, count: i64) -> Relaxation {
    let name = match facet {
        Facet::Words => t.facet_words(),
        Facet::Field => t.facet_field(),
        Facet::Skill => t.facet_skill(),
        Facet::Level => t.facet_level(),
        Facet::Mode => t.facet_mode(),
        Facet::Place => t.facet_region(),
        Facet::Taught => t.facet_taught(),
        Facet::Cost => t.facet_cost(),
        Facet::Dates => t.facet_dates(),
        Facet::Open => t.facet_open(),
    };
    let without = Filter {
        page: None,
        ..filter.without(facet)
    };
    Relaxation {
        words: t.nothing_without(count, name.plain()).plain(),
        href: without.address("/courses"),
    }
}
