//! Where other people's crates may be named.

use super::code::{bare, tokens};
use super::{Fault, Source, breaks, none, sources};

/// Is it a file of this layer, whichever the room?
fn is_layer(path: &str, layer: &str) -> bool {
    let mut parts = path.split('/').skip(2);
    parts.next().is_some_and(|part| part.trim_end_matches(".rs") == layer)
}

fn is_below(path: &str, folders: &[&str]) -> bool {
    folders
        .iter()
        .any(|folder| path.starts_with(&format!("src/{folder}/")) || path == format!("src/{folder}.rs"))
}

/// The crate, where it may be named, and the sentence.
fn broken(path: &str, name: &str) -> Option<&'static str> {
    let is_allowed = match name {
        "diesel" | "diesel_migrations" => {
            let macros = ["src/kernel/text_enum.rs", "src/kernel/ids.rs", "src/kernel/dates.rs"];
            is_below(path, &["db", "queue", "trail"])
                || path.split('/').skip(2).any(|part| part.trim_end_matches(".rs") == "store")
                || macros.contains(&path)
        }
        // the application is where the server is put together
        "actix_web" => is_below(path, &["site", "api", "app"]) || is_layer(path, "web"),
        "askama" => is_below(path, &["site"]) || is_layer(path, "web") || is_layer(path, "mail"),
        "actix_multipart" => path == "src/site/upload.rs",
        "lettre" => path == "src/notifications/mailer.rs",
        _ => return None,
    };
    let sentence = match name {
        "diesel" | "diesel_migrations" => "diesel is named only in db/, queue/, trail/, stores and the kernel's macros",
        "actix_web" => "actix_web is named only in site/, web files, api/ and app.rs",
        "actix_multipart" => "actix_multipart is named only in site/upload.rs",
        "askama" => "askama is named only in web, site and mail",
        _ => "lettre is named only in notifications/mailer.rs",
    };
    (!is_allowed).then_some(sentence)
}

fn rule(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let bare = bare(&source.text);
    let lines: Vec<&str> = bare.lines().collect();
    let tokens = tokens(&bare);
    for (at, token) in tokens.iter().enumerate() {
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
        // a type that stands in a column says so where it is declared: derived names and the type's attribute
        let line = lines[token.line - 1].trim_start();
        let is_column = source.path == "src/network/mod.rs" && (line.starts_with("#[derive(") || line.starts_with("#[diesel(sql_type"));
        if let Some(sentence) = broken(&source.path, &token.text).filter(|_| !is_column) {
            faults.push(Fault::at(source, token.line, sentence));
        }
        let may_spawn = is_below(&source.path, &["cli", "app", "queue", "db"]);
        let spawns = token.text == "spawn_blocking" || (matches!(token.text.as_str(), "tokio" | "rt" | "task") && text(at + 2) == "spawn");
        if spawns && !may_spawn {
            faults.push(Fault::at(
                source,
                token.line,
                "tasks and threads are begun only in cli.rs, app.rs, queue/ and db/",
            ));
        }
    }
    faults.dedup_by(|a, b| a.line == b.line && a.rule == b.rule);
    faults
}

/// Words that a source may not have at all.
fn words(source: &Source) -> Vec<Fault> {
    let tokens = tokens(&bare(&source.text));
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut faults = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_macro = text(at + 1) == "!";
        // not inside a list of lints: there `todo` is the name of one
        let sentence = match token.text.as_str() {
            "todo" | "unimplemented" if is_macro => "what is not written yet is not called: no todo! and no unimplemented!",
            "dbg" if is_macro => "nothing is printed in passing: no dbg!",
            "allow" if text(at.wrapping_sub(1)) == "[" && text(at + 1) == "(" => "#[expect(.., reason = \"..\")], never #[allow]",
            "unsafe" if text(at + 1) == "{" || text(at + 1) == "fn" => "nothing is unsafe here",
            _ => continue,
        };
        faults.push(Fault::at(source, token.line, sentence));
    }
    faults
}

#[test]
fn sec_24_crates_are_named_where_they_belong_and_rows_are_reached_by_stores_alone() {
    none(&sources("src", &["rs"]).iter().flat_map(rule).collect::<Vec<_>>());
}

#[test]
fn nothing_is_put_off_or_silenced() {
    let all = sources("src", &["rs"]).into_iter().chain(sources("tests", &["rs"]));
    none(&all.flat_map(|source| words(&source)).collect::<Vec<_>>());
}

#[test]
fn a_crate_out_of_its_place_is_found() {
    breaks(rule, "src/people/web.rs", "use diesel::prelude::*;\nuse actix_web::web;", &[1]);
    breaks(rule, "src/people/store.rs", "use diesel::prelude::*;\nuse actix_web::web;", &[2]);
    breaks(rule, "src/people/policy.rs", "#[derive(askama::Template)]\nstruct Page;", &[1]);
    breaks(rule, "src/people/mail.rs", "use askama::Template;\nuse lettre::Message;", &[2]);
    breaks(
        rule,
        "src/matching/web.rs",
        "fn f() {\n    tokio::spawn(g());\n    tokio::task::spawn_blocking(h);\n}",
        &[2, 3],
    );
    breaks(rule, "src/queue/worker.rs", "fn f() { tokio::spawn(g()); }", &[]);
    breaks(rule, "src/people/store/links.rs", "use diesel::prelude::*; // actix_web", &[]);
    breaks(
        rule,
        "src/network/mod.rs",
        "#[derive(Clone, diesel::expression::AsExpression)]\nuse diesel::prelude::*;",
        &[2],
    );
}

#[test]
fn what_is_put_off_or_silenced_is_found() {
    let text = "#![allow(dead_code)]\n#[allow(unused)]\n#[expect(unused, reason = \"x\")]\nfn f() { todo!() }\nfn g() { dbg!(1); unsafe { h() } }\n";
    breaks(words, "src/x.rs", text, &[1, 2, 4, 5, 5]);
    breaks(words, "src/x.rs", "// todo!()\nlet a = \"#[allow(x)]\"; fn todo() {}", &[]);
}
