//! Two records that may be one person: named signs, each with its weight, and one threshold.
//!
//! The rule: a pair is shown where its signs add up to [`THRESHOLD`] or more. A full name alone never does, nor a name and a
//! country; a name and a birth year do, and an address that stands beside both with anything else that agrees. What is not
//! known of one of the two says nothing; what contradicts counts against the pair. Names are compared folded
//! (`words::tokens::folded`), in whatever order their parts stand; an initial agrees with the part that it begins, and two
//! ways of writing a part agree where they begin alike and have the same consonants.

use std::collections::{BTreeMap, BTreeSet};

use crate::kernel::{OrgId, PersonId};
use crate::network::CountryCode;

/// From here on a pair is shown.
pub const THRESHOLD: i32 = 65;

crate::text_enum! {
    /// What speaks for two records being one person, or against it.
    Sign {
        /// The same parts, in any order.
        SameName = "same_name",
        /// Each part of the shorter name agrees with one of the longer.
        AlikeName = "alike_name",
        /// An address stands beside both.
        SameAddress = "same_address",
        SameBirthYear = "same_birth_year",
        OtherBirthYear = "other_birth_year",
        SameCountry = "same_country",
        OtherCountry = "other_country",
        /// One organisation names both as its staff.
        SameEmployer = "same_employer",
    }
}

impl Sign {
    #[must_use]
    pub const fn weight(self) -> i32 {
        match self {
            Self::SameName => 45,
            Self::AlikeName => 30,
            Self::SameAddress => 60,
            Self::SameBirthYear => 20,
            Self::OtherBirthYear => -60,
            Self::SameCountry => 10,
            Self::OtherCountry => -25,
            Self::SameEmployer => 15,
        }
    }
}

/// What is compared of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub person: PersonId,
    /// The parts of the folded name.
    pub name: Vec<String>,
    /// Folded.
    pub addresses: BTreeSet<String>,
    pub birth_year: Option<i32>,
    pub country: Option<CountryCode>,
    pub employers: BTreeSet<OrgId>,
}

impl Record {
    #[must_use]
    pub fn new(person: PersonId, name_folded: &str) -> Self {
        Self {
            person,
            name: name_folded.split(' ').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            addresses: BTreeSet::new(),
            birth_year: None,
            country: None,
            employers: BTreeSet::new(),
        }
    }
}

/// Two records that may be one person; the lower id stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub person: PersonId,
    pub other: PersonId,
    pub score: i32,
    /// In the order of their declaration.
    pub signs: Vec<Sign>,
}

/// The signs of two records; the same whichever stands first.
#[must_use]
pub fn signs(one: &Record, other: &Record) -> Vec<Sign> {
    let mut signs = Vec::new();
    if is_same_name(&one.name, &other.name) {
        signs.push(Sign::SameName);
    } else if is_alike_name(&one.name, &other.name) {
        signs.push(Sign::AlikeName);
    }
    if one.addresses.intersection(&other.addresses).next().is_some() {
        signs.push(Sign::SameAddress);
    }
    match (one.birth_year, other.birth_year) {
        (Some(year), Some(same)) if year == same => signs.push(Sign::SameBirthYear),
        (Some(_), Some(_)) => signs.push(Sign::OtherBirthYear),
        _ => {}
    }
    match (one.country, other.country) {
        (Some(country), Some(same)) if country == same => signs.push(Sign::SameCountry),
        (Some(_), Some(_)) => signs.push(Sign::OtherCountry),
        _ => {}
    }
    if one.employers.intersection(&other.employers).next().is_some() {
        signs.push(Sign::SameEmployer);
    }
    signs
}

/// The pair, where its signs reach the threshold.
#[must_use]
pub fn compare(one: &Record, other: &Record) -> Option<Pair> {
    let signs = signs(one, other);
    let score = signs.iter().map(|sign| sign.weight()).sum();
    (score >= THRESHOLD && one.person != other.person).then(|| Pair {
        person: one.person.min(other.person),
        other: one.person.max(other.person),
        score,
        signs,
    })
}

/// Is this the name of that person: the same, or alike?
#[must_use]
pub fn names_agree(one: &str, other: &str) -> bool {
    let parts = |name: &str| {
        name.split(' ')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    is_same_name(&parts(one), &parts(other)) || is_alike_name(&parts(one), &parts(other))
}

fn is_same_name(one: &[String], other: &[String]) -> bool {
    let sorted = |name: &[String]| {
        let mut parts = name.to_vec();
        parts.sort_unstable();
        parts
    };
    !one.is_empty() && sorted(one) == sorted(other)
}

/// Two parts at least agree, all of the shorter name do, and one is written alike in both.
fn is_alike_name(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let is_anchor = |part: &&String| part.chars().count() > 1 && long.contains(part);
    short.len() >= 2 && long.len() <= MOST_PARTS && short.iter().any(|part| is_anchor(&part)) && covers(short, long, 0)
}

/// Names with more parts are compared as they are alone.
const MOST_PARTS: usize = 8;

/// Can each part of the one name be given a part of the other of its own that it agrees with? `taken` has a bit a part.
fn covers(short: &[String], long: &[String], taken: u32) -> bool {
    let Some((first, rest)) = short.split_first() else {
        return true;
    };
    (0..long.len()).any(|place| taken & (1 << place) == 0 && parts_agree(first, &long[place]) && covers(rest, long, taken | 1 << place))
}

fn parts_agree(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    if one.chars().next() != other.chars().next() {
        return false;
    }
    let is_initial = |part: &str| part.chars().count() == 1;
    if is_initial(one) || is_initial(other) {
        return true;
    }
    let (one, other) = (consonants(one), consonants(other));
    one.len() >= 3 && one == other
}

/// What different ways of writing a name in Latin letters have in common: no vowels, no letter twice in a row.
fn consonants(part: &str) -> String {
    let mut kept = String::new();
    for (place, c) in part.chars().enumerate() {
        let is_left_out = place > 0 && matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w');
        if c.is_ascii_alphabetic() && !is_left_out && !kept.ends_with(c) {
            kept.push(c);
        } else if !c.is_ascii_alphabetic() {
            // other writing has no such rule
            return String::new();
        }
    }
    kept
}

/// Under which keys a record is looked for. Two records with an address or an agreeing name in common share a key: where a part is
/// written alike in both, the initials of the other parts of the shorter name are among those of the longer. A name and a country
/// do not reach the threshold, so a year of birth or an employer is in every key of a name: however common the name, few share it.
fn keys(record: &Record) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if record.name.len() == 1 {
        names.extend(record.name.iter().map(|part| format!("={part}")));
    }
    for (place, part) in record.name.iter().enumerate() {
        for (beside, other) in record.name.iter().enumerate() {
            if beside != place {
                names.extend(other.chars().next().map(|initial| format!("{part} {initial}")));
            }
        }
    }
    let year = record.birth_year.map(|year| year.to_string());
    let beside: Vec<String> = year
        .into_iter()
        .chain(record.employers.iter().map(|employer| format!("#{employer}")))
        .collect();
    let mut keys: BTreeSet<String> = record.addresses.iter().map(|address| format!("@{address}")).collect();
    keys.extend(names.iter().flat_map(|name| beside.iter().map(move |one| format!("{name} {one}"))));
    keys
}

/// Every pair of these records that reaches the threshold, by id. Only records under a common key are compared.
#[must_use]
pub fn find(records: &[Record]) -> Vec<Pair> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        for key in keys(record) {
            blocks.entry(key).or_default().push(place);
        }
    }
    let mut found = BTreeMap::new();
    for block in blocks.values() {
        for (at, one) in block.iter().enumerate() {
            for other in &block[at + 1..] {
                if let Some(pair) = compare(&records[*one], &records[*other]) {
                    found.insert((pair.person, pair.other), pair);
                }
            }
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests;
