//! The queue of organisations that ask to join: whoever decides takes them into the network, or refuses them with a reason.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::requests::{Choices, PastLine, facts, past_line, put_all, recipients};
use crate::app::App;
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::Problems;
use crate::kernel::{Actor, AnyId, OrgId};
use crate::network::forms::RefusalForm;
use crate::network::store::{self, Request};
use crate::network::{CountryCode, OrgState, RefusalReason, mail, names};
use crate::people::store as people;
use crate::people::store::{Recipient, WithoutAccount};
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::{self, Verifying};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::trail::store::Past;
use crate::trail::web::cards::history_of;
use crate::trail::{self, RecordKind};

/// An organisation that waits for somebody's decision.
struct Waiting {
    request: Request,
    facts: Choices,
    since: String,
    /// It was refused before, and why.
    before: Vec<PastLine>,
    refusal: RefusalForm,
    problems: Problems,
    history: Option<String>,
}

/// An organisation of which nobody has an account.
struct Vacant {
    /// Where whoever reads acts for it, if they do.
    href: Option<String>,
    name: String,
    language: String,
    country: String,
    owner: String,
    history: Option<String>,
}

#[derive(Template)]
#[template(path = "network/requests.html")]
struct RequestsPage {
    t: Words,
    shell: Shell,
    waiting: Vec<Waiting>,
    reasons: Choices,
    vacant: Vec<Vacant>,
}

impl RequestsPage {
    async fn load(app: &App, actor: Actor, shell: Shell) -> Result<Self, PageError> {
        let (t, day) = (shell.t, app.now().day());
        let reader = actor.clone();
        let (requests, without_account) = app
            .store
            .read(move |db| {
                let mut requests = Vec::new();
                for request in store::list_requests(db, &actor, day)? {
                    let past = trail::store::list_steps(db, "organisation", AnyId::of(request.org))?;
                    requests.push((request, past));
                }
                Ok((requests, people::list_without_account(db, &actor, day)?))
            })
            .await?;
        let history = |org: OrgId, country: Option<CountryCode>| history_of(&reader, RecordKind::Organisation, AnyId::of(org), country, day);
        let vacant = |one: WithoutAccount| Vacant {
            href: one.is_stood_for.then(|| paths::acting(one.org, "")),
            owner: paths::first_owner(one.org),
            history: history(one.org, one.country),
            name: one.name,
            language: one.language,
            country: country(t, one.country),
        };
        Ok(Self {
            waiting: requests
                .into_iter()
                .map(|(request, past)| {
                    let history = history(request.org, request.country);
                    waiting(t, request, &past, history)
                })
                .collect(),
            reasons: RefusalReason::ALL
                .iter()
                .map(|reason| (reason.to_string(), t.coded("refusal", reason.code())))
                .collect(),
            vacant: without_account.into_iter().map(vacant).collect(),
            t,
            shell,
        })
    }
}

fn country(t: Words, code: Option<CountryCode>) -> String {
    code.map_or_else(String::new, |code| names::country(t, code).text.to_owned())
}

fn waiting(t: Words, request: Request, past: &[Past], history: Option<String>) -> Waiting {
    let refused = past.iter().filter(|past| past.to == OrgState::Refused.code());
    Waiting {
        facts: facts(t, &request),
        since: t.date(past.last().map_or(request.since, |past| past.at).day()),
        before: refused.map(|past| past_line(t, past)).collect(),
        refusal: RefusalForm::default(),
        problems: Problems::default(),
        history,
        request,
    }
}

pub async fn list_requests(app: web::Data<App>, Verifying(actor): Verifying, shell: Shell) -> Answer {
    respond::page(&RequestsPage::load(&app, actor, shell).await?)
}

/// The request of an address, and the owners to write to.
async fn asked_for(app: &App, org: OrgId) -> Result<(Request, Vec<Recipient>), PageError> {
    let found = app.store.read(move |db| {
        let owners = people::list_of_team(db, org, MemberRole::Owner)?;
        Ok((store::get_request(db, org)?, recipients(db, owners)?))
    });
    Ok(found.await?)
}

pub async fn list_organisation(app: web::Data<App>, Verifying(actor): Verifying, http: HttpRequest) -> Answer {
    let org: OrgId = guard::id(&http, "org")?;
    let (request, owners) = asked_for(&app, org).await?;
    let messages: Vec<Message> = owners.iter().map(|to| mail::listed(&app, to, &request)).collect();
    decide(&app, actor, org, None, messages).await?;
    Ok(respond::see_other(paths::REQUESTS).flash(&app, "organisation-listed"))
}

/// Decides, if it is theirs to decide: what is somebody else's is not there.
async fn decide(
    app: &App,
    actor: Actor,
    org: OrgId,
    refusal: Option<(RefusalReason, String)>,
    messages: Vec<Message>,
) -> Result<(), PageError> {
    let (transition, now) = (app.new_id(), app.now());
    let is_done = app
        .store
        .write(move |db| {
            let refusal = refusal.as_ref().map(|(reason, note)| (*reason, note.as_str()));
            let is_done = store::answer(db, &actor, org, refusal, transition, now)?;
            if is_done {
                put_all(db, &messages, now)?;
            }
            Ok(is_done)
        })
        .await?;
    if is_done { Ok(()) } else { Err(PageError::NotFound) }
}

pub async fn refuse_organisation(
    app: web::Data<App>,
    Verifying(actor): Verifying,
    http: HttpRequest,
    shell: Shell,
    form: Form<RefusalForm>,
) -> Answer {
    let org: OrgId = guard::id(&http, "org")?;
    let (reason, note) = match form.0.check() {
        Ok(checked) => checked,
        Err(problems) => {
            let mut page = RequestsPage::load(&app, actor, shell).await?;
            let waiting = page.waiting.iter_mut().find(|waiting| waiting.request.org == org);
            let waiting = waiting.ok_or(PageError::NotFound)?;
            (waiting.refusal, waiting.problems) = (form.0, problems);
            return respond::refused(&page);
        }
    };
    let (request, owners) = asked_for(&app, org).await?;
    let messages: Vec<Message> = owners.iter().map(|to| mail::refused(&app, to, &request, reason, &note)).collect();
    decide(&app, actor, org, Some((reason, note)), messages).await?;
    Ok(respond::see_other(paths::REQUESTS).flash(&app, "organisation-refused"))
}
