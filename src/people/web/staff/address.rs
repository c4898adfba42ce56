//! `/for/{org}/staff/{person}/address`: the address by which somebody can take over what their agency entered for them. The answer
//! is the same whether or not anybody has an account with it.

use actix_web::{HttpRequest, web};

use super::may_change;
use super::show::{self, Typed};
use super::words::Wrong;
use crate::app::App;
use crate::kernel::{AnyId, PersonId};
use crate::people::forms::JoinForm;
use crate::people::store;
use crate::people::web::claims;
use crate::site::form::Form;
use crate::site::guard::{self, Acting};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, paths};
use crate::trail::{self, AuditEvent};

/// The same letter goes out again after so long.
const AGAIN: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// Writes an address beside a record, or the same one again, and sends the letter.
pub async fn write_staff_address(app: web::Data<App>, request: HttpRequest, acting: Acting, shell: Shell, form: Form<JoinForm>) -> Answer {
    let org = may_change(&acting)?;
    let person: PersonId = guard::id(&request, "person")?;
    let found = show::found(&app, org, person, shell.t.lang()).await?;
    let address = match form.0.check() {
        Ok(address) => address,
        Err(problems) => {
            let wrong = Wrong::of(shell.t, &problems);
            let typed = Typed {
                email: form.0.email,
                ..Typed::default()
            };
            return respond::refused(&show::show_page(&app, &acting, shell, found, typed, wrong));
        }
    };
    if !found.standing.may_write {
        return Err(PageError::NotFound);
    }
    let is_again = found.standing.address.as_deref() == Some(address.as_str());
    if is_again && found.standing.letter.is_some_and(|(sent, _)| app.now() < sent + AGAIN) {
        let typed = Typed {
            email: form.0.email,
            ..Typed::default()
        };
        let wrong = Wrong::one("email", shell.t.claim_too_soon().plain());
        return respond::refused(&show::show_page(&app, &acting, shell, found, typed, wrong));
    }
    let letters = claims::letters(&app, shell.t, &acting.membership.name, vec![(found.one.name.clone(), address)]).await?;
    let (email, now, audit) = (app.new_id(), app.now(), app.new_id());
    let event = AuditEvent {
        id: audit,
        action: "claim-letter",
        result: "done",
        actor: Some(acting.actor.person),
        on_behalf_of: Some(org),
        entity: Some(("person", AnyId::of(person))),
        detail: String::new(),
        request_id: None,
    };
    app.store
        .write(move |db| {
            store::find_staff(db, org, person, now.day())?.ok_or(crate::db::Error::NotFound)?;
            for letter in &letters {
                store::write_address(db, org, person, email, letter, now)?;
            }
            trail::store::audit(db, &event, now)
        })
        .await?;
    Ok(respond::see_other(&paths::acting(org, &format!("staff/{person}"))).flash(&app, "claim-sent"))
}
