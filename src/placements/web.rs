//! Placements: the list and the page of a slot for visitors; what a facility does with its own.

pub mod cards;
mod fields;
mod own;
mod revise;

pub use own::{create, new, own_slots};
pub use revise::{edit, update};

use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;

use cards::SlotCard;

use super::store::{self, FoundSlots, SlotFilter};
use super::{Condition, Slot, SlotState, Visibility};
use crate::app::App;
use crate::catalogue::Text;
use crate::catalogue::filter::Place;
use crate::catalogue::web::cards::{SkillLine, place_of, skill_lines};
use crate::kernel::{AnyId, PageNumber};
use crate::kernel::page::pages_for;
use crate::kernel::text::encode;
use crate::network::names;
use crate::network::places::Places;
use crate::site::form::Query;
use crate::site::{Answer, Shell, Words, guard, paths, respond};
use crate::skills::Taxonomy;
use crate::trail::RecordKind;
use crate::trail::web::cards::find_history;

/// The query of `/placements`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SlotQuery {
    pub q: String,
    pub skill: Vec<String>,
    pub place: Vec<String>,
    pub page: String,
}

/// A choice with its words and how many slots it has.
struct Choice {
    value: String,
    words: String,
    count: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "placements/list.html")]
struct ListPage {
    t: Words,
    shell: Shell,
    words: String,
    places: Vec<Choice>,
    skills: Vec<Choice>,
    cards: Vec<SlotCard>,
    count: String,
    total: i64,
    page: i64,
    pages: i64,
    base: String,
}

pub async fn list(app: web::Data<App>, shell: Shell, query: Query<SlotQuery>) -> Answer {
    let query = query.0;
    let (places, now) = (Places::builtin(), app.now());
    let asked: Vec<Place> = query.place.iter().filter_map(|code| Place::parse(code, places)).collect();
    let filter = SlotFilter {
        words: query.q.chars().take(200).collect(),
        skills: query.skill.iter().take(20).filter_map(|code| code.parse().ok()).collect(),
        countries: asked.iter().flat_map(|place| place.countries(places, now.day())).collect(),
        page: query.page.parse().ok().map(PageNumber::new),
    };
    let (wanted, language) = (filter.clone(), shell.t.lang());
    let found = app.store.read(move |db| store::search(db, &wanted, language, now)).await?;
    let t = shell.t;
    let mut pairs = vec![format!("q={}", encode(&filter.words))];
    pairs.extend(filter.skills.iter().map(|code| format!("skill={code}")));
    pairs.extend(asked.iter().map(|place| format!("place={}", place.code())));
    respond::page(&ListPage {
        t,
        words: filter.words.clone(),
        places: place_choices(t, &asked, &found),
        skills: skill_choices(t, &filter, &found),
        cards: found.slots.iter().map(|slot| SlotCard::of(t, slot)).collect(),
        count: t.placements_found(found.total).plain(),
        total: found.total,
        page: filter.page.map_or(1, PageNumber::get),
        pages: pages_for(found.total),
        base: format!("/placements?{}&", pairs.join("&")),
        shell,
    })
}

fn place_choices(t: Words, asked: &[Place], found: &FoundSlots) -> Vec<Choice> {
    let mut choices: Vec<Choice> = found
        .countries
        .iter()
        .map(|(country, count)| Choice {
            value: country.to_string(),
            words: names::country(t, *country).text.to_owned(),
            count: t.number(*count),
            is_chosen: asked.contains(&Place::Country(*country)),
        })
        .collect();
    choices.sort_by_cached_key(|choice| t.sort_key(&choice.words));
    choices
}

fn skill_choices(t: Words, filter: &SlotFilter, found: &FoundSlots) -> Vec<Choice> {
    let taxonomy = Taxonomy::builtin();
    let mut counted: Vec<_> = found
        .skills
        .iter()
        .filter_map(|(code, count)| taxonomy.skill(*code).map(|skill| (skill, *count)))
        .collect();
    counted.sort_by_key(|(skill, count)| (-count, skill.code));
    let shown = counted
        .iter()
        .enumerate()
        .filter(|(place, (skill, _))| *place < 12 || filter.skills.contains(&skill.code));
    shown
        .map(|(_, (skill, count))| Choice {
            value: skill.code.to_string(),
            words: t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
            count: t.number(*count),
            is_chosen: filter.skills.contains(&skill.code),
        })
        .collect()
}

/// A period in words.
struct PeriodLine {
    dates: String,
    free: String,
    is_full: bool,
}

/// A condition in words.
struct ConditionLine {
    title: String,
    lead: String,
    note: String,
}

#[derive(Template)]
#[template(path = "placements/show.html")]
struct ShowPage {
    t: Words,
    shell: Shell,
    slot: Slot,
    body: Text,
    facility_href: String,
    place: String,
    free: String,
    skills: Vec<SkillLine>,
    periods: Vec<PeriodLine>,
    conditions: Vec<ConditionLine>,
    facts: Vec<(String, String)>,
    contact: Option<String>,
    updated: String,
    apply_href: Option<String>,
    /// For those beyond the facility who may read it.
    history: Option<String>,
}

pub async fn show(app: web::Data<App>, request: HttpRequest, shell: Shell) -> Answer {
    let id = guard::id(&request, "slot")?;
    let (actor, language, today) = (shell.actor.clone(), shell.t.lang(), app.now().day());
    let detail = app
        .store
        .read(move |db| store::get(db, id, actor.as_ref(), language, today))
        .await?;
    let (t, slot) = (shell.t, detail.slot);
    let periods = slot
        .periods
        .iter()
        .map(|period| PeriodLine {
            dates: t.dates_from_to(t.date(period.from), t.date(period.to)).plain(),
            free: t.places_left_of(period.free(), period.places).plain(),
            is_full: period.free() == 0,
        })
        .collect();
    let history = find_history(&app, shell.actor.as_ref(), RecordKind::Slot, AnyId::of(slot.id), slot.org).await?;
    respond::page(&ShowPage {
        t,
        history,
        facility_href: paths::organisation(slot.org, &slot.facility.text),
        place: place_of(t, slot.place.as_deref(), slot.country),
        free: t.places_left_of(slot.free(), slot.places()).plain(),
        skills: skill_lines(t, &slot.skills),
        periods,
        conditions: detail.conditions.iter().map(|condition| condition_line(t, condition)).collect(),
        facts: facts(t, &slot),
        contact: detail.contact,
        updated: t.date(detail.updated_at.day()),
        apply_href: can_apply(&slot, detail.visibility).then(|| format!("{}/apply", paths::slot(slot.id, &slot.title.text))),
        body: detail.body,
        slot,
        shell,
    })
}

/// Can somebody apply now: the slot takes applications, and a place is free in a period to come.
fn can_apply(slot: &Slot, visibility: Visibility) -> bool {
    slot.state == SlotState::Published && visibility == Visibility::Network && slot.free() > 0
}

fn condition_line(t: Words, condition: &Condition) -> ConditionLine {
    let lead = condition.lead_days.map_or_else(String::new, |days| t.lead_days(days).plain());
    let note = if condition.note.is_empty() {
        t.coded("condition-note", &condition.kind)
    } else {
        condition.note.clone()
    };
    ConditionLine {
        title: t.coded("condition", &condition.kind),
        lead,
        note: if note == condition.kind { String::new() } else { note },
    }
}

fn facts(t: Words, slot: &Slot) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    if let Some(grade) = slot.clean_grade {
        facts.push((t.fact_zone_grade().plain(), t.coded("grade-zone", grade.code())));
    }
    if let Some(level) = slot.containment {
        facts.push((t.fact_containment().plain(), t.containment_level(level).plain()));
    }
    if let Some(product) = &slot.product_type {
        facts.push((t.fact_product().plain(), t.coded("product", product)));
    }
    if !slot.languages.is_empty() {
        facts.push((
            t.fact_on_the_floor().plain(),
            t.languages(slot.languages.iter().map(String::as_str)),
        ));
    }
    facts.push((t.facet_cost().plain(), t.coded("fee", slot.fee.code())));
    if let Some(days) = slot.lead_days {
        facts.push((t.fact_paperwork().plain(), t.lead_days(days).plain()));
    }
    facts.push((t.fact_zone().plain(), slot.zone.clone()));
    facts
}
