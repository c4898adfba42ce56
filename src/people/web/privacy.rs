//! `/me/data`: a copy of one's data, what one consents to, which letters one wants, and the way out. `/privacy` says to everybody
//! what is kept.

mod copying;
mod erasing;
mod public;
mod unsubscribing;

pub use copying::{ask_for_copy, copy, download_copy};
pub use erasing::{erase, erase_own};
pub use public::{privacy, privacy_csv};
pub use unsubscribing::{unsubscribe, unsubscribe_now};

use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;

use super::event;
use crate::app::App;
use crate::people::privacy::choices::Purpose;
use crate::people::store::privacy::{self as store, Given};
use crate::queue::topics::Topic;
use crate::site::form::Form;
use crate::site::guard::SignedIn;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::trail;

/// One purpose as it is asked for.
struct ConsentLine {
    code: &'static str,
    title: String,
    text: String,
    /// Since when it is given; empty where it is not.
    since: String,
}

struct GivenLine {
    title: String,
    words: String,
}

struct TopicLine {
    code: &'static str,
    words: String,
    is_wanted: bool,
}

#[derive(Template)]
#[template(path = "people/privacy/own_data.html")]
struct OwnDataPage {
    t: Words,
    shell: Shell,
    consents: Vec<ConsentLine>,
    history: Vec<GivenLine>,
    topics: Vec<TopicLine>,
}

fn consent_line(t: Words, purpose: Purpose, given: &[Given]) -> ConsentLine {
    let standing = given.iter().find(|one| one.purpose == purpose && one.withdrawn_at.is_none());
    ConsentLine {
        code: purpose.code(),
        title: t.coded("consent-title", purpose.code()),
        text: t.coded("consent-text", purpose.code()),
        since: standing.map_or_else(String::new, |one| {
            t.consent_since(t.date(one.given_at.day()), one.version.clone()).plain()
        }),
    }
}

fn given_line(t: Words, one: &Given) -> GivenLine {
    let from = t.date_time(one.given_at.get().naive_utc());
    GivenLine {
        title: t.coded("consent-title", one.purpose.code()),
        words: match one.withdrawn_at {
            None => t.consent_given(from, one.version.clone()),
            Some(at) => t.consent_given_until(from, t.date_time(at.get().naive_utc()), one.version.clone()),
        }
        .plain(),
    }
}

/// Letters can be chosen where they were consented to: nothing is ticked beforehand.
fn is_open(topic: Topic, given: &[Given]) -> bool {
    given
        .iter()
        .any(|one| one.purpose.code() == topic.consent() && one.withdrawn_at.is_none())
}

pub async fn own_data(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    let (t, person) = (shell.t, actor.person);
    let (given, wanted) = app
        .store
        .read(move |db| Ok((store::list_given(db, person)?, store::list_wanted(db, person)?)))
        .await?;
    respond::page(&OwnDataPage {
        consents: Purpose::ALL.iter().map(|purpose| consent_line(t, *purpose, &given)).collect(),
        history: given.iter().map(|one| given_line(t, one)).collect(),
        topics: wanted
            .into_iter()
            .filter(|(topic, _)| is_open(*topic, &given))
            .map(|(topic, is_wanted)| TopicLine {
                code: topic.code(),
                words: t.coded("topic", topic.code()),
                is_wanted,
            })
            .collect(),
        t,
        shell,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    answer: String,
}

/// Gives or withdraws one consent; the others stay as they are.
pub async fn consent(app: web::Data<App>, request: HttpRequest, SignedIn(actor): SignedIn, form: Form<ConsentForm>) -> Answer {
    let purpose: Purpose = request
        .match_info()
        .get("purpose")
        .and_then(|code| code.parse().ok())
        .ok_or(PageError::NotFound)?;
    let gives = match form.0.answer.as_str() {
        "give" => true,
        "withdraw" => false,
        _ => return Err(PageError::Unreadable("neither given nor withdrawn")),
    };
    let (person, now, id) = (actor.person, app.now(), app.new_id());
    let mut audit = event(
        app.new_id(),
        if gives { "consent-give" } else { "consent-withdraw" },
        "done",
        Some(person),
    );
    audit.detail = format!("{purpose} {}", purpose.version());
    app.store
        .write(move |db| {
            if gives {
                store::give(db, id, person, purpose, now)?;
                // whoever had said no to these letters wants them again
                let mut topics = Topic::ALL.iter().filter(|topic| topic.consent() == purpose.code());
                topics.try_for_each(|topic| store::set_wanted(db, person, *topic, true, now))?;
            } else {
                store::withdraw(db, person, purpose, now)?;
            }
            trail::store::audit(db, &audit, now)
        })
        .await?;
    let said = if gives { "consent-given" } else { "consent-withdrawn" };
    Ok(respond::see_other(paths::OWN_DATA).flash(&app, said))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MailForm {
    topic: Vec<String>,
}

/// Which letters somebody wants: the ticked ones.
pub async fn choose_mail(app: web::Data<App>, SignedIn(actor): SignedIn, form: Form<MailForm>) -> Answer {
    let (person, now, wanted) = (actor.person, app.now(), form.0.topic);
    app.store
        .write(move |db| {
            let given = store::list_given(db, person)?;
            let mut open = Topic::ALL.iter().filter(|topic| is_open(**topic, &given));
            open.try_for_each(|topic| store::set_wanted(db, person, *topic, wanted.iter().any(|code| code == topic.code()), now))
        })
        .await?;
    Ok(respond::see_other(paths::OWN_DATA).flash(&app, "mail-chosen"))
}
