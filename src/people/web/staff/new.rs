//! `/for/{org}/staff/new`: one person.

use actix_web::web;
use askama::Template;

use super::words::{Wrong, cell_words};
use super::{may_change, role_words};
use crate::app::App;
use crate::catalogue::web::cards::level_words;
use crate::kernel::OrgId;
use crate::matching::web::cards::skill_words;
use crate::network::{Sector, names};
use crate::people::import::{CellProblem, Column, check};
use crate::people::staff_forms::{Pairs, StaffForm};
use crate::people::web::claims;
use crate::site::form::{Form, Query};
use crate::site::guard::Acting;
use crate::site::respond::WithFlash;
use crate::site::{Answer, PageError, Shell, Words, paths, respond};
use crate::skills::store::staff::{self, Ids, Registrant, Registration};
use crate::skills::taxonomy::Role;
use crate::skills::{Level, Taxonomy};

/// A skill of the role, and the level that is attested.
struct LevelField {
    name: String,
    skill: String,
    required: String,
    value: String,
}

struct LanguageTick {
    code: String,
    words: String,
    is_ticked: bool,
}

#[derive(Template)]
#[template(path = "people/new_staff.html")]
struct NewStaffPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    form: StaffForm,
    wrong: Wrong,
    countries: Vec<(String, String)>,
    sectors: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    languages: Vec<LanguageTick>,
    levels: Vec<LevelField>,
    level_choices: Vec<(String, String)>,
}

impl NewStaffPage {
    fn new(acting: &Acting, shell: Shell, form: StaffForm, wrong: Wrong) -> Self {
        let t = shell.t;
        let role = Taxonomy::builtin()
            .roles()
            .iter()
            .find(|role| role.code.as_str() == form.value(Column::Role));
        Self {
            t,
            org: acting.org(),
            org_name: acting.membership.name.clone(),
            countries: names::country_choices(t),
            sectors: Sector::ALL
                .iter()
                .map(|sector| (sector.to_string(), t.coded("sector-name", sector.code())))
                .collect(),
            roles: role_choices(t),
            languages: languages(t, &form),
            levels: role.map(|role| levels(t, role, &form)).unwrap_or_default(),
            level_choices: level_choices(t),
            form,
            wrong,
            shell,
        }
    }
}

pub(super) fn role_choices(t: Words) -> Vec<(String, String)> {
    let roles = Taxonomy::builtin().roles().iter();
    let mut choices: Vec<(String, String)> = roles.map(|role| (role.code.to_string(), role_words(t, role.code))).collect();
    choices.sort_by_cached_key(|(_, words)| t.sort_key(words));
    choices
}

/// 1 to 5, in words.
pub(super) fn level_choices(t: Words) -> Vec<(String, String)> {
    Level::MOST
        .and_below()
        .map(|level| (level.to_string(), level_words(t, level)))
        .collect()
}

fn languages(t: Words, form: &StaffForm) -> Vec<LanguageTick> {
    let mut ticks: Vec<LanguageTick> = ["ar", "en", "es", "fr", "id", "ko", "pt", "ru", "sw", "vi", "zh", "am"]
        .into_iter()
        .map(|code| LanguageTick {
            code: code.to_owned(),
            words: t.coded("language", code),
            is_ticked: form.languages.iter().any(|chosen| chosen == code),
        })
        .collect();
    ticks.sort_by_cached_key(|tick| t.sort_key(&tick.words));
    ticks
}

fn levels(t: Words, role: &Role, form: &StaffForm) -> Vec<LevelField> {
    let fields = role.required.iter().map(|asked| LevelField {
        name: format!("level-{}", asked.skill),
        skill: skill_words(t, asked.skill),
        required: t.agency_role_asks(level_words(t, asked.level)).plain(),
        value: form.levels.get(asked.skill.as_str()).cloned().unwrap_or_default(),
    });
    fields.collect()
}

/// The empty form; a role in the query brings its skills.
pub async fn new_staff(acting: Acting, shell: Shell, query: Query<Vec<(String, String)>>) -> Answer {
    may_change(&acting)?;
    respond::page(&NewStaffPage::new(&acting, shell, StaffForm::from(query.0), Wrong::default()))
}

/// Registers one person.
pub async fn create_staff(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<Pairs>) -> Answer {
    let org = may_change(&acting)?;
    let form = StaffForm::from(form.0);
    if form.asks_skills {
        return respond::page(&NewStaffPage::new(&acting, shell, form, Wrong::default()));
    }
    let t = shell.t;
    let one = match check(0, &form.cells, Taxonomy::builtin()) {
        Ok(one) => one,
        Err(problems) => {
            let wrong = Wrong::of_cells(t, &problems, |column, problem| field(&form, column, problem));
            return respond::refused(&NewStaffPage::new(&acting, shell, form, wrong));
        }
    };
    let (new, ids) = registration(&app, t, &acting, vec![one]).await?;
    let (actor, now) = (acting.actor.clone(), app.now());
    let done = app.store.write(move |db| staff::register(db, &actor, &new, now)).await?;
    let refused = done.conflicts.first().map(|(_, column, problem)| (*column, problem.clone()));
    // a number that is known belongs to somebody who is registered already: this page enters new people alone
    let refused = refused.or_else(|| {
        (done.count(staff::Effect::New) == 0).then(|| {
            (
                Column::StaffNumber,
                CellProblem::NumberOfAnother(form.value(Column::Name).to_owned()),
            )
        })
    });
    match (refused, ids.first()) {
        (None, Some(person)) => {
            let path = paths::acting(org, &format!("staff/{person}"));
            Ok(respond::see_other(&path).flash(&app, "staff-registered"))
        }
        (Some((column, problem)), _) => {
            let wrong = Wrong::one(column.code(), cell_words(t, &problem, ""));
            respond::refused(&NewStaffPage::new(&acting, shell, form, wrong))
        }
        (None, None) => Err(PageError::Broken("nobody was registered".to_owned())),
    }
}

/// The field that a problem of a column is shown at.
fn field(form: &StaffForm, column: Column, problem: &CellProblem) -> String {
    match (column, problem) {
        (Column::Levels, CellProblem::LevelOutOfRange(part) | CellProblem::UnknownSkill(part) | CellProblem::NotALevel(part)) => {
            let skill = part.split('=').next().unwrap_or_default();
            form.levels
                .keys()
                .find(|known| known.as_str() == skill)
                .map_or_else(|| "role".to_owned(), |known| format!("level-{known}"))
        }
        _ => column.code().to_owned(),
    }
}

/// People with the ids that they are to have, all made before the write.
pub(super) async fn registration(
    app: &App,
    t: Words,
    acting: &Acting,
    staff: Vec<Registrant>,
) -> Result<(Registration, Vec<crate::kernel::PersonId>), PageError> {
    let written = staff
        .iter()
        .filter_map(|one| Some((one.name.to_string(), one.email.clone()?)))
        .collect();
    let mut letters = claims::letters(app, t, &acting.membership.name, written).await?.into_iter();
    let staff: Vec<(Registrant, Ids)> = staff
        .into_iter()
        .map(|one| {
            let ids = Ids {
                person: app.new_id(),
                employment: app.new_id(),
                email: app.new_id(),
                entered: app.new_id(),
                letter: one.email.as_ref().and_then(|_| letters.next()),
                evidence: one.levels.iter().map(|_| app.new_id()).collect(),
            };
            (one, ids)
        })
        .collect();
    let people = staff.iter().map(|(_, ids)| ids.person).collect();
    let new = Registration {
        org: acting.org(),
        source: acting.membership.name.clone(),
        staff,
        audit: app.new_id(),
    };
    Ok((new, people))
}
