//! A learner joins by the mailed link, sees gaps and ways, applies, and sees it confirmed.

use benchside::kernel::actor::MemberRole;

use super::demonstration;
use crate::support::{PASSWORD, offering_of, or_skip, organisation, person};

#[actix_web::test]
async fn a_learner_joins_sees_gaps_applies_and_is_enrolled() {
    let (app, window) = or_skip!(demonstration().await);
    let owner = app.given(person("Olu")).await;
    let provider = organisation("Volta Evening School").provider().country("GHA");
    let provider = app.given(provider.member(&owner, MemberRole::Owner)).await;
    let run = app.given(offering_of(&provider, "Aseptic filling by hand").seats(3)).await;

    window.open("/").await;
    window.click("Sign in").await;
    window.click("Join the network").await;
    window.look_in_arabic().await;
    window.fill("Mail address", "efua@example.org").await;
    window.click("Send me the link").await;
    assert!(window.has("Look at your mail").await);
    window.open(&app.mail().await.link("efua@example.org")).await;
    window.fill("Your name", "Efua Mensah").await;
    window.choose("Country where you work", "Ghana").await;
    window.fill("Password", "four kettles on a quiet hill").await;
    window.click("Create my account").await;
    assert_eq!(window.flash().await, "Welcome. Your account is ready.");

    window.click("State my role and skills").await;
    window.choose("I work as, or want to work as", "Aseptic fill-finish operator").await;
    window.click("Show its skills").await;
    window.choose("Aseptic technique and cleanroom behaviour", "1 Awareness").await;
    window.click("Save and see my gaps").await;
    assert!(window.has("You hold 1 Awareness").await && window.has("Your own word").await);
    window.look_in_arabic().await;
    window.click("Change profile").await;
    window.choose("How far I can go for training", "anywhere").await;
    window.click("Save").await;

    window.open("/me/gaps/MFG-4").await;
    window.click("Aseptic filling by hand").await;
    assert!(window.has("Closes").await, "a reason stands on the page of the course");
    window.click("Apply for a seat").await;
    window.look_in_arabic().await;
    window.click("Apply for a seat").await;
    assert_eq!(window.flash().await, "You have applied. The provider decides; you see it here.");

    let olu = app.sign_in(&owner.email, PASSWORD).await;
    let page = olu.open(format!("/for/{}/offerings/{}", provider.id, run.id)).await;
    page.submit("Offer a seat to Efua Mensah").await;
    assert!(app.mail().await.to("efua@example.org").text.contains("Aseptic filling by hand"));
    window.open("/me").await;
    window.click("Take the seat").await;
    assert_eq!(window.flash().await, "The seat is yours.");
    assert!(window.has("Enrolled").await);
    window.look_in_arabic().await;
    app.mail().await;
}
