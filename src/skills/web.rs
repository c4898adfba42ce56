//! The taxonomy: skills by field, one skill with the roles that need it and what teaches it, one role.

mod own;

pub use own::{declare, own_skills};

use actix_web::{HttpRequest, web};
use askama::Template;

use super::taxonomy::{Role, Skill};
use super::{RoleCode, SkillCode, Taxonomy};
use crate::app::App;
use crate::catalogue::store as catalogue;
use crate::catalogue::web::cards::{Card, level_words};
use crate::placements;
use crate::placements::web::cards::SlotCard;
use crate::site::{Answer, PageError, Shell, Words, guard, paths, respond};
use crate::words::Label;

struct FieldGroup {
    code: String,
    name: Label<'static>,
    definition: Label<'static>,
    skills: Vec<(String, Label<'static>)>,
}

#[derive(Template)]
#[template(path = "skills/list.html")]
struct ListPage {
    t: Words,
    shell: Shell,
    fields: Vec<FieldGroup>,
    roles: Vec<(String, Label<'static>, i64)>,
    levels: Vec<(u8, Label<'static>, Label<'static>)>,
    grades: Vec<(&'static str, Label<'static>)>,
    version: &'static str,
    published: String,
}

pub async fn list(shell: Shell) -> Answer {
    let (taxonomy, t) = (Taxonomy::builtin(), shell.t);
    let fields = taxonomy.fields().iter().map(|field| FieldGroup {
        code: field.code.to_string(),
        name: t.field(field.code.as_str(), &field.name),
        definition: t.field_definition(field.code.as_str(), &field.definition),
        skills: field
            .skills
            .iter()
            .map(|skill| (skill.code.to_string(), skill_name(t, skill)))
            .collect(),
    });
    let roles = taxonomy.roles().iter().map(|role| {
        (
            role.code.to_string(),
            role_name(t, role),
            i64::try_from(role.required.len()).unwrap_or(0),
        )
    });
    let levels = taxonomy.levels().iter().map(|level| {
        (
            level.level.get(),
            t.level(level.level.get(), &level.name),
            t.level_definition(level.level.get(), &level.definition),
        )
    });
    let grades = taxonomy
        .grades()
        .iter()
        .map(|grade| (grade.grade.code(), t.grade(grade.grade.code(), &grade.name)));
    respond::page(&ListPage {
        t,
        fields: fields.collect(),
        roles: roles.collect(),
        levels: levels.collect(),
        grades: grades.collect(),
        version: taxonomy.version(),
        published: t.date(taxonomy.published_on()),
        shell,
    })
}

/// The name of a skill in the reader's language.
#[must_use]
pub fn skill_name(t: Words, skill: &'static Skill) -> Label<'static> {
    t.skill(skill.code.as_str(), &skill.name)
}

/// The name of a role in the reader's language.
#[must_use]
pub fn role_name(t: Words, role: &'static Role) -> Label<'static> {
    t.role(role.code.as_str(), &role.name)
}

#[derive(Template)]
#[template(path = "skills/show.html")]
struct ShowPage {
    t: Words,
    shell: Shell,
    code: String,
    name: Label<'static>,
    scope: Label<'static>,
    field: Label<'static>,
    validity: Option<String>,
    roles: Vec<(String, Label<'static>, u8, String)>,
    offerings: Vec<Card>,
    slots: Vec<SlotCard>,
    more: String,
}

pub async fn show(app: web::Data<App>, request: HttpRequest, shell: Shell) -> Answer {
    let (taxonomy, t, now) = (Taxonomy::builtin(), shell.t, app.now());
    let code: SkillCode = guard::id(&request, "skill")?;
    let skill = taxonomy.skill(code).ok_or(PageError::NotFound)?;
    let field = taxonomy.field(skill.field).ok_or(PageError::NotFound)?;
    let (language, today) = (t.lang(), now.day());
    let (offerings, slots) = app
        .store
        .read(move |db| {
            Ok((
                catalogue::list_teaching(db, code, 10, language, today)?,
                placements::store::list_practising(db, code, 6, language, today)?,
            ))
        })
        .await?;
    let asked = taxonomy.roles().iter().filter_map(|role| {
        let level = role.level_in(code);
        (level.get() > 0).then(|| (role.code.to_string(), role_name(t, role), level.get(), level_words(t, level)))
    });
    respond::page(&ShowPage {
        t,
        code: code.to_string(),
        name: skill_name(t, skill),
        scope: t.skill_scope(skill.code.as_str(), &skill.scope),
        field: t.field(field.code.as_str(), &field.name),
        validity: skill.validity_months.map(|months| t.skill_validity(i64::from(months)).plain()),
        roles: asked.collect(),
        offerings: offerings.iter().map(|offering| Card::of(t, offering, now)).collect(),
        slots: slots.iter().map(|slot| SlotCard::of(t, slot)).collect(),
        more: format!("{}?skill={code}", paths::COURSES),
        shell,
    })
}

#[derive(Template)]
#[template(path = "skills/show_role.html")]
struct ShowRolePage {
    t: Words,
    shell: Shell,
    name: Label<'static>,
    required: Vec<(String, Label<'static>, u8, String)>,
}

pub async fn show_role(request: HttpRequest, shell: Shell) -> Answer {
    let (taxonomy, t) = (Taxonomy::builtin(), shell.t);
    let code: RoleCode = guard::id(&request, "role")?;
    let role = taxonomy.role(code).ok_or(PageError::NotFound)?;
    let required = role.required.iter().filter_map(|asked| {
        let skill = taxonomy.skill(asked.skill)?;
        Some((
            skill.code.to_string(),
            skill_name(t, skill),
            asked.level.get(),
            level_words(t, asked.level),
        ))
    });
    respond::page(&ShowRolePage {
        t,
        name: role_name(t, role),
        required: required.collect(),
        shell,
    })
}
