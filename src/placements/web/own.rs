//! A facility's own slots: the list, and advertising a new one.

use actix_web::web;
use askama::Template;

use super::fields::{self, Fields};
use crate::app::App;
use crate::catalogue::Text;
use crate::enrolments::store::places;
use crate::kernel::OrgId;
use crate::kernel::problems::Problems;
use crate::placements::forms::SlotForm;
use crate::placements::store::{self, Defaults, NewSlot};
use crate::placements::web::cards::period_tag;
use crate::placements::{OwnPeriod, OwnSlot};
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, charts, paths};

/// A period in words.
pub(super) struct PeriodLine {
    dates: String,
    held: String,
    waiting: i64,
    tag: Option<(&'static str, String)>,
}

impl PeriodLine {
    fn of(t: Words, own: &OwnPeriod, waiting: i64) -> Self {
        let period = &own.period;
        Self {
            dates: t.dates_from_to(t.date(period.from), t.date(period.to)).plain(),
            held: t.places_held_of(period.held, period.places).plain(),
            waiting,
            tag: period_tag(t, own),
        }
    }
}

/// What is to be known first of a period.
#[must_use]
/// A slot as its facility sees it in the list.
struct SlotLine {
    code: String,
    title: Text,
    state: String,
    state_class: &'static str,
    public_href: String,
    own_href: String,
    held: String,
    waiting: i64,
    taken: f64,
    periods: Vec<PeriodLine>,
}

#[derive(Template)]
#[template(path = "placements/own_slots.html")]
struct OwnSlotsPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    name: String,
    waiting: i64,
    may_edit: bool,
    slots: Vec<SlotLine>,
}

pub async fn own_slots(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    let (org, language, today) = (acting.org(), shell.t.lang(), app.now().day());
    let (slots, waiting) = app
        .store
        .read(move |db| Ok((store::list_own(db, org, language, today)?, places::count_waiting(db, org)?)))
        .await?;
    let t = shell.t;
    let of = |own: &OwnPeriod| waiting.get(&own.period.id).copied().unwrap_or(0);
    let lines: Vec<SlotLine> = slots.iter().map(|slot| slot_line(t, slot, of)).collect();
    respond::page(&OwnSlotsPage {
        t,
        org,
        name: acting.membership.name.clone(),
        waiting: lines.iter().map(|line| line.waiting).sum(),
        may_edit: acting.may_edit().is_ok() && acting.membership.is_facility,
        slots: lines,
        shell,
    })
}

fn slot_line(t: Words, slot: &OwnSlot, waiting: impl Fn(&OwnPeriod) -> i64) -> SlotLine {
    let held: i32 = slot.periods.iter().map(|own| own.period.held).sum();
    let places: i32 = slot.periods.iter().map(|own| own.period.places).sum();
    SlotLine {
        code: slot.code.clone(),
        title: slot.title.clone(),
        state: t.coded("slot-state", slot.state.code()),
        state_class: fields::state_class(slot.state),
        public_href: paths::slot(slot.id, &slot.title.text),
        own_href: paths::own_slot(slot.org, slot.id),
        held: t.places_held_of(held, places).plain(),
        waiting: slot.periods.iter().map(&waiting).sum(),
        taken: charts::percent(held.into(), places.into()),
        periods: slot.periods.iter().map(|own| PeriodLine::of(t, own, waiting(own))).collect(),
    }
}

#[derive(Template)]
#[template(path = "placements/new.html")]
struct NewPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    name: String,
    code: String,
    /// How many answers the last slot filled in; 0 where there is none.
    filled: usize,
    zone: String,
    form: SlotForm,
    fields: Fields,
    problems: Problems,
    lines: Vec<(String, String)>,
}

impl NewPage {
    fn of(shell: Shell, acting: &Acting, known: &Defaults, form: SlotForm, problems: Problems) -> Self {
        let t = shell.t;
        Self {
            t,
            org: acting.org(),
            name: acting.membership.name.clone(),
            code: known.code.clone(),
            filled: if known.has_slot { fields::count_filled(&form) } else { 0 },
            zone: known.zone.clone(),
            fields: Fields::of(t, &form, &problems),
            lines: fields::lines(t, &problems),
            form,
            problems,
            shell,
        }
    }
}

/// Who may advertise a slot: an editor of a facility.
pub(super) fn may_advertise(acting: &Acting) -> Result<(), PageError> {
    acting.may_edit()?;
    if acting.membership.is_facility {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

pub async fn new(app: web::Data<App>, acting: Acting, shell: Shell) -> Answer {
    may_advertise(&acting)?;
    let org = acting.org();
    let known = app.store.read(move |db| store::defaults(db, org)).await?;
    let form = fields::begin(shell.t, &known);
    respond::page(&NewPage::of(shell, &acting, &known, form, Problems::default()))
}

/// Publishes at once; what is wrong comes back at its field.
pub async fn create(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<SlotForm>) -> Answer {
    may_advertise(&acting)?;
    let (org, now) = (acting.org(), app.now());
    let slot = match form.0.check(now.day()) {
        Ok(slot) => slot,
        Err(problems) => {
            let known = app.store.read(move |db| store::defaults(db, org)).await?;
            return respond::refused(&NewPage::of(shell, &acting, &known, form.0, problems));
        }
    };
    let new = NewSlot {
        id: app.new_id(),
        transition: app.new_id(),
        periods: slot.periods.iter().map(|_| app.new_id()).collect(),
        slot,
    };
    let (id, actor) = (new.id, acting.actor);
    app.store.write(move |db| store::insert(db, &actor, org, &new, now)).await?;
    Ok(respond::see_other(&paths::own_slot(org, id)).flash(&app, "slot-published"))
}
