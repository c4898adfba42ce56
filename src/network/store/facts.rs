//! What an organisation says of itself, for its history. Whoever changes one reads it before and after, and records the difference.

use diesel::prelude::*;

use crate::db::schema::{organisation, organisation_text};
use crate::db::{Db, Result};
use crate::kernel::OrgId;
use crate::network::{CountryCode, OrgKind, Sector};
use crate::trail::Facts;

type Row = (
    (bool, bool, bool, bool),
    (Option<Sector>, Option<CountryCode>, Option<String>, Option<String>),
    (Option<String>, Option<String>),
);

/// What it is, where, how it is reached, and its words in the language that they were written in.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none.
pub fn of_organisation(db: &mut Db, id: OrgId) -> Result<Facts> {
    let ((provider, facility, agency, coordinating), (sector, country, place, zone), (website, contact)): Row = organisation::table
        .filter(organisation::id.eq(id))
        .select((
            (
                organisation::is_provider,
                organisation::is_facility,
                organisation::is_agency,
                organisation::is_coordinating,
            ),
            (organisation::sector, organisation::country, organisation::place, organisation::zone),
            (organisation::website, organisation::contact),
        ))
        .first(db)?;
    let mut facts = Facts::default();
    let kinds = [
        (provider, OrgKind::Provider),
        (facility, OrgKind::Facility),
        (agency, OrgKind::Agency),
        (coordinating, OrgKind::Coordinating),
    ];
    let kinds: Vec<&str> = kinds.iter().filter(|(is, _)| *is).map(|(_, kind)| kind.code()).collect();
    facts.set("kinds", kinds.join(","));
    facts.set_some("sector", sector);
    facts.set_some("country", country);
    facts.set_some("place", place);
    facts.set_some("zone", zone);
    facts.set_some("website", website);
    facts.set_some("contact", contact);
    let text: Option<(String, String, String, String)> = organisation_text::table
        .filter(organisation_text::org_id.eq(id))
        .filter(organisation_text::is_original.eq(true))
        .select((
            organisation_text::language,
            organisation_text::title,
            organisation_text::summary,
            organisation_text::body,
        ))
        .first(db)
        .optional()?;
    if let Some((language, title, summary, body)) = text {
        facts.set("language", language);
        facts.set("title", title);
        facts.set("summary", summary);
        facts.set("body", body);
    }
    Ok(facts)
}
