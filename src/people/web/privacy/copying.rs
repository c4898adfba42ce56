//! A copy of one's data: asked for with a fresh proof, mailed as a link that opens once, fetched while signed in as the same person.

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web;
use askama::Template;
use chrono::TimeDelta;

use super::super::event;
use crate::app::App;
use crate::kernel::Actor;
use crate::people::store::privacy::copy_of;
use crate::people::store::{self, NewLink};
use crate::people::{LinkPurpose, mail, privacy};
use crate::site::guard::{Proved, SignedIn};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::{queue, trail};

/// Mails the link.
pub async fn ask_for_copy(app: web::Data<App>, Proved(actor): Proved, shell: Shell) -> Answer {
    let (person, now, token) = (actor.person, app.now(), session::new_token(&app));
    let known = app.store.read(move |db| store::find_recipient(db, person)).await?;
    let known = known.ok_or(PageError::NotFound)?;
    let link = NewLink {
        hash: app.link_hash(token.as_bytes()),
        purpose: LinkPurpose::Download,
        person: Some(person),
        entity: None,
        address_folded: known.to.folded(),
        payload: String::new(),
        expires_at: now + TimeDelta::days(privacy::days("links").unwrap_or(7)),
    };
    let address = format!("{}/me/data/copy/{token}", app.config.site.base_url);
    let message = mail::data_copy(&app, mail::words(shell.t, &known), &known, &address);
    let audit = event(app.new_id(), "data-copy-ask", "done", Some(person));
    app.store
        .write(move |db| {
            store::put_link(db, &link, now)?;
            trail::store::audit(db, &audit, now)?;
            queue::store::put(db, &message, now)
        })
        .await?;
    Ok(respond::see_other(paths::OWN_DATA).flash(&app, "copy-asked"))
}

#[derive(Template)]
#[template(path = "people/privacy/copy.html")]
struct CopyPage {
    t: Words,
    shell: Shell,
    action: String,
}

/// The link of this person, if it still opens; anybody else's is not there.
async fn opens(app: &App, actor: &Actor, token: &str) -> Result<(), PageError> {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let found = app
        .store
        .read(move |db| store::find_link(db, &hash, LinkPurpose::Download, now))
        .await?;
    let is_own = found.is_some_and(|link| link.person == Some(actor.person));
    if is_own { Ok(()) } else { Err(PageError::NotFound) }
}

/// The page of the mailed link: it does nothing until its button is pressed.
pub async fn copy(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell, token: web::Path<String>) -> Answer {
    opens(&app, &actor, &token).await?;
    respond::page(&CopyPage {
        t: shell.t,
        action: shell.path.clone(),
        shell,
    })
}

/// The file, once.
pub async fn download_copy(app: web::Data<App>, SignedIn(actor): SignedIn, token: web::Path<String>) -> Answer {
    opens(&app, &actor, &token).await?;
    let (hash, now, person) = (app.link_hash(token.as_bytes()), app.now(), actor.person);
    let copy = app.store.read(move |db| copy_of(db, person, now)).await?;
    let audit = event(app.new_id(), "data-copy", "done", Some(person));
    let used = app
        .store
        .write(move |db| {
            let used = store::use_link(db, &hash, LinkPurpose::Download, now)?;
            if used.is_some() {
                trail::store::audit(db, &audit, now)?;
            }
            Ok(used)
        })
        .await?;
    used.ok_or(PageError::NotFound)?;
    let file = copy.file().map_err(|why| PageError::Broken(format!("archive: {why}")))?;
    let mut answer = respond::download("benchside-data.zip", "application/zip", file);
    answer
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}
