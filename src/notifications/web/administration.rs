//! `/administration/mail`: what is queued, what was sent, what failed and why. A letter is shown without what its links open.

use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;

use super::cards;
use crate::app::App;
use crate::kernel::page::{PageNumber, pages_for};
use crate::kernel::{Actor, AnyId, AuditId, MessageId, UtcTime};
use crate::notifications::without_links;
use crate::queue::store::{Filter, Row, Suppressed};
use crate::queue::{self, MessageState, SUPPRESSED};
use crate::site::form::{Form, Query};
use crate::site::guard::{self, Administering};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, Shell, Words, paths};
use crate::trail::{self, AuditEvent};

/// What narrows the list.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MailQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: String,
}

/// What an administrator did with a message or an address; codes and ids, never addresses.
fn event(id: AuditId, actor: &Actor, action: &'static str, is_done: bool, message: Option<MessageId>, detail: String) -> AuditEvent {
    AuditEvent {
        id,
        action,
        result: if is_done { "done" } else { "refused" },
        actor: Some(actor.person),
        on_behalf_of: None,
        entity: message.map(|message| ("message", AnyId::of(message))),
        detail,
        request_id: None,
    }
}

fn moment(t: Words, at: UtcTime) -> String {
    t.date_time(at.get().naive_utc())
}

fn kind_words(t: Words, kind: &str) -> String {
    t.coded("mail-kind", kind)
}

/// What went wrong, in words where they are ours.
fn error_words(t: Words, row: &Row) -> Option<String> {
    let why = row.last_error.as_deref()?;
    Some(if why == SUPPRESSED {
        t.mail_desk_suppressed().plain()
    } else {
        why.to_owned()
    })
}

/// How its tag looks.
fn tag(state: MessageState) -> &'static str {
    match state {
        MessageState::Queued | MessageState::Sending => "tag warn",
        MessageState::Sent => "tag ok",
        MessageState::Failed => "tag bad",
        MessageState::Cancelled => "tag",
    }
}

/// A tab: a state, how many messages are in it, its address.
struct Tab {
    words: String,
    count: String,
    href: String,
    is_current: bool,
}

struct Pick {
    value: String,
    words: String,
    is_chosen: bool,
}

struct Line {
    href: String,
    kind: String,
    subject: String,
    language: String,
    to: String,
    state: String,
    tag: &'static str,
    at: String,
    /// What went wrong, and when it is tried next.
    detail: String,
}

#[derive(Template)]
#[template(path = "notifications/list_mail.html")]
struct MailPage {
    t: Words,
    shell: Shell,
    late: Option<String>,
    tabs: Vec<Tab>,
    state: String,
    kinds: Vec<Pick>,
    found: String,
    lines: Vec<Line>,
    page: i64,
    pages: i64,
    base: String,
}

pub async fn list_mail(app: web::Data<App>, Administering(actor): Administering, shell: Shell, query: Query<MailQuery>) -> Answer {
    let (t, query) = (shell.t, query.0);
    let filter = Filter {
        state: query.state.parse().ok(),
        kind: Some(query.kind).filter(|kind| !kind.is_empty()),
        page: PageNumber::new(query.page.parse().unwrap_or(1)),
    };
    let asked = filter.clone();
    let (counts, kinds, (rows, all)) = app
        .store
        .read(move |db| {
            Ok((
                queue::store::count_by_state(db)?,
                queue::store::list_kinds(db)?,
                queue::store::list(db, &asked)?,
            ))
        })
        .await?;
    let address = |state: Option<MessageState>| {
        let state = state.map_or("", MessageState::code);
        let kind = filter.kind.as_deref().unwrap_or_default();
        format!("{}?state={state}&kind={}", paths::MAIL, crate::kernel::text::encode(kind))
    };
    let every: i64 = counts.iter().map(|(_, count)| count).sum();
    let tab = |state: Option<MessageState>, count: i64| Tab {
        words: state.map_or_else(|| t.mail_desk_all().plain(), |state| t.coded("mail-state", state.code())),
        count: t.number(count),
        href: address(state),
        is_current: filter.state == state,
    };
    let tabs = std::iter::once(tab(None, every)).chain(counts.iter().map(|(state, count)| tab(Some(*state), *count)));
    let any = Pick {
        value: String::new(),
        words: t.mail_desk_any_kind().plain(),
        is_chosen: filter.kind.is_none(),
    };
    let pick = |kind: String| Pick {
        words: kind_words(t, &kind),
        is_chosen: filter.kind.as_ref() == Some(&kind),
        value: kind,
    };
    respond::page(&MailPage {
        t,
        late: cards::late_mail(&app, &actor, t).await?,
        tabs: tabs.collect(),
        state: filter.state.map_or_else(String::new, |state| state.to_string()),
        kinds: std::iter::once(any).chain(kinds.into_iter().map(pick)).collect(),
        found: t.mail_desk_found(all).plain(),
        lines: rows.iter().map(|row| line(t, row)).collect(),
        page: filter.page.get(),
        pages: pages_for(all),
        base: format!("{}&", address(filter.state)),
        shell,
    })
}

fn line(t: Words, row: &Row) -> Line {
    let next = (row.state == MessageState::Queued && row.attempts > 0).then(|| t.mail_desk_next(moment(t, row.next_at)).plain());
    let detail: Vec<String> = error_words(t, row).into_iter().chain(next).collect();
    Line {
        href: paths::mail(row.id),
        kind: kind_words(t, &row.kind),
        subject: row.subject.clone(),
        language: row.language.clone(),
        to: row.to.clone(),
        state: t.coded("mail-state", row.state.code()),
        tag: tag(row.state),
        at: moment(t, row.created_at),
        detail: detail.join(" · "),
    }
}

#[derive(Template)]
#[template(path = "notifications/show_mail.html")]
struct LetterPage {
    t: Words,
    shell: Shell,
    id: MessageId,
    row: Row,
    kind: String,
    state: String,
    tag: &'static str,
    error: Option<String>,
    next: Option<String>,
    created: String,
    sent: Option<String>,
    attempts: String,
    text: Vec<String>,
    is_waiting: bool,
    has_ended_badly: bool,
    /// Why and since when nothing is written to its address.
    suppressed: Option<(String, String)>,
    address: String,
}

pub async fn show_mail(app: web::Data<App>, Administering(_): Administering, request: HttpRequest, shell: Shell) -> Answer {
    let (t, id): (Words, MessageId) = (shell.t, guard::id(&request, "message")?);
    let (whole, suppressed) = app
        .store
        .read(move |db| {
            let whole = queue::store::get(db, id)?;
            let suppressed = queue::store::find_suppressed(db, &whole.address_folded)?;
            Ok((whole, suppressed))
        })
        .await?;
    let row = whole.row;
    respond::page(&LetterPage {
        t,
        shell,
        id,
        kind: kind_words(t, &row.kind),
        state: t.coded("mail-state", row.state.code()),
        tag: tag(row.state),
        error: error_words(t, &row),
        next: (row.state == MessageState::Queued).then(|| moment(t, row.next_at)),
        created: moment(t, row.created_at),
        sent: row.sent_at.map(|at| moment(t, at)),
        attempts: t.number(i64::from(row.attempts)),
        text: without_links(&whole.text)
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        is_waiting: row.state == MessageState::Queued,
        has_ended_badly: matches!(row.state, MessageState::Failed | MessageState::Cancelled),
        suppressed: suppressed.map(|one| (one.reason, moment(t, one.since))),
        address: whole.address_folded,
        row,
    })
}

pub async fn cancel_mail(app: web::Data<App>, Administering(actor): Administering, request: HttpRequest) -> Answer {
    let (id, audit): (MessageId, _) = (guard::id(&request, "message")?, app.new_id());
    let now = app.now();
    let done = app
        .store
        .write(move |db| {
            let kind = queue::store::cancel(db, id)?;
            let is_done = kind.is_some();
            let detail = kind.unwrap_or_default();
            trail::store::audit(db, &event(audit, &actor, "mail-cancel", is_done, Some(id), detail), now)?;
            Ok(is_done)
        })
        .await?;
    let flash = if done { "mail-cancelled" } else { "mail-not-waiting" };
    Ok(respond::see_other(&paths::mail(id)).flash(&app, flash))
}

pub async fn send_mail_again(app: web::Data<App>, Administering(actor): Administering, request: HttpRequest) -> Answer {
    let (id, audit): (MessageId, _) = (guard::id(&request, "message")?, app.new_id());
    let now = app.now();
    let done = app
        .store
        .write(move |db| {
            let kind = queue::store::send_again(db, id, now)?;
            let is_done = kind.is_some();
            let detail = kind.unwrap_or_default();
            trail::store::audit(db, &event(audit, &actor, "mail-again", is_done, Some(id), detail), now)?;
            Ok(is_done)
        })
        .await?;
    let flash = if done { "mail-again" } else { "mail-not-again" };
    Ok(respond::see_other(&paths::mail(id)).flash(&app, flash))
}

#[derive(Template)]
#[template(path = "notifications/list_suppressed.html")]
struct SuppressedPage {
    t: Words,
    shell: Shell,
    found: String,
    lines: Vec<(Suppressed, String)>,
    page: i64,
    pages: i64,
}

pub async fn list_suppressed(app: web::Data<App>, Administering(_): Administering, shell: Shell, query: Query<MailQuery>) -> Answer {
    let (t, page) = (shell.t, PageNumber::new(query.0.page.parse().unwrap_or(1)));
    let (rows, all) = app.store.read(move |db| queue::store::list_suppressed(db, page)).await?;
    respond::page(&SuppressedPage {
        t,
        shell,
        found: t.mail_desk_addresses_found(all).plain(),
        lines: rows
            .into_iter()
            .map(|one| {
                let since = moment(t, one.since);
                (one, since)
            })
            .collect(),
        page: page.get(),
        pages: pages_for(all),
    })
}

/// The address is a field and not a part of the path: paths are logged.
#[derive(Deserialize)]
pub struct LiftForm {
    #[serde(default)]
    address: String,
    /// The message from whose page it was lifted.
    #[serde(default)]
    message: Option<String>,
}

pub async fn lift_suppression(app: web::Data<App>, Administering(actor): Administering, form: Form<LiftForm>) -> Answer {
    let (audit, now, form) = (app.new_id(), app.now(), form.0);
    let message: Option<MessageId> = form.message.and_then(|text| text.parse().ok());
    let address = form.address;
    let done = app
        .store
        .write(move |db| {
            let known = queue::store::find_suppressed(db, &address)?;
            let is_done = queue::store::lift(db, &address, Some(actor.person), now)?;
            let detail = known.map_or_else(String::new, |known| known.reason);
            trail::store::audit(db, &event(audit, &actor, "mail-lift", is_done, message, detail), now)?;
            Ok(is_done)
        })
        .await?;
    let back = message.map_or_else(|| paths::MAIL_ADDRESSES.to_owned(), paths::mail);
    let flash = if done { "mail-lifted" } else { "mail-not-lifted" };
    Ok(respond::see_other(&back).flash(&app, flash))
}
