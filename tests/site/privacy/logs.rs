//! The real program's log: structured, with ids, and without anything of anybody.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use benchside::db::Engine;
use reqwest::Client;
use serde_json::Value;

use crate::support::Database;

struct Program {
    child: Child,
    base_url: String,
    folder: std::path::PathBuf,
}

impl Program {
    async fn start(database: &Database) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .expect("a free port")
            .local_addr()
            .expect("its number")
            .port();
        let folder = std::env::temp_dir().join(format!("benchside-log-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let log = std::fs::File::create(folder.join("log")).expect("a log");
        let base_url = format!("http://127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_benchside"))
            .arg("serve")
            .env_clear()
            .env("DATABASE_URL", &database.url)
            .env("BASE_URL", &base_url)
            .env("BIND", format!("127.0.0.1:{port}"))
            .env("SECRET", "quiet-autoclaves-0123456789-by-the-sea")
            .env("MAIL_FOLDER", folder.join("mail"))
            .env("MAIL_FROM", "network@example.org")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let program = Self { child, base_url, folder };
        for _ in 0..200 {
            if reqwest::get(format!("{}/healthz", program.base_url)).await.is_ok() {
                return program;
            }
            tokio_sleep(Duration::from_millis(50)).await;
        }
        panic!("the program does not answer: {}", program.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).expect("the log")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
        let _removed = std::fs::remove_dir_all(&self.folder);
    }
}

async fn tokio_sleep(time: Duration) {
    actix_web::rt::time::sleep(time).await;
}

#[actix_web::test]
async fn sec_57_the_log_has_ids_and_nothing_of_anybody() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let program = Program::start(&database).await;
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let post = async |path: &str, body: &str, cookie: &str| {
        client
            .post(format!("{}{path}", program.base_url))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", "canary-browser/1.0")
            .header("cookie", cookie)
            .body(body.to_owned())
            .send()
            .await
            .expect("an answer")
    };
    // joins by the letter
    assert_eq!(post("/join", "email=canary.ann%40example.org", "").await.status(), 200);
    let mail = program.folder.join("mail");
    let mut link = None;
    for _ in 0..200 {
        let letters = std::fs::read_dir(&mail).into_iter().flatten().flatten();
        let texts = letters.filter_map(|letter| std::fs::read_to_string(letter.path()).ok());
        link = texts
            .flat_map(|text| text.replace("=\r\n", "").lines().map(str::to_owned).collect::<Vec<_>>())
            .find_map(|line| line.trim().strip_prefix(&format!("{}/join/", program.base_url)).map(str::to_owned));
        if link.is_some() {
            break;
        }
        tokio_sleep(Duration::from_millis(50)).await;
    }
    let token = link.expect("a letter with a link");
    let form = "name=Canary+Annette&country=&password=seven+quiet+canaries+by+the+sea";
    let joined = post(&format!("/join/{token}"), form, "").await;
    assert_eq!(joined.status(), 303);
    let cookie = joined.headers()["set-cookie"]
        .to_str()
        .expect("a cookie")
        .split(';')
        .next()
        .expect("a pair")
        .to_owned();
    let session = cookie.split('=').nth(1).expect("a token").to_owned();
    // uses pages, with texts where texts can be
    for path in [
        "/me?note=canary-query",
        "/courses?q=canary-search%0Alevel%3Derror",
        "/nowhere/canary-path%0A%7B%22level%22",
        "/me/data",
    ] {
        let url = format!("{}{path}", program.base_url);
        client.get(url).header("cookie", &cookie).send().await.expect("an answer");
    }
    post("/me/profile", "name=Canary%0ANewline&country=nowhere", &cookie).await;
    post("/sign-in", "email=canary.ann%40example.org&password=canary-wrong-password", "").await;
    post("/me/data/copy", "", &cookie).await;
    post("/wishes", "q=canary-wish", &cookie).await;
    let foreign = client
        .post(format!("{}/me/data/erase", program.base_url))
        .header("origin", "https://canary.evil.example")
        .send()
        .await
        .expect("an answer");
    assert_eq!(foreign.status(), 403);

    let log = program.log();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    for secret in ["canary", "Canary", token.as_str(), session.as_str(), "example.org"] {
        let told: Vec<_> = log.lines().filter(|line| line.contains(secret)).collect();
        assert!(told.is_empty(), "{secret} in {told:#?}");
    }
    let answered: Vec<&Value> = lines.iter().filter(|line| line["fields"]["message"] == "answered").collect();
    assert!(answered.len() >= 10, "{log}");
    for line in &answered {
        assert!(line["timestamp"].as_str().is_some_and(|at| at.ends_with('Z')), "{line}");
        assert!(line["span"]["request_id"].as_str().is_some_and(|id| id.len() == 36), "{line}");
        assert!(line["fields"]["status"].is_u64(), "{line}");
    }
    let known = answered
        .iter()
        .filter(|line| line["span"]["actor"].as_str().is_some_and(|id| id.len() == 26));
    assert!(known.count() >= 4, "who asks is named by an id: {log}");
    assert!(answered.iter().any(|line| line["span"]["path"] == "(secret)"), "{log}");
}
