//! An organisation asks, is refused, mends, is verified, invites, hands over.

use benchside::db::Engine;
use benchside::db::schema::{search_document, transition};
use benchside::kernel::{AnyId, OrgId};
use chrono::TimeDelta;
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, Page, TestApp, or_skip, person as somebody};

fn filled(page: Page) -> Page {
    page.fill("Name of the organisation", "Kumasi School of Sterile Manufacture")
        .tick("It trains people")
        .choose("Country", "Ghana")
        .fill("Town", "Kumasi")
        .choose("Whose it is", "The public sector")
        .fill("Website", "kssm.example")
        .fill("What you do, in a few sentences", "We teach.")
}

/// The organisation of `/for/{org}/…`.
fn org_of(url: &str) -> OrgId {
    let org = url.strip_prefix("/for/").and_then(|rest| rest.split(['/', '?']).next());
    org.and_then(|org| org.parse().ok())
        .unwrap_or_else(|| panic!("no organisation in {url}"))
}

#[rstest]
#[actix_web::test]
async fn an_organisation_asks_is_refused_mends_is_verified_invites_and_hands_over(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Awa").coordinator("who-afr")).await;
    let olu = app.sign_in_as(somebody("Olu").country("GHA")).await;

    // asks
    let page = olu.open("/network").await.follow("Ask to join").await;
    assert_snapshot!("ask", page.main());
    let page = page.submit("Ask to join").await;
    assert_eq!(page.status, 422);
    assert_snapshot!("ask_refused", page.main());
    let page = filled(page).submit("Ask to join").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("Your request is sent. You get a letter with the answer.")
    );
    let org = org_of(&page.url);
    assert_snapshot!("request_waits", page.main());
    assert_snapshot!("asked_letter", app.mail().await);
    // nobody else sees it, and its own members see its request and its team alone
    let public = format!("/network/{org}");
    assert_eq!(app.visitor().ask("GET", &public).send().await.status, 404);
    for part in ["", "/courses", "/agreements", "/slots"] {
        let page = olu.open(format!("/for/{org}{part}")).await;
        assert_eq!(page.url, format!("/for/{org}/request"), "{part}");
    }
    assert_eq!(olu.open(format!("/for/{org}/team")).await.status, 200);

    // is refused
    app.later(TimeDelta::minutes(1));
    let awa = app.sign_in("awa@example.org", PASSWORD).await;
    let page = awa.open("/coordination/requests").await;
    assert_snapshot!("requests", page.main());
    let refuse = "Send the refusal: Kumasi School of Sterile Manufacture";
    let page = page.submit(refuse).await;
    assert_eq!((page.status, page.problems().len()), (422, 1));
    let page = page
        .choose("Reason", "We cannot tell from this who you are.")
        .fill("What they can do about it", "Say what you teach, and to whom.")
        .submit(refuse)
        .await;
    assert_eq!(page.flash().as_deref(), Some("The refusal is sent, with your reason."));
    let mail = app.mail().await;
    assert_snapshot!("refused_letter", mail);

    // mends and asks again
    app.later(TimeDelta::minutes(1));
    let page = olu.open(mail.link("olu@example.org")).await;
    assert_snapshot!("request_refused", page.main());
    let page = page
        .fill(
            "What you do, in a few sentences",
            "We teach sterile filling to operators of West Africa.",
        )
        .submit("Ask again")
        .await;
    assert_eq!(page.url, format!("/for/{org}/request"));
    assert_eq!(
        app.mail().await.to("awa@example.org").subject,
        "An organisation asks to join the network"
    );

    // is verified
    app.later(TimeDelta::minutes(1));
    let page = awa.open("/coordination/requests").await;
    assert!(page.has("Say what you teach, and to whom."), "what was said before is there");
    let page = page.submit("Take into the network: Kumasi School of Sterile Manufacture").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("The organisation is in the network. Its owners have a letter.")
    );
    assert_snapshot!("listed_letter", app.mail().await);
    assert!(app.visitor().open(&public).await.has("sterile filling"));
    assert!(app.visitor().open("/network").await.has("Kumasi School"));
    let (documents, steps) = app
        .read(move |db| {
            let documents: i64 = search_document::table
                .filter(search_document::entity_id.eq(AnyId::of(org)))
                .count()
                .get_result(db)?;
            let steps: Vec<String> = transition::table
                .filter(transition::entity_id.eq(AnyId::of(org)))
                .order((transition::at, transition::id))
                .select(transition::to_state)
                .load(db)?;
            Ok((documents, steps))
        })
        .await;
    assert_eq!(documents, 1);
    assert_eq!(steps, ["asked", "refused", "asked", "listed"]);

    invites_and_hands_over(&app, &olu, org).await;
}

/// Olu invites Ben, who joins by the letter, and hands over to him.
async fn invites_and_hands_over(app: &TestApp, olu: &Browser, org: OrgId) {
    app.later(TimeDelta::minutes(1));
    let team = format!("/for/{org}/team");
    let page = olu.open(&team).await;
    let page = page.fill("Mail address", "ben@example.org").choose("Part", "Editor");
    let page = page.submit("Send the invitation").await;
    assert_eq!(page.flash().as_deref(), Some("The invitation is sent."));
    assert_snapshot!("team_with_invitation", page.main());
    let mail = app.mail().await;
    assert_snapshot!("invited_letter", mail.of("ben@example.org"));
    let ben = app.visitor();
    let page = ben.open(mail.link("ben@example.org")).await;
    assert_snapshot!("invitation", page.main());
    let page = page.fill("Your name", "Ben").fill("Password", "nine lanterns over the quiet bay");
    let page = page.submit("Join").await;
    assert_eq!(
        (page.url.as_str(), page.flash().as_deref()),
        (team.as_str(), Some("You are in the team."))
    );
    assert!(!page.has_button("Send the invitation"), "an editor invites nobody");

    let page = olu.open(&team).await.submit("Hand over ownership: Ben").await;
    assert!(page.flash().is_some_and(|flash| flash.contains("new owner")));
    assert!(!page.has_button("Send the invitation"));
    app.mail().await;
    let page = ben.open(&team).await;
    assert!(page.has_button("Send the invitation"));
    let page = page.submit("Leave the team").await;
    assert_eq!(page.status, 409, "the last owner stays");
    assert!(page.has("Somebody has to own the organisation."));
    let page = olu.open(&team).await.submit("Leave the team").await;
    assert_eq!(page.url, "/me");
    assert_eq!(olu.ask("GET", &team).with_cookies().send().await.status, 404, "at once");
}

#[rstest]
#[actix_web::test]
async fn a_request_is_for_the_coordinators_of_its_country_and_else_for_the_secretariat(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let east = app.sign_in_as(somebody("Zoe").coordinator("rec-eac")).await;
    let secretariat = app.sign_in_as(somebody("Sam").secretariat()).await;
    let olu = app.sign_in_as(somebody("Olu")).await;
    let page = filled(olu.open("/network/join").await).submit("Ask to join").await;
    let org = org_of(&page.url);
    let mail = app.mail().await;
    assert_eq!(mail.letters().len(), 1);
    mail.to("sam@example.org");
    let list = format!("/coordination/requests/{org}/list");
    assert!(!east.open("/coordination/requests").await.has("Kumasi"));
    assert_eq!(east.ask("POST", &list).form(&[]).send().await.status, 404, "not of her region");
    assert_eq!(olu.ask("POST", &list).form(&[]).send().await.status, 403);
    // as soon as there is a coordinator of its country it is theirs
    let west = app.sign_in_as(somebody("Awa").coordinator("rec-ecowas")).await;
    assert_eq!(secretariat.ask("POST", &list).form(&[]).send().await.status, 404);
    assert_eq!(west.ask("POST", &list).form(&[]).send().await.status, 303);
    assert_eq!(west.ask("POST", &list).form(&[]).send().await.status, 404, "a second time");
    app.mail().await;
}

/// Nobody verifies an organisation of their own, whatever else they may do.
#[rstest]
#[actix_web::test]
async fn nobody_verifies_their_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let awa = app.sign_in_as(somebody("Awa").coordinator("who-afr")).await;
    let page = filled(awa.open("/network/join").await).submit("Ask to join").await;
    let list = format!("/coordination/requests/{}/list", org_of(&page.url));
    assert_eq!(awa.ask("POST", &list).form(&[]).send().await.status, 404);
    let administrator = app.sign_in_as(somebody("Ada").administrator()).await;
    assert_eq!(
        administrator.ask("POST", &list).form(&[]).send().await.status,
        303,
        "there is no other coordinator"
    );
    app.mail().await;
}

/// What a form says beside its fields changes nothing.
#[rstest]
#[actix_web::test]
async fn sec_25_nobody_lists_themselves_by_a_field_of_their_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let olu = app.sign_in_as(somebody("Olu")).await;
    let fields = [
        ("name", "Volta"),
        ("kinds", "provider"),
        ("country", "GHA"),
        ("place", "Accra"),
        ("sector", "public"),
        ("summary", "We teach."),
        ("state", "listed"),
        ("is_external", "true"),
        ("id", "01k4xjz8g0e1tqwrty2ps3df4g"),
    ];
    let answer = olu.ask("POST", "/network/join").form(&fields).send().await;
    let org = org_of(answer.header("location"));
    assert_eq!(app.visitor().ask("GET", &format!("/network/{org}")).send().await.status, 404);
    // and so many at a time
    for _ in 0..2 {
        assert_eq!(olu.ask("POST", "/network/join").form(&fields).send().await.status, 303);
    }
    assert_eq!(olu.ask("POST", "/network/join").form(&fields).send().await.status, 422);
}

/// Every field that is otherwise than before is in the history, and no other.
#[rstest]
#[actix_web::test]
async fn what_was_mended_is_in_its_history(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let awa = app.sign_in_as(somebody("Awa").coordinator("who-afr")).await;
    let olu = app.sign_in_as(somebody("Olu").country("GHA")).await;
    let page = filled(olu.open("/network/join").await).submit("Ask to join").await;
    let org = org_of(&page.url);
    app.later(TimeDelta::minutes(1));
    let page = page.fill("Town", "Tamale").choose("Whose it is", "The private sector");
    let page = page.fill("Website", "").tick("It sends people to be trained: a ministry, an authority, an employer");
    let page = page.submit("Save").await;
    // sent once more as it stands, nothing is otherwise
    app.later(TimeDelta::minutes(1));
    page.submit("Save").await;
    let changes: Vec<String> = app
        .read(move |db| {
            Ok(transition::table
                .filter(transition::entity_id.eq(AnyId::of(org)))
                .order((transition::at, transition::id))
                .select(transition::changes)
                .load(db)?)
        })
        .await;
    let fields = |written: &str| -> Vec<String> {
        let read = benchside::trail::facts::read(written).expect("differences");
        read.into_iter().map(|change| change.field).collect()
    };
    assert_eq!(changes.len(), 3);
    assert_eq!(
        fields(&changes[0]),
        ["country", "kinds", "language", "place", "sector", "summary", "title", "website", "zone"]
    );
    assert_eq!(
        changes[1],
        r#"[["kinds","provider","provider,agency"],["place","Kumasi","Tamale"],["sector","public","private"],["website","https://kssm.example",null]]"#
    );
    assert_eq!(changes[2], "");
    app.later(TimeDelta::minutes(1));
    let list = format!("/coordination/requests/{org}/list");
    assert_eq!(awa.ask("POST", &list).form(&[]).send().await.status, 303);
    app.mail().await;
    let page = olu.open(format!("/for/{org}")).await.follow("History of the organisation").await;
    assert_snapshot!("organisation_history", page.main());
}
