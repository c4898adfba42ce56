//! What people write is shown as it is, and does nothing.

use benchside::db::Engine;
use benchside::kernel::actor::MemberRole;
use rstest::rstest;
use scraper::{ElementRef, Html, Selector};

use crate::support::{PASSWORD, TestApp, offering_of, or_skip, organisation, person};

const BAD: &str = "Ann'\"><img src=x onerror=alert(1)></script><script>alert(2)</script><svg/onload=alert(3)>";

/// Somebody by this name, of an organisation by this name, who gives a course by this name; and what is asked for.
#[rstest]
#[actix_web::test]
async fn sec_34_what_people_write_is_text(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(person(BAD).email("ann@example.org")).await;
    let made = app
        .given(organisation(BAD).provider().facility().agency().member(&ann, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&made, BAD)).await;
    let (visitor, own) = (app.visitor(), app.sign_in("ann@example.org", PASSWORD).await);
    let (org, id) = (made.id, run.id);
    let mut shown = 0;
    for (browser, path) in [
        (&visitor, "/courses".to_owned()),
        (&visitor, run.path.clone()),
        (&visitor, "/network".to_owned()),
        (&visitor, format!("/network/{org}")),
        (&visitor, "/courses?q=%3Cscript%3Ealert(2)%3C/script%3E".to_owned()),
        (&visitor, "/sign-in?next=/%22%3E%3Cscript%3Ealert(2)%3C/script%3E".to_owned()),
        (&visitor, "/nowhere/%3Cscript%3Ealert(2)%3C/script%3E".to_owned()),
        (&own, "/me".to_owned()),
        (&own, "/me/profile".to_owned()),
        (&own, format!("/offerings/{id}/apply")),
        (&own, format!("/for/{org}")),
        (&own, format!("/for/{org}/courses")),
        (&own, format!("/for/{org}/offerings/{id}")),
        (&own, format!("/for/{org}/staff")),
    ] {
        let answer = browser.ask("GET", &path).with_cookies().send().await;
        assert!(answer.status < 500, "{path}: {}", answer.status);
        let faults = alive(&answer.body);
        assert!(faults.is_empty(), "{path}: {faults:?}\n{}", answer.body);
        shown += usize::from(answer.body.contains("onerror=alert(1)"));
    }
    assert!(shown >= 6, "it was shown on {shown} pages");
    let refused = visitor.ask("POST", "/join").form(&[("email", BAD)]).send().await;
    assert!(refused.status == 422 && refused.body.contains("onerror=alert(1)"));
    assert!(alive(&refused.body).is_empty(), "{}", refused.body);
}

/// What of a page would do something that it should not: a handler in place, a script that is not ours.
fn alive(html: &str) -> Vec<String> {
    let tree = Html::parse_document(html);
    let everything = Selector::parse("*").expect("a selector");
    let is_alive = |element: &ElementRef<'_>| {
        let value = element.value();
        let is_ours = value.attr("src").is_some_and(|src| src.starts_with("/static/")) || value.attr("type") == Some("application/ld+json");
        value.attrs().any(|(name, _)| name.starts_with("on")) || (value.name() == "script" && !is_ours) || value.attr("src") == Some("x")
    };
    tree.select(&everything).filter(is_alive).map(|element| element.html()).collect()
}

#[test]
fn what_is_not_escaped_is_found() {
    assert!(alive(&format!("<main><p title='{BAD}'>{BAD}</p></main>")).len() >= 4);
    assert!(alive("<main><p title=\"'onerror=alert(1)\">onerror=alert(1)</p></main>").is_empty());
}
