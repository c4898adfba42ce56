//! The page's numbers add up, its sentence says no more than they do.

use proptest::prelude::*;

use super::finding::{Finding, Move, moves};
use super::grid::{COLUMNS, Grid, ROWS, Steps};
use super::*;
use crate::catalogue::filter::Place;
use crate::dashboards::policy::{Purview, tests::coordinator};
use crate::dashboards::tally::{self, PASS_RATE};
use crate::dashboards::{CubeKey, CubeRow, RowGrade, Tally};
use crate::kernel::Id as _;
use crate::network::{Places, places};
use crate::skills::{Grade, taxonomy};

const COUNTRIES: [&str; 4] = ["SEN", "NGA", "MLI", "TUN"];
const QUARTER: Quarter = Quarter { year: 2026, number: 4 };

fn country(code: &str) -> CountryCode {
    code.parse().unwrap()
}

fn skill(code: &str) -> SkillCode {
    code.parse().unwrap()
}

fn purview(groupings: &[&str]) -> Purview {
    Purview::of(&coordinator(groupings), &places::tests::small(), QUARTER.last_day())
}

fn row(skill: &str, in_country: &str, need: i64, supply: i64, pipeline: i64) -> CubeRow {
    let key = CubeKey {
        quarter: QUARTER,
        skill: skill.parse().unwrap(),
        country: country(in_country),
        sector: CubeSector::Public,
        level: Level::new(2).unwrap(),
    };
    CubeRow {
        key,
        grade: RowGrade::Assessed,
        need,
        supply,
        pipeline,
        organisations: 1,
    }
}

fn sheet(rows: &[CubeRow]) -> Sheet {
    Sheet::of(&rows.iter().copied().collect(), QUARTER, None)
}

prop_compose! {
    fn any_need()(org in 1..8_u128, at in 0..4_usize, posts in 0..12_u32, sector in 0..2_usize) -> Need {
        Need {
            org: OrgId::new(uuid::Uuid::from_u128(org)),
            country: country(COUNTRIES[at]),
            sector: Sector::ALL[sector],
            role: "ROLE-01".parse().unwrap(),
            posts,
            by: Day::exact("2026-10-01".parse().unwrap()),
            urgency: Urgency::Soon,
        }
    }
}

prop_compose! {
    fn any_person()(at in 0..4_usize, sector in 0..3_usize, level in 1..=5_u8, is_coming in any::<bool>()) -> (usize, usize, u8, bool) {
        (at, sector, level, is_coming)
    }
}

fn count(needs: &[Need], people: &[(usize, usize, u8, bool)]) -> Cube {
    let taxonomy = taxonomy::tests::small();
    let mut tally = Tally::default();
    for need in needs::in_force(needs, QUARTER) {
        tally.add_need(need, taxonomy.role(need.role).unwrap(), QUARTER);
    }
    for (at, sector, level, is_coming) in people {
        let place = tally::Place {
            country: country(COUNTRIES[*at]),
            sector: Sector::ALL.get(*sector).copied(),
            quarter: QUARTER,
        };
        let level = Level::new(*level).unwrap();
        if *is_coming {
            tally.add_seat(place, skill("REG-1"), Level::NONE, level, PASS_RATE);
        } else {
            tally.add_person(place, skill("MFG-10"), level, Grade::Assessed);
        }
    }
    tally.rows().into_iter().collect()
}

proptest! {
    #[test]
    fn every_number_is_the_sum_of_the_list_behind_it(
        needs in proptest::collection::vec(any_need(), 0..16),
        people in proptest::collection::vec(any_person(), 0..30),
    ) {
        let cube = count(&needs, &people);
        let sheet = Sheet::of(&cube, QUARTER, None);
        for entry in sheet.entries(Cut::default()) {
            let figures = entry.figures;
            prop_assert_eq!(figures.need, figures.held + figures.coming + figures.short);
            prop_assert!([figures.held, figures.coming, figures.short, figures.spare, figures.people].iter().all(|count| *count >= 0));
            prop_assert!(figures.held <= figures.people);
        }
        for wanted in [None, Some(skill("REG-1")), Some(skill("MFG-10"))] {
            let cut = Cut { skill: wanted, countries: None };
            let total = sheet.total(cut).unwrap_or_default();
            let asks = sheet.asks(cut, &needs, QUARTER, &taxonomy::tests::small());
            prop_assert_eq!(asks.iter().map(Ask::counts).sum::<i64>(), total.need);
            prop_assert_eq!(by_organisation(&asks).iter().map(|(_, posts)| posts).sum::<i64>(), total.need);
            prop_assert_eq!(sheet.by_skill(cut).into_iter().map(|(_, figures)| figures).sum::<Figures>(), total);
            prop_assert_eq!(sheet.by_country(cut).into_iter().map(|(_, figures)| figures).sum::<Figures>(), total);
        }
        // what is short is what the cube says, and the sectors apart are the whole
        let greatest: i64 = cube.by_country(QUARTER, At::Greatest).values().map(|total| total.deficit).sum();
        prop_assert_eq!(sheet.total(Cut::default()).unwrap_or_default().short, greatest);
        let apart: Figures = [Sector::Public, Sector::Private]
            .iter()
            .filter_map(|sector| Sheet::of(&cube, QUARTER, Some(*sector)).total(Cut::default()))
            .sum();
        prop_assert_eq!(apart, sheet.total(Cut::default()).unwrap_or_default());
    }
}

#[test]
fn nothing_declared_is_no_figure() {
    let sheet = sheet(&[row("MFG-2", "SEN", 4, 4, 0), row("MFG-2", "MLI", 0, 9, 0)]);
    let at = |code: &str| {
        let countries = BTreeSet::from([country(code)]);
        sheet.total(Cut {
            skill: None,
            countries: Some(&countries),
        })
    };
    assert_eq!(at("SEN").map(|figures| figures.short), Some(0));
    assert_eq!(at("MLI"), None);
}

#[test]
fn the_grid_shows_the_shortest_first_and_always_what_is_asked_for() {
    let grouping = ["who-afr"];
    let sheet = sheet(&[
        row("MFG-2", "SEN", 9, 1, 0),
        row("MFG-2", "NGA", 20, 1, 0),
        row("REG-1", "SEN", 2, 2, 0),
    ]);
    let grid = Grid::of(&sheet, &purview(&grouping), None, None);
    assert_eq!(grid.columns.iter().map(Place::code).collect::<Vec<_>>(), ["NGA", "SEN"]);
    assert_eq!(grid.rows[0].total.short, 27);
    assert_eq!(
        grid.rows[1].cells,
        [
            None,
            sheet.total(Cut {
                skill: Some(skill("REG-1")),
                countries: None
            })
        ]
    );
    let selected = grid.selected.unwrap();
    assert_eq!((selected.skill, selected.place.code()), (skill("MFG-2"), "NGA".to_owned()));
    let half = |skill, place: Option<&str>| {
        let selected = Grid::of(
            &sheet,
            &purview(&grouping),
            skill,
            place.and_then(|code| purview(&grouping).place(code)),
        )
        .selected
        .unwrap();
        (selected.skill.to_string(), selected.place.code())
    };
    assert_eq!(half(Some(skill("REG-1")), None), ("REG-1".to_owned(), "SEN".to_owned()));
    assert_eq!(half(None, Some("SEN")), ("MFG-2".to_owned(), "SEN".to_owned()));
    // a country from which nobody spoke has its empty panel, not another's figures
    assert_eq!(half(Some(skill("MFG-2")), Some("MLI")), ("MFG-2".to_owned(), "MLI".to_owned()));
}

#[test]
fn what_is_asked_for_takes_the_last_row_and_column() {
    let africa = Purview::of(&coordinator(&["who-afr"]), Places::builtin(), QUARTER.last_day());
    let codes: Vec<String> = africa.countries().iter().take(COLUMNS + 3).map(ToString::to_string).collect();
    let skills: Vec<SkillCode> = Taxonomy::builtin().skills().take(ROWS + 3).map(|skill| skill.code).collect();
    let mut rows = Vec::new();
    for (nth, code) in (0..).zip(&codes) {
        for (other, skill) in (0..).zip(&skills) {
            rows.push(row(skill.as_str(), code, 100 - nth - other, 0, 0));
        }
    }
    let sheet = sheet(&rows);
    let last = africa.place(&codes[COLUMNS + 2]).unwrap();
    let grid = Grid::of(&sheet, &africa, Some(skills[ROWS + 1]), Some(last));
    assert_eq!((grid.columns.len(), grid.rows.len(), grid.hidden_skills), (COLUMNS, ROWS, 3));
    assert_eq!(grid.columns[COLUMNS - 1], last);
    assert_eq!(grid.rows[ROWS - 1].skill, skills[ROWS + 1]);
    // nobody is lost, and those left out stand the shortest first
    let more: Vec<_> = grid.more.iter().map(|(place, _)| place.code()).collect();
    assert_eq!(more, [&codes[COLUMNS - 1], &codes[COLUMNS], &codes[COLUMNS + 1]].map(Clone::clone));
}

#[test]
fn the_sentence_says_no_more_than_the_shares_do() {
    let find = |rows: &[CubeRow], groupings: &[&str]| Finding::of(&sheet(rows), &purview(groupings), &taxonomy::tests::small());
    let [africa, two] = [vec!["who-afr"], vec!["rec-ecowas", "who-emr"]];
    assert_eq!(find(&[], &africa), Finding::Nothing);
    assert_eq!(find(&[row("MFG-2", "SEN", 4, 3, 1)], &africa), Finding::Covered);
    let one = [
        row("MFG-2", "SEN", 40, 0, 0),
        row("MFG-2", "NGA", 10, 0, 0),
        row("REG-1", "SEN", 30, 0, 0),
    ];
    assert_eq!(
        find(&one, &africa),
        Finding::Skill(skill("MFG-2"), Some(Place::Country(country("SEN"))))
    );
    let grouping = Place::Grouping("rec-ecowas".parse().unwrap());
    assert_eq!(find(&one, &two), Finding::Skill(skill("MFG-2"), Some(grouping)));
    let level = [
        row("MFG-2", "SEN", 20, 0, 0),
        row("MFG-10", "NGA", 20, 0, 0),
        row("REG-1", "SEN", 19, 0, 0),
    ];
    let field = taxonomy::tests::small().field_of(skill("MFG-2")).unwrap().code;
    // two countries share what is short in the field, so none of them is named
    assert_eq!(find(&level, &africa), Finding::Field(field, None));
    let even = [row("MFG-2", "SEN", 10, 0, 0), row("REG-1", "SEN", 9, 0, 0)];
    assert_eq!(find(&even, &africa), Finding::Spread(2));
}

#[test]
fn the_moves_rest_on_what_is_open() {
    let sheet = sheet(&[
        row("MFG-2", "SEN", 40, 0, 0),
        row("MFG-2", "NGA", 5, 12, 0),
        row("REG-1", "SEN", 30, 0, 0),
        row("MFG-10", "NGA", 10, 0, 0),
    ]);
    let offer = |code: &str, at: Option<&str>, free| Offer {
        skill: skill(code),
        is_remote: at.is_none(),
        country: at.map(country),
        free,
    };
    let offers = [
        offer("MFG-2", Some("SEN"), 6),
        offer("MFG-2", None, 9),
        offer("MFG-2", Some("KOR"), 100),
        offer("MFG-10", Some("NGA"), 0),
    ];
    let practices = [Practice {
        skill: skill("MFG-10"),
        country: Some(country("SEN")),
        free: 4,
    }];
    let found = moves(&sheet, &purview(&["who-afr"]), (&offers, &practices), 3);
    let [senegal, nigeria] = ["SEN", "NGA"].map(country);
    assert_eq!(
        found,
        [
            Move::Ask {
                skill: skill("REG-1"),
                place: Place::Country(senegal),
                short: 30
            },
            Move::Fill {
                skill: skill("MFG-2"),
                place: Place::Country(senegal),
                seats: 15,
                short: 40
            },
            Move::Lend {
                skill: skill("MFG-2"),
                from: nigeria,
                to: senegal,
                spare: 7,
                short: 40
            },
            Move::Declare { organisations: 3 },
        ]
    );
    assert_eq!(moves(&sheet, &purview(&["who-afr"]), (&offers, &practices), 0)[3].closes(), 4);
    assert!(moves(&Sheet::default(), &purview(&["who-afr"]), (&offers, &practices), 0).is_empty());
}

#[test]
fn shades_use_round_numbers_and_leave_the_darkest_to_the_largest() {
    for largest in [0, 1, 8] {
        assert_eq!((Steps::up_to(largest).of(0), Steps::up_to(largest).of(1)), (0, 1));
    }
    for largest in [9, 26, 27, 119, 120, 599, 2_999, 14_999, 1_000_000] {
        assert_eq!(
            (Steps::up_to(largest).of(0), Steps::up_to(largest).of(largest)),
            (0, 5),
            "{largest}"
        );
    }
    assert_eq!(
        Steps::up_to(318).spans().collect::<Vec<_>>(),
        [(1, Some(19)), (20, Some(49)), (50, Some(99)), (100, Some(199)), (200, None)]
    );
}
