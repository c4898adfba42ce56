//! Changing a slot: its texts, its periods, the end of a pause.

use diesel::prelude::*;

use super::facts;
use super::own::insert_period;
use crate::db::dialect::{self, Document, lock};
use crate::db::schema::{organisation_text, slot, slot_period, slot_skill, slot_text};
use crate::db::versions::{Topic, bump};
use crate::db::{Db, Error, Result};
use crate::kernel::{Actor, AnyId, OrgId, SlotId, SlotPeriodId, TransitionId, UtcTime, text};
use crate::network::{CountryCode, names};
use crate::placements::forms::Revision;
use crate::placements::state::{self, SlotEvent};
use crate::placements::{PeriodState, SlotState};
use crate::skills::{SkillCode, Taxonomy};
use crate::trail::{self, Facts, FieldChange, Transition, differences};
use crate::words::Words;
use crate::words::tokens::tokens;

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    Done,
    /// Somebody has changed the slot since the page was opened: nothing was saved.
    Stale,
}

/// Ids for what a change adds, made before the write: for a new period, and for the trail of the slot and of each period.
#[derive(Debug, Clone)]
pub struct RevisionIds {
    pub added: SlotPeriodId,
    pub slot_trail: TransitionId,
    pub added_trail: TransitionId,
    /// One for each period of the revision.
    pub period_trails: Vec<TransitionId>,
}

/// Saves a change of a slot of this organisation, if nobody else has changed it since.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is no such slot or it is another's.
pub fn save(db: &mut Db, actor: &Actor, org: OrgId, id: SlotId, change: &Revision, ids: &RevisionIds, now: UtcTime) -> Result<Saved> {
    let query = slot::table
        .filter(slot::id.eq(id))
        .filter(slot::org_id.eq(org))
        .select((slot::state, slot::updated_at));
    let (state, updated_at): (SlotState, UtcTime) = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    if updated_at.to_string() != change.seen {
        return Ok(Saved::Stale);
    }
    // a pause has a reason, and people are told of it: it begins elsewhere (`enrolments::store::slots`), and may end here
    let after = match state::next(state, SlotEvent::Resume) {
        Ok(after) if !change.is_paused => after,
        _ => state,
    };
    let before = facts::of_slot(db, id)?;
    diesel::update(slot::table.filter(slot::id.eq(id)))
        .set((
            slot::state.eq(after),
            slot::slug.eq(text::slug(&change.title)),
            slot::contact.eq(Some(&change.contact)),
            slot::updated_at.eq(now),
        ))
        .execute(db)?;
    save_texts(db, id, change)?;
    let step = Step {
        of: ("slot", AnyId::of(id)),
        from: Some(state.code()),
        to: after.code(),
        changes: differences(&before, &facts::of_slot(db, id)?),
        trail: ids.slot_trail,
    };
    record(db, actor, org, step, now)?;
    save_periods(db, actor, org, id, change, ids, now)?;
    index(db, id)?;
    bump(db, Topic::Placements)?;
    Ok(Saved::Done)
}

/// A row of the trail that is about to be written.
struct Step {
    of: (&'static str, AnyId),
    from: Option<&'static str>,
    to: &'static str,
    changes: Vec<FieldChange>,
    trail: TransitionId,
}

/// Writes it, unless nothing is otherwise than before.
fn record(db: &mut Db, actor: &Actor, org: OrgId, step: Step, now: UtcTime) -> Result<()> {
    let stays = step.from == Some(step.to);
    if stays && step.changes.is_empty() {
        return Ok(());
    }
    let change = Transition {
        org: Some(org),
        reason: stays.then(|| "edited".to_owned()),
        changes: step.changes,
        ..Transition::by(step.trail, actor, step.of.0, step.of.1, step.from, step.to)
    };
    trail::store::record(db, &change, now)
}

fn save_texts(db: &mut Db, id: SlotId, change: &Revision) -> Result<()> {
    let original = || {
        slot_text::table
            .filter(slot_text::slot_id.eq(id))
            .filter(slot_text::is_original.eq(true))
    };
    let language: String = original().select(slot_text::language).first(db)?;
    diesel::update(original())
        .set((
            slot_text::title.eq(&change.title),
            slot_text::summary.eq(&change.summary),
            slot_text::body.eq(&change.body),
            slot_text::sort_key.eq(Words::of(&language).sort_key(&change.title)),
        ))
        .execute(db)?;
    Ok(())
}

/// Places may be taken away below what is held: nobody loses a place by it, and `overbooked` says by how many too few there are.
fn save_periods(db: &mut Db, actor: &Actor, org: OrgId, of: SlotId, change: &Revision, ids: &RevisionIds, now: UtcTime) -> Result<()> {
    let query = slot_period::table
        .filter(slot_period::slot_id.eq(of))
        .filter(slot_period::state.ne(PeriodState::Cancelled))
        .order(slot_period::id)
        .select((slot_period::id, slot_period::held, slot_period::state));
    let known: Vec<(SlotPeriodId, i32, PeriodState)> = lock(query).load(db)?;
    for ((id, places, is_open), trail) in change.periods.iter().zip(&ids.period_trails) {
        // a period that is not of this slot is passed over
        let Some((_, held, state)) = known.iter().find(|(known, ..)| known == id) else {
            continue;
        };
        let after = if *is_open { PeriodState::Open } else { PeriodState::Closed };
        let before = facts::of_period(db, *id)?;
        diesel::update(slot_period::table.filter(slot_period::id.eq(*id)))
            .set((
                slot_period::places.eq(*places),
                slot_period::overbooked.eq((held - places).max(0)),
                slot_period::state.eq(after),
            ))
            .execute(db)?;
        let step = Step {
            of: ("slot_period", AnyId::of(*id)),
            from: Some(state.code()),
            to: after.code(),
            changes: differences(&before, &facts::of_period(db, *id)?),
            trail: *trail,
        };
        record(db, actor, org, step, now)?;
    }
    if let Some(added) = change.added {
        insert_period(db, org, of, ids.added, added, now)?;
        let step = Step {
            of: ("slot_period", AnyId::of(ids.added)),
            from: None,
            to: PeriodState::Open.code(),
            changes: differences(&Facts::default(), &facts::of_period(db, ids.added)?),
            trail: ids.added_trail,
        };
        record(db, actor, org, step, now)?;
    }
    Ok(())
}

/// Writes what a search finds a slot by, in the language of its original: its texts, skills, facility and place.
///
/// # Errors
/// The database's.
pub(super) fn index(db: &mut Db, id: SlotId) -> Result<()> {
    let (org, place, country): (OrgId, Option<String>, Option<CountryCode>) = slot::table
        .filter(slot::id.eq(id))
        .select((slot::org_id, slot::place, slot::country))
        .first(db)?;
    let (language, title, summary): (String, String, String) = slot_text::table
        .filter(slot_text::slot_id.eq(id))
        .filter(slot_text::is_original.eq(true))
        .select((slot_text::language, slot_text::title, slot_text::summary))
        .first(db)?;
    let skills: Vec<SkillCode> = slot_skill::table
        .filter(slot_skill::slot_id.eq(id))
        .order(slot_skill::skill)
        .select(slot_skill::skill)
        .load(db)?;
    let facility: Vec<String> = organisation_text::table
        .filter(organisation_text::org_id.eq(org))
        .order(organisation_text::language)
        .select(organisation_text::title)
        .load(db)?;
    let t = Words::of(&language);
    let known = skills.iter().filter_map(|code| Taxonomy::builtin().skill(*code));
    let mut words = vec![title, summary];
    words.extend(known.map(|skill| t.skill(skill.code.as_str(), &skill.name).text.to_owned()));
    words.extend(facility);
    words.extend(place);
    words.extend(country.map(|code| names::country(t, code).text.to_owned()));
    let document = Document {
        kind: "slot",
        id: AnyId::of(id),
        language: &language,
        tokens: tokens(&words.join(" ")).join(" "),
    };
    dialect::index(db, &document)
}
