//! A row of a history in words, wherever it is shown; what a person reads of their own seat or place; and where those beyond an
//! organisation find the history of what is its own.

use super::values::{field_words, value_words};
use crate::app::App;
use crate::catalogue::store::{choose, get_whereabouts};
use crate::dashboards::policy::Purview;
use crate::kernel::dates::Tz;
use crate::kernel::actor::GrantRole;
use crate::kernel::{Actor, AnyId, OrgId, PersonId, UtcTime};
use crate::network::{CountryCode, Places};
use crate::site::{PageError, Words, paths};
use crate::trail::store::Entry;
use crate::trail::{RecordKind, policy};

/// Is what happens in that country within what this actor coordinates?
pub(super) fn is_within(actor: &Actor, country: Option<CountryCode>, today: chrono::NaiveDate) -> bool {
    let purview = Purview::of(actor, Places::builtin(), today);
    country.is_some_and(|country| purview.countries().contains(&country))
}

/// Where this actor reads the history of a record that an organisation of this country shows: an administrator, or a coordinator of the
/// country. Its members have a way of their own.
#[must_use]
pub fn history_of(actor: &Actor, kind: RecordKind, id: AnyId, country: Option<CountryCode>, today: chrono::NaiveDate) -> Option<String> {
    let under = if policy::may_read_all(actor) {
        paths::ADMINISTRATION_HISTORY
    } else if policy::may_read_within(actor, kind, is_within(actor, country, today), false) {
        paths::COORDINATION_HISTORY
    } else {
        return None;
    };
    Some(format!("{under}/{kind}/{id}"))
}

/// The same on a page that anybody opens, of a record of this organisation.
///
/// # Errors
/// The database's.
pub async fn find_history(app: &App, reader: Option<&Actor>, kind: RecordKind, id: AnyId, org: OrgId) -> Result<Option<String>, PageError> {
    let Some(actor) = reader.filter(|actor| policy::may_read_all(actor) || actor.has(GrantRole::Coordinator)) else {
        return Ok(None);
    };
    let (country, _) = app.store.read(move |db| get_whereabouts(db, org)).await?;
    Ok(history_of(actor, kind, id, country, app.now().day()))
}

/// Names of people, and of organisations.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub people: Vec<(PersonId, String)>,
    pub orgs: Vec<(OrgId, String)>,
}

impl Names {
    /// Of organisations alone, in the reader's language where they have one.
    #[must_use]
    pub fn of_orgs(known: &[(OrgId, String, bool, String)], language: &str) -> Self {
        let mut ids: Vec<OrgId> = known.iter().map(|(id, ..)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        Self {
            people: Vec::new(),
            orgs: ids.into_iter().map(|id| (id, choose(known, id, language).text)).collect(),
        }
    }

    fn person(&self, id: PersonId) -> Option<String> {
        self.people.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())
    }

    fn org(&self, id: OrgId) -> Option<String> {
        self.orgs.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())
    }
}

/// A field in words: what it said, and what it says; `None` where nothing.
pub struct Difference {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A row of a history.
pub struct Line {
    pub what: String,
    pub when: String,
    /// Nobody, where it came about by time.
    pub who: Option<String>,
    pub on_behalf_of: Option<String>,
    pub reason: String,
    pub note: String,
    pub changes: Vec<Difference>,
}

impl Line {
    #[must_use]
    pub fn of(t: Words, entry: &Entry, names: &Names, zone: Tz) -> Self {
        let changes = entry.changes.iter().map(|change| Difference {
            field: field_words(t, &change.field),
            before: change.before.as_ref().map(|value| value_words(t, &change.field, value)),
            after: change.after.as_ref().map(|value| value_words(t, &change.field, value)),
        });
        let (what, reason) = (what(t, entry, false), reason(t, entry));
        // where nothing else changed, what was done says more than the state that stayed
        let is_deed = entry.from.as_deref() == Some(entry.to.as_str()) && entry.changes.is_empty() && !reason.is_empty();
        let (what, reason) = if is_deed { (reason, String::new()) } else { (what, reason) };
        Self {
            what,
            when: when(t, entry.at, zone),
            who: entry
                .actor
                .map(|actor| names.person(actor).unwrap_or_else(|| t.history_somebody().plain())),
            on_behalf_of: entry.on_behalf_of.and_then(|org| names.org(org)),
            reason,
            note: entry.note.clone().unwrap_or_default(),
            changes: changes.collect(),
        }
    }
}

/// What happened to a person's own seat or place, without the words that were written for the house.
#[derive(Debug, Clone, Default)]
pub struct Happened {
    pub what: String,
    pub when: String,
    pub who: String,
    pub reason: String,
}

impl Happened {
    /// They read which organisation did it, not who there.
    #[must_use]
    pub fn of(t: Words, actor: &Actor, entry: &Entry, names: &Names) -> Self {
        let org = entry.on_behalf_of.and_then(|org| names.org(org));
        Self {
            what: what(t, entry, true),
            when: when(t, entry.at, Tz::UTC),
            who: match (entry.actor, org) {
                (None, _) => t.history_by_system().plain(),
                (Some(by), _) if by == actor.person => t.history_by_you().plain(),
                (Some(_), Some(org)) => t.history_by(org).plain(),
                (Some(_), None) => String::new(),
            },
            reason: reason(t, entry),
        }
    }
}

fn when(t: Words, at: UtcTime, zone: Tz) -> String {
    t.time_there(t.date_time(at.in_zone(zone)), zone.name()).plain()
}

/// The first of these sets of words that knows the code; else the code.
fn first_of(t: Words, sets: &[&str], code: &str) -> String {
    let ending = code.to_lowercase().replace('_', "-");
    let mut found = sets.iter().filter_map(|set| t.find(&format!("{set}-{ending}")));
    found.next().map_or_else(|| code.to_owned(), |words| words.plain())
}

fn what(t: Words, entry: &Entry, is_own: bool) -> String {
    let sets: &[&str] = match (entry.kind.as_str(), is_own) {
        ("offering", _) => &["run-state"],
        ("seat", true) => &["seat-state"],
        ("seat", false) => &["applicant-state", "history-seat"],
        ("slot", _) => &["slot-state"],
        ("slot_period", _) => &["history-period"],
        ("place", _) => &["place-state"],
        ("course", _) => &["history-course"],
        ("need", _) => &["history-need"],
        ("organisation", _) => &["history-org"],
        _ => &[],
    };
    let state = |code: &str| first_of(t, sets, code);
    match entry.from.as_deref() {
        Some(from) if from == entry.to => t.history_changed(state(from)).plain(),
        Some(from) => t.history_step(state(from), state(&entry.to)).plain(),
        None => state(&entry.to),
    }
}

fn reason(t: Words, entry: &Entry) -> String {
    let sets: &[&str] = match entry.kind.as_str() {
        "offering" => &["history-reason", "run-reason"],
        "seat" => &["decline-reason", "run-reason"],
        "slot" | "slot_period" => &["history-reason", "stop-reason"],
        "place" => &["host-reason", "stop-reason"],
        "organisation" => &["history-reason", "refusal"],
        _ => &["history-reason"],
    };
    entry.reason.as_deref().map_or_else(String::new, |code| first_of(t, sets, code))
}
