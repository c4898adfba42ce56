//! Rust as words: without comments and texts, with the paths that it names.

/// The code with comments and the insides of texts blanked out; every line keeps its place.
pub(super) fn bare(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    let mut bare = String::with_capacity(code.len());
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied();
        let end = match (chars[at], next) {
            ('/', Some('/')) => find(&chars, at, |rest| rest[0] == '\n'),
            ('/', Some('*')) => end_of_comment(&chars, at),
            ('"', _) => end_of_text(&chars, at + 1),
            ('r', Some('"' | '#')) if !follows_a_name(&chars, at) => end_of_raw_text(&chars, at + 1).unwrap_or(at + 1),
            ('\'', Some('\\')) => find(&chars, at + 3, |rest| rest[0] == '\'') + 1,
            ('\'', Some(_)) if chars.get(at + 2) == Some(&'\'') => at + 3,
            _ => at + 1,
        };
        if end == at + 1 {
            bare.push(chars[at]);
        } else {
            bare.extend(chars[at..end.min(chars.len())].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        }
        at = end;
    }
    bare
}

fn find(chars: &[char], from: usize, is_end: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|at| is_end(&chars[*at..])).unwrap_or(chars.len())
}

fn follows_a_name(chars: &[char], at: usize) -> bool {
    at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') && chars[at - 1] != 'b'
}

fn end_of_comment(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn end_of_text(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// The end of `r"…"` or `r#"…"#`; `None` where it is a raw name.
fn end_of_raw_text(chars: &[char], from: usize) -> Option<usize> {
    let hashes = chars[from..].iter().take_while(|c| **c == '#').count();
    if chars.get(from + hashes) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    Some(find(chars, from + hashes + 1, |rest| rest.starts_with(&close)) + close.len())
}

/// A piece of code: a name, `::`, or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

pub(super) fn tokens(bare: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (number, line) in bare.lines().enumerate() {
        let mut name = String::new();
        let mut previous = ' ';
        for c in line.chars().chain([' ']) {
            if c.is_alphanumeric() || c == '_' {
                name.push(c);
            } else {
                let mut push = |text: String| tokens.push(Token { text, line: number + 1 });
                if !name.is_empty() {
                    push(std::mem::take(&mut name));
                }
                match (previous, c) {
                    (':', ':') => {
                        tokens.pop();
                        tokens.push(Token {
                            text: "::".to_owned(),
                            line: number + 1,
                        });
                        previous = ' ';
                        continue;
                    }
                    (_, c) if !c.is_whitespace() => push(c.to_string()),
                    _ => {}
                }
            }
            previous = c;
        }
    }
    tokens
}

/// A path that the code names, from the top of the crate, and the line where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// Every `crate::…` and `super::…` of a file, the trees of `use` taken apart. What a macro calls `$crate` is the place
/// of whoever uses it and is left out.
pub(super) fn paths(file: &str, code: &str) -> Vec<Named> {
    let tokens = tokens(&bare(code));
    let mut found = Vec::new();
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut at = 0;
    while at < tokens.len() {
        let is_start = text(at + 1) == "::" && !matches!(at.checked_sub(1).map(text), Some("$" | "::"));
        match text(at) {
            "crate" if is_start => at = tree(&tokens, at + 2, &mut Vec::new(), &mut found),
            "super" if is_start => {
                let mut here = module(file);
                here.pop();
                at += 2;
                while text(at) == "super" && text(at + 1) == "::" {
                    here.pop();
                    at += 2;
                }
                at = tree(&tokens, at, &mut here, &mut found);
            }
            _ => at += 1,
        }
    }
    found
}

/// `src/people/store.rs` is `people::store`.
fn module(file: &str) -> Vec<String> {
    let inner = file.strip_prefix("src/").unwrap_or(file).trim_end_matches(".rs");
    let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Reads one path, or a tree of them in braces, and gives the place behind it.
fn tree(tokens: &[Token], mut at: usize, path: &mut Vec<String>, found: &mut Vec<Named>) -> usize {
    let depth = path.len();
    let line = tokens.get(at).map_or(0, |token| token.line);
    loop {
        let text = tokens.get(at).map_or("", |token| token.text.as_str());
        if text == "{" {
            at += 1;
            while tokens.get(at).is_some_and(|token| token.text != "}") {
                let before = at;
                at = tree(tokens, at, path, found);
                // `, ` and `as name`
                while tokens.get(at).is_some_and(|token| token.text == "as" || token.text == ",") {
                    at += if tokens[at].text == "as" { 2 } else { 1 };
                }
                if at == before {
                    at += 1;
                }
            }
            at += 1;
            break;
        }
        path.push(text.to_owned());
        at += 1;
        if tokens.get(at).is_some_and(|token| token.text == "::") && tokens.get(at + 1).is_some_and(|token| token.text != "<") {
            at += 1;
            continue;
        }
        found.push(Named { path: path.clone(), line });
        break;
    }
    path.truncate(depth);
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked_and_lines_kept() {
        let code = "let a = \"x // y\"; // crate::b\n/* crate::c /* d */ */ let e = r#\"\"f\"\"#;\nlet g: &'a str = b\"h\\\"i\"; let j = '\"'; let k = '\\'';";
        let bare = bare(code);
        for gone in ["crate", "x", "y", "f", "h", "\""] {
            assert!(!bare.contains(gone), "{gone} in {bare}");
        }
        for kept in ["let a =", "let e =", "&'a str", "let j =", "let k ="] {
            assert!(bare.contains(kept), "{kept} not in {bare}");
        }
        assert_eq!(bare.lines().count(), 3);
    }

    #[test]
    fn paths_are_found_in_trees_and_in_the_midst() {
        let code = "use crate::{app::App, db::{self, Db as D, dialect::*}};\nuse super::store::{self, find};\nfn f() { crate::site::paths::home::<u8>(); super::super::x(); $crate::no::way(); other::crate_like::y() }";
        let found: Vec<String> = paths("src/people/web.rs", code)
            .into_iter()
            .map(|named| named.path.join("::"))
            .collect();
        assert_eq!(
            found,
            [
                "app::App",
                "db::self",
                "db::Db",
                "db::dialect::*",
                "people::store::self",
                "people::store::find",
                "site::paths::home",
                "x"
            ]
        );
        assert_eq!(paths("src/a/b.rs", "\n\nuse crate::c;")[0].line, 3);
    }
}
