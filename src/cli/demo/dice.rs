//! Choices that depend on nothing but the seed, what they are for and a number: the same in every run, in whatever order they are made.

use crate::kernel::clock::splitmix;

/// What a sequence of choices, or an id, is for. The numbers are part of what a seed makes: they stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Kind {
    Organisation = 1,
    Owner = 2,
    Membership = 3,
    Email = 4,
    Learner = 5,
    LearnerEmail = 6,
    Employment = 7,
    Evidence = 8,
    Persona = 9,
    Grant = 10,
    Need = 11,
    Course = 12,
    Offering = 13,
    Rule = 14,
    Segment = 15,
    Seat = 16,
    Slot = 17,
    Period = 18,
    Place = 19,
    Interest = 20,
    Transition = 21,
    ExternalOrganisation = 22,
    ExternalCourse = 23,
    ExternalOffering = 24,
    PersonaEvidence = 25,
    Salt = 26,
    LearnerDetail = 27,
    PersonaSeat = 28,
    ExternalRule = 29,
    ExternalSegment = 30,
    Snapshot = 31,
    Asking = 32,
    Asker = 33,
    Agreement = 34,
    Invitation = 35,
    Twice = 36,
}

/// One such sequence.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64, kind: Kind, number: u64) -> Self {
        let mut state = seed ^ (kind as u64).rotate_left(40) ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93);
        // neighbouring numbers are to have nothing in common
        let state = splitmix(&mut state);
        Self { state }
    }

    /// A number below `end`; 0 where `end` is 0.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        let high = splitmix(&mut self.state) >> 32;
        u32::try_from((high * u64::from(end)) >> 32).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True so many times in a thousand.
    pub(crate) fn often(&mut self, in_a_thousand: u32) -> bool {
        self.below(1000) < in_a_thousand
    }

    /// One of a list.
    ///
    /// # Panics
    /// Where the list is empty: the seed lists are ours and a test reads them.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(u32::try_from(list.len()).unwrap_or(u32::MAX)) as usize]
    }

    /// Bytes, for the salt of the shared password.
    pub(crate) fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&splitmix(&mut self.state).to_le_bytes());
        }
        bytes
    }
}

/// Things with weights, from which dice choose.
#[derive(Debug, Clone)]
pub(crate) struct Weighted<T> {
    /// What was added up to each one, itself included.
    sums: Vec<u32>,
    things: Vec<T>,
}

impl<T> Default for Weighted<T> {
    fn default() -> Self {
        Self {
            sums: Vec::new(),
            things: Vec::new(),
        }
    }
}

impl<T> Weighted<T> {
    pub(crate) fn add(&mut self, weight: u32, thing: T) {
        if weight > 0 {
            self.sums.push(self.total() + weight);
            self.things.push(thing);
        }
    }

    pub(crate) fn total(&self) -> u32 {
        self.sums.last().copied().unwrap_or(0)
    }

    /// Each thing with its weight.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let before = std::iter::once(0).chain(self.sums.iter().copied());
        self.sums.iter().zip(before).map(|(sum, before)| sum - before).zip(&self.things)
    }

    /// # Panics
    /// Where nothing was added.
    pub(crate) fn pick(&self, dice: &mut Dice) -> &T {
        let at = dice.below(self.total());
        &self.things[self.sums.partition_point(|sum| *sum <= at)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throw = |seed, number| {
            let mut dice = Dice::new(seed, Kind::Learner, number);
            (0..8).map(|_| dice.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7, 1), throw(7, 1));
        assert_ne!(throw(7, 1), throw(8, 1));
        assert_ne!(throw(7, 1), throw(7, 2));
    }

    #[test]
    fn weights_are_kept() {
        let mut list = Weighted::default();
        list.add(1, 'a');
        list.add(0, 'b');
        list.add(9, 'c');
        let mut dice = Dice::new(1, Kind::Need, 1);
        let thrown: Vec<char> = (0..1000).map(|_| *list.pick(&mut dice)).collect();
        let count = thrown.iter().filter(|thing| **thing == 'a').count();
        assert!((60..140).contains(&count), "{count}");
        assert!(!thrown.contains(&'b'));
        assert_eq!(list.iter().map(|(weight, _)| weight).collect::<Vec<_>>(), [1, 9]);
    }
}
