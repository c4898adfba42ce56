//! Queries over organisations.

use diesel::prelude::*;

use crate::db::schema::{organisation, organisation_text};
use crate::db::{Db, MultiBackend, Result};
use crate::kernel::OrgId;
use crate::network::{CountryCode, OrgKind, Sector};

/// What is shown of an organisation.
#[derive(Debug, Clone)]
pub struct Organisation {
    pub id: OrgId,
    pub name: String,
    pub name_language: String,
    pub summary: String,
    pub kinds: Vec<OrgKind>,
    pub sector: Option<Sector>,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    /// Degrees north and east, where known.
    pub point: Option<(f64, f64)>,
    pub website: Option<String>,
    /// Known from public sources alone, not a member.
    pub is_external: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = organisation)]
struct Row {
    id: OrgId,
    is_provider: bool,
    is_facility: bool,
    is_agency: bool,
    is_coordinating: bool,
    sector: Option<Sector>,
    country: Option<CountryCode>,
    place: Option<String>,
    lat_e4: Option<i32>,
    lon_e4: Option<i32>,
    website: Option<String>,
    is_external: bool,
}

/// Listed organisations, of one kind and in some countries if asked for, sorted by name.
///
/// # Errors
/// The database's.
pub fn list_organisations(
    db: &mut Db,
    kind: Option<OrgKind>,
    countries: Option<Vec<CountryCode>>,
    language: &str,
) -> Result<Vec<Organisation>> {
    let mut query = organisation::table
        .filter(organisation::state.eq("listed"))
        .into_boxed::<MultiBackend>();
    query = match kind {
        None => query,
        Some(OrgKind::Provider) => query.filter(organisation::is_provider.eq(true)),
        Some(OrgKind::Facility) => query.filter(organisation::is_facility.eq(true)),
        Some(OrgKind::Agency) => query.filter(organisation::is_agency.eq(true)),
        Some(OrgKind::Coordinating) => query.filter(organisation::is_coordinating.eq(true)),
    };
    if let Some(countries) = countries {
        query = query.filter(organisation::country.eq_any(countries));
    }
    let rows: Vec<Row> = query.order(organisation::id).limit(2000).select(Row::as_select()).load(db)?;
    with_names(db, rows, language)
}

/// One listed organisation.
///
/// # Errors
/// [`crate::db::Error::NotFound`].
pub fn get_organisation(db: &mut Db, id: OrgId, language: &str) -> Result<Organisation> {
    let rows: Vec<Row> = organisation::table
        .filter(organisation::id.eq(id))
        .filter(organisation::state.eq("listed"))
        .select(Row::as_select())
        .load(db)?;
    with_names(db, rows, language)?.pop().ok_or(crate::db::Error::NotFound)
}

/// How many members there are, and in how many countries.
///
/// # Errors
/// The database's.
pub fn count_members(db: &mut Db) -> Result<(i64, i64)> {
    let members = || {
        organisation::table
            .filter(organisation::state.eq("listed"))
            .filter(organisation::is_external.eq(false))
    };
    let count = members().count().get_result(db)?;
    let countries = members()
        .select(diesel::dsl::count(organisation::country).aggregate_distinct())
        .get_result(db)?;
    Ok((count, countries))
}

fn with_names(db: &mut Db, rows: Vec<Row>, language: &str) -> Result<Vec<Organisation>> {
    let ids: Vec<OrgId> = rows.iter().map(|row| row.id).collect();
    let texts: Vec<(OrgId, String, bool, String, String, Vec<u8>)> = organisation_text::table
        .filter(organisation_text::org_id.eq_any(&ids))
        .filter(organisation_text::language.eq(language).or(organisation_text::is_original.eq(true)))
        .select((
            organisation_text::org_id,
            organisation_text::language,
            organisation_text::is_original,
            organisation_text::title,
            organisation_text::summary,
            organisation_text::sort_key,
        ))
        .load(db)?;
    let degrees = |stored: i32| f64::from(stored) / 10_000.0;
    let mut found: Vec<(Vec<u8>, Organisation)> = rows
        .into_iter()
        .filter_map(|row| {
            let own = || texts.iter().filter(|text| text.0 == row.id);
            let text = own().find(|text| text.1 == language).or_else(|| own().find(|text| text.2))?;
            let kinds = [
                (row.is_provider, OrgKind::Provider),
                (row.is_facility, OrgKind::Facility),
                (row.is_agency, OrgKind::Agency),
                (row.is_coordinating, OrgKind::Coordinating),
            ];
            let organisation = Organisation {
                id: row.id,
                name: text.3.clone(),
                name_language: text.1.clone(),
                summary: text.4.clone(),
                kinds: kinds.into_iter().filter_map(|(is, kind)| is.then_some(kind)).collect(),
                sector: row.sector,
                country: row.country,
                place: row.place,
                point: row.lat_e4.zip(row.lon_e4).map(|(lat, lon)| (degrees(lat), degrees(lon))),
                website: row.website,
                is_external: row.is_external,
            };
            Some((text.5.clone(), organisation))
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.id.cmp(&b.1.id)));
    Ok(found.into_iter().map(|(_, organisation)| organisation).collect())
}
