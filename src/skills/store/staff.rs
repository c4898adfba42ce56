//! Registers staff: the person, where they work, the role that they are to fill, the levels that their employer attests.
//!
//! All rows of a registration are written or none; what is there already is not written again.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{NewEvidence, insert_evidence, set_main_target};
use crate::db::schema::{evidence, role_target};
use crate::db::{Db, Result};
use crate::kernel::Actor;
use crate::kernel::{AnyId, AuditId, EmailId, EmploymentId, EvidenceId, OrgId, PersonId, TransitionId, UtcTime};
use crate::people::duplicates::names_agree;
use crate::people::import::{CellProblem, Codes, Column, Staff};
use crate::people::store as people;
use crate::skills::{Grade, Level, RoleCode, SkillCode, Taxonomy};
use crate::trail::{self, AuditEvent, Transition};

/// A person as registered, in the terms of the taxonomy.
pub type Registrant = Staff<RoleCode, SkillCode>;

impl Codes for Taxonomy {
    type Role = RoleCode;
    type Skill = SkillCode;

    /// By its code or by its English name.
    fn role(&self, text: &str) -> Option<RoleCode> {
        self.roles()
            .iter()
            .find(|role| role.code.as_str().eq_ignore_ascii_case(text) || role.name.eq_ignore_ascii_case(text))
            .map(|role| role.code)
    }

    fn skill(&self, text: &str) -> Option<SkillCode> {
        text.to_uppercase().parse().ok().filter(|code| Self::skill(self, *code).is_some())
    }
}

/// What registering somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    New,
    /// Known by their number: another post or role, or further levels.
    Changes,
    Unchanged,
}

/// What a registration does, row by row, or what stands against it.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// One for each registrant, in their order.
    pub effects: Vec<Effect>,
    /// The place of the registrant, and what is wrong.
    pub conflicts: Vec<(usize, Column, CellProblem)>,
    known: Vec<Option<Known>>,
}

impl Survey {
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        self.effects.iter().filter(|known| **known == effect).count()
    }
}

/// Somebody who works here already.
#[derive(Debug, Clone)]
struct Known {
    person: PersonId,
    employment: EmploymentId,
    post: Option<String>,
    role: Option<RoleCode>,
    /// Nobody signs in to it: the organisation may write an address beside it.
    is_unclaimed: bool,
    /// Folded.
    address: Option<String>,
    /// What this organisation attested.
    attested: Vec<(SkillCode, i32)>,
}

impl Known {
    fn has_other_post(&self, one: &Registrant) -> bool {
        one.post.is_some() && one.post != self.post
    }

    fn has_other_role(&self, one: &Registrant) -> bool {
        one.role.is_some() && one.role != self.role
    }

    fn has_other_address(&self, one: &Registrant) -> bool {
        let folded = one.email.as_ref().map(crate::kernel::text::EmailAddress::folded);
        self.is_unclaimed && folded.is_some() && folded != self.address
    }

    fn lacks(&self, skill: SkillCode, level: u8) -> bool {
        !self.attested.contains(&(skill, i32::from(level)))
    }

    fn effect_of(&self, one: &Registrant) -> Effect {
        let has_more = one.levels.iter().any(|(skill, level)| self.lacks(*skill, *level));
        if has_more || self.has_other_post(one) || self.has_other_role(one) || self.has_other_address(one) {
            Effect::Changes
        } else {
            Effect::Unchanged
        }
    }
}

/// Looks what a registration would do. Nothing is written.
///
/// # Errors
/// The database's.
pub fn survey(db: &mut Db, org: OrgId, staff: &[Registrant], now: UtcTime) -> Result<Survey> {
    let numbers: Vec<String> = staff.iter().filter_map(|one| one.staff_number.clone()).collect();
    let employed = people::list_by_number(db, org, &numbers, now.day())?;
    let ids: Vec<PersonId> = employed.iter().map(|one| one.person).collect();
    let roles: Vec<(PersonId, RoleCode)> = role_target::table
        .filter(role_target::person_id.eq_any(&ids))
        .filter(role_target::is_main.eq(true))
        .select((role_target::person_id, role_target::role))
        .load(db)?;
    let attested: Vec<(PersonId, SkillCode, i32)> = evidence::table
        .filter(evidence::person_id.eq_any(&ids))
        .filter(evidence::org_id.eq(Some(org)))
        .filter(evidence::grade.eq(Grade::Attested))
        .filter(evidence::withdrawn_at.is_null())
        .select((evidence::person_id, evidence::skill, evidence::level))
        .load(db)?;
    let by_number: BTreeMap<&str, &people::Employed> = employed
        .iter()
        .filter_map(|one| Some((one.staff_number.as_deref()?, one)))
        .collect();
    let mut attested_of: BTreeMap<PersonId, Vec<(SkillCode, i32)>> = BTreeMap::new();
    for (person, skill, level) in attested {
        attested_of.entry(person).or_default().push((skill, level));
    }
    let role_of: BTreeMap<PersonId, RoleCode> = roles.into_iter().collect();
    // whether an address is known to the network is nobody's to learn here: it is not even looked up
    let unclaimed: BTreeMap<PersonId, Option<String>> = people::list_unclaimed(db, org, &ids)?.into_iter().collect();
    let mut survey = Survey::default();
    for (place, one) in staff.iter().enumerate() {
        let found = one.staff_number.as_deref().and_then(|number| by_number.get(number)).copied();
        if let Some(other) = found.filter(|known| !names_agree(&known.folded, &crate::words::tokens::folded(one.name.as_str()))) {
            let problem = CellProblem::NumberOfAnother(other.name.clone());
            survey.conflicts.push((place, Column::StaffNumber, problem));
        }
        let known = found.map(|known| Known {
            person: known.person,
            employment: known.employment,
            post: known.post.clone(),
            is_unclaimed: unclaimed.contains_key(&known.person),
            address: unclaimed.get(&known.person).cloned().flatten(),
            role: role_of.get(&known.person).copied(),
            attested: attested_of.get(&known.person).cloned().unwrap_or_default(),
        });
        survey
            .effects
            .push(known.as_ref().map_or(Effect::New, |known| known.effect_of(one)));
        survey.known.push(known);
    }
    Ok(survey)
}

/// The ids of one registrant, made before the write.
#[derive(Debug, Clone)]
pub struct Ids {
    pub person: PersonId,
    pub employment: EmploymentId,
    pub email: EmailId,
    pub entered: TransitionId,
    /// To the address, where there is one.
    pub letter: Option<people::ClaimLetter>,
    /// One for each level.
    pub evidence: Vec<EvidenceId>,
}

/// People who are about to be registered.
#[derive(Debug, Clone)]
pub struct Registration {
    pub org: OrgId,
    /// Who attests the levels: the name of the organisation.
    pub source: String,
    pub staff: Vec<(Registrant, Ids)>,
    pub audit: AuditId,
}

/// Registers people. Where anything stands against one of them nothing is stored, and the survey says what.
///
/// # Errors
/// The database's.
pub fn register(db: &mut Db, actor: &Actor, new: &Registration, now: UtcTime) -> Result<Survey> {
    let staff: Vec<Registrant> = new.staff.iter().map(|(one, _)| one.clone()).collect();
    let found = survey(db, new.org, &staff, now)?;
    if !found.conflicts.is_empty() {
        return Ok(found);
    }
    for ((one, ids), known) in new.staff.iter().zip(&found.known) {
        let person = known.as_ref().map_or(ids.person, |known| known.person);
        if let Some(known) = known {
            if let Some(post) = one.post.as_deref().filter(|_| known.has_other_post(one)) {
                people::set_post(db, known.employment, post)?;
            }
        } else {
            people::insert_staff(db, new.org, &to_staff(one, ids), now)?;
            let entity = AnyId::of(person);
            trail::store::record(db, &Transition::by(ids.entered, actor, "person", entity, None, "invited"), now)?;
        }
        let writes_address = known.as_ref().is_none_or(|known| known.has_other_address(one));
        if let Some(letter) = ids.letter.as_ref().filter(|_| writes_address) {
            match known {
                Some(_) => people::write_address(db, new.org, person, ids.email, letter, now)?,
                None => people::send_claim(db, person, letter, now)?,
            }
        }
        if let Some(role) = one.role.filter(|_| known.as_ref().is_none_or(|known| known.has_other_role(one))) {
            set_main_target(db, person, role, now)?;
        }
        for ((skill, level), id) in one.levels.iter().zip(&ids.evidence) {
            if known.as_ref().is_some_and(|known| !known.lacks(*skill, *level)) {
                continue;
            }
            let attested = NewEvidence {
                id: *id,
                person,
                org: Some(new.org),
                skill: *skill,
                level: Level::new(*level).unwrap_or_default(),
                grade: Grade::Attested,
                observed_on: now.day(),
                source: new.source.clone(),
                recorded_by: Some(actor.person),
            };
            insert_evidence(db, &attested, now)?;
        }
    }
    let detail = format!("new {}, changed {}", found.count(Effect::New), found.count(Effect::Changes));
    trail::store::audit(db, &event(actor, new.audit, "register-staff", detail), now)?;
    Ok(found)
}

/// Records what an employer attests, and that they did.
///
/// # Errors
/// The database's.
pub fn attest(db: &mut Db, actor: &Actor, attested: &NewEvidence, audit: AuditId, now: UtcTime) -> Result<()> {
    insert_evidence(db, attested, now)?;
    let detail = format!("{} {} of {}", attested.skill, attested.level, attested.person);
    let told = AuditEvent {
        entity: Some(("person", AnyId::of(attested.person))),
        ..event(actor, audit, "attest-level", detail)
    };
    trail::store::audit(db, &told, now)
}

fn event(actor: &Actor, id: AuditId, action: &'static str, detail: String) -> AuditEvent {
    AuditEvent {
        id,
        action,
        result: "done",
        actor: Some(actor.person),
        on_behalf_of: actor.acting_for,
        entity: None,
        detail,
        request_id: None,
    }
}

fn to_staff(one: &Registrant, ids: &Ids) -> people::NewStaff {
    people::NewStaff {
        person: ids.person,
        employment: ids.employment,
        email: ids.email,
        name: one.name.to_string(),
        address: one.email.as_ref().map(|email| (email.to_string(), email.folded())),
        staff_number: one.staff_number.clone(),
        post: one.post.clone(),
        country: one.country,
        birth_year: one.birth_year,
        sector: one.sector,
        languages: one.languages.clone(),
    }
}
