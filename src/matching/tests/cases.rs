//! The cases that a page shows.

use super::*;
use crate::kernel::Precision;
use crate::matching::engine::Remedy;
use crate::matching::rules::{Facts, Rule};
use crate::matching::score::{self, PARTS};
use crate::network::Answer;

#[test]
fn the_parts_make_a_thousand() {
    assert_eq!(PARTS.iter().map(|part| part.most).sum::<u32>(), 1000);
    assert_eq!(score::MOST, 1000);
    assert_eq!(PARTS.map(|part| part.kind).as_slice(), score::PartKind::ALL);
}

#[test]
fn a_course_that_closes_the_gap_says_what_its_score_is_made_of() {
    let (candidate, offer) = (ann(), course());
    let ranked = ranked(&candidate, std::slice::from_ref(&offer), small());
    let found = &ranked.matches[0];
    assert_eq!(
        found.closes,
        [Closing {
            skill: skill(0),
            from: level(1),
            to: level(3),
            required: level(3),
            is_self_declared: false
        }]
    );
    assert!(found.closes[0].is_whole());
    assert_eq!(
        found.parts,
        score::Parts {
            gap: 200,
            urgency: 100,
            proximity: 150,
            timing: 92,
            language: 100,
            cost: 50
        }
    );
    assert_eq!(found.score, 692);
    assert!(found.outcomes.iter().all(|outcome| outcome.answer == Answer::Met));
}

#[test]
fn of_two_equal_scores_the_earlier_start_comes_first_then_the_smaller_id() {
    let on = |number, start| Offer {
        key: key(number),
        starts_on: Day::exact(day(start)),
        ..course()
    };
    let offers = [on(1, 131), on(3, 130), on(2, 130)];
    let ranked = ranked(&ann(), &offers, small());
    assert!(ranked.matches.iter().all(|one| one.score == ranked.matches[0].score));
    assert_eq!(
        ranked.matches.iter().map(|one| one.offer).collect::<Vec<_>>(),
        [key(2), key(3), key(1)]
    );
}

#[test]
fn each_rule_can_refuse_and_says_what_would_change_it() {
    let offer = course();
    let refused = |candidate: &Candidate, offer: &Offer| {
        let why = why_not(&Judge::new(candidate, now(), small()), offer);
        why.failed
            .into_iter()
            .map(|failure| (failure.outcome.rule, failure.remedies))
            .collect::<Vec<_>>()
    };
    assert_eq!(refused(&ann(), &offer), []);
    let by = |offer: Offer| refused(&ann(), &offer);
    assert_eq!(
        by(Offer {
            deadline_at: Some(at(100)),
            ..offer.clone()
        }),
        [(Rule::Deadline, vec![Remedy::WaitForNextRun])]
    );
    assert_eq!(
        by(Offer {
            starts_on: Day::exact(day(100)),
            ..offer.clone()
        }),
        [(Rule::Start, vec![Remedy::WaitForNextRun])]
    );
    assert_eq!(
        by(Offer {
            seats: FreeSeats::Limited(0),
            ..offer.clone()
        }),
        [(Rule::Seats, vec![Remedy::WaitForSeat, Remedy::WaitForNextRun])]
    );
    assert_eq!(
        by(Offer {
            languages: codes(&["en"]),
            ..offer.clone()
        }),
        [(Rule::Language, vec![Remedy::AddLanguage("en".parse().unwrap())])]
    );
    let harder = Taught {
        level_in: Some(level(2)),
        ..offer.skills[0]
    };
    let reach = vec![Remedy::ReachLevel {
        skill: skill(0),
        level: level(2),
    }];
    assert_eq!(
        by(Offer {
            skills: vec![harder],
            ..offer.clone()
        }),
        [(Rule::LevelIn, reach)]
    );
    assert_eq!(
        by(Offer {
            country: "NGA".parse().ok(),
            ..offer.clone()
        }),
        [(Rule::Travel, vec![Remedy::WidenTravel(Travel::Region)])]
    );
    assert_eq!(
        by(Offer {
            country: "KOR".parse().ok(),
            ..offer.clone()
        }),
        [(Rule::Travel, vec![Remedy::WidenTravel(Travel::Anywhere)])]
    );
    let private = Eligibility::Sector(Sector::Private);
    assert_eq!(
        by(Offer {
            eligibility: vec![private],
            ..offer.clone()
        }),
        [(Rule::Eligibility, vec![Remedy::AskProvider])]
    );
    let busy = Candidate {
        available: Window {
            from: Some(day(131)),
            until: Some(day(400)),
        },
        ..ann()
    };
    let free = Remedy::WidenAvailability(Window {
        from: Some(day(130)),
        until: Some(day(400)),
    });
    assert_eq!(refused(&busy, &offer), [(Rule::Availability, vec![free, Remedy::WaitForNextRun])]);
}

#[test]
fn what_is_not_known_refuses_nobody() {
    let offer = Offer {
        country: None,
        languages: Vec::new(),
        seats: FreeSeats::Unknown,
        deadline_at: None,
        starts_on: Day::UNKNOWN,
        ends_on: Day::UNKNOWN,
        skills: vec![Taught {
            level_in: None,
            ..course().skills[0]
        }],
        eligibility: vec![
            Eligibility::Citizenship("income-low".parse().unwrap()),
            Eligibility::Residence("income-low".parse().unwrap()),
            Eligibility::ExperienceMin(1),
        ],
        is_external: true,
        ..course()
    };
    let candidate = Candidate {
        available: Window {
            from: Some(day(0)),
            until: None,
        },
        ..ann()
    };
    let judge = Judge::new(&candidate, now(), small());
    assert!(judge.answers(&offer).all(|answer| answer == Answer::CannotTell));
    let found = &rank(&judge, [&offer]).matches[0];
    assert_eq!(
        found.parts,
        score::Parts {
            gap: 200,
            urgency: 100,
            cost: 50,
            ..score::Parts::default()
        }
    );
    let stranger = Candidate {
        standings: ann().standings,
        ..Candidate::default()
    };
    let judge = Judge::new(&stranger, now(), small());
    assert_eq!(judge.failures(&course()), 0);
}

#[test]
fn a_month_that_has_begun_may_still_hold_the_start() {
    // today is 9 February 2027
    let by = |on: &str, precision| {
        let offer = Offer {
            starts_on: Day::new(on.parse().ok(), precision),
            ..course()
        };
        let (candidate, places) = (ann(), small());
        Judge::new(&candidate, now(), places)
            .outcomes(&offer)
            .into_iter()
            .find(|outcome| outcome.rule == Rule::Start)
            .unwrap()
            .answer
    };
    assert_eq!(by("2027-02-01", Precision::Month), Answer::CannotTell);
    assert_eq!(by("2027-01-01", Precision::Month), Answer::NotMet);
    assert_eq!(by("2027-03-01", Precision::Month), Answer::Met);
    assert_eq!(by("2027-01-01", Precision::Quarter), Answer::CannotTell);
    assert_eq!(by("2026-10-01", Precision::Quarter), Answer::NotMet);
    assert_eq!(by("2027-01-01", Precision::Year), Answer::CannotTell);
    assert_eq!(by("2026-01-01", Precision::Year), Answer::NotMet);
}

#[test]
fn every_country_of_a_blended_offer_has_to_be_in_reach() {
    let offer = Offer {
        mode: Mode::Blended,
        segment_countries: codes(&["NGA", "SEN"]),
        ..course()
    };
    let answer = |travel, offer: &Offer| {
        let candidate = Candidate { travel, ..ann() };
        let outcome = Judge::new(&candidate, now(), small()).outcomes(offer).pop().unwrap();
        assert!(matches!(outcome.facts, Facts::Travel { .. }));
        outcome.answer
    };
    assert_eq!(answer(Some(Travel::Country), &offer), Answer::NotMet);
    assert_eq!(answer(Some(Travel::Region), &offer), Answer::Met);
    assert_eq!(answer(None, &offer), Answer::CannotTell);
    assert_eq!(answer(Some(Travel::None), &course()), Answer::Met);
    assert_eq!(answer(None, &course()), Answer::Met);
    assert_eq!(
        answer(
            Some(Travel::None),
            &Offer {
                mode: Mode::Remote,
                ..offer
            }
        ),
        Answer::Met
    );
}

#[test]
fn an_offer_that_teaches_no_more_than_is_held_is_in_neither_list() {
    let lower = Offer {
        skills: vec![Taught {
            level_out: Some(level(1)),
            level_in: None,
            ..course().skills[0]
        }],
        ..course()
    };
    let unsaid = Offer {
        skills: vec![Taught {
            level_out: None,
            ..course().skills[0]
        }],
        ..course()
    };
    let held = Offer {
        skills: vec![Taught {
            skill: skill(1),
            level_in: None,
            level_out: Some(level(5)),
        }],
        ..course()
    };
    let unwanted = Offer {
        skills: vec![Taught {
            skill: skill(3),
            level_in: None,
            level_out: Some(level(5)),
        }],
        ..course()
    };
    assert_eq!(ranked(&ann(), &[lower, unsaid, held, unwanted], small()), Ranked::default());
}
