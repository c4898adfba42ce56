//! A provider's courses: the list, a new one, changing one.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::cards::{self, level_words};
use crate::app::App;
use crate::catalogue::forms::{CourseForm, LANGUAGES, SKILL_ROWS};
use crate::catalogue::plan::CoursePlan;
use crate::catalogue::policy;
use crate::catalogue::store::publish::{self, NewCourse, Written};
use crate::catalogue::store::{self, OwnCourse};
use crate::catalogue::{Offering, Text};
use crate::dashboards::store as figures;
use crate::dashboards::web::cards::Demand;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{CourseId, OrgId, PageNumber, UtcTime, page};
use crate::site::form::{Form, Query};
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};
use crate::skills::{Level, Taxonomy};
use crate::trail::RecordKind;

/// Value and words of a select.
pub(super) type Choices = Vec<(String, String)>;

/// May this member plan? A viewer may not, nor may anybody of an organisation that does not teach.
pub(super) fn may_plan(acting: &Acting) -> Result<(), PageError> {
    if policy::may_plan(&acting.actor, acting.org()) {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

/// One row of the skills of the form, as typed.
struct SkillRow {
    number: usize,
    skill: String,
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "catalogue/new_course.html")]
struct CourseFormPage {
    t: Words,
    shell: Shell,
    workspace: String,
    provider: String,
    courses: String,
    /// Of a course that exists: what it is called.
    editing: Option<String>,
    form: CourseForm,
    problems: Problems,
    is_stale: bool,
    rows: Vec<SkillRow>,
    languages: Choices,
    skills: Vec<(String, Choices)>,
    from: Choices,
    to: Choices,
}

impl CourseFormPage {
    fn new(shell: Shell, acting: &Acting, editing: Option<String>, form: CourseForm, problems: Problems) -> Self {
        let t = shell.t;
        let cell = |values: &[String], row: usize| values.get(row).cloned().unwrap_or_default();
        let rows = (0..SKILL_ROWS).map(|row| SkillRow {
            number: row + 1,
            skill: cell(&form.skill, row),
            from: cell(&form.level_in, row),
            to: cell(&form.level_out, row),
        });
        let levels = |least: u8| {
            (least..=5)
                .filter_map(Level::new)
                .map(|level| (level.to_string(), level_words(t, level)))
        };
        let org = acting.org();
        Self {
            t,
            workspace: paths::acting(org, ""),
            provider: acting.membership.name.clone(),
            courses: paths::acting(org, "courses"),
            editing,
            rows: rows.collect(),
            languages: LANGUAGES
                .iter()
                .map(|code| ((*code).to_owned(), t.coded("language", code)))
                .collect(),
            skills: skill_groups(t),
            from: levels(0).collect(),
            to: levels(1).collect(),
            is_stale: false,
            form,
            problems,
            shell,
        }
    }
}

/// Every skill under its field.
fn skill_groups(t: Words) -> Vec<(String, Choices)> {
    let fields = Taxonomy::builtin().fields().iter();
    fields
        .map(|field| {
            let skills = field.skills.iter();
            let skills = skills.map(|skill| {
                let name = t.skill(skill.code.as_str(), &skill.name).text;
                (skill.code.to_string(), format!("{} {name}", skill.code))
            });
            (t.field(field.code.as_str(), &field.name).text.to_owned(), skills.collect())
        })
        .collect()
}

pub async fn new_course(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    may_plan(&acting)?;
    let form = CourseForm {
        key: app.new_id::<CourseId>().to_string(),
        language: shell.t.lang().to_owned(),
        ..CourseForm::default()
    };
    respond::page(&CourseFormPage::new(shell, &acting, None, form, Problems::default()))
}

/// The course that a form makes, under the id that the form was given.
fn new(app: &App, org: OrgId, key: &str, plan: CoursePlan) -> NewCourse {
    NewCourse {
        id: key.parse().unwrap_or_else(|_| app.new_id()),
        org,
        transition: app.new_id(),
        plan,
    }
}

pub async fn create_course(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<CourseForm>) -> Answer {
    may_plan(&acting)?;
    let form = form.0;
    let plan = match form.check() {
        Ok(plan) => plan,
        Err(problems) => return respond::refused(&CourseFormPage::new(shell, &acting, None, form, problems)),
    };
    let (new, now, actor) = (new(&app, acting.org(), &form.key, plan), app.now(), acting.actor.clone());
    let id = new.id;
    let written = app.store.write(move |db| publish::insert_course(db, &actor, &new, now)).await?;
    if written == Written::CodeTaken {
        return respond::refused(&CourseFormPage::new(shell, &acting, None, form, code_taken()));
    }
    let next = paths::acting(acting.org(), &format!("courses/{id}/offerings/new"));
    Ok(respond::see_other(&next).flash(&app, "course-made"))
}

fn code_taken() -> Problems {
    let mut problems = Problems::default();
    problems.add("code", Problem::Taken);
    problems
}

fn form_of(course: &OwnCourse) -> CourseForm {
    let level = |level: Option<Level>| level.map_or_else(String::new, |level| level.to_string());
    CourseForm {
        key: course.id.to_string(),
        seen: course.updated_at.to_string(),
        code: course.code.clone(),
        language: course.title.language.clone(),
        title: course.title.text.clone(),
        summary: course.summary.clone(),
        body: course.body.clone(),
        skill: course.skills.iter().map(|taught| taught.skill.to_string()).collect(),
        level_in: course.skills.iter().map(|taught| level(taught.level_in)).collect(),
        level_out: course.skills.iter().map(|taught| level(taught.level_out)).collect(),
    }
}

pub async fn edit_course(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    may_plan(&acting)?;
    let (id, org) = (guard::id(&request, "course")?, acting.org());
    let course = app.store.read(move |db| store::get_own_course(db, org, id)).await?;
    let form = form_of(&course);
    respond::page(&CourseFormPage::new(shell, &acting, Some(course.code), form, Problems::default()))
}

pub async fn update_course(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<CourseForm>) -> Answer {
    may_plan(&acting)?;
    let (id, org, form, now) = (guard::id::<CourseId>(&request, "course")?, acting.org(), form.0, app.now());
    let course = app.store.read(move |db| store::get_own_course(db, org, id)).await?;
    let page = |problems| CourseFormPage::new(shell, &acting, Some(course.code.clone()), form.clone(), problems);
    let plan = match form.check() {
        Ok(plan) => plan,
        Err(problems) => return respond::refused(&page(problems)),
    };
    let (new, actor, seen) = (new(&app, org, &id.to_string(), plan), acting.actor.clone(), form.seen.clone());
    let written = app
        .store
        .write(move |db| publish::save_course(db, &actor, &new, &seen, now))
        .await?;
    match written {
        Written::CodeTaken => respond::refused(&page(code_taken())),
        Written::Stale | Written::Fixed => respond::conflict(&CourseFormPage {
            is_stale: true,
            ..page(Problems::default())
        }),
        Written::Done => Ok(respond::see_other(&paths::acting(org, "courses")).flash(&app, "course-saved")),
    }
}

/// A run in a line of the list.
struct RunLine {
    href: String,
    code: String,
    dates: String,
    state: String,
    seats: String,
}

/// A course of the list with what is asked for of it.
struct CourseLine {
    code: String,
    title: Text,
    is_draft: bool,
    edit: String,
    add: String,
    history: String,
    skills: Vec<cards::SkillLine>,
    runs: Vec<RunLine>,
    demand: Demand,
}

#[derive(Template)]
#[template(path = "catalogue/list_own.html")]
struct ListOwnPage {
    t: Words,
    shell: Shell,
    workspace: String,
    provider: String,
    new_course: Option<String>,
    courses: Vec<CourseLine>,
    all: i64,
    page: i64,
    pages: i64,
    base: String,
}

/// The number of a page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct PageQuery {
    page: String,
}

pub async fn list_own(app: web::Data<App>, acting: Acting, shell: Shell, query: Query<PageQuery>) -> Answer {
    if !acting.membership.is_provider {
        return Err(PageError::NotFound);
    }
    let (org, t, now) = (acting.org(), shell.t, app.now());
    let number = PageNumber::new(query.0.page.parse().unwrap_or(1));
    let language = t.lang();
    let (found, all, demand) = app
        .store
        .read(move |db| {
            let (found, all) = store::list_own_courses(db, org, number, language)?;
            let (country, _) = store::get_whereabouts(db, org)?;
            Ok((found, all, figures::load_demand(db, country, now)?))
        })
        .await?;
    let may_edit = may_plan(&acting).is_ok();
    let courses = found.into_iter().map(|(course, runs)| {
        let skills: Vec<_> = course.skills.iter().map(|taught| taught.skill).collect();
        let demand = Demand::of(t, demand.as_ref(), &skills);
        course_line(t, org, course, &runs, demand, now)
    });
    respond::page(&ListOwnPage {
        t,
        workspace: paths::acting(org, ""),
        provider: acting.membership.name.clone(),
        new_course: may_edit.then(|| paths::acting(org, "courses/new")),
        courses: courses.collect(),
        all,
        page: number.get(),
        pages: page::pages_for(all),
        base: format!("{}?", shell.path),
        shell,
    })
}

fn course_line(t: Words, org: OrgId, course: OwnCourse, runs: &[Offering], demand: Demand, now: UtcTime) -> CourseLine {
    let part = |part: &str| paths::acting(org, &format!("courses/{}/{part}", course.id));
    let runs = runs.iter().map(|run| RunLine {
        href: paths::acting(org, &format!("offerings/{}", run.id)),
        code: run.code.clone(),
        dates: t.dates_from_to(t.day(run.starts), t.day(run.ends)).plain(),
        state: if run.state.is_public() {
            t.coded("stage", run.stage(now).code())
        } else {
            t.coded("run-state", run.state.code())
        },
        seats: cards::seats(t, run),
    });
    CourseLine {
        runs: runs.collect(),
        edit: part("edit"),
        add: part("offerings/new"),
        history: paths::history(org, RecordKind::Course, course.id),
        skills: cards::skill_lines(t, &course.skills),
        code: course.code,
        title: course.title,
        is_draft: course.is_draft,
        demand,
    }
}
