//! How an applicant fits a run, in words for whoever decides: what it would close, which rule is not met, what is not known.

use crate::catalogue::web::cards::level_words;
use crate::matching::rules::{Facts, Outcome, Rule};
use crate::matching::{Eligibility, Judge, Offer, Territory};
use crate::network::{Answer, CountryCode, names};
use crate::site::Words;
use crate::skills::{SkillCode, Taxonomy};

/// What speaks for a seat, what against it, and what cannot be told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) fits: Vec<String>,
    pub(super) not_met: Vec<String>,
    pub(super) unknown: Vec<String>,
}

impl Fit {
    /// What of the rules is about the person: seats and dates of the run are no reason against anybody.
    pub(super) fn of(t: Words, judge: &Judge<'_>, offer: &Offer) -> Self {
        let closes = judge.closings(offer).map(|closing| {
            t.fit_closes(level_words(t, closing.from), skill_name(t, closing.skill), level_words(t, closing.to))
                .plain()
        });
        let mut fit = Self {
            fits: closes.collect(),
            ..Self::default()
        };
        for outcome in judge.outcomes(offer) {
            if matches!(outcome.rule, Rule::Deadline | Rule::Start | Rule::Seats) {
                continue;
            }
            match outcome.answer {
                Answer::Met => fit.fits.extend(met(t, &outcome)),
                Answer::NotMet => fit.not_met.push(not_met(t, &outcome)),
                Answer::CannotTell => fit.unknown.extend(unknown(t, &outcome)),
            }
        }
        fit
    }
}

/// Only what tells one applicant from another.
fn met(t: Words, outcome: &Outcome) -> Option<String> {
    match &outcome.facts {
        Facts::Language { offered, spoken } => {
            let shared = spoken.iter().filter(|spoken| offered.contains(&spoken.language));
            let shared: Vec<&str> = shared.map(|spoken| spoken.language.as_str()).collect();
            Some(t.fit_speaks(t.languages(shared)).plain())
        }
        _ => None,
    }
}

fn not_met(t: Words, outcome: &Outcome) -> String {
    match &outcome.facts {
        Facts::Language { .. } => t.fit_no_language(),
        Facts::LevelIn {
            skill,
            asked: Some(asked),
            held,
            ..
        }
        | Facts::Skill { skill, asked, held, .. } => t.fit_below(level_words(t, *asked), level_words(t, *held), skill_name(t, *skill)),
        Facts::Residence {
            asked,
            country: Some(country),
        } => t.fit_elsewhere(country_name(t, *country), territory(t, *asked)),
        Facts::Sector { asked, .. } => t.fit_other_sector(t.coded("sector", asked.code())),
        Facts::Spoken { asked, .. } => t.fit_speaks_less(t.coded("language", asked.language.as_str())),
        Facts::Travel { .. } => t.fit_too_far(),
        _ => return t.coded("fit-not", outcome.rule.code()),
    }
    .plain()
}

/// What is not known; nothing where the run itself does not say.
fn unknown(t: Words, outcome: &Outcome) -> Option<String> {
    match &outcome.facts {
        Facts::LevelIn { asked: None, .. } => None,
        Facts::Stated(stated) => Some(stated_words(t, stated)),
        _ => Some(t.coded("fit-unknown", outcome.rule.code())),
    }
}

fn stated_words(t: Words, stated: &Eligibility) -> String {
    match stated {
        Eligibility::Citizenship(place) | Eligibility::Residence(place) => t.rule_citizenship(territory(t, *place)).plain(),
        Eligibility::ExperienceMin(years) => t.rule_experience_min(*years).plain(),
        Eligibility::ExperienceMax(years) => t.rule_experience_max(*years).plain(),
        Eligibility::Language(language, _) => t.rule_language(t.coded("language", language.as_str())).plain(),
        Eligibility::Sector(sector) => t.rule_sector(t.coded("sector", sector.code())).plain(),
        Eligibility::Skill(skill, level) => t.rule_skill(i64::from(level.get()), skill_name(t, *skill)).plain(),
        Eligibility::Employer(words) | Eligibility::Education(words) | Eligibility::Other(words) => words.clone(),
    }
}

fn territory(t: Words, place: Territory) -> String {
    match place {
        Territory::Country(code) => country_name(t, code),
        Territory::Grouping(code) => names::grouping(t, code.as_str()).text.to_owned(),
    }
}

fn country_name(t: Words, code: CountryCode) -> String {
    names::country(t, code).text.to_owned()
}


pub(super) fn skill_name(t: Words, code: SkillCode) -> String {
    Taxonomy::builtin().skill(code).map_or_else(
        || code.to_string(),
        |skill| t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
    )
}
