//! An organisation asks to join, reads how its request stands, mends what it said and asks again.

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::catalogue::web::cards::place_of;
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Actor, AnyId, OrgId, PersonId, UtcTime};
use crate::network::forms::{CheckedOrganisation, OrganisationForm};
use crate::network::store::{self, NewOrganisation, Request};
use crate::network::{OrgKind, OrgState, Sector, mail, names, policy};
use crate::people::store as people;
use crate::people::store::Recipient;
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::{Belonging, Owning, SignedIn};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::trail::store::Past;
use crate::{db, queue, trail};

/// Code and words of choices.
pub(super) type Choices = Vec<(String, String)>;

/// The choices of the form in which an organisation describes itself.
struct Asking {
    kinds: Vec<(String, String, bool)>,
    countries: Choices,
    sectors: Choices,
}

impl Asking {
    fn of(t: Words, form: &OrganisationForm) -> Self {
        let kind = |kind: &OrgKind| {
            let is_ticked = form.kinds.iter().any(|code| code == kind.code());
            (kind.to_string(), t.coded("org-kind-is", kind.code()), is_ticked)
        };
        Self {
            kinds: OrgKind::ALL.iter().map(kind).collect(),
            countries: names::country_choices(t),
            sectors: Sector::ALL
                .iter()
                .map(|sector| (sector.to_string(), t.coded("sector-name", sector.code())))
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "network/new.html")]
struct NewPage {
    t: Words,
    shell: Shell,
    asking: Asking,
    form: OrganisationForm,
    problems: Problems,
}

impl NewPage {
    fn new(shell: Shell, form: OrganisationForm, problems: Problems) -> Self {
        Self {
            t: shell.t,
            asking: Asking::of(shell.t, &form),
            shell,
            form,
            problems,
        }
    }
}

pub async fn new(SignedIn(actor): SignedIn, app: web::Data<App>, shell: Shell) -> Answer {
    let profile = app
        .store
        .read(move |db| crate::people::store::get_profile(db, actor.person))
        .await?;
    let form = OrganisationForm {
        country: profile.country.map(|code| code.to_string()).unwrap_or_default(),
        ..OrganisationForm::default()
    };
    respond::page(&NewPage::new(shell, form, Problems::default()))
}

/// How to write to each of these people.
pub(super) fn recipients(db: &mut db::Db, people: Vec<PersonId>) -> db::Result<Vec<Recipient>> {
    let mut found = Vec::new();
    for person in people {
        found.extend(people::find_recipient(db, person)?);
    }
    Ok(found)
}

/// The letters to those who decide.
async fn letters(app: &App, actor: &Actor, org: OrgId, asked: &CheckedOrganisation) -> Result<Vec<Message>, PageError> {
    let (country, day, by) = (asked.country, app.now().day(), actor.person);
    let deciders = app
        .store
        .read(move |db| {
            let deciders = store::list_deciders(db, org, Some(country), by, day)?;
            recipients(db, deciders)
        })
        .await?;
    let letter = |to: &Recipient| {
        let t = crate::words::Words::of(to.language.as_deref().unwrap_or("en"));
        mail::asked(app, to, org, asked.name.as_str(), names::country(t, country).text)
    };
    Ok(deciders.iter().map(letter).collect())
}

pub(super) fn put_all(db: &mut db::Db, messages: &[Message], now: UtcTime) -> db::Result<()> {
    messages.iter().try_for_each(|message| queue::store::put(db, message, now))
}

pub async fn ask(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell, form: Form<OrganisationForm>) -> Answer {
    let asked = match form.0.check() {
        Ok(asked) => asked,
        Err(problems) => return respond::refused(&NewPage::new(shell, form.0, problems)),
    };
    let new = NewOrganisation {
        id: app.new_id(),
        membership: app.new_id(),
        transition: app.new_id(),
        asked,
        language: shell.t.lang(),
    };
    let (org, now) = (new.id, app.now());
    let messages = letters(&app, &actor, org, &new.asked).await?;
    let is_asked = app
        .store
        .write(move |db| {
            let is_asked = store::ask(db, &actor, &new, now)?;
            if is_asked {
                put_all(db, &messages, now)?;
            }
            Ok(is_asked)
        })
        .await?;
    if !is_asked {
        let mut problems = Problems::default();
        let most = usize::try_from(store::MOST_WAITING).unwrap_or(usize::MAX);
        problems.add("name", Problem::TooMany(most));
        return respond::refused(&NewPage::new(shell, form.0, problems));
    }
    Ok(respond::see_other(&paths::acting(org, "request")).flash(&app, "organisation-asked"))
}

/// What happened to a request, in words.
pub(super) struct PastLine {
    pub(super) what: String,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) why: String,
    pub(super) note: String,
}

pub(super) fn past_line(t: Words, past: &Past) -> PastLine {
    let is_again = past.from.is_some() && past.to == OrgState::Asked.code();
    let what = match (past.from.as_deref(), is_again) {
        (Some("asked"), true) => t.request_was_mended().plain(),
        (_, true) => t.request_was_asked_again().plain(),
        _ => t.coded("request-was", &past.to),
    };
    PastLine {
        what,
        who: past.by.clone().unwrap_or_default(),
        when: t.date(past.at.day()),
        why: past.reason.as_deref().map(|reason| t.coded("refusal", reason)).unwrap_or_default(),
        note: past.note.clone().unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "network/request.html")]
struct RequestPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    request: Request,
    may_ask: bool,
    is_refused: bool,
    /// Why it was refused, the last time.
    refusal: Option<PastLine>,
    past: Vec<PastLine>,
    asking: Asking,
    form: OrganisationForm,
    problems: Problems,
    facts: Choices,
}

/// What an organisation said of itself, in words.
pub(super) fn facts(t: Words, request: &Request) -> Choices {
    let kinds: Vec<String> = request.kinds.iter().map(|kind| t.coded("org-kind", kind.code())).collect();
    let mut facts = vec![
        (t.ask_field_kinds().plain(), kinds.join(&t.list_comma().plain())),
        (t.ask_field_place().plain(), place_of(t, request.place.as_deref(), request.country)),
    ];
    if let Some(sector) = request.sector {
        facts.push((t.ask_field_sector().plain(), t.coded("sector-name", sector.code())));
    }
    facts
}

impl RequestPage {
    async fn load(app: &App, (org, role): (OrgId, MemberRole), shell: Shell) -> Result<Self, PageError> {
        let (request, past) = app
            .store
            .read(move |db| {
                Ok((
                    store::get_request(db, org)?,
                    trail::store::list_steps(db, "organisation", AnyId::of(org))?,
                ))
            })
            .await?;
        let t = shell.t;
        let is_refused = request.state == OrgState::Refused;
        let form = OrganisationForm {
            name: request.name.clone(),
            kinds: request.kinds.iter().map(ToString::to_string).collect(),
            country: request.country.map(|code| code.to_string()).unwrap_or_default(),
            place: request.place.clone().unwrap_or_default(),
            sector: request.sector.map(|sector| sector.to_string()).unwrap_or_default(),
            website: request.website.clone().unwrap_or_default(),
            summary: request.summary.clone(),
        };
        let refused = past.iter().rev().find(|past| past.to == OrgState::Refused.code());
        Ok(Self {
            t,
            shell,
            org,
            may_ask: policy::may_ask(role),
            is_refused,
            refusal: refused.filter(|_| is_refused).map(|past| past_line(t, past)),
            past: past.iter().rev().map(|past| past_line(t, past)).collect(),
            asking: Asking::of(t, &form),
            facts: facts(t, &request),
            form,
            problems: Problems::default(),
            request,
        })
    }
}

/// How the request stands; of an organisation that is in the network the workspace.
pub async fn request(app: web::Data<App>, belonging: Belonging, shell: Shell) -> Answer {
    if belonging.membership.is_listed {
        return Ok(respond::see_other(&paths::acting(belonging.org(), "")));
    }
    respond::page(&RequestPage::load(&app, (belonging.org(), belonging.membership.role), shell).await?)
}

/// Mends what was said; one that was refused asks again with it.
pub async fn mend(app: web::Data<App>, owning: Owning, shell: Shell, form: Form<OrganisationForm>) -> Answer {
    let (org, now) = (owning.org(), app.now());
    if owning.membership.is_listed {
        return Ok(respond::see_other(&paths::acting(org, "")));
    }
    let asked = match form.0.check() {
        Ok(asked) => asked,
        Err(problems) => {
            let mut page = RequestPage::load(&app, (org, owning.membership.role), shell).await?;
            page.asking = Asking::of(page.t, &form.0);
            (page.form, page.problems) = (form.0, problems);
            return respond::refused(&page);
        }
    };
    let messages = letters(&app, &owning.actor, org, &asked).await?;
    let (actor, language, transition) = (owning.actor, shell.t.lang(), app.new_id());
    let from = app
        .store
        .write(move |db| {
            let from = store::mend(db, &actor, org, &asked, language, transition, now)?;
            if from == Some(OrgState::Refused) {
                put_all(db, &messages, now)?;
            }
            Ok(from)
        })
        .await?;
    match from {
        Some(OrgState::Refused) => Ok(respond::see_other(&paths::acting(org, "request")).flash(&app, "organisation-asked")),
        Some(_) => Ok(respond::see_other(&paths::acting(org, "request")).flash(&app, "organisation-mended")),
        None => Ok(respond::see_other(&paths::acting(org, ""))),
    }
}
