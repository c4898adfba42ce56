//! The words people read: one set a language, from `locales/` (Fluent) and `data/labels/` (names of skills, roles,
//! places). A message that a language lacks is shown in English and marked as English.
//!
//! The text of a message is ours and may hold `<b>`; what is put into it is somebody's and is escaped.

mod format;
mod labels;
mod negotiate;
mod problems;
pub mod tokens;

pub use labels::Label;
pub use negotiate::negotiate;

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
pub use fluent_bundle::{FluentArgs, FluentValue};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language that the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    pub code: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    pub dir: &'static str,
    /// Whose forms of dates and numbers are used.
    formats: &'static str,
}

/// The interface's languages, in the order of the menu.
pub const LANGUAGES: &[Language] = &[
    Language {
        code: "en",
        name: "English",
        dir: "ltr",
        formats: "en-GB",
    },
    Language {
        code: "ar",
        name: "العربية",
        dir: "rtl",
        formats: "ar",
    },
];

/// All words of one language.
pub struct Words {
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
    forms: format::Forms,
    labels: labels::Labels,
}

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| LANGUAGES.iter().map(|language| Words::load(*language)).collect());

impl Words {
    /// The words of a language; English where it has none.
    #[must_use]
    pub fn of(code: &str) -> &'static Self {
        ALL.iter().find(|words| words.language.code == code).unwrap_or(&ALL[0])
    }

    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.language.code
    }

    #[must_use]
    pub fn dir(&self) -> &'static str {
        self.language.dir
    }

    fn load(language: Language) -> Self {
        let id = language.code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(true);
        bundle.set_formatter(Some(format::numbers));
        let files = SOURCES
            .iter()
            .filter(|(code, _)| *code == language.code)
            .flat_map(|(_, files)| files.iter());
        for file in files {
            // build.rs has parsed every file and refused doubled keys
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self {
            language,
            bundle,
            forms: format::Forms::of(language.formats),
            labels: labels::Labels::of(language.code),
        }
    }

    /// The keys that this language lacks.
    pub fn gaps(&self) -> impl Iterator<Item = &'static str> {
        KEYS.iter().copied().filter(|key| !self.bundle.has_message(key))
    }

    /// The text of a key that is put together at run time; `None` where no language has it.
    #[must_use]
    pub fn find<'a>(&'a self, key: &str) -> Option<Phrase<'a>> {
        let place = KEYS.binary_search(&key).ok()?;
        Some(Phrase::new(self, KEYS[place], None))
    }

    /// The text of `{part}-{code}`, or the code itself where the locales do not know it.
    #[must_use]
    pub fn coded(&self, part: &str, code: &str) -> String {
        let key = format!("{part}-{}", code.to_lowercase().replace('_', "-"));
        self.find(&key).map_or_else(|| code.to_owned(), |phrase| phrase.plain())
    }
}

/// A message with its arguments. Written into a page it is HTML; [`Phrase::plain`] is the same as plain text.
pub struct Phrase<'a> {
    words: &'a Words,
    key: &'static str,
    arguments: Option<FluentArgs<'a>>,
}

impl<'a> Phrase<'a> {
    fn new(words: &'a Words, key: &'static str, arguments: Option<FluentArgs<'a>>) -> Self {
        Self { words, key, arguments }
    }

    /// Plain text: for titles, attributes, mail and files.
    #[must_use]
    pub fn plain(&self) -> String {
        let text = self.text(self.arguments.as_ref()).0;
        if text.contains('<') {
            text.replace("<b>", "").replace("</b>", "")
        } else {
            text
        }
    }

    fn text(&self, arguments: Option<&FluentArgs<'_>>) -> (String, bool) {
        let own = &self.words.bundle;
        let (bundle, is_english) = if own.has_message(self.key) {
            (own, false)
        } else {
            (&Words::of("en").bundle, true)
        };
        let Some(pattern) = bundle.get_message(self.key).and_then(|message| message.value()) else {
            return (self.key.to_owned(), true);
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{}: {errors:?}", self.key);
        (text, is_english)
    }
}

impl fmt::Display for Phrase<'_> {
    /// HTML: the arguments escaped, English marked where it stands in for another language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let escaped = self.arguments.as_ref().map(|arguments| {
            let mut escaped = FluentArgs::new();
            for (name, value) in arguments.iter() {
                match value {
                    FluentValue::String(text) => escaped.set(name.to_owned(), escape(text)),
                    other => escaped.set(name.to_owned(), other.clone()),
                }
            }
            escaped
        });
        let (text, is_english) = self.text(escaped.as_ref());
        if is_english {
            write!(f, "<span lang=\"en\" dir=\"ltr\">{text}</span>")
        } else {
            f.write_str(&text)
        }
    }
}

/// `text` with the five characters that mean something in HTML written as entities.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_hold_no_markup_but_bold() {
        for (language, files) in SOURCES {
            for file in *files {
                let rest = file.replace("<b>", "").replace("</b>", "").replace("->", "");
                assert!(!rest.contains(['<', '>']), "markup in locales/{language}");
                assert!(!rest.contains('&'), "an entity in locales/{language}");
            }
        }
    }

    #[test]
    fn arabic_has_every_message() {
        let gaps: Vec<_> = Words::of("ar").gaps().collect();
        assert!(gaps.is_empty(), "not yet in Arabic: {gaps:?}");
    }

    #[test]
    fn an_unknown_language_is_english() {
        assert_eq!(Words::of("tlh").lang(), "en");
    }
}
