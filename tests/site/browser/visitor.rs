//! A visitor looks around.

use super::demonstration;
use crate::support::or_skip;

#[actix_web::test]
async fn a_visitor_finds_a_course_and_tells_what_is_missing() {
    let (app, window) = or_skip!(demonstration().await);
    window.open("/").await;
    window.look_in_arabic().await;
    window.fill("Skill, product or course", "aseptic").await;
    window.click("Search").await;
    assert!(window.has("Aseptic filling").await, "{}", window.path().await);
    window.tick("Blended").await;
    window.look().await;
    assert!(window.path().await.contains("mode=blended"), "{}", window.path().await);
    window.look_in_arabic().await;
    window.click("Aseptic filling").await;
    assert!(window.has("What you will be able to do").await, "{}", window.path().await);
    window.look_in_arabic().await;

    window.click("Placements").await;
    window.click("See the placement").await;
    assert!(window.has("What you will practise").await, "{}", window.path().await);
    for part in ["Network", "Skill gaps"] {
        window.click(part).await;
        window.look_in_arabic().await;
    }
    window.click("Skills and roles").await;
    window.click("Method and definitions").await;

    window.open("/courses?q=aseptic&place=ISL&mode=remote&taught=pt").await;
    assert!(window.has("Nothing fits all of this").await);
    window.click("Tell us you need this").await;
    assert_eq!(window.flash().await, "Thank you. Coordinators will see what you are looking for.");
    app.mail().await;
}
