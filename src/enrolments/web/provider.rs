//! Who applied for a run, side by side, and the provider's answers.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::fit::{Fit, skill_name};
use super::runs::Acts;
use crate::app::App;
use crate::catalogue::policy as planning;
use crate::catalogue::store::{self as catalogue, OwnRun};
use crate::catalogue::web::cards::{self, level_words};
use crate::catalogue::{Offering, Stage, Text};
use crate::enrolments::forms::DeclineForm;
use crate::enrolments::store::{self, Addressees, Applicant, Change, Changed};
use crate::enrolments::{DeclineReason, Seat, SeatState, mail, policy, state};
use crate::kernel::problems::Problems;
use crate::kernel::{OfferingId, OrgId, SeatId, UtcTime};
use crate::matching::store::{self as matching, Seeker};
use crate::matching::{Judge, Offer};
use crate::network::Places;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, charts, guard, paths};
use crate::skills::gap::held;
use crate::skills::{Grade, Level, Taxonomy};
use crate::trail::RecordKind;

/// So many applicants are shown at a time, those who have waited longest.
const MOST: usize = 30;
/// The states of an application that waits for an answer.
const WAITING: &[SeatState] = &[SeatState::Submitted, SeatState::InfoRequested, SeatState::Waitlisted];

/// What has not come to the provider is not the provider's to see.
const UNSENT: &[SeatState] = &[SeatState::Draft, SeatState::AwaitingEndorsement, SeatState::NotEndorsed];

/// What an applicant holds of a skill that is taught.
struct HeldLine {
    name: String,
    words: String,
    held: u8,
    asked: u8,
    is_expired: bool,
}

/// Somebody who waits for an answer.
struct ApplicantCard {
    seat: SeatId,
    name: String,
    /// Country, sector, languages, since when, who applied for them: word and value.
    facts: Vec<(String, String)>,
    skills: Vec<HeldLine>,
    fit: Fit,
    note: String,
    offer: String,
    decline: String,
    /// What was typed about this one, where it was refused.
    form: DeclineForm,
    problems: Problems,
}

/// Somebody who has an answer.
struct AnsweredLine {
    seat: SeatId,
    name: String,
    place: String,
    state: String,
    since: String,
}

#[derive(Template)]
#[template(path = "enrolments/applicants.html")]
struct ApplicantsPage {
    t: Words,
    shell: Shell,
    workspace: String,
    provider: String,
    code: String,
    title: Text,
    href: String,
    edit: Option<String>,
    history: String,
    dates: String,
    state: String,
    seats: String,
    taken: Option<f64>,
    due: Option<String>,
    overbooked: i32,
    waiting: i64,
    hidden: i64,
    may_decide: bool,
    can_offer: bool,
    acts: Acts,
    cards: Vec<ApplicantCard>,
    answered: Vec<AnsweredLine>,
    reasons: Vec<(String, String)>,
    problems: Problems,
}

/// What the page is made of.
struct Desk {
    run: OwnRun,
    offer: Option<Offer>,
    waiting: Vec<Applicant>,
    seekers: Vec<Option<Seeker>>,
    answered: Vec<Applicant>,
    /// Names of the agencies that applied for somebody.
    agencies: Vec<(OrgId, String, bool, String)>,
}

async fn read(app: &App, acting: &Acting, id: OfferingId, language: &'static str) -> Result<Desk, PageError> {
    let (org, actor, now) = (acting.org(), acting.actor.clone(), app.now());
    let read = app.store.read(move |db| {
        let run = catalogue::get_own_run(db, org, id, &actor, language)?;
        let waiting = store::list_applicants(db, org, Some(id), WAITING)?;
        let mut seekers = Vec::new();
        for applicant in waiting.iter().take(MOST) {
            seekers.push(match applicant.seat.person {
                Some(person) => Some(matching::get_seeker(db, person, now.day(), |_, _| 0)?),
                None => None,
            });
        }
        let settled: Vec<SeatState> = SeatState::ALL
            .iter()
            .copied()
            .filter(|state| !WAITING.contains(state) && !UNSENT.contains(state))
            .collect();
        let answered = store::list_applicants(db, org, Some(id), &settled)?;
        let agencies: Vec<OrgId> = waiting.iter().filter_map(|applicant| applicant.seat.for_org).collect();
        Ok(Desk {
            offer: matching::find_offering(db, id, now)?,
            agencies: catalogue::organisation_names(db, &agencies, language)?,
            run,
            waiting,
            seekers,
            answered,
        })
    });
    Ok(read.await?)
}

/// A seat can be offered until the run begins, unless it was called off.
fn can_offer(run: &Offering, now: UtcTime) -> bool {
    matches!(run.stage(now), Stage::Open | Stage::Full | Stage::DeadlinePassed)
}

pub async fn applicants(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let desk = read(&app, &acting, guard::id(&request, "offering")?, shell.t.lang()).await?;
    respond::page(&page(shell, &acting, desk, app.now(), None))
}

/// The page; `refused` is the answer that was not understood, and to whom.
fn page(shell: Shell, acting: &Acting, desk: Desk, now: UtcTime, refused: Option<(SeatId, DeclineForm, Problems)>) -> ApplicantsPage {
    let (t, org) = (shell.t, acting.org());
    let run = &desk.run.detail.offering;
    let may_decide = policy::may_read_applications(&acting.actor, org);
    let answers: &[Applicant] = if may_decide { &desk.answered } else { &[] };
    let (may_edit, editable) = (planning::may_plan(&acting.actor, org), planning::editable(run.state));
    let edit = paths::acting(org, &format!("offerings/{}/edit", run.id));
    let problems = refused
        .as_ref()
        .map(|(seat, _, problems)| named(problems, *seat))
        .unwrap_or_default();
    ApplicantsPage {
        t,
        workspace: paths::acting(org, ""),
        provider: acting.membership.name.clone(),
        code: run.code.clone(),
        title: run.title.clone(),
        href: paths::offering(run.id, &run.title.text),
        history: paths::history(org, RecordKind::Offering, run.id),
        edit: (may_edit && editable != planning::Editable::Nothing).then_some(edit),
        dates: cards::dates(t, run),
        state: t.coded("stage", run.stage(now).code()),
        seats: cards::seats(t, run),
        taken: run
            .capacity
            .free()
            .map(|_| charts::percent(run.capacity.held.into(), run.capacity.seats.into())),
        due: desk.run.decision_on.map(|on| t.weekday_date(on)),
        overbooked: run.capacity.free().map_or(0, |_| (run.capacity.held - run.capacity.seats).max(0)),
        waiting: count(desk.waiting.len()),
        hidden: count(desk.waiting.len().saturating_sub(MOST)),
        may_decide,
        can_offer: can_offer(run, now),
        acts: Acts::of(acting, run, now),
        cards: desk
            .waiting
            .iter()
            .zip(&desk.seekers)
            .filter(|_| may_decide)
            .map(|(applicant, seeker)| card(t, org, &desk, applicant, seeker.as_ref(), now, refused.as_ref()))
            .collect(),
        answered: answers.iter().map(|applicant| answered(t, applicant)).collect(),
        reasons: DeclineReason::ALL
            .iter()
            .map(|reason| (reason.to_string(), t.coded("decline", reason.code())))
            .collect(),
        problems,
        shell,
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The same problems under the ids that the fields of this one applicant have.
fn named(problems: &Problems, seat: SeatId) -> Problems {
    let mut named = Problems::default();
    for (field, problem) in problems.iter() {
        named.add(format!("{field}-{seat}"), problem.clone());
    }
    named
}

fn card(
    t: Words,
    org: OrgId,
    desk: &Desk,
    applicant: &Applicant,
    seeker: Option<&Seeker>,
    now: UtcTime,
    refused: Option<&(SeatId, DeclineForm, Problems)>,
) -> ApplicantCard {
    let seat = &applicant.seat;
    let own = refused.filter(|(of, ..)| *of == seat.id);
    let fit = seeker.zip(desk.offer.as_ref()).map(|(seeker, offer)| {
        let judge = Judge::new(&seeker.candidate, now, Places::builtin());
        Fit::of(t, &judge, offer)
    });
    let part = |what: &str| paths::acting(org, &format!("seats/{}/{what}", seat.id));
    ApplicantCard {
        seat: seat.id,
        name: applicant.name.clone(),
        facts: facts(t, desk, applicant, seeker),
        skills: seeker.map_or_else(Vec::new, |seeker| held_lines(t, &desk.run.detail.offering, seeker, now)),
        fit: fit.unwrap_or_default(),
        note: seat.note.clone(),
        offer: part("offer"),
        decline: part("decline"),
        form: own.map(|(_, form, _)| form.clone()).unwrap_or_default(),
        problems: own.map(|(of, _, problems)| named(problems, *of)).unwrap_or_default(),
    }
}

fn facts(t: Words, desk: &Desk, applicant: &Applicant, seeker: Option<&Seeker>) -> Vec<(String, String)> {
    let mut facts = vec![(
        t.applicant_works_in().plain(),
        applicant.country.map_or_else(
            || t.applicant_not_stated().plain(),
            |country| cards::place_of(t, None, Some(country)),
        ),
    )];
    if let Some(sector) = applicant.sector {
        facts.push((t.applicant_sector().plain(), t.coded("plan-sector", sector.code())));
    }
    let languages = seeker.map_or(&[] as &[_], |seeker| &seeker.candidate.languages);
    if !languages.is_empty() {
        let codes = languages.iter().map(|spoken| spoken.language.as_str());
        facts.push((t.applicant_languages().plain(), t.languages(codes)));
    }
    facts.push((t.applicant_since().plain(), t.date(applicant.seat.created_at.day())));
    if let Some(agency) = applicant.seat.for_org {
        let name = desk.agencies.iter().find(|(id, ..)| *id == agency);
        facts.push((
            t.applicant_through().plain(),
            name.map_or_else(String::new, |(.., name)| name.clone()),
        ));
    }
    facts
}

/// Of each skill that the run teaches what the person can show, beside what it asks for at the start.
fn held_lines(t: Words, run: &Offering, seeker: &Seeker, now: UtcTime) -> Vec<HeldLine> {
    let line = |taught: &crate::catalogue::Taught| {
        let held = held(&seeker.evidence, taught.skill, now.day(), Grade::ALL);
        let asked = taught.level_in.unwrap_or(Level::NONE);
        let grade = held.rests_on.and_then(|evidence| Taxonomy::builtin().grade(evidence.grade));
        let shown = match grade {
            Some(grade) => {
                let name = t.grade(grade.grade.code(), &grade.name).text.to_owned();
                t.applicant_holds(name, level_words(t, held.level)).plain()
            }
            None => t.applicant_holds_nothing().plain(),
        };
        let asks = t.applicant_asks(level_words(t, asked)).plain();
        let expired = held.is_expired.then(|| t.applicant_expired().plain());
        HeldLine {
            name: skill_name(t, taught.skill),
            words: [Some(shown), expired, Some(asks)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            held: held.level.get(),
            asked: asked.get(),
            is_expired: held.is_expired,
        }
    };
    run.skills.iter().map(line).collect()
}

fn answered(t: Words, applicant: &Applicant) -> AnsweredLine {
    AnsweredLine {
        seat: applicant.seat.id,
        name: applicant.name.clone(),
        place: cards::place_of(t, None, applicant.country),
        state: t.coded("applicant-state", applicant.seat.state.code()),
        since: t.date(applicant.seat.state_at.day()),
    }
}

/// A seat that an answer is about, with what the letter needs.
struct Answering {
    seat: Seat,
    run: Offering,
    to: Addressees,
}

/// Finds it through the organisation that one acts for. Those who only look on may not answer.
async fn answering(app: &App, acting: &Acting, id: SeatId, language: &'static str) -> Result<Answering, PageError> {
    if !policy::may_read_applications(&acting.actor, acting.org()) {
        return Err(PageError::Forbidden);
    }
    let org = acting.org();
    let read = app.store.read(move |db| {
        let seat = store::find(db, id)?
            .filter(|seat| seat.org == org)
            .ok_or(crate::db::Error::NotFound)?;
        let run = catalogue::list_by_id(db, &[seat.offering], language)?.pop();
        Ok(Answering {
            run: run.ok_or(crate::db::Error::NotFound)?,
            to: store::find_addressees(db, &seat)?,
            seat,
        })
    });
    Ok(read.await?)
}

#[derive(Template)]
#[template(path = "enrolments/full.html")]
struct FullPage {
    t: Words,
    shell: Shell,
    title: Text,
    back: String,
    edit: String,
}

pub async fn offer(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let (id, now) = (guard::id(&request, "seat")?, app.now());
    let about = answering(&app, &acting, id, shell.t.lang()).await?;
    if !can_offer(&about.run, now) {
        return Ok(back(&acting, &about.seat).flash(&app, "seat-too-late"));
    }
    let expires_at = state::offer_expires_at(now, about.run.starts_at());
    let letters = mail::offered(&app, &about.to, id, &about.run, expires_at);
    let (transition, actor) = (app.new_id(), acting.actor.clone());
    let what = Change {
        letters,
        ..Change::silent(id, transition)
    };
    let changed = app.store.write(move |db| store::offer(db, &actor, &what, now)).await?;
    match changed {
        Changed::Full => respond::conflict(&FullPage {
            t: shell.t,
            title: about.run.title,
            back: paths::acting(acting.org(), &format!("offerings/{}", about.run.id)),
            edit: paths::acting(acting.org(), &format!("offerings/{}/edit", about.run.id)),
            shell,
        }),
        Changed::Done(_) => Ok(back(&acting, &about.seat).flash(&app, "seat-offered")),
        Changed::Refused(_) => Ok(back(&acting, &about.seat).flash(&app, "seat-answered")),
    }
}

/// To who applied for the run.
fn back(acting: &Acting, seat: &Seat) -> HttpResponse {
    respond::see_other(&paths::acting(acting.org(), &format!("offerings/{}", seat.offering)))
}

pub async fn decline(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<DeclineForm>) -> Answer {
    let (id, now, form) = (guard::id(&request, "seat")?, app.now(), form.0);
    let about = answering(&app, &acting, id, shell.t.lang()).await?;
    let (reason, note) = match form.check() {
        Ok(checked) => checked,
        Err(problems) => {
            let desk = read(&app, &acting, about.seat.offering, shell.t.lang()).await?;
            return respond::refused(&page(shell, &acting, desk, now, Some((id, form, problems))));
        }
    };
    let letters = mail::declined(&app, &about.to, id, &about.run, reason, &note);
    let (transition, actor) = (app.new_id(), acting.actor.clone());
    let what = Change {
        of: id,
        transition,
        note,
        letters,
    };
    let changed = app.store.write(move |db| store::decline(db, &actor, &what, reason, now)).await?;
    let flash = if matches!(changed, Changed::Done(_)) {
        "seat-declined"
    } else {
        "seat-answered"
    };
    Ok(back(&acting, &about.seat).flash(&app, flash))
}
