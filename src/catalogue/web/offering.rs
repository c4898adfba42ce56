//! The pages of a course and of an offering.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::cards::{self, Card, SkillLine};
use crate::app::App;
use crate::catalogue::store;
use crate::catalogue::{CapacityKind, CourseDetail, Offering, OfferingDetail, Payer, RuleKind, SegmentKind, Stage, Text};
use crate::kernel::{AnyId, CourseId, OfferingId, UtcTime};
use crate::matching::store::{self as matching, Seeker};
use crate::matching::web::cards::Fit;
use crate::matching::{Judge, Offer};
use crate::network::{Places, names};
use crate::site::{Answer, Shell, Words, charts, guard, paths, respond};
use crate::skills::Taxonomy;
use crate::trail::RecordKind;
use crate::trail::web::cards::find_history;

/// A part of an offering in words.
struct SegmentLine {
    title: String,
    place: String,
    host: Option<(Option<String>, String)>,
    note: String,
}

/// A week of the strip of pills.
struct Week {
    class: &'static str,
    label: String,
}

#[derive(Template)]
#[template(path = "catalogue/show.html")]
struct ShowPage {
    t: Words,
    shell: Shell,
    offering: Offering,
    course_href: String,
    provider_href: String,
    body: Text,
    tag: (&'static str, String),
    seats: String,
    taken: Option<f64>,
    deadline: Option<(String, String)>,
    /// The deadline where the reader is, if that is another time.
    own_deadline: Option<String>,
    fit: Option<Fit>,
    starts: String,
    skills: Vec<SkillLine>,
    segments: Vec<SegmentLine>,
    weeks: Vec<Week>,
    rules: Vec<String>,
    costs: Vec<(String, String, String)>,
    facts: Vec<(String, String)>,
    contact: Option<String>,
    source: Option<String>,
    updated: String,
    siblings: Vec<Card>,
    can_apply: bool,
    structured: String,
    /// For those beyond the provider who may read it.
    history: Option<String>,
}

pub async fn show(app: web::Data<App>, request: HttpRequest, shell: Shell) -> Answer {
    let id: OfferingId = guard::id(&request, "offering")?;
    let (actor, language, now, urgency) = (shell.actor.clone(), shell.t.lang(), app.now(), app.urgency().await?);
    let (detail, seeker) = app
        .store
        .read(move |db| {
            let detail = store::get(db, id, actor.as_ref(), language)?;
            let Some(actor) = actor else { return Ok((detail, None)) };
            let seeker = matching::get_seeker(db, actor.person, now.day(), |country, skill| urgency.of(country, skill, now.day()))?;
            let offer = matching::find_offering(db, id, now)?;
            Ok((detail, offer.map(|offer| (seeker, offer))))
        })
        .await?;
    let (reader, of, org) = (shell.actor.as_ref(), AnyId::of(id), detail.offering.org);
    let history = find_history(&app, reader, RecordKind::Offering, of, org).await?;
    respond::page(&page(shell, detail, seeker, history, now))
}

fn page(shell: Shell, detail: OfferingDetail, seeker: Option<(Seeker, Offer)>, history: Option<String>, now: UtcTime) -> ShowPage {
    let t = shell.t;
    // what it means to somebody without a target role is only what it asks for
    let fit = seeker
        .as_ref()
        .filter(|(seeker, _)| seeker.role.is_some())
        .map(|(seeker, offer)| Fit::of(t, &Judge::new(&seeker.candidate, now, Places::builtin()), offer));
    let own_zone = seeker
        .as_ref()
        .and_then(|(seeker, _)| seeker.profile.country)
        .and_then(|country| Places::builtin().country(country))
        .map(|country| country.zone);
    let structured = structured(&shell, &detail);
    let offering = detail.offering;
    let stage = offering.stage(now);
    let mut facts = Vec::new();
    if !offering.languages.is_empty() {
        facts.push((
            t.fact_taught_in().plain(),
            t.languages(offering.languages.iter().map(String::as_str)),
        ));
    }
    facts.push((t.fact_mode().plain(), t.coded("mode", offering.mode.code())));
    if offering.capacity.kind == CapacityKind::Limited {
        facts.push((t.fact_group().plain(), t.people_count(offering.capacity.seats).plain()));
    }
    facts.push((t.fact_zone().plain(), offering.zone.clone()));
    let place = cards::place(t, &offering);
    if !place.is_empty() {
        facts.push((t.fact_place().plain(), place));
    }
    ShowPage {
        t,
        course_href: paths::course(offering.course, &offering.title.text),
        provider_href: paths::organisation(offering.org, &offering.provider.text),
        body: detail.body,
        tag: cards::tag(t, &offering, stage),
        seats: cards::seats(t, &offering),
        taken: offering
            .capacity
            .free()
            .filter(|_| !offering.is_external)
            .map(|_| charts::percent(offering.capacity.held.into(), offering.capacity.seats.into())),
        deadline: offering
            .deadline
            .as_ref()
            .map(|deadline| (t.date_time(deadline.local), zone_words(&deadline.zone))),
        own_deadline: offering.deadline.as_ref().zip(own_zone).and_then(|(deadline, zone)| {
            let own = deadline.at.in_zone(zone);
            (own != deadline.local).then(|| t.time_for_you(zone_words(zone.name()), t.date_time(own)).plain())
        }),
        fit,
        starts: t.day(offering.starts),
        skills: cards::skill_lines(t, &offering.skills),
        segments: detail.segments.iter().map(|segment| segment_line(t, segment)).collect(),
        weeks: weeks(t, &offering, &detail.segments),
        rules: detail
            .rules
            .iter()
            .map(|rule| rule_words(t, rule.kind, &rule.value, rule.level))
            .collect(),
        costs: costs(t, &detail.costs),
        facts,
        contact: detail.contact,
        source: detail.source_url,
        updated: t.date(detail.updated_at.day()),
        siblings: detail.siblings.iter().map(|sibling| Card::of(t, sibling, now)).collect(),
        can_apply: stage == Stage::Open,
        structured,
        history,
        offering,
        shell,
    }
}

/// "Dakar" of "Africa/Dakar".
#[must_use]
fn zone_words(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

fn segment_line(t: Words, segment: &crate::catalogue::Segment) -> SegmentLine {
    let kind = t.coded("segment", segment.kind.code());
    let dates = match (segment.starts.on(), segment.ends.on()) {
        (Some(_), Some(_)) => t.dates_from_to(t.day(segment.starts), t.day(segment.ends)).plain(),
        (Some(_), None) => t.day(segment.starts),
        _ => t.dates_unknown().plain(),
    };
    SegmentLine {
        title: format!("{kind}{}{dates}", t.list_comma().plain()),
        place: cards::place_of(t, segment.place.as_deref(), segment.country),
        host: segment
            .host
            .as_ref()
            .map(|(org, name)| (org.map(|org| paths::organisation(org, name)), name.clone())),
        note: segment.note.clone(),
    }
}

/// The weeks from the first to the last day, at most twelve of them.
fn weeks(t: Words, offering: &Offering, segments: &[crate::catalogue::Segment]) -> Vec<Week> {
    let (Some(from), Some(weeks)) = (offering.starts.booked(), offering.weeks()) else {
        return Vec::new();
    };
    if !(2..=12).contains(&weeks) {
        return Vec::new();
    }
    (0..weeks)
        .map(|week| {
            let first = from + chrono::TimeDelta::weeks(week);
            let last = first + chrono::TimeDelta::days(6);
            let on = segments.iter().find(|segment| {
                segment.starts.booked().is_some_and(|day| day <= last) && segment.ends.booked().is_some_and(|day| day >= first)
            });
            let class = match on.map(|segment| segment.kind) {
                Some(SegmentKind::Online) => "on",
                Some(_) => "in-situ",
                None => "",
            };
            Week {
                class,
                label: t.date(first),
            }
        })
        .collect()
}

/// A rule in words; what is in somebody's own words stays so.
fn rule_words(t: Words, kind: RuleKind, value: &str, level: Option<crate::skills::Level>) -> String {
    let place = |value: &str| {
        value.parse().map_or_else(
            |_| names::grouping(t, value).text.to_owned(),
            |code| names::country(t, code).text.to_owned(),
        )
    };
    match kind {
        RuleKind::Citizenship => t.rule_citizenship(place(value)),
        RuleKind::Residence => t.rule_residence(place(value)),
        RuleKind::Sector => t.rule_sector(t.coded("sector", value)),
        RuleKind::ExperienceMin => t.rule_experience_min(value.parse::<i64>().unwrap_or(0)),
        RuleKind::ExperienceMax => t.rule_experience_max(value.parse::<i64>().unwrap_or(0)),
        RuleKind::Language => t.rule_language(t.coded("language", value)),
        RuleKind::Skill => {
            let name = value
                .parse()
                .ok()
                .and_then(|code| Taxonomy::builtin().skill(code))
                .map_or(value, |skill| t.skill(skill.code.as_str(), &skill.name).text);
            t.rule_skill(level.map_or(0, |level| i64::from(level.get())), name.to_owned())
        }
        RuleKind::Employer | RuleKind::Education | RuleKind::Other => return value.to_owned(),
    }
    .plain()
}

fn costs(t: Words, costs: &[crate::catalogue::Cost]) -> Vec<(String, String, String)> {
    let known = costs.iter().filter(|cost| cost.payer != Payer::Unknown);
    known
        .map(|cost| {
            let amount = cost.amount.as_ref().map(ToString::to_string);
            let note = [amount, Some(cost.note.clone()).filter(|note| !note.is_empty())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ");
            (t.coded("cost", cost.item.code()), t.coded("payer", cost.payer.code()), note)
        })
        .collect()
}

/// The offering as schema.org data for search engines and harvesters.
fn structured(shell: &Shell, detail: &OfferingDetail) -> String {
    let offering = &detail.offering;
    let mode = match offering.mode {
        crate::catalogue::Mode::Remote => "online",
        crate::catalogue::Mode::Blended => "blended",
        _ => "onsite",
    };
    let data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "name": offering.title.text,
        "description": offering.summary.text,
        "inLanguage": offering.title.language,
        "courseCode": offering.code,
        "provider": { "@type": "Organization", "name": offering.provider.text },
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": mode,
            "startDate": offering.starts.booked().map(|day| day.to_string()),
            "endDate": offering.ends.booked().map(|day| day.to_string()),
            "inLanguage": offering.languages,
            "url": format!("{}{}", shell.base_url, shell.path),
        },
    });
    data.to_string().replace("</", "<\\/")
}

#[derive(Template)]
#[template(path = "catalogue/show_course.html")]
struct ShowCoursePage {
    t: Words,
    shell: Shell,
    course: CourseDetail,
    provider_href: String,
    skills: Vec<SkillLine>,
    coming: Vec<Card>,
    past: Vec<Card>,
    /// For those beyond the provider who may read it.
    history: Option<String>,
}

pub async fn show_course(app: web::Data<App>, request: HttpRequest, shell: Shell) -> Answer {
    let id: CourseId = guard::id(&request, "course")?;
    let (actor, language, now) = (shell.actor.clone(), shell.t.lang(), app.now());
    let course = app
        .store
        .read(move |db| store::get_course(db, id, actor.as_ref(), language))
        .await?;
    let t = shell.t;
    let (mut coming, past): (Vec<&Offering>, Vec<&Offering>) = course
        .runs
        .iter()
        .partition(|run| !matches!(run.stage(now), Stage::Past | Stage::Cancelled));
    coming.sort_by_key(|run| run.starts.on());
    let (coming, past) = (
        coming.into_iter().map(|run| Card::of(t, run, now)).collect(),
        past.into_iter().map(|run| Card::of(t, run, now)).collect(),
    );
    let history = find_history(&app, shell.actor.as_ref(), RecordKind::Course, AnyId::of(id), course.org).await?;
    respond::page(&ShowCoursePage {
        t,
        history,
        provider_href: paths::organisation(course.org, &course.provider.text),
        skills: cards::skill_lines(t, &course.skills),
        coming,
        past,
        course,
        shell,
    })
}
