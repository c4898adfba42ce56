//! The table of routes: every handler is where it is said to be, and answers those whom it is said to answer.

use benchside::db::Engine;
use benchside::site::routes::{Access, Route, TABLE};

use super::code::{bare, tokens};
use super::{Source, sources};
use crate::support::{TestApp, or_skip};

/// `people :: web :: sign_in` is the function `sign_in` of `src/people/web.rs`, or of a file in `src/people/web/`.
fn fault(handler: &str, code: &[Source]) -> Option<String> {
    let parts: Vec<&str> = handler.split("::").map(str::trim).collect();
    let [modules @ .., function] = parts.as_slice() else {
        return Some(format!("{handler} is no path"));
    };
    let is_layer = modules.first() == Some(&"api") || modules.get(1) == Some(&"web") || modules.first() == Some(&"site");
    if !is_layer {
        return Some(format!("{handler}: handlers stand in a part's web, in api or in site"));
    }
    let file = format!("src/{}.rs", modules.join("/"));
    let folder = format!("src/{}/", modules.join("/"));
    let is_there = |source: &&Source| source.path == file || source.path.starts_with(&folder);
    let is_defined = |source: &Source| {
        let tokens = tokens(&bare(&source.text));
        tokens
            .windows(3)
            .any(|words| words[0].text == "async" && words[1].text == "fn" && words[2].text == *function)
    };
    let found = code.iter().filter(is_there).any(is_defined);
    (!found).then(|| format!("{handler}: no async fn {function} in {file} or {folder}"))
}

#[test]
fn every_handler_is_where_the_table_says() {
    let code = sources("src", &["rs"]);
    let faults: Vec<_> = TABLE.iter().filter_map(|route| fault(route.handler, &code)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_handler_out_of_its_place_is_found() {
    let code = [
        Source::made_up("src/people/web.rs", "pub async fn sign_in() {}\n// async fn away() {}"),
        Source::made_up("src/people/web/links.rs", "pub async fn welcome() {}"),
        Source::made_up("src/people/store.rs", "pub async fn find() {}"),
    ];
    for good in ["people::web::sign_in", "people :: web :: welcome", "people::web::links::welcome"] {
        assert_eq!(fault(good, &code), None);
    }
    for bad in ["people::web::away", "people::store::find", "skills::web::sign_in", "sign_in"] {
        assert!(fault(bad, &code).is_some(), "{bad}");
    }
}

#[test]
fn no_route_is_in_the_table_twice() {
    let mut rows: Vec<_> = TABLE.iter().map(|route| (route.path, route.method)).collect();
    rows.sort_unstable();
    let doubled: Vec<_> = rows.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}

/// The path with something in the place of every parameter: ids that nothing has.
fn filled(route: &Route) -> String {
    let mut path = String::new();
    for (place, piece) in route.path.split(['{', '}']).enumerate() {
        path.push_str(if place % 2 == 0 { piece } else { "01k4xjz8g0e1tqwrty2ps3df4g" });
    }
    path
}

/// A visitor opens every address that has no parameter.
#[actix_web::test]
async fn sec_22_every_address_answers_a_visitor_as_the_table_says() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let mut faults = Vec::new();
    for route in TABLE.iter().filter(|route| route.method == "get" && !route.path.contains('{')) {
        let answer = app.visitor().ask("GET", route.path).send().await;
        let given = (
            answer.status,
            answer.header("location").split('?').next().unwrap_or_default().to_owned(),
        );
        let is_as_said = match route.access {
            Access::Anyone | Access::Bearer => given.0 == 200,
            Access::Demo => given.0 == 404,
            Access::HalfWay
            | Access::Known
            | Access::SignedIn
            | Access::Proved
            | Access::Member
            | Access::Belonging
            | Access::Owner
            | Access::OwnerProved
            | Access::Coordinator
            | Access::Overseer
            | Access::OverseerProved
            | Access::Verifier
            | Access::VerifierProved
            | Access::Secretariat
            | Access::SecretariatProved
            | Access::Administrator
            | Access::AdministratorProved => given == (303, "/sign-in".to_owned()),
        };
        if !is_as_said {
            faults.push(format!("{} is for {:?}, and answers a visitor {given:?}", route.path, route.access));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A visitor tries everything that is not for visitors, by every method, also where an id is asked for: the way leads to
/// the sign-in page, whatever is or is not there, and whatever is sent.
#[actix_web::test]
async fn sec_22_nothing_that_is_for_somebody_answers_nobody() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let mut faults = Vec::new();
    for route in TABLE
        .iter()
        .filter(|route| !matches!(route.access, Access::Anyone | Access::Bearer | Access::Demo))
    {
        let asked = app.visitor().ask(&route.method.to_uppercase(), &filled(route));
        let answer = if route.method == "get" { asked } else { asked.form(&[]) }.send().await;
        if answer.status != 303 || !answer.header("location").starts_with("/sign-in") {
            faults.push(format!(
                "{} {} is for {:?}, and answers {}",
                route.method, route.path, route.access, answer.status
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Where nothing is, nothing is found: an address with an id that nothing has, and one with no id at all.
#[actix_web::test]
async fn an_id_that_nothing_has_is_not_found() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    for route in TABLE
        .iter()
        .filter(|route| route.method == "get" && route.path.contains('{') && matches!(route.access, Access::Anyone | Access::Bearer))
    {
        for path in [
            filled(route),
            route.path.replace(['{', '}'], ""),
            filled(route).replace("01k4", "%00%ff"),
        ] {
            let answer = app.visitor().ask("GET", &path).send().await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
}
