//! `/for/{org}`: what a member of an organisation sees first. For a provider the decisions that wait, and its runs with
//! who is asking for them.

use actix_web::web;
use askama::Template;

use super::cards::Demand;
use crate::app::App;
use crate::catalogue::store as catalogue;
use crate::catalogue::web::cards;
use crate::catalogue::{Offering, OfferingState, Stage, Text, policy};
use crate::dashboards::demand::RegionDemand;
use crate::dashboards::store;
use crate::enrolments::store as enrolments;
use crate::enrolments::{RunTask, SeatState, Task, Waiting};
use crate::kernel::{OfferingId, OrgId, UtcTime};
use crate::site::guard::Acting;
use crate::site::{Answer, PageError, Shell, Words, charts, paths, respond};
use crate::trail::RecordKind;

/// So many runs stand on the page.
const MOST: i64 = 12;
/// And so many runs that wait for answers.
const MOST_DECISIONS: usize = 6;

/// Applications that wait for an answer.
struct Decision {
    words: String,
    class: &'static str,
    due: String,
    since: String,
    href: String,
    code: String,
    act: String,
}

/// A step in the life of a run.
struct Step {
    words: String,
    is_done: bool,
    is_now: bool,
}

/// A run with who asks for it.
struct RunCard {
    code: String,
    tag: String,
    tag_class: &'static str,
    title: Text,
    href: String,
    facts: String,
    life: Vec<Step>,
    figures: Vec<(String, String)>,
    taken: Option<f64>,
    demand: Demand,
    act: String,
    act_href: String,
}

struct Provider {
    may_plan: bool,
    decisions: Vec<Decision>,
    more_decisions: i64,
    runs: Vec<RunCard>,
    more_runs: i64,
}

#[derive(Template)]
#[template(path = "dashboards/workspace.html")]
struct WorkspacePage {
    t: Words,
    shell: Shell,
    name: String,
    at: String,
    heading: String,
    lead: String,
    history: String,
    /// The address of the workspace, for what stands under it.
    base: String,
    is_facility: bool,
    is_agency: bool,
    provider: Option<Provider>,
}

/// What a provider's part is made of.
struct Read {
    waiting: Vec<Waiting>,
    tasks: Vec<RunTask>,
    runs: Vec<Offering>,
    all_runs: i64,
    counts: Vec<(OfferingId, SeatState, i64)>,
    demand: Option<RegionDemand>,
    zone: Option<String>,
}

async fn read(app: &App, org: OrgId, language: &'static str) -> Result<Read, PageError> {
    let now = app.now();
    let read = app.store.read(move |db| {
        let (country, zone) = catalogue::get_whereabouts(db, org)?;
        let (runs, all_runs) = catalogue::list_unfinished(db, org, MOST, now.day(), language)?;
        let ids: Vec<OfferingId> = runs.iter().map(|run| run.id).collect();
        Ok(Read {
            waiting: enrolments::list_waiting(db, org)?,
            tasks: enrolments::runs::list_tasks(db, org, now.day())?,
            counts: enrolments::count_by_run(db, &ids)?,
            demand: store::load_demand(db, country, now)?,
            runs,
            all_runs,
            zone,
        })
    });
    Ok(read.await?)
}

pub async fn workspace(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    let (t, org, now) = (shell.t, acting.org(), app.now());
    let member = &acting.membership;
    let read = if member.is_provider {
        Some(read(&app, org, t.lang()).await?)
    } else {
        None
    };
    let zone = read.as_ref().and_then(|read| read.zone.as_deref()).unwrap_or("UTC");
    let at = t.date_time(now.in_zone(zone.parse().unwrap_or(crate::kernel::dates::Tz::UTC)));
    let (heading, lead) = read
        .as_ref()
        .map_or_else(|| (t.workspace_welcome().plain(), String::new()), |read| finding(t, read, now));
    let may_plan = policy::may_plan(&acting.actor, org);
    respond::page(&WorkspacePage {
        t,
        name: member.name.clone(),
        at: format!("{at} {}", zone.replace('_', " ")),
        heading,
        lead,
        base: paths::acting(org, ""),
        history: paths::history(org, RecordKind::Organisation, org),
        is_facility: member.is_facility,
        is_agency: member.is_agency,
        provider: read.map(|read| provider(t, org, &read, may_plan, now)),
        shell,
    })
}

/// What stands above all: how many decisions wait, how many seats are taken.
fn finding(t: Words, read: &Read, now: UtcTime) -> (String, String) {
    let waiting: i64 = read.waiting.iter().map(|waiting| waiting.count).sum();
    let late = read.waiting.iter().filter(|waiting| waiting.days_late(now.day()) > 0);
    let late: i64 = late.map(|waiting| waiting.count).sum();
    let heading = match (waiting, late) {
        (0, _) => t.workspace_none_waiting(),
        (_, 0) => t.workspace_decisions(waiting),
        _ => t.workspace_decisions_late(waiting, late),
    };
    let limited = || read.runs.iter().filter(|run| run.capacity.free().is_some());
    let seats: i64 = limited().map(|run| i64::from(run.capacity.seats)).sum();
    let held: i64 = limited().map(|run| i64::from(run.capacity.held)).sum();
    let lead = if seats > 0 {
        t.workspace_seats(t.number(held), limited().count(), t.number(seats)).plain()
    } else {
        String::new()
    };
    (heading.plain(), lead)
}

fn provider(t: Words, org: OrgId, read: &Read, may_plan: bool, now: UtcTime) -> Provider {
    let mut waiting: Vec<&Waiting> = read.waiting.iter().collect();
    // late ones first, then the oldest
    waiting.sort_by_key(|waiting| (waiting.days_late(now.day()) == 0, waiting.since));
    let rest = waiting.len().saturating_sub(MOST_DECISIONS);
    let decisions = waiting
        .into_iter()
        .take(MOST_DECISIONS)
        .map(|waiting| decision(t, org, waiting, now));
    Provider {
        may_plan,
        more_decisions: i64::try_from(rest).unwrap_or(i64::MAX),
        decisions: read.tasks.iter().map(|known| task(t, org, known)).chain(decisions).collect(),
        runs: read.runs.iter().map(|run| card(t, org, read, run, now)).collect(),
        more_runs: (read.all_runs - MOST).max(0),
    }
}

fn decision(t: Words, org: OrgId, waiting: &Waiting, now: UtcTime) -> Decision {
    let late = waiting.days_late(now.day());
    let (class, due) = if late > 0 {
        ("bad", t.workspace_days_late(late).plain())
    } else {
        let is_near = (waiting.due_on() - now.day()).num_days() <= 3;
        (if is_near { "warn" } else { "" }, t.workspace_by(t.date(waiting.due_on())).plain())
    };
    Decision {
        words: t.workspace_answer(waiting.code.as_str(), waiting.count).plain(),
        class,
        due,
        since: t.workspace_oldest(t.date(waiting.since.day())).plain(),
        href: paths::acting(org, &format!("offerings/{}", waiting.offering)),
        code: waiting.code.clone(),
        act: t.workspace_read().plain(),
    }
}

/// Something to be done about a run as a whole.
fn task(t: Words, org: OrgId, task: &RunTask) -> Decision {
    let run = paths::acting(org, &format!("offerings/{}", task.offering));
    let code = task.code.clone();
    match task.task {
        Task::Overbooked(people) => Decision {
            words: t.task_overbooked(task.code.as_str(), people).plain(),
            class: "bad",
            due: t.task_overbooked_tag().plain(),
            since: t.overbooked_how().plain(),
            href: run,
            code,
            act: t.task_overbooked_act().plain(),
        },
        Task::Results { people, since } => Decision {
            words: t.task_results(task.code.as_str(), people).plain(),
            class: "warn",
            due: t.task_results_since(t.date(since)).plain(),
            since: t.task_results_how().plain(),
            href: format!("{run}/results"),
            code,
            act: t.run_report().plain(),
        },
    }
}

fn card(t: Words, org: OrgId, read: &Read, run: &Offering, now: UtcTime) -> RunCard {
    let of = |state: SeatState| {
        let counted = read.counts.iter().find(|(id, of, _)| *id == run.id && *of == state);
        counted.map_or(0, |(.., count)| *count)
    };
    let taken = match run.capacity.free() {
        Some(_) => t.workspace_taken_of(run.capacity.held, run.capacity.seats).plain(),
        None => t.number(run.capacity.held.into()),
    };
    let mut figures = vec![(t.workspace_taken().plain(), taken)];
    if of(SeatState::Waitlisted) > 0 {
        figures.push((t.workspace_waitlist().plain(), t.number(of(SeatState::Waitlisted))));
    }
    figures.push((t.applicants_title().plain(), t.workspace_to_read(of(SeatState::Submitted)).plain()));
    figures.push((
        t.fact_apply_by().plain(),
        run.deadline
            .as_ref()
            .map_or_else(|| t.workspace_no_deadline().plain(), |deadline| t.date_time(deadline.local)),
    ));
    let skills: Vec<_> = run.skills.iter().map(|taught| taught.skill).collect();
    let is_draft = policy::editable(run.state) == policy::Editable::Whole;
    let (act, act_href) = if is_draft {
        (
            t.workspace_finish_draft().plain(),
            paths::acting(org, &format!("offerings/{}/edit", run.id)),
        )
    } else {
        (
            t.own_course_add_run().plain(),
            paths::acting(org, &format!("courses/{}/offerings/new", run.course)),
        )
    };
    let (tag_class, tag) = tag(t, run, now);
    RunCard {
        code: run.code.clone(),
        tag,
        tag_class,
        title: run.title.clone(),
        href: paths::acting(org, &format!("offerings/{}", run.id)),
        facts: facts(t, run),
        life: life(t, run.state),
        figures,
        taken: run
            .capacity
            .free()
            .map(|_| charts::percent(run.capacity.held.into(), run.capacity.seats.into())),
        demand: Demand::of(t, read.demand.as_ref(), &skills),
        act,
        act_href,
    }
}

/// What the steps of its life do not say: full, past its deadline, called off, overbooked.
fn tag(t: Words, run: &Offering, now: UtcTime) -> (&'static str, String) {
    let above = run.capacity.free().map_or(0, |_| run.capacity.held - run.capacity.seats);
    if above > 0 {
        return ("bad", t.workspace_overbooked(above).plain());
    }
    match run.stage(now) {
        Stage::Hidden => ("", t.own_course_draft().plain()),
        Stage::Running => ("", String::new()),
        stage => cards::tag(t, run, stage),
    }
}

fn facts(t: Words, run: &Offering) -> String {
    let dates = t.dates_from_to(t.day(run.starts), t.day(run.ends)).plain();
    let place = cards::place(t, run);
    let place = if place.is_empty() {
        t.coded("mode", run.mode.code())
    } else {
        place
    };
    [dates, place, t.languages(run.languages.iter().map(String::as_str))]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The states that a run goes through, and how far it has come. One that was called off stands beside them, as a tag.
fn life(t: Words, state: OfferingState) -> Vec<Step> {
    const WAY: [OfferingState; 6] = [
        OfferingState::Draft,
        OfferingState::Published,
        OfferingState::Confirmed,
        OfferingState::InProgress,
        OfferingState::Delivered,
        OfferingState::Closed,
    ];
    let now = match state {
        OfferingState::InReview | OfferingState::ChangesRequested => OfferingState::Draft,
        OfferingState::Postponed => OfferingState::Published,
        other => other,
    };
    let place = WAY.iter().position(|step| *step == now);
    WAY.iter()
        .enumerate()
        .map(|(at, step)| Step {
            words: t.coded("run-state", step.code()),
            is_done: place.is_some_and(|place| at < place),
            is_now: place == Some(at),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn a_run_is_at_one_step_of_its_life() {
        let t = words::Words::of("en");
        for state in OfferingState::ALL {
            let steps = life(t, *state);
            let now = steps.iter().filter(|step| step.is_now).count();
            assert_eq!(now, usize::from(*state != OfferingState::Cancelled), "{state}");
        }
        let steps = life(t, OfferingState::Confirmed);
        assert!(steps[0].is_done && steps[1].is_done && steps[2].is_now && !steps[3].is_done);
    }
}
