//! Organisations of which nobody has an account. For facilities and agencies a coordinator of their groupings stands in.

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::db::schema::{membership, organisation, organisation_text, person};
use crate::db::{Db, Result};
use crate::kernel::actor::{MemberRole, Membership};
use crate::kernel::{Actor, OrgId, PersonId};
use crate::network::policy::{coordinates, may_decide};
use crate::network::store::list_coordinated;
use crate::network::{Answer, CountryCode, GroupingCode, OrgState, Places};
use crate::people::PersonState;

type Row = (OrgId, (String, String), (bool, bool, bool, bool), Option<CountryCode>);

/// Listed organisations without a member who can sign in.
macro_rules! without_account {
    () => {
        organisation::table
            .inner_join(
                organisation_text::table.on(organisation_text::org_id
                    .eq(organisation::id)
                    .and(organisation_text::is_original.eq(true))),
            )
            .filter(organisation::state.eq(OrgState::Listed))
            .filter(organisation::is_external.eq(false))
            .filter(not(exists(
                membership::table
                    .inner_join(person::table)
                    .filter(membership::org_id.eq(organisation::id))
                    .filter(membership::ended_at.is_null())
                    .filter(person::state.eq(PersonState::Active)),
            )))
            .select((
                organisation::id,
                (organisation_text::title, organisation_text::language),
                (
                    organisation::is_provider,
                    organisation::is_facility,
                    organisation::is_agency,
                    organisation::is_coordinating,
                ),
                organisation::country,
            ))
    };
}

fn is_within(country: Option<CountryCode>, groupings: &[String], day: NaiveDate) -> bool {
    let within = |grouping: &String| {
        let code: Option<GroupingCode> = grouping.parse().ok();
        code.zip(country)
            .is_some_and(|(code, country)| Places::builtin().is_member(code, country, day) == Answer::Met)
    };
    groupings.iter().any(within)
}

/// What a coordinator of these groupings is in an organisation that has nobody of its own: an editor, in its name.
///
/// # Errors
/// The database's.
pub fn find_stand_in(db: &mut Db, groupings: &[String], org: OrgId, day: NaiveDate) -> Result<Option<Membership>> {
    let row: Option<Row> = without_account!()
        .filter(organisation::is_facility.eq(true).or(organisation::is_agency.eq(true)))
        .filter(organisation::id.eq(org))
        .first(db)
        .optional()?;
    Ok(row.filter(|row| is_within(row.3, groupings, day)).map(
        |(org, (name, language), (is_provider, is_facility, is_agency, is_coordinating), _)| Membership {
            org,
            role: MemberRole::Editor,
            name,
            language,
            is_provider,
            is_facility,
            is_agency,
            is_coordinating,
            is_listed: true,
            is_on_behalf: true,
        },
    ))
}

/// An organisation of which nobody has an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutAccount {
    pub org: OrgId,
    pub name: String,
    pub language: String,
    pub country: Option<CountryCode>,
    /// This actor stands in for it: it is of a kind for which a coordinator of its country does.
    pub is_stood_for: bool,
}

fn made((org, (name, language), (_, is_facility, is_agency, _), country): Row) -> WithoutAccount {
    WithoutAccount {
        org,
        name,
        language,
        country,
        is_stood_for: is_facility || is_agency,
    }
}

/// Those about which this actor decides, by name.
///
/// # Errors
/// The database's.
pub fn list_without_account(db: &mut Db, actor: &Actor, day: NaiveDate) -> Result<Vec<WithoutAccount>> {
    let coordinated = list_coordinated(db)?;
    let rows: Vec<Row> = without_account!()
        .order((organisation_text::sort_key, organisation::id))
        .limit(1000)
        .load(db)?;
    Ok(rows
        .into_iter()
        .filter_map(|row| theirs(actor, &coordinated, made(row), day))
        .collect())
}

/// One of them, if this actor decides about it.
///
/// # Errors
/// The database's.
pub fn find_without_account(db: &mut Db, actor: &Actor, org: OrgId, day: NaiveDate) -> Result<Option<WithoutAccount>> {
    let coordinated = list_coordinated(db)?;
    let row: Option<Row> = without_account!().filter(organisation::id.eq(org)).first(db).optional()?;
    Ok(row.and_then(|row| theirs(actor, &coordinated, made(row), day)))
}

fn theirs(actor: &Actor, coordinated: &[(PersonId, String)], one: WithoutAccount, day: NaiveDate) -> Option<WithoutAccount> {
    let places = Places::builtin();
    let is_coordinated = coordinates(coordinated.iter().map(|(_, grouping)| grouping.as_str()), one.country, places, day);
    let is_theirs = may_decide(actor, one.org, one.country, is_coordinated, places, day);
    is_theirs.then(|| WithoutAccount {
        is_stood_for: one.is_stood_for && coordinates(actor.coordinates(), one.country, places, day),
        ..one
    })
}
