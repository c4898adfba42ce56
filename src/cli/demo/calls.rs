//! Real public calls, shown as facts from elsewhere: nobody applies for them here, and nothing is added to what the call says.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Datelike, NaiveTime};
use chrono_tz::Tz;

use super::dice::Kind;
use super::search;
use super::seeds::{Call, Calls};
use super::store::{
    Batch, CourseRow, CourseSkillRow, CourseTextRow, OfferingLanguageRow, OfferingRow, OfferingRuleRow, OfferingSkillRow, OfferingTextRow,
    OrganisationRow, OrganisationTextRow, SegmentRow,
};
use super::world::{World, code, local};
use crate::kernel::dates::instant;
use crate::kernel::{AnyId, CourseId, OfferingId, OrgId, UtcTime, text};
use crate::network::{CountryCode, LanguageCode};
use crate::skills::SkillCode;
use crate::words::Words;

/// What every one of them says of itself.
const NOTICE: &str = "These are facts from a public call and not an official listing. Applications go to the address that the call names, never through this site.";

/// Kind, value and level of a rule.
type PlainRule = (&'static str, &'static str, Option<i32>);

/// Sentences of calls that are plainly rules of a kind; every other one is kept as words.
const PLAIN: &[(&str, &[PlainRule])] = &[
    ("bachelor's degree", &[("education", "bachelor's degree", None)]),
    ("life-sciences education", &[("education", "life-sciences education", None)]),
    (
        "educational background in life sciences",
        &[("education", "educational background in life sciences", None)],
    ),
    (
        "master's in pharmacy, biotechnology, (bio)chemistry, biochemical engineering or related",
        &[(
            "education",
            "master's in pharmacy, biotechnology, (bio)chemistry, biochemical engineering or related",
            None,
        )],
    ),
    (
        "employee of active biomanufacturing company",
        &[("employer", "employee of active biomanufacturing company", None)],
    ),
    (
        "employed by legally registered biomanufacturing company in LMIC",
        &[("employer", "employed by legally registered biomanufacturing company in LMIC", None)],
    ),
    (
        "employed by a legal entity in an LMIC active in biomanufacturing",
        &[("employer", "employed by a legal entity in an LMIC active in biomanufacturing", None)],
    ),
    ("at least intermediate spoken and written English", &[("language", "en", Some(2))]),
    (
        "technician, engineer, scientist or manager with up to 6 years experience",
        &[
            ("experience_max", "6", None),
            ("other", "technician, engineer, scientist or manager", None),
        ],
    ),
    (
        "technician/engineer/scientist/manager, up to 6 years of experience",
        &[
            ("experience_max", "6", None),
            ("other", "technician/engineer/scientist/manager", None),
        ],
    ),
    (
        "1+ year biopharma manufacturing",
        &[
            ("experience_min", "1", None),
            ("other", "experience in biopharma manufacturing", None),
        ],
    ),
];

/// Every call with its provider.
pub(crate) fn add_all(world: &World, batch: &mut Batch) {
    let mut providers: BTreeMap<&str, OrgId> = BTreeMap::new();
    for (number, call) in Calls::builtin().calls.iter().enumerate() {
        let number = number as u64;
        let org = *providers
            .entry(&call.provider)
            .or_insert_with(|| add_provider(world, number, call, batch));
        add(world, number, org, call, batch);
    }
}

fn add_provider(world: &World, number: u64, call: &'static Call, batch: &mut Batch) -> OrgId {
    let since = world.days_ago(30, 0);
    let id = world.id(Kind::ExternalOrganisation, number, since);
    let country = call.provider_country.as_deref().map(code);
    batch.organisations.push(OrganisationRow {
        id,
        slug: text::slug(&call.provider),
        is_provider: true,
        is_facility: false,
        is_agency: false,
        is_coordinating: false,
        sector: None,
        country,
        place: None,
        lat_e4: None,
        lon_e4: None,
        zone: None,
        website: None,
        contact: None,
        is_external: true,
        state: "listed",
        created_at: since,
        updated_at: since,
    });
    let english: LanguageCode = code("en");
    batch.organisation_texts.push(OrganisationTextRow {
        org_id: id,
        language: english,
        title: &call.provider,
        summary: "Known from public calls alone; not a member of this network.".to_owned(),
        body: String::new(),
        sort_key: Words::of("en").sort_key(&call.provider),
        is_original: true,
        is_reviewed: true,
    });
    let country = search::country_names(world, country, english);
    batch.documents.push(search::document(
        "organisation",
        AnyId::of(id),
        english,
        &[&call.provider, &country],
    ));
    id
}

fn add(world: &World, number: u64, org: OrgId, call: &'static Call, batch: &mut Batch) {
    let since = world.days_ago(30, 0);
    let course: CourseId = world.id(Kind::ExternalCourse, number, since);
    let id: OfferingId = world.id(Kind::ExternalOffering, number, since);
    let code_text = format!("CALL-{:02}", number + 1);
    batch.courses.push(CourseRow {
        id: course,
        org_id: org,
        code: code_text.clone(),
        slug: text::slug(&call.title),
        state: "listed",
        created_by: None,
        created_at: since,
        updated_at: since,
    });
    batch.course_texts.push(CourseTextRow {
        course_id: course,
        language: code("en"),
        title: &call.title,
        summary: NOTICE,
        body: "",
        sort_key: Words::of("en").sort_key(&call.title),
        is_original: true,
        is_reviewed: true,
    });
    let country: Option<CountryCode> = call.country.as_deref().map(code);
    let zone = zone(world, call, country);
    let deadline = deadline(call);
    let ((starts_on, starts_precision), (ends_on, ends_precision)) = (call.starts.columns(), call.ends.columns());
    let mode = match call.mode.as_deref() {
        Some("online") => "remote",
        Some("hands-on") => "hands_on",
        Some("blended") => "blended",
        _ => "classroom",
    };
    batch.offerings.push(OfferingRow {
        id,
        org_id: org,
        course_id: course,
        code: code_text,
        state: if is_over(world, call) { "closed" } else { "published" },
        mode,
        country,
        place: call.host_city.as_deref(),
        zone: zone.name(),
        starts_on,
        starts_precision,
        ends_on,
        ends_precision,
        deadline_local: deadline.map(|(at, _)| local(at)),
        deadline_zone: deadline.map(|(_, zone)| zone.name()),
        deadline_at: deadline.map(|(at, zone)| instant(at, zone)),
        decision_on: None,
        capacity_kind: if call.seats.is_some() { "limited" } else { "unknown" },
        capacity: call.seats.unwrap_or(0),
        held: 0,
        seats_min: None,
        fee_kind: if call.benefits.iter().any(|benefit| benefit == "fully funded") {
            "funded"
        } else {
            "unknown"
        },
        fee_minor: None,
        currency: None,
        contact: None,
        source_url: Some(&call.url),
        is_external: true,
        published_at: call.published_on.map(|on| UtcTime::new(on.and_time(NaiveTime::MIN).and_utc())),
        created_at: since,
        updated_at: since,
    });
    batch.offering_texts.push(OfferingTextRow {
        offering_id: id,
        language: code("en"),
        title: &call.title,
        summary: NOTICE.to_owned(),
        body: body(call),
        is_original: true,
        is_reviewed: true,
    });
    add_details(world, number, (id, course), call, batch);
    add_segments(world, number, id, call, zone, batch);
}

fn add_details(world: &World, number: u64, (id, course): (OfferingId, CourseId), call: &'static Call, batch: &mut Batch) {
    let since = world.days_ago(30, 0);
    for skill in &call.skills {
        let (known, level_in, level_out): (SkillCode, _, _) = (code(&skill.code), skill.level_in, skill.level_out);
        batch.course_skills.push(CourseSkillRow {
            course_id: course,
            skill: known,
            level_in,
            level_out,
        });
        batch.offering_skills.push(OfferingSkillRow {
            offering_id: id,
            skill: known,
            level_in,
            level_out,
        });
    }
    for language in &call.language {
        batch.offering_languages.push(OfferingLanguageRow {
            offering_id: id,
            language: code(language),
        });
    }
    for (ordinal, (kind, value, level)) in rules(call).into_iter().enumerate() {
        batch.offering_rules.push(OfferingRuleRow {
            id: world.id(Kind::ExternalRule, number * 16 + ordinal as u64, since),
            offering_id: id,
            ordinal: i32::try_from(ordinal).unwrap_or(0),
            kind,
            value,
            level,
        });
    }
    let english: LanguageCode = code("en");
    let skills: Vec<SkillCode> = call.skills.iter().map(|skill| code(&skill.code)).collect();
    let (skills, country) = (
        search::skill_names(world, &skills, english),
        search::country_names(world, call.country.as_deref().map(code), english),
    );
    let words = [
        call.title.as_str(),
        &call.provider,
        &skills,
        call.host_city.as_deref().unwrap_or_default(),
        &country,
    ];
    batch.documents.push(search::document("offering", AnyId::of(id), english, &words));
}

fn add_segments(world: &World, number: u64, id: OfferingId, call: &'static Call, zone: Tz, batch: &mut Batch) {
    for (ordinal, segment) in call.segments.iter().enumerate() {
        let ((starts_on, starts_precision), (ends_on, ends_precision)) = (segment.starts.columns(), segment.ends.columns());
        let kind = match segment.kind.as_str() {
            "online" => "online",
            "hands-on" => "hands_on",
            _ => "classroom",
        };
        batch.segments.push(SegmentRow {
            id: world.id(Kind::ExternalSegment, number * 8 + ordinal as u64, world.days_ago(30, 0)),
            offering_id: id,
            ordinal: i32::try_from(ordinal).unwrap_or(0),
            kind,
            country: call.country.as_deref().filter(|_| kind != "online").map(code),
            place: segment.place.as_deref(),
            host_org_id: None,
            host_name: call.host.as_deref().filter(|_| kind == "hands_on"),
            starts_on,
            starts_precision,
            ends_on,
            ends_precision,
            starts_local: None,
            ends_local: None,
            zone: zone.name(),
            starts_at: None,
            ends_at: None,
            note: "",
        });
    }
}

/// A deadline counts where the call gives its time of day and its zone.
fn deadline(call: &Call) -> Option<(chrono::NaiveDateTime, Tz)> {
    let at = chrono::NaiveDateTime::parse_from_str(call.deadline_local.as_deref()?, "%Y-%m-%dT%H:%M").ok()?;
    Some((at, call.deadline_zone.as_deref()?.parse().ok()?))
}

fn zone(world: &World, call: &Call, country: Option<CountryCode>) -> Tz {
    let stated = call.deadline_zone.as_deref().and_then(|zone| zone.parse().ok());
    let of_country = country.and_then(|code| world.places.country(code)).map(|known| known.zone);
    stated.or(of_country).unwrap_or(Tz::UTC)
}

/// Over by its end, else its beginning or deadline, else by the year in its name.
fn is_over(world: &World, call: &Call) -> bool {
    let days = [call.ends.on, call.starts.on, call.deadline_on, call.published_on];
    match days.into_iter().flatten().next() {
        Some(day) => day < world.today,
        None => call
            .id
            .rsplit('-')
            .find_map(|part| part.parse::<i32>().ok())
            .is_some_and(|year| (2000..world.today.year()).contains(&year)),
    }
}

fn rules(call: &Call) -> Vec<(&'static str, String, Option<i32>)> {
    let mut rules = Vec::new();
    for sentence in &call.eligibility {
        match PLAIN.iter().find(|(known, _)| known == sentence) {
            Some((_, known)) => rules.extend(known.iter().map(|(kind, value, level)| (*kind, (*value).to_owned(), *level))),
            None => rules.push(("other", sentence.clone(), None)),
        }
    }
    rules
}

/// The facts of the call, one a line, and what they are.
fn body(call: &Call) -> String {
    let mut body = String::from(NOTICE);
    body.push('\n');
    if call.mode.is_none() {
        body.push_str("\nThe call does not say how the training is given.");
    }
    if let (Some(on), None) = (call.deadline_on, &call.deadline_local) {
        let _ = write!(body, "\ndeadline day: {on}, time of day and zone not stated");
    }
    for (name, fact) in &call.facts {
        let _ = write!(body, "\n{}: {fact}", name.replace('_', " "));
    }
    if !call.benefits.is_empty() {
        let _ = write!(body, "\nprovided: {}", call.benefits.join("; "));
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_sentence_stands_in_a_call() {
        for (sentence, _) in PLAIN {
            let stands = Calls::builtin()
                .calls
                .iter()
                .any(|call| call.eligibility.iter().any(|known| known == sentence));
            assert!(stands, "{sentence}");
        }
    }

    #[test]
    fn a_deadline_without_its_time_of_day_is_none() {
        let calls = Calls::builtin();
        let with = calls.calls.iter().filter(|call| deadline(call).is_some()).count();
        assert_eq!(with, calls.calls.iter().filter(|call| call.deadline_local.is_some()).count());
        assert_eq!(with, 4);
    }
}
