//! `/administration/audit`: the newest audit events, and how far they are sealed.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use super::history::people_names;
use super::{MOST, pages};
use crate::app::App;
use crate::kernel::dates::Tz;
use crate::kernel::{AnyId, Id as _, OrgId, PageNumber, PersonId, text};
use crate::site::form::Query;
use crate::site::guard::Administering;
use crate::site::{Answer, Shell, Words, paths, respond};
use crate::trail::RecordKind;
use crate::trail::chain::Event;
use crate::trail::store::{self, EventFilter};

/// What is written to the trail, in the order of the codes. One that is not here is shown as its code.
const ACTIONS: &[&str] = &[
    "account-close",
    "account-reopen",
    "act-on-behalf",
    "address-add",
    "address-primary",
    "address-remove",
    "administrator-link",
    "attest-level",
    "attest-state",
    "claim",
    "claim-letter",
    "claim-refuse",
    "consent-give",
    "consent-withdraw",
    "data-copy",
    "data-copy-ask",
    "denied",
    "erase",
    "export-figures",
    "factor-take",
    "fallback-codes",
    "find-people",
    "grant",
    "grant-withdraw",
    "import-people",
    "invitation-accept",
    "invitation-join",
    "mail-again",
    "mail-cancel",
    "mail-lift",
    "merge",
    "merge-undo",
    "not-duplicate",
    "owner-invite",
    "owner-withdraw",
    "password-change",
    "password-reset",
    "read-applications",
    "read-audit",
    "read-document",
    "read-history",
    "read-mail",
    "read-people",
    "read-person",
    "register-staff",
    "second-factor",
    "second-factor-add",
    "second-factor-remove",
    "session-end",
    "sessions-end",
    "sign-in",
    "sign-out",
    "step-up",
    "unsubscribe",
    "withdraw-attestation",
];
const RESULTS: &[&str] = &["asked", "done", "refused", "unchanged"];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    action: String,
    result: String,
    actor: String,
    entity: String,
    page: String,
}

/// An id that nobody has.
fn nobody() -> PersonId {
    PersonId::new(uuid::Uuid::nil())
}

impl AuditQuery {
    /// What cannot be read as an id finds nothing, and says so.
    fn filter(&self) -> EventFilter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        EventFilter {
            action: some(&self.action),
            result: some(&self.result),
            actor: some(&self.actor).map(|text| text.parse().unwrap_or_else(|_| nobody())),
            entity: some(&self.entity).map(|text| text.parse().unwrap_or_else(|_| AnyId::of(nobody()))),
        }
    }

    /// The address of this list, to which a page can be added.
    fn base(&self) -> String {
        let list = self.with("", "");
        if list.ends_with('?') { list } else { format!("{list}&") }
    }

    /// The address of this list, with another value of one field.
    fn with(&self, field: &str, value: &str) -> String {
        let fields = [
            ("action", &self.action),
            ("result", &self.result),
            ("actor", &self.actor),
            ("entity", &self.entity),
        ];
        let pairs = fields
            .iter()
            .map(|(name, own)| (*name, if *name == field { value } else { own.as_str() }));
        let pairs: Vec<String> = pairs
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", text::encode(value)))
            .collect();
        format!("{}?{}", paths::AUDIT, pairs.join("&"))
    }
}

/// An event in words, with the addresses of those like it.
struct EventLine {
    when: String,
    action: String,
    action_href: String,
    is_refused: bool,
    result: String,
    /// Name and address of what else they did.
    who: Option<(String, String)>,
    /// Name and history of an organisation.
    on_behalf_of: Option<(String, String)>,
    /// Kind, id, the address of what else happened to it, and where one reads more of it: words and address.
    entity: Option<(String, String, String, Option<(String, String)>)>,
    detail: String,
    seq: Option<String>,
}

#[derive(Template)]
#[template(path = "trail/audit.html")]
struct AuditPage {
    t: Words,
    shell: Shell,
    query: AuditQuery,
    actions: Vec<(String, String)>,
    results: Vec<(String, String)>,
    all: i64,
    head: Option<(String, String)>,
    waiting: i64,
    events: Vec<EventLine>,
    page: i64,
    pages: i64,
    base: String,
}

pub async fn audit(app: web::Data<App>, Administering(_): Administering, shell: Shell, query: Query<AuditQuery>) -> Answer {
    let (filter, t) = (query.0.filter(), shell.t);
    let number = PageNumber::new(query.0.page.parse().unwrap_or(1));
    let (events, all, names, head, waiting) = app
        .store
        .read(move |db| {
            let (events, all) = store::list_events(db, &filter, ((number.get() - 1) * MOST, MOST))?;
            let people: Vec<PersonId> = events.iter().filter_map(|(event, _)| event.actor).collect();
            let orgs: Vec<OrgId> = events.iter().filter_map(|(event, _)| event.on_behalf_of).collect();
            let names = (
                people_names(db, &people)?,
                crate::catalogue::store::organisation_names(db, &orgs, t.lang())?,
            );
            Ok((events, all, names, store::find_head(db)?, store::count_waiting(db)?))
        })
        .await?;
    let (people, orgs) = names;
    let line = |(event, seq): &(Event, Option<i64>)| EventLine {
        on_behalf_of: event
            .on_behalf_of
            .map(|org| {
                let name = crate::catalogue::store::choose(&orgs, org, t.lang()).text;
                (name, history(RecordKind::Organisation, AnyId::of(org)))
            })
            .filter(|(name, _)| !name.is_empty()),
        ..event_line(t, &query.0, event, *seq, &people)
    };
    respond::page(&AuditPage {
        t,
        actions: choices(t, "audit-action", ACTIONS, &query.0.action),
        results: choices(t, "audit-result", RESULTS, &query.0.result),
        all,
        head: head.map(|head| (t.number(head.seq), head.to_string())),
        waiting,
        events: events.iter().map(line).collect(),
        page: number.get(),
        pages: pages(all),
        base: query.0.base(),
        query: query.0,
        shell,
    })
}

/// The codes with their words; one that was asked for and is not among them goes along.
fn choices(t: Words, part: &str, codes: &[&str], asked: &str) -> Vec<(String, String)> {
    let extra = (!asked.is_empty() && !codes.contains(&asked)).then_some(asked);
    let mut choices: Vec<(String, String)> = codes
        .iter()
        .copied()
        .chain(extra)
        .map(|code| (code.to_owned(), t.coded(part, code)))
        .collect();
    choices.sort_by_cached_key(|(_, words)| t.sort_key(words));
    choices
}

fn history(kind: RecordKind, id: AnyId) -> String {
    format!("{}/{kind}/{id}", paths::ADMINISTRATION_HISTORY)
}

/// Where an administrator reads more of what an event is about.
fn more(t: Words, kind: &str, id: AnyId) -> Option<(String, String)> {
    match (kind.parse().ok(), kind) {
        (Some(record), _) => Some((t.history_link().plain(), history(record, id))),
        (None, "person") => Some((t.audit_open_person().plain(), paths::person(id.to()))),
        (None, "message") => Some((t.audit_open_letter().plain(), paths::mail(id.to()))),
        (None, _) => None,
    }
}

fn event_line(t: Words, query: &AuditQuery, event: &Event, seq: Option<i64>, people: &[(PersonId, String)]) -> EventLine {
    let name = |id: PersonId| people.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    let entity = event.entity.map(|id| {
        let kind = event.entity_kind.clone().unwrap_or_default();
        let more = more(t, &kind, id);
        (
            t.coded("audit-entity", &kind),
            id.to_string(),
            query.with("entity", &id.to_string()),
            more,
        )
    });
    EventLine {
        when: t.time_there(t.date_time(event.at.in_zone(Tz::UTC)), Tz::UTC.name()).plain(),
        action: t.coded("audit-action", &event.action),
        action_href: query.with("action", &event.action),
        is_refused: event.result == "refused",
        result: t.coded("audit-result", &event.result),
        who: event.actor.map(|id| {
            let known = name(id).unwrap_or_else(|| t.history_somebody().plain());
            (known, query.with("actor", &id.to_string()))
        }),
        on_behalf_of: None,
        entity,
        detail: event.detail.clone(),
        seq: seq.map(|seq| t.number(seq)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::noted::NOTED;

    #[test]
    fn every_action_has_words_in_every_language() {
        let known: Vec<&str> = ACTIONS.iter().copied().chain(NOTED.iter().map(|(.., action)| *action)).collect();
        for action in known {
            assert!(ACTIONS.contains(&action), "{action} can be asked for");
            let key = format!("audit-action-{action}");
            for language in crate::words::LANGUAGES {
                let t = crate::words::Words::of(language.code);
                assert!(
                    t.find(&key).is_some() && !t.gaps().any(|gap| gap == key),
                    "{key} in {}",
                    language.code
                );
            }
        }
        let mut sorted = ACTIONS.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, ACTIONS);
    }

    #[test]
    fn what_is_no_id_finds_nothing() {
        let query = AuditQuery {
            actor: "somebody".to_owned(),
            ..AuditQuery::default()
        };
        assert_eq!(query.filter().actor, Some(nobody()));
        assert_eq!(query.filter().entity, None);
        assert_eq!(
            query.with("action", "sign in"),
            "/administration/audit?action=sign%20in&actor=somebody"
        );
        assert_eq!(query.base(), "/administration/audit?actor=somebody&");
        assert_eq!(AuditQuery::default().base(), "/administration/audit?");
    }
}
