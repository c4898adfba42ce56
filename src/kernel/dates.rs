//! Instants, days with the precision that their source gave them, quarters, and local times with a zone.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, TimeZone, Utc};
pub use chrono_tz::Tz;

/// An instant: UTC, whole microseconds, so that both databases give back what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Timestamp)]
pub struct UtcTime(DateTime<Utc>);

impl UtcTime {
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6))
    }

    #[must_use]
    pub fn get(self) -> DateTime<Utc> {
        self.0
    }

    /// The day in UTC.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// The local time there.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> NaiveDateTime {
        self.0.with_timezone(&zone).naive_local()
    }
}

impl std::ops::Add<TimeDelta> for UtcTime {
    type Output = Self;

    fn add(self, by: TimeDelta) -> Self {
        Self::new(self.0 + by)
    }
}

impl std::ops::Sub<TimeDelta> for UtcTime {
    type Output = Self;

    fn sub(self, by: TimeDelta) -> Self {
        Self::new(self.0 - by)
    }
}

impl fmt::Display for UtcTime {
    /// RFC 3339, for machines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

crate::time_column!(UtcTime);

/// The instant of a local time: in a gap the later, in an overlap the first.
#[must_use]
pub fn instant(local: NaiveDateTime, zone: Tz) -> UtcTime {
    let at = match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => at,
        LocalResult::Ambiguous(first, _) => first,
        LocalResult::None => {
            // clocks were put forward over this hour: count on from an hour that exists
            let mut before = local;
            loop {
                before -= TimeDelta::minutes(30);
                if let Some(known) = zone.from_local_datetime(&before).latest() {
                    break known + (local - before);
                }
            }
        }
    };
    UtcTime::new(at.with_timezone(&Utc))
}

crate::text_enum! {
    /// How exactly a day is known.
    Precision { Day = "day", Month = "month", Quarter = "quarter", Year = "year", Unknown = "unknown" }
}

/// A day as far as it is known. The date is the first of the span that the precision names; `None` where unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    on: Option<NaiveDate>,
    precision: Precision,
}

impl Day {
    pub const UNKNOWN: Self = Self {
        on: None,
        precision: Precision::Unknown,
    };

    #[must_use]
    pub const fn exact(on: NaiveDate) -> Self {
        Self {
            on: Some(on),
            precision: Precision::Day,
        }
    }

    /// A day from its two columns; a date without a precision is unknown.
    #[must_use]
    pub fn new(on: Option<NaiveDate>, precision: Precision) -> Self {
        match on {
            Some(_) if precision != Precision::Unknown => Self { on, precision },
            _ => Self::UNKNOWN,
        }
    }

    #[must_use]
    pub fn on(self) -> Option<NaiveDate> {
        self.on
    }

    #[must_use]
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The day itself, where it is known to the day: nothing else can be booked.
    #[must_use]
    pub fn booked(self) -> Option<NaiveDate> {
        self.on.filter(|_| self.precision == Precision::Day)
    }
}

/// A quarter of a year, `2026-Q4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            number: day.month0() / 3 + 1,
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        if self.number == 4 {
            Self {
                year: self.year + 1,
                number: 1,
            }
        } else {
            Self {
                year: self.year,
                number: self.number + 1,
            }
        }
    }

    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or(NaiveDate::MAX)
    }

    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day() - TimeDelta::days(1)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = super::text::UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, number) = text.split_once("-Q").ok_or(super::text::UnknownCode)?;
        let year = year.parse().ok().filter(|year| (1900..=9999).contains(year));
        let number = number.parse().ok().filter(|number| (1..=4).contains(number));
        year.zip(number)
            .map(|(year, number)| Self { year, number })
            .ok_or(super::text::UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_local_time_in_a_gap_is_the_later_and_in_an_overlap_the_first() {
        // Berlin, 28 March 2027: 02:00 to 03:00 does not exist; 31 October 2027: 02:00 to 03:00 comes twice
        let berlin: Tz = "Europe/Berlin".parse().unwrap();
        assert_eq!(instant(local("2027-03-28T02:30:00"), berlin).to_string(), "2027-03-28T01:30:00Z");
        assert_eq!(instant(local("2027-10-31T02:30:00"), berlin).to_string(), "2027-10-31T00:30:00Z");
        let kathmandu: Tz = "Asia/Kathmandu".parse().unwrap();
        assert_eq!(instant(local("2027-01-01T00:00:00"), kathmandu).to_string(), "2026-12-31T18:15:00Z");
    }

    #[test]
    fn only_a_day_known_to_the_day_can_be_booked() {
        let day = NaiveDate::from_ymd_opt(2025, 10, 1);
        assert_eq!(Day::new(day, Precision::Month).booked(), None);
        assert_eq!(Day::new(day, Precision::Day).booked(), day);
        assert_eq!(Day::new(None, Precision::Day), Day::UNKNOWN);
    }

    #[test]
    fn quarters_follow_one_another() {
        let q: Quarter = "2026-Q4".parse().unwrap();
        assert_eq!(
            (q.next().to_string(), q.last_day().to_string()),
            ("2027-Q1".to_owned(), "2026-12-31".to_owned())
        );
        assert!("2026-Q5".parse::<Quarter>().is_err());
    }
}
