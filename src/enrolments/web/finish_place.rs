//! The end of somebody's days at a facility: completed or ended early, and the level that they were seen at, skill by skill.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::facility::{deciding, refused};
use crate::app::App;
use crate::catalogue::web::cards::level_words;
use crate::catalogue::{Taught, Text};
use crate::db;
use crate::enrolments::forms::places::FinishForm;
use crate::enrolments::store::places::{self, OwnPlace};
use crate::enrolments::store::{Change, Changed};
use crate::enrolments::{Attestation, PlaceState, mail};
use crate::kernel::problems::Problems;
use crate::kernel::{PlaceId, SlotId};
use crate::matching::web::cards::skill_words;
use crate::people::store::get_profile;
use crate::placements::store as slots;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::skills::Level;

/// A skill of the slot.
struct SkillLine {
    id: String,
    name: String,
    hint: String,
    level: String,
    error: String,
}

#[derive(Template)]
#[template(path = "enrolments/finish_place.html")]
struct FinishPage {
    t: Words,
    shell: Shell,
    back: String,
    facility: String,
    title: Text,
    name: String,
    dates: String,
    outcomes: Vec<(String, String)>,
    grades: Vec<(String, String)>,
    levels: Vec<(String, String)>,
    skills: Vec<SkillLine>,
    form: FinishForm,
    problems: Problems,
}

/// What the page is made of.
struct Found {
    id: PlaceId,
    slot: SlotId,
    own: OwnPlace,
    name: String,
    skills: Vec<Taught>,
}

async fn find(app: &App, acting: &Acting, request: &HttpRequest, language: &'static str) -> Result<Found, PageError> {
    let (id, slot, _) = deciding(app, acting, request).await?;
    let today = app.now().day();
    Ok(app
        .store
        .read(move |db| {
            let place = places::find(db, id)?.ok_or(db::Error::NotFound)?;
            let person = place.person.ok_or(db::Error::NotFound)?;
            let own = places::list_own_at(db, person, slot, language)?;
            let skills = slots::list_by_id(db, &[slot], language, today)?.pop();
            Ok(Found {
                id,
                slot,
                own: own.into_iter().find(|own| own.place.id == id).ok_or(db::Error::NotFound)?,
                name: get_profile(db, person)?.name,
                skills: skills.ok_or(db::Error::NotFound)?.skills,
            })
        })
        .await?)
}

impl FinishPage {
    fn of(shell: Shell, acting: &Acting, found: &Found, form: FinishForm, problems: Problems) -> Self {
        let t = shell.t;
        let coded = |part: &str, codes: [&str; 2]| codes.map(|code| (code.to_owned(), t.coded(part, code))).to_vec();
        let line = |(row, taught): (usize, &Taught)| {
            let id = format!("level-{}", row + 1);
            let aim = taught.level_out.map(|level| t.finish_aim(level_words(t, level)).plain());
            SkillLine {
                name: skill_words(t, taught.skill),
                hint: aim.unwrap_or_default(),
                level: form.level.get(row).cloned().unwrap_or_default(),
                error: problems.words(t, &id),
                id,
            }
        };
        let shown = (1..=Level::MOST.get()).filter_map(Level::new);
        Self {
            t,
            back: paths::own_slot(acting.org(), found.slot),
            facility: acting.membership.name.clone(),
            title: found.own.title.clone(),
            name: found.name.clone(),
            dates: t.dates_from_to(t.date(found.own.from), t.date(found.own.to)).plain(),
            outcomes: coded("finish-outcome", ["completed", "ended_early"]),
            grades: coded("finish-grade", ["C", "A"]),
            levels: shown.map(|level| (level.to_string(), level_words(t, level))).collect(),
            skills: found.skills.iter().enumerate().map(line).collect(),
            form,
            problems,
            shell,
        }
    }
}

/// Begins with what the slot leads to, seen by the facility: the usual end.
pub async fn finish_form(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let found = find(&app, &acting, &request, shell.t.lang()).await?;
    if found.own.place.state != PlaceState::InProgress {
        return Ok(respond::see_other(&paths::own_slot(acting.org(), found.slot)).flash(&app, "changed-meanwhile"));
    }
    let level = |taught: &Taught| taught.level_out.map_or_else(String::new, |level| level.to_string());
    let form = FinishForm {
        outcome: "completed".to_owned(),
        grade: "C".to_owned(),
        level: found.skills.iter().map(level).collect(),
        note: String::new(),
    };
    respond::page(&FinishPage::of(shell, &acting, &found, form, Problems::default()))
}

pub async fn finish(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<FinishForm>) -> Answer {
    let (found, now) = (find(&app, &acting, &request, shell.t.lang()).await?, app.now());
    let skills: Vec<_> = found.skills.iter().map(|taught| taught.skill).collect();
    let end = match form.0.check(&skills) {
        Ok(end) => end,
        Err(problems) => return respond::refused(&FinishPage::of(shell, &acting, &found, form.0, problems)),
    };
    let (own, id) = (&found.own, found.id);
    let shown = Attestation {
        grade: end.grade,
        levels: end.levels.into_iter().map(|(skill, level)| (app.new_id(), skill, level)).collect(),
        observed_on: own.to.min(now.day()),
        source: format!("{}: {}, {} – {}", acting.membership.name, own.title.text, own.from, own.to),
    };
    let to = app.store.read(move |db| places::find_addressee(db, id)).await?;
    let what = Change {
        letters: to.map(|to| mail::places::finished(&app, &to, end.completes)).into_iter().collect(),
        note: end.note,
        ..Change::silent(id, app.new_id())
    };
    let (actor, completes) = (acting.actor.clone(), end.completes);
    let changed = app
        .store
        .write(move |db| places::finish(db, &actor, &what, completes, &shown, now))
        .await?;
    match changed {
        Changed::Done(_) => Ok(respond::see_other(&paths::own_slot(acting.org(), found.slot)).flash(&app, "place-finished")),
        Changed::Full | Changed::Refused(_) => refused(&app, &acting, shell, found.slot, changed).await,
    }
}
