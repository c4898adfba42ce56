//! How the three files of `data/` are read: strictly, with a sentence for whoever edits them.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Country, Grouping, GroupingCode, Member, Places};

#[derive(Deserialize)]
struct CountryRow {
    iso3: String,
    iso2: String,
    m49: String,
    name: String,
    lat: f64,
    lon: f64,
    zone: String,
}

#[derive(Deserialize)]
struct GroupingRow {
    code: String,
    kind: String,
    name: String,
    source: String,
    checked: String,
}

#[derive(Deserialize)]
struct MemberRow {
    grouping: String,
    iso3: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    checked: String,
    note: String,
}

impl Places {
    /// Reads the three files of `data/`.
    ///
    /// # Errors
    /// A sentence for whoever edits the files: which one, which row, what is wrong.
    pub fn parse(countries: &str, groupings: &str, members: &str) -> Result<Self, String> {
        let mut places = Self::default();
        for row in rows::<CountryRow>(countries, "countries")? {
            let country = country(row)?;
            if places.countries.iter().any(|known| known.code == country.code) {
                return Err(format!("countries: {} twice", country.code));
            }
            places.countries.push(country);
        }
        places.countries.sort_by_key(|country| country.code);
        for row in rows::<GroupingRow>(groupings, "groupings")? {
            let code = row
                .code
                .parse::<GroupingCode>()
                .ok()
                .ok_or_else(|| format!("groupings: {:?} is no code", row.code))?;
            let kind = row
                .kind
                .parse()
                .ok()
                .ok_or_else(|| format!("groupings: {code} cannot be of kind {:?}", row.kind))?;
            if places.members.insert(code, Vec::new()).is_some() {
                return Err(format!("groupings: {code} twice"));
            }
            let is_checked = yes(&row.checked).ok_or_else(|| format!("groupings: {code} is checked {:?}", row.checked))?;
            places.groupings.push(Grouping {
                code,
                kind,
                name: row.name,
                source: row.source,
                is_checked,
            });
        }
        for row in rows::<MemberRow>(members, "grouping-members")? {
            places.add_member(row)?;
        }
        for list in places.members.values_mut() {
            list.sort_by_key(|member| (member.country, member.valid_from));
        }
        Ok(places)
    }

    fn add_member(&mut self, row: MemberRow) -> Result<(), String> {
        let name = format!("grouping-members: {} in {}", row.iso3, row.grouping);
        let country = row
            .iso3
            .parse()
            .ok()
            .filter(|&code| self.country(code).is_some())
            .ok_or_else(|| format!("{name}: unknown country"))?;
        let list = row.grouping.parse().ok().and_then(|code: GroupingCode| self.members.get_mut(&code));
        let list = list.ok_or_else(|| format!("{name}: unknown grouping"))?;
        if row.valid_from.zip(row.valid_to).is_some_and(|(from, to)| from >= to) {
            return Err(format!("{name}: ends before it begins"));
        }
        let is_checked = yes(&row.checked).ok_or_else(|| format!("{name}: checked {:?}", row.checked))?;
        list.push(Member {
            country,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            is_checked,
            note: row.note,
        });
        Ok(())
    }
}

fn rows<R: serde::de::DeserializeOwned>(text: &str, file: &str) -> Result<Vec<R>, String> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| format!("{file}: {error}"))
}

fn country(row: CountryRow) -> Result<Country, String> {
    let code = row
        .iso3
        .parse()
        .ok()
        .ok_or_else(|| format!("countries: {:?} is no code", row.iso3))?;
    if !(-90.0..=90.0).contains(&row.lat) || !(-180.0..=180.0).contains(&row.lon) {
        return Err(format!("countries: {code} lies off the globe"));
    }
    let zone = row
        .zone
        .parse()
        .ok()
        .ok_or_else(|| format!("countries: {code} has the unknown zone {:?}", row.zone))?;
    Ok(Country {
        code,
        iso2: row.iso2,
        m49: row.m49,
        name: row.name,
        lat: row.lat,
        lon: row.lon,
        zone,
    })
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::places::tests::{COUNTRIES, GROUPINGS, MEMBERS};

    #[test]
    fn a_mistake_in_a_file_is_named() {
        let with = |members: &str| {
            Places::parse(
                COUNTRIES,
                GROUPINGS,
                &format!("grouping,iso3,valid_from,valid_to,checked,note\n{members}\n"),
            )
            .unwrap_err()
        };
        assert_eq!(with("who-afr,XXX,,,yes,"), "grouping-members: XXX in who-afr: unknown country");
        assert_eq!(with("NOPE,SEN,,,yes,"), "grouping-members: SEN in NOPE: unknown grouping");
        assert_eq!(
            with("who-afr,SEN,2025-01-01,2025-01-01,yes,"),
            "grouping-members: SEN in who-afr: ends before it begins"
        );
        assert_eq!(with("who-afr,SEN,,,maybe,"), "grouping-members: SEN in who-afr: checked \"maybe\"");
        assert!(with("who-afr,SEN,soon,,yes,").starts_with("grouping-members: "));
        let twice = Places::parse(
            &format!("{COUNTRIES}SEN,SN,686,Senegal,14.7,-17.4,Africa/Dakar\n"),
            GROUPINGS,
            MEMBERS,
        )
        .unwrap_err();
        assert_eq!(twice, "countries: SEN twice");
    }
}
