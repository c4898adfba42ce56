//! What the site has sent.

use std::fmt;

use benchside::queue::Letter;

use super::html::normal;

/// The letters that were taken, oldest first.
pub(crate) struct Post {
    letters: Vec<Letter>,
    base_url: String,
}

impl Post {
    pub(super) fn new(letters: Vec<Letter>, base_url: &str) -> Self {
        Self {
            letters,
            base_url: base_url.to_owned(),
        }
    }

    pub(crate) fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The one letter to an address.
    pub(crate) fn to(&self, address: &str) -> &Letter {
        let found: Vec<_> = self.letters.iter().filter(|letter| letter.to == address).collect();
        assert_eq!(found.len(), 1, "letters to {address}, among:\n{self}");
        found[0]
    }

    /// The letters to an address alone.
    pub(crate) fn of(&self, address: &str) -> Self {
        let letters = self.letters.iter().filter(|letter| letter.to == address);
        Self::new(letters.cloned().collect(), &self.base_url)
    }

    /// The path of the link in the one letter to an address.
    pub(crate) fn link(&self, address: &str) -> String {
        let text = &self.to(address).text;
        let link = text
            .lines()
            .find_map(|line| line.strip_prefix(&self.base_url).filter(|path| path.len() > 1));
        link.unwrap_or_else(|| panic!("no link in:\n{text}")).to_owned()
    }
}

impl fmt::Display for Post {
    /// For snapshots: whom it goes to, what it says; ids and tokens by their kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.letters.is_empty() {
            return f.write_str("no letters");
        }
        for letter in &self.letters {
            let text = format!(
                "To: {}\nLanguage: {}\nSubject: {}\n\n{}\n---\n",
                letter.to,
                letter.language,
                letter.subject,
                letter.text.trim_end()
            );
            let seen = |c: &char| !matches!(c, '\u{2068}' | '\u{2069}');
            f.write_str(&normal(&text, &self.base_url).chars().filter(seen).collect::<String>())?;
        }
        Ok(())
    }
}
