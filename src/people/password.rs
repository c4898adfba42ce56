//! Passwords: argon2id, 19 MiB, two passes. Length is asked for, and that it is not one that everybody tries; nothing
//! else about its form.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};

use crate::kernel::problems::Problem;

/// So many characters at least.
const LEAST: usize = 12;
/// And of those who may do more than others.
const LEAST_OF_STAFF: usize = 15;
/// And so many at most: enough for any phrase, too few to keep a core busy.
pub const MOST: usize = 256;

/// So many characters a password needs.
#[must_use]
pub const fn least(is_staff: bool) -> usize {
    if is_staff { LEAST_OF_STAFF } else { LEAST }
}

crate::text_enum! {
    /// How hard a password is to guess for somebody who knows what is known of its owner.
    Strength { Weak = "weak", Fair = "fair", Good = "good", Strong = "strong" }
}

impl Strength {
    /// `None` where nothing was typed.
    #[must_use]
    pub fn of(text: &str, context: &[&str]) -> Option<Self> {
        // what is longer than any password is not looked at in all its length
        let text: String = text.chars().take(MOST).collect();
        if text.is_empty() {
            return None;
        }
        Some(match zxcvbn::zxcvbn(&text, context).score() {
            zxcvbn::Score::Zero | zxcvbn::Score::One => Self::Weak,
            zxcvbn::Score::Two => Self::Fair,
            zxcvbn::Score::Three => Self::Good,
            _ => Self::Strong,
        })
    }
}

/// A password as it was typed; never shown.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// A password that somebody chooses. `context` is what an attacker knows: name, address, organisation.
    ///
    /// # Errors
    /// [`Problem`]: too short, too long, or easily guessed.
    pub fn choose(text: &str, context: &[&str], least: usize) -> Result<Self, Problem> {
        let length = text.chars().count();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        if length < least {
            return Err(Problem::TooShort(least));
        }
        if length > MOST {
            return Err(Problem::TooLong(MOST));
        }
        let lower = text.to_lowercase();
        let mut known: Vec<&str> = vec!["benchside"];
        known.extend(context.iter().filter(|text| text.chars().count() >= 4));
        known.extend(
            context
                .iter()
                .flat_map(|text| text.split(['@', ' ', '.']))
                .filter(|part| part.chars().count() >= 4),
        );
        let rest = known.iter().fold(lower, |rest, part| rest.replace(&part.to_lowercase(), ""));
        let too_little_left = rest.chars().filter(|c| c.is_alphabetic()).count() < 4 && rest.chars().count() < LEAST;
        if too_little_left || zxcvbn::zxcvbn(text, &known).score() < zxcvbn::Score::Two {
            return Err(Problem::CommonPassword);
        }
        Ok(Self(text.to_owned()))
    }

    /// A password that somebody claims to have.
    #[must_use]
    pub fn claim(text: &str) -> Self {
        Self(text.chars().take(MOST + 1).collect())
    }

    /// Its hash in PHC form, with sixteen bytes of salt. Takes some 20 ms of a core.
    #[must_use]
    pub fn hash(&self, salt: &[u8; 16]) -> Option<String> {
        let hash: PasswordHash = hasher().hash_password_with_salt(self.0.as_bytes(), salt).ok()?;
        Some(hash.to_string())
    }

    /// Is it this one? Takes as long where there is no hash at all, so that an unknown address answers like a known.
    #[must_use]
    pub fn is(&self, hash: Option<&str>) -> bool {
        const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LWhhcy10aGlz$Zk2ZnTqVdC2vXyhrWcA9QGm4hcQ7F3XU9tD0JtVvX1o";
        let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else {
            return false;
        };
        hasher().verify_password(self.0.as_bytes(), &parsed).is_ok() && hash.is_some()
    }
}

fn hasher() -> Argon2<'static> {
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(19_456, 2, 1, None).unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_01_length_is_asked_for_and_nothing_else() {
        for good in [
            "correct horse battery staple",
            "ein ganz langer Satz ohne Zahl",
            "𝓁𝑜𝓃𝑔 🐎🔋📎 пароль",
            "eleven brown kettles sing about the tide of a town without any clocks",
        ] {
            assert!(Password::choose(good, &[], LEAST).is_ok(), "{good}");
        }
        assert_eq!(Password::choose("short", &[], LEAST).err(), Some(Problem::TooShort(LEAST)));
        assert_eq!(Password::choose(&"ab ".repeat(100), &[], LEAST).err(), Some(Problem::TooLong(MOST)));
    }

    #[test]
    fn sec_01_every_character_counts() {
        let long = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod A";
        let other = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod B";
        let hash = Password::claim(long).hash(&[7; 16]).unwrap();
        assert!(Password::claim(long).is(Some(&hash)));
        assert!(!Password::claim(other).is(Some(&hash)));
        assert!(!Password::claim(long).is(None));
    }

    #[test]
    fn sec_02_what_everybody_tries_is_refused() {
        for bad in [
            "password1234",
            "123456789012",
            "qwertyuiop12",
            "aaaaaaaaaaaaaaaa",
            "benchside2026!",
            "Benchside123",
        ] {
            assert_eq!(Password::choose(bad, &[], LEAST).err(), Some(Problem::CommonPassword), "{bad}");
        }
        assert_eq!(
            Password::choose("salma.benyoussef", &["salma.benyoussef@example.org"], LEAST).err(),
            Some(Problem::CommonPassword)
        );
        assert_eq!(
            Password::choose("SavannaBiologics2026!", &["Savanna Biologics"], LEAST).err(),
            Some(Problem::CommonPassword)
        );
    }

    #[test]
    fn sec_01_who_may_do_more_needs_a_longer_one() {
        let fourteen = "kettle tide 14";
        assert!(Password::choose(fourteen, &[], least(false)).is_ok());
        assert_eq!(
            Password::choose(fourteen, &[], least(true)).err(),
            Some(Problem::TooShort(LEAST_OF_STAFF))
        );
    }

    #[test]
    fn strength_is_told() {
        let of = |text| Strength::of(text, &["ann@example.org"]);
        assert_eq!(of(""), None);
        assert_eq!(of("password1234"), Some(Strength::Weak));
        assert_eq!(of("eleven brown kettles sing about the tide"), Some(Strength::Strong));
    }
}
