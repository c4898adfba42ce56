//! The address at which somebody says that they want no more letters of a kind, without signing in: it names person and topic, and
//! is sealed with the site's secret.

use super::paths;
use crate::app::App;
use crate::kernel::PersonId;
use crate::kernel::text::hex;
use crate::queue::topics::Topic;

fn seal(app: &App, named: &str) -> String {
    hex(&app.link_hash(format!("unsubscribe {named}").as_bytes()))
}

/// Where to say so.
#[must_use]
pub fn path(app: &App, person: PersonId, topic: Topic) -> String {
    let named = format!("{topic}.{person}");
    paths::unsubscribe(&format!("{named}.{}", seal(app, &named)))
}

/// Whom and what a token names, if its seal is right.
#[must_use]
pub fn read(app: &App, token: &str) -> Option<(PersonId, Topic)> {
    let (named, sealed) = token.rsplit_once('.')?;
    // the seal is 32 bytes of a keyed hash: how long the comparison takes tells nothing that helps to make one
    if sealed != seal(app, named) {
        return None;
    }
    let (topic, person) = named.split_once('.')?;
    Some((person.parse().ok()?, topic.parse().ok()?))
}
