//! Countries, dated groupings of them, organisations, and the words that those who seek training share with those who
//! offer it: sector, language, travel, and the three answers that a rule may give.
//!
//! Codes are checked where they come in, small, and copied rather than cloned.

pub mod agreement;
pub mod document;
pub mod forms;
pub mod mail;
pub mod map;
pub mod names;
pub mod places;
pub mod policy;
pub mod store;
pub mod web;

pub use places::Places;

/// Declares codes that are copied: so many ASCII letters, digits, hyphens, underscores and points at most, never none.
macro_rules! text_code {
    ($($(#[$doc:meta])* $name:ident($most:literal)),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub struct $name {
            bytes: [u8; $most],
            length: u8,
        }
        impl $name {
            /// The code as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.bytes.get(..usize::from(self.length)).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.as_str()) }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.debug_tuple(stringify!($name)).field(&self.as_str()).finish() }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::kernel::text::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let length = u8::try_from(text.len()).map_err(|_error| $crate::kernel::text::UnknownCode)?;
                let mut bytes = [0; $most];
                let is_code = length > 0 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
                match bytes.get_mut(..text.len()) {
                    Some(room) if is_code => room.copy_from_slice(text.as_bytes()),
                    _ => return Err($crate::kernel::text::UnknownCode),
                }
                Ok(Self { bytes, length })
            }
        }
        $crate::text_column!($name, |value| value.as_str(), |text| text.parse());
    )+ };
}
pub(crate) use text_code;

crate::text_enum! {
    /// What an organisation does in the network; one organisation may do several of these.
    OrgKind { Provider = "provider", Facility = "facility", Agency = "agency", Coordinating = "coordinating" }
}

crate::text_enum! {
    /// Whether an organisation is in the network: it asks, is verified or refused, and may close one day.
    OrgState { Asked = "asked", Listed = "listed", Refused = "refused", Closed = "closed" }
}

crate::text_enum! {
    /// Why an organisation that asked was refused.
    RefusalReason {
        Unclear = "unclear", NotFound = "not_found", Duplicate = "duplicate", OutOfScope = "out_of_scope", WrongPlace = "wrong_place",
        Other = "other",
    }
}

crate::text_enum! {
    /// Who owns the place of work.
    Sector { Public = "public", Private = "private" }
}

crate::text_enum! {
    /// How far a person can go for training; each includes what stands before it.
    Travel { None = "none", Country = "country", Region = "region", Anywhere = "anywhere" }
}

crate::text_enum! {
    /// How well a person speaks a language; each includes what stands before it.
    Fluency { Basic = "basic", Intermediate = "intermediate", Fluent = "fluent" }
}

text_code! {
    /// A grouping of countries, `who-afr` or `rec-ecowas`.
    GroupingCode(31),
    /// A language as training is given in it, `fr`.
    LanguageCode(11),
}

/// A country or territory: its three letters of ISO 3166-1, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct CountryCode([u8; 3]);

impl CountryCode {
    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("CountryCode").field(&self.as_str()).finish()
    }
}

impl std::str::FromStr for CountryCode {
    type Err = crate::kernel::text::UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match *text.as_bytes() {
            [a, b, c] if text.bytes().all(|byte| byte.is_ascii_uppercase()) => Ok(Self([a, b, c])),
            _ => Err(crate::kernel::text::UnknownCode),
        }
    }
}

crate::text_column!(CountryCode, |value| value.as_str(), |text| text.parse());

/// What a rule says. Where something is not known, it says so and refuses nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    Met,
    NotMet,
    CannotTell,
}

impl Answer {
    /// Met or not, where everything is known.
    #[must_use]
    pub const fn of(is_met: bool) -> Self {
        if is_met { Self::Met } else { Self::NotMet }
    }

    /// Both together: one that is not met decides, then one that cannot be told.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotMet, _) | (_, Self::NotMet) => Self::NotMet,
            (Self::CannotTell, _) | (_, Self::CannotTell) => Self::CannotTell,
            (Self::Met, Self::Met) => Self::Met,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_written_and_others_refused() {
        let code: CountryCode = "SEN".parse().unwrap();
        assert_eq!(
            (code.as_str(), code.to_string(), format!("{code:?}")),
            ("SEN", "SEN".to_owned(), "CountryCode(\"SEN\")".to_owned())
        );
        for bad in ["", "SN", "sen", "SENE", "S3N", "ÉN", "SÉ"] {
            assert!(bad.parse::<CountryCode>().is_err(), "{bad}");
        }
        let code: GroupingCode = "RCCN_East_secretariat".parse().unwrap();
        assert_eq!(
            (code.as_str(), format!("{code:?}")),
            ("RCCN_East_secretariat", "GroupingCode(\"RCCN_East_secretariat\")".to_owned())
        );
        for bad in ["", "a b", "é", "a\0", &"x".repeat(32), &"x".repeat(300)] {
            assert!(bad.parse::<GroupingCode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn codes_sort_as_their_texts_do() {
        let mut codes: Vec<LanguageCode> = ["pt-BR", "fr", "pt", "ar", "f"].iter().map(|text| text.parse().unwrap()).collect();
        codes.sort_unstable();
        assert_eq!(
            codes.iter().map(LanguageCode::as_str).collect::<Vec<_>>(),
            ["ar", "f", "fr", "pt", "pt-BR"]
        );
    }

    #[test]
    fn what_is_not_known_refuses_nobody_and_promises_nothing() {
        assert_eq!(Answer::Met.and(Answer::CannotTell), Answer::CannotTell);
        assert_eq!(Answer::CannotTell.and(Answer::NotMet), Answer::NotMet);
        assert_eq!(Answer::Met.and(Answer::of(true)), Answer::Met);
    }
}
