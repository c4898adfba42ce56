//! `/for/{org}/staff/apply`: several people for one offering. First what each would meet, then, once confirmed, what became of each.

use std::collections::BTreeMap;

use actix_web::web;
use askama::Template;

use super::words::{Wrong, rule_words};
use super::{count, list_page, may_change};
use crate::app::App;
use crate::catalogue::web::cards::seats;
use crate::catalogue::{Offering, Text, store as catalogue};
use crate::enrolments::SeatState;
use crate::enrolments::store::{self as enrolments, Application, Applied};
use crate::kernel::{OfferingId, OrgId, PersonId};
use crate::matching::store::{self as matching, Seeker};
use crate::matching::web::cards::skill_words;
use crate::matching::{Judge, Offer, why_not};
use crate::network::Places;
use crate::people::staff_forms::{ApplyForm, Pairs};
use crate::people::store::{self, Employed};
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::{Answer, PageError, Shell, Words, paths, respond};

/// One person before they are put forward.
struct CheckLine {
    id: String,
    name: String,
    post: String,
    class: &'static str,
    verdict: String,
    /// What it closes, which rules are not met, which nobody can tell.
    notes: Vec<String>,
    can_apply: bool,
    is_ticked: bool,
}

#[derive(Template)]
#[template(path = "people/apply_for_staff.html")]
struct CheckPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    back: String,
    offering: Offering,
    href: String,
    starts: String,
    seats: String,
    warning: String,
    lines: Vec<CheckLine>,
    can_apply: bool,
    form: ApplyForm,
    wrong: Wrong,
}

struct ResultLine {
    name: String,
    href: String,
    class: &'static str,
    words: String,
}

#[derive(Template)]
#[template(path = "people/applied_for_staff.html")]
struct AppliedPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    heading: String,
    title: Text,
    href: String,
    lines: Vec<ResultLine>,
}

/// What is known of the people and the offering that were chosen.
struct Choice {
    staff: Vec<Employed>,
    seekers: Vec<(PersonId, Seeker)>,
    live: BTreeMap<PersonId, SeatState>,
    offer: Option<Offer>,
    offering: Offering,
}

/// Checks or applies, as the form says.
pub async fn apply_for_staff(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<Pairs>) -> Answer {
    may_change(&acting)?;
    let form = ApplyForm::from(form.0);
    let t = shell.t;
    match (form.check(), form.offering) {
        (Ok((id, note)), _) if form.is_confirmed => {
            let chosen = choice(&app, &acting, form.people.clone(), id, t).await?;
            apply(&app, &acting, shell, &chosen, note).await
        }
        (Ok((id, _)), _) => {
            let chosen = choice(&app, &acting, form.people.clone(), id, t).await?;
            respond::page(&check_page(&app, &acting, shell, form, chosen, Wrong::default()))
        }
        (Err(problems), Some(id)) if form.is_confirmed && !form.checked.is_empty() => {
            let chosen = choice(&app, &acting, form.checked.clone(), id, t).await?;
            let wrong = Wrong::of(t, &problems);
            respond::refused(&check_page(&app, &acting, shell, form, chosen, wrong))
        }
        (Err(problems), _) => {
            let wrong = Wrong::of(t, &problems);
            respond::refused(&list_page(&app, &acting, shell, form, wrong).await?)
        }
    }
}

async fn choice(app: &App, acting: &Acting, people: Vec<PersonId>, id: OfferingId, t: Words) -> Result<Choice, PageError> {
    let (org, now, actor) = (acting.org(), app.now(), acting.actor.clone());
    let found = app
        .store
        .read(move |db| {
            let mut staff = Vec::new();
            for person in &people {
                staff.push(store::find_staff(db, org, *person, now.day())?.ok_or(crate::db::Error::NotFound)?);
            }
            staff.sort_by(|a, b| (&a.folded, a.person).cmp(&(&b.folded, b.person)));
            let people: Vec<PersonId> = staff.iter().map(|one| one.person).collect();
            let offering = catalogue::get(db, id, Some(&actor), t.lang())?.offering;
            Ok(Choice {
                staff,
                seekers: matching::list_staff_seekers(db, &people, now.day())?,
                live: enrolments::list_live(db, id, &people)?.into_iter().collect(),
                offer: matching::find_offering(db, id, now)?,
                offering,
            })
        })
        .await?;
    Ok(found)
}

fn check_page(app: &App, acting: &Acting, shell: Shell, form: ApplyForm, chosen: Choice, wrong: Wrong) -> CheckPage {
    let (t, now) = (shell.t, app.now());
    let lines: Vec<CheckLine> = chosen
        .staff
        .iter()
        .zip(&chosen.seekers)
        .map(|(one, (_, seeker))| {
            let judge = Judge::new(&seeker.candidate, now, Places::builtin());
            let mut line = check_line(t, one, chosen.live.get(&one.person).copied(), &judge, chosen.offer.as_ref());
            if form.is_confirmed {
                line.is_ticked = form.people.contains(&one.person);
            }
            line
        })
        .collect();
    let applying = lines.iter().filter(|line| line.can_apply).count();
    let free = chosen.offering.capacity.free().and_then(|free| usize::try_from(free).ok());
    let warning = match free {
        Some(0) => t.agency_check_full().plain(),
        Some(free) if free < applying => t.agency_check_fewer(count(free), count(applying)).plain(),
        _ => String::new(),
    };
    CheckPage {
        t,
        org: acting.org(),
        org_name: acting.membership.name.clone(),
        back: back(acting.org(), &form),
        href: paths::offering(chosen.offering.id, &chosen.offering.title.text),
        starts: t.day(chosen.offering.starts),
        seats: seats(t, &chosen.offering),
        offering: chosen.offering,
        warning,
        can_apply: applying > 0 && free != Some(0),
        lines,
        form,
        wrong,
        shell,
    }
}

/// The list with the same people ticked.
fn back(org: OrgId, form: &ApplyForm) -> String {
    let mut back = super::words::base(org, &form.query);
    let ticked = if form.is_confirmed { &form.checked } else { &form.people };
    for person in ticked {
        back.extend(["person=", &person.to_string(), "&"]);
    }
    if let Some(offering) = form.offering {
        back.extend(["offering=", &offering.to_string(), "&"]);
    }
    back
}

fn check_line<'a>(t: Words, one: &Employed, standing: Option<SeatState>, judge: &Judge<'a>, offer: Option<&'a Offer>) -> CheckLine {
    let mut line = CheckLine {
        id: one.person.to_string(),
        name: one.name.clone(),
        post: one.post.clone().unwrap_or_default(),
        class: "ok",
        verdict: t.agency_check_fits().plain(),
        notes: Vec::new(),
        can_apply: true,
        is_ticked: true,
    };
    if let Some(state) = standing {
        line.class = "";
        line.verdict = t.agency_check_already().plain();
        line.notes.push(t.coded("agency-seat", state.code()));
        line.can_apply = false;
        return line;
    }
    let Some(why) = offer.map(|offer| why_not(judge, offer)) else {
        return line;
    };
    let closes = why.closes.iter().map(|closing| {
        let (from, to) = (i64::from(closing.from.get()), i64::from(closing.to.get()));
        t.agency_check_closes(from, skill_words(t, closing.skill), to).plain()
    });
    line.notes.extend(closes);
    if why.closes.is_empty() {
        line.notes.push(t.agency_check_closes_nothing().plain());
    }
    if !why.failed.is_empty() {
        (line.class, line.verdict, line.is_ticked) = ("bad", t.agency_check_not_met(count(why.failed.len())).plain(), false);
        line.notes.extend(
            why.failed
                .iter()
                .map(|failure| t.agency_check_rule(rule_words(t, &failure.outcome)).plain()),
        );
    } else if !why.unknown.is_empty() {
        (line.class, line.verdict) = ("warn", t.agency_check_cannot_tell().plain());
    }
    line.notes.extend(
        why.unknown
            .iter()
            .map(|outcome| t.agency_check_unknown(rule_words(t, outcome)).plain()),
    );
    line
}

/// Applies for each, all in one write.
async fn apply(app: &App, acting: &Acting, shell: Shell, chosen: &Choice, note: String) -> Answer {
    let (org, now, t, actor) = (acting.org(), app.now(), shell.t, acting.actor.clone());
    let applications: Vec<Application> = chosen
        .staff
        .iter()
        .map(|one| Application {
            seat: app.new_id(),
            transition: app.new_id(),
            offering: chosen.offering.id,
            person: one.person,
            for_org: Some(org),
            note: note.clone(),
        })
        .collect();
    let outcomes: Vec<Applied> = app
        .store
        .write(move |db| {
            applications
                .iter()
                .map(|application| enrolments::apply(db, &actor, application, now))
                .collect()
        })
        .await?;
    let sent = outcomes.iter().filter(|outcome| matches!(outcome, Applied::Submitted(_))).count();
    let lines = chosen.staff.iter().zip(&outcomes).map(|(one, outcome)| {
        let (class, words) = match outcome {
            Applied::Submitted(_) => ("ok", t.agency_applied_sent()),
            Applied::Full => ("bad", t.agency_applied_full()),
            Applied::TooLate => ("bad", t.agency_applied_late()),
            Applied::NotOpen => ("bad", t.agency_applied_not_open()),
            Applied::Already(_) => ("", t.agency_applied_already()),
        };
        ResultLine {
            name: one.name.clone(),
            href: paths::acting(org, &format!("staff/{}", one.person)),
            class,
            words: words.plain(),
        }
    });
    let page = AppliedPage {
        t,
        org,
        org_name: acting.membership.name.clone(),
        heading: t.agency_applied_heading(count(chosen.staff.len()), count(sent)).plain(),
        title: chosen.offering.title.clone(),
        href: paths::offering(chosen.offering.id, &chosen.offering.title.text),
        lines: lines.collect(),
        shell,
    };
    if sent == 0 {
        respond::conflict(&page)
    } else {
        respond::page(&page)
    }
}
