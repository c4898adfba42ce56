//! What a slot and its periods say, for their histories; and whose they are.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::catalogue::FeeKind;
use crate::catalogue::store::facts::{set_skill, set_text};
use crate::db::schema::{slot, slot_condition, slot_language, slot_period, slot_skill, slot_text};
use crate::db::{Db, Result};
use crate::kernel::{OrgId, SlotId, SlotPeriodId};
use crate::placements::CleanGrade;
use crate::trail::Facts;

type SlotRow = (
    (String, Option<String>, Option<String>, String),
    (Option<CleanGrade>, Option<i32>, Option<String>),
    (FeeKind, Option<i64>, Option<String>),
    Option<String>,
);

/// What a slot says, without its periods.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none.
pub fn of_slot(db: &mut Db, id: SlotId) -> Result<Facts> {
    let ((code, country, place, zone), (grade, containment, product), (fee, price, currency), contact): SlotRow = slot::table
        .filter(slot::id.eq(id))
        .select((
            (slot::code, slot::country, slot::place, slot::zone),
            (slot::clean_grade, slot::containment, slot::product_type),
            (slot::fee_kind, slot::fee_minor, slot::currency),
            slot::contact,
        ))
        .first(db)?;
    let mut facts = Facts::default();
    facts.set("code", code);
    facts.set_some("country", country);
    facts.set_some("place", place);
    facts.set("zone", zone);
    facts.set_some("clean-grade", grade);
    facts.set_some("containment", containment);
    facts.set_some("product", product);
    facts.set("fee", fee);
    facts.set_some("price", price.zip(currency).map(|(minor, currency)| format!("{minor} {currency}")));
    facts.set_some("contact", contact);
    let text = slot_text::table
        .filter(slot_text::slot_id.eq(id))
        .filter(slot_text::is_original.eq(true))
        .select((slot_text::language, slot_text::title, slot_text::summary, slot_text::body))
        .first(db)
        .optional()?;
    set_text(&mut facts, text);
    let skills: Vec<(String, Option<i32>, Option<i32>)> = slot_skill::table
        .filter(slot_skill::slot_id.eq(id))
        .select((slot_skill::skill, slot_skill::level_in, slot_skill::level_out))
        .load(db)?;
    for (skill, level_in, level_out) in skills {
        set_skill(&mut facts, &skill, level_in, level_out);
    }
    let languages: Vec<String> = slot_language::table
        .filter(slot_language::slot_id.eq(id))
        .order(slot_language::language)
        .select(slot_language::language)
        .load(db)?;
    facts.set("floor", languages.join(","));
    let conditions: Vec<(String, Option<i32>)> = slot_condition::table
        .filter(slot_condition::slot_id.eq(id))
        .select((slot_condition::kind, slot_condition::lead_days))
        .load(db)?;
    for (kind, days) in conditions {
        facts.set(format!("condition.{kind}"), days.unwrap_or(0));
    }
    Ok(facts)
}

/// What a period says.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none.
pub fn of_period(db: &mut Db, id: SlotPeriodId) -> Result<Facts> {
    let (from, to, places): (NaiveDate, NaiveDate, i32) = slot_period::table
        .filter(slot_period::id.eq(id))
        .select((slot_period::from_on, slot_period::to_on, slot_period::places))
        .first(db)?;
    let mut facts = Facts::default();
    facts.set("starts", from);
    facts.set("ends", to);
    facts.set("places", places);
    Ok(facts)
}

/// Whose a slot is, with its code.
///
/// # Errors
/// The database's.
pub fn find_slot(db: &mut Db, id: SlotId) -> Result<Option<(OrgId, String)>> {
    Ok(slot::table
        .filter(slot::id.eq(id))
        .select((slot::org_id, slot::code))
        .first(db)
        .optional()?)
}

/// The days of every period that a slot has or had.
///
/// # Errors
/// The database's.
pub fn list_periods(db: &mut Db, of: SlotId) -> Result<Vec<(SlotPeriodId, NaiveDate, NaiveDate)>> {
    Ok(slot_period::table
        .filter(slot_period::slot_id.eq(of))
        .order((slot_period::from_on, slot_period::id))
        .select((slot_period::id, slot_period::from_on, slot_period::to_on))
        .load(db)?)
}
