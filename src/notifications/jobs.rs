//! Letters that nobody asked for at that moment: that a course was announced which somebody had wished for. They go to those alone
//! who consented to it (`queue::topics`), once for each wish.

use super::store::{self, Met};
use crate::app::App;
use crate::catalogue::store as catalogue;
use crate::db::Result;
use crate::kernel::AnyId;
use crate::queue::{self, Message};
use crate::site::letter::{Letter, letter};
use crate::site::paths;
use crate::words::Words;

/// So many at a time.
const MOST: i64 = 50;

/// Tells people of courses that they wished for; returns how many letters there were to write.
///
/// # Errors
/// The database's. What was not done is done the next time.
pub async fn tell_of_wishes(app: &App) -> Result<usize> {
    let now = app.now();
    let met = app.store.read(move |db| store::list_met_wishes(db, now, MOST)).await?;
    let count = met.len();
    for one in met {
        let (offering, language) = (one.offering, Words::of(one.to.language.as_deref().unwrap_or("en")).lang());
        let found = app.store.read(move |db| catalogue::list_by_id(db, &[offering], language)).await?;
        let Some(run) = found.into_iter().next() else { continue };
        let message = wish_met(app, &one, &run.title.text, &run.provider.text);
        app.store.write(move |db| queue::store::put(db, &message, now)).await?;
    }
    Ok(count)
}

fn wish_met(app: &App, met: &Met, title: &str, provider: &str) -> Message {
    let t = Words::of(met.to.language.as_deref().unwrap_or("en"));
    let link = format!("{}{}", app.config.site.base_url, paths::offering(met.offering, title));
    let lines = [
        t.mail_wish_met_why(provider.to_owned(), title.to_owned()).plain(),
        t.mail_wish_met_choice().plain(),
    ];
    letter(
        app,
        t,
        Letter {
            to: &met.to.to,
            person: Some(met.to.person),
            org: None,
            kind: "wish-met",
            key: met.wish.to_string(),
            subject: t.mail_wish_met_subject().plain(),
            lines: &lines,
            button: Some((&t.mail_wish_met_button().plain(), &link)),
            about: Some(("offering", AnyId::of(met.offering))),
        },
    )
}
