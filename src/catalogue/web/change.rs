//! Changing what people have relied on of a public run: dates, places, mode, languages, cost. What is typed is shown once more, old beside
//! new, with how many are told; the change itself is made by `enrolments::web::runs::revise`, which tells them.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::cards::{Difference, changes};
use super::courses::may_plan;
use super::runs::{Desk, OfferingFormPage, form_of, tidy};
use crate::app::App;
use crate::catalogue::Text;
use crate::catalogue::forms::OfferingForm;
use crate::catalogue::state::{self, Event};
use crate::enrolments::store::runs::list_live;
use crate::kernel::UtcTime;
use crate::kernel::problems::Problems;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};

#[derive(Template)]
#[template(path = "catalogue/confirm_change.html")]
struct ConfirmPage {
    t: Words,
    shell: Shell,
    back: String,
    revise: String,
    provider: String,
    code: String,
    title: Text,
    changes: Vec<Difference>,
    told: usize,
    /// The form as typed: name and value.
    typed: Vec<(String, String)>,
}

fn is_possible(desk: &Desk, now: UtcTime) -> bool {
    let run = desk.run.as_ref().map(|run| &run.detail.offering);
    run.is_some_and(|run| state::next(run.state, run.progress(now), Event::Revise).is_ok())
}

fn page(shell: Shell, acting: &Acting, desk: &Desk, form: OfferingForm, problems: Problems, now: UtcTime) -> OfferingFormPage {
    OfferingFormPage::new(shell, acting, desk, form, problems, now).material(is_possible(desk, now))
}

pub async fn change_offering(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    may_plan(&acting)?;
    let desk = Desk::of_run(&app, &acting, guard::id(&request, "offering")?, shell.t.lang()).await?;
    let form = desk.run.as_ref().map(form_of).unwrap_or_default();
    respond::page(&page(shell, &acting, &desk, form, Problems::default(), app.now()))
}

/// Shows once more what would change, and who is told.
pub async fn check_change(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<OfferingForm>) -> Answer {
    may_plan(&acting)?;
    let (form, now) = (tidy(form.0), app.now());
    let desk = Desk::of_run(&app, &acting, guard::id(&request, "offering")?, shell.t.lang()).await?;
    if !is_possible(&desk, now) {
        return respond::conflict(&page(shell, &acting, &desk, form, Problems::default(), now));
    }
    let plan = match form.check(desk.known(now)) {
        Ok(plan) => plan,
        Err(problems) => return respond::refused(&page(shell, &acting, &desk, form, problems, now)),
    };
    let before = &desk.run.as_ref().ok_or(PageError::NotFound)?.detail;
    let (t, id) = (shell.t, before.offering.id);
    let base = paths::acting(acting.org(), &format!("offerings/{id}"));
    let changes = changes(t, before, &plan.shown_in(before, &desk.hosts));
    if changes.is_empty() {
        return Ok(respond::see_other(&base).flash(&app, "run-unchanged"));
    }
    let told = app.store.read(move |db| list_live(db, id)).await?.len();
    let typed = serde_html_form::to_string(&form).unwrap_or_default();
    respond::page(&ConfirmPage {
        t,
        back: format!("{base}/change"),
        revise: format!("{base}/revise"),
        provider: acting.membership.name.clone(),
        code: before.offering.code.clone(),
        title: before.offering.title.clone(),
        changes,
        told,
        typed: serde_html_form::from_str(&typed).unwrap_or_default(),
        shell,
    })
}
