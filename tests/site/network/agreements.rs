//! What two organisations agree on, and the documents of it.

use benchside::db::Engine;
use benchside::kernel::actor::MemberRole;
use chrono::TimeDelta;
use insta::assert_snapshot;
use rstest::rstest;

use crate::support::{Browser, TestApp, or_skip, organisation, person as somebody};

const A_PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

/// A provider and a facility, each with an owner who is signed in.
struct Two {
    provider: String,
    facility: String,
    olu: Browser,
    fay: Browser,
}

async fn two(app: &TestApp) -> Two {
    let (olu, fay) = (app.given(somebody("Olu")).await, app.given(somebody("Fay")).await);
    let provider = organisation("Volta Centre").provider().member(&olu, MemberRole::Owner);
    let facility = organisation("Densu Sterile").facility().member(&fay, MemberRole::Owner);
    Two {
        provider: app.given(provider).await.id.to_string(),
        facility: app.given(facility).await.id.to_string(),
        olu: app.sign_in(&olu.email, crate::support::PASSWORD).await,
        fay: app.sign_in(&fay.email, crate::support::PASSWORD).await,
    }
}

impl Two {
    /// The id of an agreement that the provider has proposed.
    async fn proposed(&self) -> String {
        let fields = [
            ("partner", self.facility.as_str()),
            ("kind", "hosting"),
            ("title", "Hosting of trainees 2026"),
            ("starts_on", "2026-10-01"),
            ("ends_on", "2027-09-30"),
            ("note", "Ten weeks a year."),
        ];
        let path = format!("/for/{}/agreements/new", self.provider);
        let answer = self.olu.ask("POST", &path).form(&fields).send().await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.header("location").rsplit('/').next().expect("an id").to_owned()
    }
}

#[rstest]
#[actix_web::test]
async fn an_agreement_is_proposed_agreed_and_ended(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let two = two(&app).await;
    let page = two.olu.open(format!("/for/{}/agreements", two.provider)).await;
    let page = page.follow("Propose an agreement").await;
    let page = page.submit("Propose").await;
    assert_eq!(page.status, 422);
    assert_snapshot!("agreement_problems", page.main());
    let id = two.proposed().await;
    assert_snapshot!("agreement_letter", app.mail().await);
    let (own, theirs) = (
        format!("/for/{}/agreements/{id}", two.provider),
        format!("/for/{}/agreements/{id}", two.facility),
    );
    // who proposed it cannot agree to it
    assert!(!two.olu.open(&own).await.has_button("Agree"));
    assert_eq!(two.olu.ask("POST", &format!("{own}/agree")).form(&[]).send().await.status, 409);
    let page = two.fay.open(&theirs).await;
    assert_snapshot!("agreement_proposed", page.main());
    app.later(TimeDelta::minutes(1));
    let page = page.submit("Agree").await;
    assert_eq!(page.flash().as_deref(), Some("Done. The other side has a letter."));
    assert_eq!(app.mail().await.of("olu@example.org").letters().len(), 1);
    assert_eq!(
        two.fay
            .ask("POST", &format!("{theirs}/refuse"))
            .form(&[("note", "no")])
            .send()
            .await
            .status,
        409
    );
    app.later(TimeDelta::minutes(1));
    let page = two.olu.open(&own).await.submit("End the agreement").await;
    assert_eq!(page.status, 200);
    app.mail().await;
    // ended ones stay readable, and nothing more is put to them
    let page = two.fay.open(&theirs).await;
    assert_snapshot!("agreement_ended", page.main());
    let late = two
        .fay
        .ask("POST", &format!("{theirs}/documents"))
        .file(&[], "a.pdf", A_PDF)
        .send()
        .await;
    assert_eq!(late.status, 403);
    assert!(
        two.fay
            .open(format!("/for/{}/agreements", two.facility))
            .await
            .has("Hosting of trainees 2026")
    );
}

#[rstest]
#[actix_web::test]
async fn a_refusal_says_why_and_a_proposal_can_be_withdrawn(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let two = two(&app).await;
    let id = two.proposed().await;
    let theirs = format!("/for/{}/agreements/{id}", two.facility);
    let page = two.fay.open(&theirs).await.submit("Refuse").await;
    assert_eq!(page.status, 422);
    assert!(page.has("Say why you refuse."));
    app.mail().await;
    let page = page.fill("Why not", "We have no room this year.").submit("Refuse").await;
    assert!(page.has("We have no room this year."), "{}", page.main());
    assert!(app.mail().await.to("olu@example.org").text.contains("We have no room this year."));
    let second = two.proposed().await;
    let own = format!("/for/{}/agreements/{second}", two.provider);
    let page = two.olu.open(&own).await.submit("Withdraw the proposal").await;
    assert!(page.flash().is_some() && !page.has_button("Withdraw the proposal"));
    app.mail().await;
}

/// Only members of both sides see an agreement and its documents; everybody else finds nothing there.
#[rstest]
#[actix_web::test]
async fn sec_39_documents_are_kept_and_given_to_both_sides_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let two = two(&app).await;
    let id = two.proposed().await;
    app.mail().await;
    let (own, theirs) = (
        format!("/for/{}/agreements/{id}", two.provider),
        format!("/for/{}/agreements/{id}", two.facility),
    );
    let put = async |name: &str, content: &[u8]| {
        let asked = two.olu.ask("POST", &format!("{own}/documents"));
        asked.file(&[("dated_on", "2026-08-20")], name, content).send().await
    };
    let kept = put("../Accord signé 2026.pdf", A_PDF).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    // what is no document, two things at once, or too large
    let zip = [A_PDF, b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"].concat();
    let large = [b"%PDF-1.7\n".as_slice(), &vec![b' '; 2 << 20], b"%%EOF"].concat();
    for (name, content) in [
        ("a.pdf", &b"<html><script>alert(1)</script>"[..]),
        ("a.pdf", &zip),
        ("a.pdf", &large),
        ("a.html", A_PDF),
        ("a.pdf", b""),
    ] {
        assert_eq!(put(name, content).await.status, 422, "{name}, {} bytes", content.len());
    }
    let page = two.fay.open(&theirs).await;
    assert_snapshot!("agreement_with_document", page.main());
    let href = page.attribute("main a[download]", "href").expect("a document").to_owned();
    let file = two.fay.ask("GET", &href).with_cookies().send().await;
    assert_eq!((file.status, file.body.as_bytes()), (200, A_PDF));
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"Accord sign_ 2026.pdf\"; filename*=UTF-8''Accord%20sign%C3%A9%202026.pdf"
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("content-security-policy"), "sandbox; default-src 'none'");
    // a third organisation, under its own address and under theirs
    let eve = app.given(somebody("Eve")).await;
    let other = app.given(organisation("Other").facility().member(&eve, MemberRole::Owner)).await;
    let eve = app.sign_in(&eve.email, crate::support::PASSWORD).await;
    let under_own = href.replace(&two.facility, &other.id.to_string());
    for path in [
        href.as_str(),
        &under_own,
        &theirs,
        &theirs.replace(&two.facility, &other.id.to_string()),
    ] {
        assert_eq!(eve.ask("GET", path).with_cookies().send().await.status, 404, "{path}");
    }
    let step = under_own.split("/documents").next().expect("the agreement").to_owned();
    for part in ["agree", "refuse", "withdraw", "end"] {
        let asked = eve.ask("POST", &format!("{step}/{part}")).form(&[("note", "x")]);
        assert_eq!(asked.send().await.status, 404, "{part}");
    }
    let asked = eve.ask("POST", &format!("{step}/documents")).file(&[], "a.pdf", A_PDF);
    assert_eq!(asked.send().await.status, 404);
}
