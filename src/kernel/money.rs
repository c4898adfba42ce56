//! Amounts in the smallest unit of their currency. Nothing here converts between currencies.

use std::fmt;

/// An amount as it was stated: whole minor units (cents) and an ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    pub minor: i64,
    pub currency: String,
}

impl Money {
    /// How many digits follow the point in this currency.
    #[must_use]
    pub fn digits(&self) -> u32 {
        match self.currency.as_str() {
            "JPY" | "KRW" | "XOF" | "XAF" | "RWF" | "UGX" | "VND" => 0,
            "TND" | "KWD" | "BHD" | "JOD" | "OMR" => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_i64.pow(self.digits());
        let (whole, rest) = (self.minor / unit, self.minor % unit);
        if rest == 0 {
            write!(f, "{} {whole}", self.currency)
        } else {
            write!(f, "{} {whole}.{rest:0width$}", self.currency, width = self.digits() as usize)
        }
    }
}
