//! `benchside admin create`: a link that opens once and makes its bearer an administrator.

use chrono::TimeDelta;

use super::{Failure, serve};
use crate::app::App;
use crate::config;
use crate::kernel::text::EmailAddress;
use crate::kernel::{Chance, Clock};
use crate::people::LinkPurpose;
use crate::people::store::{self, NewLink};
use crate::site::session;
use crate::trail::{self, AuditEvent};

/// How long the link opens.
const LASTS: TimeDelta = TimeDelta::hours(24);

pub(super) fn create(email: &str) -> Result<(), Failure> {
    let Ok(email) = EmailAddress::parse(email) else {
        return Err(Failure(format!("{email:?} is not a mail address")));
    };
    let config = config::serve(|name| std::env::var(name).ok())?;
    let link = serve::runtime()?.block_on(async {
        let app = App::build(config, Clock::System, Chance::System)?;
        let (token, now, folded, address) = (session::new_token(&app), app.now(), email.folded(), email.to_string());
        let hash = app.link_hash(token.as_bytes());
        let new = NewLink {
            hash,
            purpose: LinkPurpose::Admin,
            person: None,
            entity: None,
            address_folded: folded.clone(),
            payload: address,
            expires_at: now + LASTS,
        };
        let event = AuditEvent {
            id: app.new_id(),
            action: "administrator-link",
            result: "done",
            actor: None,
            on_behalf_of: None,
            entity: None,
            detail: String::new(),
            request_id: None,
        };
        let put = app
            .store
            .write(move |db| {
                if store::find_by_address(db, &folded)?.is_some() {
                    return Ok(false);
                }
                store::put_link(db, &new, now)?;
                trail::store::audit(db, &event, now)?;
                Ok(true)
            })
            .await?;
        if put {
            Ok(format!("{}/administrator/{token}", app.config.site.base_url))
        } else {
            Err(Failure(format!("{email} has an account already; name an address that has none")))
        }
    })?;
    println!("Open this link once, within 24 hours, to choose a password:\n{link}");
    Ok(())
}
