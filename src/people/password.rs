//! Passwords: argon2id, 19 MiB, two passes. Length is asked for, and that it is not one that everybody tries; nothing
//! else about its form.

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};

use crate::kernel::problems::Problem;

/// So many characters at least.
pub const LEAST: usize = 12;
/// And so many at most: enough for any phrase, too few to keep a core busy.
pub const MOST: usize = 256;

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
    pub fn choose(text: &str, context: &[&str]) -> Result<Self, Problem> {
        let length = text.chars().count();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        if length < LEAST {
            return Err(Problem::TooShort(LEAST));
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
            assert!(Password::choose(good, &[]).is_ok(), "{good}");
        }
        assert_eq!(Password::choose("short", &[]).err(), Some(Problem::TooShort(LEAST)));
        assert_eq!(Password::choose(&"ab ".repeat(100), &[]).err(), Some(Problem::TooLong(MOST)));
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
            assert_eq!(Password::choose(bad, &[]).err(), Some(Problem::CommonPassword), "{bad}");
        }
        assert_eq!(
            Password::choose("salma.benyoussef", &["salma.benyoussef@example.org"]).err(),
            Some(Problem::CommonPassword)
        );
        assert_eq!(
            Password::choose("SavannaBiologics2026!", &["Savanna Biologics"]).err(),
            Some(Problem::CommonPassword)
        );
    }
}
