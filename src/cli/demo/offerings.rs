//! The dated runs of the courses: when, where, on which terms. Who sits in them is decided in `seats`.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::candidates::Calendar;
use super::courses::{self, Course, Courses};
use super::dice::{Dice, Kind};
use super::search;
use super::seats;
use super::seeds::CourseTemplate;
use super::store::{Batch, OfferingLanguageRow, OfferingRow, OfferingSkillRow, SegmentRow};
use super::story::{Fixed, fixed};
use super::terms;
use super::world::{Org, World, code, local};
use crate::kernel::dates::instant;
use crate::kernel::{AnyId, OfferingId, Precision, UtcTime};
use crate::network::{CountryCode, LanguageCode};

/// A part of a run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) kind: &'static str,
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    /// The place of the organisation in the list; `None` where it is given from afar.
    pub(crate) host: Option<usize>,
    pub(crate) note: &'static str,
}

/// How many seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capacity {
    Limited(u32),
    Unlimited,
    Unknown,
}

/// A dated run of a course.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) number: u32,
    pub(crate) id: OfferingId,
    pub(crate) course: Course,
    pub(crate) code: String,
    pub(crate) mode: &'static str,
    pub(crate) state: &'static str,
    pub(crate) parts: Vec<Part>,
    pub(crate) starts_on: NaiveDate,
    pub(crate) ends_on: NaiveDate,
    /// The place of the organisation at which its part on site is.
    pub(crate) site: Option<usize>,
    pub(crate) languages: Vec<LanguageCode>,
    pub(crate) capacity: Capacity,
    /// Of the seats so many in a thousand are to be taken.
    pub(crate) fill: u32,
    /// Day and time in the provider's zone.
    pub(crate) deadline: Option<chrono::NaiveDateTime>,
    pub(crate) published_at: Option<UtcTime>,
    pub(crate) created_at: UtcTime,
}

impl Run {
    pub(crate) fn provider<'w>(&self, world: &'w World) -> &'w Org {
        &world.orgs[self.course.provider]
    }

    pub(crate) fn country(&self, world: &World) -> Option<CountryCode> {
        self.site.map(|at| world.orgs[at].country)
    }

    pub(crate) fn deadline_at(&self, world: &World) -> Option<UtcTime> {
        self.deadline.map(|local| instant(local, self.provider(world).zone))
    }

    /// Whether anybody may ask for a seat.
    pub(crate) fn is_open(&self, world: &World) -> bool {
        ["published", "confirmed"].contains(&self.state) && self.deadline_at(world).is_none_or(|at| at > world.now)
    }
}

/// Teaches whoever comes, from afar, without a limit of seats, in three languages, and soon again.
pub(crate) const ACADEMY: &str = "open-bench";

/// Plans a run: all of it but who comes.
pub(crate) fn plan(world: &World, courses: &Courses, number: u32) -> (Run, Dice) {
    let mut dice = world.dice(Kind::Offering, number.into());
    let (course, ordinal) = courses.of_run(world, number);
    let (course, template, fixed) = (course.clone(), courses::template(world, course.template), fixed(number));
    let weeks: u32 = lengths(template).iter().sum();
    let is_academy = world.orgs[course.provider].key() == ACADEMY;
    let starts_in_days = match &fixed {
        Some(fixed) => fixed.starts_in_days,
        None if is_academy => i64::from(dice.between(14, 90)),
        None => start(weeks, &mut dice),
    };
    let starts_on = monday(world.day(starts_in_days));
    let host = match &fixed {
        Some(fixed) => world.orgs.iter().position(|org| org.key() == fixed.host),
        None => courses.hosts(course.provider).get(dice.below(3) as usize).copied(),
    };
    let parts = parts(template, starts_on, course.provider, host);
    let ends_on = parts.last().map_or(starts_on, |part| part.to);
    let mode = match template.mode.as_str() {
        "online" => "remote",
        "hands-on" => "hands_on",
        "classroom" => "classroom",
        _ => "blended",
    };
    let state = if fixed.is_some() {
        "published"
    } else {
        state(world, starts_on, ends_on, &mut dice)
    };
    let capacity = match &fixed {
        Some(fixed) => Capacity::Limited(fixed.seats),
        None if is_academy => Capacity::Unlimited,
        None => capacity(mode, template, &mut dice),
    };
    let deadline = match &fixed {
        Some(fixed) => world.day(fixed.deadline_in_days).and_hms_opt(18, 0, 0),
        // people may come until the start
        None if is_academy => None,
        None => deadline(starts_on, capacity, &mut dice),
    };
    let (created_at, published_at) = beginnings(world, starts_on, state, &mut dice);
    let site = parts.iter().rev().find_map(|part| part.host);
    let run = Run {
        number,
        id: world.id(Kind::Offering, number.into(), serial(world, number)),
        code: if ordinal == 1 {
            course.code.clone()
        } else {
            format!("{}-{ordinal}", course.code)
        },
        mode,
        state,
        starts_on,
        ends_on,
        site,
        languages: languages(world, &course, site, fixed.as_ref(), &mut dice),
        capacity,
        fill: fixed
            .as_ref()
            .map_or_else(|| fill((starts_on - world.today).num_days(), &mut dice), |fixed| fixed.fill),
        deadline,
        published_at,
        created_at,
        parts,
        course,
    };
    (run, dice)
}

/// Ids of bulk rows ascend with their numbers, so that indexes grow at their ends.
pub(crate) fn serial(world: &World, number: u32) -> UtcTime {
    world.now - TimeDelta::days(400) + TimeDelta::milliseconds(number.into())
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - TimeDelta::days(day.weekday().num_days_from_monday().into())
}

/// Days from today: some runs are over, some are running, some begin soon, most within the year.
fn start(weeks: u32, dice: &mut Dice) -> i64 {
    let (length, place) = (i64::from(weeks) * 7, dice.below(1000));
    match place {
        0..80 => -length - i64::from(dice.between(8, 110)),
        80..140 => -i64::from(dice.between(3, weeks * 7 - 3)),
        140..230 => i64::from(dice.between(16, 30)),
        _ => i64::from(dice.between(30, 360)),
    }
}

/// The weeks of each part.
fn lengths(template: &CourseTemplate) -> Vec<u32> {
    let kinds = &template.kinds_of_segments;
    let length = |kind: &str| match kind {
        "event" => 1,
        _ if template.weeks >= 5 => 2,
        _ => 1,
    };
    let others: u32 = kinds.iter().skip(1).map(|kind| length(kind)).sum();
    let first = template.weeks.saturating_sub(others).max(1);
    std::iter::once(first)
        .chain(kinds.iter().skip(1).map(|kind| length(kind)))
        .collect()
}

fn parts(template: &CourseTemplate, starts_on: NaiveDate, provider: usize, plant: Option<usize>) -> Vec<Part> {
    let mut monday = starts_on;
    let mut parts = Vec::new();
    for (kind, weeks) in template.kinds_of_segments.iter().zip(lengths(template)) {
        let (kind, host, note) = match kind.as_str() {
            "online" => ("online", None, ""),
            "hands-on" => ("hands_on", plant.or(Some(provider)), ""),
            "event" => ("classroom", Some(provider), "A day for all participants together."),
            _ => ("classroom", Some(provider), ""),
        };
        let is_one_day = !note.is_empty();
        let (from, to) = if is_one_day { (3, 3) } else { (0, i64::from(weeks) * 7 - 3) };
        parts.push(Part {
            kind,
            from: monday + TimeDelta::days(from),
            to: monday + TimeDelta::days(to),
            host,
            note,
        });
        monday += TimeDelta::weeks(weeks.into());
    }
    parts
}

fn state(world: &World, starts_on: NaiveDate, ends_on: NaiveDate, dice: &mut Dice) -> &'static str {
    let days = (starts_on - world.today).num_days();
    if ends_on < world.today {
        return if (world.today - ends_on).num_days() > 25 {
            "closed"
        } else {
            "delivered"
        };
    }
    match dice.below(1000) {
        _ if days <= 0 => "in_progress",
        0..20 => "cancelled",
        20..30 => "postponed",
        30..70 if days > 60 => "draft",
        70..95 if days > 60 => "in_review",
        95..105 if days > 60 => "changes_requested",
        _ if days <= 20 => "confirmed",
        _ => "published",
    }
}

fn capacity(mode: &str, template: &CourseTemplate, dice: &mut Dice) -> Capacity {
    let (least, most) = match (mode, template.kinds_of_segments.iter().any(|kind| kind == "hands-on")) {
        ("remote", _) if dice.often(560) => return Capacity::Unlimited,
        _ if dice.often(35) => return Capacity::Unknown,
        ("remote", _) => (30, 60),
        (_, true) => (8, 20),
        _ => (16, 40),
    };
    Capacity::Limited(dice.between(least / 2, most / 2) * 2)
}

/// At six in the evening or at the last minute of the day, two to eight weeks before the start.
fn deadline(starts_on: NaiveDate, capacity: Capacity, dice: &mut Dice) -> Option<chrono::NaiveDateTime> {
    let on = starts_on - TimeDelta::days(dice.between(14, 56).into());
    let at = if dice.often(650) { (18, 0) } else { (23, 59) };
    // where seats never end people may come until the start
    let has_none = capacity == Capacity::Unlimited && dice.often(600);
    (!has_none).then(|| on.and_hms_opt(at.0, at.1, 0)).flatten()
}

/// When it was entered and when published: some months before its start, and before now.
fn beginnings(world: &World, starts_on: NaiveDate, state: &str, dice: &mut Dice) -> (UtcTime, Option<UtcTime>) {
    let days = (starts_on - world.today).num_days();
    let ago = (i64::from(dice.between(90, 170)) - days.min(0) * 2 - days.max(0)).max(i64::from(dice.between(2, 70)));
    let published_at = world.days_ago(ago, dice.below(900));
    let created_at = published_at - TimeDelta::hours(dice.between(20, 700).into());
    let is_published = !["draft", "in_review", "changes_requested"].contains(&state);
    (created_at, is_published.then_some(published_at))
}

/// Of the course, and for some another that people nearby speak.
fn languages(world: &World, course: &Course, site: Option<usize>, fixed: Option<&Fixed>, dice: &mut Dice) -> Vec<LanguageCode> {
    let mut languages = vec![course.language];
    let other = match (course.language.as_str(), fixed) {
        (_, Some(fixed)) => Some(fixed.also_in),
        ("en", _) => site.map(|at| world.orgs[at].seed.language.as_str()),
        _ => Some("en"),
    };
    if let Some(other) = other.filter(|_| fixed.is_some() || dice.often(220)) {
        languages.push(code(other));
    }
    if world.orgs[course.provider].key() == ACADEMY {
        languages.extend(["fr", "ar"].map(code::<LanguageCode>));
    }
    languages.dedup();
    languages
}

/// Seats taken in a thousand: a run far ahead has fewer, one in eight is full.
fn fill(days: i64, dice: &mut Dice) -> u32 {
    let fill = match dice.below(100) {
        0..13 => 1000,
        13..24 => 0,
        24..60 => dice.between(150, 500),
        _ => dice.between(500, 950),
    };
    if days > 200 && fill < 1000 { fill / 3 } else { fill }
}

/// Writes a run with everything that hangs on it.
pub(crate) fn add(world: &World, courses: &Courses, calendar: &mut Calendar, number: u32, batch: &mut Batch) {
    let (run, mut dice) = plan(world, courses, number);
    let terms = terms::of(world, &run, &mut dice);
    let held = seats::fill(world, &run, &terms, calendar, &mut dice, batch);
    let (provider, template) = (run.provider(world), courses::template(world, run.course.template));
    let zone = run.site.map_or(provider.zone, |at| world.orgs[at].zone);
    let (capacity_kind, capacity) = match run.capacity {
        Capacity::Limited(seats) => ("limited", i32::try_from(seats).unwrap_or(0)),
        Capacity::Unlimited => ("unlimited", 0),
        Capacity::Unknown => ("unknown", 0),
    };
    batch.offerings.push(OfferingRow {
        id: run.id,
        org_id: provider.id,
        course_id: run.course.id,
        code: run.code.clone(),
        state: run.state,
        mode: run.mode,
        country: run.country(world),
        place: run.site.map(|at| world.orgs[at].seed.city.as_str()),
        zone: zone.name(),
        starts_on: Some(run.starts_on),
        starts_precision: Precision::Day,
        ends_on: Some(run.ends_on),
        ends_precision: Precision::Day,
        deadline_local: run.deadline.map(local),
        deadline_zone: run.deadline.map(|_| provider.zone.name()),
        deadline_at: run.deadline_at(world),
        decision_on: run.deadline.map(|at| at.date() + TimeDelta::days(dice.between(4, 12).into())),
        capacity_kind,
        capacity,
        held,
        seats_min: (capacity > 0).then_some((capacity / 3).max(4)),
        fee_kind: terms.fee_kind,
        fee_minor: terms.fee.map(|(minor, _)| minor),
        currency: terms.fee.map(|(_, currency)| currency),
        contact: Some(provider.contact("courses")),
        source_url: None,
        is_external: false,
        published_at: run.published_at,
        created_at: run.created_at,
        updated_at: run.published_at.unwrap_or(run.created_at),
    });
    for skill in &template.skills {
        batch.offering_skills.push(OfferingSkillRow {
            offering_id: run.id,
            skill: code(&skill.code),
            level_in: Some(skill.level_in),
            level_out: Some(skill.level_out),
        });
    }
    for language in &run.languages {
        batch.offering_languages.push(OfferingLanguageRow {
            offering_id: run.id,
            language: *language,
        });
    }
    terms.add(world, &run, batch);
    add_segments(world, &run, batch);
    if run.published_at.is_some() {
        let (country, city) = (
            search::country_names(world, run.country(world), run.course.language),
            run.site.map_or("", |at| world.orgs[at].seed.city.as_str()),
        );
        let words = [run.course.words.as_str(), &run.code, city, &country];
        batch
            .documents
            .push(search::document("offering", AnyId::of(run.id), run.course.language, &words));
    }
}

fn add_segments(world: &World, run: &Run, batch: &mut Batch) {
    for (ordinal, part) in run.parts.iter().enumerate() {
        let host = part.host.map(|at| &world.orgs[at]);
        let zone: Tz = host.map_or(run.provider(world).zone, |org| org.zone);
        let hours = if host.is_some() { ((8, 30), (16, 30)) } else { ((14, 0), (16, 0)) };
        let at = |on: NaiveDate, (hour, minute)| on.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        let (starts, ends) = (at(part.from, hours.0), at(part.to, hours.1));
        batch.segments.push(SegmentRow {
            id: world.id(Kind::Segment, u64::from(run.number) * 8 + ordinal as u64, serial(world, run.number)),
            offering_id: run.id,
            ordinal: i32::try_from(ordinal).unwrap_or(0),
            kind: part.kind,
            country: host.map(|org| org.country),
            place: host.map(|org| org.seed.city.as_str()),
            host_org_id: host.map(|org| org.id),
            host_name: None,
            starts_on: Some(part.from),
            starts_precision: Precision::Day,
            ends_on: Some(part.to),
            ends_precision: Precision::Day,
            starts_local: Some(local(starts)),
            ends_local: Some(local(ends)),
            zone: zone.name(),
            starts_at: Some(instant(starts, zone)),
            ends_at: Some(instant(ends, zone)),
            note: part.note,
        });
    }
}
