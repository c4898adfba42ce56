//! Signing in and out, joining by a mailed link, and what keeps an account safe.

mod addresses;
mod administration;
mod claims;
mod demo;
mod devices;
mod duplicates;
mod factor;
mod first_owner;
mod invitations;
mod joining;
mod privacy;
mod profile;
mod prove;
mod reset;
mod security;
mod signing_in;
mod staff;
mod team;

pub use addresses::{add_address, address, confirm_address, make_primary, remove_address};
pub use administration::{
    close_account, end_sessions_of, find_people, grant, people, reopen_account, show_person, take_factor_of, withdraw_grant,
};
pub use claims::{claim, records, refuse_claim, refuse_record, take_claim, take_record};
pub use demo::demo_codes;
pub use devices::{end_device, end_everywhere, end_others};
pub use duplicates::{dismiss_duplicates, duplicates, merge_duplicates, show_duplicates, undo_merge};
pub use factor::{confirm_factor, factor, new_codes, remove_factor, start_factor};
pub use first_owner::{first_owner, invite_first_owner, withdraw_first_owner};
pub use invitations::{accept_invitation, decline_invitation, invitation, join_invited};
pub use joining::{ask_to_join, create, create_administrator, join, welcome, welcome_administrator};
pub use privacy::{
    ask_for_copy, choose_mail, consent, copy, download_copy, erase, erase_own, own_data, privacy, privacy_csv, unsubscribe, unsubscribe_now,
};
pub use profile::{profile, save_profile};
pub use prove::{prove, prove_again};
pub use reset::{ask_for_reset, forgot, reset, reset_password};
pub use security::{change_password, security};
pub use signing_in::{check_code, code, end_session, sign_in, start_session};
pub use staff::{
    apply_for_staff, attest_level, attest_state, create_staff, import_staff, new_staff, show_staff, staff, staff_template, take_in_staff,
    withdraw_attestation, write_staff_address,
};
pub use team::{change_role, hand_over, invite, leave, remove_member, team, withdraw_invitation};

use actix_web::HttpRequest;

use super::device_of;
use super::password::Password;
use crate::app::App;
use crate::kernel::{AuditId, OrgId, PersonId};
use crate::site::PageError;
use crate::trail::AuditEvent;

/// The browser and the system that it runs on, as far as it tells.
fn browser(request: &HttpRequest) -> Option<String> {
    device_of(request.headers().get("user-agent")?.to_str().ok()?)
}

/// The hash of a password that was chosen, made away from the threads that answer requests.
async fn hashed(app: &App, password: Password) -> Result<String, PageError> {
    let mut salt = [0; 16];
    app.chance.fill(&mut salt);
    app.compute(move || password.hash(&salt))
        .await
        .flatten()
        .ok_or_else(|| PageError::Broken("no hash".to_owned()))
}

/// Something that somebody did to an account.
fn event(id: AuditId, action: &'static str, result: &'static str, actor: Option<PersonId>) -> AuditEvent {
    AuditEvent {
        id,
        action,
        result,
        actor,
        on_behalf_of: None::<OrgId>,
        entity: None,
        detail: String::new(),
        request_id: None,
    }
}
