//! A person's page in words.

use super::Read;
use crate::catalogue::Text;
use crate::catalogue::web::cards::{self as course_cards, level_words};
use crate::enrolments::SeatState;
use crate::kernel::{SeatId, UtcTime};
use crate::matching::engine::{Match, Refusal, why_not};
use crate::matching::web::cards as reasons;
use crate::matching::{Judge, Offer, OfferKey};
use crate::network::Places;
use crate::site::{Words, paths};
use crate::skills::gap::{Held, held};
use crate::skills::{Grade, Level, SkillCode, Taxonomy};
use crate::trail::web::cards::Happened;

/// What stands first on the page: one thing to do.
pub(super) struct Step {
    pub title: String,
    pub words: String,
    pub action: String,
    /// A page to go to, or where a button posts to.
    pub href: String,
    pub is_post: bool,
    pub other: Option<(String, String)>,
}

/// A way to close a gap.
pub(super) struct Way {
    pub href: String,
    pub title: Text,
    pub who: Text,
    pub place: String,
    pub code: String,
    pub tag_class: &'static str,
    pub tag: String,
    pub meta: Vec<(String, String)>,
    pub whys: Vec<String>,
    pub score: String,
    /// The parts of the score: name, points, at most, share in per cent.
    pub parts: Vec<(String, String, String, f64)>,
}

/// Why an offer does not fit, and what would change it.
pub(super) struct Not {
    pub title: Text,
    pub href: String,
    pub failed: Vec<String>,
    pub remedies: Vec<String>,
}

/// A gap with the ways to close it.
pub(super) struct GapCard {
    pub code: String,
    pub name: String,
    pub tag_class: &'static str,
    pub tag: String,
    pub held: u8,
    pub required: u8,
    pub is_expired: bool,
    pub words: String,
    pub evidence: String,
    pub ways: Vec<Way>,
    pub nots: Vec<Not>,
    pub more: Option<(String, String)>,
}

/// A seat or an application.
pub(super) struct SeatLine {
    pub id: String,
    pub tag_class: &'static str,
    pub tag: String,
    pub title: Text,
    pub href: String,
    pub words: String,
    pub can_answer: bool,
    pub can_withdraw: bool,
    pub happened: Vec<Happened>,
}

/// A skill of the passport.
pub(super) struct SkillRow {
    pub code: String,
    pub name: String,
    pub held: u8,
    pub required: u8,
    pub is_expired: bool,
    pub words: String,
}

pub(super) struct View<'a> {
    pub(super) t: Words,
    pub(super) read: &'a Read,
    pub(super) now: UtcTime,
}

impl View<'_> {
    fn held(&self, skill: SkillCode) -> Held<'_> {
        held(&self.read.seeker.evidence, skill, self.now.day(), Grade::ALL)
    }

    /// What a level rests on: "Attested by your employer, valid until …".
    fn evidence_words(&self, held: &Held<'_>) -> String {
        let t = self.t;
        let Some(evidence) = held.rests_on else {
            return t.evidence_none().plain();
        };
        let grade = t.coded("grade-words", evidence.grade.code());
        match evidence.expires_on {
            Some(on) if held.is_expired => t.evidence_expired(t.date(on), grade, level_words(t, evidence.level)).plain(),
            Some(on) => t.evidence_until(t.date(on), grade).plain(),
            None => t.evidence_lasting(grade).plain(),
        }
    }

    pub(super) fn gaps(&self) -> Vec<GapCard> {
        let taxonomy = Taxonomy::builtin();
        let mut gaps: Vec<GapCard> = self
            .read
            .tops
            .iter()
            .filter_map(|top| {
                let skill = taxonomy.skill(top.skill)?;
                let required = self.read.seeker.required.iter().find(|asked| asked.skill == top.skill)?.level;
                let now = self.held(top.skill);
                let (tag_class, tag) = if now.is_expired {
                    ("bad", self.t.gap_expired().plain())
                } else {
                    ("warn", self.t.gap_levels(i64::from(required.above(now.level))).plain())
                };
                let more = top.match_count.saturating_sub(top.matches.len()) + top.refused_count.saturating_sub(top.refused.len());
                Some(GapCard {
                    code: top.skill.to_string(),
                    name: self.t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
                    tag_class,
                    tag,
                    held: now.level.get(),
                    required: required.get(),
                    is_expired: now.is_expired,
                    words: self
                        .t
                        .gap_words(level_words(self.t, now.level), level_words(self.t, required))
                        .plain(),
                    evidence: self.evidence_words(&now),
                    ways: once(top.matches.iter().filter_map(|found| self.way(found, top.skill)), |way| &way.href),
                    nots: once(top.refused.iter().filter_map(|refused| self.not(refused)), |not| &not.href),
                    more: (more > 0).then(|| {
                        (
                            format!("/me/gaps/{}", top.skill),
                            self.t.gap_all_ways(i64::try_from(top.match_count).unwrap_or(0)).plain(),
                        )
                    }),
                })
            })
            .collect();
        gaps.sort_by_key(|gap| (gap.ways.is_empty(), std::cmp::Reverse(gap.required.saturating_sub(gap.held))));
        gaps
    }

    fn offer(&self, key: OfferKey) -> Option<&Offer> {
        self.read.offers.iter().find(|offer| offer.key == key)
    }

    fn way(&self, found: &Match, gap: SkillCode) -> Option<Way> {
        let (t, offer) = (self.t, self.offer(found.offer)?);
        let whys = reasons::whys(t, found, offer, Some(gap), &self.read.seeker.candidate.languages, self.now);
        let parts = crate::matching::score::PARTS
            .iter()
            .map(|part| {
                let points = i64::from(found.parts.get(part.kind));
                (
                    t.coded("part-name", part.kind.code()),
                    t.number(points),
                    t.number(i64::from(part.most)),
                    crate::site::charts::percent(points, i64::from(part.most)),
                )
            })
            .collect();
        let score = t.way_score(i64::from(found.score)).plain();
        match found.offer {
            OfferKey::Offering(id) => {
                let offering = self.read.offerings.iter().find(|offering| offering.id == id)?;
                let stage = offering.stage(self.now);
                let (tag_class, tag) = course_cards::tag(t, offering, stage);
                let length = offering.weeks().map_or_else(String::new, |weeks| t.weeks(weeks).plain());
                Some(Way {
                    href: paths::offering(id, &offering.title.text),
                    title: offering.title.clone(),
                    who: offering.provider.clone(),
                    place: course_cards::place(t, offering),
                    code: offering.code.clone(),
                    tag_class,
                    tag,
                    meta: vec![
                        (t.coded("mode", offering.mode.code()), length),
                        (t.fact_starts().plain(), t.day(offering.starts)),
                    ],
                    whys,
                    score,
                    parts,
                })
            }
            OfferKey::Period(id) => {
                let slot = self.read.slots.iter().find(|(period, _)| *period == id).map(|(_, slot)| slot)?;
                let period = slot.periods.iter().find(|period| period.id == id)?;
                Some(Way {
                    href: paths::slot(slot.id, &slot.title.text),
                    title: slot.title.clone(),
                    who: slot.facility.clone(),
                    place: course_cards::place_of(t, slot.place.as_deref(), slot.country),
                    code: slot.code.clone(),
                    tag_class: "ok",
                    tag: t.places_left_of(period.free(), period.places).plain(),
                    meta: vec![
                        (t.placement().plain(), t.days((period.to - period.from).num_days() + 1).plain()),
                        (t.fact_from().plain(), t.date(period.from)),
                    ],
                    whys,
                    score,
                    parts,
                })
            }
        }
    }

    fn not(&self, refused: &Refusal) -> Option<Not> {
        let (t, offer) = (self.t, self.offer(refused.offer)?);
        let judge = Judge::new(&self.read.seeker.candidate, self.now, Places::builtin());
        let why = why_not(&judge, offer);
        let (title, href) = match refused.offer {
            OfferKey::Offering(id) => {
                let offering = self.read.offerings.iter().find(|offering| offering.id == id)?;
                (offering.title.clone(), paths::offering(id, &offering.title.text))
            }
            OfferKey::Period(id) => {
                let slot = self.read.slots.iter().find(|(period, _)| *period == id).map(|(_, slot)| slot)?;
                (slot.title.clone(), paths::slot(slot.id, &slot.title.text))
            }
        };
        let mut remedies: Vec<String> = why
            .failed
            .iter()
            .flat_map(|failure| failure.remedies.iter().map(|remedy| reasons::remedy_words(t, remedy)))
            .collect();
        remedies.dedup();
        Some(Not {
            title,
            href,
            failed: why
                .failed
                .iter()
                .map(|failure| reasons::outcome_words(t, &failure.outcome))
                .collect(),
            remedies,
        })
    }

    pub(super) fn passport(&self) -> Vec<SkillRow> {
        let taxonomy = Taxonomy::builtin();
        let mut skills: Vec<(SkillCode, Level)> = self.read.seeker.required.iter().map(|asked| (asked.skill, asked.level)).collect();
        for evidence in &self.read.seeker.evidence {
            if !skills.iter().any(|(skill, _)| *skill == evidence.skill) {
                skills.push((evidence.skill, Level::NONE));
            }
        }
        skills
            .into_iter()
            .filter_map(|(code, required)| {
                let skill = taxonomy.skill(code)?;
                let now = self.held(code);
                Some(SkillRow {
                    code: code.to_string(),
                    name: self.t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
                    held: now.level.get(),
                    required: required.get(),
                    is_expired: now.is_expired,
                    words: format!("{} · {}", level_words(self.t, now.level), self.evidence_words(&now)),
                })
            })
            .collect()
    }

    pub(super) fn seats(&self, happened: impl Fn(SeatId) -> Vec<Happened>) -> Vec<SeatLine> {
        let t = self.t;
        let lines = self.read.seats.iter().filter_map(|seat| {
            let offering = self.read.seat_offerings.iter().find(|offering| offering.id == seat.offering)?;
            let is_live = seat.state == SeatState::Offered && seat.offer_expires_at.is_none_or(|at| at > self.now);
            let tag_class = match seat.state {
                SeatState::Offered => "warn",
                SeatState::Enrolled | SeatState::Completed | SeatState::Attended => "ok",
                SeatState::DeclinedByProvider | SeatState::OfferLapsed | SeatState::Cancelled => "bad",
                _ => "",
            };
            let words = match (seat.state, seat.offer_expires_at, seat.reason) {
                (SeatState::Offered, Some(at), _) => t.seat_answer_by(t.date_time(at.get().naive_utc())).plain(),
                (SeatState::DeclinedByProvider, _, Some(reason)) => t.coded("decline-reason", reason.code()),
                _ => t.seat_since(t.date(seat.state_at.day())).plain(),
            };
            Some(SeatLine {
                id: seat.id.to_string(),
                tag_class,
                tag: t.coded("seat-state", seat.state.code()),
                title: offering.title.clone(),
                href: paths::offering(offering.id, &offering.title.text),
                words,
                can_answer: is_live,
                can_withdraw: matches!(
                    seat.state,
                    SeatState::Submitted | SeatState::Accepted | SeatState::ConditionsPending | SeatState::Enrolled
                ),
                happened: happened(seat.id),
            })
        });
        lines.collect()
    }

    /// The one thing to do next: an offer to answer, a role to state, the best way to look at.
    pub(super) fn next_step(&self) -> Step {
        let t = self.t;
        if let Some(line) = self.seats(|_| Vec::new()).into_iter().find(|line| line.can_answer) {
            return Step {
                title: t.step_answer(line.title.text).plain(),
                words: line.words,
                action: t.step_answer_button().plain(),
                href: format!("/seats/{}/accept", line.id),
                is_post: true,
                other: Some((format!("/seats/{}/decline", line.id), t.seat_decline().plain())),
            };
        }
        let link = |title: String, words: String, action: String, href: String| Step {
            title,
            words,
            action,
            href,
            is_post: false,
            other: None,
        };
        if self.read.seeker.role.is_none() {
            return link(
                t.step_role().plain(),
                t.step_role_words().plain(),
                t.step_role_button().plain(),
                "/me/skills".to_owned(),
            );
        }
        let profile = &self.read.seeker.profile;
        if profile.country.is_none() || profile.languages.is_empty() || profile.travel.is_none() {
            return link(
                t.step_profile().plain(),
                t.step_profile_words().plain(),
                t.step_profile_button().plain(),
                "/me/profile".to_owned(),
            );
        }
        let best = self.gaps().into_iter().find_map(|gap| gap.ways.into_iter().next());
        match best {
            Some(way) => link(
                t.step_best(way.title.text).plain(),
                way.whys.join(" · "),
                t.step_best_button().plain(),
                way.href,
            ),
            None => link(
                t.step_look().plain(),
                t.step_look_words().plain(),
                t.courses_title().plain(),
                "/courses".to_owned(),
            ),
        }
    }
}

/// Periods of one slot are one way: the best of them stands for all.
fn once<T>(found: impl Iterator<Item = T>, href: impl Fn(&T) -> &String) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for one in found {
        if !kept.iter().any(|known| href(known) == href(&one)) {
            kept.push(one);
        }
    }
    kept
}
