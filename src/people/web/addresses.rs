//! A person's addresses: one is added by a mailed link that its owner opens while signed in, so that nobody can hang
//! somebody else's address on an account.

use actix_web::{HttpRequest, web};
use askama::Template;
use chrono::TimeDelta;

use super::event;
use super::security::SecurityPage;
use crate::app::App;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, EmailId};
use crate::people::forms::JoinForm;
use crate::people::store::{self, NewLink};
use crate::people::{LinkPurpose, mail};
use crate::site::form::Form;
use crate::site::guard::{self, Proved, SignedIn};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::{queue, trail};

/// So many addresses a person may have.
const MOST: usize = 10;

/// Mails a link to the new address. The page says the same whoever has it.
pub async fn add_address(app: web::Data<App>, Proved(actor): Proved, shell: Shell, form: Form<JoinForm>) -> Answer {
    let page = SecurityPage::load(&app, actor.clone(), shell.clone()).await?;
    let email = match form.0.check() {
        Ok(email) => email,
        Err(problems) => return respond::refused(&page.with(form.0.email, problems)),
    };
    let (person, now, token) = (actor.person, app.now(), session::new_token(&app));
    if app.store.read(move |db| store::list_addresses(db, person)).await?.len() >= MOST {
        let mut problems = Problems::default();
        problems.add("email", Problem::TooMany(MOST));
        return respond::refused(&page.with(form.0.email, problems));
    }
    let link = NewLink {
        hash: app.link_hash(token.as_bytes()),
        purpose: LinkPurpose::Email,
        person: Some(person),
        entity: None,
        address_folded: email.folded(),
        payload: email.as_str().to_owned(),
        expires_at: now + TimeDelta::days(1),
    };
    let message = mail::confirm_address(
        &app,
        actor.language.as_deref().map_or(shell.t, crate::words::Words::of),
        person,
        &email,
        &format!("{}/address/{token}", app.config.site.base_url),
    );
    app.store
        .write(move |db| {
            store::put_link(db, &link, now)?;
            queue::store::put(db, &message, now)
        })
        .await?;
    Ok(respond::see_other(paths::SECURITY).flash(&app, "address-asked"))
}

#[derive(Template)]
#[template(path = "people/address.html")]
struct AddressPage {
    t: Words,
    shell: Shell,
    address: String,
    action: String,
}

/// The address of a link that was mailed for this person; anybody else's is not there.
async fn asked_for(app: &App, actor: &Actor, token: &str) -> Result<String, PageError> {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let found = app
        .store
        .read(move |db| store::find_link(db, &hash, LinkPurpose::Email, now))
        .await?;
    found
        .filter(|link| link.person == Some(actor.person))
        .map(|link| link.payload)
        .ok_or(PageError::NotFound)
}

/// The page of a mailed link: it does nothing until its button is pressed.
pub async fn address(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell, token: web::Path<String>) -> Answer {
    let address = asked_for(&app, &actor, &token).await?;
    respond::page(&AddressPage {
        t: shell.t,
        action: shell.path.clone(),
        shell,
        address,
    })
}

pub async fn confirm_address(app: web::Data<App>, SignedIn(actor): SignedIn, token: web::Path<String>) -> Answer {
    asked_for(&app, &actor, &token).await?;
    let (hash, now, person) = (app.link_hash(token.as_bytes()), app.now(), actor.person);
    let (id, audit): (EmailId, _) = (app.new_id(), app.new_id());
    let added = app
        .store
        .write(move |db| {
            let Some(link) = store::use_link(db, &hash, LinkPurpose::Email, now)? else {
                return Ok(None);
            };
            let added = store::add_address(db, id, person, &link.payload, &link.address_folded, now)?;
            trail::store::audit(
                db,
                &event(audit, "address-add", if added { "done" } else { "refused" }, Some(person)),
                now,
            )?;
            Ok(Some(added))
        })
        .await?;
    match added {
        Some(true) => Ok(respond::see_other(super::claims::next(&app, person, paths::SECURITY).await?).flash(&app, "address-added")),
        Some(false) => Ok(respond::see_other(paths::SECURITY).flash(&app, "address-taken")),
        None => Err(PageError::NotFound),
    }
}

/// Letters go to this address from now on; the former one is told.
pub async fn make_primary(app: web::Data<App>, request: HttpRequest, Proved(actor): Proved, shell: Shell) -> Answer {
    let id: EmailId = guard::id(&request, "email")?;
    let (person, now, audit) = (actor.person, app.now(), app.new_id());
    let known = app.store.read(move |db| store::find_recipient(db, person)).await?;
    let message = known.map(|known| mail::address_changed(&app, mail::words(shell.t, &known), &known));
    app.store
        .write(move |db| {
            store::set_primary(db, person, id)?;
            trail::store::audit(db, &event(audit, "address-primary", "done", Some(person)), now)?;
            message.iter().try_for_each(|message| queue::store::put(db, message, now))
        })
        .await?;
    Ok(respond::see_other(paths::SECURITY).flash(&app, "address-primary"))
}

pub async fn remove_address(app: web::Data<App>, request: HttpRequest, Proved(actor): Proved) -> Answer {
    let id: EmailId = guard::id(&request, "email")?;
    let (person, now, audit) = (actor.person, app.now(), app.new_id());
    app.store
        .write(move |db| {
            store::remove_address(db, person, id, now)?;
            trail::store::audit(db, &event(audit, "address-remove", "done", Some(person)), now)
        })
        .await?;
    Ok(respond::see_other(paths::SECURITY).flash(&app, "address-removed"))
}
