//! The demonstration: what it tells, that all of it is there, that it is made once, and what an interruption leaves.

use std::path::Path;
use std::time::{Duration, Instant};

use benchside::cli::demo::{self, Guide, Mark, Plan, Size, Step};
use benchside::db::{Engine, Store};
use reqwest::header::{COOKIE, HOST, ORIGIN, SET_COOKIE};
use rstest::rstest;

use super::program::{benchside, folder, free_port};
use crate::support::{DEMO_PASSWORD, Database, Demonstration, TestApp, or_skip};

/// As small as it may be.
const SMALL: &[&str] = &["--learners", "100", "--offerings", "10", "--slots", "1"];

fn arguments<'a>(data: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["demo", "--data", data], SMALL, more].concat()
}

fn guide_in(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("demo.json")).expect("demo.json");
    serde_json::from_str(&text).expect("demo.json is JSON")
}

/// The mark of the demonstration in a database.
fn mark(url: &str) -> Mark {
    demo::mark(&mut Store::connect(url).expect("a connection")).expect("a mark")
}

#[test]
fn it_is_made_once_and_tells_how_to_begin() {
    let data = folder();
    let (shown, file) = (data.display().to_string(), data.join("demo.db"));
    let made = benchside(&arguments(&shown, &["--make-only"])).run();
    assert_eq!(made.success(), format!("Made. To look at it: benchside demo --data {shown}\n"));
    let (first, begun) = (guide_in(&data), mark(&format!("sqlite:{}", file.display())));
    let secret = std::fs::read(data.join("secret")).unwrap();

    let port = free_port();
    let bind = format!("127.0.0.1:{port}");
    let mut serving = benchside(&arguments(&shown, &["--bind", &bind])).serving_at(port);
    let printed = serving.printed_until("The owner of every other organisation");
    let guide = guide_in(&data);
    let address = format!("http://{bind}");
    assert_eq!(guide["address"], address);
    assert!(printed.contains(&format!("The demonstration is at  {address}\n")), "{printed}");
    assert!(
        printed.contains(&format!("{address}/demo/mail")) && printed.contains(DEMO_PASSWORD),
        "{printed}"
    );
    let sign_ins = guide["sign_ins"].as_array().unwrap();
    let roles: Vec<&str> = sign_ins.iter().filter_map(|one| one["role"].as_str()).collect();
    assert_eq!(roles, ["learner", "agency", "provider", "facility", "coordinator", "administrator"]);
    for one in sign_ins {
        assert_eq!(one["password"], DEMO_PASSWORD);
        // staff sign in with a code too, and are told how to come by it
        let is_staff = ["coordinator", "administrator"].contains(&one["role"].as_str().unwrap());
        assert_eq!(
            one["second_factor"].as_str().is_some_and(|secret| printed.contains(secret)),
            is_staff,
            "{one}"
        );
        let first = one["first"].as_array().unwrap();
        assert!(!first.is_empty() && printed.contains(one["email"].as_str().unwrap()), "{one}");
        for try_this in first {
            assert!(printed.contains(try_this["what"].as_str().unwrap()) && printed.contains(try_this["path"].as_str().unwrap()));
        }
    }
    // the second start has made nothing anew
    assert_eq!((&guide["sign_ins"], &guide["made_on"]), (&first["sign_ins"], &first["made_on"]));
    assert_eq!(mark(&format!("sqlite:{}", file.display())), begun);
    assert_eq!(std::fs::read(data.join("secret")).unwrap(), secret);
    // two programs do not share a folder
    let other = benchside(&arguments(&shown, &["--make-only"])).run();
    assert!(other.refusal().contains("another benchside demo is using the folder"), "{other:?}");
    serving.signal("TERM");
    assert_eq!(serving.wait(), Some(0));
}

#[rstest]
#[actix_web::test]
async fn everybody_who_is_named_finds_what_they_are_told_to_try(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).demonstrating().at("2026-11-23").await);
    app.given(Demonstration).await;
    let plan = Plan {
        seed: 2026,
        today: app.now().day(),
        size: Size::SMALL,
    };
    let guide = Guide::of(plan, &app.app().config.site.base_url);
    assert_eq!(guide.sign_ins.len(), 6);
    assert_eq!(app.visitor().open("/demo/mail").await.status, 200);
    for one in &guide.sign_ins {
        let browser = app.sign_in(&one.email, one.password).await;
        let me = browser.open("/me").await;
        assert_eq!(me.status, 200, "{}", one.email);
        for first in &one.first {
            let page = browser.open(&first.path).await;
            assert_eq!(page.status, 200, "{} {}", one.email, first.path);
            let words = page.main().split_whitespace().count();
            assert!(words > 25, "{} sees little at {}:\n{}", one.role, first.path, page.main());
        }
    }
    // an offer waits for the learner, an application for the provider, somebody for the facility
    let path = |role: &str| &guide.sign_ins.iter().find(|one| one.role == role).expect("a role").first[0].path;
    let learner = app.sign_in("salma@demo.example", DEMO_PASSWORD).await;
    assert!(learner.open("/me?lang=en").await.has_button("Take the seat"));
    for (role, says) in [
        ("provider", "Read applications"),
        ("agency", "Your staff"),
        ("facility", "Your placements"),
    ] {
        let one = guide.sign_ins.iter().find(|one| one.role == role).expect("a role");
        let page = app.sign_in(&one.email, one.password).await.open(path(role)).await;
        assert!(page.has(says), "{role}: {}", page.main());
    }
}

#[rstest]
fn one_that_was_interrupted_at_its_very_end_is_unfinished(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = or_skip!(Database::fresh(engine));
    let plan = Plan {
        seed: 7,
        today: "2026-11-23".parse().unwrap(),
        size: Size {
            learners: 100,
            offerings: 10,
            slots: 1,
        },
    };
    let url = database.url.clone();
    let interrupted = std::thread::spawn(move || {
        let mut db = Store::connect(&url).expect("a connection");
        // the figures are counted, and not saved yet
        demo::make(&mut db, plan, &mut |step, done, _| {
            assert!(step != Step::Finishing || done == 0, "interrupted");
        })
        .expect("it is made");
    });
    assert!(interrupted.join().is_err(), "it is interrupted");
    assert_eq!(mark(&database.url), Mark::Unfinished);

    let data = folder().display().to_string();
    let again = benchside(&arguments(&data, &["--make-only", "--database", &database.url])).run();
    assert_eq!(
        again.refusal(),
        "making a demonstration in this database was interrupted; empty the database (or drop and create it) and run this again"
    );
}

#[test]
fn one_that_was_killed_is_made_anew() {
    let data = folder();
    let (shown, url) = (data.display().to_string(), format!("sqlite:{}", data.join("demo.db").display()));
    let mut child = benchside(&["demo", "--make-only", "--data", &shown]).spawn();
    let begun = Instant::now();
    let is_under_way = || {
        let looking = data
            .join("demo.db-wal")
            .exists()
            .then(|| Store::connect_to_look(&url).ok())
            .flatten();
        looking.is_some_and(|mut db| demo::mark(&mut db).is_ok_and(|mark| mark == Mark::Unfinished))
    };
    while !is_under_way() {
        assert!(begun.elapsed() < Duration::from_mins(1) && child.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(mark(&url), Mark::Unfinished);
    let again = benchside(&arguments(&shown, &["--make-only"])).run();
    again.success();
    assert!(again.err.contains("interrupted before; beginning anew"), "{again:?}");
    assert!(matches!(mark(&url), Mark::Whole(plan) if plan.size.learners == 100));
    assert!(benchside(&["audit", "--database", &url]).run().success().contains("ok "));
}

/// All addresses of the machine are listened on, so it is asked for by others than the one that is printed.
#[actix_web::test]
async fn it_can_be_looked_at_from_another_machine() {
    let data = folder();
    let (shown, port) = (data.display().to_string(), free_port());
    let bind = format!("0.0.0.0:{port}");
    let mut serving = benchside(&arguments(&shown, &["--bind", &bind])).serving_at(port);
    let printed = serving.printed_until("From another machine");
    assert!(
        printed.contains(&format!("The demonstration is at  http://127.0.0.1:{port}\n")),
        "{printed}"
    );
    assert_eq!(guide_in(&data)["address"], format!("http://127.0.0.1:{port}"));

    let redirects = reqwest::redirect::Policy::none();
    let client = reqwest::Client::builder().redirect(redirects).build().unwrap();
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let status = async |host: &str| client.get(at("/")).header(HOST, host).send().await.unwrap().status().as_u16();
    for host in [
        format!("127.0.0.1:{port}"),
        format!("192.0.2.7:{port}"),
        format!("localhost:{port}"),
        format!("[2001:db8::7]:{port}"),
    ] {
        assert_eq!(status(&host).await, 200, "{host}");
    }
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("192.0.2.7.evil.example:{port}"),
    ] {
        assert_eq!(status(&host).await, 421, "{host}");
    }
    // a browser tells plain sites on other machines nothing but the origin
    let (host, form) = (
        format!("192.0.2.7:{port}"),
        "email=salma%40demo.example&password=bench+side+demo+2026&next=",
    );
    let post = |path: &str, origin: String, body: &str| {
        let request = client.post(at(path)).header(HOST, &host).header(ORIGIN, origin);
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned())
    };
    let signed_in = post("/sign-in", format!("http://{host}"), form).send().await.unwrap();
    assert_eq!(signed_in.status(), 303);
    let location = signed_in.headers()["location"].to_str().unwrap().to_owned();
    assert!(location.starts_with('/'), "it stays where it is: {location}");
    let cookie = signed_in.headers()[SET_COOKIE]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let me = client
        .get(at("/me"))
        .header(HOST, &host)
        .header(COOKIE, &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(me.status(), 200);
    let foreign = post("/sign-out", format!("http://127.0.0.1:{port}"), "").header(COOKIE, &cookie);
    assert_eq!(
        foreign.send().await.unwrap().status(),
        403,
        "another origin, although it is this machine"
    );
    let own = post("/sign-out", format!("http://{host}"), "").header(COOKIE, &cookie);
    assert_eq!(own.send().await.unwrap().status(), 303);
}
