//! What a provider does with a run as a whole: it goes, it is put off, called off, changed, closed. Whoever asked for it is told in the
//! same write.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::app::App;
use crate::catalogue::forms::{Known, OfferingForm};
use crate::catalogue::policy::may_plan;
use crate::catalogue::state::{self, Event, Refusal, RunReason};
use crate::catalogue::store::publish::{NewRun, Written, revise_offering};
use crate::catalogue::store::{self as catalogue, OwnRun};
use crate::catalogue::web::cards::dates;
use crate::catalogue::{Offering, Text};
use crate::db::{self, Db};
use crate::enrolments::forms::runs::RunForm;
use crate::enrolments::mail::runs::{self as mail, News};
use crate::enrolments::store::runs::{self, ChangedRun};
use crate::enrolments::store::{Change, Changed};
use crate::enrolments::{Seat, policy};
use crate::kernel::clock::SeededIds;
use crate::kernel::problems::Problems;
use crate::kernel::{OfferingId, OrgId, TransitionId, UtcTime};
use crate::network::Places;
use crate::people::store::{find_recipient, list_profiles, list_recipients};
use crate::queue;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};

/// What can be done with a run now, on the page of its applications.
#[derive(Default)]
pub(super) struct Acts {
    pub(super) base: String,
    pub(super) can_confirm: bool,
    pub(super) can_change: bool,
    pub(super) can_postpone: bool,
    pub(super) can_cancel: bool,
    pub(super) can_report: bool,
    pub(super) can_close: bool,
}

impl Acts {
    pub(super) fn of(acting: &Acting, run: &Offering, now: UtcTime) -> Self {
        let (plans, progress) = (may_plan(&acting.actor, acting.org()), run.progress(now));
        let can = |event| !run.is_external && state::next(run.state, progress, event).is_ok();
        let is_delivered = run.state == crate::catalogue::OfferingState::Delivered;
        Self {
            base: paths::acting(acting.org(), &format!("offerings/{}", run.id)),
            can_confirm: plans && can(Event::Go),
            can_change: plans && can(Event::Revise),
            can_postpone: plans && can(Event::Postpone(RunReason::Other)),
            can_cancel: plans && can(Event::Cancel(RunReason::Other)),
            can_report: policy::may_report(&acting.actor, acting.org()) && progress.is_unreported && (is_delivered || can(Event::Deliver)),
            can_close: plans && can(Event::Close),
        }
    }

    pub(super) fn is_any(&self) -> bool {
        self.can_confirm || self.can_change || self.can_cancel || self.can_report || self.can_close
    }
}

/// A run of the organisation that one acts for, to plan with.
pub(super) async fn find(app: &App, acting: &Acting, request: &HttpRequest, language: &'static str) -> Result<OwnRun, PageError> {
    let (org, actor, id) = (acting.org(), acting.actor.clone(), guard::id(request, "offering")?);
    Ok(app
        .store
        .read(move |db| catalogue::get_own_run(db, org, id, &actor, language))
        .await?)
}

async fn find_to_plan(app: &App, acting: &Acting, request: &HttpRequest, language: &'static str) -> Result<OwnRun, PageError> {
    if may_plan(&acting.actor, acting.org()) {
        find(app, acting, request, language).await
    } else {
        Err(PageError::Forbidden)
    }
}

/// Tells whoever a decision concerns; in the transaction of the decision, so that nobody is missed who applied a moment before it.
fn tell(
    db: &mut Db,
    app: &App,
    (run, decision): (&Offering, TransitionId),
    seats: &[Seat],
    news: &News,
    ids: &mut SeededIds,
    now: UtcTime,
) -> db::Result<()> {
    let key = decision.to_string();
    let mut put = |db: &mut Db, letter| {
        let id = ids.next_id();
        queue::store::put(db, &queue::Message { id, ..letter }, now)
    };
    let people: Vec<_> = seats.iter().filter_map(|seat| seat.person).collect();
    let names: BTreeMap<_, _> = list_profiles(db, &people)?
        .into_iter()
        .map(|(id, known)| (id, known.name))
        .collect();
    let mut of_agencies: BTreeMap<OrgId, Vec<String>> = BTreeMap::new();
    for seat in seats {
        let Some(person) = seat.person else { continue };
        if let Some(to) = find_recipient(db, person)? {
            put(db, mail::to_person(app, &to, seat.id, run, news, &key))?;
        }
        if let Some(agency) = seat.for_org {
            of_agencies.entry(agency).or_default().extend(names.get(&person).cloned());
        }
    }
    for (agency, names) in of_agencies {
        for to in list_recipients(db, agency, None)? {
            put(db, mail::to_agency(app, &to, agency, &names, run, news, &key))?;
        }
    }
    Ok(())
}

/// Back to the run, with a word of what became of it.
fn settle(app: &App, acting: &Acting, id: OfferingId, changed: ChangedRun, done: &'static str) -> HttpResponse {
    let flash = match changed {
        Changed::Done(_) => done,
        Changed::Refused(Refusal::Unreported) => "run-unreported",
        Changed::Refused(_) | Changed::Full => "changed-meanwhile",
    };
    respond::see_other(&paths::acting(acting.org(), &format!("offerings/{id}"))).flash(app, flash)
}

/// The provider says that the run goes; who holds a seat is told.
pub async fn confirm(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let run = find_to_plan(&app, &acting, &request, shell.t.lang()).await?.detail.offering;
    let (id, now, seed) = (run.id, app.now(), app.chance.below(u64::MAX));
    let (what, actor, site) = (Change::silent(id, app.new_id()), acting.actor.clone(), app.clone());
    let changed = app
        .store
        .write(move |db| {
            let changed = runs::confirm(db, &actor, &what, now)?;
            if let Changed::Done(_) = changed {
                let mut seats = runs::list_live(db, id)?;
                seats.retain(|seat| seat.state.is_held());
                tell(
                    db,
                    &site,
                    (&run, what.transition),
                    &seats,
                    &News::Confirmed,
                    &mut SeededIds::new(seed, now),
                    now,
                )?;
            }
            Ok(changed)
        })
        .await?;
    Ok(settle(&app, &acting, id, changed, "run-confirmed"))
}

/// Everybody has a result: nothing follows any more.
pub async fn close(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let id = find_to_plan(&app, &acting, &request, shell.t.lang()).await?.detail.offering.id;
    let (what, actor, now) = (Change::silent(id, app.new_id()), acting.actor.clone(), app.now());
    let changed = app.store.write(move |db| runs::close(db, &actor, &what, now)).await?;
    Ok(settle(&app, &acting, id, changed, "run-closed"))
}

#[derive(Template)]
#[template(path = "enrolments/stop_run.html")]
struct StopRunPage {
    t: Words,
    shell: Shell,
    /// `postpone` or `cancel`.
    kind: &'static str,
    back: String,
    provider: String,
    code: String,
    title: Text,
    dates: String,
    held: i64,
    waiting: i64,
    /// The days are known, and can be moved.
    can_move: bool,
    reasons: Vec<(String, String)>,
    form: RunForm,
    problems: Problems,
}

impl StopRunPage {
    async fn of(
        app: &App,
        acting: &Acting,
        shell: Shell,
        run: &Offering,
        kind: &'static str,
        (form, problems): (RunForm, Problems),
    ) -> Result<Self, PageError> {
        let (t, id) = (shell.t, run.id);
        let seats = app.store.read(move |db| runs::list_live(db, id)).await?;
        let held = seats.iter().filter(|seat| seat.state.is_held()).count();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        Ok(Self {
            t,
            kind,
            back: paths::acting(acting.org(), &format!("offerings/{id}")),
            provider: acting.membership.name.clone(),
            code: run.code.clone(),
            title: run.title.clone(),
            dates: dates(t, run),
            held: count(held),
            waiting: count(seats.len() - held),
            can_move: kind == "postpone" && run.starts.booked().is_some(),
            reasons: RunReason::ALL
                .iter()
                .map(|reason| (reason.to_string(), t.coded("run-reason", reason.code())))
                .collect(),
            form,
            problems,
            shell,
        })
    }
}

async fn stop_form(app: &App, acting: &Acting, request: &HttpRequest, shell: Shell, kind: &'static str) -> Answer {
    let run = find_to_plan(app, acting, request, shell.t.lang()).await?.detail.offering;
    respond::page(&StopRunPage::of(app, acting, shell, &run, kind, (RunForm::default(), Problems::default())).await?)
}

pub async fn postpone_form(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    stop_form(&app, &acting, &request, shell, "postpone").await
}

pub async fn cancel_form(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    stop_form(&app, &acting, &request, shell, "cancel").await
}

/// Puts the run off; whoever asked for it is told, keeps what they have, and may step back.
pub async fn postpone(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<RunForm>) -> Answer {
    let language = shell.t.lang();
    let run = find_to_plan(&app, &acting, &request, language).await?.detail.offering;
    let (id, now, seed) = (run.id, app.now(), app.chance.below(u64::MAX));
    let (reason, note, first_day) = match form.0.check(now.day()) {
        Ok(checked) => checked,
        Err(problems) => {
            return respond::refused(&StopRunPage::of(&app, &acting, shell, &run, "postpone", (form.0, problems)).await?);
        }
    };
    let first_day = first_day.filter(|_| run.starts.booked().is_some()).map(|on| (on, app.new_id()));
    let (actor, site) = (acting.actor.clone(), app.clone());
    let what = Change {
        note,
        ..Change::silent(id, app.new_id())
    };
    let changed = app
        .store
        .write(move |db| {
            let changed = runs::postpone(db, &actor, &what, reason, first_day, now)?;
            if let Changed::Done(_) = changed {
                let after = catalogue::list_by_id(db, &[id], language)?.pop().ok_or(db::Error::NotFound)?;
                let news = News::Postponed(reason, what.note.clone(), Box::new(after));
                let seats = runs::list_live(db, id)?;
                tell(
                    db,
                    &site,
                    (&run, what.transition),
                    &seats,
                    &news,
                    &mut SeededIds::new(seed, now),
                    now,
                )?;
            }
            Ok(changed)
        })
        .await?;
    Ok(settle(&app, &acting, id, changed, "run-postponed"))
}

/// Calls the run off: every seat is given back, and whoever asked for it is told.
pub async fn cancel(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<RunForm>) -> Answer {
    let run = find_to_plan(&app, &acting, &request, shell.t.lang()).await?.detail.offering;
    let (id, now, seed) = (run.id, app.now(), app.chance.below(u64::MAX));
    let (reason, note, _) = match form.0.check(now.day()) {
        Ok(checked) => checked,
        Err(problems) => {
            return respond::refused(&StopRunPage::of(&app, &acting, shell, &run, "cancel", (form.0, problems)).await?);
        }
    };
    let (actor, site) = (acting.actor.clone(), app.clone());
    let what = Change {
        note,
        ..Change::silent(id, app.new_id())
    };
    let changed = app
        .store
        .write(move |db| {
            let mut ids = SeededIds::new(seed, now);
            let (changed, seats) = runs::cancel(db, &actor, &what, reason, &mut ids, now)?;
            let news = News::Cancelled(reason, what.note.clone());
            tell(db, &site, (&run, what.transition), &seats, &news, &mut ids, now)?;
            Ok(changed)
        })
        .await?;
    Ok(settle(&app, &acting, id, changed, "run-cancelled"))
}

/// Changes what people have relied on, as it was shown once more before (`catalogue::web::check_change`).
pub async fn revise(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<OfferingForm>) -> Answer {
    let before = find_to_plan(&app, &acting, &request, shell.t.lang()).await?.detail;
    let (id, now, seed) = (before.offering.id, app.now(), app.chance.below(u64::MAX));
    let hosts = app.store.read(catalogue::list_hosts).await?;
    let known = Known {
        now,
        hosts: &hosts,
        places: Places::builtin(),
    };
    let change_page = paths::acting(acting.org(), &format!("offerings/{id}/change"));
    let Ok(plan) = form.0.check(known) else {
        return Ok(respond::see_other(&change_page).flash(&app, "changed-meanwhile"));
    };
    let news = News::Changed(Box::new((before.clone(), plan.shown_in(&before, &hosts))));
    let new = NewRun {
        id,
        org: acting.org(),
        course: before.offering.course,
        segments: plan.parts.iter().map(|_| app.new_id()).collect(),
        rules: plan.rules.iter().map(|_| app.new_id()).collect(),
        plan,
        publishes: false,
        transition: app.new_id(),
        course_transition: app.new_id(),
    };
    let (actor, site, seen) = (acting.actor.clone(), app.clone(), form.0.seen);
    let written = app
        .store
        .write(move |db| {
            let written = revise_offering(db, &actor, &new, &seen, now)?;
            if written == Written::Done {
                let seats = runs::list_live(db, id)?;
                tell(
                    db,
                    &site,
                    (&before.offering, new.transition),
                    &seats,
                    &news,
                    &mut SeededIds::new(seed, now),
                    now,
                )?;
            }
            Ok(written)
        })
        .await?;
    Ok(match written {
        Written::Done => respond::see_other(&paths::acting(acting.org(), &format!("offerings/{id}"))).flash(&app, "run-revised"),
        _ => respond::see_other(&change_page).flash(&app, "changed-meanwhile"),
    })
}
