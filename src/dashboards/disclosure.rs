//! What the public may see of the figures, until disclosure control is complete: one fixed table, field by WHO region.
//!
//! A row is withheld whole where any count in it is from 1 to 4, or any region's part of it comes from fewer than three organisations.
//! What is covered is not shown, but anybody can subtract it, so it counts too. There are no totals of columns, no other filter, and
//! no reason given for a row that is withheld.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::cube::{At, Cube, Total};
use crate::kernel::{OrgId, Quarter};
use crate::needs::{self, Need};
use crate::network::places::GroupingKind;
use crate::network::{GroupingCode, Places};
use crate::skills::{FieldCode, Taxonomy};

/// No count below this is shown, but zero.
pub const FEWEST: i64 = 5;
/// Nothing is shown of fewer organisations.
pub const FEWEST_ORGANISATIONS: usize = 3;

/// The need of a field in a region, added up over its skills: posts times skills, not people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicCell {
    pub need: i64,
    /// How much of it is neither there nor coming.
    pub deficit: i64,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicRow {
    pub field: FieldCode,
    /// One cell a region, `None` where nobody declared a need; the row has none where it is withheld.
    pub cells: Option<Vec<Option<PublicCell>>>,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicTable {
    /// The WHO regions, in the order of the cells.
    pub regions: Vec<GroupingCode>,
    /// Every field of the taxonomy.
    pub rows: Vec<PublicRow>,
}

/// Makes the table of a quarter. `needs` are those that the cube was counted from: they say how many organisations are behind a cell.
#[must_use]
pub fn public_table(cube: &Cube, quarter: Quarter, needs: &[Need], taxonomy: &Taxonomy, places: &Places, day: NaiveDate) -> PublicTable {
    let regions: Vec<_> = places.of_kind(GroupingKind::WhoRegion).map(|grouping| grouping.code).collect();
    let counted = count(cube, quarter, needs, taxonomy, places, day);
    let row = |field: FieldCode| {
        let cells: Vec<_> = regions
            .iter()
            .map(|region| counted.get(&(field, *region)).copied().unwrap_or_default())
            .collect();
        let is_open = cells.iter().any(|cell| cell.need > 0) && cells.iter().all(Counted::is_publishable);
        let shown = |cell: &Counted| {
            (cell.need > 0).then_some(PublicCell {
                need: cell.need,
                deficit: cell.deficit,
            })
        };
        PublicRow {
            field,
            cells: is_open.then(|| cells.iter().map(shown).collect()),
        }
    };
    PublicTable {
        rows: taxonomy.fields().iter().map(|field| row(field.code)).collect(),
        regions,
    }
}

/// A cell before it is decided whether it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counted {
    need: i64,
    deficit: i64,
    organisations: usize,
}

impl Counted {
    fn is_publishable(&self) -> bool {
        let is_small = |count: i64| (1..FEWEST).contains(&count);
        let has_small = [self.need, self.deficit, self.need - self.deficit].into_iter().any(is_small);
        self.need == 0 || (!has_small && self.organisations >= FEWEST_ORGANISATIONS)
    }
}

fn count(
    cube: &Cube,
    quarter: Quarter,
    needs: &[Need],
    taxonomy: &Taxonomy,
    places: &Places,
    day: NaiveDate,
) -> BTreeMap<(FieldCode, GroupingCode), Counted> {
    let regions = || places.of_kind(GroupingKind::WhoRegion).map(|grouping| grouping.code);
    let mut totals = BTreeMap::<_, Total>::new();
    for ((region, skill), total) in cube.roll_up(quarter, At::Greatest, regions(), places, day) {
        if let Some(field) = taxonomy.field_of(skill) {
            *totals.entry((field.code, region)).or_default() += total;
        }
    }
    let mut behind = BTreeMap::<_, BTreeSet<OrgId>>::new();
    for need in needs::in_force(needs, quarter) {
        let region = places.region_of(need.country, GroupingKind::WhoRegion, day);
        for (region, asked) in region
            .zip(taxonomy.role(need.role))
            .into_iter()
            .flat_map(|(region, role)| role.required.iter().map(|asked| (region.code, asked)))
        {
            if let Some(field) = taxonomy.field_of(asked.skill) {
                behind.entry((field.code, region)).or_default().insert(need.org);
            }
        }
    }
    let organisations = |key| behind.get(&key).map_or(0, BTreeSet::len);
    totals
        .into_iter()
        .map(|(key, total)| {
            (
                key,
                Counted {
                    need: total.need,
                    deficit: total.deficit,
                    organisations: organisations(key),
                },
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dashboards::tally::{Place, Tally};
    use crate::kernel::{Day, Id as _};
    use crate::needs::Urgency;
    use crate::network::{CountryCode, Sector, places};
    use crate::skills::{Grade, Level, taxonomy};

    const QUARTER: Quarter = Quarter { year: 2026, number: 4 };
    const COUNTRIES: [&str; 6] = ["SEN", "NGA", "MLI", "TUN", "IDN", "KOR"];

    fn need(org: u128, country: &str, posts: u32) -> Need {
        Need {
            org: OrgId::new(uuid::Uuid::from_u128(org)),
            country: country.parse().unwrap(),
            sector: Sector::Private,
            role: "ROLE-01".parse().unwrap(),
            posts,
            by: Day::exact(QUARTER.first_day()),
            urgency: Urgency::Routine,
        }
    }

    /// The cube of these needs and of so many people, who hold every skill of the taxonomy at level 1.
    fn cube(needs: &[Need], people: &[(CountryCode, u32)]) -> Cube {
        let taxonomy = taxonomy::tests::small();
        let mut tally = Tally::default();
        for need in needs::in_force(needs, QUARTER) {
            tally.add_need(need, taxonomy.role(need.role).unwrap(), QUARTER);
        }
        for (country, count) in people {
            let place = Place {
                country: *country,
                sector: Some(Sector::Private),
                quarter: QUARTER,
            };
            for skill in (0..*count).flat_map(|_| taxonomy.skills()) {
                tally.add_person(place, skill.code, Level::new(1).unwrap(), Grade::Attested);
            }
        }
        tally.rows().into_iter().collect()
    }

    fn table(cube: &Cube, needs: &[Need]) -> PublicTable {
        public_table(
            cube,
            QUARTER,
            needs,
            &taxonomy::tests::small(),
            &places::tests::small(),
            QUARTER.last_day(),
        )
    }

    fn some_needs() -> impl Strategy<Value = Vec<Need>> {
        let one = (1..8_u128, 0..6_usize, 1..12_u32).prop_map(|(org, country, posts)| need(org, COUNTRIES[country], posts));
        proptest::collection::vec(one, 0..16)
    }

    fn some_people() -> impl Strategy<Value = Vec<(CountryCode, u32)>> {
        proptest::collection::vec(
            (0..6_usize, 0..12_u32).prop_map(|(country, count)| (COUNTRIES[country].parse().unwrap(), count)),
            0..6,
        )
    }

    proptest! {
        #[test]
        fn no_published_row_breaks_the_rule(needs in some_needs(), people in some_people()) {
            let places = places::tests::small();
            let table = table(&cube(&needs, &people), &needs);
            for cells in table.rows.iter().filter_map(|row| row.cells.as_ref()) {
                prop_assert_eq!(cells.len(), table.regions.len());
                for (region, cell) in table.regions.iter().zip(cells) {
                    // counted anew: every role of the taxonomy asks for skills of every field
                    let orgs: BTreeSet<_> = needs.iter().filter(|need| places.members(*region, QUARTER.last_day()).contains(&need.country)).map(|need| need.org).collect();
                    let Some(cell) = cell else {
                        prop_assert!(orgs.is_empty());
                        continue;
                    };
                    prop_assert!(orgs.len() >= 3);
                    prop_assert!(cell.need >= 5 && cell.deficit >= 0 && cell.deficit <= cell.need);
                    prop_assert!(!(1..=4).contains(&cell.deficit) && !(1..=4).contains(&(cell.need - cell.deficit)));
                }
            }
        }
    }

    #[test]
    fn a_row_with_enough_behind_it_is_shown() {
        let needs = [need(1, "SEN", 20), need(2, "NGA", 9), need(3, "SEN", 4)];
        let table = table(&cube(&needs, &[("SEN".parse().unwrap(), 6)]), &needs);
        // manufacturing is two skills, each wanted 33 times; six hold them at level 1, which is none of what is wanted at the top
        let cells = table.rows[0].cells.clone().unwrap();
        assert_eq!(cells, [Some(PublicCell { need: 66, deficit: 66 }), None, None, None]);
        let rules = table.rows[1].cells.clone().unwrap();
        assert_eq!(rules[0], Some(PublicCell { need: 33, deficit: 27 }));
    }

    #[test]
    fn sec_68_without_the_rule_a_small_cell_would_show() {
        let mut needs = vec![need(1, "SEN", 20), need(2, "NGA", 9), need(3, "SEN", 4), need(4, "TUN", 2)];
        let unguarded = |needs: &[Need]| {
            count(
                &cube(needs, &[]),
                QUARTER,
                needs,
                &taxonomy::tests::small(),
                &places::tests::small(),
                QUARTER.last_day(),
            )
        };
        let small = |needs: &[Need]| {
            unguarded(needs)
                .values()
                .any(|cell| (1..5).contains(&cell.need) || cell.organisations < 3)
        };
        assert!(small(&needs));
        assert!(table(&cube(&needs, &[]), &needs).rows.iter().all(|row| row.cells.is_none()));
        // without the small one the same rows are shown, so it was this that held them back
        needs.pop();
        assert!(!small(&needs));
        assert!(table(&cube(&needs, &[]), &needs).rows.iter().all(|row| row.cells.is_some()));
    }

    #[test]
    fn sec_68_what_can_be_subtracted_counts_as_shown() {
        let needs = [need(1, "SEN", 20), need(2, "NGA", 9), need(3, "SEN", 4)];
        let covered = |count| {
            table(&cube(&needs, &[("SEN".parse().unwrap(), count)]), &needs).rows[1]
                .cells
                .is_some()
        };
        assert_eq!([0, 1, 4, 5].map(covered), [true, false, false, true]);
    }

    #[test]
    fn sec_68_nothing_declared_is_not_shown_as_zero() {
        assert!(table(&cube(&[], &[]), &[]).rows.iter().all(|row| row.cells.is_none()));
    }
}
