//! Who is in the network: on the map, by country, with what they plan. `requests`: organisations that ask to join; `deciding`:
//! who verifies them; `agreements`: what they agree on.

mod agreements;
mod deciding;
mod requests;

pub use agreements::{add_document, agree, download, end, list_agreements, new_agreement, propose, refuse, show_agreement, withdraw};
pub use deciding::{list_organisation, list_requests, refuse_organisation};
pub use requests::{ask, mend, new, request};

use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;

use super::store::{self, Organisation};
use super::{CountryCode, OrgKind, map, names};
use crate::app::App;
use crate::catalogue::filter::{Filter, Place};
use crate::catalogue::store as catalogue;
use crate::catalogue::web::cards::{Card, place_of};
use crate::kernel::AnyId;
use crate::network::places::{GroupingKind, Places};
use crate::placements;
use crate::placements::web::cards::SlotCard;
use crate::site::form::Query;
use crate::site::{Answer, Shell, Words, guard, paths, respond};
use crate::trail::RecordKind;
use crate::trail::web::cards::find_history;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NetworkQuery {
    pub kind: String,
    pub place: String,
}

/// A region of the map.
struct Region {
    code: String,
    words: String,
    href: String,
    count: i64,
    /// 0 to 4: how many members, for the colour.
    step: usize,
}

struct Line {
    href: String,
    name: String,
    language: String,
    place: String,
    kinds: Vec<String>,
    is_external: bool,
}

#[derive(Template)]
#[template(path = "network/list.html")]
struct ListPage {
    t: Words,
    shell: Shell,
    size: (u32, u32),
    regions: Vec<Region>,
    points: Vec<(String, String)>,
    kinds: Vec<(String, String, bool)>,
    place: Option<(String, String)>,
    /// Country and who is there.
    countries: Vec<(String, Vec<Line>)>,
    summary: String,
    planned: Vec<Card>,
    planned_count: String,
}

pub async fn list(app: web::Data<App>, shell: Shell, query: Query<NetworkQuery>) -> Answer {
    let (places, now, t) = (Places::builtin(), app.now(), shell.t);
    let (kind, place) = (query.0.kind.parse::<OrgKind>().ok(), Place::parse(&query.0.place, places));
    let countries = place.map(|place| place.countries(places, now.day()));
    let filter = Filter {
        places: place.into_iter().collect(),
        ..Filter::default()
    };
    let (language, shown) = (t.lang(), countries.clone());
    let (organisations, everywhere, planned) = app
        .store
        .read(move |db| {
            let organisations = store::list_organisations(db, kind, shown.clone(), language)?;
            let everywhere = if shown.is_some() {
                store::list_organisations(db, kind, None, language)?
            } else {
                organisations.clone()
            };
            Ok((organisations, everywhere, catalogue::search(db, &filter, language, now)?))
        })
        .await?;
    let address = |kind: Option<OrgKind>, place: Option<&str>| {
        let pairs: Vec<String> = [kind.map(|kind| format!("kind={kind}")), place.map(|place| format!("place={place}"))]
            .into_iter()
            .flatten()
            .collect();
        if pairs.is_empty() {
            paths::NETWORK.to_owned()
        } else {
            format!("{}?{}", paths::NETWORK, pairs.join("&"))
        }
    };
    let place_code = place.map(|place| place.code());
    let regions = places
        .of_kind(GroupingKind::WhoRegion)
        .map(|region| {
            let members = places.members(region.code, now.day());
            let count = everywhere
                .iter()
                .filter(|org| org.country.is_some_and(|country| members.contains(&country)))
                .count();
            Region {
                code: region.code.to_string(),
                words: t.grouping(region.code.as_str(), &region.name).text.to_owned(),
                href: address(kind, Some(region.code.as_str())),
                count: i64::try_from(count).unwrap_or(i64::MAX),
                step: [1, 5, 10, 20].iter().filter(|least| count >= **least).count(),
            }
        })
        .collect();
    let mut kinds = vec![(address(None, place_code.as_deref()), t.network_everybody().plain(), kind.is_none())];
    kinds.extend(OrgKind::ALL.iter().map(|one| {
        (
            address(Some(*one), place_code.as_deref()),
            t.coded("org-kinds", one.code()),
            kind == Some(*one),
        )
    }));
    let by_country = by_country(t, &organisations);
    let counts = (
        i64::try_from(organisations.len()).unwrap_or(0),
        i64::try_from(by_country.iter().filter(|(name, _)| !name.is_empty()).count()).unwrap_or(0),
    );
    respond::page(&ListPage {
        t,
        size: map::size(),
        regions,
        points: organisations
            .iter()
            .filter_map(|org| org.point)
            .map(|(lat, lon)| point(lat, lon))
            .collect(),
        kinds,
        place: place_code.map(|code| {
            let words = match place {
                Some(Place::Country(country)) => names::country(t, country).text.to_owned(),
                _ => names::grouping(t, &code).text.to_owned(),
            };
            (words, address(kind, None))
        }),
        countries: by_country,
        summary: t.network_summary(counts.1, counts.0).plain(),
        planned: planned
            .offerings
            .iter()
            .take(6)
            .map(|offering| Card::of(t, offering, now))
            .collect(),
        planned_count: t.network_planned(planned.total).plain(),
        shell,
    })
}

fn point(lat: f64, lon: f64) -> (String, String) {
    let (x, y) = map::place(lat, lon);
    (format!("{x:.0}"), format!("{y:.0}"))
}

/// Countries in the order of their names, those without one last.
fn by_country(t: Words, organisations: &[Organisation]) -> Vec<(String, Vec<Line>)> {
    let mut countries: Vec<Option<CountryCode>> = organisations.iter().map(|org| org.country).collect();
    countries.sort_unstable();
    countries.dedup();
    let mut groups: Vec<(String, Vec<Line>)> = countries
        .into_iter()
        .map(|country| {
            let name = country.map_or_else(String::new, |code| names::country(t, code).text.to_owned());
            (
                name,
                organisations
                    .iter()
                    .filter(|org| org.country == country)
                    .map(|org| line(t, org))
                    .collect(),
            )
        })
        .collect();
    groups.sort_by_cached_key(|(name, _)| (name.is_empty(), t.sort_key(name)));
    groups
}

fn line(t: Words, org: &Organisation) -> Line {
    Line {
        href: paths::organisation(org.id, &org.name),
        name: org.name.clone(),
        language: org.name_language.clone(),
        place: org.place.clone().unwrap_or_default(),
        kinds: org.kinds.iter().map(|kind| t.coded("org-kind", kind.code())).collect(),
        is_external: org.is_external,
    }
}

#[derive(Template)]
#[template(path = "network/show.html")]
struct ShowPage {
    t: Words,
    shell: Shell,
    org: Organisation,
    kinds: Vec<String>,
    place: String,
    offerings: Vec<Card>,
    slots: Vec<SlotCard>,
    /// For those beyond it who may read it.
    history: Option<String>,
}

pub async fn show(app: web::Data<App>, request: HttpRequest, shell: Shell) -> Answer {
    let id = guard::id(&request, "org")?;
    let (language, now, t) = (shell.t.lang(), app.now(), shell.t);
    let (org, offerings, slots) = app
        .store
        .read(move |db| {
            let org = store::get_organisation(db, id, language)?;
            Ok((
                org,
                catalogue::list_of_org(db, id, language, now.day())?,
                placements::store::list_of_org(db, id, language, now.day())?,
            ))
        })
        .await?;
    let history = find_history(&app, shell.actor.as_ref(), RecordKind::Organisation, AnyId::of(id), id).await?;
    respond::page(&ShowPage {
        t,
        history,
        kinds: org.kinds.iter().map(|kind| t.coded("org-kind", kind.code())).collect(),
        place: place_of(t, org.place.as_deref(), org.country),
        offerings: offerings.iter().map(|offering| Card::of(t, offering, now)).collect(),
        slots: slots.iter().map(|slot| SlotCard::of(t, slot)).collect(),
        org,
        shell,
    })
}
