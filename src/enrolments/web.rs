//! Applying for a seat, answering an offer, stepping back.
//!
//! `provider`: who applied, and the provider's answers; `runs`, `results`: a run as
//! a whole, and what became of everybody. The same for places at facilities: `apply_slot`, `facility`, `stop_slot`, `finish_place`.

mod apply_slot;
pub mod cards;
mod facility;
pub mod finish_place;
mod fit;
pub mod provider;
pub mod results;
pub mod runs;
pub mod stop_slot;

pub use apply_slot::{answer_place, apply_to_slot, apply_to_slot_form, withdraw_place};
pub use facility::{accept_place, clear_place, consider_place, decline_place, fail_place, slot_applications, start_place};

use actix_web::{HttpRequest, web};
use askama::Template;

use super::state::Refusal;
use super::store::{self, Application, Applied, Change, Changed};
use crate::app::App;
use crate::catalogue::web::cards::{Card, fee, place, seats};
use crate::catalogue::{OfferingDetail, store as catalogue};
use crate::kernel::{OfferingId, SeatId};
use crate::matching::web::cards::Fit;
use crate::matching::{Judge, store as matching};
use crate::network::Places;
use crate::site::guard::{self, SignedIn};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, Shell, Words, paths};

#[derive(Template)]
#[template(path = "enrolments/application.html")]
struct ApplicationPage {
    t: Words,
    shell: Shell,
    title: crate::catalogue::Text,
    provider: crate::catalogue::Text,
    href: String,
    facts: Vec<(String, String)>,
    fit: Fit,
}

/// Check your answers: what the offering asks for, what you have, what you miss.
pub async fn application(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest, shell: Shell) -> Answer {
    let id: OfferingId = guard::id(&request, "offering")?;
    let (urgency, now, language, t) = (app.urgency().await?, app.now(), shell.t.lang(), shell.t);
    let person = actor.person;
    let (detail, offer, seeker) = app
        .store
        .read(move |db| {
            let detail = catalogue::get(db, id, Some(&actor), language)?;
            let offer = matching::find_offering(db, id, now)?.ok_or(crate::db::Error::NotFound)?;
            Ok((
                detail,
                offer,
                matching::get_seeker(db, person, now.day(), |country, skill| urgency.of(country, skill, now.day()))?,
            ))
        })
        .await?;
    let judge = Judge::new(&seeker.candidate, now, Places::builtin());
    let fit = Fit::of(t, &judge, &offer);
    let offering = detail.offering;
    respond::page(&ApplicationPage {
        t,
        href: paths::offering(offering.id, &offering.title.text),
        facts: vec![
            (t.fact_starts().plain(), t.day(offering.starts)),
            (t.fact_place().plain(), place(t, &offering)),
            (t.facet_cost().plain(), fee(t, &offering)),
            (t.facet_seats().plain(), seats(t, &offering)),
        ],
        title: offering.title,
        provider: offering.provider,
        fit,
        shell,
    })
}

#[derive(Template)]
#[template(path = "enrolments/not_applied.html")]
struct NotAppliedPage {
    t: Words,
    shell: Shell,
    title: crate::catalogue::Text,
    href: String,
    kind: &'static str,
    siblings: Vec<Card>,
}

/// Applies. Full, too late, not open are pages that store nothing.
pub async fn apply(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest, shell: Shell) -> Answer {
    let offering: OfferingId = guard::id(&request, "offering")?;
    let application = Application {
        seat: app.new_id(),
        transition: app.new_id(),
        offering,
        person: actor.person,
        for_org: None,
        note: String::new(),
    };
    let (now, by) = (app.now(), actor.clone());
    let applied = app.store.write(move |db| store::apply(db, &by, &application, now)).await?;
    let kind = match applied {
        Applied::Submitted(_) => return Ok(respond::see_other(paths::ME).flash(&app, "applied")),
        Applied::Already(_) => return Ok(respond::see_other(paths::ME).flash(&app, "already-applied")),
        Applied::Full => "full",
        Applied::TooLate => "too-late",
        Applied::NotOpen => "not-open",
    };
    let (language, t) = (shell.t.lang(), shell.t);
    let detail: OfferingDetail = app
        .store
        .read(move |db| catalogue::get(db, offering, Some(&actor), language))
        .await?;
    let siblings = detail.siblings.iter().map(|sibling| Card::of(t, sibling, now)).collect();
    let href = paths::offering(offering, &detail.offering.title.text);
    respond::conflict(&NotAppliedPage {
        t,
        title: detail.offering.title,
        href,
        kind,
        siblings,
        shell,
    })
}

pub async fn accept(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest) -> Answer {
    answer(&app, actor, &request, true).await
}

pub async fn decline(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest) -> Answer {
    answer(&app, actor, &request, false).await
}

async fn answer(app: &App, actor: crate::kernel::Actor, request: &HttpRequest, accepts: bool) -> Answer {
    let id: SeatId = guard::id(request, "seat")?;
    let (what, now) = (Change::silent(id, app.new_id()), app.now());
    let changed = app.store.write(move |db| store::answer(db, &actor, &what, accepts, now)).await?;
    Ok(respond::see_other(paths::ME).flash(app, flash(changed, if accepts { "accepted" } else { "offer-declined" })))
}

pub async fn withdraw(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest) -> Answer {
    let id: SeatId = guard::id(&request, "seat")?;
    let (what, now) = (Change::silent(id, app.new_id()), app.now());
    let changed = app.store.write(move |db| store::withdraw(db, &actor, &what, now)).await?;
    Ok(respond::see_other(paths::ME).flash(&app, flash(changed, "withdrawn")))
}

/// What to say of a change: that it is done, or why not.
fn flash(changed: Changed, done: &'static str) -> &'static str {
    match changed {
        Changed::Done(_) => done,
        Changed::Full => "full",
        Changed::Refused(Refusal::Expired) => "offer-expired",
        Changed::Refused(Refusal::WrongState(_) | Refusal::NotYet) => "changed-meanwhile",
    }
}
