//! Signing out elsewhere: one device, the others, or everywhere.

use actix_web::{HttpRequest, web};

use super::event;
use super::signing_in::signed_out;
use crate::app::App;
use crate::kernel::SessionId;
use crate::people::store;
use crate::site::guard::{self, SignedIn};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, paths};
use crate::trail;

pub async fn end_device(app: web::Data<App>, request: HttpRequest, SignedIn(actor): SignedIn) -> Answer {
    let device: SessionId = guard::id(&request, "session")?;
    let (now, person, audit) = (app.now(), actor.person, app.new_id());
    let ended = app
        .store
        .write(move |db| {
            let ended = store::end_device(db, person, device, now)?;
            trail::store::audit(
                db,
                &event(audit, "session-end", if ended { "done" } else { "refused" }, Some(person)),
                now,
            )?;
            Ok(ended)
        })
        .await?;
    if !ended {
        return Err(PageError::NotFound);
    }
    if device == actor.proof.session {
        return signed_out(&app, "signed-out");
    }
    Ok(respond::see_other(paths::SECURITY).flash(&app, "device-ended"))
}

pub async fn end_others(app: web::Data<App>, SignedIn(actor): SignedIn) -> Answer {
    let (now, audit) = (app.now(), app.new_id());
    app.store
        .write(move |db| {
            store::end_other_sessions(db, actor.person, actor.proof.session, now)?;
            trail::store::audit(db, &event(audit, "sessions-end", "done", Some(actor.person)), now)
        })
        .await?;
    Ok(respond::see_other(paths::SECURITY).flash(&app, "devices-ended"))
}

pub async fn end_everywhere(app: web::Data<App>, SignedIn(actor): SignedIn) -> Answer {
    let (now, audit) = (app.now(), app.new_id());
    app.store
        .write(move |db| {
            store::end_sessions(db, actor.person)?;
            trail::store::audit(db, &event(audit, "sessions-end", "done", Some(actor.person)), now)
        })
        .await?;
    signed_out(&app, "signed-out-everywhere")
}
