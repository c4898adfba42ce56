//! Texts that were checked at the door.

use std::fmt;
use std::str::FromStr;

/// A text is not one of the codes of its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

/// Why a text was refused. Words for it belong to the locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    Missing,
    /// More characters than this many.
    TooLong(usize),
    /// A control character, or a mark that turns the direction of writing.
    Control,
    NotAnAddress,
}

/// Characters that must not be in a line of text: controls, and the overrides that let a text pose as another.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One line: trimmed, inner white space folded to single blanks.
///
/// # Errors
/// [`TextProblem`] where it is empty, longer than `most` characters, or has a control character.
pub fn line(text: &str, most: usize) -> Result<String, TextProblem> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(TextProblem::Missing);
    }
    if text.chars().count() > most {
        return Err(TextProblem::TooLong(most));
    }
    if text.chars().any(is_forbidden) {
        return Err(TextProblem::Control);
    }
    Ok(text)
}

/// A text of several lines: line ends normalised, trimmed; may be empty.
///
/// # Errors
/// [`TextProblem`] where it is longer than `most` characters or has a control character other than a line end.
pub fn lines(text: &str, most: usize) -> Result<String, TextProblem> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
    if text.chars().count() > most {
        return Err(TextProblem::TooLong(most));
    }
    if text.chars().any(|c| c != '\n' && is_forbidden(c)) {
        return Err(TextProblem::Control);
    }
    Ok(text)
}

/// A mail address as it is shown to those who are to know it again and not to write to it: `a•••@example.org`.
#[must_use]
pub fn masked(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{}•••@{domain}", local.chars().take(1).collect::<String>()),
        None => "•••".to_owned(),
    }
}

/// A person's or an organisation's name, at most 120 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// # Errors
    /// [`TextProblem`], see [`line()`].
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        line(text, 120).map(Self)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A mail address as typed, and folded for comparison. Only the shape is checked: a link that arrives is the proof.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// # Errors
    /// [`TextProblem`] where it is empty, longer than 254 characters, or not of the form `local@domain`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = line(text, 254)?;
        let (local, domain) = text.rsplit_once('@').ok_or(TextProblem::NotAnAddress)?;
        let is_well_formed = !local.is_empty()
            && local.len() <= 64
            && domain.contains('.')
            && domain
                .split('.')
                .all(|part| !part.is_empty() && !part.starts_with('-') && !part.ends_with('-'))
            && domain.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
            && !text.contains([' ', '"', '<', '>', ',', ';', ':', '\\', '(', ')', '[', ']'])
            && local.matches('@').count() == 0;
        if is_well_formed {
            Ok(Self(text))
        } else {
            Err(TextProblem::NotAnAddress)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that is compared and is unique: lower case throughout.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = TextProblem;

    fn from_str(text: &str) -> Result<Self, TextProblem> {
        Self::parse(text)
    }
}

/// What stands before an id in an address: lower-case ASCII letters, digits and hyphens; may be empty.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        let folded = match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => 'a',
            'ç' | 'Ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' | 'Í' | 'Î' => 'i',
            'ñ' | 'Ñ' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ô' => 'o',
            'ù' | 'ú' | 'û' | 'ü' | 'Ú' | 'Ü' => 'u',
            other => other.to_ascii_lowercase(),
        };
        if folded.is_ascii_alphanumeric() {
            slug.push(folded);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Percent-encoding for a value in a query.
#[must_use]
pub fn encode(value: &str) -> String {
    use std::fmt::Write as _;
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A cell of a table as it goes into a file for a spreadsheet, which takes what begins like this for a formula.
#[must_use]
pub fn harmless(cell: &str) -> String {
    let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("{mark}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_and_controls_refused() {
        assert_eq!(line("  Ann \t Mwangi ", 20), Ok("Ann Mwangi".to_owned()));
        assert_eq!(line(" \n ", 20), Err(TextProblem::Missing));
        assert_eq!(line("Ann\u{0}", 20), Err(TextProblem::Control));
        assert_eq!(line("Ann\u{202e}nna", 20), Err(TextProblem::Control));
        assert_eq!(line(&"a".repeat(21), 20), Err(TextProblem::TooLong(20)));
        assert_eq!(lines("one\r\ntwo", 20), Ok("one\ntwo".to_owned()));
    }

    #[test]
    fn addresses_are_told_from_other_texts() {
        for good in ["ann@example.org", "A.b+c@sub.example.org", "été@exämple.org"] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "ann",
            "ann@",
            "@example.org",
            "ann@localhost",
            "a b@example.org",
            "a@b@example.org",
            "ann@exa mple.org",
            "ann@example..org",
            "x\r\nBcc: y@example.org",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            EmailAddress::parse("Ann@Example.org").map(|a| a.folded()),
            Ok("ann@example.org".to_owned())
        );
    }

    #[test]
    fn slugs_are_plain() {
        assert_eq!(
            slug("Aseptic filling: theory, then the line"),
            "aseptic-filling-theory-then-the-line"
        );
        assert_eq!(slug("Contrôle qualité"), "controle-qualite");
        assert_eq!(slug("التعبئة"), "");
    }

    #[test]
    fn sec_36_no_cell_is_taken_for_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-3", "'-3"),
            ("+3", "'+3"),
            ("Côte d’Ivoire", "Côte d’Ivoire"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), written);
        }
    }
}
