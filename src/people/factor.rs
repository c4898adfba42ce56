//! The second factor: codes of six digits that change every half minute (RFC 6238), and ten codes to fall back on.
//!
//! A code is used once: the step whose code was taken is remembered, and none before it is taken afterwards. A fallback
//! code is fifty random bits, stored as a keyed hash, used once. Secrets rest sealed with a key that is not in the database.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::kernel::{PersonId, UtcTime, ids::Id as _};

/// A secret has so many bytes: as many as the hash that it goes into.
pub const SECRET_LENGTH: usize = 20;
/// So many fallback codes are given at a time.
pub const CODES: usize = 10;
/// Seconds that a code stands for.
const STEP: u64 = 30;
const NONCE_LENGTH: usize = 24;
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(secret).build().ok()
}

fn seconds(at: UtcTime) -> u64 {
    u64::try_from(at.get().timestamp()).unwrap_or(0)
}

/// The code of this moment: what an authenticator shows.
#[must_use]
pub fn code(secret: &[u8], now: UtcTime) -> Option<String> {
    totp(secret).map(|totp| totp.generate(seconds(now)).to_string())
}

/// The step of a code that is right now, or half a minute off, and later than the last one that was used.
#[must_use]
pub fn check(secret: &[u8], code: &str, now: UtcTime, last_step: i64) -> Option<i64> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let totp = totp(secret)?;
    // of the three codes that are right now the newest that fits; one that was used is as wrong as any
    let origin = i64::try_from(seconds(now) / STEP).ok()?;
    [origin, origin + 1, origin - 1]
        .into_iter()
        .filter(|&step| step > last_step)
        .find(|&step| u64::try_from(step).is_ok_and(|step| totp.generate(step * STEP).to_string() == digits))
}

/// The secret as an authenticator takes it by hand: base 32, in groups of four.
#[must_use]
pub fn by_hand(secret: &[u8]) -> String {
    let text = Secret::from(secret).to_base32();
    let letters: Vec<char> = text.trim_end_matches('=').chars().collect();
    letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The secret as an authenticator takes it from a picture or a link.
#[must_use]
pub fn link(secret: &[u8], account: &str) -> String {
    let text = by_hand(secret).replace(' ', "");
    let account = crate::kernel::text::encode(account);
    format!("otpauth://totp/Benchside:{account}?secret={text}&issuer=Benchside")
}

/// The dark squares of the picture of a text, as the path of an SVG, and the width of the whole in squares.
#[must_use]
pub fn picture(text: &str) -> Option<(String, usize)> {
    use std::fmt::Write as _;
    const MARGIN: usize = 4;
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", place % width + MARGIN, place / width + MARGIN);
        }
    }
    Some((path, width + 2 * MARGIN))
}

/// A fallback code out of eight random bytes, in two groups of five; look-alikes are left out.
#[must_use]
pub fn fallback(random: [u8; 8]) -> String {
    let mut bits = u64::from_le_bytes(random);
    let mut text = String::with_capacity(11);
    for place in 0..10 {
        if place == 5 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::try_from(bits & 31).unwrap_or(0)]));
        bits >>= 5;
    }
    text
}

/// A fallback code as it is compared: without hyphens and spaces, lower case. `None` where it cannot be one.
#[must_use]
pub fn plain_fallback(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .flat_map(char::to_lowercase)
        .collect();
    (plain.len() == 10 && plain.bytes().all(|byte| ALPHABET.contains(&byte))).then_some(plain)
}

fn cipher(key: &[u8]) -> XChaCha20Poly1305 {
    let key: [u8; 32] = Sha256::new().chain_update(b"second factor").chain_update(key).finalize().into();
    XChaCha20Poly1305::new(&key.into())
}

/// Seals a secret for one person; `nonce` is 24 random bytes.
#[must_use]
pub fn seal(key: &[u8], person: PersonId, nonce: [u8; NONCE_LENGTH], secret: &[u8]) -> Option<Vec<u8>> {
    let whose = person.uuid().into_bytes();
    let payload = Payload { msg: secret, aad: &whose };
    let sealed = cipher(key).encrypt(XNonce::from_slice(&nonce), payload).ok()?;
    Some([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal`] closed; `None` with another key, for another person, or where a bit was changed.
#[must_use]
pub fn unseal(key: &[u8], person: PersonId, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_LENGTH)?;
    let whose = person.uuid().into_bytes();
    let payload = Payload { msg: sealed, aad: &whose };
    cipher(key).decrypt(XNonce::from_slice(nonce), payload).ok()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> UtcTime {
        UtcTime::new(DateTime::from_timestamp(seconds, 0).unwrap())
    }

    /// The table of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn sec_09_codes_are_those_of_the_standard() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(code(SECRET, at(seconds)).as_deref(), Some(expected));
            assert_eq!(check(SECRET, expected, at(seconds), 0), Some(seconds / 30));
        }
    }

    #[test]
    fn sec_09_a_code_is_taken_once_and_half_a_minute_off_at_most() {
        let now = at(1_800_000_000);
        let typed = code(SECRET, now).unwrap();
        let step = check(SECRET, &format!("{} {}", &typed[..3], &typed[3..]), now, 0).unwrap();
        assert_eq!(check(SECRET, &typed, now, step), None, "a second time");
        assert!(check(SECRET, &typed, now + TimeDelta::seconds(30), 0).is_some());
        assert!(check(SECRET, &typed, now - TimeDelta::seconds(30), 0).is_some());
        assert_eq!(check(SECRET, &typed, now + TimeDelta::seconds(60), 0), None);
        for wrong in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(check(SECRET, wrong, now, 0), None, "{wrong}");
        }
    }

    #[test]
    fn sec_10_a_fallback_code_is_read_as_it_is_written() {
        let made = fallback([1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(made.len(), 11);
        let plain = plain_fallback(&made).unwrap();
        assert_eq!(plain_fallback(&format!(" {} ", made.to_uppercase())), Some(plain));
        assert_eq!(plain_fallback("short"), None);
    }

    #[test]
    fn an_authenticator_can_take_the_secret() {
        assert_eq!(by_hand(SECRET), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            link(SECRET, "ann@example.org"),
            "otpauth://totp/Benchside:ann%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Benchside"
        );
        let (path, width) = picture(&link(SECRET, "ann@example.org")).unwrap();
        assert!(path.starts_with("M4 4h1v1h-1z") && width > 40);
    }

    proptest! {
        #[test]
        fn sec_52_what_is_sealed_opens_for_its_person_alone(secret: [u8; 20], nonce: [u8; 24], person: u128, other: u128, place in 0_usize..60) {
            let (person, other) = (PersonId::new(Uuid::from_u128(person)), PersonId::new(Uuid::from_u128(other)));
            let sealed = seal(b"key", person, nonce, &secret).unwrap();
            prop_assert!(!sealed.windows(20).any(|window| window == secret));
            prop_assert_eq!(unseal(b"key", person, &sealed), Some(secret.to_vec()));
            prop_assert_eq!(unseal(b"another key", person, &sealed), None);
            if person != other {
                prop_assert_eq!(unseal(b"key", other, &sealed), None);
            }
            let mut changed = sealed.clone();
            changed[place % sealed.len()] ^= 1;
            prop_assert_eq!(unseal(b"key", person, &changed), None);
        }
    }
}
