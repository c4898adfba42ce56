//! How guessing is slowed down: by delays that grow, never by locking an account, and by what the database counts, so
//! that a restart or another server forgets nothing.
//!
//! Three counts: of an address from one network, of one network over all addresses, and of an address from everywhere. The
//! last makes only networks wait from which the owner never signed in, so that nobody can shut an owner out.

use chrono::TimeDelta;

use crate::kernel::UtcTime;

/// Failures are counted so far back.
pub const WITHIN: TimeDelta = TimeDelta::minutes(15);
/// A network from which somebody signed in is known to be theirs for so long.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(90);
/// Failures of one address from one network after which it waits.
pub const BY_PAIR: i64 = 5;
/// Failures of one network after which it waits.
pub const BY_NETWORK: i64 = 100;
/// Failures of one address from everywhere, after which networks wait that are not its owner's.
pub const BY_ADDRESS: i64 = 50;
/// Wrong codes of one person after which codes wait.
pub const BY_CODE: i64 = 5;
/// The longest delay.
const LONGEST: TimeDelta = TimeDelta::minutes(15);
/// The first.
const FIRST: TimeDelta = TimeDelta::minutes(1);

/// Failed tries of the last quarter of an hour: how many, and when the last was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Failures {
    pub count: i64,
    pub last_at: Option<UtcTime>,
}

/// What is known of an attempt before it is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tries {
    pub of_pair: Failures,
    pub of_network: Failures,
    pub of_address: Failures,
    /// The address was signed in from this network before.
    pub is_known_network: bool,
}

impl Failures {
    /// Until when the next try waits, if more than `free` have failed: one minute, two, four, up to fifteen.
    #[must_use]
    pub fn wait(self, free: i64, now: UtcTime) -> Option<UtcTime> {
        let beyond = u32::try_from(self.count - free).ok()?;
        let delay = FIRST * 2_i32.pow(beyond.min(4));
        let until = self.last_at? + delay.min(LONGEST);
        (until > now).then_some(until)
    }
}

impl Tries {
    /// Until when this attempt has to wait; `None` where it need not.
    #[must_use]
    pub fn wait(self, now: UtcTime) -> Option<UtcTime> {
        let of_address = if self.is_known_network {
            None
        } else {
            self.of_address.wait(BY_ADDRESS, now)
        };
        [self.of_pair.wait(BY_PAIR, now), self.of_network.wait(BY_NETWORK, now), of_address]
            .into_iter()
            .flatten()
            .max()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn now() -> UtcTime {
        UtcTime::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap())
    }

    fn failures(count: i64) -> Failures {
        Failures {
            count,
            last_at: Some(now()),
        }
    }

    #[test]
    fn sec_11_delays_grow_and_end() {
        let minutes = |count| {
            failures(count)
                .wait(BY_PAIR, now())
                .map_or(0, |until| (until.get() - now().get()).num_minutes())
        };
        assert_eq!([4, 5, 6, 7, 8, 9, 1000].map(minutes), [0, 1, 2, 4, 8, 15, 15]);
        assert_eq!(failures(9).wait(BY_PAIR, now() + LONGEST), None);
        assert_eq!(Failures::default().wait(0, now()), None);
    }

    #[test]
    fn sec_11_nobody_can_shut_the_owner_out() {
        let from_everywhere = Tries {
            of_address: failures(10_000),
            ..Tries::default()
        };
        assert!(from_everywhere.wait(now()).is_some());
        let owner = Tries {
            is_known_network: true,
            ..from_everywhere
        };
        assert_eq!(owner.wait(now()), None);
    }
}
