//! `/coordination/owners/{org}`: whoever decides about an organisation of which nobody has an account invites its first owner.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::invitations::written;
use super::team::one;
use crate::app::App;
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, OrgId, UtcTime};
use crate::network::names;
use crate::people::forms::JoinForm;
use crate::people::store::{self, Invitation, InvitedOutcome, Noted, WithoutAccount};
use crate::queue;
use crate::site::form::Form;
use crate::site::guard::{self, Proved, Verifying};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};

#[derive(Template)]
#[template(path = "people/first_owner.html")]
struct FirstOwnerPage {
    t: Words,
    shell: Shell,
    one: WithoutAccount,
    country: String,
    invited: Vec<Invitation>,
    now: UtcTime,
    form: JoinForm,
    problems: Problems,
}

impl FirstOwnerPage {
    /// What is somebody else's to decide is not there; nor is what has somebody of its own.
    async fn load(app: &App, actor: Actor, org: OrgId, shell: Shell) -> Result<Self, PageError> {
        let (t, now) = (shell.t, app.now());
        let (one, invited) = app
            .store
            .read(move |db| {
                let one = store::find_without_account(db, &actor, org, now.day())?;
                Ok((one, store::list_invitations(db, org)?))
            })
            .await?;
        let one = one.ok_or(PageError::NotFound)?;
        Ok(Self {
            t,
            country: one
                .country
                .map_or_else(String::new, |code| names::country(t, code).text.to_owned()),
            one,
            invited,
            now,
            form: JoinForm::default(),
            problems: Problems::default(),
            shell,
        })
    }

    fn day(&self, at: &UtcTime) -> String {
        self.t.date(at.day())
    }
}

pub async fn first_owner(app: web::Data<App>, Verifying(actor): Verifying, request: HttpRequest, shell: Shell) -> Answer {
    let org = guard::id(&request, "org")?;
    respond::page(&FirstOwnerPage::load(&app, actor, org, shell).await?)
}

fn noted(app: &App) -> Noted {
    Noted {
        transition: app.new_id(),
        event: app.new_id(),
    }
}

/// Invites an address. The page says the same whether or not anybody has an account with it.
pub async fn invite_first_owner(
    app: web::Data<App>,
    Verifying(actor): Verifying,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<JoinForm>,
) -> Answer {
    let (org, now, form): (OrgId, _, _) = (guard::id(&request, "org")?, app.now(), form.0);
    let t = shell.t;
    let mut page = FirstOwnerPage::load(&app, actor.clone(), org, shell).await?;
    page.problems = match form.check() {
        Ok(email) => {
            let into = (org, page.one.name.as_str());
            let (new, message) = written(&app, t, &actor.name, into, (&email, MemberRole::Owner)).await?;
            let noted = noted(&app);
            let outcome = app
                .store
                .write(move |db| {
                    let outcome = store::invite_first_owner(db, &actor, &new, noted, now)?;
                    if outcome == InvitedOutcome::Sent {
                        queue::store::put(db, &message, now)?;
                    }
                    Ok(outcome)
                })
                .await?;
            match outcome {
                InvitedOutcome::Sent => return Ok(respond::see_other(&paths::first_owner(org)).flash(&app, "invited")),
                InvitedOutcome::Own => one("email", Problem::Own),
                // somebody of it has an account by now, or it is not theirs to decide any more
                InvitedOutcome::Refused | InvitedOutcome::Member | InvitedOutcome::TooMany => return Err(PageError::NotFound),
            }
        }
        Err(problems) => problems,
    };
    page.form = form;
    respond::refused(&page)
}

pub async fn withdraw_first_owner(app: web::Data<App>, Verifying(actor): Verifying, request: HttpRequest) -> Answer {
    let (org, now, noted): (OrgId, _, _) = (guard::id(&request, "org")?, app.now(), noted(&app));
    let is_done = app
        .store
        .write(move |db| store::withdraw_first_owner(db, &actor, org, noted, now))
        .await?;
    if !is_done {
        return Err(PageError::NotFound);
    }
    Ok(respond::see_other(&paths::first_owner(org)).flash(&app, "invitation-withdrawn"))
}
