//! Placements at plants: slots, their dated periods, and who has asked for a place or has one.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::candidates::{Calendar, Search, Wanted};
use super::dice::{Dice, Kind};
use super::offerings::serial;
use super::search;
use super::seats::{Traced, expiry, moments, trace};
use super::seeds::SlotTemplate;
use super::store::{Batch, PeriodRow, PlaceRow, SlotConditionRow, SlotLanguageRow, SlotRow, SlotSkillRow, SlotTextRow};
use super::world::{Org, Who, World, code};
use crate::enrolments::PlaceState;
use crate::kernel::{AnyId, SlotId, SlotPeriodId, UtcTime, text};
use crate::network::LanguageCode;
use crate::skills::SkillCode;
use crate::words::Words;

/// Does a place in this state count against the places of its period?
pub(crate) fn is_held(state: &str) -> bool {
    state.parse::<PlaceState>().is_ok_and(PlaceState::is_held)
}

/// The slot at the plant of the story.
pub(crate) const STORY_SLOT: u32 = 0;

/// A slot that is being written.
struct Slot<'w> {
    world: &'w World,
    number: u32,
    id: SlotId,
    template: &'static SlotTemplate,
    org: &'w Org,
    languages: Vec<LanguageCode>,
    skills: Vec<SkillCode>,
    published_at: UtcTime,
}

/// A slot with everything that hangs on it.
pub(crate) fn add(world: &World, calendar: &mut Calendar, number: u32, batch: &mut Batch) {
    let mut dice = world.dice(Kind::Slot, number.into());
    let templates = &world.seeds.slot_templates;
    let template = &templates[number as usize % templates.len()];
    let org = host(world, template, number);
    let language: LanguageCode = code(&template.language);
    let mut languages = vec![language];
    // at the plant of the story French is spoken on the floor, too
    let floor = match number {
        STORY_SLOT => "fr",
        _ if org.language == language => "en",
        _ => &org.seed.language,
    };
    if number == STORY_SLOT || org.language != language || dice.often(350) {
        languages.push(code(floor));
    }
    languages.dedup();
    let slot = Slot {
        world,
        number,
        id: world.id(Kind::Slot, number.into(), serial(world, number)),
        template,
        org,
        languages,
        skills: template.skills.iter().map(|skill| code(&skill.code)).collect(),
        published_at: world.days_ago(dice.between(60, 150).into(), dice.below(900)),
    };
    let days = slot.days(&mut dice);
    slot.add_row(&days, &mut dice, batch);
    slot.add_terms(&mut dice, batch);
    for (ordinal, from_on) in days.iter().enumerate() {
        slot.add_period(ordinal, *from_on, calendar, &mut dice, batch);
    }
}

/// A plant that speaks the language and makes the product, another one each round; else one that does either.
fn host<'w>(world: &'w World, template: &SlotTemplate, number: u32) -> &'w Org {
    if number == STORY_SLOT {
        return world.org("densu");
    }
    let round = number as usize / world.seeds.slot_templates.len();
    let plants = || world.orgs.iter().filter(|org| org.seed.is("facility"));
    let speaks = |org: &&Org| org.seed.language == template.language;
    let makes = |org: &&Org| org.seed.makes(&template.product_type);
    let both: Vec<&Org> = plants().filter(|org| speaks(org) && makes(org)).collect();
    let fitting = if both.is_empty() { plants().filter(speaks).collect() } else { both };
    let fitting: Vec<&Org> = if fitting.is_empty() {
        plants().filter(makes).collect()
    } else {
        fitting
    };
    // another start for each template, so that the first plant of the list does not have them all
    let start = template.title.len();
    fitting[(start + round) % fitting.len()]
}

impl Slot<'_> {
    fn weeks(&self) -> i64 {
        i64::from(self.template.days.div_ceil(5))
    }

    /// The Mondays on which its periods begin: one to four, within the year, one after the other.
    fn days(&self, dice: &mut Dice) -> Vec<NaiveDate> {
        let mut after = if self.number == STORY_SLOT {
            40
        } else {
            i64::from(dice.between(0, 150)) - 60
        };
        let count = if self.number == STORY_SLOT { 3 } else { dice.between(1, 4) };
        let mut days = Vec::new();
        for _ in 0..count {
            let day = self.world.day(after);
            days.push(day - TimeDelta::days(day.weekday().num_days_from_monday().into()));
            after += self.weeks() * 7 + 7 + i64::from(dice.between(7, 80));
        }
        days
    }

    fn last_day(&self, from_on: NaiveDate) -> NaiveDate {
        from_on + TimeDelta::days(self.weeks() * 7 - 3)
    }

    fn state(&self, days: &[NaiveDate], dice: &mut Dice) -> &'static str {
        let today = self.world.today;
        let is_over = days.iter().all(|day| self.last_day(*day) < today);
        let is_running = days.iter().any(|day| *day <= today && self.last_day(*day) >= today);
        match dice.below(100) {
            _ if self.number == STORY_SLOT => "published",
            _ if is_over => "completed",
            _ if is_running => "running",
            0..4 => "paused",
            4..7 if days.iter().all(|day| *day > today) => "draft",
            _ => "published",
        }
    }

    fn add_row(&self, days: &[NaiveDate], dice: &mut Dice, batch: &mut Batch) {
        let (template, org) = (self.template, self.org);
        let state = self.state(days, dice);
        let visibility = match dice.below(100) {
            _ if self.number == STORY_SLOT => "network",
            0..8 => "partners",
            8..12 => "coordinator",
            _ => "network",
        };
        batch.slots.push(SlotRow {
            id: self.id,
            org_id: org.id,
            code: format!("PL-{:03}", self.number + 1),
            slug: text::slug(&template.title),
            state,
            visibility,
            country: Some(org.country),
            place: Some(&org.seed.city),
            zone: org.zone.name(),
            clean_grade: Some(&template.zone_grade),
            containment: template.bsl,
            product_type: Some(&template.product_type),
            lead_days: Some(i32::try_from(dice.between(3, 10) * 5).unwrap_or(20)),
            fee_kind: if dice.often(820) { "free" } else { "funded" },
            contact: Some(org.contact("placements")),
            created_by: Some(org.owner),
            published_at: (state != "draft").then_some(self.published_at),
            created_at: self.published_at - TimeDelta::days(4),
            updated_at: self.published_at,
        });
        if state != "draft" {
            let own = self.languages[0];
            let (skills, country) = (
                search::skill_names(self.world, &self.skills, own),
                search::country_names(self.world, Some(org.country), own),
            );
            let words = [
                template.title.as_str(),
                &template.summary,
                &skills,
                &org.seed.name,
                &org.seed.city,
                &country,
            ];
            batch.documents.push(search::document("slot", AnyId::of(self.id), own, &words));
        }
    }

    fn add_terms(&self, dice: &mut Dice, batch: &mut Batch) {
        let template = self.template;
        batch.slot_texts.push(SlotTextRow {
            slot_id: self.id,
            language: self.languages[0],
            title: &template.title,
            summary: &template.summary,
            body: "",
            sort_key: Words::of("en").sort_key(&template.title),
            is_original: true,
            is_reviewed: true,
        });
        for skill in &template.skills {
            batch.slot_skills.push(SlotSkillRow {
                slot_id: self.id,
                skill: code(&skill.code),
                level_in: Some(skill.level_in),
                level_out: Some(skill.level_out),
            });
        }
        for language in &self.languages {
            batch.slot_languages.push(SlotLanguageRow {
                slot_id: self.id,
                language: *language,
            });
        }
        for kind in &template.conditions {
            let lead_days = match kind.as_str() {
                "visa-letter" => Some(20 + i32::try_from(dice.below(4)).unwrap_or(0) * 5),
                "hepatitis-b" => Some(30),
                "medical-attestation" | "nda" => Some(14),
                "insurance" => Some(7),
                _ => None,
            };
            batch.slot_conditions.push(SlotConditionRow {
                slot_id: self.id,
                kind,
                lead_days,
                note: "",
            });
        }
    }

    fn add_period(&self, ordinal: usize, from_on: NaiveDate, calendar: &mut Calendar, dice: &mut Dice, batch: &mut Batch) {
        let (world, to_on) = (self.world, self.last_day(from_on));
        let number = u64::from(self.number) * 4 + ordinal as u64;
        let id: SlotPeriodId = world.id(Kind::Period, number, serial(world, self.number));
        let skills = &self.skills;
        let mut search = Search {
            world,
            wanted: Wanted {
                languages: &self.languages,
                country: Some(self.org.country),
                residence: None,
                sector: None,
                skills,
            },
            weeks: Calendar::weeks(world, from_on, to_on),
            found: Vec::new(),
        };
        let is_cancelled = self.number != STORY_SLOT && dice.often(20);
        let taken = match dice.below(100) {
            _ if self.number == STORY_SLOT && ordinal == 0 => self.template.per_period - 1,
            0..20 => 0,
            20..45 => self.template.per_period,
            _ => dice.below(self.template.per_period + 1),
        };
        let mut states: Vec<&'static str> = (0..taken).map(|_| self.taken_state(from_on, to_on, is_cancelled, dice)).collect();
        if from_on > world.today && !is_cancelled {
            let asking = if self.number == STORY_SLOT { 3 } else { dice.below(4) };
            states.extend((0..asking).map(|_| *dice.pick(&["submitted", "under_consideration", "info_requested"])));
            states.extend(dice.often(250).then_some("host_declined"));
        }
        let at = batch.periods.len();
        batch.periods.push(PeriodRow {
            id,
            org_id: self.org.id,
            slot_id: self.id,
            from_on,
            to_on,
            places: i32::try_from(self.template.per_period).unwrap_or(1),
            held: 0,
            state: match is_cancelled {
                true => "cancelled",
                false if to_on < world.today => "closed",
                false => "open",
            },
            created_at: self.published_at - TimeDelta::days(4),
        });
        let mut held = 0;
        for (place, state) in states.into_iter().enumerate() {
            let is_held = is_held(state);
            if let Some(who) = search.next(calendar, is_held, dice) {
                held += i32::from(is_held);
                self.add_place(id, number * 32 + place as u64, &who, state, to_on, dice, batch);
            }
        }
        batch.periods[at].held = held;
    }

    /// The state of a place that is or was taken.
    fn taken_state(&self, from_on: NaiveDate, to_on: NaiveDate, is_cancelled: bool, dice: &mut Dice) -> &'static str {
        let days = (from_on - self.world.today).num_days();
        match dice.below(100) {
            _ if is_cancelled => "host_cancelled",
            0..90 if to_on < self.world.today => "completed",
            _ if to_on < self.world.today => "ended_early",
            _ if days <= 0 => "in_progress",
            0..70 if days < 30 => "cleared",
            0..30 => "host_accepted",
            _ => "prerequisites_pending",
        }
    }

    fn add_place(
        &self,
        period: SlotPeriodId,
        number: u64,
        who: &Who,
        state: &'static str,
        to_on: NaiveDate,
        dice: &mut Dice,
        batch: &mut Batch,
    ) {
        let world = self.world;
        let sender = who.employer.filter(|_| dice.often(600)).map(|at| &world.orgs[at]);
        let (created_at, state_at) = moments(world, self.published_at, to_on, dice);
        let row = PlaceRow {
            id: world.id(Kind::Place, number, serial(world, self.number)),
            org_id: self.org.id,
            slot_period_id: period,
            person_id: Some(who.id),
            for_org_id: sender.map(|org| org.id),
            state,
            offer_expires_at: (state == "host_accepted").then(|| expiry(world, dice)),
            reason_code: None,
            created_by: Some(sender.map_or(who.id, |org| org.owner)),
            created_at,
            state_at,
        };
        if self.number == STORY_SLOT {
            let traced = Traced {
                kind: "place",
                id: AnyId::of(row.id),
                org: row.org_id,
                by: row.created_by,
                for_org: row.for_org_id,
                owner: self.org.owner,
                state,
                from: created_at,
                to: state_at,
            };
            trace(world, number, &traced, batch);
        }
        batch.places.push(row);
    }
}
