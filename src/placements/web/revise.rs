//! Changing a slot: its texts, its periods, the end of a pause.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::cards::period_tag;
use super::fields;
use super::own::may_advertise;
use crate::app::App;
use crate::kernel::OrgId;
use crate::kernel::problems::Problems;
use crate::placements::forms::{EditForm, typed_in};
use crate::placements::store::{self, RevisionIds, Saved};
use crate::placements::{OwnSlot, PeriodState, SlotState, SlotTexts};
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};

/// A period that can be changed.
struct PeriodRow {
    n: usize,
    id: String,
    dates: String,
    held: String,
    tag: Option<(&'static str, String)>,
    places: String,
    is_open: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "placements/edit.html")]
struct EditPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    slot: OwnSlot,
    own_href: String,
    written_in: String,
    /// The pause can be ended here; it begins on the page where the reason is asked for.
    is_paused: bool,
    can_stop: bool,
    /// Somebody else has saved since this was opened.
    is_stale: bool,
    form: EditForm,
    periods: Vec<PeriodRow>,
    problems: Problems,
    lines: Vec<(String, String)>,
}

impl EditPage {
    fn of(shell: Shell, slot: OwnSlot, texts: &SlotTexts, mut form: EditForm, problems: Problems, is_stale: bool) -> Self {
        let t = shell.t;
        if is_stale {
            // whoever saves this page again has read that somebody else was here
            form.seen = slot.updated_at.to_string();
        }
        let typed = |id: &str| form.period.iter().position(|typed| typed == id);
        let periods = slot.periods.iter().enumerate().map(|(row, own)| {
            let id = own.period.id.to_string();
            let typed = typed(&id);
            PeriodRow {
                n: row + 1,
                dates: t.dates_from_to(t.date(own.period.from), t.date(own.period.to)).plain(),
                held: t.places_held_of(own.period.held, own.period.places).plain(),
                tag: period_tag(t, own),
                places: typed.map_or_else(|| own.period.places.to_string(), |row| typed_in(&form.places, row).to_owned()),
                is_open: typed.map_or(own.state == PeriodState::Open, |_| form.open.contains(&id)),
                error: typed.map_or_else(String::new, |row| problems.words(t, &format!("places-{}", row + 1))),
                id,
            }
        });
        Self {
            t,
            org: slot.org,
            own_href: paths::own_slot(slot.org, slot.id),
            written_in: t.coded("language", &texts.language),
            is_paused: slot.state == SlotState::Paused,
            can_stop: matches!(slot.state, SlotState::Published | SlotState::Paused),
            is_stale,
            periods: periods.collect(),
            lines: fields::lines(t, &problems),
            form,
            problems,
            slot,
            shell,
        }
    }
}

async fn find(app: &App, acting: &Acting, request: &HttpRequest, language: &'static str) -> Result<(OwnSlot, SlotTexts), PageError> {
    may_advertise(acting)?;
    let (org, id, today) = (acting.org(), guard::id(request, "slot")?, app.now().day());
    Ok(app
        .store
        .read(move |db| Ok((store::get_own(db, org, id, language, today)?, store::get_texts(db, id)?)))
        .await?)
}

pub async fn edit(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let (slot, texts) = find(&app, &acting, &request, shell.t.lang()).await?;
    let form = EditForm {
        seen: slot.updated_at.to_string(),
        title: texts.title.clone(),
        summary: texts.summary.clone(),
        body: texts.body.clone(),
        contact: texts.contact.clone().unwrap_or_default(),
        paused: if slot.state == SlotState::Paused {
            "on".to_owned()
        } else {
            String::new()
        },
        ..EditForm::default()
    };
    respond::page(&EditPage::of(shell, slot, &texts, form, Problems::default(), false))
}

pub async fn update(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<EditForm>) -> Answer {
    let (slot, texts) = find(&app, &acting, &request, shell.t.lang()).await?;
    let now = app.now();
    let change = match form.0.check(now.day()) {
        Ok(change) => change,
        Err(problems) => return respond::refused(&EditPage::of(shell, slot, &texts, form.0, problems, false)),
    };
    let ids = RevisionIds {
        added: app.new_id(),
        slot_trail: app.new_id(),
        added_trail: app.new_id(),
        period_trails: change.periods.iter().map(|_| app.new_id()).collect(),
    };
    let (org, id, actor) = (acting.org(), slot.id, acting.actor.clone());
    let saved = app
        .store
        .write(move |db| store::save(db, &actor, org, id, &change, &ids, now))
        .await?;
    match saved {
        Saved::Done => Ok(respond::see_other(&paths::own_slot(org, id)).flash(&app, "slot-saved")),
        Saved::Stale => {
            let (slot, texts) = find(&app, &acting, &request, shell.t.lang()).await?;
            respond::conflict(&EditPage::of(shell, slot, &texts, form.0, Problems::default(), true))
        }
    }
}
