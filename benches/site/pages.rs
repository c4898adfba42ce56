//! Pages beside the queries that they need. The queries are the store's own functions, called as the handlers call them, and nothing
//! else: the same connections, the same rows, no request and no page.

use std::collections::BTreeSet;
use std::time::Instant;

use benchside::catalogue::filter::CourseQuery;
use benchside::catalogue::store as catalogue;
use benchside::dashboards::coordination::finding::LOOKED_AT;
use benchside::dashboards::coordination::{Cut, Sheet};
use benchside::dashboards::policy::Purview;
use benchside::dashboards::store as figures;
use benchside::db::{Db, Result};
use benchside::enrolments::store as enrolments;
use benchside::kernel::{Actor, OfferingId, Quarter};
use benchside::matching::engine::rank_top;
use benchside::matching::store as matching;
use benchside::matching::{Judge, OfferKey};
use benchside::network::Places;
use benchside::placements::store as placements;
use benchside::site::assets;
use benchside::site::session;
use benchside::{needs, network, people};
use divan::Bencher;

use crate::ground::NETWORK;
use crate::record::{keep, timed};

/// Three facets: two skills, a region, and how one takes part.
const COURSES: &str = "skill=MFG-4&skill=MFG-5&place=who-afr&mode=classroom&mode=blended";

#[divan::bench(sample_count = 15, sample_size = 1)]
fn a_catalogue_with_three_facets(bencher: Bencher<'_, '_>) {
    const PAGE: &str = "Catalogue with three facets";
    let mut visitor = NETWORK.visitor();
    let path = format!("/courses?{COURSES}");
    let query: CourseQuery = serde_html_form::from_str(COURSES).expect("a query");
    let (filter, now) = (query.understand(Places::builtin()), NETWORK.app.now());
    bencher
        .with_inputs(|| {
            let filter = filter.clone();
            timed(PAGE, "queries", || {
                NETWORK.read(move |db| catalogue::search(db, &filter, "en", now))
            });
            NETWORK.app.pages.forget();
        })
        .bench_local_values(|()| {
            timed(PAGE, "plain", || visitor.get(&path, "identity").len());
            NETWORK.app.pages.forget();
            timed(PAGE, "compressed", || visitor.get(&path, "br").len())
        });
}

/// What `/me` reads. Tells apart how long the rules took, which are neither queries nor rendering.
fn own_page(db: &mut Db, hash: &[u8], now: benchside::kernel::UtcTime, urgency: &figures::Urgency) -> Result<f64> {
    let session = people::store::find_session(db, hash, now)?;
    let person = session.expect("the session").actor.person;
    let today = now.day();
    let seeker = matching::get_seeker(db, person, today, |country, skill| urgency.of(country, skill, today))?;
    let gaps: Vec<_> = seeker.candidate.gaps().map(|gap| gap.skill).collect();
    let offers = matching::list_offers(db, &gaps, now)?;
    let begun = Instant::now();
    let judge = Judge::new(&seeker.candidate, now, Places::builtin());
    let tops = rank_top(&judge, &offers, 2);
    let fits = |offer: &&benchside::matching::Offer| judge.failures(offer) == 0 && judge.closings(offer).next().is_some();
    divan::black_box(offers.iter().filter(fits).count());
    let rules = begun.elapsed().as_secs_f64();
    let matches = tops.iter().flat_map(|top| top.matches.iter().map(|one| one.offer));
    let keys = matches.chain(tops.iter().flat_map(|top| top.refused.iter().map(|one| one.offer)));
    let (mut offerings, mut periods) = (BTreeSet::new(), Vec::new());
    for key in keys {
        match key {
            OfferKey::Offering(id) => drop(offerings.insert(id)),
            OfferKey::Period(id) => periods.push(id),
        }
    }
    let offerings: Vec<OfferingId> = offerings.into_iter().collect();
    catalogue::list_by_id(db, &offerings, "en")?;
    placements::list_of_periods(db, &periods, "en", today)?;
    let seats = enrolments::list_of_person(db, person)?;
    enrolments::places::list_of_person(db, person, "en")?;
    let ids: Vec<OfferingId> = seats.iter().map(|seat| seat.offering).collect();
    catalogue::list_by_id(db, &ids, "en")?;
    Ok(rules)
}

#[divan::bench(sample_count = 15, sample_size = 1)]
fn b_matches_of_a_learner(bencher: Bencher<'_, '_>) {
    const PAGE: &str = "Matches of a learner";
    let (_, token) = NETWORK.sign_in_as("salma@demo.example");
    let (mut learner, hash) = (NETWORK.visitor().with_session(&token), session::hash(&token));
    let now = NETWORK.app.now();
    bencher
        .with_inputs(|| {
            let hash = hash.clone();
            let begun = Instant::now();
            let urgency = NETWORK.wait(NETWORK.app.urgency()).expect("the urgency");
            let rules = NETWORK.read(move |db| own_page(db, &hash, now, &urgency));
            keep(PAGE, "queries", begun.elapsed().as_secs_f64() - rules);
            keep(PAGE, "rules", rules);
        })
        .bench_local_values(|()| {
            timed(PAGE, "plain", || learner.get("/me", "identity").len());
            timed(PAGE, "compressed", || learner.get("/me", "br").len())
        });
}

/// What `/coordination` reads.
fn dashboard(db: &mut Db, hash: &[u8], now: benchside::kernel::UtcTime) -> Result<f64> {
    let actor: Actor = people::store::find_session(db, hash, now)?.expect("the session").actor;
    let (id, taken_at) = figures::find_current(db)?.expect("figures");
    let (quarter, purview) = (Quarter::of(taken_at.day()), Purview::of(&actor, Places::builtin(), taken_at.day()));
    let countries: Vec<_> = purview.countries().iter().copied().collect();
    let cube = figures::load_cube(db, id, quarter, Some(countries.clone()))?;
    let declared = needs::store::list_declared_by(db, taken_at)?;
    let begun = Instant::now();
    let sheet = Sheet::of(&cube, quarter, None);
    let skills: Vec<_> = sheet
        .by_skill(Cut::default())
        .into_iter()
        .take(LOOKED_AT)
        .map(|(skill, _)| skill)
        .collect();
    let rules = begun.elapsed().as_secs_f64();
    figures::list_offers(db, &skills, &countries, now)?;
    figures::list_practices(db, &skills, &countries, now)?;
    let shown = network::store::list_organisations(db, None, Some(countries), "en")?;
    let asking: BTreeSet<_> = declared.iter().map(|need| need.org).take(5).collect();
    divan::black_box(shown);
    catalogue::organisation_names(db, &asking.into_iter().collect::<Vec<_>>(), "en")?;
    Ok(rules)
}

#[divan::bench(sample_count = 15, sample_size = 1)]
fn c_dashboard_of_a_coordinator(bencher: Bencher<'_, '_>) {
    const PAGE: &str = "Dashboard of a coordinator";
    let (_, token) = NETWORK.sign_in_as("coordinator@demo.example");
    let (mut coordinator, hash) = (NETWORK.visitor().with_session(&token), session::hash(&token));
    let now = NETWORK.app.now();
    bencher
        .with_inputs(|| {
            let hash = hash.clone();
            let begun = Instant::now();
            let rules = NETWORK.read(move |db| dashboard(db, &hash, now));
            keep(PAGE, "queries", begun.elapsed().as_secs_f64() - rules);
            keep(PAGE, "rules", rules);
        })
        .bench_local_values(|()| {
            timed(PAGE, "plain", || coordinator.get("/coordination", "identity").len());
            timed(PAGE, "compressed", || coordinator.get("/coordination", "br").len())
        });
}

/// So many requests are one round, over so many connections at once: of a single one the machine would sleep and wake between
/// question and answer, which takes longer than either.
const REQUESTS: u32 = 4_000;
const CONNECTIONS: u32 = 8;

/// Requests a second.
fn rate(visitors: &mut [crate::client::Connection], path: &str) -> f64 {
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for visitor in visitors {
            scope.spawn(|| {
                for _ in 0..REQUESTS / CONNECTIONS {
                    divan::black_box(visitor.get(path, "br").len());
                }
            });
        }
    });
    f64::from(REQUESTS) / begun.elapsed().as_secs_f64()
}

#[divan::bench(sample_count = 9, sample_size = 1)]
fn e_kept_page_beside_a_file(bencher: Bencher<'_, '_>) {
    const PAGE: &str = "Kept pages beside static files";
    let visitors = || (0..CONNECTIONS).map(|_| NETWORK.visitor()).collect::<Vec<_>>();
    let (mut ours, mut others) = (visitors(), visitors());
    let (page, file) = (format!("/courses?{COURSES}"), assets::path("app.css"));
    ours[0].get(&page, "br");
    bencher
        .with_inputs(|| keep(PAGE, "bare", rate(&mut others, &file)))
        .bench_local_values(|()| keep(PAGE, "ours", rate(&mut ours, &page)));
}
