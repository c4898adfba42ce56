//! An organisation's declared needs: what stands, declaring another, confirming and withdrawing.

use actix_web::{HttpRequest, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};

use crate::app::App;
use crate::kernel::problems::Problems;
use crate::kernel::{Actor, NeedId, OrgId, Quarter, TransitionId, UtcTime};
use crate::needs::forms::{NeedForm, QUARTERS, YEARS};
use crate::needs::store::{self, NewNeed};
use crate::needs::{Declared, NeedVisibility, Urgency, is_replaced};
use crate::network::{Sector, names};
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};
use crate::skills::{RoleCode, Taxonomy};

/// The needs of one role in one country and sector.
struct RoleLines {
    role: String,
    role_href: String,
    facts: Vec<String>,
    needs: Vec<NeedLine>,
}

/// A need in words.
struct NeedLine {
    id: String,
    posts: String,
    facts: Vec<String>,
    note: String,
    confirmed: String,
    /// It was last confirmed long ago.
    is_stale: bool,
    /// One that was declared later, for the same day, stands in its place.
    is_replaced: bool,
}

/// Code and words of choices.
type Choices = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "needs/declared.html")]
struct DeclaredPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    name: String,
    may_edit: bool,
    /// How many there are.
    count: usize,
    roles_needed: Vec<RoleLines>,
    form: NeedForm,
    problems: Problems,
    lines: Vec<(String, String)>,
    roles: Choices,
    whens: Vec<(String, Choices)>,
    urgencies: Choices,
    sectors: Choices,
    countries: Choices,
}

impl DeclaredPage {
    fn of(shell: Shell, acting: &Acting, needs: &[Declared], form: NeedForm, problems: Problems, now: UtcTime) -> Self {
        let t = shell.t;
        let coded =
            |part: &str, codes: &[&str]| -> Choices { codes.iter().map(|code| ((*code).to_owned(), t.coded(part, code))).collect() };
        let lines = problems.list(t).into_iter().map(|(field, words)| {
            let line = t.problem_at(t.coded("need-field", &field), words).plain();
            (if field == "visibility" { "visibility-1".to_owned() } else { field }, line)
        });
        Self {
            t,
            org: acting.org(),
            name: acting.membership.name.clone(),
            may_edit: acting.may_edit().is_ok(),
            count: needs.len(),
            roles_needed: by_role(t, needs, now),
            lines: lines.collect(),
            roles: Taxonomy::builtin()
                .roles()
                .iter()
                .map(|role| (role.code.to_string(), role_name(t, role.code)))
                .collect(),
            whens: whens(t, now.day()),
            urgencies: coded("urgency", &Urgency::ALL.iter().map(|urgency| urgency.code()).collect::<Vec<_>>()),
            sectors: coded("works-in", &Sector::ALL.iter().map(|sector| sector.code()).collect::<Vec<_>>()),
            countries: names::country_choices(t),
            form,
            problems,
            shell,
        }
    }
}

fn role_name(t: Words, code: RoleCode) -> String {
    let known = Taxonomy::builtin().role(code);
    known.map_or_else(|| code.to_string(), |role| t.role(role.code.as_str(), &role.name).text.to_owned())
}

/// Quarters, years, and a day.
fn whens(t: Words, today: NaiveDate) -> Vec<(String, Choices)> {
    let quarters = std::iter::successors(Some(Quarter::of(today)), |quarter| Some(quarter.next())).take(QUARTERS);
    let quarters = quarters.map(|quarter| {
        let words = t.quarter_of_year(quarter.number, quarter.year.to_string()).plain();
        (quarter.to_string(), words)
    });
    let years = (today.year()..today.year() + YEARS).map(|year| (year.to_string(), year.to_string()));
    let day = ("day".to_owned(), t.need_by_a_day().plain());
    vec![
        (t.need_by_quarter().plain(), quarters.collect()),
        (t.need_by_year().plain(), years.collect()),
        (t.need_by_day().plain(), vec![day]),
    ]
}

/// Together what stands for the same country, sector and role; the needs come in this order.
fn by_role(t: Words, needs: &[Declared], now: UtcTime) -> Vec<RoleLines> {
    let mut lines: Vec<(&Declared, RoleLines)> = Vec::new();
    for (place, need) in needs.iter().enumerate() {
        let line = need_line(t, need, is_replaced(needs, place), now);
        let same = |first: &Declared| (first.country, first.sector, first.role) == (need.country, need.sector, need.role);
        match lines.last_mut() {
            Some((first, of_role)) if same(first) => of_role.needs.push(line),
            _ => lines.push((
                need,
                RoleLines {
                    role: role_name(t, need.role),
                    role_href: paths::role(need.role.as_str()),
                    facts: vec![
                        names::country(t, need.country).text.to_owned(),
                        t.coded("works-in", need.sector.code()),
                    ],
                    needs: vec![line],
                },
            )),
        }
    }
    lines.into_iter().map(|(_, lines)| lines).collect()
}

fn need_line(t: Words, need: &Declared, is_replaced: bool, now: UtcTime) -> NeedLine {
    NeedLine {
        id: need.id.to_string(),
        posts: t.need_posts(t.day(need.by), need.posts).plain(),
        facts: vec![
            t.coded("urgency", need.urgency.code()),
            t.coded("need-visibility", need.visibility.code()),
        ],
        note: need.note.clone(),
        confirmed: t.need_confirmed(t.date(need.confirmed_at.day())).plain(),
        is_stale: need.is_stale(now),
        is_replaced,
    }
}

/// Who declares needs: facilities and agencies.
fn may_declare(acting: &Acting) -> Result<(), PageError> {
    if acting.membership.is_facility || acting.membership.is_agency {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

pub async fn list_needs(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    may_declare(&acting)?;
    let org = acting.org();
    let (needs, (country, sector)) = app
        .store
        .read(move |db| Ok((store::list_of_org(db, org)?, store::get_defaults(db, org)?)))
        .await?;
    let form = NeedForm {
        country: country.map_or_else(String::new, |country| country.to_string()),
        sector: sector.map_or_else(String::new, |sector| sector.to_string()),
        urgency: Urgency::Routine.to_string(),
        visibility: NeedVisibility::Private.to_string(),
        ..NeedForm::default()
    };
    respond::page(&DeclaredPage::of(shell, &acting, &needs, form, Problems::default(), app.now()))
}

pub async fn declare(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<NeedForm>) -> Answer {
    may_declare(&acting)?;
    acting.may_edit()?;
    let (org, now) = (acting.org(), app.now());
    let need = match form.0.check(now.day()) {
        Ok(need) => need,
        Err(problems) => {
            let needs = app.store.read(move |db| store::list_of_org(db, org)).await?;
            return respond::refused(&DeclaredPage::of(shell, &acting, &needs, form.0, problems, now));
        }
    };
    let new = NewNeed {
        id: app.new_id(),
        transition: app.new_id(),
        need,
    };
    let actor = acting.actor;
    app.store.write(move |db| store::insert(db, &actor, org, &new, now)).await?;
    Ok(respond::see_other(&paths::acting(org, "needs")).flash(&app, "need-declared"))
}

pub async fn confirm(app: web::Data<App>, acting: Acting, request: HttpRequest) -> Answer {
    change(&app, acting, &request, store::confirm, "need-confirmed").await
}

pub async fn withdraw(app: web::Data<App>, acting: Acting, request: HttpRequest) -> Answer {
    change(&app, acting, &request, store::withdraw, "need-withdrawn").await
}

type Command = fn(&mut crate::db::Db, &Actor, OrgId, NeedId, TransitionId, UtcTime) -> crate::db::Result<bool>;

async fn change(app: &App, acting: Acting, request: &HttpRequest, command: Command, flash: &'static str) -> Answer {
    acting.may_edit()?;
    let (org, id, now, transition) = (acting.org(), guard::id(request, "need")?, app.now(), app.new_id());
    let actor = acting.actor;
    let is_done = app.store.write(move |db| command(db, &actor, org, id, transition, now)).await?;
    if !is_done {
        return Err(PageError::NotFound);
    }
    Ok(respond::see_other(&paths::acting(org, "needs")).flash(app, flash))
}
