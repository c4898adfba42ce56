//! Which provider teaches which course, and at which plant its hands-on part is held.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Kind;
use super::seeds::CourseTemplate;
use super::store::{Batch, CourseRow, CourseSkillRow, CourseTextRow};
use super::world::{Org, World, code};
use crate::kernel::{CourseId, text};
use crate::network::LanguageCode;
use crate::skills::SkillCode;
use crate::words::Words;

/// A course of one provider.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    pub(crate) id: CourseId,
    /// The place of the template in the seed list.
    pub(crate) template: usize,
    /// The place of the organisation in the list.
    pub(crate) provider: usize,
    /// Like `AP-201`.
    pub(crate) code: String,
    pub(crate) language: LanguageCode,
    pub(crate) skills: Vec<SkillCode>,
    /// What every run of it is found by, but for its place.
    pub(crate) words: String,
}

/// All courses that have a run, and where hands-on parts can be held.
pub(crate) struct Courses {
    courses: BTreeMap<(usize, usize), Course>,
    /// By provider, the plants, the nearest first.
    hosts: BTreeMap<usize, Vec<usize>>,
}

/// The templates whose first run the story is about: the English and the Arabic course in aseptic filling.
pub(crate) const ENGLISH_FILLING: usize = 1;
pub(crate) const ARABIC_FILLING: usize = 45;
/// The runs of these two.
pub(crate) const ENGLISH_RUN: u32 = 0;
pub(crate) const ARABIC_RUN: u32 = 1;

/// The template of a run, and the how-many-eth run of that template it is.
pub(crate) fn template_of(world: &World, run: u32) -> (usize, usize) {
    let all = world.seeds.course_templates.len();
    let (round, place) = (run as usize / all, run as usize % all);
    let template = match u32::try_from(place).unwrap_or(0) {
        ENGLISH_RUN => ENGLISH_FILLING,
        ARABIC_RUN => ARABIC_FILLING,
        // the others in the order of the list
        _ => {
            let others = (0..all).filter(|at| ![ENGLISH_FILLING, ARABIC_FILLING].contains(at));
            others.clone().nth(place - 2).unwrap_or(0)
        }
    };
    (template, round)
}

/// Who teaches what first; after them whoever else teaches in that language.
const STRONG_IN: &[(&[&str], &[&str])] = &[
    (&["REG", "POL"], &["virunga", "entoto", "sahel"]),
    (&["MFG-1", "MFG-2", "RND"], &["hanbit", "athi", "fynbos", "volta"]),
    (
        &["MFG-3", "MFG-4", "MFG-7", "MFG-8"],
        &["volta", "sahyadri", "fynbos", "sahel", "mariout"],
    ),
    (&["MFG-5", "MFG-6", "MFG-9"], &["athi", "anfa", "volta", "medjerda"]),
    (&["PRC", "IMP", "TTR"], &["entoto", "bassac", "wouri", "mondego"]),
    (&["OPT"], &["volta", "anfa", "hanbit", "mondego"]),
];

impl Courses {
    pub(crate) fn plan(world: &World) -> Self {
        let runs: BTreeSet<(usize, usize)> = (0..world.size.offerings)
            .map(|run| {
                let (template, round) = template_of(world, run);
                (template, provider(world, template, round))
            })
            .collect();
        let courses = runs
            .into_iter()
            .map(|key @ (template, provider)| (key, course(world, template, provider)))
            .collect();
        let hosts = world
            .providers
            .iter()
            .map(|provider| (*provider, plants_near(world, *provider)))
            .collect();
        Self { courses, hosts }
    }

    /// The course that a run is of, and the how-many-eth run of that course it is, from 1.
    pub(crate) fn of_run(&self, world: &World, run: u32) -> (&Course, usize) {
        let (template, round) = template_of(world, run);
        let teachers = teachers(world, template).len();
        (&self.courses[&(template, provider(world, template, round))], round / teachers + 1)
    }

    /// The plants near a provider, the nearest first.
    pub(crate) fn hosts(&self, provider: usize) -> &[usize] {
        self.hosts.get(&provider).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn add_all(&self, world: &World, batch: &mut Batch) {
        for course in self.courses.values() {
            add(world, course, batch);
        }
    }
}

pub(crate) fn template(world: &World, at: usize) -> &'static CourseTemplate {
    &world.seeds.course_templates[at]
}

/// Those who may teach a course, the strongest first; never nobody.
fn teachers(world: &World, at: usize) -> Vec<usize> {
    let template = template(world, at);
    let first = template.skills.first().map_or("", |skill| skill.code.as_str());
    let strong = STRONG_IN
        .iter()
        .find(|(skills, _)| skills.iter().any(|known| first.starts_with(known)));
    let strong = strong.map_or(&[] as &[&str], |(_, keys)| *keys);
    let mut teachers: Vec<usize> = world
        .providers
        .iter()
        .copied()
        .filter(|org| world.orgs[*org].seed.language == template.language)
        .collect();
    teachers.sort_by_key(|org| {
        let key = world.orgs[*org].key();
        let is_online = template.mode == "online" && key == "open-bench";
        (!is_online, strong.iter().position(|known| *known == key).unwrap_or(usize::MAX))
    });
    if teachers.is_empty() {
        teachers.push(world.providers[0]);
    }
    teachers
}

fn provider(world: &World, template: usize, round: usize) -> usize {
    let teachers = teachers(world, template);
    teachers[round % teachers.len()]
}

fn course(world: &World, at: usize, provider: usize) -> Course {
    let (template, org) = (template(world, at), &world.orgs[provider]);
    let language = code(&template.language);
    let skills: Vec<SkillCode> = template.skills.iter().map(|skill| code(&skill.code)).collect();
    let names = super::search::skill_names(world, &skills, language);
    Course {
        id: world.id(Kind::Course, (at as u64) << 16 | provider as u64, world.days_ago(500, 0)),
        template: at,
        provider,
        code: format!("{}-{}", letters(template), 200 + at),
        language,
        words: [&template.title, &template.summary, &names, &org.seed.name]
            .map(String::as_str)
            .join(" "),
        skills,
    }
}

/// The two letters of a course's code.
fn letters(template: &CourseTemplate) -> &'static str {
    match template.skills.first().map_or("", |skill| skill.code.as_str()) {
        "MFG-1" => "UP",
        "MFG-2" => "DP",
        "MFG-3" => "FF",
        "MFG-4" => "AP",
        "MFG-5" => "GD",
        "MFG-6" => "QC",
        "MFG-7" => "QM",
        "MFG-8" => "EU",
        "MFG-9" => "QA",
        other => match other.split('-').next() {
            Some("TTR") => "TT",
            Some("RND") => "RD",
            Some("POL") => "LP",
            Some("OPT") => "PV",
            Some("PRC") => "PR",
            Some("REG") => "RG",
            _ => "IM",
        },
    }
}

/// Plants by distance, as if those with another language on the floor were farther away; the provider's own first.
fn plants_near(world: &World, provider: usize) -> Vec<usize> {
    let from = &world.orgs[provider];
    let far = |org: &Org| {
        let km = world.places.distance_km(from.country, org.country).unwrap_or(20_000);
        let stranger = if org.language == from.language { 0 } else { 2_500 };
        (org.id != from.id, km + stranger)
    };
    let mut plants: Vec<usize> = (0..world.orgs.len()).filter(|at| world.orgs[*at].seed.is("facility")).collect();
    plants.sort_by_key(|at| far(&world.orgs[*at]));
    plants
}

fn add(world: &World, course: &Course, batch: &mut Batch) {
    let (template, org) = (template(world, course.template), &world.orgs[course.provider]);
    let mut dice = world.dice(Kind::Course, (course.template as u64) << 16 | course.provider as u64);
    let since = world.days_ago(dice.between(380, 600).into(), dice.below(1440));
    batch.courses.push(CourseRow {
        id: course.id,
        org_id: org.id,
        code: course.code.clone(),
        slug: text::slug(&template.title),
        state: "listed",
        created_by: Some(org.owner),
        created_at: since,
        updated_at: since,
    });
    batch.course_texts.push(CourseTextRow {
        course_id: course.id,
        language: course.language,
        title: &template.title,
        summary: &template.summary,
        body: &template.body,
        sort_key: Words::of("en").sort_key(&template.title),
        is_original: true,
        is_reviewed: true,
    });
    for skill in &template.skills {
        batch.course_skills.push(CourseSkillRow {
            course_id: course.id,
            skill: code(&skill.code),
            level_in: Some(skill.level_in),
            level_out: Some(skill.level_out),
        });
    }
}
