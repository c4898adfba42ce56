//! `/for/{org}/staff`: the people of an agency or a facility, what their roles ask for, and what would close most of it.

mod address;
mod apply;
mod attest;
mod cohort;
mod import;
mod new;
mod show;
mod words;

pub use address::write_staff_address;
pub use apply::apply_for_staff;
pub use attest::{attest_state, withdraw_attestation};
pub use import::{import_staff, staff_template, take_in_staff};
pub use new::{create_staff, new_staff};
pub use show::{attest_level, show_staff};

use std::collections::BTreeSet;

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::kernel::{OrgId, PersonId};
use crate::people::staff_forms::{ApplyForm, CohortQuery};
use crate::site::charts::{self, PillRow};
use crate::site::form::Query;
use crate::site::guard::Acting;
use crate::site::{Answer, PageError, Shell, Words, respond};
use crate::skills::{RoleCode, Taxonomy};
use cohort::{Chosen, Cohort};
use words::Wrong;

/// Staff are the business of agencies and facilities; for others there is no such page.
fn may_look(acting: &Acting) -> Result<OrgId, PageError> {
    if acting.membership.is_agency || acting.membership.is_facility {
        Ok(acting.org())
    } else {
        Err(PageError::NotFound)
    }
}

/// Who may change what belongs to the staff.
fn may_change(acting: &Acting) -> Result<OrgId, PageError> {
    let org = may_look(acting)?;
    acting.may_edit()?;
    Ok(org)
}

/// The name of a role.
fn role_words(t: Words, code: RoleCode) -> String {
    Taxonomy::builtin()
        .role(code)
        .map_or_else(|| code.to_string(), |role| t.role(role.code.as_str(), &role.name).text.to_owned())
}

/// A choice of a select.
struct Pick {
    value: String,
    words: String,
    is_chosen: bool,
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A skill that has a column.
struct Head {
    code: String,
    name: String,
    /// How many levels the people miss in it.
    missing: String,
}

/// Where a person and a skill meet.
struct Cell {
    class: &'static str,
    /// Nothing where the role does not ask for the skill.
    levels: Option<(u8, u8)>,
    spoken: String,
}

struct Line {
    id: String,
    name: String,
    detail: String,
    href: String,
    cells: Vec<Cell>,
    reached: String,
    is_picked: bool,
}

/// An offering that would close much.
struct Suggestion {
    href: String,
    title: crate::catalogue::Text,
    why: String,
    skills: String,
    seats: String,
}

#[derive(Template)]
#[template(path = "people/staff.html")]
struct StaffPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    as_of: String,
    may_edit: bool,
    is_empty: bool,
    heading: String,
    lead: String,
    of_hundred: i64,
    pills: Vec<PillRow>,
    roles: Vec<Pick>,
    query: CohortQuery,
    found: String,
    columns: Vec<Head>,
    columns_note: String,
    lines: Vec<Line>,
    /// Who is ticked on other pages.
    elsewhere: Vec<String>,
    page: i64,
    pages: i64,
    base: String,
    suggestions: Vec<Suggestion>,
    offerings: Vec<(String, String)>,
    offering: String,
    wrong: Wrong,
}

/// The list of staff, and the offerings for them.
pub async fn staff(app: web::Data<App>, acting: Acting, shell: Shell, query: Query<CohortQuery>) -> Answer {
    may_look(&acting)?;
    respond::page(&list_page(&app, &acting, shell, ApplyForm::from(query.0), Wrong::default()).await?)
}

/// The list as it was when these people were ticked on it.
async fn list_page(app: &App, acting: &Acting, shell: Shell, form: ApplyForm, wrong: Wrong) -> Result<StaffPage, PageError> {
    let (t, org) = (shell.t, acting.org());
    let cohort = Cohort::load(app, org, &form.query, t.lang()).await?;
    let page = form.query.page();
    let picked: BTreeSet<PersonId> = form.people.iter().copied().collect();
    let (reached, asked) = cohort.reached();
    let columns = cohort.columns();
    let lines = cohort.lines(t, org, &columns, page, &picked);
    let is_here = |person: &String| lines.iter().any(|line| line.id == *person);
    let of_hundred = charts::of_hundred(count(reached), count(asked));
    Ok(StaffPage {
        t,
        org,
        org_name: acting.membership.name.clone(),
        as_of: t.date(cohort.today),
        may_edit: acting.may_edit().is_ok(),
        is_empty: cohort.staff.is_empty(),
        heading: words::heading(t, &cohort),
        lead: words::lead(t, &cohort),
        of_hundred,
        pills: charts::pills(of_hundred),
        roles: role_picks(t, &cohort),
        found: t.agency_found(count(cohort.shown.len())).plain(),
        columns_note: words::columns_note(t, &cohort, &columns),
        elsewhere: picked.iter().map(PersonId::to_string).filter(|person| !is_here(person)).collect(),
        lines,
        columns: words::heads(t, &cohort, &columns),
        page: page.get(),
        pages: crate::kernel::page::pages_for(count(cohort.shown.len())),
        base: words::base(org, &form.query),
        suggestions: words::suggestions(t, &cohort),
        offerings: words::offering_choices(t, &cohort),
        offering: form.offering.map(|id| id.to_string()).unwrap_or_default(),
        query: form.query,
        wrong,
        shell,
    })
}

fn role_picks(t: Words, cohort: &Cohort) -> Vec<Pick> {
    let all = Pick {
        value: "all".to_owned(),
        words: t.agency_all_roles(count(cohort.staff.len())).plain(),
        is_chosen: cohort.chosen == Chosen::All,
    };
    let one = |(role, people): &(RoleCode, usize)| Pick {
        value: role.to_string(),
        words: t.agency_role_count(count(*people), role_words(t, *role)).plain(),
        is_chosen: cohort.chosen == Chosen::Role(*role),
    };
    std::iter::once(all).chain(cohort.roles.iter().map(one)).collect()
}
