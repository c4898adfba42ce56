//! A facility pauses a slot, or calls off it or one of its periods; whoever asked for a place is told in the same write.

use actix_web::{HttpRequest, web};
use askama::Template;

use crate::app::App;
use crate::catalogue::Text;
use crate::db::{self, Db};
use crate::enrolments::forms::runs::{Stop, StopForm};
use crate::enrolments::store::places::find_addressee;
use crate::enrolments::store::slots::{self, Stopped};
use crate::enrolments::store::{Change, Changed};
use crate::enrolments::{Place, mail, policy};
use crate::kernel::clock::SeededIds;
use crate::kernel::problems::Problems;
use crate::kernel::{SlotPeriodId, TransitionId, UtcTime};
use crate::placements::OwnSlot;
use crate::placements::state::{self, SlotEvent, StopReason};
use crate::placements::store::get_own;
use crate::queue;
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, guard, paths};

/// Something that can be stopped: its value, what it is called, whom it concerns.
struct Choice {
    id: String,
    value: String,
    words: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "enrolments/stop_slot.html")]
struct StopSlotPage {
    t: Words,
    shell: Shell,
    back: String,
    name: String,
    code: String,
    title: Text,
    choices: Vec<Choice>,
    reasons: Vec<(String, String)>,
    form: StopForm,
    problems: Problems,
}

impl StopSlotPage {
    fn of(shell: Shell, acting: &Acting, slot: &OwnSlot, form: StopForm, problems: Problems) -> Self {
        let t = shell.t;
        let can = |event| state::next(slot.state, event).is_ok();
        let mut choices = Vec::new();
        let mut add = |value: String, words: String, detail: String| {
            choices.push(Choice {
                id: format!("what-{value}"),
                value,
                words,
                detail,
            });
        };
        if can(SlotEvent::Pause(StopReason::Other)) {
            add("pause".to_owned(), t.stop_pause().plain(), t.stop_pause_how().plain());
        }
        for own in &slot.periods {
            let dates = t.dates_from_to(t.date(own.period.from), t.date(own.period.to)).plain();
            let held = t.places_held_of(own.period.held, own.period.places).plain();
            add(own.period.id.to_string(), t.stop_period(dates).plain(), held);
        }
        if can(SlotEvent::Cancel(StopReason::Other)) {
            add("slot".to_owned(), t.stop_slot().plain(), t.stop_slot_how().plain());
        }
        Self {
            t,
            back: paths::own_slot(acting.org(), slot.id),
            name: acting.membership.name.clone(),
            code: slot.code.clone(),
            title: slot.title.clone(),
            choices,
            reasons: StopReason::ALL
                .iter()
                .map(|reason| (reason.to_string(), t.coded("stop-reason", reason.code())))
                .collect(),
            form,
            problems,
            shell,
        }
    }
}

async fn find(app: &App, acting: &Acting, request: &HttpRequest, language: &'static str) -> Result<OwnSlot, PageError> {
    if !policy::may_stop(&acting.actor, acting.org()) {
        return Err(PageError::Forbidden);
    }
    let (org, id, today) = (acting.org(), guard::id(request, "slot")?, app.now().day());
    Ok(app.store.read(move |db| get_own(db, org, id, language, today)).await?)
}

pub async fn stop_form(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let slot = find(&app, &acting, &request, shell.t.lang()).await?;
    respond::page(&StopSlotPage::of(shell, &acting, &slot, StopForm::default(), Problems::default()))
}

pub async fn stop(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<StopForm>) -> Answer {
    let slot = find(&app, &acting, &request, shell.t.lang()).await?;
    let periods: Vec<SlotPeriodId> = slot.periods.iter().map(|own| own.period.id).collect();
    let (stop, reason, note) = match form.0.check(&periods) {
        Ok(checked) => checked,
        Err(problems) => return respond::refused(&StopSlotPage::of(shell, &acting, &slot, form.0, problems)),
    };
    let (id, now, seed) = (slot.id, app.now(), app.chance.below(u64::MAX));
    let (actor, site, transition) = (acting.actor.clone(), app.clone(), app.new_id());
    let changed = app
        .store
        .write(move |db| {
            let mut ids = SeededIds::new(seed, now);
            let of_slot = Change {
                note: note.clone(),
                ..Change::silent(id, transition)
            };
            let (changed, places): Stopped = match stop {
                Stop::Pause => slots::pause(db, &actor, &of_slot, reason, now)?,
                Stop::Slot => slots::cancel(db, &actor, &of_slot, reason, &mut ids, now)?,
                Stop::Period(period) => {
                    let of_period = Change {
                        note: note.clone(),
                        ..Change::silent(period, transition)
                    };
                    slots::cancel_period(db, &actor, id, &of_period, reason, &mut ids, now)?
                }
            };
            tell(
                db,
                &site,
                (&places, transition),
                (stop == Stop::Pause, reason, &note),
                &mut ids,
                now,
            )?;
            Ok(changed)
        })
        .await?;
    let flash = match (changed, stop) {
        (Changed::Done(()), Stop::Pause) => "slot-paused",
        (Changed::Done(()), Stop::Slot) => "slot-cancelled",
        (Changed::Done(()), Stop::Period(_)) => "period-cancelled",
        (Changed::Refused(_) | Changed::Full, _) => "changed-meanwhile",
    };
    Ok(respond::see_other(&paths::own_slot(acting.org(), id)).flash(&app, flash))
}

/// Tells whoever has or asked for one of these places; in the transaction of the decision.
fn tell(
    db: &mut Db,
    app: &App,
    (places, decision): (&[Place], TransitionId),
    (is_pause, reason, note): (bool, StopReason, &str),
    ids: &mut SeededIds,
    now: UtcTime,
) -> db::Result<()> {
    for place in places {
        let Some(to) = find_addressee(db, place.id)? else { continue };
        let letter = mail::places::stopped(app, &to, is_pause, reason, note, &decision.to_string());
        queue::store::put(
            db,
            &queue::Message {
                id: ids.next_id(),
                ..letter
            },
            now,
        )?;
    }
    Ok(())
}
