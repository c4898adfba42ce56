//! `/administration/people`: finding people, granting and withdrawing parts beyond an organisation, and what an administrator does to
//! an account. Somebody is sought by POST: names and addresses are in no address of a page.

use actix_web::{HttpRequest, web};
use askama::Template;

use crate::app::App;
use crate::kernel::actor::GrantRole;
use crate::kernel::problems::Problems;
use crate::kernel::{Actor, GrantId, PersonId, UtcTime, text};
use crate::network::{GroupingCode, Places, names};
use crate::people::forms::{FindForm, GrantForm, ReasonForm};
use crate::people::mail::{self, parts};
use crate::people::store::{self, Decided, Found, Kept, Known, NewGrant, Recipient};
use crate::people::{PersonState, policy};
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::{self, Administering, Proved, Stewarding};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::{db, queue, trail};

#[derive(Template)]
#[template(path = "people/people.html")]
struct PeoplePage {
    t: Words,
    shell: Shell,
    sought: String,
    found: Vec<Found>,
}

impl PeoplePage {
    fn part(&self, role: GrantRole) -> String {
        self.t.coded("grant-role", role.code())
    }

    fn country(&self, found: &Found) -> String {
        found
            .country
            .map_or_else(String::new, |country| names::country(self.t, country).text.to_owned())
    }
}

async fn list(app: &App, shell: Shell, sought: String) -> Answer {
    // what cannot be a name or an address finds nobody
    let line = if sought.trim().is_empty() {
        Some(String::new())
    } else {
        text::line(&sought, 254).ok()
    };
    let found = match line {
        Some(line) => app.store.read(move |db| store::list_found(db, &line)).await?,
        None => Vec::new(),
    };
    respond::page(&PeoplePage {
        t: shell.t,
        shell,
        sought,
        found,
    })
}

/// Those who were granted something.
pub async fn people(app: web::Data<App>, _: Stewarding, shell: Shell) -> Answer {
    list(&app, shell, String::new()).await
}

pub async fn find_people(app: web::Data<App>, _: Stewarding, shell: Shell, form: Form<FindForm>) -> Answer {
    list(&app, shell, form.0.q).await
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    t: Words,
    shell: Shell,
    actor: Actor,
    known: Known,
    /// The parts that may be granted to this person.
    roles: Vec<(String, String)>,
    groupings: Vec<(String, String)>,
    form: GrantForm,
    problems: Problems,
    notice: Option<String>,
}

impl PersonPage {
    async fn load(app: &App, actor: Actor, shell: Shell, id: PersonId) -> Result<Self, PageError> {
        let known = app.store.read(move |db| store::get_known(db, id)).await?;
        let t = shell.t;
        let may = GrantRole::ALL.iter().filter(|role| policy::may_grant(&actor, id, **role));
        let mut groupings: Vec<(String, String)> = Places::builtin()
            .groupings()
            .iter()
            .map(|grouping| {
                let code = grouping.code.to_string();
                let words = names::grouping(t, &code).text.to_owned();
                (code, words)
            })
            .collect();
        groupings.sort_by_cached_key(|(_, words)| t.sort_key(words));
        Ok(Self {
            roles: may.map(|role| (role.to_string(), t.coded("grant-role", role.code()))).collect(),
            groupings,
            form: GrantForm::default(),
            problems: Problems::default(),
            notice: None,
            t,
            shell,
            actor,
            known,
        })
    }

    fn part(&self, role: GrantRole, grouping: Option<GroupingCode>) -> String {
        part(self.t, role, grouping)
    }

    fn day(&self, at: &UtcTime) -> String {
        self.t.date(at.day())
    }

    fn may_withdraw(&self, role: GrantRole) -> bool {
        policy::may_withdraw(&self.actor, role)
    }

    fn may_read_trail(&self) -> bool {
        trail::policy::may_read_all(&self.actor)
    }

    fn may_keep(&self) -> bool {
        policy::may_keep_account(&self.actor, self.known.id)
    }
}

/// A part in words: with the grouping that a coordinator has.
fn part(t: Words, role: GrantRole, grouping: Option<GroupingCode>) -> String {
    let words = t.coded("grant-role", role.code());
    match grouping {
        Some(grouping) => {
            let code = grouping.to_string();
            t.grant_for(names::grouping(t, &code).text.to_owned(), words).plain()
        }
        None => words,
    }
}

pub async fn show_person(app: web::Data<App>, Stewarding(actor): Stewarding, request: HttpRequest, shell: Shell) -> Answer {
    let id: PersonId = guard::id(&request, "person")?;
    respond::page(&PersonPage::load(&app, actor, shell, id).await?)
}

fn put(db: &mut db::Db, decided: Decided, message: Option<&Message>, now: UtcTime) -> db::Result<Decided> {
    if let Some(message) = message.filter(|_| decided == Decided::Done) {
        queue::store::put(db, message, now)?;
    }
    Ok(decided)
}

async fn recipient(app: &App, id: PersonId) -> Result<Option<Recipient>, PageError> {
    Ok(app.store.read(move |db| store::find_recipient(db, id)).await?)
}

/// On to the person's page, or the page with why nothing was done.
async fn answered(app: &App, actor: Actor, shell: Shell, id: PersonId, decided: Decided, flash: &'static str) -> Answer {
    let notice = match decided {
        Decided::Done => return Ok(respond::see_other(&paths::person(id)).flash(app, flash)),
        Decided::Refused => return Err(PageError::Forbidden),
        Decided::Already => shell.t.person_unchanged().plain(),
        Decided::LastAdministrator => shell.t.person_last_administrator().plain(),
    };
    let mut page = PersonPage::load(app, actor, shell, id).await?;
    page.notice = Some(notice);
    respond::conflict(&page)
}

pub async fn grant(
    app: web::Data<App>,
    Stewarding(actor): Stewarding,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<GrantForm>,
) -> Answer {
    let id: PersonId = guard::id(&request, "person")?;
    let (role, grouping, reason) = match form.0.check() {
        Ok(checked) => checked,
        Err(problems) => {
            let mut page = PersonPage::load(&app, actor, shell, id).await?;
            (page.form, page.problems) = (form.0, problems);
            return respond::refused(&page);
        }
    };
    let message = recipient(&app, id).await?.map(|to| {
        let t = mail::words(shell.t, &to);
        parts::granted(&app, t, &to, &part(t, role, grouping), &reason)
    });
    let new = NewGrant {
        id: app.new_id(),
        person: id,
        role,
        grouping,
        reason,
    };
    let (by, now, event) = (actor.clone(), app.now(), app.new_id());
    let decided = app
        .store
        .write(move |db| {
            let decided = store::grant(db, &by, &new, event, now)?;
            put(db, decided, message.as_ref(), now)
        })
        .await?;
    answered(&app, actor, shell, id, decided, "granted").await
}

pub async fn withdraw_grant(
    app: web::Data<App>,
    Stewarding(actor): Stewarding,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<ReasonForm>,
) -> Answer {
    let (id, grant): (PersonId, GrantId) = (guard::id(&request, "person")?, guard::id(&request, "grant")?);
    let Ok(reason) = form.0.check() else {
        let mut page = PersonPage::load(&app, actor, shell, id).await?;
        page.notice = Some(page.t.person_reason_missing().plain());
        return respond::refused(&page);
    };
    let known = app.store.read(move |db| store::get_known(db, id)).await?;
    let granted = known
        .granted
        .into_iter()
        .find(|granted| granted.id == grant)
        .ok_or(PageError::NotFound)?;
    let message = recipient(&app, id).await?.map(|to| {
        let t = mail::words(shell.t, &to);
        parts::withdrawn(&app, t, &to, &part(t, granted.role, granted.grouping), &reason)
    });
    let (by, now, event) = (actor.clone(), app.now(), app.new_id());
    let decided = app
        .store
        .write(move |db| {
            let decided = store::withdraw_grant(db, &by, (id, grant), &reason, event, now)?;
            put(db, decided, message.as_ref(), now)
        })
        .await?;
    if id == actor.person && decided == Decided::Done {
        return Ok(respond::see_other(paths::ME).flash(&app, "grant-withdrawn"));
    }
    answered(&app, actor, shell, id, decided, "grant-withdrawn").await
}

type Command = fn(&mut db::Db, &Actor, &Kept, UtcTime) -> db::Result<Decided>;

async fn keep(
    app: &App,
    (actor, shell): (Actor, Shell),
    request: &HttpRequest,
    reason: &str,
    command: Command,
    letter: impl FnOnce(Words, &Recipient) -> Message,
    flash: &'static str,
) -> Answer {
    let id: PersonId = guard::id(request, "person")?;
    let to = app.store.read(move |db| store::find_recipient_whatever(db, id)).await?;
    let message = to.map(|to| letter(mail::words(shell.t, &to), &to));
    let kept = Kept {
        person: id,
        reason: reason.to_owned(),
        event: app.new_id(),
        transition: app.new_id(),
    };
    let (by, now) = (actor.clone(), app.now());
    let decided = app
        .store
        .write(move |db| {
            let decided = command(db, &by, &kept, now)?;
            put(db, decided, message.as_ref(), now)
        })
        .await?;
    answered(app, actor, shell, id, decided, flash).await
}

pub async fn end_sessions_of(
    app: web::Data<App>,
    Administering(actor): Administering,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
) -> Answer {
    let letter = |t: Words, to: &Recipient| parts::signed_out(&app, t, to);
    keep(
        &app,
        (actor, shell),
        &request,
        "",
        store::end_all_sessions,
        letter,
        "sessions-ended",
    )
    .await
}

pub async fn take_factor_of(
    app: web::Data<App>,
    Administering(actor): Administering,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
) -> Answer {
    let letter = |t: Words, to: &Recipient| parts::factor_taken(&app, t, to);
    keep(&app, (actor, shell), &request, "", store::take_factor, letter, "factor-taken").await
}

/// A reason, or the page with what is missing.
async fn reasoned(app: &App, actor: &Actor, shell: &Shell, request: &HttpRequest, form: &ReasonForm) -> Result<String, Answer> {
    let id: PersonId = guard::id(request, "person").map_err(Err)?;
    if let Ok(reason) = form.check() {
        return Ok(reason);
    }
    let mut page = PersonPage::load(app, actor.clone(), shell.clone(), id).await.map_err(Err)?;
    page.notice = Some(page.t.person_reason_missing().plain());
    Err(respond::refused(&page))
}

pub async fn close_account(
    app: web::Data<App>,
    Administering(actor): Administering,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<ReasonForm>,
) -> Answer {
    let reason = match reasoned(&app, &actor, &shell, &request, &form.0).await {
        Ok(reason) => reason,
        Err(answer) => return answer,
    };
    let letter = |t: Words, to: &Recipient| parts::closed(&app, t, to, &reason);
    keep(
        &app,
        (actor, shell),
        &request,
        &reason,
        store::close_account,
        letter,
        "account-closed",
    )
    .await
}

pub async fn reopen_account(
    app: web::Data<App>,
    Administering(actor): Administering,
    _: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<ReasonForm>,
) -> Answer {
    let reason = match reasoned(&app, &actor, &shell, &request, &form.0).await {
        Ok(reason) => reason,
        Err(answer) => return answer,
    };
    let letter = |t: Words, to: &Recipient| parts::reopened(&app, t, to, &reason);
    keep(
        &app,
        (actor, shell),
        &request,
        &reason,
        store::reopen_account,
        letter,
        "account-reopened",
    )
    .await
}
