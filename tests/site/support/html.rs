//! HTML as text: what a reader sees, in an order and a form that can be compared.

use std::fmt::Write as _;

use scraper::{ElementRef, Node, Selector};

/// Every element that a selector finds.
pub(super) fn all<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The words of an element on one line.
pub(super) fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for piece in element.text() {
        text.push_str(piece);
    }
    // marks that keep the writing directions of inserted texts apart are not seen
    let text: String = text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a page: headings, lists, tables, links, fields and buttons, each in a form that can be told from the others.
pub(super) fn readable(part: ElementRef<'_>) -> String {
    let mut out = Text::default();
    out.children(part);
    out.end_line();
    out.lines.join("\n")
}

#[derive(Default)]
struct Text {
    lines: Vec<String>,
    line: String,
    indent: usize,
}

impl Text {
    fn end_line(&mut self) {
        let words = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();
        if !words.is_empty() {
            self.lines.push(format!("{}{words}", "  ".repeat(self.indent)));
        }
    }

    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.line.extend(text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}'))),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child);
                    }
                }
                _ => {}
            }
        }
    }

    /// A line of its own with something before it.
    fn line_of(&mut self, before: &str, element: ElementRef<'_>) {
        self.end_line();
        self.line.push_str(before);
        self.children(element);
        self.end_line();
    }

    fn around(&mut self, before: &str, element: ElementRef<'_>, after: &str) {
        self.line.push_str(before);
        self.children(element);
        while self.line.ends_with(char::is_whitespace) {
            self.line.pop();
        }
        self.line.push_str(after);
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let attribute = |name: &str| value.attr(name).unwrap_or_default();
        if attribute("aria-hidden") == "true" || value.attr("hidden").is_some() {
            return;
        }
        match value.name() {
            "svg" | "script" | "style" | "template" => {}
            "br" => self.end_line(),
            "img" => write!(self.line, "![{}]", attribute("alt")).expect("writing to memory"),
            "h1" | "h2" | "h3" | "h4" => {
                self.end_line();
                if !self.lines.is_empty() {
                    self.lines.push(String::new());
                }
                let depth = usize::from(value.name().as_bytes()[1] - b'0');
                self.line_of(&format!("{} ", "#".repeat(depth)), element);
            }
            "a" => self.around("[", element, &format!("]({})", attribute("href"))),
            "button" => self.around(" [[", element, "]]"),
            "b" | "strong" => self.around("**", element, "**"),
            "input" | "select" | "textarea" => self.control(element),
            "li" => {
                self.end_line();
                self.line.push_str("- ");
                self.indent += 1;
                self.first_line_out(element);
                self.indent -= 1;
            }
            "tr" => {
                self.end_line();
                self.line.push('|');
                for cell in all(element, "th, td") {
                    let mut inner = Self::default();
                    inner.children(cell);
                    inner.end_line();
                    write!(self.line, " {} |", inner.lines.join(" / ")).expect("writing to memory");
                }
                self.end_line();
            }
            "caption" => self.line_of("Table: ", element),
            "legend" => self.line_of("Group: ", element),
            "summary" => self.line_of("> ", element),
            "dt" => self.line_of("", element),
            "dd" => self.line_of("= ", element),
            "form" => {
                let method = if attribute("method").is_empty() {
                    "get"
                } else {
                    attribute("method")
                };
                self.end_line();
                self.lines
                    .push(format!("{}({method} {})", "  ".repeat(self.indent), attribute("action")));
                self.line_of("", element);
            }
            "p" | "div" | "section" | "article" | "header" | "footer" | "aside" | "nav" | "ul" | "ol" | "dl" | "table" | "thead"
            | "tbody" | "tfoot" | "fieldset" | "figure" | "figcaption" | "details" | "blockquote" | "pre" | "label" | "address" => {
                let role = attribute("role");
                let before = if matches!(role, "alert" | "status") {
                    format!("({role}) ")
                } else {
                    String::new()
                };
                self.line_of(&before, element);
            }
            _ => self.children(element),
        }
    }

    /// The children, the first line of them one step further out: what stands behind the dash of a list.
    fn first_line_out(&mut self, element: ElementRef<'_>) {
        let before = self.lines.len();
        self.children(element);
        self.end_line();
        if let Some(first) = self.lines.get_mut(before) {
            *first = first.strip_prefix("  ").unwrap_or(first).to_owned();
        }
    }

    fn control(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let name = value.attr("name").unwrap_or_default();
        let content = value.attr("value").unwrap_or_default();
        let said = match (value.name(), value.attr("type").unwrap_or("text")) {
            (_, "hidden") => return,
            ("input", "submit") => format!(" [[{content}]]"),
            ("input", kind @ ("checkbox" | "radio")) => {
                let mark = if value.attr("checked").is_some() { "x" } else { " " };
                if kind == "radio" {
                    format!("({mark}) ")
                } else {
                    format!("[{mark}] ")
                }
            }
            ("select", _) => {
                let options = all(element, "option");
                let selected = options.iter().find(|option| option.value().attr("selected").is_some());
                let chosen = selected.or(options.first()).map_or(String::new(), |option| words(*option));
                format!(" {{{name}: {chosen}, one of {}}}", options.len())
            }
            ("textarea", _) => format!(" {{{name}: {}}}", words(element)),
            _ => format!(" {{{name}: {content}}}"),
        };
        self.line.push_str(&said);
    }
}

/// Bytes as a token is written.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to memory");
        text
    })
}

/// A text without what differs from run to run: the port, ids, tokens, the hashes of static files.
pub(super) fn normal(text: &str, base_url: &str) -> String {
    let text = text.replace(base_url, "http://site");
    let mut normal = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() {
            run.push(c);
            continue;
        }
        normal.push_str(kind_of(&run).unwrap_or(&run));
        run.clear();
        normal.push(c);
    }
    normal.pop();
    // an id of a request has four hyphens in it
    let parts: Vec<&str> = normal.split_inclusive(' ').collect();
    parts
        .into_iter()
        .map(|part| {
            if is_uuid(part) {
                part.replace(bare(part), "[request]")
            } else {
                part.to_owned()
            }
        })
        .collect()
}

fn bare(part: &str) -> &str {
    part.trim_matches(|c: char| !c.is_ascii_hexdigit())
}

fn is_uuid(part: &str) -> bool {
    let lengths: Vec<usize> = bare(part).split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && bare(part).bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn kind_of(run: &str) -> Option<&'static str> {
    let is_hex = run.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let has_digit = run.bytes().any(|byte| byte.is_ascii_digit());
    match run.len() {
        64 if is_hex => Some("[token]"),
        16 if is_hex && has_digit => Some("[hash]"),
        26 if has_digit && benchside::kernel::ids::decode(run).is_ok() => Some("[id]"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_run_to_run_is_named_by_its_kind() {
        let id = "01k4xjz8g0e1tqwrty2ps3df4g";
        let text = format!(
            "see http://127.0.0.1:4711/courses/filling-{id}?x=1, or {}; 2026-09-01",
            "0a".repeat(32)
        );
        assert_eq!(
            normal(&text, "http://127.0.0.1:4711"),
            "see http://site/courses/filling-[id]?x=1, or [token]; 2026-09-01"
        );
        assert_eq!(normal("name 3f2b8c1e-0000-4a4a-8b8b-0123456789ab.", "x"), "name [request].");
        assert_eq!(normal("internationalisation", "x"), "internationalisation");
    }
}
