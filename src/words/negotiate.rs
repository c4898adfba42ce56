//! Which language a page is shown in.

use super::{LANGUAGES, Words};

/// The first of these that is spoken here; English otherwise.
///
/// What the address asks for; what it asked for last, which a cookie remembers until somebody signs in who has a language
/// of their own; what the person chose; what the browser prefers.
#[must_use]
pub fn negotiate(asked: Option<&str>, remembered: Option<&str>, own: Option<&str>, preferred: Option<&str>) -> &'static Words {
    let code = [asked, remembered, own]
        .into_iter()
        .flatten()
        .find_map(known)
        .or_else(|| preferred.and_then(best))
        .unwrap_or("en");
    Words::of(code)
}

/// The spoken language of a tag: `ar-EG` is `ar`.
pub(super) fn known(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next()?.trim();
    LANGUAGES
        .iter()
        .map(|language| language.code)
        .find(|code| code.eq_ignore_ascii_case(primary))
}

/// The best of an `Accept-Language` header; the first of those with equal weight.
fn best(header: &str) -> Option<&'static str> {
    let mut found: Option<(u32, &'static str)> = None;
    for part in header.split(',').take(20) {
        let mut pieces = part.split(';');
        let Some(code) = pieces.next().and_then(known) else { continue };
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(1000, thousandths);
        if weight > 0 && found.is_none_or(|(most, _)| weight > most) {
            found = Some((weight, code));
        }
    }
    found.map(|(_, code)| code)
}

/// `0.8` as 800; what is no weight counts as none.
fn thousandths(text: &str) -> u32 {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let whole: u32 = whole.parse().unwrap_or(0);
    let fraction: u32 = format!("{fraction:0<3}")
        .get(..3)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    (whole * 1000 + fraction).min(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_explicit_wish_wins() {
        let of = |asked, remembered, own, preferred| negotiate(asked, remembered, own, preferred).lang();
        assert_eq!(of(None, None, None, Some("pt-BR,ar-EG;q=0.8,en;q=0.5")), "ar");
        assert_eq!(of(None, None, Some("en"), Some("ar")), "en");
        assert_eq!(of(None, Some("ar"), Some("en"), Some("en")), "ar");
        assert_eq!(of(None, Some("xx"), Some("ar"), Some("en")), "ar");
        assert_eq!(of(Some("ar"), Some("en"), Some("en"), None), "ar");
        assert_eq!(of(Some("xx"), None, None, Some("ar;q=0")), "en");
        assert_eq!(of(None, None, None, Some("en;q=0.2, ar;q=0.9")), "ar");
    }
}
