//! What of a run can be found by searching: its words and those of its course in their language, the names of its
//! skills and its country in English and in that language, its provider, its place and its code.

use diesel::prelude::*;

use super::find;
use crate::db::dialect::{self, Document};
use crate::db::schema::{course_text, offering, offering_skill, offering_text, organisation_text};
use crate::db::{Db, Result};
use crate::kernel::{AnyId, CourseId, OfferingId, OrgId};
use crate::network::{CountryCode, Places};
use crate::skills::{SkillCode, Taxonomy};
use crate::words::{Words, tokens};

/// Puts a public run into the search, or anew.
///
/// # Errors
/// The database's.
pub(super) fn index_run(db: &mut Db, id: OfferingId) -> Result<()> {
    let (course, org, code, place, country): (CourseId, OrgId, String, Option<String>, Option<CountryCode>) = offering::table
        .filter(offering::id.eq(id))
        .select((
            offering::course_id,
            offering::org_id,
            offering::code,
            offering::place,
            offering::country,
        ))
        .first(db)?;
    let language = find::run_language(db, id)?;
    let own: Vec<(String, String)> = offering_text::table
        .filter(offering_text::offering_id.eq(id))
        .filter(offering_text::is_original.eq(true))
        .select((offering_text::title, offering_text::summary))
        .load(db)?;
    let of_course: Vec<(String, String)> = course_text::table
        .filter(course_text::course_id.eq(course))
        .filter(course_text::is_original.eq(true))
        .select((course_text::title, course_text::summary))
        .load(db)?;
    let provider: Vec<String> = organisation_text::table
        .filter(organisation_text::org_id.eq(org))
        .filter(organisation_text::is_original.eq(true))
        .select(organisation_text::title)
        .load(db)?;
    let skills: Vec<SkillCode> = offering_skill::table
        .filter(offering_skill::offering_id.eq(id))
        .order(offering_skill::skill)
        .select(offering_skill::skill)
        .load(db)?;
    let mut words: Vec<String> = own.into_iter().chain(of_course).flat_map(|(title, summary)| [title, summary]).collect();
    words.extend(skill_names(&skills, &language));
    words.extend(provider);
    words.push(code);
    words.extend(place);
    words.extend(country_names(country, &language));
    dialect::unindex(db, "offering", AnyId::of(id), None)?;
    let document = Document {
        kind: "offering",
        id: AnyId::of(id),
        language: &language,
        tokens: tokens::tokens(&words.join(" ")).join(" "),
    };
    dialect::index(db, &document)
}

fn skill_names(skills: &[SkillCode], language: &str) -> Vec<String> {
    let (taxonomy, own) = (Taxonomy::builtin(), Words::of(language));
    skills
        .iter()
        .filter_map(|code| taxonomy.skill(*code))
        .flat_map(|skill| [skill.name.clone(), own.skill(skill.code.as_str(), &skill.name).text.to_owned()])
        .collect()
}

fn country_names(country: Option<CountryCode>, language: &str) -> Vec<String> {
    let known = country.and_then(|code| Places::builtin().country(code));
    known.map_or_else(Vec::new, |known| {
        let own = Words::of(language).country(known.code.as_str(), &known.name).text.to_owned();
        vec![known.name.clone(), own]
    })
}
