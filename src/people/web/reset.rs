//! A forgotten password: an address, a mailed link, a new password. The link opens for half an hour, once; it does not sign
//! in, and so does not get around a second factor.

use actix_web::web;
use askama::Template;
use chrono::TimeDelta;

use super::{event, hashed};
use crate::app::App;
use crate::kernel::problems::Problems;
use crate::kernel::text::EmailAddress;
use crate::people::forms::{JoinForm, NewPasswordForm};
use crate::people::store::{self, NewLink, OpenLink};
use crate::people::{LinkPurpose, mail, password};
use crate::site::form::Form;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::{queue, trail};

#[derive(Template)]
#[template(path = "people/forgot.html")]
struct ForgotPage {
    t: Words,
    shell: Shell,
    form: JoinForm,
    problems: Problems,
    /// The address that a letter is on its way to.
    sent_to: Option<String>,
}

impl ForgotPage {
    fn new(shell: Shell, form: JoinForm, problems: Problems, sent_to: Option<String>) -> Self {
        Self {
            t: shell.t,
            shell,
            form,
            problems,
            sent_to,
        }
    }
}

pub async fn forgot(shell: Shell) -> Answer {
    respond::page(&ForgotPage::new(shell, JoinForm::default(), Problems::default(), None))
}

/// Mails a link, or a word that nobody has an account with this address; the page is the same for both.
pub async fn ask_for_reset(app: web::Data<App>, shell: Shell, form: Form<JoinForm>) -> Answer {
    let email = match form.0.check() {
        Ok(email) => email,
        Err(problems) => return respond::refused(&ForgotPage::new(shell, form.0, problems, None)),
    };
    mail_link(&app, shell.t, &email).await?;
    let sent_to = Some(email.to_string());
    respond::page(&ForgotPage::new(shell, form.0, Problems::default(), sent_to))
}

async fn mail_link(app: &App, t: Words, email: &EmailAddress) -> Result<(), PageError> {
    let (token, now, folded) = (session::new_token(app), app.now(), email.folded());
    let address = folded.clone();
    let known = app
        .store
        .read(move |db| {
            // who cannot sign in has no password to be set
            let can_sign_in = store::find_credential(db, &address)?.is_some();
            Ok(if can_sign_in {
                store::find_recipient_of(db, &address)?
            } else {
                None
            })
        })
        .await?;
    let link = NewLink {
        hash: app.link_hash(token.as_bytes()),
        purpose: LinkPurpose::Reset,
        person: known.as_ref().map(|known| known.person),
        entity: None,
        address_folded: folded,
        payload: String::new(),
        expires_at: now + TimeDelta::minutes(30),
    };
    let message = match &known {
        Some(known) => mail::reset(
            app,
            mail::words(t, known),
            known,
            &format!("{}/reset/{token}", app.config.site.base_url),
        ),
        None => mail::reset_unknown(app, t, email),
    };
    app.store
        .write(move |db| {
            // a link for nobody opens nothing; it is written all the same, so that both answers take as long
            store::put_link(db, &link, now)?;
            queue::store::put(db, &message, now)
        })
        .await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "people/reset.html")]
struct ResetPage {
    t: Words,
    shell: Shell,
    problems: Problems,
    action: String,
    strength: Option<password::Strength>,
}

/// The page of a mailed link: it does nothing until its button is pressed.
pub async fn reset(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    open(&app, &token).await?;
    respond::page(&page(shell, Problems::default(), None))
}

fn page(shell: Shell, problems: Problems, strength: Option<password::Strength>) -> ResetPage {
    ResetPage {
        t: shell.t,
        action: shell.path.clone(),
        shell,
        problems,
        strength,
    }
}

/// Whose link it is, how long their password has to be, and what it must not be made of.
async fn open(app: &App, token: &str) -> Result<(OpenLink, usize, Vec<String>), PageError> {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let found = app
        .store
        .read(move |db| {
            let Some(link) = store::find_link(db, &hash, LinkPurpose::Reset, now)? else {
                return Ok(None);
            };
            let Some(person) = link.person else { return Ok(None) };
            let is_staff = !store::list_grants(db, person)?.is_empty();
            Ok(Some((link, password::least(is_staff), store::list_context(db, person)?)))
        })
        .await?;
    found.ok_or(PageError::NotFound)
}

/// Sets the password, ends every session, and tells the owner by mail.
pub async fn reset_password(app: web::Data<App>, shell: Shell, token: web::Path<String>, form: Form<NewPasswordForm>) -> Answer {
    let (link, least, known) = open(&app, &token).await?;
    let address = link.address_folded;
    let context: Vec<&str> = known.iter().map(String::as_str).collect();
    let password = match form.0.check(&context, least) {
        Ok(password) => password,
        Err(problems) => {
            let strength = password::Strength::of(&form.0.new_password, &context);
            return respond::refused(&page(shell, problems, strength));
        }
    };
    let (hash, now, password_hash) = (app.link_hash(token.as_bytes()), app.now(), hashed(&app, password).await?);
    let known = app.store.read(move |db| store::find_recipient_of(db, &address)).await?;
    // the address may have been taken off the account since the letter went out
    let known = known.filter(|known| Some(known.person) == link.person).ok_or(PageError::NotFound)?;
    let (person, audit) = (known.person, app.new_id());
    let message = mail::password_changed(&app, mail::words(shell.t, &known), &known);
    let is_done = app
        .store
        .write(move |db| {
            if store::use_link(db, &hash, LinkPurpose::Reset, now)?.is_none() {
                return Ok(false);
            }
            store::set_password(db, person, &password_hash, now)?;
            trail::store::audit(db, &event(audit, "password-reset", "done", Some(person)), now)?;
            queue::store::put(db, &message, now)?;
            Ok(true)
        })
        .await?;
    if !is_done {
        return Err(PageError::NotFound);
    }
    Ok(respond::see_other(&paths::sign_in(None)).flash(&app, "password-set"))
}
