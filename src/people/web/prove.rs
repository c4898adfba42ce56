//! Proving anew who one is, before something dear: by a code where there is a second factor, by the password otherwise.
//! It holds for ten minutes, and the session goes on under another token.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::event;
use super::signing_in::{Taken, minutes, take_code, with_session};
use crate::app::App;
use crate::kernel::Actor;
use crate::kernel::actor::AuthLevel;
use crate::kernel::problems::{Problem, Problems};
use crate::people::forms::ProofForm;
use crate::people::password::Password;
use crate::people::store;
use crate::people::throttle::BY_CODE;
use crate::site::form::{Form, Query};
use crate::site::guard::Known;
use crate::site::{Answer, PageError, Shell, Words, paths, respond, session, visitor};
use crate::trail;

#[derive(Template)]
#[template(path = "people/prove.html")]
struct ProvePage {
    t: Words,
    shell: Shell,
    next: String,
    problems: Problems,
    wait: Option<i64>,
    /// A code is asked for, not the password.
    by_code: bool,
    /// Whose password it is, for those who keep passwords.
    address: Option<String>,
}

impl ProvePage {
    async fn load(app: &App, shell: Shell, actor: &Actor, next: &str, problems: Problems, wait: Option<i64>) -> Result<Self, PageError> {
        let person = actor.person;
        let known = app.store.read(move |db| store::find_recipient(db, person)).await?;
        Ok(Self {
            t: shell.t,
            shell,
            next: next.to_owned(),
            problems,
            wait,
            by_code: actor.proof.has_factor,
            address: known.map(|known| known.to.as_str().to_owned()),
        })
    }
}

pub async fn prove(app: web::Data<App>, Known(actor): Known, shell: Shell, query: Query<ProofForm>) -> Answer {
    respond::page(&ProvePage::load(&app, shell, &actor, &query.0.next, Problems::default(), None).await?)
}

pub async fn prove_again(app: web::Data<App>, request: HttpRequest, Known(actor): Known, shell: Shell, form: Form<ProofForm>) -> Answer {
    let form = form.0;
    let taken = if actor.proof.has_factor {
        take_code(&app, &request, actor.person, &form.code).await?
    } else {
        take_password(&app, &request, &actor, &form.password).await?
    };
    let (field, problem) = if actor.proof.has_factor {
        ("code", Problem::WrongCode)
    } else {
        ("password", Problem::WrongPassword)
    };
    match taken {
        Taken::Right => raise(&app, &actor, paths::local(&form.next).unwrap_or(paths::SECURITY)).await,
        Taken::Wrong => {
            let mut problems = Problems::default();
            problems.add(field, problem);
            respond::refused(&ProvePage::load(&app, shell, &actor, &form.next, problems, None).await?)
        }
        Taken::Wait(minutes) => {
            let none = Problems::default();
            respond::refused(&ProvePage::load(&app, shell, &actor, &form.next, none, Some(minutes)).await?)
        }
    }
}

/// Looks at the password of somebody who is signed in; wrong ones count as wrong codes do.
pub(super) async fn take_password(app: &App, request: &HttpRequest, actor: &Actor, typed: &str) -> Result<Taken, PageError> {
    let (person, now, network) = (actor.person, app.now(), visitor::network(request));
    let (tries, stored) = app
        .store
        .read(move |db| Ok((store::tries_of_codes(db, person, now)?, store::find_password(db, person)?)))
        .await?;
    if let Some(until) = tries.wait(BY_CODE, now) {
        return Ok(Taken::Wait(minutes(until, now)));
    }
    let (typed, stored) = (Password::claim(typed), stored.map(|(hash, _)| hash));
    let is_right = app.compute(move || typed.is(stored.as_deref())).await.unwrap_or(false);
    let (attempt, audit) = (app.new_id(), app.new_id());
    app.store
        .write(move |db| {
            store::note_code(db, attempt, person, &network, is_right, now)?;
            let result = if is_right { "done" } else { "refused" };
            trail::store::audit(db, &event(audit, "step-up", result, Some(person)), now)
        })
        .await?;
    Ok(if is_right { Taken::Right } else { Taken::Wrong })
}

/// The session goes on, proved, under a new token.
pub(super) async fn raise(app: &App, actor: &Actor, next: &str) -> Answer {
    let (token, now, id) = (session::new_token(app), app.now(), actor.proof.session);
    let level = if actor.proof.has_factor {
        AuthLevel::Mfa
    } else {
        actor.proof.level
    };
    let hash = session::hash(&token);
    app.store.write(move |db| store::raise_session(db, id, &hash, level, now)).await?;
    with_session(app, respond::see_other(next), token)
}
