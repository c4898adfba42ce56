//! The tokens of a search: one function for what is stored and for what is asked, so that both databases find the same.
//!
//! Folded to letters and digits, lower case, without accents and without Arabic marks; Chinese, Japanese and Korean
//! writing as pairs of characters. No stemming.

use std::collections::HashSet;

use icu_normalizer::DecomposingNormalizerBorrowed;

/// More tokens than this are left away.
const MOST: usize = 400;

/// The tokens of a text, in order, each once.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    for token in words(text).into_iter().flat_map(pairs) {
        if known.insert(token.clone()) {
            found.push(token);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// A word as what is looked for: itself, or its characters by twos.
fn pairs(word: String) -> Vec<String> {
    if !is_cjk(&word) {
        return vec![word];
    }
    let characters: Vec<char> = word.chars().collect();
    characters
        .windows(2.min(characters.len()))
        .map(|pair| pair.iter().collect())
        .collect()
}

/// The form in which names are compared: the tokens with blanks between them.
#[must_use]
pub fn folded(text: &str) -> String {
    words(text).join(" ")
}

fn words(text: &str) -> Vec<String> {
    let normal = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let mut words = Vec::new();
    let mut word = String::new();
    let mut word_is_cjk = false;
    for c in normal.chars().flat_map(char::to_lowercase) {
        if is_mark(c) {
            continue;
        }
        let c = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            'ß' => 's',
            'ς' => 'σ',
            'ø' => 'o',
            'ł' => 'l',
            'ı' => 'i',
            other => other,
        };
        let cjk = is_cjk_char(c);
        if (!c.is_alphanumeric() || (cjk != word_is_cjk && !word.is_empty())) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word_is_cjk = cjk;
            word.push(c);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Accents set apart by the normal form, Arabic vowel marks and the stretching dash.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{200b}'..='\u{200f}')
}

fn is_cjk(word: &str) -> bool {
    word.chars().next().is_some_and(is_cjk_char)
}

fn is_cjk_char(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{2ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(tokens("Contrôle Qualité: HPLC, ELISA"), ["controle", "qualite", "hplc", "elisa"]);
        assert_eq!(tokens("التَّعبئة المُعقَّمة"), ["التعبيه", "المعقمه"]);
        assert_eq!(tokens("无菌灌装"), ["无菌", "菌灌", "灌装"]);
        assert_eq!(tokens("GMP gmp"), ["gmp"]);
        assert_eq!(tokens("' OR 1=1 --"), ["or", "1"]);
    }

    /// The same, as slowly as it can be written: every token is compared with all before it.
    fn tokens_one_by_one(text: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for word in words(text) {
            let characters: Vec<char> = word.chars().collect();
            let width = if is_cjk(&word) { 2.min(characters.len()) } else { characters.len() };
            for part in characters.windows(width) {
                let token: String = part.iter().collect();
                if !found.contains(&token) && found.len() < MOST {
                    found.push(token);
                }
            }
        }
        found
    }

    #[test]
    fn a_million_characters_without_a_blank_are_quickly_read() {
        let han: String = (0..350_000)
            .map(|number| char::from_u32(0x4e00 + number * 7 % 20_000).unwrap())
            .collect();
        let hangul = "교육".repeat(170_000);
        let letters = "x".repeat(1_000_000);
        let begun = std::time::Instant::now();
        assert_eq!(tokens(&han).len(), MOST);
        assert_eq!(tokens(&format!("{hangul} {han}")).len(), MOST);
        assert_eq!(tokens(&letters), [letters]);
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    }

    proptest! {
        #[test]
        fn tokens_are_what_they_were(text in "[ a-cé\u{4e00}-\u{4e03}ア-ウ가-나ا-ت1-3'-]{0,120}", again in 1_usize..30) {
            let text = text.repeat(again);
            prop_assert_eq!(tokens(&text), tokens_one_by_one(&text));
        }

        #[test]
        fn tokens_hold_only_letters_and_digits(text: String) {
            for token in tokens(&text) {
                prop_assert!(!token.is_empty() && token.chars().all(char::is_alphanumeric), "{token:?}");
            }
        }
    }
}
