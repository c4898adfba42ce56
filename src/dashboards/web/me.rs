//! `/me`: a person's gaps, the ways to close each with the reasons, why not the others, what they applied for.

mod page;

use actix_web::{HttpRequest, web};
use askama::Template;

use page::{GapCard, SeatLine, SkillRow, Step, View};

use crate::app::App;
use crate::catalogue::Offering;
use crate::catalogue::store as catalogue;
use crate::db::Db;
use crate::enrolments::Seat;
use crate::enrolments::store as enrolments;
use crate::enrolments::store::places::{self, OwnPlace};
use crate::enrolments::web::cards::places::PlaceCard;
use crate::kernel::{Actor, AnyId, OfferingId, SlotPeriodId};
use crate::matching::engine::{GapTop, rank_top};
use crate::matching::store::{self as matching, Seeker};
use crate::matching::{Judge, Offer, OfferKey};
use crate::network::Places;
use crate::notifications::web::cards::late_mail;
use crate::people::store as people;
use crate::placements::Slot;
use crate::placements::store as placements;
use crate::site::guard::{self, SignedIn};
use crate::site::{Answer, PageError, Shell, Words, respond};
use crate::skills::{SkillCode, Taxonomy};
use crate::trail::web::cards::{Happened, Names};
use crate::trail::{self, policy};

/// So many ways are shown for each gap on the first page.
const FIRST_WAYS: usize = 2;
/// And so many on the page of one gap.
const ALL_WAYS: usize = 30;

/// Everything that is read for a person's pages.
pub(super) struct Read {
    seeker: Seeker,
    offers: Vec<Offer>,
    tops: Vec<GapTop>,
    /// Distinct offers that fit.
    ways: usize,
    offerings: Vec<Offering>,
    slots: Vec<(SlotPeriodId, Slot)>,
    seats: Vec<Seat>,
    places: Vec<OwnPlace>,
    seat_offerings: Vec<Offering>,
    /// What happened to seats and places, the newest first, and the names of organisations in it.
    happened: (Vec<trail::store::Entry>, Names),
}

impl Read {
    /// What happened to this one.
    fn happened(&self, t: Words, actor: &Actor, id: AnyId) -> Vec<Happened> {
        let (entries, names) = &self.happened;
        let own = entries.iter().filter(|entry| entry.entity == id);
        own.map(|entry| Happened::of(t, actor, entry, names)).collect()
    }
}

#[derive(Template)]
#[template(path = "dashboards/me.html")]
struct MePage {
    t: Words,
    shell: Shell,
    /// What an administrator has to look after before anything else.
    late_mail: Option<String>,
    name: String,
    role: Option<String>,
    heading: String,
    lead: String,
    step: Step,
    gaps: Vec<GapCard>,
    seats: Vec<SeatLine>,
    places: Vec<PlaceCard>,
    passport: Vec<SkillRow>,
    in_order: String,
    /// Records that may be this person's too.
    records: usize,
}

pub async fn me(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    let read = read(&app, &actor, None, FIRST_WAYS, shell.t).await?;
    let records = app.store.read(move |db| people::list_offered(db, actor.person)).await?.len();
    let (t, now) = (shell.t, app.now());
    let view = View { t, read: &read, now };
    let gaps = view.gaps();
    let in_order = read.seeker.required.len() - gaps.len();
    let role = read.seeker.role.and_then(|role| Taxonomy::builtin().role(role));
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    respond::page(&MePage {
        t,
        late_mail: late_mail(&app, &actor, t).await?,
        name: actor.name.clone(),
        role: role.map(|role| t.role(role.code.as_str(), &role.name).text.to_owned()),
        heading: match role {
            None => t.me_no_role().plain(),
            Some(_) if gaps.is_empty() => t.me_no_gaps().plain(),
            Some(_) => format!(
                "{}{}{}",
                t.me_gaps(count(gaps.len())).plain(),
                t.list_comma().plain(),
                t.me_ways(count(read.ways)).plain()
            ),
        },
        lead: role.map_or_else(
            || t.me_no_role_lead().plain(),
            |_| t.me_lead(count(in_order), count(read.seeker.required.len())).plain(),
        ),
        step: view.next_step(),
        seats: view.seats(|seat| read.happened(t, &actor, AnyId::of(seat))),
        places: read
            .places
            .iter()
            .map(|own| PlaceCard {
                happened: read.happened(t, &actor, AnyId::of(own.place.id)),
                ..PlaceCard::of(t, own, now)
            })
            .collect(),
        passport: view.passport(),
        in_order: t.me_in_order(count(in_order), count(read.seeker.required.len())).plain(),
        gaps,
        records,
        shell,
    })
}

#[derive(Template)]
#[template(path = "dashboards/ways.html")]
struct WaysPage {
    t: Words,
    shell: Shell,
    gap: GapCard,
}

/// `/me/gaps/{skill}`: all ways to close one gap, and why not the others.
pub async fn ways(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest, shell: Shell) -> Answer {
    let skill: SkillCode = guard::id(&request, "skill")?;
    let read = read(&app, &actor, Some(skill), ALL_WAYS, shell.t).await?;
    let view = View {
        t: shell.t,
        read: &read,
        now: app.now(),
    };
    let gap = view
        .gaps()
        .into_iter()
        .find(|gap| gap.code == skill.as_str())
        .ok_or(PageError::NotFound)?;
    respond::page(&WaysPage { t: shell.t, gap, shell })
}

async fn read(app: &App, actor: &Actor, only: Option<SkillCode>, most: usize, t: Words) -> Result<Read, PageError> {
    let (urgency, now, language) = (app.urgency().await?, app.now(), t.lang());
    let (actor, person) = (actor.clone(), actor.person);
    let read = app
        .store
        .read(move |db| {
            let seeker = matching::get_seeker(db, person, now.day(), |country, skill| urgency.of(country, skill, now.day()))?;
            let gaps: Vec<SkillCode> = seeker
                .candidate
                .gaps()
                .map(|gap| gap.skill)
                .filter(|skill| only.is_none_or(|only| only == *skill))
                .collect();
            let offers = if gaps.is_empty() {
                Vec::new()
            } else {
                matching::list_offers(db, &gaps, now)?
            };
            let judge = Judge::new(&seeker.candidate, now, Places::builtin());
            let tops = rank_top(&judge, &offers, most);
            let ways = offers
                .iter()
                .filter(|offer| judge.failures(offer) == 0 && judge.closings(offer).next().is_some())
                .count();
            let (offerings, slots) = shown(db, &tops, language, now.day())?;
            let seats = enrolments::list_of_person(db, person)?;
            let ids: Vec<OfferingId> = seats.iter().map(|seat| seat.offering).collect();
            let places = places::list_of_person(db, person, language)?;
            let seat_offerings = catalogue::list_by_id(db, &ids, language)?;
            let own = seats.iter().map(|seat| (AnyId::of(seat.id), seat.person));
            let own = own.chain(places.iter().map(|own| (AnyId::of(own.place.id), own.place.person)));
            let own: Vec<AnyId> = own
                .filter(|(_, person)| policy::may_read_own(&actor, *person))
                .map(|(id, _)| id)
                .collect();
            let happened = happened(db, &own, language)?;
            drop(judge);
            Ok(Read {
                seeker,
                offers,
                tops,
                ways,
                offerings,
                slots,
                seats,
                places,
                seat_offerings,
                happened,
            })
        })
        .await?;
    Ok(read)
}

/// So much is shown of what happened, the newest.
const MOST_HAPPENED: i64 = 200;

fn happened(db: &mut Db, own: &[AnyId], language: &str) -> crate::db::Result<(Vec<trail::store::Entry>, Names)> {
    if own.is_empty() {
        return Ok((Vec::new(), Names::default()));
    }
    let (entries, _) = trail::store::list(db, own, None, (0, MOST_HAPPENED))?;
    let orgs: Vec<_> = entries.iter().filter_map(|entry| entry.on_behalf_of).collect();
    let names = Names::of_orgs(&catalogue::organisation_names(db, &orgs, language)?, language);
    Ok((entries, names))
}

type Shown = (Vec<Offering>, Vec<(SlotPeriodId, Slot)>);

/// The offerings and slots that the page names.
fn shown(db: &mut Db, tops: &[GapTop], language: &str, today: chrono::NaiveDate) -> crate::db::Result<Shown> {
    let keys = tops.iter().flat_map(|top| {
        top.matches
            .iter()
            .map(|found| found.offer)
            .chain(top.refused.iter().map(|refused| refused.offer))
    });
    let (mut offerings, mut periods) = (Vec::new(), Vec::new());
    for key in keys {
        match key {
            OfferKey::Offering(id) => offerings.push(id),
            OfferKey::Period(id) => periods.push(id),
        }
    }
    offerings.sort_unstable();
    offerings.dedup();
    Ok((
        catalogue::list_by_id(db, &offerings, language)?,
        placements::list_of_periods(db, &periods, language, today)?,
    ))
}
