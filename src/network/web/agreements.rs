//! `/for/{org}/agreements`: what an organisation has agreed with others, with the documents.

use actix_web::{HttpRequest, web};
use askama::Template;

use crate::app::App;
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{AgreementId, AnyId, DocumentId, OrgId};
use crate::network::agreement::{AgreementKind, AgreementState, Step};
use crate::network::document::{self, MOST, Refused};
use crate::network::forms::{AgreementForm, AnswerForm};
use crate::network::store::{self, Agreement, Paper};
use crate::network::{mail, policy};
use crate::people::store as people;
use crate::queue::Message;
use crate::site::form::Form;
use crate::site::guard::{self, Acting};
use crate::site::respond::{self, WithFlash};
use crate::site::upload::Upload;
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::trail::store::Past;
use crate::{db, queue, trail};

/// An agreement in words.
struct Line {
    href: String,
    title: String,
    other: String,
    language: String,
    kind: String,
    state: String,
    class: &'static str,
    dates: String,
}

fn line(t: Words, own: OrgId, agreement: &Agreement) -> Line {
    Line {
        href: paths::agreement(own, agreement.id),
        title: agreement.title.clone(),
        other: agreement.other.name.clone(),
        language: agreement.other.language.clone(),
        kind: t.coded("agreement-kind", agreement.kind.code()),
        state: t.coded("agreement-state", agreement.state.code()),
        class: class(agreement.state),
        dates: dates(t, agreement),
    }
}

fn class(state: AgreementState) -> &'static str {
    match state {
        AgreementState::Proposed => "warn",
        AgreementState::Agreed => "ok",
        AgreementState::Refused | AgreementState::Withdrawn | AgreementState::Ended => "",
    }
}

fn dates(t: Words, agreement: &Agreement) -> String {
    let from = t.date(agreement.starts_on);
    match agreement.ends_on {
        Some(to) => t.dates_from_to(from, t.date(to)).plain(),
        None => t.agreement_from(from).plain(),
    }
}

#[derive(Template)]
#[template(path = "network/agreements.html")]
struct AgreementsPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    name: String,
    language: String,
    may_edit: bool,
    /// What waits for this side, what holds or waits for the other, what is over.
    parts: Vec<(String, Vec<Line>)>,
}

pub async fn list_agreements(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    let (t, org) = (shell.t, acting.org());
    let agreements = app.store.read(move |db| store::list_agreements(db, org)).await?;
    let waits = |one: &&Agreement| one.state.after(Step::Agree, one.side).is_some();
    let part = |words: String, are: &dyn Fn(&&Agreement) -> bool| -> (String, Vec<Line>) {
        (words, agreements.iter().filter(are).map(|one| line(t, org, one)).collect())
    };
    let parts = vec![
        part(t.agreements_waiting().plain(), &waits),
        part(t.agreements_holding().plain(), &|one| !waits(one) && !one.state.is_over()),
        part(t.agreements_over().plain(), &|one| one.state.is_over()),
    ];
    respond::page(&AgreementsPage {
        t,
        shell,
        org,
        may_edit: acting.may_edit().is_ok(),
        name: acting.membership.name,
        language: acting.membership.language,
        parts: parts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect(),
    })
}

#[derive(Template)]
#[template(path = "network/new_agreement.html")]
struct NewAgreementPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    name: String,
    language: String,
    partners: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    form: AgreementForm,
    problems: Problems,
}

impl NewAgreementPage {
    async fn load(app: &App, acting: &Acting, shell: Shell, form: AgreementForm, problems: Problems) -> Result<Self, PageError> {
        let (t, org) = (shell.t, acting.org());
        let partners = app.store.read(move |db| store::list_partners(db, org)).await?;
        Ok(Self {
            t,
            shell,
            org,
            name: acting.membership.name.clone(),
            language: acting.membership.language.clone(),
            partners: partners.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            kinds: AgreementKind::ALL
                .iter()
                .map(|kind| (kind.to_string(), t.coded("agreement-kind", kind.code())))
                .collect(),
            form,
            problems,
        })
    }
}

pub async fn new_agreement(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    acting.may_edit()?;
    let page = NewAgreementPage::load(&app, &acting, shell, AgreementForm::default(), Problems::default());
    respond::page(&page.await?)
}

/// The letters to the owners and editors of the other side.
async fn letters(app: &App, agreement: &Agreement, by: &str, said: (AgreementState, &str)) -> Result<Vec<Message>, PageError> {
    let other = agreement.other.org;
    let found = app.store.read(move |db| {
        let mut found = Vec::new();
        for person in people::list_of_team(db, other, MemberRole::Editor)? {
            found.extend(people::find_recipient(db, person)?);
        }
        Ok(found)
    });
    let to = found.await?;
    Ok(to.iter().map(|to| mail::agreement(app, to, agreement, by, said)).collect())
}

fn put_all(db: &mut db::Db, messages: &[Message], now: crate::kernel::UtcTime) -> db::Result<()> {
    messages.iter().try_for_each(|message| queue::store::put(db, message, now))
}

pub async fn propose(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<AgreementForm>) -> Answer {
    acting.may_edit()?;
    let (org, now) = (acting.org(), app.now());
    let new = match form.0.check(org) {
        Ok(new) => new,
        Err(problems) => {
            let page = NewAgreementPage::load(&app, &acting, shell, form.0, problems);
            return respond::refused(&page.await?);
        }
    };
    let ids: (AgreementId, _) = (app.new_id(), app.new_id());
    // as it will stand
    let proposed = Agreement {
        id: ids.0,
        side: crate::network::agreement::Side::Proposer,
        other: store::Party {
            org: new.partner,
            name: String::new(),
            language: String::new(),
        },
        kind: new.kind,
        title: new.title.clone(),
        note: new.note.clone(),
        state: AgreementState::Proposed,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        state_at: now,
    };
    let messages = letters(&app, &proposed, &acting.membership.name, (AgreementState::Proposed, "")).await?;
    let actor = acting.actor.clone();
    let is_done = app
        .store
        .write(move |db| {
            let is_done = store::propose(db, &actor, org, ids, &new, now)?;
            if is_done {
                put_all(db, &messages, now)?;
            }
            Ok(is_done)
        })
        .await?;
    if !is_done {
        let mut problems = Problems::default();
        problems.add("partner", Problem::Unknown);
        let page = NewAgreementPage::load(&app, &acting, shell, form.0, problems);
        return respond::refused(&page.await?);
    }
    Ok(respond::see_other(&paths::agreement(org, ids.0)).flash(&app, "agreement-proposed"))
}

/// A document in words.
struct PaperLine {
    href: String,
    name: String,
    facts: Vec<String>,
}

/// A step that was taken, in words.
struct PastLine {
    what: String,
    who: String,
    when: String,
    note: String,
}

/// A step that may be taken now.
struct StepForm {
    code: &'static str,
    words: String,
    note: String,
    asks_why: bool,
}

#[derive(Template)]
#[template(path = "network/agreement.html")]
struct AgreementPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    name: String,
    language: String,
    agreement: Agreement,
    line: Line,
    papers: Vec<PaperLine>,
    past: Vec<PastLine>,
    steps: Vec<StepForm>,
    may_add: bool,
    dated_on: String,
    problems: Problems,
    notice: Option<String>,
}

impl AgreementPage {
    async fn load(app: &App, acting: &Acting, shell: Shell, id: AgreementId) -> Result<Self, PageError> {
        let (t, org, role) = (shell.t, acting.org(), acting.membership.role);
        let (agreement, papers, past) = app
            .store
            .read(move |db| {
                let agreement = store::get_agreement(db, org, id)?;
                let papers = store::list_papers(db, &agreement)?;
                Ok((agreement, papers, trail::store::list_steps(db, "agreement", AnyId::of(id))?))
            })
            .await?;
        let may = |step: &&Step| policy::may_step(role, agreement.side, agreement.state, **step);
        let form = |step: &Step| StepForm {
            code: step.code(),
            words: t.coded("agreement-step", step.code()),
            note: t.coded("agreement-why", step.code()),
            asks_why: *step != Step::Agree,
        };
        let own = acting.membership.name.as_str();
        Ok(Self {
            steps: Step::ALL.iter().filter(may).map(form).collect(),
            papers: papers.iter().map(|paper| paper_line(t, (org, own), &agreement, paper)).collect(),
            past: past.iter().rev().map(|past| past_line(t, past)).collect(),
            may_add: policy::may_add_document(role, agreement.state),
            line: line(t, org, &agreement),
            t,
            shell,
            org,
            name: own.to_owned(),
            language: acting.membership.language.clone(),
            agreement,
            dated_on: String::new(),
            problems: Problems::default(),
            notice: None,
        })
    }
}

fn paper_line(t: Words, (own, name): (OrgId, &str), agreement: &Agreement, paper: &Paper) -> PaperLine {
    let kilobytes = (paper.bytes + 1023) / 1024;
    let whose = if paper.org == own { name } else { agreement.other.name.as_str() };
    let mut facts = vec![t.document_size(kilobytes).plain()];
    facts.extend(paper.dated_on.map(|day| t.document_dated(t.date(day)).plain()));
    facts.push(
        t.document_by(t.date(paper.since.day()), whose, paper.uploaded_by.clone().unwrap_or_default())
            .plain(),
    );
    PaperLine {
        href: format!("{}/documents/{}", paths::agreement(own, agreement.id), paper.id),
        name: paper.name.clone(),
        facts,
    }
}

fn past_line(t: Words, past: &Past) -> PastLine {
    PastLine {
        what: t.coded("agreement-state", &past.to),
        who: past.by.clone().unwrap_or_default(),
        when: t.date(past.at.day()),
        note: past.note.clone().unwrap_or_default(),
    }
}

pub async fn show_agreement(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let id = guard::id(&request, "agreement")?;
    respond::page(&AgreementPage::load(&app, &acting, shell, id).await?)
}

pub async fn agree(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    step(&app, acting, &request, shell, Step::Agree, AnswerForm::default()).await
}

pub async fn refuse(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<AnswerForm>) -> Answer {
    step(&app, acting, &request, shell, Step::Refuse, form.0).await
}

pub async fn withdraw(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<AnswerForm>) -> Answer {
    step(&app, acting, &request, shell, Step::Withdraw, form.0).await
}

pub async fn end(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<AnswerForm>) -> Answer {
    step(&app, acting, &request, shell, Step::End, form.0).await
}

async fn step(app: &App, acting: Acting, request: &HttpRequest, shell: Shell, step: Step, form: AnswerForm) -> Answer {
    acting.may_edit()?;
    let (org, id, now): (_, AgreementId, _) = (acting.org(), guard::id(request, "agreement")?, app.now());
    let agreement = app.store.read(move |db| store::get_agreement(db, org, id)).await?;
    let Ok(note) = form.check(step == Step::Refuse) else {
        let mut page = AgreementPage::load(app, &acting, shell, id).await?;
        page.notice = Some(page.t.agreement_why_missing().plain());
        return respond::refused(&page);
    };
    let messages = match agreement.state.after(step, agreement.side) {
        Some(after) => letters(app, &agreement, &acting.membership.name, (after, &note)).await?,
        None => Vec::new(),
    };
    let (actor, transition) = (acting.actor.clone(), app.new_id());
    let after = app
        .store
        .write(move |db| {
            let after = store::take_step(db, &actor, org, id, (step, &note), transition, now)?;
            if after.is_some() {
                put_all(db, &messages, now)?;
            }
            Ok(after)
        })
        .await?;
    if after.is_none() {
        let mut page = AgreementPage::load(app, &acting, shell, id).await?;
        page.notice = Some(page.t.agreement_changed().plain());
        return respond::conflict(&page);
    }
    Ok(respond::see_other(&paths::agreement(org, id)).flash(app, "agreement-answered"))
}

/// Keeps a document; a refused one is the same page with what is wrong with it.
pub async fn add_document(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, upload: Upload) -> Answer {
    let (org, id, now): (_, AgreementId, _) = (acting.org(), guard::id(&request, "agreement")?, app.now());
    let mut page = AgreementPage::load(&app, &acting, shell, id).await?;
    if !page.may_add {
        return Err(PageError::Forbidden);
    }
    let mut problems = Problems::default();
    let typed = upload.field("dated_on").trim().to_owned();
    let dated_on = match typed.as_str() {
        "" => None,
        day => problems.take("dated_on", day.parse::<chrono::NaiveDate>().map_err(|_error| Problem::NotADate)),
    };
    let checked = document::check(&upload.name, &upload.content);
    let paper = problems.take("file", checked.map_err(problem));
    let Some(paper) = paper.filter(|_| problems.is_empty()) else {
        (page.problems, page.dated_on) = (problems, typed);
        return respond::refused(&page);
    };
    let (actor, ids) = (acting.actor.clone(), (app.new_id(), app.new_id()));
    let is_kept = app
        .store
        .write(move |db| store::add_paper(db, &actor, org, id, ids, (&paper, dated_on), now))
        .await?;
    if !is_kept {
        page.notice = Some(page.t.document_no_more().plain());
        return respond::conflict(&page);
    }
    Ok(respond::see_other(&paths::agreement(org, id)).flash(&app, "document-added"))
}

fn problem(refused: Refused) -> Problem {
    match refused {
        Refused::Missing => Problem::NoFile,
        Refused::TooLarge => Problem::TooManyBytes(MOST >> 20),
        Refused::Kind => Problem::NotADocument,
        Refused::Name => Problem::WrongEnding,
    }
}

/// A document, to be saved; never shown in place.
pub async fn download(app: web::Data<App>, acting: Acting, request: HttpRequest) -> Answer {
    let (org, id, document): (_, AgreementId, DocumentId) =
        (acting.org(), guard::id(&request, "agreement")?, guard::id(&request, "document")?);
    let (name, media_type, content) = app.store.read(move |db| store::get_paper(db, org, id, document)).await?;
    Ok(respond::foreign_file(&name, &media_type, content))
}
