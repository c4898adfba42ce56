//! Countries and the groupings that they belong to, each membership with its dates, as compiled in from `data/`.
//!
//! A grouping without any row is one whose members we do not know: asked about it, the answer is *cannot tell*. The same goes for the
//! WHO region of a place that has none in the data. Everywhere else no row means no member.

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Answer, CountryCode, GroupingCode};

crate::text_enum! {
    /// What kind of grouping. Of WHO, of the African Union and of each level of M49 a country has at most one; of the others any number.
    GroupingKind {
        WhoRegion = "who_region",
        AuRegion = "au_region",
        /// A regional economic community.
        Rec = "rec",
        Asean = "asean",
        M49Region = "m49_region",
        M49Subregion = "m49_subregion",
        M49Intermediate = "m49_intermediate",
        /// By the World Bank.
        IncomeGroup = "income_group",
        /// By the state of development, such as the least developed countries.
        Development = "development",
        /// A network of centres, such as the African RCCNs.
        Network = "network",
    }
}

/// A country or territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    pub code: CountryCode,
    /// ISO 3166-1, two letters.
    pub iso2: String,
    /// UN M49, digits.
    pub m49: String,
    /// In English; other languages stand in `data/labels`.
    pub name: String,
    /// Of one point in it, from which distances are counted: degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The zone of its capital.
    pub zone: Tz,
}

/// A grouping of countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    pub code: GroupingCode,
    pub kind: GroupingKind,
    /// In English.
    pub name: String,
    pub source: String,
    /// Whether somebody has compared its members with the source.
    pub is_checked: bool,
}

/// A country's membership of a grouping: from the first day on, until the day before the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub country: CountryCode,
    /// `None`: unknown since when; then it counts as a member on any earlier day.
    pub valid_from: Option<NaiveDate>,
    /// Exclusive: the first day on which it is no longer a member.
    pub valid_to: Option<NaiveDate>,
    pub is_checked: bool,
    pub note: String,
}

impl Member {
    fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day < to)
    }
}

/// All countries and groupings.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// By code.
    countries: Vec<Country>,
    /// As in the file.
    groupings: Vec<Grouping>,
    /// Sorted by country within a grouping; a grouping whose members are unknown has an empty list.
    members: BTreeMap<GroupingCode, Vec<Member>>,
}

static BUILTIN: LazyLock<Places> = LazyLock::new(|| {
    // a test reads these files, so what cannot be read is never compiled into a build that passed
    Places::parse(
        include_str!("../../data/countries.csv"),
        include_str!("../../data/groupings.csv"),
        include_str!("../../data/grouping-members.csv"),
    )
    .unwrap_or_default()
});

impl Places {
    /// The places that are compiled in.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Every country, by code.
    #[must_use]
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// Every grouping, in the order of the file.
    #[must_use]
    pub fn groupings(&self) -> &[Grouping] {
        &self.groupings
    }

    /// The groupings of one kind, in the order of the file.
    pub fn of_kind(&self, kind: GroupingKind) -> impl Iterator<Item = &Grouping> {
        self.groupings.iter().filter(move |grouping| grouping.kind == kind)
    }

    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<&Country> {
        self.countries
            .binary_search_by_key(&code, |country| country.code)
            .ok()
            .and_then(|at| self.countries.get(at))
    }

    #[must_use]
    pub fn grouping(&self, code: GroupingCode) -> Option<&Grouping> {
        self.groupings.iter().find(|grouping| grouping.code == code)
    }

    /// Every membership of a grouping, past and present; none where the grouping or its members are not known.
    #[must_use]
    pub fn memberships(&self, grouping: GroupingCode) -> &[Member] {
        self.members.get(&grouping).map_or(&[], Vec::as_slice)
    }

    /// The countries in a grouping on a day, by code, each once.
    #[must_use]
    pub fn members(&self, grouping: GroupingCode, day: NaiveDate) -> Vec<CountryCode> {
        let mut countries: Vec<_> = self
            .memberships(grouping)
            .iter()
            .filter(|member| member.is_valid_on(day))
            .map(|member| member.country)
            .collect();
        countries.dedup();
        countries
    }

    /// Whether a country is in a grouping on a day.
    #[must_use]
    pub fn is_member(&self, grouping: GroupingCode, country: CountryCode, day: NaiveDate) -> Answer {
        let members = self.memberships(grouping);
        if members.is_empty() || self.country(country).is_none() {
            return Answer::CannotTell;
        }
        if members.iter().any(|member| member.country == country && member.is_valid_on(day)) {
            return Answer::Met;
        }
        let is_who = self
            .grouping(grouping)
            .is_some_and(|grouping| grouping.kind == GroupingKind::WhoRegion);
        if is_who && self.region_of(country, GroupingKind::WhoRegion, day).is_none() {
            Answer::CannotTell
        } else {
            Answer::NotMet
        }
    }

    /// The first grouping of a kind that a country is in on a day: its region, where it has one.
    #[must_use]
    pub fn region_of(&self, country: CountryCode, kind: GroupingKind, day: NaiveDate) -> Option<&Grouping> {
        self.of_kind(kind).find(|grouping| self.has(grouping.code, country, day))
    }

    /// Every grouping that a country is in on a day, in the order of the file.
    pub fn groupings_of(&self, country: CountryCode, day: NaiveDate) -> impl Iterator<Item = &Grouping> {
        self.groupings.iter().filter(move |grouping| self.has(grouping.code, country, day))
    }

    /// The countries that share a region with one on a day, itself among them where it has any: a region of WHO, one of the African
    /// Union, a regional economic community, or ASEAN.
    #[must_use]
    pub fn neighbours(&self, country: CountryCode, day: NaiveDate) -> BTreeSet<CountryCode> {
        let is_region = |kind| {
            matches!(
                kind,
                GroupingKind::WhoRegion | GroupingKind::AuRegion | GroupingKind::Rec | GroupingKind::Asean
            )
        };
        self.groupings_of(country, day)
            .filter(|grouping| is_region(grouping.kind))
            .flat_map(|grouping| self.members(grouping.code, day))
            .collect()
    }

    fn has(&self, grouping: GroupingCode, country: CountryCode, day: NaiveDate) -> bool {
        self.memberships(grouping)
            .iter()
            .any(|member| member.country == country && member.is_valid_on(day))
    }

    /// How far two countries' points lie apart on the globe, in whole kilometres, rounded down; 0 within a country.
    #[must_use]
    pub fn distance_km(&self, a: CountryCode, b: CountryCode) -> Option<u32> {
        let (from, to) = (self.country(a)?, self.country(b)?);
        let km = haversine_km((from.lat, from.lon), (to.lat, to.lon));
        // the largest whole number that is not above it; no two points of the globe are 20,038 km apart
        let (mut low, mut high) = (0_u32, 20_038_u32);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if f64::from(middle) <= km { low = middle } else { high = middle - 1 }
        }
        Some(low)
    }
}

/// The great circle between two points in degrees, on a sphere of the Earth's mean radius.
fn haversine_km((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    const MEAN_RADIUS_KM: f64 = 6371.0;
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let h = half(lat_a, lat_b) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_a, lon_b);
    2.0 * MEAN_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(super) const COUNTRIES: &str = "iso3,iso2,m49,name,lat,lon,zone\n\
        SEN,SN,686,Senegal,14.7,-17.4,Africa/Dakar\n\
        TUN,TN,788,Tunisia,36.8,10.2,Africa/Tunis\n\
        NGA,NG,566,Nigeria,9.1,7.4,Africa/Lagos\n\
        MLI,ML,466,Mali,12.6,-8.0,Africa/Bamako\n\
        IDN,ID,360,Indonesia,-6.2,106.8,Asia/Jakarta\n\
        KOR,KR,410,Republic of Korea,37.6,127.0,Asia/Seoul\n\
        ESH,EH,732,Western Sahara,24.2,-12.9,Africa/El_Aaiun\n";
    pub(super) const GROUPINGS: &str = "code,kind,name,source,checked\n\
        who-afr,who_region,African Region,WHO,yes\n\
        who-emr,who_region,Eastern Mediterranean Region,WHO,yes\n\
        who-sear,who_region,South-East Asia Region,WHO,yes\n\
        who-wpr,who_region,Western Pacific Region,WHO,yes\n\
        au-western,au_region,Western Africa,African Union,yes\n\
        rec-ecowas,rec,rec-ecowas,rec-ecowas,yes\n\
        income-low,income_group,Low and middle income,World Bank,no\n";
    pub(super) const MEMBERS: &str = "grouping,iso3,valid_from,valid_to,checked,note\n\
        who-afr,SEN,,,yes,\nwho-afr,NGA,,,yes,\nwho-afr,MLI,,,yes,\nwho-emr,TUN,,,yes,\n\
        who-sear,IDN,,2025-05-23,yes,moved\nwho-wpr,IDN,2025-05-23,,yes,moved\nwho-wpr,KOR,,,yes,\n\
        au-western,SEN,,,yes,\nau-western,NGA,,,yes,\nau-western,MLI,,,yes,\n\
        rec-ecowas,SEN,,,yes,\nrec-ecowas,NGA,,,yes,\nrec-ecowas,MLI,,2025-01-29,yes,left\n";

    /// Seven countries, for tests here and in other rooms.
    pub(crate) fn small() -> Places {
        Places::parse(COUNTRIES, GROUPINGS, MEMBERS).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn codes(texts: &[&str]) -> Vec<CountryCode> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn moves_from_sear_to_wpr(places: &Places, country: CountryCode) {
        let region = |on| {
            places
                .region_of(country, GroupingKind::WhoRegion, day(on))
                .map(|grouping| grouping.code.to_string())
        };
        assert_eq!(
            (region("2025-05-22"), region("2025-05-23")),
            (Some("who-sear".to_owned()), Some("who-wpr".to_owned()))
        );
    }

    #[test]
    fn a_membership_begins_on_its_first_day_and_ends_before_its_last() {
        let places = small();
        let [wpro, searo, ecowas] = ["who-wpr", "who-sear", "rec-ecowas"].map(|code| code.parse().unwrap());
        let indonesia = codes(&["IDN"])[0];
        assert_eq!(places.is_member(searo, indonesia, day("2025-05-22")), Answer::Met);
        assert_eq!(places.is_member(wpro, indonesia, day("2025-05-22")), Answer::NotMet);
        assert_eq!(places.is_member(searo, indonesia, day("2025-05-23")), Answer::NotMet);
        assert_eq!(places.is_member(wpro, indonesia, day("2025-05-23")), Answer::Met);
        moves_from_sear_to_wpr(&places, indonesia);
        // unknown since when: a member on any earlier day
        assert_eq!(places.members(ecowas, day("1900-01-01")), codes(&["MLI", "NGA", "SEN"]));
        assert_eq!(places.members(ecowas, day("2025-01-29")), codes(&["NGA", "SEN"]));
    }

    #[test]
    fn what_is_not_in_the_data_cannot_be_told() {
        let places = small();
        let on = day("2026-11-01");
        let [lmic, afro, ecowas, nowhere] = ["income-low", "who-afr", "rec-ecowas", "nowhere"].map(|code| code.parse().unwrap());
        let [senegal, sahara, unknown] = ["SEN", "ESH", "XXX"].map(|code| code.parse().unwrap());
        assert_eq!(places.is_member(lmic, senegal, on), Answer::CannotTell);
        assert_eq!(places.is_member(nowhere, senegal, on), Answer::CannotTell);
        assert_eq!(places.is_member(afro, unknown, on), Answer::CannotTell);
        // its WHO region is not known; that it is not in ECOWAS is
        assert_eq!(places.is_member(afro, sahara, on), Answer::CannotTell);
        assert_eq!(places.is_member(ecowas, sahara, on), Answer::NotMet);
        assert_eq!(places.distance_km(senegal, unknown), None);
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        let places = small();
        let km = |a: &str, b: &str| places.distance_km(a.parse().unwrap(), b.parse().unwrap());
        assert_eq!(km("SEN", "SEN"), Some(0));
        assert_eq!(km("TUN", "SEN"), km("SEN", "TUN"));
        // by the spherical law of cosines
        assert_eq!((km("SEN", "TUN"), km("IDN", "KOR")), (Some(3_672), Some(5_301)));
        assert!((haversine_km((0.0, 0.0), (0.0, 180.0)) - 20_015.0).abs() < 1.0);
    }

    #[test]
    fn countries_share_a_region_only_while_both_are_in_it() {
        let places = small();
        let share = |a: &str, b: &str, on: &str| places.neighbours(a.parse().unwrap(), day(on)).contains(&b.parse().unwrap());
        assert!(share("SEN", "MLI", "2026-11-01"));
        assert!(!share("SEN", "TUN", "2026-11-01"));
        assert!(!share("IDN", "KOR", "2025-05-22"));
        assert!(share("IDN", "KOR", "2025-05-23"));
    }

    #[test]
    fn the_files_of_the_project_can_be_read() {
        let places = Places::parse(
            include_str!("../../data/countries.csv"),
            include_str!("../../data/groupings.csv"),
            include_str!("../../data/grouping-members.csv"),
        )
        .unwrap();
        assert_eq!(places.countries().len(), 249);
        assert_eq!(places.countries(), Places::builtin().countries());
        let on = day("2026-11-01");
        for kind in [GroupingKind::WhoRegion, GroupingKind::AuRegion] {
            for country in places.countries() {
                let regions = places
                    .of_kind(kind)
                    .filter(|grouping| places.members(grouping.code, on).contains(&country.code))
                    .count();
                assert!(regions <= 1, "{} has {regions} regions of {kind}", country.code);
            }
        }
        let count = |code: &str, on: &str| places.members(code.parse().unwrap(), day(on)).len();
        assert_eq!((count("rec-ecowas", "2025-01-28"), count("rec-ecowas", "2025-01-29")), (15, 12));
        assert_eq!((count("asean", "2025-10-25"), count("asean", "2025-10-26")), (10, 11));
        assert_eq!(
            places
                .of_kind(GroupingKind::AuRegion)
                .map(|grouping| count(grouping.code.as_str(), "2026-11-01"))
                .sum::<usize>(),
            55
        );
        let indonesia = "IDN".parse().unwrap();
        moves_from_sear_to_wpr(&places, indonesia);
        for grouping in places.of_kind(GroupingKind::IncomeGroup) {
            assert_eq!(places.is_member(grouping.code, indonesia, on), Answer::CannotTell);
        }
    }
}
