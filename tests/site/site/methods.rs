//! What each address answers to which method.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

use benchside::db::Engine;
use benchside::site::routes::{Access, Route, TABLE};

use crate::support::{Answer, TestApp, or_skip, person};

/// The path with something in the place of every parameter: ids that nothing has.
fn filled(path: &str) -> String {
    let pieces = path.split(['{', '}']).enumerate();
    pieces
        .map(|(place, piece)| if place % 2 == 0 { piece } else { "01k4xjz8g0e1tqwrty2ps3df4g" })
        .collect()
}

/// Without what differs from answer to answer.
fn headers(answer: &Answer) -> BTreeMap<String, String> {
    let headers = answer.headers.iter().filter(|(name, _)| *name != "date");
    headers.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect()
}

#[actix_web::test]
async fn head_is_get_without_a_body() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let (visitor, ann) = (app.visitor(), app.sign_in_as(person("Ann")).await);
    let page = visitor.open("/join").await;
    let css = page.attribute("link[rel=stylesheet]", "href").expect("a style sheet").to_owned();
    let pages = TABLE.iter().filter(|route| route.method == "get" && route.access != Access::Demo);
    let pages = pages.map(|route| filled(route.path));
    let others = [
        css,
        "/static/0/app.css".to_owned(),
        "/healthz".to_owned(),
        "/readyz".to_owned(),
        "/nowhere".to_owned(),
    ];
    for path in pages.chain(others) {
        for browser in [&visitor, &ann] {
            // asked for as it is: what is packed differs in length with the number of the request on the page of an error
            let ask = async |method| {
                browser
                    .ask(method, &path)
                    .with_cookies()
                    .header("accept-encoding", "identity")
                    .send()
                    .await
            };
            let (get, head) = (ask("GET").await, ask("HEAD").await);
            assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{path}");
            assert_eq!(headers(&head), headers(&get), "{path}");
        }
    }
}

/// Nothing follows the headers on the wire.
#[actix_web::test]
async fn head_sends_no_body() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let base_url = app.app().config.site.base_url.clone();
    let authority = base_url.strip_prefix("http://").expect("an address");
    for path in ["/", "/courses", "/healthz", "/nowhere"] {
        let mut wire = std::net::TcpStream::connect(authority).expect("a connection");
        write!(wire, "HEAD {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut sent = String::new();
        wire.read_to_string(&mut sent).expect("an answer");
        assert!(sent.starts_with("HTTP/1.1 ") && sent.ends_with("\r\n\r\n"), "{sent}");
        assert!(sent.contains("content-length: ") && !sent.contains("content-length: 0"), "{sent}");
    }
}

fn methods_of(path: &str) -> String {
    let here = TABLE.iter().filter(|route: &&Route| route.path == path);
    let mut methods: BTreeSet<String> = here.map(|route| route.method.to_uppercase()).collect();
    if methods.contains("GET") {
        methods.insert("HEAD".to_owned());
    }
    methods.insert("OPTIONS".to_owned());
    methods.into_iter().collect::<Vec<_>>().join(", ")
}

#[actix_web::test]
async fn sec_61_a_method_that_is_not_there_is_told_which_are() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let page = app.visitor().open("/join").await;
    let css = page.attribute("link[rel=stylesheet]", "href").expect("a style sheet").to_owned();
    let pages = TABLE.iter().filter(|route| route.access != Access::Demo);
    let mut expected: Vec<(String, String)> = pages.map(|route| (filled(route.path), methods_of(route.path))).collect();
    expected.extend([css, "/healthz".to_owned(), "/readyz".to_owned()].map(|path| (path, "GET, HEAD, OPTIONS".to_owned())));
    for (path, methods) in expected {
        for method in ["TRACE", "DELETE", "PATCH", "PROPFIND", "CONNECTED"] {
            let answer = app.visitor().ask(method, &path).header("sec-fetch-site", "none").send().await;
            assert_eq!((answer.status, answer.header("allow")), (405, methods.as_str()), "{method} {path}");
        }
        let answer = app.visitor().ask("OPTIONS", &path).send().await;
        let given = (answer.status, answer.header("allow"), answer.body.as_str());
        assert_eq!(given, (204, methods.as_str(), ""), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "sec_50: no other site reads here");
    }
    assert_eq!(app.visitor().ask("OPTIONS", "/nowhere").send().await.status, 404);
}
