//! Erasing oneself: explained, asked for with a fresh proof and a typed sentence, refused while something would be left without
//! anybody.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use super::super::{event, signing_in};
use crate::app::App;
use crate::db::{Db, Result};
use crate::enrolments::store::count_running;
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, OrgId, UtcTime};
use crate::people::store::privacy as store;
use crate::site::form::Form;
use crate::site::guard::Proved;
use crate::site::{Answer, Shell, Words, respond};
use crate::trail::{self, AuditEvent};

/// What stands against it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Obstacles {
    /// Organisations that would be without an owner.
    owned: Vec<String>,
    /// Applications, seats and places that have not come to their end.
    running: i64,
}

impl Obstacles {
    fn is_none(&self) -> bool {
        self.owned.is_empty() && self.running == 0
    }
}

fn obstacles(db: &mut Db, actor: &Actor) -> Result<Obstacles> {
    let mut alone = Vec::new();
    for known in actor.memberships.iter().filter(|known| known.role == MemberRole::Owner) {
        if store::is_sole_owner(db, actor.person, known.org)? {
            alone.push(known.name.clone());
        }
    }
    Ok(Obstacles {
        owned: alone,
        running: count_running(db, actor.person)?,
    })
}

#[derive(Template)]
#[template(path = "people/privacy/erase.html")]
struct ErasePage {
    t: Words,
    shell: Shell,
    obstacles: Obstacles,
    /// What has to be typed.
    sentence: String,
    typed: String,
    problems: Problems,
}

impl ErasePage {
    fn new(shell: Shell, obstacles: Obstacles, typed: String, problems: Problems) -> Self {
        Self {
            t: shell.t,
            sentence: shell.t.erase_sentence().plain(),
            shell,
            obstacles,
            typed,
            problems,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EraseForm {
    sentence: String,
}

/// What will be lost, what stays, what stands against it.
pub async fn erase(app: web::Data<App>, Proved(actor): Proved, shell: Shell) -> Answer {
    let found = app.store.read(move |db| obstacles(db, &actor)).await?;
    respond::page(&ErasePage::new(shell, found, String::new(), Problems::default()))
}

/// Erases, or says what stands against it. What is found in the way is looked at again in the transaction of the erasure.
pub async fn erase_own(app: web::Data<App>, Proved(actor): Proved, shell: Shell, form: Form<EraseForm>) -> Answer {
    let typed = form.0.sentence;
    let asked = shell.t.erase_sentence().plain();
    let is_meant = typed.trim().trim_end_matches('.').to_lowercase() == asked.to_lowercase();
    let (now, audit) = (app.now(), event(app.new_id(), "erase", "done", Some(actor.person)));
    let found = app.store.write(move |db| erase_if_free(db, &actor, is_meant, &audit, now)).await?;
    if !is_meant {
        let mut problems = Problems::default();
        problems.add(
            "sentence",
            if typed.trim().is_empty() {
                Problem::Missing
            } else {
                Problem::DoesNotFit
            },
        );
        return respond::refused(&ErasePage::new(shell, found, typed, problems));
    }
    if !found.is_none() {
        return respond::conflict(&ErasePage::new(shell, found, String::new(), Problems::default()));
    }
    signing_in::signed_out(&app, "erased")
}

fn erase_if_free(db: &mut Db, actor: &Actor, is_meant: bool, audit: &AuditEvent, now: UtcTime) -> Result<Obstacles> {
    let owned: Vec<OrgId> = actor.memberships.iter().map(|known| known.org).collect();
    store::lock_organisations(db, &owned)?;
    let found = obstacles(db, actor)?;
    if is_meant && found.is_none() {
        store::erase(db, actor.person, now)?;
        trail::store::audit(db, audit, now)?;
    }
    Ok(found)
}
