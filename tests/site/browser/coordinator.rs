//! A coordinator goes from the finding to the lists behind it.

use super::{demonstration, sign_in};
use crate::support::or_skip;

#[actix_web::test]
async fn a_coordinator_goes_from_a_number_to_the_list_behind_it() {
    let (app, window) = or_skip!(demonstration().await);
    sign_in(&app, &window, "coordinator@demo.example").await;
    window.click("Dashboard").await;
    window.look_in_arabic().await;
    window.choose("Sector", "Private").await;
    window.click("Show").await;
    assert!(window.path().await.contains("sector=private"), "{}", window.path().await);
    window.click("All countries").await;
    assert!(window.has("By country").await);
    window.look_in_arabic().await;
    for list in ["Who asks", "What is open", "Who declared nothing"] {
        window.click(list).await;
    }
    window.click("Back to the dashboard").await;
    window.click("See the courses").await;
    assert!(window.path().await.starts_with("/courses?skill="), "{}", window.path().await);
    app.mail().await;
}
