//! Signing in, in one half or two, and signing out.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, web};
use askama::Template;

use super::{browser, event};
use crate::app::App;
use crate::kernel::actor::AuthLevel;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{PersonId, UtcTime};
use crate::people::factor;
use crate::people::forms::{CodeForm, SignInForm};
use crate::people::store::{self, NewSession, Pending};
use crate::people::throttle::BY_CODE;
use crate::site::form::{Form, Query};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session, visitor};
use crate::trail;

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    t: Words,
    shell: Shell,
    form: SignInForm,
    problems: Problems,
    /// Minutes to wait, where too many tries failed.
    wait: Option<i64>,
}

impl SignInPage {
    fn new(shell: Shell, form: SignInForm, problems: Problems, wait: Option<i64>) -> Self {
        let form = SignInForm {
            password: String::new(),
            ..form
        };
        Self {
            t: shell.t,
            shell,
            form,
            problems,
            wait,
        }
    }
}

/// Whole minutes until then, one at least.
pub(super) fn minutes(until: UtcTime, now: UtcTime) -> i64 {
    ((until.get() - now.get()).num_seconds() + 59).div_euclid(60).max(1)
}

pub async fn sign_in(shell: Shell, query: Query<SignInForm>) -> Answer {
    let form = SignInForm {
        next: query.0.next,
        ..SignInForm::default()
    };
    respond::page(&SignInPage::new(shell, form, Problems::default(), None))
}

pub async fn start_session(app: web::Data<App>, request: HttpRequest, shell: Shell, form: Form<SignInForm>) -> Answer {
    let form = form.0;
    let (email, password) = match form.check() {
        Ok(checked) => checked,
        Err(problems) => return respond::refused(&SignInPage::new(shell, form, problems, None)),
    };
    let (folded, network, now) = (email.folded(), visitor::network(&request), app.now());
    let (address, from) = (folded.clone(), network.clone());
    let (tries, credential) = app
        .store
        .read(move |db| Ok((store::tries(db, &address, &from, now)?, store::find_credential(db, &address)?)))
        .await?;
    if let Some(until) = tries.wait(now) {
        let wait = Some(minutes(until, now));
        return respond::refused(&SignInPage::new(shell, form, Problems::default(), wait));
    }
    let (person, hash) = credential.map_or((None, None), |(person, hash)| (Some(person), Some(hash)));
    let is_right = app.compute(move || password.is(hash.as_deref())).await.unwrap_or(false);
    let Some(person) = person.filter(|_| is_right) else {
        note(&app, None, folded, network, "refused").await?;
        let mut problems = Problems::default();
        problems.add("password", Problem::WrongPair);
        return respond::refused(&SignInPage::new(shell, form, problems, None));
    };
    note(&app, Some(person), folded, network, "done").await?;
    let next = paths::local(&form.next).unwrap_or(paths::ME).to_owned();
    let factor = app.store.read(move |db| store::find_factor(db, person)).await?;
    if factor.is_some_and(|factor| factor.is_confirmed) {
        return begin(&app, &request, person, AuthLevel::Pending, &paths::code(&next)).await;
    }
    begin(&app, &request, person, AuthLevel::Password, &next).await
}

/// Writes the attempt and its audit event.
async fn note(app: &App, person: Option<PersonId>, folded: String, network: String, result: &'static str) -> Result<(), PageError> {
    let (id, now) = (app.new_id(), app.now());
    let event = event(app.new_id(), "sign-in", result, person);
    app.store
        .write(move |db| {
            store::note_attempt(db, id, &folded, &network, result == "done", now)?;
            trail::store::audit(db, &event, now)
        })
        .await?;
    Ok(())
}

/// A new session with a new token; whatever session the browser had is ended.
pub(super) async fn begin(app: &App, request: &HttpRequest, person: PersonId, level: AuthLevel, next: &str) -> Answer {
    let (token, now, old) = (session::new_token(app), app.now(), session::current_hash(request));
    let new = NewSession {
        id: app.new_id(),
        token_hash: session::hash(&token),
        person,
        level,
        ua_label: browser(request),
        network: visitor::network(request),
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
    with_session(app, answer, token)
}

/// The answer with the cookie of a session.
pub(super) fn with_session(app: &App, mut answer: actix_web::HttpResponse, token: String) -> Answer {
    answer
        .add_cookie(&session::cookie(app, token))
        .map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(answer)
}

#[derive(Template)]
#[template(path = "people/code.html")]
struct CodePage {
    t: Words,
    shell: Shell,
    form: CodeForm,
    problems: Problems,
    wait: Option<i64>,
}

impl CodePage {
    fn new(shell: Shell, form: CodeForm, problems: Problems, wait: Option<i64>) -> Self {
        let form = CodeForm {
            code: String::new(),
            ..form
        };
        Self {
            t: shell.t,
            shell,
            form,
            problems,
            wait,
        }
    }
}

/// Whose second half is awaited; whoever comes here otherwise begins anew.
async fn pending(app: &App, request: &HttpRequest, next: &str) -> Result<Pending, PageError> {
    let again = || PageError::SignInFirst { next: next.to_owned() };
    let (hash, now) = (session::current_hash(request).ok_or_else(again)?, app.now());
    let found = app.store.read(move |db| store::find_pending(db, &hash, now)).await?;
    found.ok_or_else(again)
}

pub async fn code(app: web::Data<App>, request: HttpRequest, shell: Shell, query: Query<CodeForm>) -> Answer {
    pending(&app, &request, &query.0.next).await?;
    let form = CodeForm {
        next: query.0.next,
        ..CodeForm::default()
    };
    respond::page(&CodePage::new(shell, form, Problems::default(), None))
}

pub async fn check_code(app: web::Data<App>, request: HttpRequest, shell: Shell, form: Form<CodeForm>) -> Answer {
    let form = form.0;
    let pending = pending(&app, &request, &form.next).await?;
    match take_code(&app, &request, pending.person, &form.code).await? {
        Taken::Right => {
            let next = paths::local(&form.next).unwrap_or(paths::ME).to_owned();
            begin(&app, &request, pending.person, AuthLevel::Mfa, &next).await
        }
        Taken::Wrong => {
            let mut problems = Problems::default();
            problems.add("code", Problem::WrongCode);
            respond::refused(&CodePage::new(shell, form, problems, None))
        }
        Taken::Wait(minutes) => respond::refused(&CodePage::new(shell, form, Problems::default(), Some(minutes))),
    }
}

/// What became of a code.
pub(super) enum Taken {
    Right,
    Wrong,
    /// Too many were wrong: so many minutes.
    Wait(i64),
}

/// Looks at a code of a person, of the authenticator or to fall back on, and uses it up. Five wrong ones and codes wait.
pub(super) async fn take_code(app: &App, request: &HttpRequest, person: PersonId, typed: &str) -> Result<Taken, PageError> {
    let (now, network) = (app.now(), visitor::network(request));
    let (tries, stored) = app
        .store
        .read(move |db| Ok((store::tries_of_codes(db, person, now)?, store::find_factor(db, person)?)))
        .await?;
    if let Some(until) = tries.wait(BY_CODE, now) {
        return Ok(Taken::Wait(minutes(until, now)));
    }
    let step = stored.and_then(|stored| {
        let secret = factor::unseal(app.config.secret.reveal(), person, &stored.sealed)?;
        factor::check(&secret, typed, now, stored.last_step)
    });
    let fallback = factor::plain_fallback(typed).map(|code| app.link_hash(code.as_bytes()));
    let (attempt, audit) = (app.new_id(), app.new_id());
    let is_right = app
        .store
        .write(move |db| {
            let is_right = match (step, &fallback) {
                (Some(step), _) => store::use_code(db, person, step)?,
                (None, Some(hash)) => store::use_fallback(db, person, hash, now)?,
                (None, None) => false,
            };
            store::note_code(db, attempt, person, &network, is_right, now)?;
            let result = if is_right { "done" } else { "refused" };
            trail::store::audit(db, &event(audit, "second-factor", result, Some(person)), now)?;
            Ok(is_right)
        })
        .await?;
    Ok(if is_right { Taken::Right } else { Taken::Wrong })
}

pub async fn end_session(app: web::Data<App>, request: HttpRequest) -> Answer {
    if let Some(hash) = session::current_hash(&request) {
        let now = app.now();
        app.store.write(move |db| store::end_session(db, &hash, now)).await?;
    }
    signed_out(&app, "signed-out")
}

/// Home, with nothing left of the session in the browser.
pub(super) fn signed_out(app: &App, flash: &'static str) -> Answer {
    let mut answer = respond::see_other(paths::HOME).flash(app, flash);
    answer
        .add_cookie(&session::no_cookie(app))
        .map_err(|error| PageError::Broken(error.to_string()))?;
    answer.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(answer)
}
