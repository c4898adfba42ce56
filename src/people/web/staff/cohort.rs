//! The staff who are looked at: who they are, what they miss, what would close it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{Cell, Line, count};
use crate::app::App;
use crate::catalogue::{Offering, store as catalogue};
use crate::kernel::page::{PAGE_SIZE, PageNumber};
use crate::kernel::{OfferingId, OrgId, PersonId};
use crate::matching::Judge;
use crate::matching::cohort::{Closer, closers, missing};
use crate::matching::store::{self as matching, Seeker};
use crate::network::{CountryCode, Places, names};
use crate::people::staff_forms::CohortQuery;
use crate::people::store::{self, Employed};
use crate::site::{PageError, Words, paths};
use crate::skills::gap::held;
use crate::skills::{Grade, RoleCode, SkillCode, Taxonomy};
use crate::words::tokens;

/// Figures are about so many people at most.
pub(super) const MOST_PEOPLE: usize = 500;
/// A table has so many columns at most.
const MOST_COLUMNS: usize = 8;
/// So many offerings can be chosen for people who are ticked.
const MOST_OFFERINGS: usize = 30;
/// Evidence that expires within so many days is ringed.
const SOON: Days = Days::new(90);

/// Whose requirements are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    All,
    Role(RoleCode),
}

pub(super) struct Cohort {
    pub today: NaiveDate,
    /// Everybody who works there.
    pub staff: Vec<Employed>,
    /// Target roles, the most frequent first.
    pub roles: Vec<(RoleCode, usize)>,
    pub chosen: Chosen,
    /// Those who are asked for.
    pub shown: Vec<Employed>,
    /// The first [`MOST_PEOPLE`] of them, whom the figures count.
    pub seekers: Vec<(PersonId, Seeker)>,
    /// Those on the page that is shown whom the figures do not count.
    beyond: Vec<(PersonId, Seeker)>,
    /// Levels that are missing, by skill, the most first.
    pub missing: Vec<(SkillCode, u32)>,
    /// The offerings that would close most of it, most first.
    pub closers: Vec<(Closer, Offering)>,
}

impl Cohort {
    pub(super) async fn load(app: &App, org: OrgId, query: &CohortQuery, language: &'static str) -> Result<Self, PageError> {
        let now = app.now();
        let today = now.day();
        let (staff, targets) = app
            .store
            .read(move |db| Ok((store::list_staff(db, org, today)?, matching::list_main_roles(db, org)?)))
            .await?;
        let targets: BTreeMap<PersonId, RoleCode> = targets.into_iter().collect();
        let roles = by_frequency(staff.iter().filter_map(|one| targets.get(&one.person)).copied());
        let chosen = match (query.role.as_str(), query.role.parse::<RoleCode>()) {
            ("all", _) => Chosen::All,
            (_, Ok(role)) if Taxonomy::builtin().role(role).is_some() => Chosen::Role(role),
            _ => roles.first().map_or(Chosen::All, |(role, _)| Chosen::Role(*role)),
        };
        let asked = tokens::folded(&query.q);
        let shown: Vec<Employed> = staff
            .iter()
            .filter(|one| chosen == Chosen::All || targets.get(&one.person).is_some_and(|role| chosen == Chosen::Role(*role)))
            .filter(|one| one.folded.contains(&asked))
            .cloned()
            .collect();
        let ids: Vec<PersonId> = shown.iter().take(MOST_PEOPLE).map(|one| one.person).collect();
        let uncounted: Vec<PersonId> = rows(&shown, query.page())
            .map(|one| one.person)
            .filter(|person| !ids.contains(person))
            .collect();
        let (seekers, beyond, lacked, offers) = app
            .store
            .read(move |db| {
                let seekers = matching::list_staff_seekers(db, &ids, today)?;
                let beyond = matching::list_staff_seekers(db, &uncounted, today)?;
                let lacked = missing(seekers.iter().map(|(_, seeker)| &seeker.candidate));
                let skills: Vec<SkillCode> = lacked.iter().map(|(skill, _)| *skill).collect();
                let offers = if skills.is_empty() {
                    Vec::new()
                } else {
                    matching::list_offers(db, &skills, now)?
                };
                Ok((seekers, beyond, lacked, offers))
            })
            .await?;
        let (seekers, best) = app
            .compute(move || {
                let places = Places::builtin();
                let judges: Vec<Judge<'_>> = seekers
                    .iter()
                    .map(|(_, seeker)| Judge::new(&seeker.candidate, now, places))
                    .collect();
                let mut best = closers(&judges, &offers);
                best.truncate(MOST_OFFERINGS);
                (seekers, best)
            })
            .await
            .ok_or_else(|| PageError::Broken("the cohort could not be matched".to_owned()))?;
        let ids: Vec<OfferingId> = best.iter().map(|closer| closer.offering).collect();
        let offerings = app.store.read(move |db| catalogue::list_by_id(db, &ids, language)).await?;
        Ok(Self {
            today,
            staff,
            roles,
            chosen,
            shown,
            seekers,
            beyond,
            missing: lacked,
            closers: with_offerings(best, offerings),
        })
    }

    /// Skills of roles that are reached, and how many the roles ask for; each person's own.
    pub(super) fn reached(&self) -> (usize, usize) {
        self.seekers
            .iter()
            .map(|(_, seeker)| reached(seeker))
            .fold((0, 0), |(reached, asked), (more, of)| (reached + more, asked + of))
    }

    /// How many pieces of evidence on which a level rests expire soon.
    pub(super) fn expiring(&self) -> usize {
        let soon = |(_, seeker): &(PersonId, Seeker)| {
            let asked = seeker.required.iter();
            asked.filter(|asked| self.expires_soon(seeker, asked.skill)).count()
        };
        self.seekers.iter().map(soon).sum()
    }

    fn expires_soon(&self, seeker: &Seeker, skill: SkillCode) -> bool {
        let until = self.today + SOON;
        held(&seeker.evidence, skill, self.today, Grade::ALL)
            .rests_on
            .and_then(|evidence| evidence.expires_on)
            .is_some_and(|on| self.today < on && on <= until)
    }

    /// The skills that have a column, in the order of the taxonomy: those of the role, of more than fit those that are lacked most.
    pub(super) fn columns(&self) -> Vec<SkillCode> {
        let mut asked: Vec<SkillCode> = match self.chosen {
            Chosen::Role(role) => Taxonomy::builtin()
                .role(role)
                .map(|role| role.required.iter().map(|asked| asked.skill).collect()),
            Chosen::All => None,
        }
        .unwrap_or_else(|| {
            let all: BTreeSet<SkillCode> = self
                .seekers
                .iter()
                .flat_map(|(_, seeker)| seeker.required.iter().map(|asked| asked.skill))
                .collect();
            all.into_iter().collect()
        });
        let lacked = |skill: &SkillCode| {
            self.missing
                .iter()
                .find(|(known, _)| known == skill)
                .map_or(0, |(_, levels)| *levels)
        };
        asked.sort_by_key(|skill| std::cmp::Reverse(lacked(skill)));
        asked.truncate(MOST_COLUMNS);
        let place = |skill: &SkillCode| Taxonomy::builtin().skills().position(|known| known.code == *skill);
        asked.sort_by_key(place);
        asked
    }

    /// One page of the table.
    pub(super) fn lines(&self, t: Words, org: OrgId, columns: &[SkillCode], page: PageNumber, picked: &BTreeSet<PersonId>) -> Vec<Line> {
        let usual = self.usual_country();
        let known: BTreeMap<PersonId, &Seeker> = self
            .seekers
            .iter()
            .chain(&self.beyond)
            .map(|(person, seeker)| (*person, seeker))
            .collect();
        rows(&self.shown, page)
            .filter_map(|one| {
                let seeker = known.get(&one.person)?;
                let (reached, asked) = reached(seeker);
                let country = one
                    .country
                    .filter(|_| one.country != usual)
                    .map(|code| names::country(t, code).text.to_owned());
                let detail: Vec<String> = one.post.iter().cloned().chain(country).collect();
                Some(Line {
                    id: one.person.to_string(),
                    name: one.name.clone(),
                    detail: detail.join(" · "),
                    href: paths::acting(org, &format!("staff/{}", one.person)),
                    cells: columns.iter().map(|skill| self.cell(t, seeker, *skill)).collect(),
                    reached: t.agency_reached(count(asked), count(reached)).plain(),
                    is_picked: picked.contains(&one.person),
                })
            })
            .collect()
    }

    /// Where most of the staff work; it is not said beside each of them.
    fn usual_country(&self) -> Option<CountryCode> {
        let mut counts: BTreeMap<CountryCode, usize> = BTreeMap::new();
        for country in self.staff.iter().filter_map(|one| one.country) {
            *counts.entry(country).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, people)| *people).map(|(country, _)| country)
    }

    fn cell(&self, t: Words, seeker: &Seeker, skill: SkillCode) -> Cell {
        let required = seeker.required.iter().find(|asked| asked.skill == skill);
        let Some(required) = required.map(|asked| asked.level) else {
            return Cell {
                class: "q qn",
                levels: None,
                spoken: t.agency_not_asked().plain(),
            };
        };
        let held = held(&seeker.evidence, skill, self.today, Grade::ALL);
        let (level, asked) = (held.level.get(), required.get());
        let soon = self.expires_soon(seeker, skill);
        let class = match (held.rests_on.is_some(), required.above(held.level), soon) {
            (false, ..) => "q qn",
            (true, 0, false) => "q q0",
            (true, 0, true) => "q q0 x",
            (true, 1, false) => "q q2",
            (true, 1, true) => "q q2 x",
            (true, _, false) => "q q3",
            (true, _, true) => "q q3 x",
        };
        let spoken = match (held.rests_on.is_some(), soon) {
            (false, _) => t.agency_no_evidence(i64::from(asked)),
            (true, false) => t.agency_held_of(i64::from(level), i64::from(asked)),
            (true, true) => t.agency_held_of_soon(i64::from(level), i64::from(asked)),
        };
        Cell {
            class,
            levels: Some((level, asked)),
            spoken: spoken.plain(),
        }
    }
}

/// Those who stand on a page.
fn rows(shown: &[Employed], page: PageNumber) -> impl Iterator<Item = &Employed> {
    let (offset, most) = (usize::try_from(page.offset()).unwrap_or(0), usize::try_from(PAGE_SIZE).unwrap_or(0));
    shown.iter().skip(offset).take(most)
}

/// Of the skills that a person's role asks for, how many are reached.
fn reached(seeker: &Seeker) -> (usize, usize) {
    let asked = seeker.required.len();
    let short = seeker.candidate.gaps().count();
    (asked.saturating_sub(short), asked)
}

fn by_frequency(roles: impl Iterator<Item = RoleCode>) -> Vec<(RoleCode, usize)> {
    let mut counts: BTreeMap<RoleCode, usize> = BTreeMap::new();
    for role in roles {
        *counts.entry(role).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(role, people)| (std::cmp::Reverse(*people), *role));
    counts
}

fn with_offerings(closers: Vec<Closer>, offerings: Vec<Offering>) -> Vec<(Closer, Offering)> {
    let mut known: BTreeMap<OfferingId, Offering> = offerings.into_iter().map(|offering| (offering.id, offering)).collect();
    closers
        .into_iter()
        .filter_map(|closer| known.remove(&closer.offering).map(|offering| (closer, offering)))
        .collect()
}
