//! Finding people for seats and places: those who would come, and nobody twice in the same week.

use chrono::NaiveDate;

use super::dice::Dice;
use super::world::{Who, World};
use crate::network::{CountryCode, LanguageCode, Sector, Travel};
use crate::skills::SkillCode;

/// Who could take a seat or a place, beside having the right number.
pub(crate) struct Wanted<'w> {
    pub(crate) languages: &'w [LanguageCode],
    /// Where it is held; `None` where from afar.
    pub(crate) country: Option<CountryCode>,
    pub(crate) residence: Option<&'w [CountryCode]>,
    pub(crate) sector: Option<Sector>,
    pub(crate) skills: &'w [SkillCode],
}

impl Wanted<'_> {
    /// Would this person come? `is_strict`: the target role asks for one of the skills, too.
    pub(crate) fn suits(&self, world: &World, who: &Who, is_strict: bool) -> bool {
        let can_travel = self.country.is_none_or(|to| match who.travel {
            Travel::None => false,
            Travel::Country => who.country == to,
            Travel::Region => who.country == to || world.is_near(who.country, to),
            Travel::Anywhere => true,
        });
        who.speaks(self.languages)
            && can_travel
            && self.residence.is_none_or(|countries| countries.binary_search(&who.country).is_ok())
            && self.sector.is_none_or(|sector| who.sector == sector)
            && (!is_strict || who.role.required.iter().any(|asked| self.skills.contains(&asked.skill)))
    }
}

/// The weeks in which each learner holds something: sixteen bytes a learner.
pub(crate) struct Calendar {
    busy: Vec<u128>,
}

impl Calendar {
    pub(crate) fn new(learners: u32) -> Self {
        Self {
            busy: vec![0; learners as usize],
        }
    }

    /// The weeks from a day to another as bits; what lies farther away than two years is one week.
    pub(crate) fn weeks(world: &World, from: NaiveDate, to: NaiveDate) -> u128 {
        let week = |day: NaiveDate| ((day - world.today).num_days().div_euclid(7) + 30).clamp(0, 127);
        (week(from)..=week(to)).fold(0, |weeks, week| weeks | 1 << week)
    }

    /// Holds these weeks for a learner, unless one of them is taken.
    pub(crate) fn take(&mut self, number: u32, weeks: u128) -> bool {
        match self.busy.get_mut(number as usize) {
            Some(busy) if *busy & weeks == 0 => {
                *busy |= weeks;
                true
            }
            _ => false,
        }
    }
}

/// Finds people one after the other, each once.
pub(crate) struct Search<'a> {
    pub(crate) world: &'a World,
    pub(crate) wanted: Wanted<'a>,
    pub(crate) weeks: u128,
    pub(crate) found: Vec<u32>,
}

impl Search<'_> {
    /// Somebody who would come and, where a place is held for them, is free then; `None` after many tries.
    pub(crate) fn next(&mut self, calendar: &mut Calendar, is_held: bool, dice: &mut Dice) -> Option<Who> {
        for attempt in 0..60 {
            let number = dice.below(self.world.size.learners);
            let who = self.world.who(number);
            if self.wanted.suits(self.world, &who, attempt < 36)
                && !self.found.contains(&number)
                && (!is_held || calendar.take(number, self.weeks))
            {
                self.found.push(number);
                return Some(who);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::*;

    #[test]
    fn nobody_is_in_two_places_in_one_week() {
        let world = World::new(1, NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(), Size::SMALL);
        let weeks = |from, to| Calendar::weeks(&world, world.day(from), world.day(to));
        let mut calendar = Calendar::new(2);
        assert!(calendar.take(0, weeks(0, 11)));
        assert!(!calendar.take(0, weeks(7, 14)));
        assert!(calendar.take(0, weeks(14, 18)));
        assert!(calendar.take(1, weeks(7, 14)));
        assert!(!calendar.take(2, weeks(7, 14)));
    }
}
