//! What became of everybody who held a seat of a run: one list, filled in by the provider when the last day has come.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::runs::find;
use crate::app::App;
use crate::catalogue::state::Refusal;
use crate::catalogue::store::OwnRun;
use crate::catalogue::web::cards::{dates, level_words, place_of};
use crate::catalogue::{OfferingState, Text};
use crate::enrolments::forms::runs::ResultsForm;
use crate::enrolments::store::runs;
use crate::enrolments::store::{self, Applicant, Change, Changed};
use crate::enrolments::{Outcome, SeatState, policy};
use crate::kernel::UtcTime;
use crate::kernel::clock::SeededIds;
use crate::kernel::problems::Problems;
use crate::matching::web::cards::skill_words;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};

/// Who holds a seat and has no result.
const OPEN: &[SeatState] = &[
    SeatState::Accepted,
    SeatState::ConditionsPending,
    SeatState::Enrolled,
    SeatState::Attended,
];
const REPORTED: &[SeatState] = &[SeatState::Completed, SeatState::NotCompleted, SeatState::NoShow];

/// Somebody whose result is open.
struct Line {
    number: usize,
    seat: String,
    name: String,
    place: String,
    outcome: String,
    /// Who is known to have come cannot be said to have stayed away.
    has_come: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "enrolments/results.html")]
struct ResultsPage {
    t: Words,
    shell: Shell,
    back: String,
    provider: String,
    code: String,
    title: Text,
    dates: String,
    /// The last day has not come.
    is_early: bool,
    /// What a completed run leads to: skill and level.
    leads_to: Vec<String>,
    lines: Vec<Line>,
    outcomes: Vec<(String, String)>,
    /// Those of somebody who has come.
    ends: Vec<(String, String)>,
    /// Who has a result: name and result.
    reported: Vec<(String, String)>,
    problems: Problems,
}

struct Desk {
    run: OwnRun,
    open: Vec<Applicant>,
    reported: Vec<Applicant>,
}

async fn read(app: &App, acting: &Acting, request: &HttpRequest, language: &'static str) -> Result<Desk, PageError> {
    if !policy::may_report(&acting.actor, acting.org()) {
        return Err(PageError::Forbidden);
    }
    let run = find(app, acting, request, language).await?;
    let (org, id) = (acting.org(), run.detail.offering.id);
    let (open, reported) = app
        .store
        .read(move |db| {
            Ok((
                store::list_applicants(db, org, Some(id), OPEN)?,
                store::list_applicants(db, org, Some(id), REPORTED)?,
            ))
        })
        .await?;
    Ok(Desk { run, open, reported })
}

fn page(shell: Shell, acting: &Acting, desk: &Desk, form: &ResultsForm, problems: Problems, now: UtcTime) -> ResultsPage {
    let (t, run) = (shell.t, &desk.run.detail.offering);
    let typed = |seat: &str| {
        let row = form.seat.iter().position(|known| known == seat)?;
        Some((row + 1, form.outcome.get(row)?.clone()))
    };
    let lines = desk.open.iter().enumerate().map(|(row, applicant)| {
        let seat = applicant.seat.id.to_string();
        let typed = typed(&seat);
        Line {
            number: row + 1,
            name: applicant.name.clone(),
            place: place_of(t, None, applicant.country),
            error: typed
                .as_ref()
                .map_or_else(String::new, |(row, _)| problems.words(t, &format!("outcome-{row}"))),
            outcome: typed.map_or_else(String::new, |(_, outcome)| outcome),
            has_come: applicant.seat.state == SeatState::Attended,
            seat,
        }
    });
    let choices = |outcomes: &[Outcome]| {
        let coded = |outcome: &Outcome| (outcome.to_string(), t.coded("outcome", outcome.code()));
        outcomes.iter().map(coded).collect()
    };
    let lead = |taught: &crate::catalogue::Taught| {
        let level = taught.level_out?;
        Some(t.result_leads_to(level_words(t, level), skill_words(t, taught.skill)).plain())
    };
    ResultsPage {
        t,
        back: paths::acting(acting.org(), &format!("offerings/{}", run.id)),
        provider: acting.membership.name.clone(),
        code: run.code.clone(),
        title: run.title.clone(),
        dates: dates(t, run),
        is_early: run.state != OfferingState::Delivered && !run.progress(now).has_ended,
        leads_to: run.skills.iter().filter_map(lead).collect(),
        lines: lines.collect(),
        outcomes: choices(Outcome::ALL),
        ends: choices(&[Outcome::Completed, Outcome::NotCompleted]),
        reported: desk
            .reported
            .iter()
            .map(|applicant| {
                let state = t.coded("applicant-state", applicant.seat.state.code());
                (applicant.name.clone(), state)
            })
            .collect(),
        problems,
        shell,
    }
}

pub async fn results(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let desk = read(&app, &acting, &request, shell.t.lang()).await?;
    respond::page(&page(
        shell,
        &acting,
        &desk,
        &ResultsForm::default(),
        Problems::default(),
        app.now(),
    ))
}

/// Keeps what is filled in; the rest can follow later.
pub async fn report(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<ResultsForm>) -> Answer {
    let desk = read(&app, &acting, &request, shell.t.lang()).await?;
    let (id, now, seed) = (desk.run.detail.offering.id, app.now(), app.chance.below(u64::MAX));
    let results = match form.0.check() {
        Ok(results) => results,
        Err(problems) => return respond::refused(&page(shell, &acting, &desk, &form.0, problems, now)),
    };
    let (actor, what) = (acting.actor.clone(), Change::silent(id, app.new_id()));
    let written = app
        .store
        .write(move |db| runs::report(db, &actor, &what, &results, &mut SeededIds::new(seed, now), now))
        .await?;
    let (path, flash) = match written {
        Changed::Done(_) => (format!("offerings/{id}"), "results-written"),
        Changed::Refused(Refusal::NotYet) => (format!("offerings/{id}/results"), "results-early"),
        Changed::Refused(_) | Changed::Full => (format!("offerings/{id}"), "changed-meanwhile"),
    };
    Ok(respond::see_other(&paths::acting(acting.org(), &path)).flash(&app, flash))
}
