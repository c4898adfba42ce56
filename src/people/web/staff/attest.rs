//! What an employer vouches for: fit for work, immunised, insured. Yes or no and a day; there is no field for anything else.

use actix_web::{HttpRequest, web};

use super::may_change;
use super::show::{Typed, found, show_page};
use super::words::Wrong;
use crate::app::App;
use crate::kernel::{AnyId, AttestationId, AuditId, PersonId};
use crate::people::AttestationKind;
use crate::people::staff_forms::AttestationForm;
use crate::people::store::{self, Attestation, NewAttestation};
use crate::site::form::Form;
use crate::site::guard::{self, Acting};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, Shell, Words, paths};
use crate::trail::{self, AuditEvent};

/// One thing that is vouched for, or said not to be so.
pub(super) struct AttestationLine {
    pub(super) id: AttestationId,
    pub(super) what: String,
    pub(super) class: &'static str,
    pub(super) answer: String,
    pub(super) on: String,
}

impl AttestationLine {
    pub(super) fn of(t: Words, one: &Attestation) -> Self {
        Self {
            id: one.id,
            what: t.coded("attestation", one.kind.code()),
            class: if one.holds { "ok" } else { "warn" },
            answer: if one.holds { t.attestations_yes() } else { t.attestations_no() }.plain(),
            on: t.date(one.attested_on),
        }
    }
}

pub(super) fn kinds(t: Words) -> Vec<(String, String)> {
    AttestationKind::ALL
        .iter()
        .map(|kind| (kind.to_string(), t.coded("attestation", kind.code())))
        .collect()
}

pub(super) fn answers(t: Words) -> Vec<(String, String)> {
    vec![
        ("yes".to_owned(), t.attestations_yes().plain()),
        ("no".to_owned(), t.attestations_no().plain()),
    ]
}

fn event(id: AuditId, acting: &Acting, action: &'static str, of: PersonId) -> AuditEvent {
    AuditEvent {
        id,
        action,
        result: "done",
        actor: Some(acting.actor.person),
        on_behalf_of: Some(acting.org()),
        entity: Some(("person", AnyId::of(of))),
        detail: String::new(),
        request_id: None,
    }
}

pub async fn attest_state(app: web::Data<App>, request: HttpRequest, acting: Acting, shell: Shell, form: Form<AttestationForm>) -> Answer {
    let org = may_change(&acting)?;
    let person: PersonId = guard::id(&request, "person")?;
    let found = found(&app, org, person, shell.t.lang()).await?;
    let (form, now) = (form.0, app.now());
    let (kind, holds, on) = match form.check(now.day()) {
        Ok(checked) => checked,
        Err(problems) => {
            let wrong = Wrong::of(shell.t, &problems);
            let typed = Typed {
                attestation: form,
                ..Typed::default()
            };
            return respond::refused(&show_page(&app, &acting, shell, found, typed, wrong));
        }
    };
    let new = NewAttestation {
        id: app.new_id(),
        org,
        person,
        kind,
        holds,
        on,
        by: acting.actor.person,
    };
    let audit = event(app.new_id(), &acting, "attest-state", person);
    app.store
        .write(move |db| {
            store::find_staff(db, org, person, now.day())?.ok_or(crate::db::Error::NotFound)?;
            store::attest_state(db, &new, now)?;
            trail::store::audit(db, &audit, now)
        })
        .await?;
    Ok(respond::see_other(&paths::acting(org, &format!("staff/{person}"))).flash(&app, "attested"))
}

pub async fn withdraw_attestation(app: web::Data<App>, request: HttpRequest, acting: Acting) -> Answer {
    let org = may_change(&acting)?;
    let person: PersonId = guard::id(&request, "person")?;
    let id: AttestationId = guard::id(&request, "id")?;
    let (now, audit) = (app.now(), event(app.new_id(), &acting, "withdraw-attestation", person));
    app.store
        .write(move |db| {
            store::withdraw_attestation(db, org, person, id, now)?;
            trail::store::audit(db, &audit, now)
        })
        .await?;
    Ok(respond::see_other(&paths::acting(org, &format!("staff/{person}"))).flash(&app, "attestation-withdrawn"))
}
