//! An invitation as its link opens it: a page that does nothing until a button is pressed. Whoever accepts has proved the address:
//! they are signed in with it, or join with it now, through the letter that was sent there.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::signing_in::begin;
use super::{event, hashed};
use crate::app::App;
use crate::kernel::OrgId;
use crate::kernel::actor::{AuthLevel, MemberRole};
use crate::kernel::problems::Problems;
use crate::kernel::text::EmailAddress;
use crate::network::names;
use crate::people::forms::WelcomeForm;
use crate::people::mail::{self, parts};
use crate::people::password;
use crate::people::store::{self, Accepted, NewAccount, NewInvitation, OpenInvitation};
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::SignedIn;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::trail;

/// What the visitor can do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Signed in with the address.
    Accept,
    /// Signed in as somebody else.
    Other,
    /// The address has an account.
    SignIn,
    /// Nobody has proved the address yet.
    Join,
}

#[derive(Template)]
#[template(path = "people/invitation.html")]
struct InvitationPage {
    t: Words,
    shell: Shell,
    open: OpenInvitation,
    role: String,
    role_means: String,
    way: Way,
    action: String,
    sign_in: String,
    form: WelcomeForm,
    problems: Problems,
    countries: Vec<(String, String)>,
}

impl InvitationPage {
    fn new(shell: Shell, token: &str, open: OpenInvitation, form: WelcomeForm, problems: Problems) -> Self {
        let t = shell.t;
        let way = match (&shell.actor, open.known) {
            (Some(actor), known) if known == Some(actor.person) => Way::Accept,
            (Some(_), _) => Way::Other,
            (None, Some(_)) => Way::SignIn,
            (None, None) => Way::Join,
        };
        let action = format!("/invitations/{token}");
        Self {
            t,
            role: t.coded("member-role", open.role.code()),
            role_means: t.coded("member-role-means", open.role.code()),
            way,
            sign_in: paths::sign_in(Some(&action)),
            action,
            form,
            problems,
            countries: names::country_choices(t),
            open,
            shell,
        }
    }
}

/// An invitation that is about to be sent, with its letter: in the language of whoever has proved the address, else of the page.
pub(super) async fn written(
    app: &App,
    t: Words,
    inviter: &str,
    (org, name): (OrgId, &str),
    (email, role): (&EmailAddress, MemberRole),
) -> Result<(NewInvitation, Message), PageError> {
    let (token, folded) = (session::new_token(app), email.folded());
    let known = app.store.read(move |db| store::find_recipient_of(db, &folded)).await?;
    let t = known.as_ref().map_or(t, |known| mail::words(t, known));
    let message = parts::invited(
        app,
        t,
        (email, known.as_ref().map(|known| known.person)),
        (inviter, name, &t.coded("member-role", role.code())),
        &format!("{}/invitations/{token}", app.config.site.base_url),
    );
    let new = NewInvitation {
        id: app.new_id(),
        transition: app.new_id(),
        org,
        address: email.as_str().to_owned(),
        address_folded: email.folded(),
        role,
        link_hash: app.link_hash(token.as_bytes()),
    };
    Ok((new, message))
}

async fn find(app: &App, token: &str) -> Result<OpenInvitation, PageError> {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let found = app.store.read(move |db| store::find_invitation(db, &hash, now)).await?;
    found.ok_or(PageError::NotFound)
}

pub async fn invitation(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    let open = find(&app, &token).await?;
    respond::page(&InvitationPage::new(
        shell,
        &token,
        open,
        WelcomeForm::default(),
        Problems::default(),
    ))
}

fn accepted(app: &App) -> Accepted {
    Accepted {
        membership: app.new_id(),
        transition: app.new_id(),
    }
}

pub async fn accept_invitation(app: web::Data<App>, SignedIn(actor): SignedIn, token: web::Path<String>) -> Answer {
    let (hash, now, new) = (app.link_hash(token.as_bytes()), app.now(), accepted(&app));
    let audit = app.new_id();
    let joined = app
        .store
        .write(move |db| {
            let joined = store::accept(db, &hash, &actor, &new, now)?;
            let result = if joined.is_some() { "done" } else { "refused" };
            trail::store::audit(db, &event(audit, "invitation-accept", result, Some(actor.person)), now)?;
            Ok(joined)
        })
        .await?;
    let open = joined.ok_or(PageError::NotFound)?;
    Ok(respond::see_other(&paths::acting(open.org, "team")).flash(&app, "joined-team"))
}

/// Somebody new: an account and a place in the team at once.
pub async fn join_invited(
    app: web::Data<App>,
    request: HttpRequest,
    shell: Shell,
    token: web::Path<String>,
    form: Form<WelcomeForm>,
) -> Answer {
    let open = find(&app, &token).await?;
    if open.known.is_some() {
        return respond::conflict(&InvitationPage::new(
            shell,
            &token,
            open,
            WelcomeForm::default(),
            Problems::default(),
        ));
    }
    let form = form.0;
    let new = match form.check(&open.address, password::least(false)) {
        Ok(new) => new,
        Err(problems) => return respond::refused(&InvitationPage::new(shell, &token, open, form, problems)),
    };
    let (hash, now, membership) = (app.link_hash(token.as_bytes()), app.now(), accepted(&app));
    let account = NewAccount {
        person: app.new_id(),
        email: app.new_id(),
        name: new.name.to_string(),
        country: new.country,
        language: shell.t.lang().to_owned(),
        password_hash: hashed(&app, new.password).await?,
        grant: None,
    };
    let (person, audit) = (account.person, app.new_id());
    let joined = app
        .store
        .write(move |db| {
            let joined = store::join_invited(db, &hash, &account, &membership, now)?;
            if joined.is_some() {
                trail::store::audit(db, &event(audit, "invitation-join", "done", Some(person)), now)?;
            }
            Ok(joined)
        })
        .await?;
    let open = joined.ok_or(PageError::NotFound)?;
    begin(&app, &request, person, AuthLevel::Password, &paths::acting(open.org, "team"))
        .await
        .map(|answer| answer.flash(&app, "joined-team"))
}

pub async fn decline_invitation(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let by = shell.actor.map(|actor| actor.person);
    let is_done = app.store.write(move |db| store::decline(db, &hash, by, now)).await?;
    if !is_done {
        return Err(PageError::NotFound);
    }
    Ok(respond::see_other(paths::HOME).flash(&app, "invitation-declined"))
}
