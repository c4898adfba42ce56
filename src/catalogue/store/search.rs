//! The search of the catalogue: small named filters, a page of results, and the counts of every facet, each of which
//! ignores its own choice.

use chrono::NaiveDate;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use super::super::filter::{Facet, Filter, Sort};
use super::super::{CapacityKind, FeeKind, Mode, Offering, OfferingState};
use crate::db::dialect::{holds_tokens, one_of};
use crate::db::schema::{offering, offering_language, offering_skill, search_document, skill};
use crate::db::{Db, MultiBackend, Result};
use crate::kernel::page::PAGE_SIZE;
use crate::kernel::{OfferingId, UtcTime};
use crate::network::CountryCode;
use crate::network::places::Places;
use crate::skills::{FieldCode, SkillCode};
use crate::words::tokens::tokens;

type Query<'a> = offering::BoxedQuery<'a, MultiBackend>;

/// How many offerings each choice of a facet would show.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    pub fields: Vec<(FieldCode, i64)>,
    pub skills: Vec<(SkillCode, i64)>,
    pub modes: Vec<(Mode, i64)>,
    pub countries: Vec<(CountryCode, i64)>,
    pub taught: Vec<(String, i64)>,
    pub costs: Vec<(FeeKind, i64)>,
    pub open: i64,
}

/// A page of results.
#[derive(Debug, Clone)]
pub struct Found {
    pub total: i64,
    pub offerings: Vec<Offering>,
    pub facets: Facets,
    /// Where nothing was found: how many there would be without one of the facets.
    pub relaxed: Vec<(Facet, i64)>,
}

/// Finds what is asked for.
///
/// # Errors
/// The database's.
pub fn search(db: &mut Db, filter: &Filter, language: &str, now: UtcTime) -> Result<Found> {
    let total = count_matching(db, filter, now)?;
    let query = matching(filter, now);
    let query = match filter.sort {
        Sort::Start if filter.past => query.order((offering::starts_on.is_null(), offering::starts_on.desc(), offering::id)),
        // what one can still apply for comes first
        Sort::Start => query.order((
            offering::deadline_at.is_not_null().and(offering::deadline_at.le(now)),
            offering::starts_on.is_null(),
            offering::starts_on,
            offering::id,
        )),
        Sort::Deadline => query.order((offering::deadline_at.is_null(), offering::deadline_at, offering::id)),
        Sort::Newest => query.order((offering::published_at.is_null(), offering::published_at.desc(), offering::id)),
    };
    let ids: Vec<OfferingId> = query
        .limit(PAGE_SIZE)
        .offset(filter.page().offset())
        .select(offering::id)
        .load(db)?;
    let relaxed = if total == 0 { relaxations(db, filter, now)? } else { Vec::new() };
    Ok(Found {
        total,
        offerings: super::list_by_id(db, &ids, language)?,
        facets: facets(db, filter, now)?,
        relaxed,
    })
}

/// How many there are.
///
/// # Errors
/// The database's.
pub fn count_matching(db: &mut Db, filter: &Filter, now: UtcTime) -> Result<i64> {
    Ok(matching(filter, now).count().get_result(db)?)
}

fn relaxations(db: &mut Db, filter: &Filter, now: UtcTime) -> Result<Vec<(Facet, i64)>> {
    let mut relaxed = Vec::new();
    for facet in Facet::ALL.iter().filter(|facet| filter.has(**facet)) {
        let count = count_matching(db, &filter.without(*facet), now)?;
        if count > 0 {
            relaxed.push((*facet, count));
        }
    }
    relaxed.sort_by_key(|(_, count)| -count);
    Ok(relaxed)
}

fn facets(db: &mut Db, filter: &Filter, now: UtcTime) -> Result<Facets> {
    let ids = |facet: Facet| matching(&filter.without(facet), now).select(offering::id);
    let fields = offering_skill::table
        .inner_join(skill::table)
        .filter(one_of(offering_skill::offering_id, ids(Facet::Field)))
        .group_by(skill::field)
        .select((skill::field, count(offering_skill::offering_id).aggregate_distinct()))
        .load(db)?;
    let skills = offering_skill::table
        .filter(one_of(offering_skill::offering_id, ids(Facet::Skill)))
        .group_by(offering_skill::skill)
        .select((offering_skill::skill, count_star()))
        .load(db)?;
    let taught = offering_language::table
        .filter(one_of(offering_language::offering_id, ids(Facet::Taught)))
        .group_by(offering_language::language)
        .select((offering_language::language, count_star()))
        .load(db)?;
    let modes = offering::table
        .filter(one_of(offering::id, ids(Facet::Mode)))
        .group_by(offering::mode)
        .select((offering::mode, count_star()))
        .load(db)?;
    let countries: Vec<(Option<CountryCode>, i64)> = offering::table
        .filter(one_of(offering::id, ids(Facet::Place)))
        .group_by(offering::country)
        .select((offering::country, count_star()))
        .load(db)?;
    let costs = offering::table
        .filter(one_of(offering::id, ids(Facet::Cost)))
        .group_by(offering::fee_kind)
        .select((offering::fee_kind, count_star()))
        .load(db)?;
    let mut with_seats = filter.clone();
    with_seats.open_only = true;
    Ok(Facets {
        fields,
        skills,
        modes,
        countries: countries
            .into_iter()
            .filter_map(|(country, count)| country.map(|country| (country, count)))
            .collect(),
        taught,
        costs,
        open: count_matching(db, &with_seats, now)?,
    })
}

/// Everything that is asked for, and nothing that is not public.
fn matching(filter: &Filter, now: UtcTime) -> Query<'static> {
    let today = now.day();
    let query = of_time(offering::table.into_boxed(), filter, today);
    let query = with_words(query, &filter.words);
    let query = teaching(query, filter);
    let query = at_places(query, filter, today);
    let query = in_languages(query, filter);
    let query = between(query, filter);
    let query = if filter.modes.is_empty() {
        query
    } else {
        query.filter(offering::mode.eq_any(filter.modes.clone()))
    };
    let query = if filter.costs.is_empty() {
        query
    } else {
        query.filter(offering::fee_kind.eq_any(filter.costs.clone()))
    };
    if filter.open_only { with_free_seats(query, now) } else { query }
}

/// To come, or past. What starts in a month or year that is not over counts as to come.
fn of_time(query: Query<'static>, filter: &Filter, today: NaiveDate) -> Query<'static> {
    if filter.past {
        return query.filter(offering::state.eq_any(OfferingState::PUBLIC)).filter(
            offering::starts_on
                .lt(today)
                .or(offering::state.eq_any([OfferingState::Delivered, OfferingState::Closed])),
        );
    }
    query
        .filter(offering::state.eq_any(OfferingState::OPEN))
        .filter(offering::starts_on.is_null().or(offering::starts_on.ge(today)))
}

fn with_words(query: Query<'static>, words: &str) -> Query<'static> {
    match holds_tokens(&tokens(words)) {
        None if words.is_empty() => query,
        // nothing but marks was typed: there is nothing that it could mean
        None => query.filter(offering::code.eq("")),
        Some(holds) => query.filter(one_of(
            offering::id,
            search_document::table
                .filter(search_document::kind.eq("offering"))
                .filter(holds)
                .select(search_document::entity_id),
        )),
    }
}

fn teaching(mut query: Query<'static>, filter: &Filter) -> Query<'static> {
    let least = filter.level.map(i32::from);
    if !filter.skills.is_empty() {
        let mut taught = offering_skill::table
            .filter(offering_skill::skill.eq_any(filter.skills.clone()))
            .select(offering_skill::offering_id)
            .into_boxed::<MultiBackend>();
        if let Some(least) = least {
            taught = taught.filter(offering_skill::level_out.ge(least));
        }
        query = query.filter(one_of(offering::id, taught));
    } else if let Some(least) = least {
        query = query.filter(
            offering::id.eq_any(
                offering_skill::table
                    .filter(offering_skill::level_out.ge(least))
                    .select(offering_skill::offering_id),
            ),
        );
    }
    if !filter.fields.is_empty() {
        let taught = offering_skill::table
            .inner_join(skill::table)
            .filter(skill::field.eq_any(filter.fields.clone()))
            .select(offering_skill::offering_id);
        query = query.filter(offering::id.eq_any(taught));
    }
    query
}

fn at_places(query: Query<'static>, filter: &Filter, today: NaiveDate) -> Query<'static> {
    if filter.places.is_empty() {
        return query;
    }
    let places = Places::builtin();
    let countries: Vec<CountryCode> = filter.places.iter().flat_map(|place| place.countries(places, today)).collect();
    query.filter(offering::country.eq_any(countries))
}

fn in_languages(query: Query<'static>, filter: &Filter) -> Query<'static> {
    if filter.taught.is_empty() {
        return query;
    }
    query.filter(
        offering::id.eq_any(
            offering_language::table
                .filter(offering_language::language.eq_any(filter.taught.clone()))
                .select(offering_language::offering_id),
        ),
    )
}

fn between(mut query: Query<'static>, filter: &Filter) -> Query<'static> {
    if let Some(from) = filter.from {
        query = query.filter(offering::starts_on.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(offering::starts_on.le(until));
    }
    query
}

/// One can still apply, and there is a seat.
fn with_free_seats(query: Query<'static>, now: UtcTime) -> Query<'static> {
    query
        .filter(offering::is_external.eq(false))
        .filter(offering::deadline_at.is_null().or(offering::deadline_at.gt(now)))
        .filter(
            offering::capacity_kind.eq(CapacityKind::Unlimited).or(offering::capacity_kind
                .eq(CapacityKind::Limited)
                .and(offering::held.lt(offering::capacity))),
        )
}
