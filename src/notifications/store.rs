//! Which wishes have been met since they were told.

use diesel::prelude::*;

use crate::catalogue::OfferingState;
use crate::db::schema::{consent, mail_preference, message, offering, offering_skill, wish};
use crate::db::{Db, Result};
use crate::kernel::{OfferingId, PersonId, UtcTime, WishId};
use crate::people::privacy::choices::Purpose;
use crate::people::store::{Recipient, find_recipient};
use crate::queue::topics::Topic;
use crate::skills::SkillCode;

/// A wish, an offering that meets it, and who is to be told.
#[derive(Debug, Clone)]
pub struct Met {
    pub wish: WishId,
    pub offering: OfferingId,
    pub to: Recipient,
}

type Row = (WishId, Option<PersonId>, Option<SkillCode>, Option<i32>, UtcTime);

/// Wishes of people who consented to be told, that nobody was told of, and for which an offering was announced since: of the skill,
/// to the level or above, open now.
///
/// # Errors
/// The database's.
pub fn list_met_wishes(db: &mut Db, now: UtcTime, most: i64) -> Result<Vec<Met>> {
    let refused = mail_preference::table
        .filter(mail_preference::topic.eq(Topic::Courses.code()))
        .filter(mail_preference::is_wanted.eq(false))
        .select(mail_preference::person_id);
    let consented = consent::table
        .filter(consent::purpose.eq(Purpose::CourseNotes.code()))
        .filter(consent::withdrawn_at.is_null())
        .filter(consent::person_id.ne_all(refused))
        .select(consent::person_id.nullable());
    let wishes: Vec<Row> = wish::table
        .filter(wish::person_id.eq_any(consented))
        .filter(wish::skill.is_not_null())
        .order((wish::created_at, wish::id))
        .select((wish::id, wish::person_id, wish::skill, wish::level, wish::created_at))
        .load(db)?;
    let keys: Vec<String> = wishes.iter().map(|row| row.0.to_string()).collect();
    let told: Vec<String> = message::table
        .filter(message::kind.eq("wish-met"))
        .filter(message::dedupe_key.eq_any(&keys))
        .select(message::dedupe_key)
        .load(db)?;
    let mut met = Vec::new();
    for (id, person, skill, level, since) in wishes {
        let (Some(person), Some(skill)) = (person, skill) else { continue };
        if told.contains(&id.to_string()) {
            continue;
        }
        let Some(offering) = find_meeting(db, skill, level.unwrap_or(1), since, now)? else {
            continue;
        };
        if let Some(to) = find_recipient(db, person)? {
            met.push(Met { wish: id, offering, to });
        }
        if i64::try_from(met.len()).is_ok_and(|count| count >= most) {
            break;
        }
    }
    Ok(met)
}

fn find_meeting(db: &mut Db, skill: SkillCode, level: i32, since: UtcTime, now: UtcTime) -> Result<Option<OfferingId>> {
    Ok(offering::table
        .inner_join(offering_skill::table)
        .filter(offering_skill::skill.eq(skill))
        .filter(offering_skill::level_out.ge(level))
        .filter(offering::published_at.gt(since))
        .filter(offering::state.eq_any(OfferingState::OPEN))
        .filter(offering::deadline_at.is_null().or(offering::deadline_at.gt(now)))
        .order((offering::published_at, offering::id))
        .select(offering::id)
        .first(db)
        .optional()?)
}
