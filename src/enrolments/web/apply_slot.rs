//! Applying for a place: choose the days, see once more what is sent, send it; afterwards answer the facility, or step back.

use actix_web::{HttpRequest, web};
use askama::Template;

use super::cards::places::PlaceCard;
use crate::app::App;
use crate::catalogue::Text;
use crate::enrolments::forms::places::{AnswerForm, ApplyForm};
use crate::enrolments::place_state::Refusal;
use crate::enrolments::policy;
use crate::enrolments::store::places::{self, Application, ChangedPlace, OwnPlace};
use crate::enrolments::store::{Applied, Change, Changed};
use crate::kernel::problems::Problems;
use crate::kernel::{PlaceId, SlotId, UtcTime};
use crate::matching::engine::why_not;
use crate::matching::store::{Seeker, get_seeker};
use crate::matching::web::cards::{outcome_words, remedy_words};
use crate::matching::{Judge, Offer};
use crate::network::Answer as RuleAnswer;
use crate::network::places::Places;
use crate::placements::store as slots;
use crate::placements::{Period, Slot, SlotState, Visibility};
use crate::site::form::{Form, Query};
use crate::site::guard::SignedIn;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};

/// A period to choose.
struct PeriodChoice {
    id: String,
    dates: String,
    free: String,
    is_chosen: bool,
}

/// A rule that is not met, with what would change it.
struct Miss {
    words: String,
    remedies: Vec<String>,
}

/// How a person stands to a slot.
struct Standing {
    have: Vec<String>,
    miss: Vec<Miss>,
    unknown: Vec<String>,
}

/// What is read for every page of an application.
struct Found {
    slot: Slot,
    is_open: bool,
    own: Vec<OwnPlace>,
    seeker: Seeker,
}

impl Found {
    /// The periods in which a place is free.
    fn free(&self) -> Vec<Period> {
        self.slot.periods.iter().filter(|period| period.free() > 0).copied().collect()
    }
}

#[derive(Template)]
#[template(path = "enrolments/apply_slot.html")]
struct ApplyPage {
    t: Words,
    shell: Shell,
    code: String,
    title: Text,
    facility: Text,
    slot_href: String,
    action: String,
    /// Why nothing was sent or changed.
    notice: Option<String>,
    own: Vec<PlaceCard>,
    is_open: bool,
    periods: Vec<PeriodChoice>,
    standing: Standing,
    form: ApplyForm,
    problems: Problems,
    lines: Vec<(String, String)>,
    /// The days that are applied for, on the page that shows all answers once more.
    checked: Option<String>,
}

impl ApplyPage {
    fn of(shell: Shell, found: &Found, form: ApplyForm, problems: Problems, now: UtcTime) -> Self {
        let (t, slot) = (shell.t, &found.slot);
        let periods = found.free();
        let chosen = periods.iter().find(|period| period.id.to_string() == form.period);
        let chosen = chosen.or_else(|| periods.first().filter(|_| periods.len() == 1));
        let choices = periods.iter().map(|period| PeriodChoice {
            id: period.id.to_string(),
            dates: t.dates_from_to(t.date(period.from), t.date(period.to)).plain(),
            free: t.places_left_of(period.free(), period.places).plain(),
            is_chosen: chosen == Some(period),
        });
        let slot_href = paths::slot(slot.id, &slot.title.text);
        let lines = problems.list(t).into_iter();
        Self {
            t,
            code: slot.code.clone(),
            title: slot.title.clone(),
            facility: slot.facility.clone(),
            action: format!("{slot_href}/apply"),
            slot_href,
            notice: None,
            own: found
                .own
                .iter()
                .map(|own| PlaceCard::of(t, own, now))
                .filter(|card| !card.is_over)
                .collect(),
            is_open: found.is_open && !periods.is_empty(),
            standing: standing(t, found, chosen.or_else(|| slot.periods.first()), now),
            periods: choices.collect(),
            lines: lines
                .map(|(field, words)| {
                    let line = t.problem_at(t.coded("apply-field", &field), words).plain();
                    (field, line)
                })
                .collect(),
            form,
            problems,
            checked: None,
            shell,
        }
    }

    /// The same page with why nothing came of it.
    fn refused(self, notice: String) -> Answer {
        respond::conflict(&Self {
            notice: Some(notice),
            ..self
        })
    }
}

/// What the person has and misses for a period. How many places are free stands beside it, so it is no rule here.
fn standing(t: Words, found: &Found, period: Option<&Period>, now: UtcTime) -> Standing {
    let mut standing = Standing {
        have: Vec::new(),
        miss: Vec::new(),
        unknown: Vec::new(),
    };
    let Some(period) = period else { return standing };
    let offer = Offer::of_period(&found.slot, period);
    let judge = Judge::new(&found.seeker.candidate, now, Places::builtin());
    let mut have = judge.outcomes(&offer);
    have.retain(|outcome| outcome.answer == RuleAnswer::Met && !is_about_the_offer(outcome.rule));
    let why = why_not(&judge, &offer);
    standing.have = have.iter().map(|outcome| outcome_words(t, outcome)).collect();
    standing.unknown = why.unknown.iter().map(|outcome| outcome_words(t, outcome)).collect();
    let misses = why.failed.iter().filter(|failure| !is_about_the_offer(failure.outcome.rule));
    standing.miss = misses
        .map(|failure| Miss {
            words: outcome_words(t, &failure.outcome),
            remedies: failure.remedies.iter().map(|remedy| remedy_words(t, remedy)).collect(),
        })
        .collect();
    standing
}

fn is_about_the_offer(rule: crate::matching::rules::Rule) -> bool {
    use crate::matching::rules::Rule;
    matches!(rule, Rule::Deadline | Rule::Start | Rule::Seats)
}

async fn find(app: &App, actor: &crate::kernel::Actor, id: SlotId, language: &'static str) -> Result<Found, PageError> {
    let (actor, today) = (actor.clone(), app.now().day());
    Ok(app
        .store
        .read(move |db| {
            let detail = slots::get(db, id, Some(&actor), language, today)?;
            Ok(Found {
                is_open: detail.slot.state == SlotState::Published && detail.visibility == Visibility::Network,
                own: places::list_own_at(db, actor.person, id, language)?,
                seeker: get_seeker(db, actor.person, today, |_, _| 0)?,
                slot: detail.slot,
            })
        })
        .await?)
}

pub async fn apply_to_slot_form(
    app: web::Data<App>,
    SignedIn(actor): SignedIn,
    request: HttpRequest,
    shell: Shell,
    query: Query<ApplyForm>,
) -> Answer {
    let found = find(&app, &actor, guard::id(&request, "slot")?, shell.t.lang()).await?;
    respond::page(&ApplyPage::of(shell, &found, query.0, Problems::default(), app.now()))
}

/// The first time it shows all answers once more; from there it applies.
pub async fn apply_to_slot(
    app: web::Data<App>,
    SignedIn(actor): SignedIn,
    request: HttpRequest,
    shell: Shell,
    form: Form<ApplyForm>,
) -> Answer {
    let slot = guard::id(&request, "slot")?;
    let (found, now, form) = (find(&app, &actor, slot, shell.t.lang()).await?, app.now(), form.0);
    let (period, note) = match form.check(&found.slot.periods) {
        Ok(checked) => checked,
        Err(problems) => return respond::refused(&ApplyPage::of(shell, &found, form, problems, now)),
    };
    if form.step != "send" {
        return answers(shell, &found, form, now);
    }
    let application = Application {
        place: app.new_id(),
        transition: app.new_id(),
        period,
        person: actor.person,
        for_org: None,
        note,
    };
    let who = actor.clone();
    let applied = app.store.write(move |db| places::apply(db, &who, &application, now)).await?;
    let t = shell.t;
    let notice = match applied {
        Applied::Submitted(_) => return Ok(respond::see_other(paths::ME).flash(&app, "place-applied")),
        Applied::Full => t.place_full(),
        Applied::TooLate => t.place_too_late(),
        Applied::NotOpen => t.place_not_open(),
        Applied::Already(_) => t.place_already(),
    };
    // what stands now, not what stood when the page was opened
    let found = find(&app, &actor, slot, t.lang()).await?;
    ApplyPage::of(shell, &found, form, Problems::default(), now).refused(notice.plain())
}

/// All answers once more, before anything is sent.
fn answers(shell: Shell, found: &Found, form: ApplyForm, now: UtcTime) -> Answer {
    let t = shell.t;
    let chosen = found.slot.periods.iter().find(|period| period.id.to_string() == form.period);
    let dates = chosen.map(|period| t.dates_from_to(t.date(period.from), t.date(period.to)).plain());
    respond::page(&ApplyPage {
        checked: dates,
        ..ApplyPage::of(shell, found, form, Problems::default(), now)
    })
}

pub async fn answer_place(
    app: web::Data<App>,
    SignedIn(actor): SignedIn,
    request: HttpRequest,
    shell: Shell,
    form: Form<AnswerForm>,
) -> Answer {
    let (id, now): (PlaceId, _) = (guard::id(&request, "place")?, app.now());
    // whose it is comes before what was sent: somebody else's place is not there, whatever the form says
    let found = app.store.read(move |db| places::find(db, id)).await?;
    if !found.is_some_and(|place| policy::may_answer_place(&actor, &place)) {
        return Err(PageError::NotFound);
    }
    let takes = match form.0.answer.as_str() {
        "take" => true,
        "leave" => false,
        _ => return Err(PageError::Unreadable("take or leave")),
    };
    let (change, who) = (Change::silent(id, app.new_id()), actor.clone());
    let changed = app.store.write(move |db| places::answer(db, &who, &change, takes, now)).await?;
    let flash = if takes { "place-taken" } else { "place-left" };
    settle(&app, &actor, shell, id, changed, flash).await
}

pub async fn withdraw_place(app: web::Data<App>, SignedIn(actor): SignedIn, request: HttpRequest, shell: Shell) -> Answer {
    let (id, now) = (guard::id(&request, "place")?, app.now());
    let (change, who) = (Change::silent(id, app.new_id()), actor.clone());
    let changed = app.store.write(move |db| places::withdraw(db, &who, &change, now)).await?;
    settle(&app, &actor, shell, id, changed, "place-withdrawn").await
}

/// On to one's own page, or the page of the slot with why nothing was changed.
async fn settle(app: &App, actor: &crate::kernel::Actor, shell: Shell, id: PlaceId, changed: ChangedPlace, flash: &'static str) -> Answer {
    let t = shell.t;
    let notice = match changed {
        Changed::Done(_) => return Ok(respond::see_other(paths::ME).flash(app, flash)),
        Changed::Full => t.place_full(),
        Changed::Refused(refusal) => refusal_words(t, refusal),
    };
    let slot = app.store.read(move |db| places::get_slot(db, id)).await?;
    let found = find(app, actor, slot, t.lang()).await?;
    let page = ApplyPage::of(shell, &found, ApplyForm::default(), Problems::default(), app.now());
    page.refused(notice.plain())
}

pub(super) fn refusal_words(t: Words, refusal: Refusal) -> crate::words::Phrase<'static> {
    match refusal {
        Refusal::Expired => t.place_next_expired(),
        Refusal::Begun => t.place_too_late(),
        Refusal::NotYet | Refusal::WrongState(_) => t.place_wrong_state(),
    }
}
