//! Taking over a record that an agency entered: by the letter that leads there, or from an account that has the address.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::signing_in::begin;
use super::{event, hashed};
use crate::app::App;
use crate::enrolments::store::{self as enrolments, Merged};
use crate::kernel::actor::AuthLevel;
use crate::kernel::clock::SeededIds;
use crate::kernel::problems::Problems;
use crate::kernel::text::EmailAddress;
use crate::kernel::{Actor, AnyId, PersonId, TransitionId};
use crate::people::forms::ClaimForm;
use crate::people::store::{self, ClaimLetter, Claimable, NewLink, NewMerge, NewOwner};
use crate::people::{LinkPurpose, mail, password};
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::{self, Proved, SignedIn};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, paths, session};
use crate::trail::Transition;
use crate::{queue, trail};

/// The letter opens a record for so long.
const LASTS: chrono::TimeDelta = chrono::TimeDelta::days(7);

/// A link and a letter for each of these people, by name and address. Whoever has an account already gets a letter that asks them to
/// sign in; links are made all the same, so that nothing tells the one from the other.
pub(super) async fn letters(
    app: &App,
    t: Words,
    org_name: &str,
    people: Vec<(String, EmailAddress)>,
) -> Result<Vec<ClaimLetter>, PageError> {
    let folded: Vec<String> = people.iter().map(|(_, address)| address.folded()).collect();
    let known = app
        .store
        .read(move |db| {
            folded
                .iter()
                .map(|address| store::find_recipient_of(db, address))
                .collect::<crate::db::Result<Vec<_>>>()
        })
        .await?;
    let base_url = &app.config.site.base_url;
    let letter = |(name, address): &(String, EmailAddress), known: &Option<store::Recipient>| {
        let token = session::new_token(app);
        ClaimLetter {
            link: NewLink {
                hash: app.link_hash(token.as_bytes()),
                purpose: LinkPurpose::Claim,
                person: None,
                entity: None,
                address_folded: address.folded(),
                payload: address.as_str().to_owned(),
                expires_at: app.now() + LASTS,
            },
            message: match known {
                Some(known) => mail::claim_known(app, mail::words(t, known), known, org_name, name),
                None => mail::claim(app, t, address, org_name, name, &format!("{base_url}/claim/{token}")),
            },
        }
    };
    Ok(people.iter().zip(&known).map(|(one, known)| letter(one, known)).collect())
}

#[derive(Template)]
#[template(path = "people/claim.html")]
struct ClaimPage {
    t: Words,
    shell: Shell,
    record: Claimable,
    form: ClaimForm,
    problems: Problems,
    action: String,
    strength: Option<password::Strength>,
}

impl ClaimPage {
    fn new(shell: Shell, record: Claimable, form: &ClaimForm, problems: Problems) -> Self {
        Self {
            t: shell.t,
            action: shell.path.clone(),
            shell,
            strength: password::Strength::of(&form.password, &[&record.address, &form.name]),
            record,
            form: ClaimForm {
                name: form.name.clone(),
                password: String::new(),
            },
            problems,
        }
    }
}

async fn found(app: &App, token: &str) -> Result<Claimable, PageError> {
    let (hash, now) = (app.link_hash(token.as_bytes()), app.now());
    let found = app.store.read(move |db| store::find_claim(db, &hash, now)).await?;
    found.ok_or(PageError::NotFound)
}

/// The page of a mailed link: it does nothing until one of its buttons is pressed.
pub async fn claim(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    let record = found(&app, &token).await?;
    respond::page(&ClaimPage::new(shell, record, &ClaimForm::default(), Problems::default()))
}

/// Makes the record the account of whoever opened the letter, with a password.
pub async fn take_claim(
    app: web::Data<App>,
    request: HttpRequest,
    shell: Shell,
    token: web::Path<String>,
    form: Form<ClaimForm>,
) -> Answer {
    let record = found(&app, &token).await?;
    if record.is_known {
        return Ok(respond::see_other(&paths::sign_in(Some(paths::RECORDS))));
    }
    let (name, password) = match form.0.check(&record.name, &[&record.address, &record.org_name]) {
        Ok(checked) => checked,
        Err(problems) => return respond::refused(&ClaimPage::new(shell, record, &form.0, problems)),
    };
    let (now, hash) = (app.now(), app.link_hash(token.as_bytes()));
    let (transition, audit): (TransitionId, _) = (app.new_id(), app.new_id());
    let new = NewOwner {
        name: name.to_string(),
        language: shell.t.lang().to_owned(),
        password_hash: hashed(&app, password).await?,
    };
    let taken = app
        .store
        .write(move |db| {
            let Some(record) = store::claim(db, &hash, &new, now)? else {
                return Ok(None);
            };
            let actor = Actor::of(record.person);
            let change = Transition::by(transition, &actor, "person", AnyId::of(record.person), Some("invited"), "active");
            trail::store::record(db, &change, now)?;
            trail::store::audit(db, &about(event(audit, "claim", "done", Some(record.person)), record.person), now)?;
            Ok(Some(record))
        })
        .await;
    let record = match taken {
        // the address was somebody's a moment before
        Err(crate::db::Error::Conflict(_)) => None,
        other => other?,
    };
    let record = record.ok_or(PageError::NotFound)?;
    begin(&app, &request, record.person, AuthLevel::Password, paths::ME)
        .await
        .map(|answer| answer.flash(&app, "record-claimed"))
}

fn about(event: trail::AuditEvent, person: PersonId) -> trail::AuditEvent {
    trail::AuditEvent {
        entity: Some(("person", AnyId::of(person))),
        ..event
    }
}

/// Whoever reads the mail says that it is not their record: the address goes, and the agency is told.
pub async fn refuse_claim(app: web::Data<App>, shell: Shell, token: web::Path<String>) -> Answer {
    let record = found(&app, &token).await?;
    disown(&app, shell.t, record, None).await?;
    Ok(respond::see_other(paths::HOME).flash(&app, "record-refused"))
}

async fn disown(app: &App, t: Words, record: Claimable, by: Option<PersonId>) -> Result<(), PageError> {
    let (now, audit, org) = (app.now(), app.new_id(), record.org);
    let told = app.store.read(move |db| store::list_recipients(db, org, None)).await?;
    let messages: Vec<Message> = told
        .iter()
        .map(|to| mail::claim_refused(app, mail::words(t, to), to, org, &record))
        .collect();
    app.store
        .write(move |db| {
            store::disown(db, &record, now)?;
            trail::store::audit(db, &about(event(audit, "claim-refuse", "done", by), record.person), now)?;
            messages.iter().try_for_each(|message| queue::store::put(db, message, now))
        })
        .await?;
    Ok(())
}

#[derive(Template)]
#[template(path = "people/records.html")]
struct RecordsPage {
    t: Words,
    shell: Shell,
    records: Vec<Claimable>,
}

/// The records beside which an agency wrote one of this person's addresses.
pub async fn records(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    let records = app.store.read(move |db| store::list_offered(db, actor.person)).await?;
    respond::page(&RecordsPage {
        t: shell.t,
        shell,
        records,
    })
}

async fn offered(app: &App, whose: PersonId, record: PersonId) -> Result<Claimable, PageError> {
    let offered = app.store.read(move |db| store::list_offered(db, whose)).await?;
    offered.into_iter().find(|one| one.person == record).ok_or(PageError::NotFound)
}

/// Makes the record a part of this person's account.
pub async fn take_record(app: web::Data<App>, request: HttpRequest, Proved(actor): Proved) -> Answer {
    let record = offered(&app, actor.person, guard::id(&request, "person")?).await?;
    let (now, seed, audit) = (app.now(), app.chance.below(u64::MAX), app.new_id());
    let new = NewMerge {
        id: app.new_id(),
        kept: actor.person,
        merged: record.person,
        reason: "taken over by the person".to_owned(),
        by: actor.person,
        by_administrator: false,
    };
    let done = app
        .store
        .write(move |db| {
            // what was offered a moment ago may be gone
            let offered = store::list_offered(db, actor.person)?;
            if offered.iter().all(|one| one.person != new.merged) {
                return Err(crate::db::Error::NotFound);
            }
            enrolments::merge(db, &actor, &new, &mut SeededIds::new(seed, now), audit, now)
        })
        .await?;
    let flash = match done {
        Merged::Done(_) => "record-taken",
        Merged::Refused(_) => "record-stays",
    };
    Ok(respond::see_other(paths::RECORDS).flash(&app, flash))
}

/// This person says that the record is not theirs.
pub async fn refuse_record(app: web::Data<App>, request: HttpRequest, SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    let record = offered(&app, actor.person, guard::id(&request, "person")?).await?;
    disown(&app, shell.t, record, Some(actor.person)).await?;
    Ok(respond::see_other(paths::RECORDS).flash(&app, "record-refused"))
}

/// Where somebody goes on to who just proved an address: to the records beside which it was written, where there are any.
pub(super) async fn next(app: &App, whose: PersonId, otherwise: &'static str) -> Result<&'static str, PageError> {
    let offered = app.store.read(move |db| store::list_offered(db, whose)).await?;
    Ok(if offered.is_empty() { otherwise } else { paths::RECORDS })
}
