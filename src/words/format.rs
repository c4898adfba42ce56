//! Numbers, dates and times in the form of a language; days in the precision that is known.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use fluent_bundle::FluentValue;
use fluent_bundle::memoizer::MemoizerKind;
use icu_calendar::{Date, Gregorian};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{E, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

use super::Words;
use crate::kernel::{Day, Precision};

type Dates<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// The formatters of one language.
pub(super) struct Forms {
    numbers: Option<DecimalFormatter>,
    dates: Option<Dates<YMD>>,
    months: Option<Dates<YM>>,
    weekdays: Option<Dates<E>>,
    collator: Option<CollatorBorrowed<'static>>,
}

impl Forms {
    pub(super) fn of(formats: &str) -> Self {
        let locale: Locale = formats.parse().unwrap_or(Locale::UNKNOWN);
        // Arabic's medium form is digits alone, which readers of other calendars mistake
        let dates = if formats.starts_with("ar") { YMD::long() } else { YMD::medium() };
        Self {
            numbers: DecimalFormatter::try_new(locale.clone().into(), icu_decimal::options::DecimalFormatterOptions::default()).ok(),
            dates: Dates::try_new(locale.clone().into(), dates).ok(),
            months: Dates::try_new(locale.clone().into(), YM::long()).ok(),
            weekdays: Dates::try_new(locale.clone().into(), E::medium()).ok(),
            collator: Collator::try_new(locale.into(), CollatorOptions::default()).ok(),
        }
    }
}

fn gregorian(day: NaiveDate) -> Option<Date<Gregorian>> {
    let month = u8::try_from(day.month()).ok()?;
    let of_month = u8::try_from(day.day()).ok()?;
    Date::try_new_gregorian(day.year(), month, of_month).ok()
}

impl Words {
    /// A whole number with the language's separators.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        match &self.forms.numbers {
            Some(form) => form.format(&Decimal::from(number)).to_string(),
            None => number.to_string(),
        }
    }

    /// A day: "11 Jan 2027".
    #[must_use]
    pub fn date(&self, day: NaiveDate) -> String {
        match (&self.forms.dates, gregorian(day)) {
            (Some(form), Some(day)) => form.format(&day).to_string(),
            _ => day.to_string(),
        }
    }

    /// A day with its weekday: "Mon 11 Jan 2027".
    #[must_use]
    pub fn weekday_date(&self, day: NaiveDate) -> String {
        match (&self.forms.weekdays, gregorian(day)) {
            (Some(form), Some(known)) => format!("{} {}", form.format(&known), self.date(day)),
            _ => self.date(day),
        }
    }

    /// A month: "October 2025".
    #[must_use]
    pub fn month(&self, day: NaiveDate) -> String {
        match (&self.forms.months, gregorian(day)) {
            (Some(form), Some(day)) => form.format(&day).to_string(),
            _ => format!("{:04}-{:02}", day.year(), day.month()),
        }
    }

    /// A day as exactly as it is known; says so where it is not.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        match (day.on(), day.precision()) {
            (Some(on), Precision::Day) => self.date(on),
            (Some(on), Precision::Month) => self.month(on),
            (Some(on), Precision::Quarter) => self.quarter_of_year(on.month0() / 3 + 1, on.year().to_string()).plain(),
            (Some(on), Precision::Year) => on.year().to_string(),
            _ => self.date_unknown().plain(),
        }
    }

    /// A local time: "Mon 7 Dec 2026, 18:00".
    #[must_use]
    pub fn date_time(&self, local: NaiveDateTime) -> String {
        // both are of this language: without marks between them their letters say which way a text reads that holds nothing else
        self.date_and_time(self.weekday_date(local.date()), self.clock_time(local))
            .plain()
            .replace(['\u{2068}', '\u{2069}'], "")
    }

    /// The time of day: "18:00".
    #[must_use]
    pub fn clock_time(&self, local: NaiveDateTime) -> String {
        local.format("%H:%M").to_string()
    }

    /// The bytes by which names are sorted in this language.
    #[must_use]
    pub fn sort_key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::new();
        match &self.forms.collator {
            Some(collator) => {
                let Ok(()) = collator.write_sort_key_to(name, &mut key);
                key
            }
            None => name.as_bytes().to_vec(),
        }
    }

    /// "English, French and Arabic": the names of languages by code, listed.
    #[must_use]
    pub fn languages<'c>(&self, codes: impl IntoIterator<Item = &'c str>) -> String {
        let names: Vec<Cow<'_, str>> = codes.into_iter().map(|code| Cow::Owned(self.coded("language", code))).collect();
        names.join(&self.list_comma().plain())
    }
}

/// The bundle's formatter: numbers go through ICU.
pub(super) fn numbers<M: MemoizerKind>(value: &FluentValue<'_>, memoizer: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let whole = number.value.to_string().parse::<i64>().ok()?;
    memoizer
        .with_try_get_threadsafe::<Decimals, _, _>((), |form: &Decimals| form.0.format(&Decimal::from(whole)).to_string())
        .ok()
}

/// A number form kept by the bundle.
struct Decimals(DecimalFormatter);

impl intl_memoizer::Memoizable for Decimals {
    type Args = ();
    type Error = ();

    fn construct(language: unic_langid::LanguageIdentifier, _args: ()) -> Result<Self, ()> {
        let locale: Locale = language.to_string().parse().map_err(|_error| ())?;
        DecimalFormatter::try_new(locale.into(), icu_decimal::options::DecimalFormatterOptions::default())
            .map(Self)
            .map_err(|_error| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 1, 11).unwrap()
    }

    #[test]
    fn dates_and_numbers_take_the_form_of_the_language() {
        let (en, ar) = (Words::of("en"), Words::of("ar"));
        assert_eq!(en.date(day()), "11 Jan 2027");
        assert_eq!(en.weekday_date(day()), "Mon 11 Jan 2027");
        assert_eq!(en.month(day()), "January 2027");
        assert_eq!(en.number(12500), "12,500");
        assert!(ar.date(day()).contains("يناير"), "{}", ar.date(day()));
        assert_eq!(ar.number(3), "3");
    }

    /// Where a time stands in another message, the first letter outside of what is kept apart says the direction.
    #[test]
    fn a_time_reads_in_the_direction_of_its_language() {
        let at = day().and_hms_opt(18, 0, 0).unwrap();
        for (code, first) in [("en", "Mon"), ("ar", "الاثنين")] {
            let text = Words::of(code).date_time(at);
            assert!(text.starts_with(first) && !text.contains('\u{2068}'), "{text:?}");
        }
    }

    #[test]
    fn a_day_is_shown_as_exactly_as_it_is_known() {
        let en = Words::of("en");
        assert_eq!(en.day(Day::new(Some(day()), Precision::Month)), "January 2027");
        assert_eq!(en.day(Day::new(Some(day()), Precision::Year)), "2027");
        assert_eq!(en.day(Day::UNKNOWN), "not stated");
    }

    #[test]
    fn names_sort_as_readers_expect() {
        let en = Words::of("en");
        let mut names = ["Zürich", "Österreich", "Oman", "äther", "Ather"];
        names.sort_by_key(|name| en.sort_key(name));
        assert_eq!(names, ["Ather", "äther", "Oman", "Österreich", "Zürich"]);
    }
}
