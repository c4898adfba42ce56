//! An organisation asks, is refused, mends, is verified, invites, hands over; and whoever began it leaves.

use benchside::db::Engine;

use super::sign_in_with;
use crate::support::{Chromium, PASSWORD, TestApp, or_skip, person};

const NAME: &str = "Kumasi School of Sterile Manufacture";

async fn asks(olu: &Chromium) {
    olu.open("/network").await;
    olu.click("Ask to join").await;
    olu.look_in_arabic().await;
    olu.fill("Name of the organisation", NAME).await;
    olu.tick("It trains people").await;
    olu.choose("Country", "Ghana").await;
    olu.fill("Town", "Kumasi").await;
    olu.choose("Whose it is", "The public sector").await;
    olu.fill("Website", "kssm.example").await;
    olu.fill("What you do, in a few sentences", "We teach.").await;
    olu.click("Ask to join").await;
    assert_eq!(olu.flash().await, "Your request is sent. You get a letter with the answer.");
    olu.look_in_arabic().await;
}

#[actix_web::test]
async fn an_organisation_comes_into_the_network_and_into_other_hands() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    let base_url = app.app().config.site.base_url.clone();
    app.given(person("Awa").coordinator("who-afr")).await;
    app.given(person("Olu").country("GHA")).await;
    let olu = or_skip!(Chromium::at(&base_url).await);
    sign_in_with(&app, &olu, "olu@example.org", PASSWORD).await;
    asks(&olu).await;
    let request = olu.path().await;
    let org = request.split("/request").next().expect("the request's page");

    // is refused
    let awa = or_skip!(Chromium::at(&base_url).await);
    sign_in_with(&app, &awa, "awa@example.org", PASSWORD).await;
    awa.open(&app.mail().await.link("awa@example.org")).await;
    awa.look_in_arabic().await;
    awa.click("Refuse").await;
    awa.choose("Reason", "We cannot tell from this who you are.").await;
    awa.fill("What they can do about it", "Say what you teach, and to whom.").await;
    awa.click("Send the refusal").await;
    assert_eq!(awa.flash().await, "The refusal is sent, with your reason.");

    // mends and asks again
    olu.open(&app.mail().await.link("olu@example.org")).await;
    assert!(olu.has("Say what you teach, and to whom.").await);
    olu.look_in_arabic().await;
    olu.fill(
        "What you do, in a few sentences",
        "We teach sterile filling to operators of West Africa.",
    )
    .await;
    olu.click("Ask again").await;

    // is verified
    awa.open(&app.mail().await.link("awa@example.org")).await;
    assert!(awa.has("Say what you teach, and to whom.").await, "what was said before is there");
    awa.look_in_arabic().await;
    awa.click("History").await;
    assert!(awa.has("We teach sterile filling").await && awa.has("We teach.").await);
    awa.look_in_arabic().await;
    awa.open("/coordination/requests").await;
    awa.click("Take into the network").await;
    assert_eq!(
        awa.flash().await,
        "The organisation is in the network. Its owners have a letter."
    );

    // invites
    olu.open(&app.mail().await.link("olu@example.org")).await;
    olu.look_in_arabic().await;
    olu.click("Team").await;
    olu.fill("Mail address", "ben@example.org").await;
    olu.choose("Part", "Editor").await;
    olu.click("Send the invitation").await;
    assert_eq!(olu.flash().await, "The invitation is sent.");
    olu.look_in_arabic().await;
    let ben = or_skip!(Chromium::at(&base_url).await);
    ben.open(&app.mail().await.link("ben@example.org")).await;
    ben.look_in_arabic().await;
    ben.fill("Your name", "Ben").await;
    ben.fill("Password", "nine lanterns over the quiet bay").await;
    ben.click("Join").await;
    assert_eq!(ben.flash().await, "You are in the team.");
    assert!(!ben.has("Invite somebody").await, "an editor invites nobody");

    // hands over, and leaves
    olu.open(&format!("{org}/team")).await;
    olu.click("Change : Ben").await;
    olu.click("Hand over ownership").await;
    assert!(olu.flash().await.contains("new owner"), "{}", olu.flash().await);
    assert!(!olu.has("Invite somebody").await);
    app.mail().await;
    ben.open(&format!("{org}/team")).await;
    assert!(ben.has("Invite somebody").await);
    olu.click("Leave the team").await;
    assert_eq!(olu.path().await, "/me");
    olu.open("/network").await;
    assert!(olu.has(NAME).await, "the organisation stays");
    app.mail().await;
}
