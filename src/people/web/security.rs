//! What keeps an account safe, on one page: password, second factor, addresses, devices.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::prove::take_password;
use super::signing_in::{Taken, with_session};
use super::{event, hashed};
use crate::app::App;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, UtcTime};
use crate::people::forms::NewPasswordForm;
use crate::people::store::{self, Address, Device, Factor};
use crate::people::{mail, password};
use crate::site::form::Form;
use crate::site::guard::SignedIn;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::{queue, trail};

#[derive(Template)]
#[template(path = "people/security.html")]
pub(super) struct SecurityPage {
    t: Words,
    shell: Shell,
    actor: Actor,
    addresses: Vec<Address>,
    /// An address that could not be added, as it was typed.
    email: String,
    password_set_at: Option<UtcTime>,
    factor: Option<Factor>,
    needs_factor: bool,
    devices: Vec<Device>,
    problems: Problems,
    wait: Option<i64>,
    strength: Option<password::Strength>,
}

impl SecurityPage {
    pub(super) async fn load(app: &App, actor: Actor, shell: Shell) -> Result<Self, PageError> {
        let (person, now) = (actor.person, app.now());
        let (addresses, password, factor, devices) = app
            .store
            .read(move |db| {
                Ok((
                    store::list_addresses(db, person)?,
                    store::find_password(db, person)?,
                    store::find_factor(db, person)?,
                    store::list_devices(db, person, now)?,
                ))
            })
            .await?;
        let needs_factor = app.config.factors.asks(actor.grants.iter().map(|grant| grant.role));
        Ok(Self {
            t: shell.t,
            shell,
            actor,
            addresses,
            email: String::new(),
            password_set_at: password.map(|(_, at)| at),
            factor: factor.filter(|factor| factor.is_confirmed),
            needs_factor,
            devices,
            problems: Problems::default(),
            wait: None,
            strength: None,
        })
    }

    pub(super) fn with(mut self, email: String, problems: Problems) -> Self {
        (self.email, self.problems) = (email, problems);
        self
    }

    fn moment(&self, at: &UtcTime) -> String {
        self.t.date_time(at.get().naive_utc())
    }
}

pub async fn security(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    respond::page(&SecurityPage::load(&app, actor, shell).await?)
}

/// A new password asks for the old one. It ends every other session, and this one goes on under another token.
pub async fn change_password(
    app: web::Data<App>,
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    shell: Shell,
    form: Form<NewPasswordForm>,
) -> Answer {
    let form = form.0;
    let mut page = SecurityPage::load(&app, actor, shell).await?;
    let person = page.actor.person;
    let known = app.store.read(move |db| store::list_context(db, person)).await?;
    let context: Vec<&str> = known.iter().map(String::as_str).collect();
    let chosen = form.check(&context, password::least(!page.actor.grants.is_empty()));
    page.strength = password::Strength::of(&form.new_password, &context);
    let (mut problems, chosen) = match chosen {
        Ok(chosen) => (Problems::default(), Some(chosen)),
        Err(problems) => (problems, None),
    };
    match take_password(&app, &request, &page.actor, &form.password).await? {
        Taken::Right => {}
        Taken::Wrong => problems.add("password", Problem::WrongPassword),
        Taken::Wait(minutes) => page.wait = Some(minutes),
    }
    let Some(chosen) = chosen.filter(|_| problems.is_empty() && page.wait.is_none()) else {
        page.problems = problems;
        return respond::refused(&page);
    };
    keep_password(&app, &page.actor, page.t, hashed(&app, chosen).await?).await
}

async fn keep_password(app: &App, actor: &Actor, t: Words, password_hash: String) -> Answer {
    let (person, now, token) = (actor.person, app.now(), session::new_token(app));
    let known = app.store.read(move |db| store::find_recipient(db, person)).await?;
    let message = known.map(|known| mail::password_changed(app, mail::words(t, &known), &known));
    let new = store::NewSession {
        id: app.new_id(),
        token_hash: session::hash(&token),
        person,
        level: actor.proof.level,
        ua_label: None,
        network: String::new(),
    };
    let (audit, old) = (app.new_id(), actor.proof.session);
    app.store
        .write(move |db| {
            let device = store::list_devices(db, person, now)?.into_iter().find(|device| device.id == old);
            store::set_password(db, person, &password_hash, now)?;
            let new = match device {
                Some(device) => store::NewSession {
                    ua_label: device.label,
                    network: device.network.unwrap_or_default(),
                    ..new.clone()
                },
                None => new.clone(),
            };
            store::begin_session(db, &new, now)?;
            trail::store::audit(db, &event(audit, "password-change", "done", Some(person)), now)?;
            message.iter().try_for_each(|message| queue::store::put(db, message, now))
        })
        .await?;
    with_session(app, respond::see_other(paths::SECURITY).flash(app, "password-changed"), token)
}
