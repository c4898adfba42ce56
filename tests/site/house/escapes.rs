//! What people write is never taken for a command: not by the database, not by the browser.

use super::code::{bare, tokens};
use super::{Fault, Source, breaks, none, sources};

/// SQL that is written by hand stands where the database is spoken to, and is not put together from pieces.
fn sql(source: &Source) -> Vec<Fault> {
    let is_store = source.path.split('/').any(|part| part.trim_end_matches(".rs") == "store");
    let is_ground = ["src/db/", "src/queue/", "src/trail/"]
        .iter()
        .any(|folder| source.path.starts_with(folder));
    let tokens = tokens(&bare(&source.text));
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut faults = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_by_hand = match token.text.as_str() {
            "sql_query" | "batch_execute" => text(at + 1) == "(",
            "sql" => text(at + 1) == "::" && text(at + 2) == "<",
            _ => false,
        };
        if !is_by_hand {
            continue;
        }
        if !is_store && !is_ground {
            faults.push(Fault::at(source, token.line, "SQL stands in db/ and in stores"));
        }
        let mut depth = 0;
        for inside in tokens[at..].iter().skip_while(|token| token.text != "(") {
            match inside.text.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                "format" | "concat" | "push_str" | "+" => {
                    faults.push(Fault::at(source, inside.line, "SQL is not put together: values are bound"));
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    faults
}

/// What a template may write as it is: attributes that a template of ours wrote, and data for machines, whose `<` is written otherwise.
const UNESCAPED: &[(&str, &str)] = &[
    ("templates/macros/fields.html", "more"),
    ("templates/catalogue/show.html", "structured"),
];

fn unescaped(source: &Source) -> Vec<Fault> {
    let lines = source.text.lines().enumerate();
    let faults = lines.flat_map(|(number, line)| {
        let dense: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let names = dense
            .match_indices("|safe")
            .map(|(at, _)| dense[..at].rsplit(|c| !is_word(c)).next().unwrap_or_default());
        let unknown = names.filter(|name| !UNESCAPED.contains(&(source.path.as_str(), *name))).count();
        (0..unknown).map(move |_| Fault::at(source, number + 1, "what people write is escaped: no |safe"))
    });
    faults.collect()
}

#[test]
fn sec_33_values_are_bound() {
    none(&sources("src", &["rs"]).iter().flat_map(sql).collect::<Vec<_>>());
}

#[test]
fn sec_33_sql_that_is_put_together_is_found() {
    let text = "let a = diesel::sql_query(format!(\"SELECT {x}\"));\ndb.batch_execute(&(\"DROP \".to_owned()\n    + name))?;\nlet b = sql::<Text>(&format!(\"{x}\"));\n";
    breaks(sql, "src/people/store.rs", text, &[1, 3, 4]);
    breaks(sql, "src/people/web.rs", "let a = sql_query(\"SELECT 1\");", &[1]);
    breaks(
        sql,
        "src/people/store.rs",
        "use diesel::sql_query;\nlet a = sql_query(\"SELECT 1 + 1\").bind(x);\nlet b = 1 + 1;",
        &[],
    );
}

#[test]
fn sec_34_templates_escape() {
    none(&sources("templates", &["html"]).iter().flat_map(unescaped).collect::<Vec<_>>());
    let own: Vec<_> = sources("src", &["rs"])
        .into_iter()
        .filter(|source| source.text.contains("HtmlSafe for"))
        .collect();
    assert_eq!(
        own.iter().map(|source| source.path.as_str()).collect::<Vec<_>>(),
        ["src/site/filters.rs"]
    );
}

#[test]
fn sec_34_what_is_not_escaped_is_found() {
    breaks(
        unescaped,
        "templates/people/show.html",
        "<p>{{ name }}</p>\n<p>{{ name | safe }}</p>\n",
        &[2],
    );
    breaks(
        unescaped,
        "templates/catalogue/show.html",
        "{{ structured|safe }}{{ title|safe }}",
        &[1],
    );
    breaks(unescaped, "templates/macros/fields.html", "{{ more|safe }}", &[]);
}
