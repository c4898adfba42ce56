//! Consents, given and withdrawn, and the letters that somebody wants.

use diesel::prelude::*;

use crate::db::schema::{consent, mail_preference};
use crate::db::{Db, Result};
use crate::kernel::{ConsentId, PersonId, UtcTime};
use crate::people::privacy::choices::Purpose;
use crate::queue::topics::Topic;

/// A consent as it was given; the version is that of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub purpose: Purpose,
    pub version: String,
    pub given_at: UtcTime,
    pub withdrawn_at: Option<UtcTime>,
}

/// Everything that somebody ever consented to, the latest first.
///
/// # Errors
/// The database's.
pub fn list_given(db: &mut Db, whose: PersonId) -> Result<Vec<Given>> {
    let rows: Vec<(String, String, UtcTime, Option<UtcTime>)> = consent::table
        .filter(consent::person_id.eq(whose))
        .order((consent::given_at.desc(), consent::id.desc()))
        .select((consent::purpose, consent::version, consent::given_at, consent::withdrawn_at))
        .load(db)?;
    // a purpose that is asked for no longer has no words
    let known = rows.into_iter().filter_map(|(purpose, version, given_at, withdrawn_at)| {
        Some(Given {
            purpose: purpose.parse().ok()?,
            version,
            given_at,
            withdrawn_at,
        })
    });
    Ok(known.collect())
}

/// Does somebody's consent stand, to whichever version of its text?
///
/// # Errors
/// The database's.
pub fn has_consented(db: &mut Db, whose: PersonId, purpose: Purpose) -> Result<bool> {
    let standing: i64 = consent::table
        .filter(consent::person_id.eq(whose))
        .filter(consent::purpose.eq(purpose.code()))
        .filter(consent::withdrawn_at.is_null())
        .count()
        .get_result(db)?;
    Ok(standing > 0)
}

/// Gives a consent to the present text. One that stands already stays as it is.
///
/// # Errors
/// The database's.
pub fn give(db: &mut Db, id: ConsentId, whose: PersonId, purpose: Purpose, now: UtcTime) -> Result<()> {
    if has_consented(db, whose, purpose)? {
        return Ok(());
    }
    diesel::insert_into(consent::table)
        .values((
            consent::id.eq(id),
            consent::person_id.eq(whose),
            consent::purpose.eq(purpose.code()),
            consent::version.eq(purpose.version()),
            consent::given_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Withdraws a consent; that it was given stays in the history.
///
/// # Errors
/// The database's.
pub fn withdraw(db: &mut Db, whose: PersonId, purpose: Purpose, now: UtcTime) -> Result<()> {
    diesel::update(
        consent::table
            .filter(consent::person_id.eq(whose))
            .filter(consent::purpose.eq(purpose.code()))
            .filter(consent::withdrawn_at.is_null()),
    )
    .set(consent::withdrawn_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}

/// A topic, and whether letters about it are wanted.
pub type Wanted = (Topic, bool);

/// Every topic; what nobody said anything about is wanted, as far as it was consented to.
///
/// # Errors
/// The database's.
pub fn list_wanted(db: &mut Db, whose: PersonId) -> Result<Vec<Wanted>> {
    let said: Vec<(String, bool)> = mail_preference::table
        .filter(mail_preference::person_id.eq(whose))
        .select((mail_preference::topic, mail_preference::is_wanted))
        .load(db)?;
    let wanted = |topic: &Topic| said.iter().find(|(code, _)| code == topic.code()).is_none_or(|(_, wanted)| *wanted);
    Ok(Topic::ALL.iter().map(|topic| (*topic, wanted(topic))).collect())
}

/// # Errors
/// The database's.
pub fn set_wanted(db: &mut Db, whose: PersonId, topic: Topic, is_wanted: bool, now: UtcTime) -> Result<()> {
    let own = mail_preference::table
        .filter(mail_preference::person_id.eq(whose))
        .filter(mail_preference::topic.eq(topic.code()));
    diesel::delete(own).execute(db)?;
    diesel::insert_into(mail_preference::table)
        .values((
            mail_preference::person_id.eq(whose),
            mail_preference::topic.eq(topic.code()),
            mail_preference::is_wanted.eq(is_wanted),
            mail_preference::set_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}
