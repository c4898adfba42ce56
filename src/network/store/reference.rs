//! Countries and groupings in the database, as far as other tables point at them. What is compiled in is the original.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::schema::{country, grouping, grouping_member};
use crate::db::{Db, Result};
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, GroupingCode, Places};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = country, treat_none_as_default_value = false)]
struct CountryRow {
    iso3: CountryCode,
    iso2: String,
    m49: String,
    zone: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = grouping, treat_none_as_default_value = false)]
struct GroupingRow {
    code: GroupingCode,
    kind: GroupingKind,
    is_checked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Insertable)]
#[diesel(table_name = grouping_member, treat_none_as_default_value = false)]
struct MemberRow {
    grouping: GroupingCode,
    country: CountryCode,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    is_checked: bool,
}

/// Brings countries, groupings and memberships to what is compiled in, in the caller's transaction; returns how many rows changed.
///
/// Countries and groupings that are no longer compiled in stay, since other rows may name them.
///
/// # Errors
/// The database's.
pub fn sync_reference(db: &mut Db) -> Result<usize> {
    let places = Places::builtin();
    Ok(sync_countries(db, places)? + sync_groupings(db, places)? + sync_members(db, places)?)
}

fn sync_countries(db: &mut Db, places: &Places) -> Result<usize> {
    let known: BTreeMap<CountryCode, CountryRow> = country::table
        .load::<CountryRow>(db)?
        .into_iter()
        .map(|row| (row.iso3, row))
        .collect();
    let rows = places.countries().iter().map(|place| CountryRow {
        iso3: place.code,
        iso2: place.iso2.clone(),
        m49: place.m49.clone(),
        zone: Some(place.zone.name().to_owned()),
    });
    let changed: Vec<CountryRow> = rows.filter(|row| known.get(&row.iso3) != Some(row)).collect();
    let (old, new): (Vec<_>, Vec<_>) = changed.into_iter().partition(|row| known.contains_key(&row.iso3));
    for row in &old {
        diesel::update(country::table.filter(country::iso3.eq(row.iso3)))
            .set((
                country::iso2.eq(&row.iso2),
                country::m49.eq(&row.m49),
                country::zone.eq(row.zone.as_deref()),
            ))
            .execute(db)?;
    }
    crate::insert_many!(db, country::table, &new)?;
    Ok(old.len() + new.len())
}

fn sync_groupings(db: &mut Db, places: &Places) -> Result<usize> {
    let known: BTreeMap<GroupingCode, GroupingRow> = grouping::table
        .load::<GroupingRow>(db)?
        .into_iter()
        .map(|row| (row.code, row))
        .collect();
    let rows = places.groupings().iter().map(|place| GroupingRow {
        code: place.code,
        kind: place.kind,
        is_checked: place.is_checked,
    });
    let changed: Vec<GroupingRow> = rows.filter(|row| known.get(&row.code) != Some(row)).collect();
    let (old, new): (Vec<_>, Vec<_>) = changed.into_iter().partition(|row| known.contains_key(&row.code));
    for row in &old {
        diesel::update(grouping::table.filter(grouping::code.eq(row.code)))
            .set((grouping::kind.eq(row.kind), grouping::is_checked.eq(row.is_checked)))
            .execute(db)?;
    }
    crate::insert_many!(db, grouping::table, &new)?;
    Ok(old.len() + new.len())
}

/// Nothing points at a membership, so where they differ all are written anew.
fn sync_members(db: &mut Db, places: &Places) -> Result<usize> {
    let known: BTreeSet<MemberRow> = grouping_member::table.load::<MemberRow>(db)?.into_iter().collect();
    let rows: BTreeSet<MemberRow> = places
        .groupings()
        .iter()
        .flat_map(|place| places.memberships(place.code).iter().map(|member| (place.code, member)))
        .map(|(grouping, member)| MemberRow {
            grouping,
            country: member.country,
            valid_from: member.valid_from,
            valid_to: member.valid_to,
            is_checked: member.is_checked,
        })
        .collect();
    if rows == known {
        return Ok(0);
    }
    diesel::delete(grouping_member::table).execute(db)?;
    let rows: Vec<MemberRow> = rows.into_iter().collect();
    crate::insert_many!(db, grouping_member::table, &rows)?;
    Ok(rows.len())
}
