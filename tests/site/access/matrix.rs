//! Every route × every part in the network × every relation to what the address names, compared with one table that people
//! can read. A route that is not in the snapshot fails it.

use std::fmt::Write as _;

use benchside::db::Engine;
use benchside::db::schema::{
    course, duplicate_pair, employment, membership, need, offering, person_email, person_merge, place, seat, slot, slot_period,
};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{CourseId, MembershipId, MergeId, NeedId, OfferingId, OrgId, PersonId, PlaceId, SeatId, SlotId};
use benchside::people::jobs::find_duplicates;
use benchside::site::routes::{Access, Route, TABLE};
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use crate::support::{Answer, Browser, DEMO_PASSWORD, Demonstration, PASSWORD, TestApp, or_skip, person as somebody};

/// What the addresses name: things of three organisations, a provider, a facility and an agency.
struct Named {
    provider: OrgId,
    facility: OrgId,
    agency: OrgId,
    course: CourseId,
    offering: OfferingId,
    seat: SeatId,
    slot: SlotId,
    place: PlaceId,
    need: NeedId,
    person: PersonId,
    /// Two records that may be one person.
    pair: (PersonId, PersonId),
    /// Two others that were made one.
    merge: MergeId,
}

/// Two records that may be one person, and two that an administrator made one.
async fn doubles(app: &TestApp) -> ((PersonId, PersonId), MergeId) {
    find_duplicates(app.app()).await.expect("the pairs");
    let pairs: Vec<(PersonId, PersonId)> = app
        .read(|db| {
            Ok(duplicate_pair::table
                .order((duplicate_pair::person_id, duplicate_pair::other_id))
                .select((duplicate_pair::person_id, duplicate_pair::other_id))
                .load(db)?)
        })
        .await;
    let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
    let admin = app.sign_in("administrator@demo.example", DEMO_PASSWORD).await;
    let page = admin.open(format!("/coordination/duplicates/{}/{}", last.0, last.1)).await;
    let kept = page
        .attribute("input[name=keep]", "value")
        .expect("one that can be kept")
        .to_owned();
    let answer = admin
        .ask("POST", &format!("/coordination/duplicates/{}/{}/merge", last.0, last.1))
        .form(&[("keep", kept.as_str()), ("reason", "the same staff number")])
        .send()
        .await;
    assert_eq!(answer.status, 303);
    let merge = app.read(|db| Ok(person_merge::table.select(person_merge::id).first(db)?)).await;
    (first, merge)
}

/// The organisation that somebody owns.
pub(crate) async fn owned_by(app: &TestApp, key: &str) -> OrgId {
    let address = format!("owner@{key}.demo.example");
    app.read(move |db| {
        Ok(membership::table
            .inner_join(person_email::table.on(person_email::person_id.eq(membership::person_id)))
            .filter(person_email::address_folded.eq(&address))
            .select(membership::org_id)
            .first(db)?)
    })
    .await
}

impl Named {
    async fn of(app: &TestApp) -> Self {
        let (provider, facility, agency) = (
            owned_by(app, "volta").await,
            owned_by(app, "densu").await,
            owned_by(app, "kafue").await,
        );
        let (pair, merge) = doubles(app).await;
        app.read(move |db| {
            let (seat, offering): (SeatId, OfferingId) = seat::table
                .filter(seat::org_id.eq(provider))
                .filter(seat::state.eq("submitted"))
                .order(seat::id)
                .select((seat::id, seat::offering_id))
                .first(db)?;
            let course: CourseId = offering::table
                .inner_join(course::table)
                .filter(offering::id.eq(offering))
                .select(course::id)
                .first(db)?;
            let (place, slot): (PlaceId, SlotId) = place::table
                .inner_join(slot_period::table.inner_join(slot::table))
                .filter(place::org_id.eq(facility))
                .order(place::id)
                .select((place::id, slot::id))
                .first(db)?;
            let need: NeedId = need::table
                .filter(need::org_id.eq(facility))
                .order(need::id)
                .select(need::id)
                .first(db)?;
            let person: PersonId = employment::table
                .filter(employment::org_id.eq(agency))
                .order(employment::id)
                .select(employment::person_id)
                .first(db)?;
            Ok(Self {
                provider,
                facility,
                agency,
                course,
                offering,
                seat,
                slot,
                place,
                need,
                person,
                pair,
                merge,
            })
        })
        .await
    }

    /// The organisation that a part of the site is about.
    fn org(&self, path: &str) -> OrgId {
        let has = |parts: &[&str]| parts.iter().any(|part| path.contains(part));
        if has(&["/staff"]) {
            self.agency
        } else if has(&["/slots", "/places", "/needs", "/periods"]) {
            self.facility
        } else {
            self.provider
        }
    }

    fn filled(&self, route: &Route) -> String {
        let mut path = String::new();
        for (place, piece) in route.path.split(['{', '}']).enumerate() {
            if place % 2 == 0 {
                path.push_str(piece);
                continue;
            }
            path.push_str(&match piece {
                "org" if route.path.starts_with("/for/") || route.path.starts_with("/network/") => self.org(route.path).to_string(),
                "course" => self.course.to_string(),
                "offering" => self.offering.to_string(),
                "seat" => self.seat.to_string(),
                "slot" => self.slot.to_string(),
                "place" => self.place.to_string(),
                "need" => self.need.to_string(),
                "person" if route.path.starts_with("/coordination/duplicates/") => self.pair.0.to_string(),
                "other" => self.pair.1.to_string(),
                "merge" => self.merge.to_string(),
                "person" => self.person.to_string(),
                "kind" => "offering".to_owned(),
                "id" => self.offering.to_string(),
                "skill" => "MFG-4".to_owned(),
                "role" => "ROLE-03".to_owned(),
                // ids that nothing has: what they would name is a person's own
                _ => "01k4xjz8g0e1tqwrty2ps3df4g".to_owned(),
            });
        }
        path
    }
}

/// Somebody who tries, and how they are called at the head of the table.
struct Part {
    called: &'static str,
    email: Option<String>,
    password: &'static str,
}

fn part(called: &'static str, email: &str, password: &'static str) -> Part {
    Part {
        called,
        email: Some(email.to_owned()),
        password,
    }
}

/// People with each role in all three organisations, and people with no part in them.
async fn parts(app: &TestApp, named: &Named) -> Vec<Part> {
    let mut parts = vec![
        Part {
            called: "visitor",
            email: None,
            password: "",
        },
        part("learner", "salma@demo.example", DEMO_PASSWORD),
        part("other", "owner@virunga.demo.example", DEMO_PASSWORD),
        part("coordin.", "coordinator@demo.example", DEMO_PASSWORD),
        part("admin", "administrator@demo.example", DEMO_PASSWORD),
    ];
    for (called, role) in [
        ("viewer", MemberRole::Viewer),
        ("reviewer", MemberRole::Reviewer),
        ("editor", MemberRole::Editor),
        ("owner", MemberRole::Owner),
    ] {
        let one = app.given(somebody(&format!("A {called}"))).await;
        let (now, orgs) = (app.now(), [named.provider, named.facility, named.agency]);
        let ids: Vec<MembershipId> = orgs.iter().map(|_| app.app().new_id()).collect();
        app.write(move |db| {
            for (id, org) in ids.iter().zip(orgs) {
                diesel::insert_into(membership::table)
                    .values((
                        membership::id.eq(id),
                        membership::person_id.eq(one.id),
                        membership::org_id.eq(org),
                        membership::role.eq(role),
                        membership::created_at.eq(now),
                    ))
                    .execute(db)?;
            }
            Ok(())
        })
        .await;
        parts.push(part(called, &one.email, PASSWORD));
    }
    parts
}

async fn enter(app: &TestApp, part: &Part) -> Browser {
    match &part.email {
        None => app.visitor(),
        Some(email) => app.sign_in(email, part.password).await,
    }
}

/// What became of a try, in a word.
fn outcome(route: &Route, answer: &Answer) -> &'static str {
    let to = answer.header("location").split('?').next().unwrap_or_default();
    match (answer.status, to) {
        (303, "/sign-in") => "sign in",
        // back to the page itself
        (303, page) if route.path.starts_with(page) && page.len() > 1 => "yes",
        (303, "/prove") => "prove",
        (303, "/me/security/factor") => "factor",
        (200 | 303 | 409 | 422, _) => "yes",
        // what was sent is not even a form of that kind
        (400, _) => "unread",
        (403, _) => "no",
        (404, _) => "hidden",
        _ => "FAULT",
    }
}

/// After these everybody signs in anew.
const ENDS: &[&str] = &["/sign-out", "/me/security/devices/end", "/me/security/devices/end-others"];

#[rstest]
#[actix_web::test]
async fn sec_21_who_may_come_where(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let named = Named::of(&app).await;
    let parts = parts(&app, &named).await;
    let mut browsers = Vec::new();
    for part in &parts {
        browsers.push(enter(&app, part).await);
    }
    let mut table = format!("{:<86}", "");
    for part in &parts {
        let _ = write!(table, "{:<9}", part.called);
    }
    for route in TABLE {
        let path = named.filled(route);
        let _ = write!(
            table,
            "\n{:<21}{:<5}{:<60}",
            format!("{:?}", route.access),
            route.method,
            route.path
        );
        for browser in &browsers {
            let asked = browser.ask(&route.method.to_uppercase(), &path);
            let answer = if route.method == "get" {
                asked.with_cookies().send().await
            } else {
                asked.form(&[]).send().await
            };
            let _ = write!(table, "{:<9}", outcome(route, &answer));
        }
        if ENDS.contains(&route.path) {
            browsers.clear();
            for part in &parts {
                browsers.push(enter(&app, part).await);
            }
        }
        while table.ends_with(' ') {
            table.pop();
        }
    }
    assert!(!table.contains("FAULT"), "{table}");
    assert_snapshot!("who_may_come_where", table);
    app.mail().await;
    // nobody comes to what is for somebody without signing in
    for (line, route) in table.lines().skip(1).zip(TABLE) {
        let is_open = matches!(route.access, Access::Anyone | Access::Bearer | Access::Demo);
        assert!(is_open || line[86..].starts_with("sign in"), "{line}");
    }
}
