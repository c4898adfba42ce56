//! What is written in several languages, and what else hangs on a course, a run or a slot: from rows to values.

use diesel::prelude::*;

use crate::catalogue::{Taught, Text};
use crate::db::schema::organisation_text;
use crate::db::{Db, Result};
use crate::kernel::OrgId;
use crate::skills::{Level, SkillCode};

/// Owner, language, whether it is the original, text.
pub(crate) type Titled<K> = Vec<(K, String, bool, String)>;
/// As [`Titled`], with title and summary.
pub(crate) type Texts<K> = Vec<(K, String, bool, String, String)>;
/// Owner, skill, the level that is asked for, the level that it leads to.
pub(crate) type TaughtRow<K> = (K, SkillCode, Option<i32>, Option<i32>);

/// The text in the reader's language, else the original.
pub(crate) fn choose<K: PartialEq + Copy>(texts: &[(K, String, bool, String)], key: K, language: &str) -> Text {
    let own = texts.iter().filter(|(owner, ..)| *owner == key);
    let best = own
        .clone()
        .find(|(_, of, ..)| of == language)
        .or_else(|| own.clone().find(|(_, _, is_original, _)| *is_original));
    best.map(|(_, language, _, text)| Text {
        language: language.clone(),
        text: text.clone(),
    })
    .unwrap_or_default()
}

/// Titles and summaries.
pub(crate) fn split<K: Copy>(texts: Texts<K>) -> (Titled<K>, Titled<K>) {
    texts
        .into_iter()
        .map(|(id, language, is_original, title, summary)| {
            ((id, language.clone(), is_original, title), (id, language, is_original, summary))
        })
        .unzip()
}

/// Names of organisations, in the reader's language where they have one.
///
/// # Errors
/// The database's.
pub fn organisation_names(db: &mut Db, orgs: &[OrgId], language: &str) -> Result<Vec<(OrgId, String, bool, String)>> {
    Ok(organisation_text::table
        .filter(organisation_text::org_id.eq_any(orgs))
        .filter(organisation_text::language.eq(language).or(organisation_text::is_original.eq(true)))
        .select((
            organisation_text::org_id,
            organisation_text::language,
            organisation_text::is_original,
            organisation_text::title,
        ))
        .load(db)?)
}

pub(crate) fn level(stored: Option<i32>) -> Option<Level> {
    stored.and_then(|level| Level::try_from(level).ok())
}

/// The languages of one owner, in the order of the rows.
pub(crate) fn languages_of<K: PartialEq>(rows: &[(K, String)], key: K) -> Vec<String> {
    let own = rows.iter().filter(|(owner, _)| *owner == key);
    own.map(|(_, code)| code.clone()).collect()
}

/// The skills of one owner, in the order of the rows.
pub(crate) fn taught_of<K: PartialEq>(rows: &[TaughtRow<K>], key: K) -> Vec<Taught> {
    rows.iter()
        .filter(|(owner, ..)| *owner == key)
        .map(|(_, skill, level_in, level_out)| Taught {
            skill: *skill,
            level_in: level(*level_in),
            level_out: level(*level_out),
        })
        .collect()
}
