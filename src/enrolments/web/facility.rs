//! A facility and those who apply for its slot: who asks for which days, how they stand to it, yes or no; and whom it could serve.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use askama::Template;

use super::apply_slot::refusal_words;
use super::cards::places::{answer_by, class};
use crate::app::App;
use crate::catalogue::Text;
use crate::enrolments::forms::places::DeclineForm;
use crate::enrolments::place_state::Refusal;
use crate::enrolments::state::offer_expires_at;
use crate::enrolments::store::places::{self, Addressee, Applicant, ChangedPlace, begins_at};
use crate::enrolments::store::{Change, Changed};
use crate::enrolments::{HostReason, mail, policy};
use crate::kernel::actor::MemberRole;
use crate::kernel::problems::Problems;
use crate::kernel::{OrgId, PersonId, PlaceId, SlotId, UtcTime};
use crate::matching::audience::{self, Audience, SAMPLE};
use crate::matching::store::{Seeker, list_seekers, sample_aiming_at};
use crate::matching::{Candidate, Offer};
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, GroupingCode, Places};
use crate::placements::store as slots;
use crate::placements::web::cards::period_tag;
use crate::placements::{OwnSlot, Slot};
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, Words, charts, guard, paths};
use crate::trail::RecordKind;
use crate::words;

mod lines;

use lines::{ApplicantLine, AudienceLines};

/// A period with those who ask for it.
struct PeriodLines {
    dates: String,
    held: String,
    taken: f64,
    tag: Option<(&'static str, String)>,
    waiting: Vec<ApplicantLine>,
    /// Those whose days are to come or have begun: something is to be done about them.
    coming: Vec<ApplicantLine>,
    decided: Vec<ApplicantLine>,
    /// So many wait, also where they are not named.
    count: usize,
}

#[derive(Template)]
#[template(path = "enrolments/slot_applications.html")]
struct ApplicationsPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    code: String,
    title: Text,
    public_href: String,
    own_href: String,
    history: String,
    waiting: usize,
    may_read: bool,
    may_decide: bool,
    may_edit: bool,
    may_stop: bool,
    notice: Option<String>,
    periods: Vec<PeriodLines>,
    audience: AudienceLines,
    reasons: Vec<(String, String)>,
    lines: Vec<(String, String)>,
}

/// A no that was refused: whose, what was typed, what is wrong with it.
struct Typed {
    place: PlaceId,
    form: DeclineForm,
    problems: Problems,
}

/// All that the page shows.
struct Found {
    own: OwnSlot,
    slot: Slot,
    applicants: Vec<Applicant>,
    seekers: BTreeMap<PersonId, Seeker>,
    audience: Audience,
}

fn may_decide(acting: &Acting) -> bool {
    acting.membership.role <= MemberRole::Reviewer
}

async fn find(app: &App, acting: &Acting, id: SlotId, language: &'static str) -> Result<Found, PageError> {
    let (org, actor, now) = (acting.org(), acting.actor.clone(), app.now());
    Ok(app
        .store
        .read(move |db| {
            let today = now.day();
            let own = slots::get_own(db, org, id, language, today)?;
            let slot = slots::get(db, id, Some(&actor), language, today)?.slot;
            let applicants = places::list_applicants(db, org, id)?;
            let people: Vec<PersonId> = applicants.iter().filter_map(|applicant| applicant.place.person).collect();
            let seekers = list_seekers(db, &people, today)?.into_iter().collect();
            let (population, sample) = sample_for(db, &slot, now)?;
            let sample = list_seekers(db, &sample, today)?;
            let audience = audience_of(&slot, population, &sample, now);
            Ok(Found {
                own,
                slot,
                applicants,
                seekers,
                audience,
            })
        })
        .await?)
}

/// People of the WHO region of a slot whose role asks for one of its skills; of all countries where it stands in none.
fn sample_for(db: &mut crate::db::Db, slot: &Slot, now: UtcTime) -> crate::db::Result<(usize, Vec<PersonId>)> {
    let (places, today) = (Places::builtin(), now.day());
    let region = slot
        .country
        .and_then(|country| places.region_of(country, GroupingKind::WhoRegion, today));
    let countries = region.map(|region| places.members(region.code, today)).unwrap_or_default();
    let skills: Vec<_> = slot.skills.iter().map(|taught| taught.skill).collect();
    sample_aiming_at(db, &skills, &countries, SAMPLE)
}

fn audience_of(slot: &Slot, population: usize, sample: &[(PersonId, Seeker)], now: UtcTime) -> Audience {
    let offers: Vec<Offer> = slot.periods.iter().map(|period| Offer::of_period(slot, period)).collect();
    let (places, today) = (Places::builtin(), now.day());
    let people = sample
        .iter()
        .map(|(_, seeker)| (group_of(places, seeker.candidate.country, today), &seeker.candidate));
    let (counted, groups) = audience::count(people, &slot.skills, &offers, places, now);
    Audience {
        population,
        counted,
        groups,
    }
}

/// The part of the world that a country is in: the smallest that M49 knows.
fn group_of(places: &Places, country: Option<CountryCode>, today: chrono::NaiveDate) -> Option<GroupingCode> {
    let country = country?;
    [GroupingKind::M49Intermediate, GroupingKind::M49Subregion]
        .into_iter()
        .find_map(|kind| places.region_of(country, kind, today))
        .map(|grouping| grouping.code)
}

impl ApplicationsPage {
    fn of(shell: Shell, acting: &Acting, found: &Found, typed: Option<&Typed>, now: UtcTime) -> Self {
        let t = shell.t;
        let nobody = Candidate::default();
        let may_read = policy::may_read_applications(&acting.actor, acting.org());
        let periods: Vec<PeriodLines> = found
            .own
            .periods
            .iter()
            .map(|own| {
                let period = &own.period;
                let offer = Offer::of_period(&found.slot, period);
                let of_period = found.applicants.iter().filter(|applicant| applicant.place.period == period.id);
                let lines = of_period.map(|applicant| {
                    let seeker = applicant.place.person.and_then(|person| found.seekers.get(&person));
                    let candidate = seeker.map_or(&nobody, |seeker| &seeker.candidate);
                    let typed = typed.filter(|typed| typed.place == applicant.place.id);
                    let form = typed.map(|typed| (&typed.form, &typed.problems));
                    ApplicantLine::of(t, applicant, candidate, &offer, &found.own.zone, form, now)
                });
                let (mut waiting, answered): (Vec<_>, Vec<_>) = lines.partition(|line| line.is_waiting);
                let (mut coming, mut decided): (Vec<_>, Vec<_>) = answered.into_iter().partition(|line| line.step.is_some());
                let count = waiting.len();
                if !may_read {
                    (waiting, coming, decided) = (Vec::new(), Vec::new(), Vec::new());
                }
                PeriodLines {
                    dates: t.dates_from_to(t.date(period.from), t.date(period.to)).plain(),
                    held: t.places_held_of(period.held, period.places).plain(),
                    taken: charts::percent(period.held.into(), period.places.into()),
                    tag: period_tag(t, own),
                    waiting,
                    coming,
                    decided,
                    count,
                }
            })
            .collect();
        let problems = typed.map(|typed| lines::problem_lines(t, typed.place, &typed.problems));
        Self {
            t,
            org: acting.org(),
            code: found.own.code.clone(),
            title: found.own.title.clone(),
            public_href: paths::slot(found.own.id, &found.own.title.text),
            own_href: paths::own_slot(acting.org(), found.own.id),
            history: paths::history(acting.org(), RecordKind::Slot, found.own.id),
            waiting: periods.iter().map(|period| period.count).sum(),
            may_read,
            may_decide: may_decide(acting),
            may_edit: acting.may_edit().is_ok(),
            may_stop: policy::may_stop(&acting.actor, acting.org()),
            notice: None,
            periods,
            audience: AudienceLines::of(t, &found.audience, found.slot.country, now),
            reasons: HostReason::ALL
                .iter()
                .map(|reason| (reason.code().to_owned(), t.coded("host-reason", reason.code())))
                .collect(),
            lines: problems.unwrap_or_default(),
            shell,
        }
    }
}

pub async fn slot_applications(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let found = find(&app, &acting, guard::id(&request, "slot")?, shell.t.lang()).await?;
    respond::page(&ApplicationsPage::of(shell, &acting, &found, None, app.now()))
}

/// The place of the address and who is told of what becomes of it; not found where it is another facility's.
pub(super) async fn deciding(app: &App, acting: &Acting, request: &HttpRequest) -> Result<(PlaceId, SlotId, Option<Addressee>), PageError> {
    if !may_decide(acting) {
        return Err(PageError::Forbidden);
    }
    let (id, org) = (guard::id(request, "place")?, acting.org());
    Ok(app
        .store
        .read(move |db| {
            let found = places::find(db, id)?.filter(|place| place.org == org);
            found.ok_or(crate::db::Error::NotFound)?;
            Ok((id, places::get_slot(db, id)?, places::find_addressee(db, id)?))
        })
        .await?)
}

pub async fn consider_place(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let (place, slot, _) = deciding(&app, &acting, &request).await?;
    let (actor, now) = (acting.actor.clone(), app.now());
    let change = Change::silent(place, app.new_id());
    let changed = app.store.write(move |db| places::consider(db, &actor, &change, now)).await?;
    settle(&app, &acting, shell, slot, changed, "place-considered").await
}

/// Everything that the facility asks for is there.
pub async fn clear_place(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let (place, slot, to) = deciding(&app, &acting, &request).await?;
    let (actor, now) = (acting.actor.clone(), app.now());
    let change = Change {
        letters: to.map(|to| mail::places::cleared(&app, &to)).into_iter().collect(),
        ..Change::silent(place, app.new_id())
    };
    let changed = app.store.write(move |db| places::clear(db, &actor, &change, now)).await?;
    settle(&app, &acting, shell, slot, changed, "place-cleared").await
}

/// The person is on site.
pub async fn start_place(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let (place, slot, _) = deciding(&app, &acting, &request).await?;
    let (actor, now) = (acting.actor.clone(), app.now());
    let change = Change::silent(place, app.new_id());
    let changed = app.store.write(move |db| places::start(db, &actor, &change, now)).await?;
    settle(&app, &acting, shell, slot, changed, "place-started").await
}

pub async fn accept_place(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell) -> Answer {
    let (place, slot, to) = deciding(&app, &acting, &request).await?;
    let (actor, now) = (acting.actor.clone(), app.now());
    let letters = to.map(|to| {
        let t = words::Words::of(to.recipient.language.as_deref().unwrap_or("en"));
        let until = offer_expires_at(now, Some(begins_at(to.from, &to.zone)));
        mail::places::accepted(&app, &to, &answer_by(t, until, &to.zone))
    });
    let letters = letters.into_iter().collect();
    let change = Change {
        letters,
        ..Change::silent(place, app.new_id())
    };
    let changed = app.store.write(move |db| places::accept(db, &actor, &change, now)).await?;
    settle(&app, &acting, shell, slot, changed, "place-accepted").await
}

pub async fn decline_place(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<DeclineForm>) -> Answer {
    refuse(&app, &acting, &request, shell, form.0, true).await
}

/// Something that the facility asks for cannot be there in time.
pub async fn fail_place(app: web::Data<App>, acting: Acting, request: HttpRequest, shell: Shell, form: Form<DeclineForm>) -> Answer {
    refuse(&app, &acting, &request, shell, form.0, false).await
}

/// A no with its reason: to an application, or to a place whose conditions are not met.
async fn refuse(app: &App, acting: &Acting, request: &HttpRequest, shell: Shell, form: DeclineForm, is_application: bool) -> Answer {
    let (place, slot, to) = deciding(app, acting, request).await?;
    let (actor, now) = (acting.actor.clone(), app.now());
    let (reason, note) = match form.check() {
        Ok(checked) => checked,
        Err(problems) => {
            let found = find(app, acting, slot, shell.t.lang()).await?;
            let typed = Typed { place, form, problems };
            return respond::refused(&ApplicationsPage::of(shell, acting, &found, Some(&typed), now));
        }
    };
    let change = Change {
        of: place,
        transition: app.new_id(),
        letters: to
            .map(|to| {
                if is_application {
                    mail::places::declined(app, &to, reason, &note)
                } else {
                    mail::places::failed(app, &to, reason, &note)
                }
            })
            .into_iter()
            .collect(),
        note,
    };
    let write = app.store.write(move |db| {
        if is_application {
            places::decline(db, &actor, &change, reason, now)
        } else {
            places::fail(db, &actor, &change, reason, now)
        }
    });
    let flash = if is_application { "place-declined" } else { "place-failed" };
    settle(app, acting, shell, slot, write.await?, flash).await
}

/// Back to the applications, or the same page with why nothing was changed.
async fn settle(app: &App, acting: &Acting, shell: Shell, slot: SlotId, changed: ChangedPlace, flash: &'static str) -> Answer {
    match changed {
        Changed::Done(_) => Ok(respond::see_other(&paths::own_slot(acting.org(), slot)).flash(app, flash)),
        Changed::Full | Changed::Refused(_) => refused(app, acting, shell, slot, changed).await,
    }
}

/// The applications, with why nothing was changed.
pub(super) async fn refused(app: &App, acting: &Acting, shell: Shell, slot: SlotId, changed: ChangedPlace) -> Answer {
    let t = shell.t;
    let notice = match changed {
        Changed::Refused(Refusal::NotYet) => t.place_not_begun(),
        Changed::Refused(refusal) => refusal_words(t, refusal),
        Changed::Full | Changed::Done(_) => t.place_full_host(),
    };
    let found = find(app, acting, slot, t.lang()).await?;
    let page = ApplicationsPage::of(shell, acting, &found, None, app.now());
    respond::conflict(&ApplicationsPage {
        notice: Some(notice.plain()),
        ..page
    })
}
