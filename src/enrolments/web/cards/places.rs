//! A person's own place, wherever it is shown.

use crate::catalogue::Text;
use crate::enrolments::PlaceState;
use crate::enrolments::place_state::{self, Deadlines, Event};
use crate::enrolments::store::places::{OwnPlace, begins_at};
use crate::kernel::UtcTime;
use crate::kernel::dates::Tz;
use crate::site::{Words, paths};
use crate::trail::web::cards::Happened;

/// What the partial `enrolments/own_place.html` shows, as `place`.
pub struct PlaceCard {
    pub id: String,
    pub href: String,
    pub title: Text,
    pub facility: Text,
    pub dates: String,
    pub state: String,
    pub class: &'static str,
    /// What happens next, or why nothing does.
    pub next: String,
    pub can_answer: bool,
    pub can_withdraw: bool,
    /// Nothing follows any more.
    pub is_over: bool,
    /// Where the page tells it.
    pub happened: Vec<Happened>,
}

impl PlaceCard {
    #[must_use]
    pub fn of(t: Words, own: &OwnPlace, now: UtcTime) -> Self {
        let state = own.place.state;
        let deadlines = Deadlines {
            offer_expires_at: own.place.offer_expires_at,
            begins_at: begins_at(own.from, &own.zone),
        };
        let can = |event| place_state::next(state, deadlines, event, now).is_ok();
        let can_answer = can(Event::Take);
        Self {
            id: own.place.id.to_string(),
            href: paths::slot(own.slot, &own.title.text),
            title: own.title.clone(),
            facility: own.facility.clone(),
            dates: t.dates_from_to(t.date(own.from), t.date(own.to)).plain(),
            state: t.coded("place-state", state.code()),
            class: class(state),
            next: next(t, own, can_answer),
            can_answer,
            can_withdraw: !can_answer && can(Event::Withdraw),
            is_over: state.is_end(),
            happened: Vec::new(),
        }
    }
}

/// The colour of a state.
#[must_use]
pub fn class(state: PlaceState) -> &'static str {
    match state {
        PlaceState::HostAccepted => "warn",
        PlaceState::PrerequisitesPending | PlaceState::Cleared | PlaceState::InProgress | PlaceState::Completed => "ok",
        PlaceState::HostDeclined | PlaceState::HostCancelled | PlaceState::PrerequisitesFailed => "bad",
        _ => "",
    }
}

fn next(t: Words, own: &OwnPlace, can_answer: bool) -> String {
    match (own.place.state, own.place.offer_expires_at, own.place.reason) {
        (PlaceState::HostAccepted, Some(at), _) if can_answer => t.place_answer_by(answer_by(t, at, &own.zone)).plain(),
        (PlaceState::HostAccepted, ..) => t.place_next_expired().plain(),
        (PlaceState::HostDeclined, _, Some(reason)) => t.mail_place_no_why(t.coded("host-reason", reason.code())).plain(),
        (state, ..) => {
            let key = format!("place-next-{}", state.code().replace('_', "-"));
            t.find(&key).map_or_else(String::new, |words| words.plain())
        }
    }
}

/// An instant as the clock at the facility shows it, with the zone.
#[must_use]
pub fn answer_by(t: Words, at: UtcTime, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    t.time_there(t.date_time(at.in_zone(zone)), zone.name()).plain()
}
