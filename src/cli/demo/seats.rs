//! Who sits in which run, who asks, who waits. Nobody holds two seats or places in the same week.

use chrono::{NaiveDate, TimeDelta};

use super::candidates::{Calendar, Search, Wanted};
use super::dice::{Dice, Kind};
use super::offerings::{Capacity, Run, serial};
use super::store::{Batch, SeatRow, TransitionRow};
use super::story;
use super::terms::Terms;
use super::world::{Who, World};
use crate::enrolments::{DeclineReason, SeatState};
use crate::kernel::{AnyId, OrgId, PersonId, TransitionId, UtcTime};

/// Does a seat in this state count against the capacity?
pub(crate) fn is_held(state: &str) -> bool {
    state.parse::<SeatState>().is_ok_and(SeatState::is_held)
}

/// Seats of a run; returns how many are held.
pub(crate) fn fill(world: &World, run: &Run, terms: &Terms, calendar: &mut Calendar, dice: &mut Dice, batch: &mut Batch) -> i32 {
    let seats = match run.capacity {
        Capacity::Limited(seats) => seats,
        Capacity::Unlimited => dice.between(5, 60).min(world.size.learners / 30),
        // nobody can apply where nobody knows how many may come
        Capacity::Unknown => return 0,
    };
    let Some(published_at) = run.published_at else { return 0 };
    let search = Search {
        world,
        wanted: Wanted {
            languages: &run.languages,
            country: run.country(world),
            residence: terms.residence.as_deref(),
            sector: terms.sector,
            skills: &run.course.skills,
        },
        weeks: Calendar::weeks(world, run.starts_on, run.ends_on),
        found: Vec::new(),
    };
    let mut sitting = Sitting {
        run,
        search,
        published_at,
        ordinal: 0,
        held: 0,
        batch,
    };
    let wanted = (seats * run.fill).div_ceil(1000);
    let wanted = if run.capacity == Capacity::Unlimited { seats } else { wanted };
    let is_full = run.capacity == Capacity::Limited(wanted);
    for _ in 0..wanted {
        sitting.seat(calendar, is_full, dice);
    }
    if run.is_open(world) {
        for _ in 0..dice.below(seats / 3 + 2) {
            sitting.ask(calendar, dice);
        }
        let is_full = run.capacity == Capacity::Limited(u32::try_from(sitting.held).unwrap_or(0));
        for _ in 0..if is_full { dice.between(1, 6) } else { 0 } {
            sitting.put(calendar, "waitlisted", dice);
        }
    }
    if run.state != "cancelled" {
        for _ in 0..dice.below(3) {
            let state = *dice.pick(&["withdrawn", "declined_by_provider", "offer_declined", "offer_lapsed"]);
            sitting.put(calendar, state, dice);
        }
    }
    sitting.held += story::seat(world, run, sitting.batch);
    sitting.held
}

struct Sitting<'a> {
    run: &'a Run,
    search: Search<'a>,
    published_at: UtcTime,
    ordinal: u64,
    held: i32,
    batch: &'a mut Batch,
}

impl Sitting<'_> {
    /// A seat that is or was held. Where the run is to be full and nobody is found it is held for somebody yet to be named.
    fn seat(&mut self, calendar: &mut Calendar, is_full: bool, dice: &mut Dice) {
        let state = match (self.run.state, dice.below(100)) {
            ("closed", 0..86) => "completed",
            ("closed", 86..93) | ("delivered", 95..) => "no_show",
            ("closed", _) => "not_completed",
            ("delivered", _) => "attended",
            ("cancelled", _) => "cancelled",
            ("confirmed", 0..9) | ("published", 0..14) => "accepted",
            ("confirmed", 9..22) | ("published", 14..30) => "conditions_pending",
            ("published", 30..44) => "offered",
            _ => "enrolled",
        };
        let is_held = is_held(state);
        let is_future = ["published", "confirmed"].contains(&self.run.state);
        let is_unnamed = is_future && self.run.site.is_some() && dice.often(30);
        let who = if is_unnamed {
            None
        } else {
            self.search.next(calendar, is_held, dice)
        };
        match who {
            Some(who) => self.push(Some(&who), state, dice),
            None if is_unnamed || (is_full && is_held) => self.push(None, if is_future { "offered" } else { "enrolled" }, dice),
            None => {}
        }
    }

    fn ask(&mut self, calendar: &mut Calendar, dice: &mut Dice) {
        if let Some(who) = self.search.next(calendar, false, dice) {
            let state = match dice.below(100) {
                0..14 => "info_requested",
                14..36 if who.employer.is_some() => "awaiting_endorsement",
                _ => "submitted",
            };
            self.push(Some(&who), state, dice);
        }
    }

    fn put(&mut self, calendar: &mut Calendar, state: &'static str, dice: &mut Dice) {
        if let Some(who) = self.search.next(calendar, false, dice) {
            self.push(Some(&who), state, dice);
        }
    }

    fn push(&mut self, who: Option<&Who>, state: &'static str, dice: &mut Dice) {
        let world = self.search.world;
        let (person, employer) = match who {
            Some(who) => (Some(who.id), who.employer),
            None => (None, Some(*world.employers.pick(dice))),
        };
        let (route, for_org, by) = match (person, employer) {
            (None, _) => ("quota", employer, None),
            (_, Some(_)) if state == "awaiting_endorsement" => ("individual", employer, person),
            (_, Some(at)) if dice.often(540) => ("nomination", employer, Some(world.orgs[at].owner)),
            _ => ("individual", None, person),
        };
        let (created_at, state_at) = moments(world, self.published_at, self.run.ends_on, dice);
        let row = SeatRow {
            id: world.id(
                Kind::Seat,
                u64::from(self.run.number) * 256 + self.ordinal,
                serial(world, self.run.number),
            ),
            org_id: self.run.provider(world).id,
            offering_id: self.run.id,
            person_id: person,
            route,
            for_org_id: for_org.map(|at| world.orgs[at].id),
            state,
            offer_expires_at: (state == "offered").then(|| expiry(world, dice)),
            reason_code: reason(state, dice),
            created_by: by,
            created_at,
            state_at,
        };
        if self.run.number <= super::courses::ARABIC_RUN && person.is_some() {
            let number = u64::from(self.run.number) * 256 + self.ordinal;
            let provider = self.run.provider(world);
            trace(world, number, &Traced::seat(&row, provider.owner), self.batch);
        }
        self.ordinal += 1;
        self.held += i32::from(is_held(state));
        self.batch.seats.push(row);
    }
}

/// When it was asked for and when it came into its state: after it was published, before now and before the end.
pub(crate) fn moments(world: &World, published_at: UtcTime, ends_on: NaiveDate, dice: &mut Dice) -> (UtcTime, UtcTime) {
    let end = world
        .now
        .min(UtcTime::new(ends_on.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc()));
    let minutes = u32::try_from((end.get() - published_at.get()).num_minutes()).unwrap_or(2).max(2);
    let created = dice.below(minutes - 1);
    let settled = dice.between(created, minutes - 1);
    let after = |minutes: u32| published_at + TimeDelta::minutes(minutes.into());
    (after(created), after(settled))
}

/// An offer that somebody has yet to answer.
pub(crate) fn expiry(world: &World, dice: &mut Dice) -> UtcTime {
    world.now + TimeDelta::days(dice.between(4, 14).into()) + TimeDelta::hours(17)
}

/// Why a provider said no; nobody else is asked for a reason.
fn reason(state: &str, dice: &mut Dice) -> Option<&'static str> {
    let reasons = [
        DeclineReason::TooMany,
        DeclineReason::Level,
        DeclineReason::Eligibility,
        DeclineReason::Documents,
    ];
    (state == "declined_by_provider").then(|| dice.pick(&reasons).code())
}

/// Something whose way is told state by state.
pub(crate) struct Traced {
    pub(crate) kind: &'static str,
    pub(crate) id: AnyId,
    pub(crate) org: OrgId,
    /// Who asked, and on whose behalf.
    pub(crate) by: Option<PersonId>,
    pub(crate) for_org: Option<OrgId>,
    /// Who answers: the owner of the provider or of the plant.
    pub(crate) owner: PersonId,
    pub(crate) state: &'static str,
    pub(crate) from: UtcTime,
    pub(crate) to: UtcTime,
}

impl Traced {
    pub(crate) fn seat(seat: &SeatRow, owner: PersonId) -> Self {
        Self {
            kind: "seat",
            id: AnyId::of(seat.id),
            org: seat.org_id,
            by: seat.created_by,
            for_org: seat.for_org_id,
            owner,
            state: seat.state,
            from: seat.created_at,
            to: seat.state_at,
        }
    }
}

/// The way to a state, and who took each step: the asking side or the answering.
fn way(state: &str) -> &'static [(&'static str, bool)] {
    const ASKS: bool = true;
    const ANSWERS: bool = false;
    match state {
        "awaiting_endorsement" => &[("awaiting_endorsement", ASKS)],
        "info_requested" => &[("submitted", ASKS), ("info_requested", ANSWERS)],
        "waitlisted" => &[("submitted", ASKS), ("waitlisted", ANSWERS)],
        "offered" => &[("submitted", ASKS), ("offered", ANSWERS)],
        "accepted" => &[("submitted", ASKS), ("offered", ANSWERS), ("accepted", ASKS)],
        "conditions_pending" => &[
            ("submitted", ASKS),
            ("offered", ANSWERS),
            ("accepted", ASKS),
            ("conditions_pending", ANSWERS),
        ],
        "enrolled" => &[("submitted", ASKS), ("offered", ANSWERS), ("accepted", ASKS), ("enrolled", ANSWERS)],
        "withdrawn" => &[("submitted", ASKS), ("withdrawn", ASKS)],
        "declined_by_provider" => &[("submitted", ASKS), ("declined_by_provider", ANSWERS)],
        "offer_declined" => &[("submitted", ASKS), ("offered", ANSWERS), ("offer_declined", ASKS)],
        "offer_lapsed" => &[("submitted", ASKS), ("offered", ANSWERS), ("offer_lapsed", ANSWERS)],
        "under_consideration" => &[("submitted", ASKS), ("under_consideration", ANSWERS)],
        "host_accepted" => &[("submitted", ASKS), ("under_consideration", ANSWERS), ("host_accepted", ANSWERS)],
        "prerequisites_pending" => &[
            ("submitted", ASKS),
            ("under_consideration", ANSWERS),
            ("host_accepted", ANSWERS),
            ("prerequisites_pending", ASKS),
        ],
        "cleared" => &[
            ("submitted", ASKS),
            ("host_accepted", ANSWERS),
            ("prerequisites_pending", ASKS),
            ("cleared", ANSWERS),
        ],
        "host_declined" => &[("submitted", ASKS), ("under_consideration", ANSWERS), ("host_declined", ANSWERS)],
        _ => &[("submitted", ASKS)],
    }
}

/// Transition rows for the way to where it stands.
pub(crate) fn trace(world: &World, number: u64, traced: &Traced, batch: &mut Batch) {
    let way = way(traced.state);
    let span = (traced.to.get() - traced.from.get()) / i32::try_from(way.len().max(2) - 1).unwrap_or(1);
    let mut from_state = None;
    for (step, (to_state, asks)) in way.iter().enumerate() {
        let at = traced.from + span * i32::try_from(step).unwrap_or(0);
        let id: TransitionId = world.id(
            Kind::Transition,
            number * 8 + step as u64 + if traced.kind == "seat" { 0 } else { 1 << 40 },
            at,
        );
        batch.transitions.push(TransitionRow {
            id,
            org_id: Some(traced.org),
            entity_kind: traced.kind,
            entity_id: traced.id,
            from_state,
            to_state,
            actor_id: if *asks { traced.by } else { Some(traced.owner) },
            on_behalf_of: if *asks { traced.for_org } else { Some(traced.org) },
            reason_code: None,
            note: None,
            at,
        });
        from_state = Some(*to_state);
    }
}
