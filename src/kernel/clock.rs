//! Now and chance are arguments. These two are their only homes: what needs the time or a random number is handed one.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::dates::UtcTime;
use super::ids::Id;

/// The system's time, or one that stands still until it is moved.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    Fixed(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    #[must_use]
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    #[must_use]
    pub fn now(&self) -> UtcTime {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one home of the time of day")]
            Self::System => UtcTime::new(Utc::now()),
            Self::Fixed(at) => UtcTime::new(*at.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }

    /// Moves a fixed clock; the system's clock is nobody's to move.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Fixed(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

/// The system's random source, or a seeded sequence that is the same in every run.
#[derive(Debug, Clone)]
pub enum Chance {
    System,
    Seeded(Arc<Mutex<u64>>),
}

impl Chance {
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(seed)))
    }

    /// # Panics
    /// Where the operating system has no random source: nothing that is secret can be made then.
    pub fn fill(&self, bytes: &mut [u8]) {
        match self {
            #[expect(
                clippy::disallowed_methods,
                clippy::expect_used,
                reason = "the one home of chance; without it no token can be made"
            )]
            Self::System => getrandom::fill(bytes).expect("the operating system's random source"),
            Self::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(8) {
                    let next = splitmix(&mut state).to_le_bytes();
                    chunk.copy_from_slice(&next[..chunk.len()]);
                }
            }
        }
    }

    /// 256 bits, for tokens.
    #[must_use]
    pub fn token(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }

    /// A new id for something that comes to be at `now`.
    #[must_use]
    pub fn id<I: Id>(&self, now: UtcTime) -> I {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        let millis = u64::try_from(now.get().timestamp_millis()).unwrap_or(0);
        I::new(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }

    /// A number below `end`; 0 where `end` is 0.
    #[must_use]
    pub fn below(&self, end: u64) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        if end == 0 { 0 } else { u64::from_le_bytes(bytes) % end }
    }
}

/// One step of the SplitMix64 sequence (Steele, Lea, Flood 2014).
pub fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Ids for a write that finds out only inside how many it needs: begun anew from the same seed they are the same, when the write runs
/// again.
#[derive(Debug, Clone)]
pub struct SeededIds {
    seed: u64,
    at: UtcTime,
    made: u64,
}

impl SeededIds {
    #[must_use]
    pub fn new(seed: u64, at: UtcTime) -> Self {
        Self { seed, at, made: 0 }
    }

    pub fn next_id<I: Id>(&mut self) -> I {
        self.made += 1;
        seeded_id(self.seed, 0, self.made, self.at)
    }
}

/// An id that depends on nothing but its seed and number: what the demonstration network is made of.
#[must_use]
pub fn seeded_id<I: Id>(seed: u64, kind: u64, number: u64, at: UtcTime) -> I {
    let mut state = seed ^ kind.rotate_left(48) ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d);
    let mut bytes = [0; 10];
    for chunk in bytes.chunks_mut(8) {
        let next = splitmix(&mut state).to_le_bytes();
        chunk.copy_from_slice(&next[..chunk.len()]);
    }
    let millis = u64::try_from(at.get().timestamp_millis()).unwrap_or(0);
    I::new(Uuid::from_u128(
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().as_u128(),
    ))
}
