//! `/me/skills`: the quick self-assessment, one page: a role, and a level for each skill that it asks for.

use std::collections::BTreeMap;

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::catalogue::web::cards::level_words;
use crate::kernel::problems::{Problem, Problems};
use crate::site::form::{Form, Query};
use crate::site::guard::SignedIn;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::skills::gap::held;
use crate::skills::store::{self, NewEvidence};
use crate::skills::taxonomy::Role;
use crate::skills::{Evidence, Grade, Level, RoleCode, SkillCode, Taxonomy};

/// The role, and a level a skill under the skill's code.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SkillsForm {
    pub role: String,
    #[serde(flatten)]
    pub levels: BTreeMap<String, String>,
}

/// A skill that the role asks for, with the levels to choose from.
struct Line {
    code: String,
    name: String,
    scope: String,
    required: String,
    /// What other evidence shows already.
    shown: Option<String>,
    /// Level, words, is it chosen.
    choices: Vec<(u8, String, bool)>,
    error: String,
}

#[derive(Template)]
#[template(path = "skills/own.html")]
struct OwnPage {
    t: Words,
    shell: Shell,
    problems: Problems,
    roles: Vec<(String, String)>,
    role: String,
    role_name: String,
    lines: Vec<Line>,
    levels: Vec<(String, String)>,
}

pub async fn own_skills(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell, query: Query<SkillsForm>) -> Answer {
    let person = actor.person;
    let (targets, evidence) = app
        .store
        .read(move |db| Ok((store::list_targets(db, person)?, store::list_evidence(db, person)?)))
        .await?;
    let asked = query.0.role.parse().ok().or_else(|| targets.first().copied());
    let evidence: Vec<Evidence> = evidence.into_iter().map(|recorded| recorded.evidence).collect();
    respond::page(&page(
        shell,
        asked,
        &evidence,
        &BTreeMap::new(),
        Problems::default(),
        app.now().day(),
    ))
}

fn page(
    shell: Shell,
    asked: Option<RoleCode>,
    evidence: &[Evidence],
    typed: &BTreeMap<String, String>,
    problems: Problems,
    day: chrono::NaiveDate,
) -> OwnPage {
    let (taxonomy, t) = (Taxonomy::builtin(), shell.t);
    let role = asked.and_then(|role| taxonomy.role(role));
    let mut roles: Vec<(String, String)> = taxonomy
        .roles()
        .iter()
        .map(|role| (role.code.to_string(), t.role(role.code.as_str(), &role.name).text.to_owned()))
        .collect();
    roles.sort_by_cached_key(|(_, name)| t.sort_key(name));
    let lines = role.map(|role| lines(t, role, evidence, typed, &problems, day)).unwrap_or_default();
    OwnPage {
        t,
        role: role.map(|role| role.code.to_string()).unwrap_or_default(),
        role_name: role
            .map(|role| t.role(role.code.as_str(), &role.name).text.to_owned())
            .unwrap_or_default(),
        levels: taxonomy
            .levels()
            .iter()
            .map(|level| {
                (
                    level_words(t, level.level),
                    t.level_definition(level.level.get(), &level.definition).text.to_owned(),
                )
            })
            .collect(),
        lines,
        roles,
        problems,
        shell,
    }
}

fn lines(
    t: Words,
    role: &Role,
    evidence: &[Evidence],
    typed: &BTreeMap<String, String>,
    problems: &Problems,
    day: chrono::NaiveDate,
) -> Vec<Line> {
    let taxonomy = Taxonomy::builtin();
    role.required
        .iter()
        .filter_map(|asked| {
            let skill = taxonomy.skill(asked.skill)?;
            let code = asked.skill.to_string();
            let declared = held(evidence, asked.skill, day, &[Grade::Declared]).level;
            let proven = held(evidence, asked.skill, day, Grade::REGIONAL);
            let chosen = typed.get(&code).map_or_else(|| Some(declared), |text| text.parse().ok());
            Some(Line {
                name: t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
                scope: t.skill_scope(skill.code.as_str(), &skill.scope).text.to_owned(),
                required: level_words(t, asked.level),
                shown: (proven.level > Level::NONE).then(|| t.own_shown(level_words(t, proven.level)).plain()),
                choices: (0..=5)
                    .filter_map(Level::new)
                    .map(|level| (level.get(), level_words(t, level), chosen == Some(level)))
                    .collect(),
                error: problems.words(t, &code),
                code,
            })
        })
        .collect()
}

/// Saves the role as main target, and each level as the person's own word, grade D. What was said before is withdrawn.
pub async fn declare(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell, form: Form<SkillsForm>) -> Answer {
    let person = actor.person;
    let day = app.now().day();
    let role = form.0.role.parse().ok().and_then(|role| Taxonomy::builtin().role(role));
    let mut problems = Problems::default();
    let Some(role) = role else {
        problems.add("role", Problem::NotChosen);
        return respond::refused(&page(shell, None, &[], &form.0.levels, problems, day));
    };
    let levels = check(role, &form.0.levels, &mut problems);
    if !problems.is_empty() {
        return respond::refused(&page(shell, Some(role.code), &[], &form.0.levels, problems, day));
    }
    save(&app, person, role.code, levels).await?;
    Ok(respond::see_other(paths::ME).flash(&app, "skills-saved"))
}

fn check(role: &Role, typed: &BTreeMap<String, String>, problems: &mut Problems) -> Vec<(SkillCode, Level)> {
    let mut levels = Vec::new();
    for asked in &role.required {
        let code = asked.skill.to_string();
        match typed.get(&code).map(|text| text.parse::<Level>()) {
            Some(Ok(level)) => levels.push((asked.skill, level)),
            Some(Err(_)) => problems.add(code, Problem::OutOfRange(0, 5)),
            None => {}
        }
    }
    levels
}

async fn save(app: &App, person: crate::kernel::PersonId, role: RoleCode, levels: Vec<(SkillCode, Level)>) -> Result<(), PageError> {
    let now = app.now();
    let new: Vec<NewEvidence> = levels
        .into_iter()
        .map(|(skill, level)| NewEvidence {
            id: app.new_id(),
            person,
            org: None,
            skill,
            level,
            grade: Grade::Declared,
            observed_on: now.day(),
            source: "self-assessment".to_owned(),
            recorded_by: Some(person),
        })
        .collect();
    app.store
        .write(move |db| {
            store::set_main_target(db, person, role, now)?;
            for one in &new {
                store::withdraw_declared(db, person, one.skill, "self-assessment repeated", now)?;
                if one.level > Level::NONE {
                    store::insert_evidence(db, one, now)?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(())
}
