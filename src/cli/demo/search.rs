//! What of a thing can be found by searching: its words in its own language, and the English names of its skills and its country.

use super::store::SearchDocumentRow;
use super::world::World;
use crate::kernel::AnyId;
use crate::network::{CountryCode, LanguageCode};
use crate::skills::SkillCode;
use crate::words::{Words, tokens};

pub(crate) fn document(kind: &'static str, id: AnyId, language: LanguageCode, words: &[&str]) -> SearchDocumentRow {
    SearchDocumentRow {
        kind,
        entity_id: id,
        language,
        tokens: tokens::tokens(&words.join(" ")).join(" "),
    }
}

/// The names of skills, in English and in the language where it has them.
pub(crate) fn skill_names(world: &World, skills: &[SkillCode], language: LanguageCode) -> String {
    let own = Words::of(language.as_str());
    let mut names = Vec::new();
    for skill in skills.iter().filter_map(|code| world.taxonomy.skill(*code)) {
        names.push(skill.name.as_str());
        let label = own.skill(skill.code.as_str(), &skill.name);
        if own.lang() != "en" && !label.is_english {
            names.push(label.text);
        }
    }
    names.join(" ")
}

/// The names of a country, in English and in the language where it has one.
pub(crate) fn country_names(world: &World, country: Option<CountryCode>, language: LanguageCode) -> String {
    let Some(known) = country.and_then(|code| world.places.country(code)) else {
        return String::new();
    };
    let own = Words::of(language.as_str());
    let label = own.country(known.code.as_str(), &known.name);
    if own.lang() == "en" || label.is_english {
        known.name.clone()
    } else {
        format!("{} {}", known.name, label.text)
    }
}
