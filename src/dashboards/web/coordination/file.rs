//! The figures as a file for a spreadsheet: one row a skill, country and sector in which there is a need. What is not declared has no row.

use super::{View, place_name, skill_name};
use crate::catalogue::filter::Place;
use crate::dashboards::coordination::Cut;
use crate::kernel::text::harmless;
use crate::site::{PageError, Words};

const HEADER: [&str; 14] = [
    "as_of",
    "quarter",
    "country",
    "country_name",
    "sector",
    "skill",
    "skill_name",
    "level",
    "need",
    "covered_here",
    "on_the_way",
    "short",
    "people_here",
    "could_be_spared",
];

pub(super) fn write(t: Words, view: &View) -> Result<Vec<u8>, PageError> {
    written(t, view).map_err(|error| PageError::Broken(format!("csv: {error}")))
}

fn written(t: Words, view: &View) -> Result<Vec<u8>, csv::Error> {
    let countries = view.place.map(|place| view.purview.within(place));
    let cut = Cut {
        skill: view.skill,
        countries: countries.as_ref(),
    };
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER)?;
    for entry in view.sheet.entries(cut) {
        let figures = entry.figures;
        let cells = [
            view.taken_at.day().to_string(),
            view.quarter.to_string(),
            entry.country.to_string(),
            place_name(t, Place::Country(entry.country)),
            entry.sector.to_string(),
            entry.skill.to_string(),
            skill_name(t, entry.skill),
            entry.level.to_string(),
            figures.need.to_string(),
            figures.held.to_string(),
            figures.coming.to_string(),
            figures.short.to_string(),
            figures.people.to_string(),
            figures.spare.to_string(),
        ];
        file.write_record(cells.iter().map(|cell| harmless(cell)))?;
    }
    file.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
