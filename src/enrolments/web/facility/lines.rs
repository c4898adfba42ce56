//! What the page of applications says of a person, and of those who have not applied.

use super::super::fit::Fit;
use super::{answer_by, class};
use crate::catalogue::web::cards::level_words;
use crate::enrolments::PlaceState;
use crate::enrolments::forms::places::DeclineForm;
use crate::enrolments::store::places::{Applicant, begins_at};
use crate::kernel::problems::Problems;
use crate::kernel::{PlaceId, UtcTime};
use crate::matching::audience::{Audience, Shown};
use crate::matching::web::cards::skill_words;
use crate::matching::{Candidate, Judge, Offer};
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, Places, names};
use crate::site::{Words, charts};
use crate::skills::Level;

/// A skill as somebody holds it, beside what is asked for on the first day.
pub(super) struct HeldLine {
    pub(super) name: String,
    pub(super) held: u8,
    pub(super) asked: u8,
    pub(super) words: String,
    /// It rests on the person's own word.
    pub(super) is_declared: bool,
}

/// Somebody who applied.
pub(super) struct ApplicantLine {
    pub(super) id: String,
    pub(super) name: String,
    /// Country, sector, languages.
    pub(super) facts: Vec<String>,
    pub(super) state: String,
    pub(super) class: &'static str,
    pub(super) since: String,
    /// What follows, where something does.
    pub(super) next: String,
    pub(super) note: String,
    pub(super) held: Vec<HeldLine>,
    /// What speaks for them.
    pub(super) closes: Vec<String>,
    /// Rules that are not met, and those that nobody can tell.
    pub(super) misses: Vec<String>,
    pub(super) unknown: Vec<String>,
    pub(super) is_waiting: bool,
    /// What the facility does next: `clear`, `start` or `finish`.
    pub(super) step: Option<&'static str>,
    /// Nobody is on site before the first day.
    pub(super) can_step: bool,
    pub(super) can_consider: bool,
    pub(super) is_declining: bool,
    pub(super) reason: String,
    pub(super) reason_error: String,
    pub(super) decline_note: String,
    pub(super) decline_note_error: String,
}

impl ApplicantLine {
    pub(super) fn of(
        t: Words,
        applicant: &Applicant,
        candidate: &Candidate,
        offer: &Offer,
        zone: &str,
        typed: Option<(&DeclineForm, &Problems)>,
        now: UtcTime,
    ) -> Self {
        let place = &applicant.place;
        let judge = Judge::new(candidate, now, Places::builtin());
        let fit = Fit::of(t, &judge, offer);
        let next = match (place.state, place.offer_expires_at, place.reason) {
            (PlaceState::HostAccepted, Some(at), _) => t.place_waits_until(answer_by(t, at, zone)).plain(),
            (PlaceState::HostDeclined, _, Some(reason)) => t.coded("host-reason", reason.code()),
            _ => String::new(),
        };
        let first_day = offer.starts_on.booked();
        let has_begun = first_day.is_some_and(|on| begins_at(on, zone) <= now);
        let error = |field: &str| typed.map_or_else(String::new, |(_, problems)| problems.words(t, field));
        Self {
            id: place.id.to_string(),
            name: applicant.name.clone(),
            facts: facts(t, applicant, candidate),
            state: t.coded("place-state", place.state.code()),
            class: class(place.state),
            since: t.place_since(t.date(place.state_at.day())).plain(),
            next,
            note: place.note.clone(),
            held: offer
                .skills
                .iter()
                .map(|taught| held_line(t, candidate, taught.skill, taught.level_in))
                .collect(),
            closes: fit.fits,
            misses: fit.not_met,
            unknown: fit.unknown,
            is_waiting: place.state.is_waiting(),
            step: step(place.state),
            can_step: place.state != PlaceState::Cleared || has_begun,
            can_consider: matches!(place.state, PlaceState::Submitted | PlaceState::InfoRequested),
            is_declining: typed.is_some(),
            reason: typed.map_or_else(String::new, |(form, _)| form.reason.clone()),
            reason_error: error("reason"),
            decline_note: typed.map_or_else(String::new, |(form, _)| form.note.clone()),
            decline_note_error: error("note"),
        }
    }
}

/// What comes next, from the paperwork to the last day.
fn step(state: PlaceState) -> Option<&'static str> {
    match state {
        PlaceState::PrerequisitesPending => Some("clear"),
        PlaceState::Cleared => Some("start"),
        PlaceState::InProgress => Some("finish"),
        _ => None,
    }
}

fn facts(t: Words, applicant: &Applicant, candidate: &Candidate) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(applicant.country.map(|country| names::country(t, country).text.to_owned()));
    facts.extend(applicant.sector.map(|sector| t.coded("works-in", sector.code())));
    if !candidate.languages.is_empty() {
        facts.push(t.languages(candidate.languages.iter().map(|spoken| spoken.language.as_str())));
    }
    facts
}

fn held_line(t: Words, candidate: &Candidate, skill: crate::skills::SkillCode, asked: Option<Level>) -> HeldLine {
    let held = candidate.held(skill);
    let words = match asked {
        Some(asked) => t.held_of_asked(level_words(t, asked), level_words(t, held)).plain(),
        None => level_words(t, held),
    };
    HeldLine {
        name: skill_words(t, skill),
        held: held.get(),
        asked: asked.map_or(0, Level::get),
        words,
        is_declared: held > Level::NONE && candidate.standing(skill).is_some_and(|own| own.is_self_declared),
    }
}

/// What is wrong with a no, each line naming its field.
pub(super) fn problem_lines(t: Words, place: PlaceId, problems: &Problems) -> Vec<(String, String)> {
    problems
        .list(t)
        .into_iter()
        .map(|(field, words)| {
            let line = t.problem_at(t.coded("decline-field", &field), words).plain();
            (format!("{field}-{place}"), line)
        })
        .collect()
}

/// A group of countries with its counts.
pub(super) struct GroupLine {
    pub(super) name: String,
    pub(super) closes: String,
    pub(super) fits: String,
    /// How many of them could come, of those with a gap.
    pub(super) share: Option<f64>,
}

/// Whom the slot could serve.
pub(super) struct AudienceLines {
    pub(super) title: String,
    pub(super) counted: String,
    pub(super) is_any: bool,
    pub(super) groups: Vec<GroupLine>,
}

impl AudienceLines {
    pub(super) fn of(t: Words, audience: &Audience, country: Option<CountryCode>, now: UtcTime) -> Self {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let shown = |count: Shown| match count {
            Shown::Count(count) => t.number(count.into()),
            Shown::Few => t.audience_few().plain(),
        };
        let region = country.and_then(|country| Places::builtin().region_of(country, GroupingKind::WhoRegion, now.day()));
        let region = region.map_or_else(
            || t.audience_everywhere().plain(),
            |region| names::grouping(t, region.code.as_str()).text.to_owned(),
        );
        let counted = if audience.is_sample() {
            t.audience_sample(number(audience.counted), number(audience.population), region)
        } else {
            t.audience_all(number(audience.counted), region)
        };
        Self {
            title: t.audience_title(i64::from(audience.closes())).plain(),
            counted: counted.plain(),
            is_any: audience.counted > 0,
            groups: audience
                .groups
                .iter()
                .map(|group| GroupLine {
                    name: group.grouping.map_or_else(
                        || t.audience_nowhere().plain(),
                        |code| {
                            let known = Places::builtin().grouping(code);
                            known.map_or_else(|| code.to_string(), |known| names::grouping(t, known.code.as_str()).text.to_owned())
                        },
                    ),
                    closes: shown(group.closes),
                    fits: shown(group.fits),
                    share: match (group.fits, group.closes) {
                        (Shown::Count(fits), Shown::Count(closes)) if closes > 0 => Some(charts::percent(fits.into(), closes.into())),
                        _ => None,
                    },
                })
                .collect(),
        }
    }
}
