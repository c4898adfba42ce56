//! The first owner of an organisation of which nobody has an account, invited by whoever decides about organisations of its country.

use benchside::db::Engine;
use benchside::db::schema::{audit_event, invitation, membership, organisation as organisations, person as people, transition};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{AnyId, MembershipId, OrgId, PersonId};
use chrono::TimeDelta;
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, TestApp, or_skip, organisation, person as somebody};

/// State before, who, and on whose behalf.
type Step = (Option<String>, Option<PersonId>, Option<OrgId>);

/// A facility and a provider of Ghana that somebody entered, with a coordinator.
struct Scene {
    facility: OrgId,
    provider: OrgId,
    awa: Browser,
    awa_id: PersonId,
}

async fn scene(app: &TestApp) -> Scene {
    let facility = app.given(organisation("Tema Works").facility().country("GHA")).await;
    let provider = app.given(organisation("Volta School").provider().country("GHA")).await;
    let awa = app.given(somebody("Awa").coordinator("who-afr")).await;
    Scene {
        facility: facility.id,
        provider: provider.id,
        awa: app.sign_in(&awa.email, PASSWORD).await,
        awa_id: awa.id,
    }
}

fn at(org: OrgId) -> String {
    format!("/coordination/owners/{org}")
}

async fn invite(app: &TestApp, by: &Browser, org: OrgId, address: &str) -> String {
    let sent = by.ask("POST", &at(org)).form(&[("email", address)]).send().await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    app.mail().await.link(address)
}

async fn get(browser: &Browser, path: &str) -> u16 {
    browser.ask("GET", path).with_cookies().send().await.status
}

async fn post(browser: &Browser, path: &str) -> u16 {
    browser.ask("POST", path).form(&[]).send().await.status
}

/// Joins by the link of a letter, as somebody new.
async fn join(app: &TestApp, link: &str) -> u16 {
    let fields = [("name", "Ben"), ("password", "nine lanterns over the quiet bay")];
    app.visitor().ask("POST", &format!("{link}/join")).form(&fields).send().await.status
}

async fn owners(app: &TestApp, org: OrgId) -> i64 {
    app.read(move |db| {
        let owners = membership::table
            .filter(membership::org_id.eq(org))
            .filter(membership::role.eq("owner"));
        Ok(owners.filter(membership::ended_at.is_null()).count().get_result(db)?)
    })
    .await
}

#[rstest]
#[actix_web::test]
async fn a_coordinator_invites_the_first_owner(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let Scene { facility, awa, awa_id, .. } = scene(&app).await;
    let page = awa.open("/coordination/requests").await;
    assert_snapshot!("requests_without_account", page.main());
    let page = page.follow("Invite the first owner: Tema Works").await;
    assert_eq!(page.url, at(facility));
    let page = page.fill("Mail address", "ben").submit("Send the invitation").await;
    assert_eq!((page.status, page.problems().len()), (422, 1));
    let page = page.fill("Mail address", "awa@example.org").submit("Send the invitation").await;
    assert_eq!(
        page.problems(),
        ["This is an address of your own. Somebody of the organisation has to own it."]
    );
    let page = page.fill("Mail address", "ben@example.org").submit("Send the invitation").await;
    assert_eq!(page.flash().as_deref(), Some("The invitation is sent."));
    assert_snapshot!("first_owner", page.main());
    let mail = app.mail().await;
    assert_snapshot!("first_owner_letter", mail);

    // until it is accepted nothing is otherwise
    let own = format!("/for/{facility}");
    assert_eq!((owners(&app, facility).await, get(&awa, &own).await), (0, 200));
    let ben = app.visitor();
    let page = ben.open(mail.link("ben@example.org")).await;
    let page = page.fill("Your name", "Ben").fill("Password", "nine lanterns over the quiet bay");
    let page = page.submit("Join").await;
    assert_eq!(
        (page.url.clone(), page.flash().as_deref()),
        (format!("{own}/team"), Some("You are in the team."))
    );
    assert!(ben.open(format!("{own}/team")).await.has_button("Send the invitation"), "an owner");
    assert_eq!(owners(&app, facility).await, 1);
    // and from then on it is theirs
    for path in [own.clone(), at(facility)] {
        assert_eq!(get(&awa, &path).await, 404, "{path}");
    }
    assert_eq!(post(&awa, &at(facility)).await, 404);
    assert!(!awa.open("/coordination/requests").await.has("Tema Works"));

    let page = ben.open(&own).await.follow("History of the organisation").await;
    assert!(page.has("Its first owner was invited") && page.has("Awa"), "{}", page.main());
    let (steps, events) = app
        .read(move |db| {
            let steps: Vec<Step> = transition::table
                .filter(transition::entity_id.eq(AnyId::of(facility)))
                .select((transition::reason_code, transition::actor_id, transition::on_behalf_of))
                .load(db)?;
            let events: Vec<(Option<PersonId>, Option<OrgId>, String)> = audit_event::table
                .filter(audit_event::action.eq("owner-invite"))
                .select((audit_event::actor_id, audit_event::on_behalf_of, audit_event::result))
                .load(db)?;
            Ok((steps, events))
        })
        .await;
    assert_eq!(steps, [(Some("owner-invited".to_owned()), Some(awa_id), Some(facility))]);
    assert_eq!(events, [(Some(awa_id), Some(facility), "done".to_owned())]);
}

#[rstest]
#[actix_web::test]
async fn sec_25_a_first_owner_is_invited_by_whoever_decides_there(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let Scene {
        facility, provider, awa, ..
    } = scene(&app).await;
    let elsewhere = app.given(organisation("Jakarta Works").facility().country("IDN")).await.id;
    let (olu, ed) = (app.given(somebody("Olu")).await, app.given(somebody("Ed")).await);
    let taken = organisation("Kafue Inspectorate").agency().country("ZMB");
    let taken = taken.member(&olu, MemberRole::Owner).member(&ed, MemberRole::Editor);
    let taken = app.given(taken).await.id;
    let external = app.given(organisation("Known by name").facility().country("GHA")).await.id;
    app.write(move |db| {
        let row = organisations::table.filter(organisations::id.eq(external));
        diesel::update(row).set(organisations::is_external.eq(true)).execute(db)?;
        Ok(())
    })
    .await;
    let zoe = app.sign_in_as(somebody("Zoe").coordinator("rec-eac")).await;
    let sam = app.sign_in_as(somebody("Sam").secretariat()).await;
    let ada = app.sign_in_as(somebody("Ada").administrator()).await;
    let (olu, ed) = (app.sign_in(&olu.email, PASSWORD).await, app.sign_in(&ed.email, PASSWORD).await);
    let learner = app.sign_in_as(somebody("Ann")).await;
    for (who, browser, org, expected) in [
        ("own region", &awa, facility, 200),
        ("own region, also a provider", &awa, provider, 200),
        ("other region", &zoe, facility, 404),
        ("not of her region", &awa, elsewhere, 404),
        ("nobody coordinates it", &sam, elsewhere, 200),
        ("nobody coordinates it", &ada, elsewhere, 200),
        ("it is coordinated", &sam, facility, 404),
        ("it is coordinated", &ada, facility, 404),
        ("it has its own", &awa, taken, 404),
        ("it is no member", &awa, external, 404),
        ("its own owner", &olu, taken, 403),
        ("an editor", &ed, taken, 403),
        ("an editor of another", &ed, facility, 403),
        ("a learner", &learner, facility, 403),
    ] {
        assert_eq!(get(browser, &at(org)).await, expected, "{who}");
        let form = [("email", "somebody@example.org")];
        let sent = browser.ask("POST", &at(org)).form(&form).send().await.status;
        assert_eq!(sent, if expected == 200 { 303 } else { expected }, "{who}");
        let withdrawn = post(browser, &format!("{}/withdraw", at(org))).await;
        assert_eq!(withdrawn, if expected == 200 { 303 } else { expected }, "{who}");
    }
    assert!(
        app.visitor()
            .ask("GET", &at(facility))
            .send()
            .await
            .header("location")
            .starts_with("/sign-in")
    );
    // what is dear asks for a fresh proof
    app.later(TimeDelta::minutes(11));
    let answer = awa
        .ask("POST", &at(facility))
        .form(&[("email", "somebody@example.org")])
        .send()
        .await;
    assert!(answer.header("location").starts_with("/prove"), "{}", answer.status);
    app.mail().await;
    let open: i64 = app
        .read(|db| {
            let open = invitation::table.filter(invitation::answered_at.is_null());
            Ok(open.count().get_result(db)?)
        })
        .await;
    assert_eq!(open, 0);
}

/// What was right when the letter was sent has to be right when it is answered.
#[rstest]
#[actix_web::test]
async fn sec_07_an_invitation_of_a_first_owner_ends_with_what_it_rests_on(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let Scene {
        facility,
        provider,
        awa,
        awa_id,
    } = scene(&app).await;
    let older = invite(&app, &awa, facility, "one@example.org").await;
    let newer = invite(&app, &awa, facility, "two@example.org").await;
    assert_eq!(join(&app, &older).await, 404, "ended by a newer one, to whomever");
    awa.open(at(facility)).await.submit("Withdraw the invitation").await;
    assert_eq!(join(&app, &newer).await, 404, "withdrawn");
    let late = invite(&app, &awa, facility, "three@example.org").await;
    app.later(TimeDelta::days(7));
    assert_eq!(join(&app, &late).await, 404, "seven days later");

    // somebody of it can sign in meanwhile
    let awa = app.sign_in("awa@example.org", PASSWORD).await;
    let link = invite(&app, &awa, facility, "four@example.org").await;
    let ed = app.given(somebody("Ed")).await;
    let (id, now): (MembershipId, _) = (app.app().new_id(), app.now());
    app.write(move |db| {
        diesel::insert_into(membership::table)
            .values((
                membership::id.eq(id),
                membership::person_id.eq(ed.id),
                membership::org_id.eq(facility),
                membership::role.eq(MemberRole::Viewer),
                membership::created_at.eq(now),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
    assert_eq!(join(&app, &link).await, 404, "it has somebody of its own");

    // whoever invited may not own it by another address of theirs
    let link = invite(&app, &awa, provider, "awa.at.home@example.org").await;
    app.write(move |db| {
        use benchside::db::schema::person_email;
        diesel::update(person_email::table.filter(person_email::person_id.eq(awa_id)))
            .set((
                person_email::address.eq("awa.at.home@example.org"),
                person_email::address_folded.eq("awa.at.home@example.org"),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
    assert!(awa.open(&link).await.has_button("Join the team"), "the address is theirs");
    assert_eq!(post(&awa, &link).await, 404);

    // an account that is closed, and then one that is open: the same letter, the same answer but for that
    let link = invite(&app, &awa, provider, "five@example.org").await;
    let set = async |state: &'static str| {
        app.write(move |db| {
            let awa = people::table.filter(people::id.eq(awa_id));
            diesel::update(awa).set(people::state.eq(state)).execute(db)?;
            Ok(())
        })
        .await;
    };
    set("closed").await;
    assert_eq!(join(&app, &link).await, 404, "whoever invited has no account any more");
    set("active").await;
    let link = invite(&app, &awa, provider, "six@example.org").await;
    assert_eq!(join(&app, &link).await, 303);
    assert_eq!((owners(&app, facility).await, owners(&app, provider).await), (0, 1));
    app.mail().await;
}
