//! What a message looks like on the wire, and that nothing that somebody wrote begins a header of its own.

use benchside::db::Engine;
use benchside::notifications::mailer::Mailer;
use benchside::queue::{Message, MessageState};
use rstest::rstest;

use super::queue::{letter, queue, row, states};
use super::sending::round;
use crate::support::smtp::{Seen, SmtpServer};
use crate::support::{TestApp, or_skip};

/// Sends one letter; gives what the server saw.
async fn sent(app: &TestApp, message: Message) -> Seen {
    let server = SmtpServer::encrypted();
    queue(app, vec![message]).await;
    round(app, &server.mailer()).await;
    let mut taken = server.taken();
    assert_eq!(taken.len(), 1);
    taken.remove(0)
}

#[rstest]
#[actix_web::test]
async fn a_message_has_what_a_machine_should_say(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let message = Message {
        subject: "مقعد لك".to_owned(),
        language: "ar".to_owned(),
        text: "السلام عليكم\n".to_owned(),
        html: Some("<p lang=\"ar\" dir=\"rtl\">السلام عليكم</p>".to_owned()),
        ..letter(&app, "ann@example.org", "x")
    };
    let id = message.id;
    let seen = sent(&app, message).await;
    assert!(seen.data.is_ascii(), "whatever is beyond ASCII is encoded");
    assert_eq!(seen.header("to"), "ann@example.org");
    assert_eq!(seen.header("message-id"), format!("<{id}@benchside.example>"));
    assert_eq!(seen.header("date"), "Tue, 01 Sep 2026 09:00:00 +0000");
    assert_eq!(seen.header("auto-submitted"), "auto-generated");
    assert_eq!(seen.header("content-language"), "ar");
    assert!(seen.header("subject").starts_with("=?utf-8?"), "{}", seen.header("subject"));
    let from = seen.header("from");
    assert!(
        from.starts_with("=?utf-8?") && from.ends_with("<network@benchside.example>"),
        "{from}"
    );
    assert!(seen.header("content-type").starts_with("multipart/alternative"));
    assert!(seen.data.contains("Content-Type: text/plain; charset=utf-8") && seen.data.contains("Content-Type: text/html; charset=utf-8"));
    for other in ["cc", "bcc", "list-unsubscribe", "list-unsubscribe-post"] {
        assert!(!seen.headers().iter().any(|(name, _)| name == other), "{other}");
    }
}

#[rstest]
#[actix_web::test]
async fn sec_70_what_its_reader_can_do_without_says_how_to_end_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let message = letter(&app, "ann@example.org", "x").unsubscribed_at("https://a.example/unsubscribe/abc".to_owned());
    let seen = sent(&app, message).await;
    assert_eq!(seen.header("list-unsubscribe"), "<https://a.example/unsubscribe/abc>");
    assert_eq!(seen.header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
}

#[rstest]
#[actix_web::test]
async fn sec_44_a_line_break_in_a_header_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values("\r\n", "\n", "\r", "\r\n\r\n", "\u{0b}", "\u{85}")] ending: &str,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let payload = format!("x{ending}Bcc: eve@evil.example{ending}RCPT TO:<eve@evil.example>");
    let plain = |key: &str| letter(&app, "ann@example.org", key);
    let letters = vec![
        Message {
            subject: payload.clone(),
            ..plain("subject")
        },
        Message {
            language: format!("en{payload}"),
            ..plain("language")
        },
        Message {
            to: format!("ann@example.org{payload}"),
            ..plain("to")
        },
        Message {
            to: format!("\"{payload}\"@example.org"),
            ..plain("quoted")
        },
        plain("unsubscribe").unsubscribed_at(format!("https://a.example/{payload}")),
    ];
    let count = letters.len();
    let ids = queue(&app, letters).await;
    let server = SmtpServer::encrypted();
    round(&app, &server.mailer()).await;
    assert!(server.seen().is_empty(), "{:?}", server.seen());
    assert_eq!(server.connections(), 0, "they do not even reach the server");
    assert_eq!(states(&app).await, [(MessageState::Failed, i64::try_from(count).expect("a few"))]);
    for id in ids {
        let why = row(&app, id).await.last_error.expect("why");
        assert!(why.contains("control character") || why.contains("not a mail address"), "{why}");
    }

    let mut settings = server.settings();
    settings.from = format!("Network{payload} <network@benchside.example>");
    assert!(Mailer::new(&benchside::config::Mail::Smtp(settings)).is_err());
}

/// The control: what a letter says may hold whatever it likes, and still ends where it ends.
#[rstest]
#[actix_web::test]
async fn sec_44_a_text_ends_where_it_ends(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let message = Message {
        text: "first\r\n.\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<eve@evil.example>\r\nDATA\r\nlast\n".to_owned(),
        ..letter(&app, "ann@example.org", "x")
    };
    let seen = sent(&app, message).await;
    assert!(seen.data.contains("first") && seen.data.contains("last"), "{}", seen.data);
}

#[rstest]
#[actix_web::test]
async fn sec_44_a_form_takes_no_address_with_a_line_break(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    for path in ["/join", "/reset"] {
        for payload in [
            "ann@example.org\r\nBcc: eve@evil.example",
            "ann@example.org\nX: y",
            "\"a\r\nb\"@example.org",
        ] {
            let answer = app.visitor().ask("POST", path).form(&[("email", payload)]).send().await;
            assert_eq!(answer.status, 422, "{path} {payload:?}");
        }
    }
    assert!(app.mail().await.letters().is_empty());
}

/// Subjects are shown on locked screens and in lists: what is offered may stand in them, not who somebody is and nothing that opens
/// anything.
#[test]
fn subjects_name_nobody_and_hold_no_secret() {
    let mut seen = 0;
    for language in ["en", "ar"] {
        let folder = format!("{}/locales/{language}", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(folder).expect("the words") {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("words");
            for line in text.lines().filter(|line| line.starts_with("mail-") && line.contains("-subject =")) {
                seen += 1;
                for variable in line.split('$').skip(1) {
                    let name = variable.split([' ', '}']).next().unwrap_or_default();
                    assert!(["title", "facility", "provider"].contains(&name), "{line}");
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
