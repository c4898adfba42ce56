//! Imports run one way.

use super::code::{Named, bare, paths, tokens};
use super::{Fault, Source, breaks, none, sources};

/// From left to right; the left never imports the right.
const ROOMS: &[&str] = &[
    "kernel",
    "words",
    "db",
    "queue",
    "trail",
    "network",
    "people",
    "skills",
    "needs",
    "catalogue",
    "placements",
    "enrolments",
    "certificates",
    "matching",
    "commissions",
    "dashboards",
    "notifications",
];

/// What stands beside the rooms.
const BESIDE: &[&str] = &["api", "site", "app", "cli", "config", "lib", "main"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// Rules and types of a part of the business.
    Pure,
    Store,
    /// What the business stands on: kernel, words, db, queue, trail.
    Ground,
    /// Web, mail, jobs, api, cli: what composes.
    Above,
    Shell,
    /// Where everything is put together.
    Assembly,
}

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// The first part of the path below `src/`, without its ending.
fn room(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split(['/', '.']).next().unwrap_or(inner)
}

fn layer(path: &str) -> Layer {
    let room = room(path);
    let layers: Vec<&str> = path.split('/').skip(2).map(|part| part.trim_end_matches(".rs")).collect();
    let is = |name: &str| layers.first() == Some(&name);
    match room {
        "site" if path == "src/site/routes.rs" => Layer::Assembly,
        "site" => Layer::Shell,
        "app" | "lib" | "main" => Layer::Assembly,
        "cli" | "api" => Layer::Above,
        "config" => Layer::Ground,
        _ if is("web") || is("jobs") || is("mail") => Layer::Above,
        "kernel" | "words" | "db" | "queue" | "trail" => Layer::Ground,
        _ if is("store") => Layer::Store,
        _ => Layer::Pure,
    }
}

fn rule(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let own = room(&source.path);
    if !ROOMS.contains(&own) && !BESIDE.contains(&own) {
        return vec![Fault::at(
            source,
            1,
            format!("house.md knows no room {own}; name it there, in its place from left to right"),
        )];
    }
    for named in paths(&source.path, &source.text) {
        if let Some(sentence) = broken(&source.path, own, &named) {
            faults.push(Fault::at(
                source,
                named.line,
                format!("{} is named here: {sentence}", named.path.join("::")),
            ));
        }
    }
    faults
}

fn broken(path: &str, own: &str, named: &Named) -> Option<&'static str> {
    let other = named.path.first()?.as_str();
    let part = named.path.get(1).map_or("", String::as_str);
    let is_web = matches!(part, "web" | "mail" | "jobs");
    let is_own_module = other == own && named.path.len() == 1;
    if place(other).is_none() && !BESIDE.contains(&other) || is_own_module {
        return None;
    }
    let is_left = match (place(own), place(other)) {
        (Some(here), Some(there)) => there <= here,
        _ => true,
    };
    match layer(path) {
        Layer::Assembly => None,
        Layer::Above => {
            let is_foreign_web = other != own && is_web && named.path.get(2).is_none_or(|third| third != "cards");
            (is_foreign_web && own != "cli").then_some("of another part's web only its cards may be used")
        }
        Layer::Shell => {
            let known = ["kernel", "words", "db", "queue", "trail", "people", "site", "app", "config"];
            (!known.contains(&other) || is_web)
                .then_some("site/, apart from routes.rs, imports only kernel, words, db, queue, trail, people")
        }
        Layer::Ground | Layer::Store | Layer::Pure if matches!(other, "app" | "cli" | "site" | "api") => {
            // the name of a mailbox and the like: the mailer is the outer world
            Some("web, api, jobs, mail and cli stand above; pure files and stores do not know them")
        }
        // what is configured there is configured here: the database and the mailer read their part of it
        Layer::Pure | Layer::Store if other == "config" && path != "src/notifications/mailer.rs" => {
            Some("pure files and stores are handed what they need of the configuration")
        }
        Layer::Ground | Layer::Store | Layer::Pure if is_web => Some("arrows run web to store to pure, never back"),
        // an id's column is of a type that the two databases share
        Layer::Ground if own == "kernel" && other == "db" => (!matches!(part, "DbUuid")).then_some("the left never imports the right"),
        Layer::Ground if own == "config" => {
            (!matches!(other, "db" | "kernel" | "config")).then_some("the configuration is of concerns, not of rooms")
        }
        Layer::Pure if other == "db" => Some("a pure file has no database type"),
        Layer::Pure if part == "store" && other != "queue" => Some("arrows run web to store to pure, never back"),
        Layer::Ground | Layer::Store | Layer::Pure => (!is_left).then_some("the left never imports the right"),
    }
}

/// What pure files may not have besides.
fn pure(source: &Source) -> Vec<Fault> {
    // the mailer is the outer world, behind an enum
    if layer(&source.path) != Layer::Pure || source.path == "src/notifications/mailer.rs" {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for token in tokens(&bare(&source.text)) {
        let sentence = match token.text.as_str() {
            "async" | "await" => "a pure file has no async",
            "Clock" | "Chance" => "a pure file has no clock and no chance: now and random numbers are its arguments",
            _ => continue,
        };
        faults.push(Fault::at(source, token.line, sentence));
    }
    faults
}

#[test]
fn imports_run_one_way() {
    none(&sources("src", &["rs"]).iter().flat_map(rule).collect::<Vec<_>>());
}

#[test]
fn pure_files_have_no_async_and_no_clock() {
    none(&sources("src", &["rs"]).iter().flat_map(pure).collect::<Vec<_>>());
}

#[test]
fn an_import_against_the_stream_is_found() {
    // to the right, whichever way it is written
    breaks(
        rule,
        "src/people/mod.rs",
        "use crate::kernel::UtcTime;\nuse crate::skills::Level;",
        &[2],
    );
    breaks(rule, "src/people/store.rs", "fn f() { crate::catalogue::store::list(); }", &[1]);
    breaks(rule, "src/kernel/ids.rs", "use crate::{\n    words::Words,\n    db::DbUuid};", &[2]);
    breaks(rule, "src/kernel/text.rs", "use crate::db::Db;", &[1]);
    breaks(rule, "src/people/store/links.rs", "use super::super::super::matching::Score;", &[1]);
    // to the layer above
    breaks(
        rule,
        "src/people/store.rs",
        "use super::web::Page;\nuse crate::site::Shell;",
        &[1, 2],
    );
    breaks(
        rule,
        "src/skills/gap.rs",
        "use super::store;\nuse crate::db::Db;\nuse crate::app::App;",
        &[1, 2, 3],
    );
    breaks(
        rule,
        "src/skills/gap.rs",
        "use crate::people::store::find;\nuse crate::config::Config;",
        &[1, 2],
    );
    breaks(rule, "src/queue/worker.rs", "use crate::notifications::mailer::Mailer;", &[1]);
    // another part's web
    breaks(
        rule,
        "src/catalogue/web.rs",
        "use crate::matching::web::cards::Why;\nuse crate::matching::web::ListPage;",
        &[2],
    );
    breaks(
        rule,
        "src/catalogue/web/list.rs",
        "use crate::people::{store, mail::letter, web};",
        &[1, 1],
    );
    // the shell
    breaks(
        rule,
        "src/site/shell.rs",
        "use crate::people::store;\nuse crate::catalogue::Course;\nuse crate::people::web::sign_in;",
        &[2, 3],
    );
    breaks(rule, "src/helpdesk/mod.rs", "", &[1]);
    // and what is well
    breaks(rule, "src/site/routes.rs", "use crate::catalogue::web;", &[]);
    breaks(
        rule,
        "src/matching/web.rs",
        "use crate::catalogue::store;\nuse crate::site::Shell;\nuse super::web::cards;",
        &[],
    );
    breaks(
        rule,
        "src/enrolments/store.rs",
        "use crate::catalogue::store;\nuse super::state::Seat;\n// crate::dashboards\n",
        &[],
    );
    breaks(
        rule,
        "src/people/mod.rs",
        "pub mod web;\ncrate::text_enum! { X { A = \"a\" } }",
        &[],
    );
}

#[test]
fn a_pure_file_that_waits_or_looks_at_the_clock_is_found() {
    breaks(pure, "src/skills/gap.rs", "fn f() {}\nasync fn g(clock: &Clock) {}", &[2, 2]);
    breaks(pure, "src/skills/store.rs", "async fn g() {}", &[]);
}
