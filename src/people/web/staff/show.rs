//! `/for/{org}/staff/{person}`: one of the staff; what they can show, what their role asks for, where they applied.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::attest::AttestationLine;
use super::words::Wrong;
use super::{attest, may_change, may_look, new, role_words};
use crate::app::App;
use crate::catalogue::web::cards::level_words;
use crate::catalogue::{Offering, store as catalogue};
use crate::enrolments::{Seat, store as enrolments};
use crate::kernel::{OfferingId, OrgId, PersonId};
use crate::matching::store::{self as matching, Seeker};
use crate::matching::web::cards::skill_words;
use crate::network::{LanguageCode, names};
use crate::people::privacy::choices::Purpose;
use crate::people::staff_forms::{AttestationForm, EvidenceForm};
use crate::people::store::privacy::has_consented;
use crate::people::store::{self, Attestation, ClaimStanding, Employed};
use crate::site::form::Form;
use crate::site::guard::{self, Acting};
use crate::site::respond::WithFlash;
use crate::site::{Answer, PageError, Shell, Words, paths, respond};
use crate::skills::gap::{SkillGap, person_gap};
use crate::skills::store::{NewEvidence, Recorded, list_evidence, staff};
use crate::skills::{Grade, Level, Taxonomy};

/// A skill that the role asks for.
struct GapLine {
    code: String,
    skill: String,
    held: u8,
    required: u8,
    is_expired: bool,
    words: String,
}

struct EvidenceLine {
    skill: String,
    level: String,
    grade: String,
    on: String,
    until: String,
    source: String,
    is_past: bool,
}

struct SeatLine {
    href: String,
    title: crate::catalogue::Text,
    class: &'static str,
    state: String,
    starts: String,
}

#[derive(Template)]
#[template(path = "people/show_staff.html")]
pub(super) struct ShowStaffPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    person: PersonId,
    name: String,
    heading: String,
    facts: Vec<(String, String)>,
    role: String,
    gaps: Vec<GapLine>,
    evidence: Vec<EvidenceLine>,
    seats: Vec<SeatLine>,
    claim: Vec<String>,
    may_write: bool,
    may_edit: bool,
    attestations: Vec<AttestationLine>,
    kinds: Vec<(String, String)>,
    answers: Vec<(String, String)>,
    attested: AttestationForm,
    email: String,
    form: EvidenceForm,
    wrong: Wrong,
    skills: Vec<(String, String)>,
    levels: Vec<(String, String)>,
    /// Attributes of the field for the day: nothing can be attested that lies ahead.
    until_today: String,
}

pub(super) struct Found {
    pub(super) one: Employed,
    seeker: Seeker,
    evidence: Vec<Recorded>,
    pub(super) standing: ClaimStanding,
    seats: Vec<(Seat, Option<Offering>)>,
    attestations: Vec<Attestation>,
}

pub(super) async fn found(app: &App, org: OrgId, id: PersonId, language: &'static str) -> Result<Found, PageError> {
    let today = app.now().day();
    let found = app
        .store
        .read(move |db| {
            let one = store::find_staff(db, org, id, today)?.ok_or(crate::db::Error::NotFound)?;
            let seekers = matching::list_staff_seekers(db, &[id], today)?;
            let (_, seeker) = seekers.into_iter().next().ok_or(crate::db::Error::NotFound)?;
            let shows_declared = has_consented(db, id, Purpose::DeclaredLevels)?;
            let mut evidence = list_evidence(db, id)?;
            evidence.retain(|recorded| shows_declared || recorded.evidence.grade != Grade::Declared);
            // where somebody applied by themselves is theirs alone to tell
            let mut seats = enrolments::list_of_person(db, id)?;
            seats.retain(|seat| seat.for_org == Some(org));
            let ids: Vec<OfferingId> = seats.iter().map(|seat| seat.offering).collect();
            let offerings = catalogue::list_by_id(db, &ids, language)?;
            let of = |id: OfferingId| offerings.iter().find(|offering| offering.id == id).cloned();
            Ok(Found {
                one,
                seeker,
                evidence,
                attestations: store::list_attestations(db, org, id)?,
                standing: store::get_standing(db, org, id)?,
                seats: seats
                    .into_iter()
                    .map(|seat| (of(seat.offering), seat))
                    .map(|(offering, seat)| (seat, offering))
                    .collect(),
            })
        })
        .await?;
    Ok(found)
}

/// One of the staff.
pub async fn show_staff(app: web::Data<App>, request: HttpRequest, acting: Acting, shell: Shell) -> Answer {
    let org = may_look(&acting)?;
    let (person, today): (PersonId, _) = (guard::id(&request, "person")?, app.now().day());
    // a record that was merged into another is looked for there
    let kept = app.store.read(move |db| store::find_kept(db, person)).await?;
    if let Some(kept) = kept {
        let is_theirs = app.store.read(move |db| store::find_staff(db, org, kept, today)).await?.is_some();
        return if is_theirs {
            Ok(respond::see_other(&paths::acting(org, &format!("staff/{kept}"))))
        } else {
            Err(PageError::NotFound)
        };
    }
    let found = found(&app, org, person, shell.t.lang()).await?;
    respond::page(&show_page(&app, &acting, shell, found, Typed::default(), Wrong::default()))
}

/// Attests a level.
pub async fn attest_level(app: web::Data<App>, request: HttpRequest, acting: Acting, shell: Shell, form: Form<EvidenceForm>) -> Answer {
    let org = may_change(&acting)?;
    let person: PersonId = guard::id(&request, "person")?;
    let found = found(&app, org, person, shell.t.lang()).await?;
    let (form, now) = (form.0, app.now());
    let attested = match form.check(Taxonomy::builtin(), now.day()) {
        Ok(attested) => attested,
        Err(problems) => {
            let wrong = Wrong::of(shell.t, &problems);
            let typed = Typed {
                evidence: form,
                ..Typed::default()
            };
            return respond::refused(&show_page(&app, &acting, shell, found, typed, wrong));
        }
    };
    let new = NewEvidence {
        id: app.new_id(),
        person,
        org: Some(org),
        skill: attested.skill,
        level: Level::new(attested.level).unwrap_or_default(),
        grade: Grade::Attested,
        observed_on: attested.observed_on,
        source: format!("{}: {}", acting.membership.name, attested.reason),
        recorded_by: Some(acting.actor.person),
    };
    let (actor, audit) = (acting.actor.clone(), app.new_id());
    app.store
        .write(move |db| {
            store::find_staff(db, org, person, now.day())?.ok_or(crate::db::Error::NotFound)?;
            staff::attest(db, &actor, &new, audit, now)
        })
        .await?;
    Ok(respond::see_other(&paths::acting(org, &format!("staff/{person}"))).flash(&app, "level-attested"))
}

/// What was typed into the forms of the page.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) evidence: EvidenceForm,
    pub(super) attestation: AttestationForm,
    pub(super) email: String,
}

/// How far the record has come on its way to the person's own account.
fn claim_words(t: Words, standing: &ClaimStanding) -> Vec<String> {
    let moment = |at: crate::kernel::UtcTime| t.date_time(at.get().naive_utc());
    let mut words = vec![
        if standing.is_claimed {
            t.claim_is_theirs()
        } else {
            t.claim_is_open()
        }
        .plain(),
    ];
    if let Some(address) = &standing.address {
        words.push(match standing.letter {
            Some((sent, until)) => t.claim_letter_sent(address.as_str(), moment(sent), moment(until)).plain(),
            None => t.claim_no_letter(address.as_str()).plain(),
        });
    }
    words
}

pub(super) fn show_page(app: &App, acting: &Acting, shell: Shell, found: Found, typed: Typed, wrong: Wrong) -> ShowStaffPage {
    let (t, today) = (shell.t, app.now().day());
    let may_edit = acting.may_edit().is_ok();
    let gaps = person_gap(&found.seeker.required, &found.seeker.evidence, today, Grade::ALL);
    let missing: u32 = gaps.iter().map(|gap| u32::from(gap.missing)).sum();
    let asked = !gaps.is_empty();
    ShowStaffPage {
        t,
        org: acting.org(),
        org_name: acting.membership.name.clone(),
        person: found.one.person,
        name: found.one.name.clone(),
        heading: match (asked, missing) {
            (false, _) => t.agency_person_no_role(),
            (true, 0) => t.agency_person_ready(),
            (true, _) => t.agency_person_missing(i64::from(missing)),
        }
        .plain(),
        facts: facts(t, &found),
        role: found.seeker.role.map(|role| role_words(t, role)).unwrap_or_default(),
        gaps: gaps.iter().map(|gap| gap_line(t, gap)).collect(),
        evidence: found
            .evidence
            .iter()
            .rev()
            .map(|recorded| evidence_line(t, recorded, today))
            .collect(),
        seats: found
            .seats
            .iter()
            .filter_map(|(seat, offering)| Some(seat_line(t, seat, offering.as_ref()?)))
            .collect(),
        claim: claim_words(t, &found.standing),
        may_write: may_edit && found.standing.may_write,
        may_edit,
        skills: skill_choices(t, &found.seeker),
        levels: new::level_choices(t),
        until_today: format!("required max=\"{today}\""),
        attestations: found.attestations.iter().map(|one| AttestationLine::of(t, one)).collect(),
        kinds: attest::kinds(t),
        answers: attest::answers(t),
        attested: typed.attestation,
        email: typed.email,
        form: typed.evidence,
        wrong,
        shell,
    }
}

fn facts(t: Words, found: &Found) -> Vec<(String, String)> {
    let profile = &found.seeker.profile;
    let languages = t.languages(profile.languages.iter().map(|(code, _)| LanguageCode::as_str(code)));
    let rows = [
        (t.agency_column_staff_number(), found.one.staff_number.clone()),
        (t.agency_column_post(), found.one.post.clone()),
        (
            t.agency_column_country(),
            profile.country.map(|code| names::country(t, code).text.to_owned()),
        ),
        (t.agency_column_birth_year(), profile.birth_year.map(|year| year.to_string())),
        (
            t.agency_column_sector(),
            profile.sector.map(|sector| t.coded("sector-name", sector.code())),
        ),
        (t.agency_column_languages(), Some(languages).filter(|text| !text.is_empty())),
    ];
    let known = rows
        .into_iter()
        .map(|(name, value)| (name.plain(), value.unwrap_or_else(|| t.date_unknown().plain())));
    known.collect()
}

fn gap_line(t: Words, gap: &SkillGap<'_>) -> GapLine {
    let words = match (gap.held.rests_on, gap.missing) {
        (None, _) => t.agency_gap_nothing(level_words(t, gap.required)),
        (Some(_), 0) => t.agency_gap_reached(level_words(t, gap.held.level)),
        (Some(_), _) if gap.held.is_expired => t.agency_gap_expired(level_words(t, gap.held.level), level_words(t, gap.required)),
        (Some(_), _) => t.agency_gap_short(level_words(t, gap.held.level), level_words(t, gap.required)),
    };
    GapLine {
        code: gap.skill.to_string(),
        skill: skill_words(t, gap.skill),
        held: gap.held.level.get(),
        required: gap.required.get(),
        is_expired: gap.held.is_expired,
        words: words.plain(),
    }
}

fn evidence_line(t: Words, recorded: &Recorded, today: chrono::NaiveDate) -> EvidenceLine {
    let one = &recorded.evidence;
    let grade = Taxonomy::builtin().grade(one.grade).map_or("", |grade| grade.name.as_str());
    let until = match (one.withdrawn_on, one.expires_on) {
        (Some(on), _) => t.agency_evidence_withdrawn(t.date(on)).plain(),
        (None, Some(on)) if on <= today => t.agency_evidence_expired(t.date(on)).plain(),
        (None, Some(on)) => t.agency_evidence_until(t.date(on)).plain(),
        (None, None) => t.agency_evidence_always().plain(),
    };
    EvidenceLine {
        skill: skill_words(t, one.skill),
        level: level_words(t, one.level),
        grade: format!("{} · {}", one.grade.code(), t.grade(one.grade.code(), grade).text),
        on: t.date(one.observed_on),
        until,
        source: recorded.source.clone(),
        is_past: !one.counts_on(today) || one.is_expired_on(today),
    }
}

fn seat_line(t: Words, seat: &Seat, offering: &Offering) -> SeatLine {
    let class = match (seat.state.is_held(), seat.state.is_end()) {
        (true, _) => "ok",
        (_, true) => "",
        _ => "warn",
    };
    SeatLine {
        href: paths::offering(offering.id, &offering.title.text),
        title: offering.title.clone(),
        class,
        state: t.coded("agency-seat", seat.state.code()),
        starts: t.day(offering.starts),
    }
}

/// The skills of the role first.
fn skill_choices(t: Words, seeker: &Seeker) -> Vec<(String, String)> {
    let is_asked = |code: crate::skills::SkillCode| seeker.required.iter().any(|asked| asked.skill == code);
    let (first, then): (Vec<_>, Vec<_>) = Taxonomy::builtin().skills().partition(|skill| is_asked(skill.code));
    first
        .into_iter()
        .chain(then)
        .map(|skill| {
            (
                skill.code.to_string(),
                format!("{} {}", skill.code, t.skill(skill.code.as_str(), &skill.name).text),
            )
        })
        .collect()
}
