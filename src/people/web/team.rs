//! `/for/{org}/team`: who belongs to an organisation, with what part, and who is invited.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::invitations::written;
use crate::app::App;
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, MembershipId, OrgId, PersonId, UtcTime};
use crate::people::forms::{InviteForm, RoleForm};
use crate::people::mail::{self, parts};
use crate::people::policy;
use crate::people::store::{self, Invitation, InvitedOutcome, Member, Recipient, TeamChange};
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::{self, Belonging, Owning, Proved};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::{db, queue};

#[derive(Template)]
#[template(path = "people/team.html")]
struct TeamPage {
    t: Words,
    shell: Shell,
    actor: Actor,
    org: OrgId,
    name: String,
    language: String,
    may_keep: bool,
    members: Vec<Member>,
    invited: Vec<Invitation>,
    now: UtcTime,
    form: InviteForm,
    problems: Problems,
    /// Why something was not done.
    notice: Option<String>,
    roles: Vec<(String, String)>,
}

impl TeamPage {
    async fn load(app: &App, belonging: Belonging, shell: Shell) -> Result<Self, PageError> {
        let (t, org) = (shell.t, belonging.org());
        let may_keep = policy::may_keep_team(belonging.membership.role);
        let (members, invited) = app
            .store
            .read(move |db| {
                let invited = if may_keep { store::list_invitations(db, org)? } else { Vec::new() };
                Ok((store::list_members(db, org)?, invited))
            })
            .await?;
        Ok(Self {
            t,
            shell,
            actor: belonging.actor,
            org,
            name: belonging.membership.name,
            language: belonging.membership.language,
            may_keep,
            members,
            invited,
            now: app.now(),
            form: InviteForm::default(),
            problems: Problems::default(),
            notice: None,
            roles: MemberRole::ALL
                .iter()
                .map(|role| (role.to_string(), t.coded("member-role", role.code())))
                .collect(),
        })
    }

    fn role(&self, role: MemberRole) -> String {
        self.t.coded("member-role", role.code())
    }

    fn day(&self, at: &UtcTime) -> String {
        self.t.date(at.day())
    }

    fn is_self(&self, member: &Member) -> bool {
        member.person == self.actor.person
    }

    fn is_member(&self) -> bool {
        self.members.iter().any(|member| self.is_self(member))
    }
}

pub async fn team(app: web::Data<App>, belonging: Belonging, shell: Shell) -> Answer {
    respond::page(&TeamPage::load(&app, belonging, shell).await?)
}

/// Invites an address. The page says the same whether or not anybody has an account with it.
pub async fn invite(app: web::Data<App>, owning: Owning, shell: Shell, form: Form<InviteForm>) -> Answer {
    let (org, now, form) = (owning.org(), app.now(), form.0);
    let problems = match form.check() {
        Ok((email, role)) => {
            let (actor, into) = (owning.actor.clone(), (org, owning.membership.name.as_str()));
            let (new, message) = written(&app, shell.t, &actor.name, into, (&email, role)).await?;
            let outcome = app
                .store
                .write(move |db| {
                    let outcome = store::invite(db, &actor, &new, now)?;
                    if outcome == InvitedOutcome::Sent {
                        queue::store::put(db, &message, now)?;
                    }
                    Ok(outcome)
                })
                .await?;
            match outcome {
                InvitedOutcome::Sent => return Ok(respond::see_other(&paths::acting(org, "team")).flash(&app, "invited")),
                InvitedOutcome::Refused => return Err(PageError::Forbidden),
                InvitedOutcome::Member | InvitedOutcome::Own => one("email", Problem::Taken),
                InvitedOutcome::TooMany => one("email", Problem::TooMany(50)),
            }
        }
        Err(problems) => problems,
    };
    let belonging = Belonging {
        actor: owning.actor,
        membership: owning.membership,
    };
    let mut page = TeamPage::load(&app, belonging, shell).await?;
    (page.form, page.problems) = (form, problems);
    respond::refused(&page)
}

pub(super) fn one(field: &str, problem: Problem) -> Problems {
    let mut problems = Problems::default();
    problems.add(field, problem);
    problems
}

pub async fn withdraw_invitation(app: web::Data<App>, owning: Owning, request: HttpRequest) -> Answer {
    let (org, id, now) = (owning.org(), guard::id(&request, "invitation")?, app.now());
    let actor = owning.actor;
    let is_done = app
        .store
        .write(move |db| store::withdraw_invitation(db, &actor, org, id, now))
        .await?;
    if !is_done {
        return Err(PageError::NotFound);
    }
    Ok(respond::see_other(&paths::acting(org, "team")).flash(&app, "invitation-withdrawn"))
}

/// A member of the team, and how to write to them.
async fn find_member(app: &App, org: OrgId, id: MembershipId) -> Result<(PersonId, Option<Recipient>), PageError> {
    let found = app.store.read(move |db| {
        let member = store::list_members(db, org)?.into_iter().find(|member| member.membership == id);
        match member {
            Some(member) => Ok(Some((member.person, store::find_recipient(db, member.person)?))),
            None => Ok(None),
        }
    });
    found.await?.ok_or(PageError::NotFound)
}

/// What became of a change: on to the team's page, or the page with why not.
async fn answered(app: &App, owning: Owning, shell: Shell, change: TeamChange, flash: &'static str) -> Answer {
    match change {
        TeamChange::Done => Ok(respond::see_other(&paths::acting(owning.org(), "team")).flash(app, flash)),
        TeamChange::NotThere => Err(PageError::NotFound),
        TeamChange::Refused => Err(PageError::Forbidden),
        TeamChange::LastOwner => {
            let belonging = Belonging {
                actor: owning.actor,
                membership: owning.membership,
            };
            last_owner(app, belonging, shell).await
        }
    }
}

async fn last_owner(app: &App, belonging: Belonging, shell: Shell) -> Answer {
    let mut page = TeamPage::load(app, belonging, shell).await?;
    page.notice = Some(page.t.team_last_owner().plain());
    respond::conflict(&page)
}

fn put(db: &mut db::Db, change: TeamChange, message: Option<&Message>, now: UtcTime) -> db::Result<TeamChange> {
    if let Some(message) = message.filter(|_| change == TeamChange::Done) {
        queue::store::put(db, message, now)?;
    }
    Ok(change)
}

pub async fn change_role(
    app: web::Data<App>,
    owning: Owning,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<RoleForm>,
) -> Answer {
    let (org, id, now): (_, MembershipId, _) = (owning.org(), guard::id(&request, "member")?, app.now());
    // who it is comes before what was sent, as everywhere
    let (whom, to) = find_member(&app, org, id).await?;
    let role: MemberRole = form.0.role.parse().map_err(|_error| PageError::Unreadable("no such part"))?;
    let message = to.filter(|_| whom != owning.actor.person).map(|to| {
        let t = mail::words(shell.t, &to);
        parts::role_changed(&app, t, &to, org, &owning.membership.name, &t.coded("member-role", role.code()))
    });
    let (actor, transition) = (owning.actor.clone(), app.new_id());
    let change = app
        .store
        .write(move |db| {
            let change = store::set_role(db, &actor, org, id, role, transition, now)?;
            put(db, change, message.as_ref(), now)
        })
        .await?;
    answered(&app, owning, shell, change, "role-changed").await
}

pub async fn remove_member(app: web::Data<App>, owning: Owning, _: Proved, request: HttpRequest, shell: Shell) -> Answer {
    let (org, id, now): (_, MembershipId, _) = (owning.org(), guard::id(&request, "member")?, app.now());
    let (whom, to) = find_member(&app, org, id).await?;
    let message = to
        .filter(|_| whom != owning.actor.person)
        .map(|to| parts::removed(&app, mail::words(shell.t, &to), &to, &owning.membership.name));
    let (actor, transition) = (owning.actor.clone(), app.new_id());
    let change = app
        .store
        .write(move |db| {
            let change = store::end_membership(db, &actor, org, id, transition, now)?;
            put(db, change, message.as_ref(), now)
        })
        .await?;
    if whom == owning.actor.person && change == TeamChange::Done {
        return Ok(respond::see_other(paths::ME).flash(&app, "left"));
    }
    answered(&app, owning, shell, change, "member-removed").await
}

pub async fn hand_over(app: web::Data<App>, owning: Owning, _: Proved, request: HttpRequest, shell: Shell) -> Answer {
    let (org, id, now): (_, MembershipId, _) = (owning.org(), guard::id(&request, "member")?, app.now());
    let (_, to) = find_member(&app, org, id).await?;
    let message = to.map(|to| {
        let t = mail::words(shell.t, &to);
        let role = t.coded("member-role", MemberRole::Owner.code());
        parts::role_changed(&app, t, &to, org, &owning.membership.name, &role)
    });
    let (actor, transitions) = (owning.actor.clone(), [app.new_id(), app.new_id()]);
    let change = app
        .store
        .write(move |db| {
            let change = store::hand_over(db, &actor, org, id, transitions, now)?;
            put(db, change, message.as_ref(), now)
        })
        .await?;
    answered(&app, owning, shell, change, "handed-over").await
}

pub async fn leave(app: web::Data<App>, belonging: Belonging, shell: Shell) -> Answer {
    let (org, now, actor, transition) = (belonging.org(), app.now(), belonging.actor.clone(), app.new_id());
    let change = app
        .store
        .write(move |db| {
            let own = store::list_members(db, org)?
                .into_iter()
                .find(|member| member.person == actor.person);
            match own {
                Some(own) => store::end_membership(db, &actor, org, own.membership, transition, now),
                None => Ok(TeamChange::NotThere),
            }
        })
        .await?;
    match change {
        TeamChange::Done => Ok(respond::see_other(paths::ME).flash(&app, "left")),
        TeamChange::LastOwner => last_owner(&app, belonging, shell).await,
        TeamChange::NotThere | TeamChange::Refused => Err(PageError::NotFound),
    }
}
