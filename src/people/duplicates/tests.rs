//! Names that agree, the threshold, and what holds for any records.

use proptest::prelude::*;

use super::*;
use crate::kernel::Id as _;

fn record(number: u128, name: &str) -> Record {
    Record::new(PersonId::new(uuid::Uuid::from_u128(number)), &crate::words::tokens::folded(name))
}

fn agree(one: &str, other: &str) -> bool {
    let folded = crate::words::tokens::folded;
    names_agree(&folded(one), &folded(other))
}

#[test]
fn names_agree_in_any_order_and_by_initials_and_consonants() {
    for (one, other) in [
        ("Ama Serwaa", "SERWAA, Ama"),
        ("Mohamed Benali", "Muhammad Ben-Ali Benali"),
        ("Youssef El Amrani", "Y. El Amrani"),
        ("Fatou N'Diaye", "Fatou N Diaye"),
        ("José Álvarez", "Jose Alvarez"),
        ("محمد أحمد", "محمد احمد"),
        ("王小明", "王小明"),
    ] {
        assert!(agree(one, other) && agree(other, one), "{one} and {other}");
    }
    for (one, other) in [
        ("Ama Serwaa", "Ama Boateng"),
        ("Kwame Mensah", "Kwabena Mensah"),
        ("Ama", "Ama Serwaa"),
        ("A. S.", "Ama Serwaa"),
        ("محمد أحمد", "محمود أحمد"),
        ("", ""),
    ] {
        assert!(!agree(one, other) && !agree(other, one), "{one} and {other}");
    }
}

#[test]
fn the_threshold_is_what_is_said_of_it() {
    let (mut one, mut other) = (record(1, "Ama Serwaa"), record(2, "Serwaa Ama"));
    assert_eq!(compare(&one, &other), None, "a name alone");
    (one.country, other.country) = ("GHA".parse().ok(), "GHA".parse().ok());
    assert_eq!(compare(&one, &other), None, "a name and a country");
    (one.birth_year, other.birth_year) = (Some(1990), Some(1990));
    let pair = compare(&one, &other).unwrap();
    assert_eq!(pair.signs, [Sign::SameName, Sign::SameBirthYear, Sign::SameCountry]);
    assert_eq!(pair.score, 75);
    other.birth_year = Some(1991);
    assert_eq!(compare(&one, &other), None, "another year");
    let mut shared = record(3, "A Serwaa");
    shared.addresses.insert("ama@example.org".to_owned());
    one.addresses.insert("ama@example.org".to_owned());
    assert!(compare(&one, &shared).is_some(), "an address and an alike name");
}

/// What the keys of names rest on.
#[test]
fn a_name_without_a_year_or_an_employer_never_reaches_the_threshold() {
    let most = Sign::SameName.weight() + Sign::SameCountry.weight();
    assert!(most < THRESHOLD, "{most}");
}

fn some_record() -> impl Strategy<Value = Record> {
    let parts = prop::sample::select(vec![
        "ama", "serwaa", "serwa", "a", "s", "mohamed", "muhammad", "ali", "aly", "benali", "kofi", "محمد", "王",
    ]);
    (
        1..40_u128,
        prop::collection::vec(parts, 1..4),
        prop::collection::btree_set(prop::sample::select(vec!["a@x.org", "b@x.org", "c@x.org"]), 0..2),
        prop::option::of(1990..1992_i32),
        prop::option::of(prop::sample::select(vec!["GHA", "TUN"])),
        prop::collection::btree_set(1..3_u128, 0..2),
    )
        .prop_map(|(number, parts, addresses, birth_year, country, employers)| Record {
            addresses: addresses.into_iter().map(str::to_owned).collect(),
            birth_year,
            country: country.and_then(|code| code.parse().ok()),
            employers: employers.into_iter().map(|id| OrgId::new(uuid::Uuid::from_u128(id))).collect(),
            ..record(number, &parts.join(" "))
        })
}

/// Each number once.
fn some_records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(some_record(), 0..14).prop_map(|records| {
        let by_id: BTreeMap<PersonId, Record> = records.into_iter().map(|record| (record.person, record)).collect();
        by_id.into_values().collect()
    })
}

proptest! {
    #[test]
    fn it_does_not_matter_which_stands_first(one in some_record(), other in some_record()) {
        prop_assert_eq!(signs(&one, &other), signs(&other, &one));
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn pairs_do_not_depend_on_the_order_of_rows(records in some_records(), turn in 0..14_usize) {
        let mut other = records.clone();
        other.reverse();
        if !other.is_empty() {
            let by = turn % other.len();
            other.rotate_left(by);
        }
        prop_assert_eq!(find(&records), find(&other));
    }

    /// Looking under common keys finds what comparing everybody with everybody finds.
    #[test]
    fn nothing_is_missed_by_looking_under_keys(records in some_records()) {
        let mut all = Vec::new();
        for (at, one) in records.iter().enumerate() {
            all.extend(records[at + 1..].iter().filter_map(|other| compare(one, other)));
        }
        all.sort_by_key(|pair| (pair.person, pair.other));
        prop_assert_eq!(find(&records), all);
    }
}
