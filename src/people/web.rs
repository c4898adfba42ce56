//! Signing in and out, joining by a mailed link.

mod profile;

pub use profile::{profile, save_profile};

mod staff;

pub use staff::{apply_for_staff, attest_level, create_staff, import_staff, new_staff, show_staff, staff, staff_template, take_in_staff};

use actix_web::{HttpRequest, web};
use askama::Template;
use chrono::TimeDelta;

use super::forms::{JoinForm, SignInForm, WelcomeForm};
use super::store::{self, NewAccount, NewSession};
use super::{LinkPurpose, TRIES_BY_ADDRESS, TRIES_BY_NETWORK, mail};
use crate::app::App;
use crate::kernel::PersonId;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text::EmailAddress;
use crate::network::names;
use crate::queue;
use crate::site::form::{Form, Query};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session, visitor};
use crate::trail::{self, AuditEvent};

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    t: Words,
    shell: Shell,
    form: SignInForm,
    problems: Problems,
    is_waiting: bool,
}

pub async fn sign_in(shell: Shell, query: Query<SignInForm>) -> Answer {
    let form = SignInForm {
        next: query.0.next,
        ..SignInForm::default()
    };
    respond::page(&SignInPage {
        t: shell.t,
        shell,
        form,
        problems: Problems::default(),
        is_waiting: false,
    })
}

pub async fn start_session(app: web::Data<App>, request: HttpRequest, shell: Shell, form: Form<SignInForm>) -> Answer {
    let form = form.0;
    let refuse = |shell: Shell, form: SignInForm, problems: Problems, is_waiting: bool| {
        respond::refused(&SignInPage {
            t: shell.t,
            shell,
            form: SignInForm {
                password: String::new(),
                ..form
            },
            problems,
            is_waiting,
        })
    };
    let (email, password) = match form.check() {
        Ok(checked) => checked,
        Err(problems) => return refuse(shell, form, problems, false),
    };
    let (folded, network, now) = (email.folded(), visitor::network(&request), app.now());
    let (address, from) = (folded.clone(), network.clone());
    let (failures, credential) = app
        .store
        .read(move |db| {
            Ok((
                store::count_failures(db, &address, &from, now)?,
                store::find_credential(db, &address)?,
            ))
        })
        .await?;
    if failures.0 >= TRIES_BY_ADDRESS || failures.1 >= TRIES_BY_NETWORK {
        return refuse(shell, form, Problems::default(), true);
    }
    let (person, hash) = credential.map_or((None, None), |(person, hash)| (Some(person), Some(hash)));
    let is_right = app.compute(move || password.is(hash.as_deref())).await.unwrap_or(false);
    let Some(person) = person.filter(|_| is_right) else {
        note(&app, None, folded, network, "refused").await?;
        let mut problems = Problems::default();
        problems.add("password", Problem::WrongPair);
        return refuse(shell, form, problems, false);
    };
    note(&app, Some(person), folded, network.clone(), "done").await?;
    let next = paths::local(&form.next).unwrap_or(paths::ME).to_owned();
    begin(&app, &request, person, network, &next).await
}

/// Writes the attempt and its audit event.
async fn note(app: &App, person: Option<PersonId>, folded: String, network: String, result: &'static str) -> Result<(), PageError> {
    let (id, now) = (app.new_id(), app.now());
    let event = AuditEvent {
        id: app.new_id(),
        action: "sign-in",
        result,
        actor: person,
        on_behalf_of: None,
        entity: None,
        detail: String::new(),
        request_id: None,
    };
    app.store
        .write(move |db| {
            store::note_attempt(db, id, &folded, &network, result == "done", now)?;
            trail::store::audit(db, &event, now)
        })
        .await?;
    Ok(())
}

/// A new session with a new token; whatever session the browser had is ended.
async fn begin(app: &App, request: &HttpRequest, person: PersonId, network: String, next: &str) -> Answer {
    let (token, now, old) = (session::new_token(app), app.now(), session::current_hash(request));
    let ua_label = request
        .headers()
        .get("user-agent")
        .and_then(|value| value.to_str().ok())
        .map(|value| value.chars().take(120).collect());
    let new = NewSession {
        token_hash: session::hash(&token),
        person,
        auth_level: "password",
        ua_label,
        network,
    };
    let language = app
        .store
        .write(move |db| {
            if let Some(old) = &old {
                store::end_session(db, old, now)?;
            }
            store::begin_session(db, &new, now)
        })
        .await?;
    let mut answer = respond::see_other(next);
    let remembers = request.cookie(&respond::cookie_name(app, "lang")).is_some();
    if remembers && language.is_some() {
        // what somebody asked this browser for earlier does not stand against the language of whoever signs in now
        answer
            .add_cookie(&respond::cookie(app, "lang", String::new(), Some(respond::NO_TIME)))
            .map_err(|error| PageError::Broken(error.to_string()))?;
    }
    answer
        .add_cookie(&session::cookie(app, token))
        .map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(answer)
}

pub async fn end_session(app: web::Data<App>, request: HttpRequest) -> Answer {
    if let Some(hash) = session::current_hash(&request) {
        let now = app.now();
        app.store.write(move |db| store::end_session(db, &hash, now)).await?;
    }
    let mut answer = respond::see_other(paths::HOME).flash(&app, "signed-out");
    answer
        .add_cookie(&session::no_cookie(&app))
        .map_err(|error| PageError::Broken(error.to_string()))?;
    answer.headers_mut().insert(
        actix_web::http::header::HeaderName::from_static("clear-site-data"),
        actix_web::http::header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(answer)
}

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
    mail_link(&app, shell.t, &email, LinkPurpose::Join, TimeDelta::days(7)).await?;
    let sent_to = Some(email.to_string());
    respond::page(&JoinPage {
        t: shell.t,
        shell,
        form: form.0,
        problems: Problems::default(),
        sent_to,
    })
}

/// Queues the message with a new link, or the one for those who have an account.
async fn mail_link(app: &App, t: Words, email: &EmailAddress, purpose: LinkPurpose, lasts: TimeDelta) -> Result<(), PageError> {
    let (token, now, folded) = (session::new_token(app), app.now(), email.folded());
    let hash = app.link_hash(token.as_bytes());
    let link = format!("{}/join/{token}", app.config.site.base_url);
    let welcome = mail::join(
        app,
        t,
        email,
        &link,
        crate::kernel::AnyId::of(app.new_id::<crate::kernel::MessageId>()).to_string(),
    );
    let again_key = crate::kernel::AnyId::of(app.new_id::<crate::kernel::MessageId>()).to_string();
    let again = mail::join_again(app, t, email, app.new_id(), again_key);
    let address = email.as_str().to_owned();
    app.store
        .write(move |db| {
            let known = store::find_by_address(db, &folded)?;
            store::put_link(db, &hash, purpose, &folded, &address, now, now + lasts)?;
            match known {
                Some(person) => queue::store::put(
                    db,
                    &queue::Message {
                        person: Some(person),
                        ..again.clone()
                    },
                    now,
                ),
                None => queue::store::put(db, &welcome, now),
            }
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
}

impl WelcomePage {
    fn new(shell: Shell, action: String, email: String, form: WelcomeForm, problems: Problems) -> Self {
        let countries = names::country_choices(shell.t);
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
    found.map(|(_, address)| address).ok_or(PageError::NotFound)
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
    let new = match form.check(&email) {
        Ok(new) => new,
        Err(problems) => {
            let action = shell.path.clone();
            return respond::refused(&WelcomePage::new(shell, action, email, form, problems));
        }
    };
    let mut salt = [0; 16];
    app.chance.fill(&mut salt);
    let (password, now, hash) = (new.password, app.now(), app.link_hash(token.as_bytes()));
    let password_hash = app
        .compute(move || password.hash(&salt))
        .await
        .flatten()
        .ok_or_else(|| PageError::Broken("no hash".to_owned()))?;
    let account = NewAccount {
        person: app.new_id(),
        email: app.new_id(),
        name: new.name.to_string(),
        country: new.country,
        language: shell.t.lang().to_owned(),
        password_hash,
        grant: (purpose == LinkPurpose::Admin).then(|| app.new_id()),
    };
    let joined = app.store.write(move |db| store::join(db, &hash, purpose, &account, now)).await?;
    let person = joined.ok_or(PageError::NotFound)?;
    begin(app, request, person, visitor::network(request), paths::ME)
        .await
        .map(|answer| answer.flash(app, "welcome"))
}
