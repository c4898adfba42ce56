//! Joining: an address, a mailed link, an account.

use actix_web::{HttpRequest, web};
use askama::Template;
use chrono::TimeDelta;

use super::hashed;
use super::signing_in::begin;
use crate::app::App;
use crate::kernel::actor::AuthLevel;
use crate::kernel::problems::Problems;
use crate::kernel::text::EmailAddress;
use crate::network::names;
use crate::people::forms::{JoinForm, WelcomeForm};
use crate::people::store::{self, NewAccount, NewLink};
use crate::people::{LinkPurpose, mail, password};
use crate::queue;
use crate::site::form::Form;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};

#[derive(Template)]
#[template(path = "people/join.html")]
struct JoinPage {
    t: Words,
    shell: Shell,
    form: JoinForm,
    problems: Problems,
    /// The address that a link is on its way to.
    sent_to: Option<String>,
}

pub async fn join(shell: Shell) -> Answer {
    respond::page(&JoinPage {
        t: shell.t,
        shell,
        form: JoinForm::default(),
        problems: Problems::default(),
        sent_to: None,
    })
}

/// Mails a link, or a word that there is an account already; the page is the same for both.
pub async fn ask_to_join(app: web::Data<App>, shell: Shell, form: Form<JoinForm>) -> Answer {
    let email = match form.0.check() {
        Ok(email) => email,
        Err(problems) => {
            return respond::refused(&JoinPage {
                t: shell.t,
                shell,
                form: form.0,
                problems,
                sent_to: None,
            });
        }
    };
    mail_link(&app, shell.t, &email).await?;
    let sent_to = Some(email.to_string());
    respond::page(&JoinPage {
        t: shell.t,
        shell,
        form: form.0,
        problems: Problems::default(),
        sent_to,
    })
}

/// Queues the message with a new link, or the one for those who have an account, in the language that they chose.
async fn mail_link(app: &App, t: Words, email: &EmailAddress) -> Result<(), PageError> {
    let (token, now, folded) = (session::new_token(app), app.now(), email.folded());
    let link = NewLink {
        hash: app.link_hash(token.as_bytes()),
        purpose: LinkPurpose::Join,
        person: None,
        entity: None,
        address_folded: folded.clone(),
        payload: email.as_str().to_owned(),
        expires_at: now + TimeDelta::days(7),
    };
    let known = app.store.read(move |db| store::find_recipient_of(db, &folded)).await?;
    let message = match &known {
        Some(known) => mail::join_again(app, mail::words(t, known), known),
        None => mail::join(app, t, email, &format!("{}/join/{token}", app.config.site.base_url)),
    };
    app.store
        .write(move |db| {
            store::put_link(db, &link, now)?;
            queue::store::put(db, &message, now)
        })
        .await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "people/welcome.html")]
struct WelcomePage {
    t: Words,
    shell: Shell,
    email: String,
    form: WelcomeForm,
    problems: Problems,
    countries: Vec<(String, String)>,
    /// Where the form goes: the address of the link.
    action: String,
    /// How strong the password was that was refused.
    strength: Option<password::Strength>,
}

impl WelcomePage {
    fn new(shell: Shell, action: String, email: String, form: WelcomeForm, problems: Problems) -> Self {
        let countries = names::country_choices(shell.t);
        let strength = password::Strength::of(&form.password, &[&email, &form.name]);
        Self {
            t: shell.t,
            shell,
            email,
            form: WelcomeForm {
                password: String::new(),
                ..form
            },
            problems,
            countries,
            action,
            strength,
        }
    }
}

/// The page of a mailed link: it does nothing until its button is pressed.
pub async fn welcome(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    welcome_page(&app, shell, &token, LinkPurpose::Join).await
}

pub async fn welcome_administrator(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    welcome_page(&app, shell, &token, LinkPurpose::Admin).await
}

async fn welcome_page(app: &App, shell: Shell, token: &str, purpose: LinkPurpose) -> Answer {
    let email = link_address(app, token, purpose).await?;
    let action = shell.path.clone();
    respond::page(&WelcomePage::new(shell, action, email, WelcomeForm::default(), Problems::default()))
}

async fn link_address(app: &App, token: &str, purpose: LinkPurpose) -> Result<String, PageError> {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let found = app.store.read(move |db| store::find_link(db, &hash, purpose, now)).await?;
    found.map(|link| link.payload).ok_or(PageError::NotFound)
}

pub async fn create(app: web::Data<App>, request: HttpRequest, shell: Shell, token: web::Path<String>, form: Form<WelcomeForm>) -> Answer {
    create_account(&app, &request, shell, &token, form.0, LinkPurpose::Join).await
}

pub async fn create_administrator(
    app: web::Data<App>,
    request: HttpRequest,
    shell: Shell,
    token: web::Path<String>,
    form: Form<WelcomeForm>,
) -> Answer {
    create_account(&app, &request, shell, &token, form.0, LinkPurpose::Admin).await
}

async fn create_account(app: &App, request: &HttpRequest, shell: Shell, token: &str, form: WelcomeForm, purpose: LinkPurpose) -> Answer {
    let email = link_address(app, token, purpose).await?;
    let least = password::least(purpose == LinkPurpose::Admin);
    let new = match form.check(&email, least) {
        Ok(new) => new,
        Err(problems) => {
            let action = shell.path.clone();
            return respond::refused(&WelcomePage::new(shell, action, email, form, problems));
        }
    };
    let (now, hash) = (app.now(), app.link_hash(token.as_bytes()));
    let account = NewAccount {
        person: app.new_id(),
        email: app.new_id(),
        name: new.name.to_string(),
        country: new.country,
        language: shell.t.lang().to_owned(),
        password_hash: hashed(app, new.password).await?,
        grant: (purpose == LinkPurpose::Admin).then(|| app.new_id()),
    };
    let joined = app.store.write(move |db| store::join(db, &hash, purpose, &account, now)).await?;
    let person = joined.ok_or(PageError::NotFound)?;
    let next = super::claims::next(app, person, paths::ME).await?;
    begin(app, request, person, AuthLevel::Password, next)
        .await
        .map(|answer| answer.flash(app, "welcome"))
}
