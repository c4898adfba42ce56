//! What has to be true of every ranking.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::kernel::Precision;
use crate::matching::engine::{self, Remedy};
use crate::matching::score::{self, PARTS};
use crate::network::Answer;

const COUNTRIES: [&str; 6] = ["SEN", "NGA", "TUN", "IDN", "KOR", "ESH"];
const LANGUAGES: [&str; 4] = ["ar", "en", "fr", "pt"];

fn any_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        4 => (50..400_u64).prop_map(|number| Day::exact(day(number))),
        1 => (0..16_u32).prop_map(|months| Day::new(day(0).checked_add_months(chrono::Months::new(months)), Precision::Month)),
        1 => Just(Day::new(NaiveDate::from_ymd_opt(2027, 1, 1), Precision::Year)),
        1 => Just(Day::UNKNOWN),
    ]
}

fn any_level() -> impl Strategy<Value = Option<Level>> {
    proptest::option::weighted(0.9, (0..=5_u8).prop_map(level))
}

fn any_territory() -> impl Strategy<Value = Territory> {
    proptest::sample::select(vec!["SEN", "TUN", "who-afr", "rec-ecowas", "income-low"]).prop_map(|code| code.parse().unwrap())
}

fn any_eligibility() -> impl Strategy<Value = Eligibility> {
    prop_oneof![
        any_territory().prop_map(Eligibility::Residence),
        any_territory().prop_map(Eligibility::Citizenship),
        proptest::sample::select(Sector::ALL).prop_map(Eligibility::Sector),
        (1..=6_u32).prop_map(Eligibility::ExperienceMax),
        (any_language(), proptest::option::of(proptest::sample::select(Fluency::ALL)))
            .prop_map(|(language, fluency)| Eligibility::Language(language, fluency)),
        (0..4_usize, 0..=4_u8).prop_map(|(number, asked)| Eligibility::Skill(skill(number), level(asked))),
        Just(Eligibility::Other("a letter of the employer".to_owned())),
    ]
}

fn any_language() -> impl Strategy<Value = LanguageCode> {
    proptest::sample::select(&LANGUAGES[..]).prop_map(|code| code.parse().unwrap())
}

fn any_country() -> impl Strategy<Value = Option<CountryCode>> {
    proptest::option::weighted(0.9, proptest::sample::select(&COUNTRIES[..]).prop_map(|code| code.parse().unwrap()))
}

prop_compose! {
    fn any_offer()(
        number in 1..1_000_000_u128, is_period: bool, mode in proptest::sample::select(Mode::ALL), fee in proptest::sample::select(FeeKind::ALL),
        taught in subsequence(vec![0, 1, 2, 3], 1..=3).prop_flat_map(|skills| {
            let count = skills.len();
            (Just(skills), proptest::collection::vec((any_level(), any_level()), count))
        }),
        country in any_country(), segments in proptest::collection::vec(any_country(), 0..2),
        languages in subsequence(LANGUAGES.to_vec(), 0..=3), free in 0..5_u32,
        deadline in proptest::option::of(50..400_u64), starts_on in any_day(), ends_on in any_day(),
        eligibility in proptest::collection::vec(any_eligibility(), 0..3), is_external: bool,
    ) -> Offer {
        let id = uuid::Uuid::from_u128(number);
        Offer {
            key: if is_period { OfferKey::Period(SlotPeriodId::new(id)) } else { OfferKey::Offering(OfferingId::new(id)) },
            skills: taught.0.iter().zip(taught.1).map(|(number, (level_in, level_out))| Taught { skill: skill(*number), level_in, level_out }).collect(),
            mode,
            country,
            segment_countries: segments.into_iter().flatten().collect(),
            languages: codes(&languages),
            seats: match free { 3 => FreeSeats::Unlimited, 4 => FreeSeats::Unknown, free => FreeSeats::Limited(free) },
            deadline_at: deadline.map(at),
            starts_on,
            ends_on,
            eligibility,
            fee,
            is_external,
        }
    }
}

/// Offers with different keys.
fn offers() -> impl Strategy<Value = Vec<Offer>> {
    proptest::collection::vec(any_offer(), 0..12).prop_map(|mut offers| {
        offers.sort_by_key(|offer| offer.key);
        offers.dedup_by_key(|offer| offer.key);
        offers
    })
}

prop_compose! {
    fn any_candidate()(
        levels in proptest::collection::vec((0..=5_u8, 0..=5_u8, 0..=1000_u16), 4), country in any_country(),
        languages in subsequence(LANGUAGES.to_vec(), 0..=2), fluency in proptest::option::of(proptest::sample::select(Fluency::ALL)),
        sector in proptest::option::of(proptest::sample::select(Sector::ALL)), travel in proptest::option::of(proptest::sample::select(Travel::ALL)),
        from in proptest::option::of(50..300_u64), until in proptest::option::of(200..500_u64),
    ) -> Candidate {
        let standing = |(number, (held, required, urgency))| Standing { urgency, ..standing(number, held, required) };
        Candidate {
            standings: (0..).zip(levels).map(standing).collect(),
            country,
            languages: languages.iter().map(|code| Spoken { language: code.parse().unwrap(), fluency }).collect(),
            sector,
            travel,
            available: Window { from: from.map(day), until: until.map(day) },
        }
    }
}

proptest! {
    #[test]
    fn the_order_of_the_offers_is_nothing(candidate in any_candidate(), (offers, shuffled) in offers().prop_flat_map(|offers| (Just(offers.clone()), Just(offers).prop_shuffle()))) {
        prop_assert_eq!(ranked(&candidate, &offers, small()), ranked(&candidate, &shuffled, small()));
        let judge = Judge::new(&candidate, now(), small());
        prop_assert_eq!(rank_top(&judge, &offers, 2), rank_top(&judge, &shuffled, 2));
    }

    #[test]
    fn every_part_keeps_within_its_most(candidate in any_candidate(), offers in offers()) {
        for one in ranked(&candidate, &offers, small()).matches {
            for part in PARTS {
                prop_assert!(one.parts.get(part.kind) <= part.most);
            }
            prop_assert_eq!(one.score, PARTS.iter().map(|part| one.parts.get(part.kind)).sum::<u32>());
            prop_assert!(one.score <= score::MOST);
            prop_assert!(one.parts.gap > 0);
        }
    }

    #[test]
    fn a_match_breaks_no_rule_and_a_refusal_names_one(candidate in any_candidate(), offers in offers()) {
        let judge = Judge::new(&candidate, now(), small());
        let ranked = rank(&judge, &offers);
        for one in &ranked.matches {
            prop_assert!(one.outcomes.iter().all(|outcome| outcome.answer != Answer::NotMet));
            prop_assert!(!one.closes.is_empty() && one.closes.iter().all(|closing| closing.levels() > 0 && closing.to <= closing.required));
        }
        for one in &ranked.refused {
            prop_assert!(!one.failed.is_empty() && one.failed.iter().all(|outcome| outcome.answer == Answer::NotMet));
            prop_assert!(!one.closes.is_empty());
        }
        // what is in neither list closes nothing, and every offer that closes something is in one
        let named = ranked.matches.len() + ranked.refused.len();
        prop_assert_eq!(named, offers.iter().filter(|offer| judge.closings(offer).next().is_some()).count());
        for offer in &offers {
            let outcomes = judge.outcomes(offer);
            prop_assert_eq!(outcomes.len(), 6 + offer.skills.len() + offer.eligibility.len());
            prop_assert_eq!(outcomes.iter().filter(|outcome| outcome.answer == Answer::NotMet).count(), judge.failures(offer));
        }
    }

    #[test]
    fn matches_stand_by_score_then_start_then_id(candidate in any_candidate(), offers in offers()) {
        let start = |key: OfferKey| offers.iter().find(|offer| offer.key == key).and_then(|offer| offer.starts_on.on()).unwrap_or(NaiveDate::MAX);
        for pair in ranked(&candidate, &offers, small()).matches.windows(2) {
            let order = |one: &engine::Match| (std::cmp::Reverse(one.score), start(one.offer), one.offer.id());
            prop_assert!(order(&pair[0]) <= order(&pair[1]));
        }
    }

    #[test]
    fn the_best_few_are_the_first_of_all(candidate in any_candidate(), offers in offers(), most in 0..4_usize) {
        let all = ranked(&candidate, &offers, small());
        let top = rank_top(&Judge::new(&candidate, now(), small()), &offers, most);
        prop_assert_eq!(top.iter().map(|gap| gap.skill).collect::<Vec<_>>(), candidate.gaps().map(|gap| gap.skill).collect::<Vec<_>>());
        for gap in top {
            let closes = |closings: &[Closing]| closings.iter().any(|closing| closing.skill == gap.skill);
            let matches: Vec<_> = all.matches.iter().filter(|one| closes(&one.closes)).cloned().collect();
            let refused: Vec<_> = all.refused.iter().filter(|one| closes(&one.closes)).cloned().collect();
            prop_assert_eq!((gap.match_count, gap.refused_count), (matches.len(), refused.len()));
            prop_assert_eq!(gap.matches, matches.into_iter().take(most).collect::<Vec<_>>());
            prop_assert_eq!(gap.refused, refused.into_iter().take(most).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_higher_level_never_breaks_a_rule_nor_closes_more(candidate in any_candidate(), offers in offers(), number in 0..4_usize) {
        let mut raised = candidate.clone();
        raised.standings[number].held = level((raised.standings[number].held.get() + 1).min(5));
        for offer in &offers {
            let (before, after) = (Judge::new(&candidate, now(), small()), Judge::new(&raised, now(), small()));
            prop_assert!(before.answers(offer).zip(after.answers(offer)).all(|(before, after)| after != Answer::NotMet || before == Answer::NotMet));
            let levels = |closings: Vec<Closing>| closings.iter().map(Closing::levels).sum::<u8>();
            prop_assert!(levels(after.closings(offer).collect()) <= levels(before.closings(offer).collect()));
        }
    }

    #[test]
    fn what_is_named_as_a_remedy_is_one(candidate in any_candidate(), offers in offers()) {
        let judge = Judge::new(&candidate, now(), small());
        for offer in &offers {
            for failure in why_not(&judge, offer).failed {
                prop_assert!(!failure.remedies.is_empty());
                for remedy in &failure.remedies {
                    let mut changed = candidate.clone();
                    match *remedy {
                        Remedy::ReachLevel { skill, level } => changed.standings.iter_mut().filter(|one| one.skill == skill).for_each(|one| one.held = level),
                        Remedy::WidenTravel(travel) => changed.travel = Some(travel),
                        Remedy::AddLanguage(language) => changed.languages.push(Spoken { language, fluency: None }),
                        Remedy::ReachFluency(language, fluency) => {
                            changed.languages.retain(|one| one.language != language);
                            changed.languages.push(Spoken { language, fluency: Some(fluency) });
                        }
                        Remedy::WidenAvailability(window) => changed.available = window,
                        Remedy::WaitForSeat | Remedy::WaitForNextRun | Remedy::AskProvider => continue,
                    }
                    let after = Judge::new(&changed, now(), small());
                    let index = judge.outcomes(offer).iter().position(|outcome| *outcome == failure.outcome).unwrap();
                    prop_assert_ne!(after.outcomes(offer)[index].answer, Answer::NotMet, "{:?} for {:?}", remedy, failure.outcome);
                }
            }
        }
    }
}
