//! Countries and groupings as the program has them compiled in: what accounts and organisations refer to. A table that
//! a migration or the program has filled already is left as it is.

use benchside::db::schema::{country, grouping, grouping_member};
use benchside::db::{Db, Result};
use benchside::insert_many;
use benchside::network::Places;
use diesel::prelude::*;

pub(super) fn load(db: &mut Db) -> Result<()> {
    let places = Places::builtin();
    if country::table.count().get_result::<i64>(db)? == 0 {
        let rows: Vec<_> = places
            .countries()
            .iter()
            .map(|known| {
                (
                    country::iso3.eq(known.code.to_string()),
                    country::iso2.eq(known.iso2.clone()),
                    country::m49.eq(known.m49.clone()),
                    country::zone.eq(Some(known.zone.to_string())),
                )
            })
            .collect();
        insert_many!(db, country::table, rows)?;
    }
    if grouping::table.count().get_result::<i64>(db)? == 0 {
        let rows: Vec<_> = places
            .groupings()
            .iter()
            .map(|known| {
                (
                    grouping::code.eq(known.code.to_string()),
                    grouping::kind.eq(known.kind.code()),
                    grouping::is_checked.eq(known.is_checked),
                )
            })
            .collect();
        insert_many!(db, grouping::table, rows)?;
        let members: Vec<_> = places
            .groupings()
            .iter()
            .flat_map(|known| places.memberships(known.code).iter().map(|member| (known.code, member)))
            .map(|(code, member)| {
                (
                    grouping_member::grouping.eq(code.to_string()),
                    grouping_member::country.eq(member.country.to_string()),
                    grouping_member::valid_from.eq(member.valid_from),
                    grouping_member::valid_to.eq(member.valid_to),
                    grouping_member::is_checked.eq(member.is_checked),
                )
            })
            .collect();
        insert_many!(db, grouping_member::table, members)?;
    }
    Ok(())
}
