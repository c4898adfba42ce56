//! What is kept of a text that must not be guessed or made up by whoever does not have the secret.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA-256: neither a copy of the database nor the secret alone opens what is kept so, and nobody goes on from one to another.
///
/// # Panics
/// Never: any length is a key.
#[must_use]
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
pub fn hash(secret: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length is a key");
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::hex;

    /// The second test case of RFC 4231.
    #[test]
    fn sec_56_it_is_the_hash_that_others_compute() {
        let found = hash(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex(&found), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn another_secret_or_text_is_another_hash() {
        let one = hash(b"secret", b"token");
        assert_ne!(one, hash(b"Secret", b"token"));
        assert_ne!(one, hash(b"secret", b"token2"));
        // where the one ends and the other begins counts
        assert_ne!(hash(b"secrett", b"oken"), one);
    }
}
