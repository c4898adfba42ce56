//! Templates: fields are drawn in one place, nothing runs or styles in place, and every word is Fluent's.

use super::{Fault, Source, breaks, none, sources};

/// What askama puts in is blanked out; every line keeps its place.
fn without_code(template: &str) -> String {
    let mut left = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = ["{#", "{{", "{%"].iter().filter_map(|open| rest.find(open)).min() {
        left.push_str(&rest[..start]);
        let close = match &rest[start..start + 2] {
            "{#" => "#}",
            "{{" => "}}",
            _ => "%}",
        };
        let end = rest[start..].find(close).map_or(rest.len(), |at| start + at + 2);
        left.extend(rest[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    left.push_str(rest);
    left
}

/// A piece of HTML: what stands between tags, or a tag.
enum Piece {
    Text(usize, String),
    Tag(usize, String),
}

fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut line, mut start, mut piece, mut quote) = (1, 1, String::new(), None);
    let mut is_tag = false;
    for c in html.chars() {
        match (is_tag, c) {
            (false, '<') => {
                pieces.push(Piece::Text(start, std::mem::take(&mut piece)));
                (is_tag, start) = (true, line);
            }
            (true, '>') if quote.is_none() => {
                pieces.push(Piece::Tag(start, std::mem::take(&mut piece)));
                (is_tag, start) = (false, line);
            }
            (true, '"' | '\'') => {
                quote = match quote {
                    None => Some(c),
                    Some(open) if open == c => None,
                    open => open,
                };
                piece.push(c);
            }
            (false, '\n') if piece.trim().is_empty() => start = line + 1,
            _ => piece.push(c),
        }
        line += usize::from(c == '\n');
    }
    pieces.push(Piece::Text(start, piece));
    pieces
}

/// Names and values of a tag's attributes.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.split_whitespace().last().unwrap_or_default().to_lowercase();
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        found.push((name, value.to_owned()));
        rest = next;
    }
    found
}

fn fields(source: &Source) -> Vec<Fault> {
    if source.path.starts_with("templates/macros/") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for piece in pieces(&without_code(&source.text)) {
        if let Piece::Tag(line, tag) = piece {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if matches!(name, "input" | "select" | "textarea") {
                faults.push(Fault::at(
                    source,
                    line,
                    format!("templates/macros/ is the only place where an <{name}> is drawn"),
                ));
            }
        }
    }
    faults
}

fn in_place(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for piece in pieces(&without_code(&source.text)) {
        let Piece::Tag(line, tag) = piece else { continue };
        for (name, value) in attributes(&tag) {
            if name == "style" || name.starts_with("on") {
                faults.push(Fault::at(source, line, format!("nothing runs or styles in place: {name}=")));
            }
            if value.trim_start().to_lowercase().starts_with("javascript:") {
                faults.push(Fault::at(source, line, "nothing runs in place: javascript:"));
            }
        }
        let is_script = tag.starts_with("script") && !tag.contains("src=") && !tag.contains("application/ld+json");
        if is_script || tag == "style" || tag.starts_with("style ") {
            faults.push(Fault::at(
                source,
                line,
                "scripts and styles are files in static/: the content policy admits nothing else",
            ));
        }
    }
    faults
}

/// Words that are the same in every language.
const NAMES: &[&str] = &["Benchside", "UTC"];

/// Two letters or more that are neither a name nor an entity, nor the attributes that a macro of ours writes.
fn word(text: &str) -> Option<String> {
    let mut left = text.to_owned();
    while let Some(start) = left.find("=\"") {
        let name = left[..start].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let end = left[start + 2..].find('"').map_or(left.len(), |at| start + at + 3);
        left.replace_range(name..end, " ");
    }
    while let Some(start) = left.find('&') {
        let Some(end) = left[start..].find(';') else { break };
        left.replace_range(start..=start + end, " ");
    }
    let words = left.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| word.chars().count() >= 2 && !NAMES.contains(word))
        .map(str::to_owned)
        .next()
}

/// Attributes whose value somebody reads or hears.
const READ: &[&str] = &["aria-label", "aria-description", "alt", "title", "placeholder", "label"];

fn texts(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut say = |line, word: String| {
        faults.push(Fault::at(
            source,
            line,
            format!("{word:?} stands in the template: every word of a page is Fluent's"),
        ));
    };
    for piece in pieces(&without_code(&source.text)) {
        match piece {
            Piece::Text(line, text) => {
                if let Some(word) = word(&text) {
                    say(line, word);
                }
            }
            Piece::Tag(line, tag) => {
                for (name, value) in attributes(&tag) {
                    if let Some(word) = word(&value).filter(|_| READ.contains(&name.as_str())) {
                        say(line, word);
                    }
                }
            }
        }
    }
    faults
}

#[test]
fn fields_are_drawn_in_one_place() {
    none(&sources("templates", &["html"]).iter().flat_map(fields).collect::<Vec<_>>());
}

#[test]
fn nothing_runs_or_styles_in_place() {
    none(&sources("templates", &["html"]).iter().flat_map(in_place).collect::<Vec<_>>());
}

#[test]
fn every_word_of_a_page_is_fluents() {
    none(
        &sources("templates", &["html", "svg", "txt"])
            .iter()
            .flat_map(texts)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn templates_that_break_the_rules_are_found() {
    breaks(
        fields,
        "templates/a/b.html",
        "<p>\n<input name=\"a\">\n<select>\n</select><textarea\nrows=2></textarea></p>",
        &[2, 3, 4],
    );
    breaks(fields, "templates/a/b.html", "{# <input> #}<inputs>{{ \"<input>\" }}", &[]);
    breaks(fields, "templates/macros/b.html", "<input>", &[]);
    let text =
        "<p style=\"a\">\n<b class=\"x\" onclick=\"y()\">{% if a > b %}\n<a href='javascript:x'>\n<script>x</script>\n<style>x</style>";
    breaks(in_place, "templates/a/b.html", text, &[1, 2, 3, 4, 5]);
    breaks(
        in_place,
        "templates/a/b.html",
        "<script type=\"module\" src=\"{{ x }}\"></script><i data-on=\"x\">",
        &[],
    );
    let text =
        "<p>{{ t.x() }}</p>\n<p>Hello</p>\n<img alt=\"A map\">\n<p class=\"not read\">\n · 5 % &nbsp; x\n{% if a %}\nسلام{% endif %}</p>\n";
    breaks(texts, "templates/a/b.html", text, &[2, 3, 5]);
    breaks(
        texts,
        "templates/macros/b.html",
        "{% if a %} aria-invalid=\"true\"{% endif %} no",
        &[1],
    );
    breaks(
        texts,
        "templates/macros/b.html",
        "{% if a %} aria-describedby=\"{{ b }}-hint\" aria-invalid=\"true\"{% endif %}",
        &[],
    );
    breaks(
        texts,
        "templates/a/b.html",
        "<title>{% block title %}{% endblock %} | Benchside</title><p title=\"{{ t.x() }}\">1 UTC</p>",
        &[],
    );
}
