//! A facility advertises a placement, sees who could use it, and accepts an application.

use super::{demonstration, sign_in};
use crate::support::or_skip;

#[actix_web::test]
async fn a_facility_offers_a_placement_and_accepts_an_application() {
    let (app, window) = or_skip!(demonstration().await);
    sign_in(&app, &window, "owner@densu.demo.example").await;
    window.click("Densu Sterile Products").await;
    window.look_in_arabic().await;
    window.click("Offer a placement").await;
    window.look_in_arabic().await;
    window.fill("Title", "A week at the washing tunnel").await;
    window
        .fill("In two or three sentences", "Beside the shift lead, from glass to tunnel.")
        .await;
    window.choose("Skill", "Aseptic technique and cleanroom behaviour").await;
    window.choose("They bring", "1 Awareness").await;
    window.choose("They leave with", "2 Supervised").await;
    window.fill("First day", "2027-03-01").await;
    window.fill("Last day", "2027-03-05").await;
    window.fill("Places", "2").await;
    window.fill("Whom to ask", "placements@densu.demo.example").await;
    window.click("Publish").await;
    assert_eq!(window.flash().await, "Published. Everybody in the network can see it now.");
    assert!(window.has("could use it").await, "{}", window.path().await);
    window.look_in_arabic().await;

    window.click("All placements").await;
    window.look_in_arabic().await;
    window.click("Vial filling line, day shift").await;
    window.click("Offer the place").await;
    assert_eq!(
        window.flash().await,
        "The place is offered and held. The person has a letter with the day to answer by."
    );
    app.mail().await;
}
