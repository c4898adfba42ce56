//! What a page and everything that it links to weigh, as they are served with brotli.

use std::collections::BTreeSet;
use std::io::Read as _;

use benchside::db::Engine;
use reqwest::Client;
use rstest::rstest;
use scraper::{Html, Selector};

use crate::support::{DEMO_PASSWORD, Demonstration, PASSWORD, TestApp, or_skip, person};

/// A list with twenty results.
const LIST: usize = 15_000;
/// The first visit to the dashboard.
const DASHBOARD: usize = 30_000;

/// What is linked and fetched with the page.
const FETCHED: &str = "link[rel=stylesheet][href], link[rel=icon][href], script[src], img[src], use[href]";

struct Scales {
    client: Client,
    base: String,
    cookies: String,
}

impl Scales {
    fn new(app: &TestApp, cookies: String) -> Self {
        Self {
            client: Client::builder().no_brotli().no_gzip().build().expect("a client"),
            base: app.app().config.site.base_url.clone(),
            cookies,
        }
    }

    /// As it comes over the wire.
    async fn fetch(&self, path: &str) -> Vec<u8> {
        let request = self.client.get(format!("{}{path}", self.base));
        let request = request.header("accept-encoding", "br").header("cookie", &self.cookies);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(
            answer.headers().get("content-encoding").map(reqwest::header::HeaderValue::as_bytes),
            Some("br".as_bytes()),
            "{path}"
        );
        answer.bytes().await.expect("a body").to_vec()
    }

    /// The page and what it links to, each in bytes.
    async fn weigh(&self, path: &str) -> Vec<(String, usize)> {
        let page = self.fetch(path).await;
        let mut weights = vec![(path.to_owned(), page.len())];
        for link in linked(&page) {
            let weight = self.fetch(&link).await.len();
            weights.push((link, weight));
        }
        weights
    }
}

fn linked(page: &[u8]) -> BTreeSet<String> {
    let mut html = String::new();
    brotli::Decompressor::new(page, 4096)
        .read_to_string(&mut html)
        .expect("a page that was compressed");
    let tree = Html::parse_document(&html);
    let fetched = Selector::parse(FETCHED).expect("a selector");
    let addresses = tree
        .select(&fetched)
        .filter_map(|element| element.value().attr("href").or_else(|| element.value().attr("src")));
    // a part of the page itself is not fetched
    let addresses = addresses
        .filter_map(|address| address.split('#').next())
        .filter(|address| !address.is_empty());
    addresses.map(str::to_owned).collect()
}

fn holds(weights: &[(String, usize)], most: usize) {
    let sum: usize = weights.iter().map(|(_, bytes)| bytes).sum();
    assert!(weights.len() > 3, "a page without style sheet, script or icon: {weights:?}");
    assert!(sum < most, "{sum} bytes, {most} are allowed: {weights:#?}");
}

#[rstest]
#[actix_web::test]
async fn the_catalogue_is_light(#[values("en", "ar")] language: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    app.given(Demonstration).await;
    let path = format!("/courses?lang={language}");
    let page = app.visitor().open(&path).await;
    assert_eq!(page.html.matches("<article").count(), 20, "a full page");
    holds(&Scales::new(&app, String::new()).weigh(&path).await, LIST);
}

#[rstest]
#[actix_web::test]
async fn the_first_visit_to_the_dashboard_is_light(#[values("en", "ar")] language: &str) {
    const REGIONS: [&str; 6] = ["who-afr", "who-amr", "who-emr", "who-eur", "who-sear", "who-wpr"];
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    app.given(Demonstration).await;
    let mut visits = vec![("coordinator@demo.example".to_owned(), DEMO_PASSWORD)];
    let mut world = person("World");
    for region in REGIONS {
        world = world.coordinator(region);
        let one = app.given(person(region).coordinator(region)).await;
        visits.push((one.email, PASSWORD));
    }
    visits.push((app.given(world).await.email, PASSWORD));
    for (email, password) in visits {
        let browser = app.sign_in(&email, password).await;
        let scales = Scales::new(&app, browser.cookies());
        let weights = scales.weigh(&format!("/coordination?lang={language}")).await;
        assert!(
            weights.iter().any(|(path, _)| path.contains("/map-")),
            "{email} has no map: {weights:?}"
        );
        holds(&weights, DASHBOARD);
    }
}
