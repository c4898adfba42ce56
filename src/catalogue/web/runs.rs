//! A provider's dated runs: a new one, changing one.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::courses::{Choices, may_plan};
use super::run_choices::{self as choices, PartRow};
use crate::app::App;
use crate::catalogue::forms::{Host, Known, OfferingForm, Times};
use crate::catalogue::plan::RunPlan;
use crate::catalogue::policy::{self, Editable};
use crate::catalogue::state::{self, Event};
use crate::catalogue::store::publish::{self, NewRun, Written};
use crate::catalogue::store::{self, OwnRun};
use crate::catalogue::{CostItem, Text};
use crate::kernel::problems::Problems;
use crate::kernel::{CourseId, OfferingId, UtcTime};
use crate::network::Places;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};

/// What a page about a run needs beside the form.
pub(super) struct Desk {
    course: CourseId,
    title: Text,
    pub(super) hosts: Vec<Host>,
    /// Where the organisation is: for the zone that is proposed.
    zone: String,
    /// The run, where it exists.
    pub(super) run: Option<OwnRun>,
}

impl Desk {
    async fn of_course(app: &App, acting: &Acting, course: CourseId) -> Result<Self, PageError> {
        let org = acting.org();
        let read = app.store.read(move |db| {
            let course = store::get_own_course(db, org, course)?;
            let (country, zone) = store::get_whereabouts(db, org)?;
            let home = country.and_then(|code| Places::builtin().country(code));
            Ok(Self {
                course: course.id,
                title: course.title,
                hosts: store::list_hosts(db)?,
                zone: zone.unwrap_or_else(|| home.map_or("UTC", |country| country.zone.name()).to_owned()),
                run: None,
            })
        });
        Ok(read.await?)
    }

    pub(super) async fn of_run(app: &App, acting: &Acting, id: OfferingId, language: &'static str) -> Result<Self, PageError> {
        let (org, actor) = (acting.org(), acting.actor.clone());
        let run = app.store.read(move |db| store::get_own_run(db, org, id, &actor, language)).await?;
        let desk = Self::of_course(app, acting, run.detail.offering.course).await?;
        Ok(Self {
            zone: run.detail.offering.zone.clone(),
            run: Some(run),
            ..desk
        })
    }

    pub(super) fn known(&self, now: UtcTime) -> Known<'_> {
        Known {
            now,
            hosts: &self.hosts,
            places: Places::builtin(),
        }
    }

    fn editable(&self) -> Editable {
        self.run
            .as_ref()
            .map_or(Editable::Whole, |run| policy::editable(run.detail.offering.state))
    }

    fn times(&self) -> Times {
        let offering = self.run.as_ref().map(|run| &run.detail.offering);
        Times {
            zone: self.zone.parse().unwrap_or(crate::kernel::dates::Tz::UTC),
            starts_on: offering.and_then(|offering| offering.starts.booked()),
            deadline: offering
                .and_then(|offering| offering.deadline.as_ref())
                .map(|deadline| deadline.local),
        }
    }
}

#[derive(Template)]
#[template(path = "catalogue/new_offering.html")]
pub(super) struct OfferingFormPage {
    t: Words,
    shell: Shell,
    workspace: String,
    provider: String,
    courses: String,
    title: Text,
    /// Of a run that exists: what it is called.
    editing: Option<String>,
    is_whole: bool,
    /// Of a public run, what people have relied on.
    is_material: bool,
    is_stale: bool,
    is_fixed: bool,
    /// Where that is changed, where it can be.
    change: Option<String>,
    /// What stands of a run that people have read.
    facts: Vec<(String, String)>,
    held: i32,
    form: OfferingForm,
    problems: Problems,
    modes: Choices,
    rows: Vec<PartRow>,
    kinds: Choices,
    countries: Choices,
    hosts: Choices,
    zones: Choices,
    languages: Vec<(String, String, bool)>,
    capacities: Choices,
    residences: Vec<(String, Choices)>,
    sectors: Choices,
    fees: Choices,
    currencies: Choices,
    payers: Vec<(String, String, String)>,
    payer_choices: Choices,
}

impl OfferingFormPage {
    pub(super) fn new(shell: Shell, acting: &Acting, desk: &Desk, form: OfferingForm, problems: Problems, now: UtcTime) -> Self {
        let (t, org) = (shell.t, acting.org());
        let offering = desk.run.as_ref().map(|run| &run.detail.offering);
        Self {
            t,
            workspace: paths::acting(org, ""),
            provider: acting.membership.name.clone(),
            courses: paths::acting(org, "courses"),
            title: desk.title.clone(),
            editing: offering.map(|offering| offering.code.clone()),
            is_whole: desk.editable() == Editable::Whole,
            is_material: false,
            change: offering
                .filter(|run| state::next(run.state, run.progress(now), Event::Revise).is_ok())
                .map(|run| paths::acting(org, &format!("offerings/{}/change", run.id))),
            is_stale: false,
            is_fixed: desk.editable() == Editable::Nothing,
            facts: desk.run.as_ref().map_or_else(Vec::new, |run| choices::facts(t, run)),
            held: offering.map_or(0, |offering| offering.capacity.held),
            modes: choices::modes(t),
            rows: choices::rows(&form),
            kinds: choices::kinds(t),
            countries: crate::network::names::country_choices(t),
            hosts: choices::hosts(t, &desk.hosts),
            zones: choices::zones(&form.zone, now),
            languages: choices::languages(t, &form.languages),
            capacities: choices::capacities(t),
            residences: choices::residences(t),
            sectors: choices::sectors(t),
            fees: choices::fees(t),
            currencies: choices::currencies(),
            payers: choices::payers(t, &form.payer),
            payer_choices: choices::payer_choices(t),
            form,
            problems,
            shell,
        }
    }
}

impl OfferingFormPage {
    /// As the page on which what people have relied on is changed, where it still can be.
    pub(super) fn material(self, is_possible: bool) -> Self {
        Self {
            is_whole: true,
            is_material: true,
            is_fixed: !is_possible,
            ..self
        }
    }
}

pub async fn new_offering(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    may_plan(&acting)?;
    let desk = Desk::of_course(&app, &acting, guard::id(&request, "course")?).await?;
    let form = OfferingForm {
        key: app.new_id::<OfferingId>().to_string(),
        zone: desk.zone.clone(),
        languages: vec![desk.title.language.clone()],
        capacity: "limited".to_owned(),
        deadline_time: "18:00".to_owned(),
        ..OfferingForm::default()
    };
    respond::page(&OfferingFormPage::new(shell, &acting, &desk, form, Problems::default(), app.now()))
}

/// The run that a checked form makes, with the ids of everything that hangs on it.
fn new_run(app: &App, acting: &Acting, id: OfferingId, course: CourseId, plan: RunPlan, publishes: bool) -> NewRun {
    NewRun {
        id,
        org: acting.org(),
        course,
        segments: plan.parts.iter().map(|_| app.new_id()).collect(),
        rules: plan.rules.iter().map(|_| app.new_id()).collect(),
        plan,
        publishes,
        transition: app.new_id(),
        course_transition: app.new_id(),
    }
}

/// Where one goes after a run was written: to see it as others do, or back to the list.
fn onward(app: &App, acting: &Acting, id: OfferingId, title: &str, publishes: bool) -> HttpResponse {
    if publishes {
        respond::see_other(&paths::offering(id, title)).flash(app, "run-published")
    } else {
        respond::see_other(&paths::acting(acting.org(), "courses")).flash(app, "run-kept")
    }
}

/// A deadline that was left to its proposed time alone is no deadline.
pub(super) fn tidy(mut form: OfferingForm) -> OfferingForm {
    if form.deadline_on.trim().is_empty() {
        form.deadline_time.clear();
    }
    form
}

pub async fn create_offering(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<OfferingForm>) -> Answer {
    may_plan(&acting)?;
    let (desk, form, now) = (
        Desk::of_course(&app, &acting, guard::id(&request, "course")?).await?,
        tidy(form.0),
        app.now(),
    );
    let plan = match form.check(desk.known(now)) {
        Ok(plan) => plan,
        Err(problems) => return respond::refused(&OfferingFormPage::new(shell, &acting, &desk, form, problems, now)),
    };
    let id = form.key.parse().unwrap_or_else(|_| app.new_id());
    let new = new_run(&app, &acting, id, desk.course, plan, form.publishes());
    let actor = acting.actor.clone();
    app.store.write(move |db| publish::insert_offering(db, &actor, &new, now)).await?;
    Ok(onward(&app, &acting, id, &desk.title.text, form.publishes()))
}

/// A run as its form would have been typed.
pub(super) fn form_of(run: &OwnRun) -> OfferingForm {
    let (detail, offering) = (&run.detail, &run.detail.offering);
    let day = |day: crate::kernel::Day| day.booked().map_or_else(String::new, |on| on.to_string());
    let parts = detail.segments.iter();
    let rule = |kind| {
        detail
            .rules
            .iter()
            .find(|rule| rule.kind == kind)
            .map_or_else(String::new, |rule| rule.value.clone())
    };
    let (capacity, seats) = choices::capacity_of(offering.capacity);
    let (amount, currency) = offering.price.as_ref().map(choices::amount_of).unwrap_or_default();
    let local = offering.deadline.as_ref().map(|deadline| deadline.local);
    let payer = |item: &CostItem| {
        let cost = detail.costs.iter().find(|cost| cost.item == *item);
        cost.map_or_else(String::new, |cost| cost.payer.to_string())
    };
    OfferingForm {
        key: offering.id.to_string(),
        seen: detail.updated_at.to_string(),
        then: String::new(),
        title: run.text.title.clone(),
        summary: run.text.summary.clone(),
        body: run.text.body.clone(),
        mode: offering.mode.to_string(),
        kind: parts.clone().map(|part| part.kind.to_string()).collect(),
        place: parts.clone().map(|part| part.place.clone().unwrap_or_default()).collect(),
        country: parts
            .clone()
            .map(|part| part.country.map_or_else(String::new, |code| code.to_string()))
            .collect(),
        host: parts
            .clone()
            .map(|part| {
                part.host
                    .as_ref()
                    .and_then(|(id, _)| *id)
                    .map_or_else(String::new, |id| id.to_string())
            })
            .collect(),
        from: parts.clone().map(|part| day(part.starts)).collect(),
        to: parts.map(|part| day(part.ends)).collect(),
        zone: offering.zone.clone(),
        languages: offering.languages.clone(),
        capacity,
        seats,
        deadline_on: local.map_or_else(String::new, |local| local.date().to_string()),
        deadline_time: local.map_or_else(String::new, |local| local.format("%H:%M").to_string()),
        decision_on: run.decision_on.map_or_else(String::new, |on| on.to_string()),
        residence: rule(crate::catalogue::RuleKind::Residence),
        sector: rule(crate::catalogue::RuleKind::Sector),
        years: rule(crate::catalogue::RuleKind::ExperienceMin),
        fee: offering.fee.to_string(),
        amount,
        currency,
        payer: CostItem::ALL.iter().map(payer).collect(),
        contact: detail.contact.clone().unwrap_or_default(),
        source: detail.source_url.clone().unwrap_or_default(),
    }
}

pub async fn edit_offering(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    may_plan(&acting)?;
    let desk = Desk::of_run(&app, &acting, guard::id(&request, "offering")?, shell.t.lang()).await?;
    let form = desk.run.as_ref().map(form_of).unwrap_or_default();
    respond::page(&OfferingFormPage::new(shell, &acting, &desk, form, Problems::default(), app.now()))
}

pub async fn update_offering(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<OfferingForm>) -> Answer {
    may_plan(&acting)?;
    let (id, form, now) = (guard::id(&request, "offering")?, tidy(form.0), app.now());
    let desk = Desk::of_run(&app, &acting, id, shell.t.lang()).await?;
    let page = |problems| OfferingFormPage::new(shell, &acting, &desk, form.clone(), problems, now);
    let written = match save(&app, &acting, &desk, &form, id, now).await? {
        Ok(written) => written,
        Err(problems) => return respond::refused(&page(problems)),
    };
    match written {
        Written::Stale => respond::conflict(&OfferingFormPage {
            is_stale: true,
            ..page(Problems::default())
        }),
        Written::Fixed | Written::CodeTaken => respond::conflict(&OfferingFormPage {
            is_fixed: true,
            ..page(Problems::default())
        }),
        Written::Done if desk.editable() == Editable::Whole => Ok(onward(&app, &acting, id, &desk.title.text, form.publishes())),
        Written::Done => Ok(respond::see_other(&paths::acting(acting.org(), &format!("offerings/{id}"))).flash(&app, "run-saved")),
    }
}

/// Checks what can be changed of the run as it stands, and writes it.
async fn save(
    app: &App,
    acting: &Acting,
    desk: &Desk,
    form: &OfferingForm,
    id: OfferingId,
    now: UtcTime,
) -> Result<Result<Written, Problems>, PageError> {
    let (actor, seen, org) = (acting.actor.clone(), form.seen.clone(), acting.org());
    match desk.editable() {
        Editable::Nothing => Ok(Ok(Written::Fixed)),
        Editable::Whole => {
            let plan = match form.check(desk.known(now)) {
                Ok(plan) => plan,
                Err(problems) => return Ok(Err(problems)),
            };
            let new = new_run(app, acting, id, desk.course, plan, form.publishes());
            let write = app.store.write(move |db| publish::save_offering(db, &actor, &new, &seen, now));
            Ok(Ok(write.await?))
        }
        Editable::Terms => {
            let terms = match form.check_terms(desk.times(), now) {
                Ok(terms) => terms,
                Err(problems) => return Ok(Err(problems)),
            };
            let transition = app.new_id();
            let write = app
                .store
                .write(move |db| publish::save_terms(db, &actor, (org, id), &terms, &seen, transition, now));
            Ok(Ok(write.await?))
        }
    }
}
