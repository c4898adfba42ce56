//! A provider publishes a course with a run, and answers an application.

use super::{demonstration, sign_in};
use crate::support::or_skip;

#[actix_web::test]
async fn a_provider_publishes_a_run_and_offers_a_seat() {
    let (app, window) = or_skip!(demonstration().await);
    sign_in(&app, &window, "owner@volta.demo.example").await;
    window.click("Volta Bioprocess Training Centre").await;
    window.look_in_arabic().await;
    window.click("List a course").await;
    window.fill("Title", "Reading a batch record").await;
    window.fill("In two sentences", "What every line of it is for.").await;
    window.choose("Skill 1", "MFG-5 GMP documentation and data integrity").await;
    window.choose("Level they bring", "0 None").await;
    window.choose("Level they leave with", "2 Supervised").await;
    window.click("Save and add dates").await;
    assert_eq!(window.flash().await, "The course is kept. Now add its first run.");
    window.look_in_arabic().await;
    window.choose("How people learn", "Remote").await;
    window.choose("Kind of part", "Online").await;
    window.fill("First day", "2027-02-01").await;
    window.fill("Last day", "2027-02-12").await;
    window.fill("How many seats", "12").await;
    window.fill("Who answers questions", "courses@volta.demo.example").await;
    window.choose("What learners pay for the course", "Nothing: it is free").await;
    window.click("Publish").await;
    assert_eq!(window.flash().await, "The run is public. This is how people see it.");

    window.click("My training").await;
    window.click("Volta Bioprocess Training Centre").await;
    window.click("All courses").await;
    assert!(window.has("Reading a batch record").await);
    window.click("Volta Bioprocess Training Centre").await;
    window.click("Read applications").await;
    window.look_in_arabic().await;
    window.click("Offer a seat").await;
    assert_eq!(window.flash().await, "The seat is offered. The applicant has been written to.");
    app.mail().await;
}
