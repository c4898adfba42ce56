//! A sample of people who could use an offer.

use diesel::prelude::*;

use crate::db::schema::{person, role_target};
use crate::db::{Db, Result};
use crate::kernel::PersonId;
use crate::network::CountryCode;
use crate::people::PersonState;
use crate::skills::taxonomy::Role;
use crate::skills::{Level, RoleCode, SkillCode, Taxonomy};

/// More people than this are never drawn from.
const MOST: i64 = 100_000;

/// People of some countries (of all where none is named) whose main target role asks for one of the skills: how many there are, and
/// `most` of them spread evenly over the order in which they joined.
///
/// # Errors
/// The database's.
pub fn sample_aiming_at(db: &mut Db, skills: &[SkillCode], countries: &[CountryCode], most: usize) -> Result<(usize, Vec<PersonId>)> {
    let asks = |role: &&Role| skills.iter().any(|skill| role.level_in(*skill) > Level::NONE);
    let roles: Vec<RoleCode> = Taxonomy::builtin().roles().iter().filter(asks).map(|role| role.code).collect();
    let mut query = person::table
        .inner_join(role_target::table)
        .filter(role_target::is_main.eq(true))
        .filter(role_target::role.eq_any(roles))
        .filter(person::state.ne(PersonState::Closed))
        .into_boxed::<crate::db::MultiBackend>();
    if !countries.is_empty() {
        query = query.filter(person::country.eq_any(countries.to_vec()));
    }
    let ids: Vec<PersonId> = query.order(person::id).limit(MOST).select(person::id).load(db)?;
    Ok((ids.len(), spread(&ids, most)))
}

/// So many of a list, evenly spread over it.
fn spread<T: Copy>(all: &[T], most: usize) -> Vec<T> {
    if all.len() <= most {
        return all.to_vec();
    }
    (0..most).filter_map(|place| all.get(place * all.len() / most).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_spread_over_all_and_holds_nobody_twice() {
        let all: Vec<u32> = (0..1000).collect();
        let some = spread(&all, 300);
        assert_eq!((some.len(), some.first(), some.last()), (300, Some(&0), Some(&996)));
        assert!(some.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(spread(&all, 1000), all);
        assert_eq!(spread(&all, 5000), all);
        assert!(spread(&all, 0).is_empty());
    }
}
