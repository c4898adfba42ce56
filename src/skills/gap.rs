//! What a person holds on a day, what is missing for a role, and what will lapse: pure arithmetic over evidence.
//!
//! `held` is the maximum over evidence observed by the day, not withdrawn by it and of the grades asked for, of its level, or of
//! min(level, 2) once it has expired; 0 without evidence. A gap is max(0, required - held). So more evidence never makes a gap larger.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Evidence, Grade, Level, Requirement, SkillCode};

/// A skill as held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held<'e> {
    pub level: Level,
    /// The evidence that gives this level; of several, one that is not just the person's word, has not expired, is of the better grade,
    /// holds longest and was observed last, in this order. `None` where the level is 0.
    pub rests_on: Option<&'e Evidence>,
    /// That evidence has expired: the level is what it still counts as.
    pub is_expired: bool,
    /// Nothing but the person's own word gives this level.
    pub is_self_declared: bool,
}

impl Held<'_> {
    /// Nothing is held.
    pub const NONE: Self = Held {
        level: Level::NONE,
        rests_on: None,
        is_expired: false,
        is_self_declared: false,
    };
}

/// What a person holds of a skill on a day, counting evidence of these grades.
#[must_use]
pub fn held<'e>(evidence: impl IntoIterator<Item = &'e Evidence>, skill: SkillCode, day: NaiveDate, grades: &[Grade]) -> Held<'e> {
    let counted = evidence
        .into_iter()
        .filter(|one| one.skill == skill && one.counts_on(day) && grades.contains(&one.grade));
    let best = counted.max_by_key(|one| {
        let lasts = (one.expires_on.is_none(), one.expires_on);
        let strength = (one.grade != Grade::Declared, !one.is_expired_on(day), Reverse(one.grade), lasts);
        // the rest only makes the order total, so that the order of rows is nothing
        (one.level_on(day), strength, one.observed_on, one.level, Reverse(one.withdrawn_on))
    });
    best.filter(|one| one.level > Level::NONE).map_or(Held::NONE, |one| Held {
        level: one.level_on(day),
        rests_on: Some(one),
        is_expired: one.is_expired_on(day),
        is_self_declared: one.grade == Grade::Declared,
    })
}

/// One skill that a role asks for, beside what is held of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkillGap<'e> {
    pub skill: SkillCode,
    pub required: Level,
    pub held: Held<'e>,
    /// How many levels are missing; 0 where none is.
    pub missing: u8,
}

/// Every skill that the role asks for, in its order, those without a gap too.
#[must_use]
pub fn person_gap<'e>(required: &[Requirement], evidence: &'e [Evidence], day: NaiveDate, grades: &[Grade]) -> Vec<SkillGap<'e>> {
    let gap = |asked: &Requirement| {
        let held = held(evidence, asked.skill, day, grades);
        SkillGap {
            skill: asked.skill,
            required: asked.level,
            held,
            missing: asked.level.above(held.level),
        }
    };
    required.iter().map(gap).collect()
}

/// A day on which a held level falls, if nothing is done before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lapse {
    pub on: NaiveDate,
    pub skill: SkillCode,
    pub from: Level,
    pub to: Level,
}

/// What will lapse after a day and within so many days of it, as far as is known on that day; by date, then skill.
#[must_use]
pub fn lapses(evidence: &[Evidence], day: NaiveDate, within: Days, grades: &[Grade]) -> Vec<Lapse> {
    let last = day.checked_add_days(within).unwrap_or(NaiveDate::MAX);
    let known: Vec<Evidence> = evidence
        .iter()
        .filter(|one| one.counts_on(day))
        .map(|one| Evidence {
            withdrawn_on: None,
            ..*one
        })
        .collect();
    let ends = known
        .iter()
        .filter_map(|one| one.expires_on.map(|on| (on, one.skill)))
        .filter(|(on, _)| day < *on && *on <= last);
    let mut lapses = Vec::new();
    for (on, skill) in ends.collect::<BTreeSet<_>>() {
        let level_at = |day| held(&known, skill, day, grades).level;
        let (from, to) = (on.pred_opt().map_or(Level::NONE, level_at), level_at(on));
        if to < from {
            lapses.push(Lapse { on, skill, from, to });
        }
    }
    lapses
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(number.into())
    }

    fn level(number: u8) -> Level {
        Level::new(number).unwrap()
    }

    fn skill(number: u32) -> SkillCode {
        format!("MFG-{number}").parse().unwrap()
    }

    fn on(skill_number: u32, grade: Grade, level_number: u8, observed: u32, expires: Option<u32>) -> Evidence {
        Evidence {
            skill: skill(skill_number),
            level: level(level_number),
            grade,
            observed_on: day(observed),
            expires_on: expires.map(day),
            withdrawn_on: None,
        }
    }

    prop_compose! {
        fn any_evidence()(
            number in 1..4_u32, height in 1..=5_u8, grade in 0..4_usize, observed in 0..400_u32,
            lasts in proptest::option::of(1..400_u32), stands in proptest::option::of(0..400_u32),
        ) -> Evidence {
            Evidence {
                withdrawn_on: stands.map(|days| day(observed + days)),
                ..on(number, Grade::ALL[grade], height, observed, lasts.map(|days| observed + days))
            }
        }
    }

    fn some_evidence() -> impl Strategy<Value = Vec<Evidence>> {
        proptest::collection::vec(any_evidence(), 0..12)
    }

    fn role() -> impl Strategy<Value = Vec<Requirement>> {
        proptest::collection::vec(1..=5_u8, 3).prop_map(|levels| {
            (1..)
                .zip(levels)
                .map(|(number, asked)| Requirement {
                    skill: skill(number),
                    level: level(asked),
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn a_gap_is_what_the_held_level_leaves_of_the_required(role in role(), evidence in some_evidence(), at in 0..800_u32) {
            for gap in person_gap(&role, &evidence, day(at), Grade::ALL) {
                prop_assert!(gap.missing <= gap.required.get());
                prop_assert_eq!(gap.required.max(gap.held.level).above(gap.held.level), gap.missing);
                prop_assert_eq!(gap.held.level == Level::NONE, gap.held.rests_on.is_none());
            }
        }

        #[test]
        fn more_evidence_never_makes_a_gap_larger(role in role(), mut evidence in some_evidence(), more in any_evidence(), at in 0..800_u32) {
            let before = person_gap(&role, &evidence, day(at), Grade::ALL).iter().map(|gap| gap.missing).collect::<Vec<_>>();
            evidence.push(Evidence { withdrawn_on: None, ..more });
            let after = person_gap(&role, &evidence, day(at), Grade::ALL);
            prop_assert!(after.iter().zip(before).all(|(gap, before)| gap.missing <= before));
        }

        #[test]
        fn the_order_of_rows_is_nothing((rows, shuffled) in some_evidence().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())), at in 0..800_u32) {
            for number in 1..4 {
                prop_assert_eq!(held(&rows, skill(number), day(at), Grade::ALL), held(&shuffled, skill(number), day(at), Grade::ALL));
            }
            prop_assert_eq!(lapses(&rows, day(at), Days::new(365), Grade::ALL), lapses(&shuffled, day(at), Days::new(365), Grade::ALL));
        }

        #[test]
        fn expired_evidence_is_never_above_supervised(evidence in some_evidence(), at in 0..800_u32) {
            for number in 1..4 {
                let held = held(&evidence, skill(number), day(at), Grade::ALL);
                prop_assert!(!held.is_expired || held.level <= Level::SUPERVISED);
            }
            let expired: Vec<_> = evidence.into_iter().filter(|one| one.is_expired_on(day(at))).collect();
            for number in 1..4 {
                prop_assert!(held(&expired, skill(number), day(at), Grade::ALL).level <= Level::SUPERVISED);
            }
        }

        #[test]
        fn what_was_seen_later_or_taken_back_before_does_not_count(evidence in some_evidence(), at in 0..800_u32) {
            let known: Vec<_> = evidence.iter().copied().filter(|one| one.observed_on <= day(at) && one.withdrawn_on.is_none_or(|on| on > day(at))).collect();
            for number in 1..4 {
                prop_assert_eq!(held(&evidence, skill(number), day(at), Grade::ALL), held(&known, skill(number), day(at), Grade::ALL));
            }
        }

        #[test]
        fn fewer_grades_never_give_more(evidence in some_evidence(), at in 0..800_u32) {
            for number in 1..4 {
                let all = held(&evidence, skill(number), day(at), Grade::ALL);
                let regional = held(&evidence, skill(number), day(at), Grade::REGIONAL);
                prop_assert!(regional.level <= all.level);
                prop_assert!(!regional.is_self_declared);
                // what is marked as self-declared is just what the other grades do not give
                prop_assert_eq!(all.is_self_declared, regional.level < all.level);
            }
        }

        #[test]
        fn lapses_lead_from_what_is_held_to_what_will_be(evidence in some_evidence(), at in 0..400_u32, within in 0..400_u32) {
            let frozen: Vec<_> = evidence.iter().filter(|one| one.counts_on(day(at))).map(|one| Evidence { withdrawn_on: None, ..*one }).collect();
            let lapses = lapses(&evidence, day(at), Days::new(within.into()), Grade::ALL);
            for number in 1..4 {
                let mut level = held(&evidence, skill(number), day(at), Grade::ALL).level;
                for lapse in lapses.iter().filter(|lapse| lapse.skill == skill(number)) {
                    prop_assert!(day(at) < lapse.on && lapse.on <= day(at + within));
                    prop_assert_eq!(lapse.from, level);
                    prop_assert!(lapse.to < lapse.from);
                    level = lapse.to;
                }
                prop_assert_eq!(level, held(&frozen, skill(number), day(at + within), Grade::ALL).level);
            }
        }
    }

    #[test]
    fn evidence_expires_on_its_day_and_then_counts_as_supervised() {
        let evidence = [on(1, Grade::Certified, 3, 0, Some(10)), on(2, Grade::Certified, 1, 0, Some(10))];
        let at = |number, at| held(&evidence, skill(number), day(at), Grade::ALL);
        assert_eq!((at(1, 9).level.get(), at(1, 9).is_expired), (3, false));
        assert_eq!((at(1, 10).level.get(), at(1, 10).is_expired), (2, true));
        assert_eq!(at(2, 10).level.get(), 1);
        let lapse = Lapse {
            on: day(10),
            skill: skill(1),
            from: level(3),
            to: level(2),
        };
        assert_eq!(lapses(&evidence, day(0), Days::new(10), Grade::ALL), [lapse]);
        assert_eq!(lapses(&evidence, day(0), Days::new(9), Grade::ALL), []);
    }

    #[test]
    fn a_withdrawal_counts_from_its_day() {
        let withdrawn = Evidence {
            withdrawn_on: Some(day(5)),
            ..on(1, Grade::Assessed, 4, 0, None)
        };
        let later = on(1, Grade::Assessed, 2, 5, None);
        let at = |number| held(&[withdrawn, later], skill(1), day(number), Grade::ALL).level.get();
        assert_eq!((at(4), at(5)), (4, 2));
    }

    #[test]
    fn a_later_lower_assessment_alone_changes_nothing() {
        let evidence = [on(1, Grade::Assessed, 4, 0, None), on(1, Grade::Assessed, 2, 5, None)];
        assert_eq!(held(&evidence, skill(1), day(9), Grade::ALL).level.get(), 4);
    }

    #[test]
    fn a_persons_own_word_is_marked_only_where_nothing_else_gives_the_level() {
        let declared = on(1, Grade::Declared, 3, 0, None);
        let attested = on(1, Grade::Attested, 3, 0, Some(400));
        assert!(held(&[declared], skill(1), day(9), Grade::ALL).is_self_declared);
        assert!(!held(&[declared, attested], skill(1), day(9), Grade::ALL).is_self_declared);
        assert!(held(&[declared, attested], skill(1), day(400), Grade::ALL).is_self_declared);
    }
}
