//! Versions of what public pages show: a number a topic, which grows in the transaction of every write that changes it. Kept pages
//! are found by it, in every process of the site.
//!
//! How many seats are held is no part of it: a kept page may be some seconds behind there.

use diesel::prelude::*;

use super::schema::data_version;
use super::{Db, Result};
use crate::on_each;

crate::text_enum! {
    /// What a page may show.
    Topic {
        /// Courses and offerings.
        Catalogue = "catalogue",
        /// Slots and their periods.
        Placements = "placements",
        /// Organisations.
        Network = "network",
        /// The figures of the current snapshot.
        Figures = "figures",
    }
}

/// The versions at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Versions([i64; Topic::ALL.len()]);

impl Versions {
    /// One number for several topics. Each only grows, so their sum tells two moments apart.
    #[must_use]
    pub fn of(&self, topics: &[Topic]) -> i64 {
        topics.iter().map(|topic| self.0[*topic as usize]).sum()
    }
}

/// Says that what pages show of a topic changes with this transaction. Comes last in a write: others wait here for its end.
///
/// # Errors
/// The database's.
pub fn bump(db: &mut Db, topic: Topic) -> Result<()> {
    on_each!(db, |connection| diesel::insert_into(data_version::table)
        .values((data_version::topic.eq(topic), data_version::version.eq(1_i64)))
        .on_conflict(data_version::topic)
        .do_update()
        .set(data_version::version.eq(data_version::version + 1_i64))
        .execute(connection))?;
    Ok(())
}

/// The versions as of now. A topic that never changed is at 0.
///
/// # Errors
/// The database's.
pub fn read(db: &mut Db) -> Result<Versions> {
    let rows: Vec<(String, i64)> = data_version::table.select((data_version::topic, data_version::version)).load(db)?;
    let mut versions = Versions::default();
    for (topic, version) in rows {
        // another release of the program may know more topics
        if let Ok(topic) = topic.parse::<Topic>() {
            versions.0[topic as usize] = version;
        }
    }
    Ok(versions)
}
