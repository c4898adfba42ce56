//! An agency takes in its staff and applies for several of them at once.

use super::{demonstration, sign_in};
use crate::support::or_skip;

#[actix_web::test]
async fn an_agency_imports_staff_and_applies_for_several() {
    let (app, window) = or_skip!(demonstration().await);
    sign_in(&app, &window, "owner@kafue.demo.example").await;
    window.click("Kafue Medicines Inspectorate").await;
    window.look_in_arabic().await;
    window.click("Import from a file").await;
    window
        .fill(
            "Rows, the header first",
            "name,staff_number,country,role\nWanjiru Adeyemi,KX-1,ZMB,ROLE-01\nTendai Okoye,KX-2,ZMB,ROLE-01\n",
        )
        .await;
    window.click("Check the rows").await;
    window.look().await;
    window.click("Import 2 rows").await;
    window.click("See your staff").await;
    window.choose("Target role", "Upstream bioprocess operator").await;
    window.click("Show").await;
    window.look_in_arabic().await;
    window.tick("Wanjiru Adeyemi").await;
    window.tick("Tendai Okoye").await;
    window.choose_first("Apply for a seat in").await;
    window.click("Check before applying").await;
    assert!(window.has("Check before you apply").await);
    window.click("Apply for those ticked").await;
    assert!(window.has("What became of each").await, "{}", window.path().await);
    window.click("See your staff").await;
    window.choose("Target role", "Upstream bioprocess operator").await;
    window.click("Show").await;
    window.click("0 of 8").await;
    window.look_in_arabic().await;
    window.click("My training").await;
    window.click("Kafue Medicines Inspectorate").await;
    window.click("What you need, by role").await;
    window.look_in_arabic().await;
    app.mail().await;
}
