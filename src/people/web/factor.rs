//! Setting up a second factor: a secret is shown until its first code was right, then codes to fall back on, once.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::event;
use super::signing_in::{Taken, take_code, with_session};
use crate::app::App;
use crate::kernel::actor::AuthLevel;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, CodeId};
use crate::people::forms::CodeForm;
use crate::people::{factor, mail, store};
use crate::site::form::Form;
use crate::site::guard::{Known, Proved};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::{queue, trail};

#[derive(Template)]
#[template(path = "people/factor.html")]
struct FactorPage {
    t: Words,
    shell: Shell,
    /// The secret that waits for its first code.
    setting_up: Option<SettingUp>,
    is_confirmed: bool,
    /// Nobody goes on without one.
    is_needed: bool,
    problems: Problems,
    wait: Option<i64>,
}

struct SettingUp {
    by_hand: String,
    link: String,
    /// The path of the picture's dark squares, and how many squares it is wide.
    picture: Option<(String, usize)>,
}

#[derive(Template)]
#[template(path = "people/codes.html")]
struct CodesPage {
    t: Words,
    shell: Shell,
    codes: Vec<String>,
}

async fn page(app: &App, actor: &Actor, shell: Shell, problems: Problems, wait: Option<i64>) -> Result<FactorPage, PageError> {
    let person = actor.person;
    let (stored, recipient) = app
        .store
        .read(move |db| Ok((store::find_factor(db, person)?, store::find_recipient(db, person)?)))
        .await?;
    let is_confirmed = stored.as_ref().is_some_and(|stored| stored.is_confirmed);
    let account = recipient.map_or_else(|| actor.name.clone(), |recipient| recipient.to.to_string());
    let secret = stored
        .filter(|stored| !stored.is_confirmed)
        .and_then(|stored| factor::unseal(app.config.secret.reveal(), person, &stored.sealed));
    let setting_up = secret.map(|secret| {
        let link = factor::link(&secret, &account);
        SettingUp {
            by_hand: factor::by_hand(&secret),
            picture: factor::picture(&link),
            link,
        }
    });
    Ok(FactorPage {
        t: shell.t,
        shell,
        setting_up,
        is_confirmed,
        is_needed: actor.is_held_back,
        problems,
        wait,
    })
}

/// Whoever is needed to have one has to be let in here; whoever has one shows it first.
fn may_set_up(actor: &Actor) -> Result<(), PageError> {
    if actor.proof.has_factor && actor.proof.level != AuthLevel::Mfa {
        return Err(PageError::ProveFirst {
            next: paths::FACTOR.to_owned(),
        });
    }
    Ok(())
}

pub async fn factor(app: web::Data<App>, Known(actor): Known, shell: Shell) -> Answer {
    may_set_up(&actor)?;
    respond::page(&page(&app, &actor, shell, Problems::default(), None).await?)
}

/// Makes a secret that waits for its first code.
pub async fn start_factor(app: web::Data<App>, Known(actor): Known) -> Answer {
    may_set_up(&actor)?;
    let (mut secret, mut nonce) = ([0; factor::SECRET_LENGTH], [0; 24]);
    app.chance.fill(&mut secret);
    app.chance.fill(&mut nonce);
    let (person, now) = (actor.person, app.now());
    let sealed = factor::seal(app.config.secret.reveal(), person, nonce, &secret)
        .ok_or_else(|| PageError::Broken("a secret could not be sealed".to_owned()))?;
    app.store.write(move |db| store::put_factor(db, person, &sealed, now)).await?;
    Ok(respond::see_other(paths::FACTOR))
}

/// New codes to fall back on, and what of them is stored.
fn make_codes(app: &App) -> (Vec<String>, Vec<(CodeId, Vec<u8>)>) {
    let codes: Vec<String> = (0..factor::CODES)
        .map(|_| {
            let mut random = [0; 8];
            app.chance.fill(&mut random);
            factor::fallback(random)
        })
        .collect();
    let hashes = codes
        .iter()
        .filter_map(|code| factor::plain_fallback(code))
        .map(|code| (app.new_id(), app.link_hash(code.as_bytes())))
        .collect();
    (codes, hashes)
}

/// The first code: right, and from now on one is asked for.
pub async fn confirm_factor(app: web::Data<App>, request: HttpRequest, Known(actor): Known, shell: Shell, form: Form<CodeForm>) -> Answer {
    may_set_up(&actor)?;
    if actor.proof.has_factor {
        return Ok(respond::see_other(paths::FACTOR));
    }
    match take_code(&app, &request, actor.person, &form.0.code).await? {
        Taken::Right => {}
        Taken::Wrong => {
            let mut problems = Problems::default();
            problems.add("code", Problem::WrongCode);
            return respond::refused(&page(&app, &actor, shell, problems, None).await?);
        }
        Taken::Wait(minutes) => return respond::refused(&page(&app, &actor, shell, Problems::default(), Some(minutes)).await?),
    }
    let (codes, hashes) = make_codes(&app);
    let (person, now, token, audit) = (actor.person, app.now(), session::new_token(&app), app.new_id());
    let (own, hash) = (actor.proof.session, session::hash(&token));
    let known = app.store.read(move |db| store::find_recipient(db, person)).await?;
    let message = known.map(|known| mail::factor_added(&app, mail::words(shell.t, &known), &known));
    app.store
        .write(move |db| {
            store::confirm_factor(db, person, now)?;
            store::put_codes(db, person, &hashes, now)?;
            // what was signed in with half a proof is signed out
            store::end_other_sessions(db, person, own, now)?;
            store::raise_session(db, own, &hash, AuthLevel::Mfa, now)?;
            trail::store::audit(db, &event(audit, "second-factor-add", "done", Some(person)), now)?;
            message.iter().try_for_each(|message| queue::store::put(db, message, now))
        })
        .await?;
    with_session(&app, respond::page(&CodesPage { t: shell.t, shell, codes })?, token)
}

/// New codes to fall back on; the old ones open nothing any more.
pub async fn new_codes(app: web::Data<App>, Proved(actor): Proved, shell: Shell) -> Answer {
    if !actor.proof.has_factor {
        return Err(PageError::NotFound);
    }
    let (codes, hashes) = make_codes(&app);
    let (person, now, audit) = (actor.person, app.now(), app.new_id());
    app.store
        .write(move |db| {
            store::put_codes(db, person, &hashes, now)?;
            trail::store::audit(db, &event(audit, "fallback-codes", "done", Some(person)), now)
        })
        .await?;
    respond::page(&CodesPage { t: shell.t, shell, codes })
}

/// Takes the second factor away, where none is needed.
pub async fn remove_factor(app: web::Data<App>, Proved(actor): Proved, shell: Shell) -> Answer {
    if app.config.factors.asks(actor.grants.iter().map(|grant| grant.role)) {
        return Err(PageError::Forbidden);
    }
    let (person, now, audit) = (actor.person, app.now(), app.new_id());
    let known = app.store.read(move |db| store::find_recipient(db, person)).await?;
    let message = known.map(|known| mail::factor_removed(&app, mail::words(shell.t, &known), &known));
    app.store
        .write(move |db| {
            store::remove_factor(db, person)?;
            trail::store::audit(db, &event(audit, "second-factor-remove", "done", Some(person)), now)?;
            message.iter().try_for_each(|message| queue::store::put(db, message, now))
        })
        .await?;
    Ok(respond::see_other(paths::SECURITY).flash(&app, "factor-removed"))
}
