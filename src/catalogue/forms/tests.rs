//! What the checks let through, and what they say about the rest.

use chrono::TimeDelta;

use super::*;
use crate::catalogue::plan::Seats;
use crate::catalogue::{CostItem, FeeKind, Payer};
use crate::kernel::ids::Id as _;
use crate::kernel::problems::Problems;
use crate::kernel::{OrgId, UtcTime};
use crate::network::Places;

fn now() -> UtcTime {
    UtcTime::new("2026-11-23T08:00:00Z".parse().unwrap())
}

fn hosts() -> Vec<Host> {
    vec![Host {
        id: OrgId::new(uuid::Uuid::from_u128(7)),
        name: "Densu".to_owned(),
        country: "GHA".parse().ok(),
        place: Some("Accra".to_owned()),
    }]
}

fn check(form: &OfferingForm) -> Result<crate::catalogue::plan::RunPlan, Problems> {
    let hosts = hosts();
    form.check(Known {
        now: now(),
        hosts: &hosts,
        places: Places::builtin(),
    })
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

/// Two parts, the second at a host; everything as it should be.
fn run() -> OfferingForm {
    OfferingForm {
        mode: "blended".to_owned(),
        kind: texts(&["online", "hands_on", ""]),
        place: texts(&["", "", ""]),
        country: texts(&["", "", ""]),
        host: texts(&["", &hosts()[0].id.to_string(), ""]),
        from: texts(&["2027-01-11", "2027-02-01", ""]),
        to: texts(&["2027-01-29", "2027-02-12", ""]),
        zone: "Africa/Accra".to_owned(),
        languages: texts(&["fr", "en"]),
        capacity: "limited".to_owned(),
        seats: "24".to_owned(),
        deadline_on: "2026-12-07".to_owned(),
        deadline_time: "18:00".to_owned(),
        decision_on: "2026-12-14".to_owned(),
        residence: "who-afr".to_owned(),
        sector: "private".to_owned(),
        years: "2".to_owned(),
        fee: "paid".to_owned(),
        amount: "1200.50".to_owned(),
        currency: "USD".to_owned(),
        payer: texts(&["employer", "", "", "", "", "learner"]),
        contact: "courses@volta.example".to_owned(),
        source: "https://volta.example/aseptic".to_owned(),
        ..OfferingForm::default()
    }
}

fn wrong(form: &OfferingForm, field: &str) -> Problem {
    let kept = form.clone();
    let problems = check(form).unwrap_err();
    assert_eq!(*form, kept, "what was typed is kept");
    problems
        .of(field)
        .cloned()
        .unwrap_or_else(|| panic!("nothing is wrong with {field}: {problems:?}"))
}

#[test]
fn a_run_as_it_should_be_passes() {
    let plan = check(&run()).unwrap();
    assert_eq!(
        plan.span().map(|(from, to)| (from.to_string(), to.to_string())),
        Some(("2027-01-11".to_owned(), "2027-02-12".to_owned()))
    );
    // the host says where a part on site is
    assert_eq!(plan.site(), ("GHA".parse().ok(), Some("Accra")));
    assert_eq!(plan.terms.seats, Seats::Limited(24));
    assert_eq!(plan.price.map(|price| price.to_string()), Some("USD 1200.50".to_owned()));
    assert_eq!(plan.costs, [(CostItem::Fee, Payer::Employer), (CostItem::Visa, Payer::Learner)]);
    assert_eq!(plan.rules.len(), 3);
    assert_eq!(
        plan.languages.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["en", "fr"]
    );
}

#[test]
fn an_empty_form_is_told_all_that_is_missing() {
    let problems = check(&OfferingForm::default()).unwrap_err();
    for field in [
        "mode", "kind-1", "from-1", "to-1", "zone", "languages", "capacity", "fee", "contact",
    ] {
        assert!(problems.has(field), "{field}");
    }
    // rows that were left empty are not asked for
    assert!(!problems.has("kind-2") && !problems.has("deadline_on"));
}

#[test]
fn dates_stand_in_their_order() {
    let with = |change: fn(&mut OfferingForm)| {
        let mut form = run();
        change(&mut form);
        form
    };
    let past = with(|form| form.from[0] = "2026-11-02".to_owned());
    assert_eq!(wrong(&past, "from-1"), Problem::InThePast);
    let backwards = with(|form| form.to[1] = "2027-01-31".to_owned());
    assert_eq!(wrong(&backwards, "to-2"), Problem::BeforeStart);
    let earlier = with(|form| (form.from[1], form.to[1]) = ("2027-01-04".to_owned(), "2027-01-08".to_owned()));
    assert_eq!(wrong(&earlier, "from-2"), Problem::DoesNotFit);
    let late = with(|form| form.deadline_on = "2027-01-11".to_owned());
    assert_eq!(wrong(&late, "deadline_on"), Problem::AfterStart);
    let over = with(|form| form.deadline_on = "2026-11-22".to_owned());
    assert_eq!(wrong(&over, "deadline_on"), Problem::InThePast);
    let hasty = with(|form| form.decision_on = "2026-12-01".to_owned());
    assert_eq!(wrong(&hasty, "decision_on"), Problem::DoesNotFit);
    let no_time = with(|form| form.deadline_time.clear());
    assert_eq!(wrong(&no_time, "deadline_time"), Problem::Missing);
    for typed in ["2027-02-30", "31 2 2027", "soon", "99999-01-01", "2027-13-01", "11"] {
        let mut form = run();
        form.from[0] = typed.to_owned();
        assert_eq!(wrong(&form, "from-1"), Problem::NotADate, "{typed}");
    }
}

#[test]
fn seats_are_a_number_that_can_be() {
    for (typed, problem) in [
        ("-1", Problem::OutOfRange(1, 5_000)),
        ("0", Problem::OutOfRange(1, 5_000)),
        ("5001", Problem::OutOfRange(1, 5_000)),
        ("1000000000", Problem::OutOfRange(1, 5_000)),
        ("99999999999999999999999", Problem::OutOfRange(1, 5_000)),
        ("twelve", Problem::NotANumber),
        ("12.5", Problem::NotANumber),
        ("1e9", Problem::NotANumber),
        ("", Problem::Missing),
    ] {
        let mut form = run();
        form.seats = typed.to_owned();
        assert_eq!(wrong(&form, "seats"), problem, "{typed}");
    }
    let mut form = run();
    (form.capacity, form.seats) = ("unlimited".to_owned(), String::new());
    assert_eq!(check(&form).unwrap().terms.seats, Seats::Unlimited);
}

#[test]
fn how_one_learns_fits_the_parts() {
    let mut form = run();
    form.mode = "remote".to_owned();
    assert_eq!(wrong(&form, "mode"), Problem::DoesNotFit);
    (form.kind[1], form.host[1]) = ("online".to_owned(), String::new());
    assert!(check(&form).is_ok());
    form.mode = "hands_on".to_owned();
    assert_eq!(wrong(&form, "mode"), Problem::DoesNotFit);
    let mut nowhere = run();
    nowhere.host[1].clear();
    assert_eq!(wrong(&nowhere, "country-2"), Problem::Missing);
}

#[test]
fn what_is_not_among_the_choices_is_refused() {
    let with = |change: fn(&mut OfferingForm)| {
        let mut form = run();
        change(&mut form);
        form
    };
    assert_eq!(wrong(&with(|form| form.zone = "Mars/Base".to_owned()), "zone"), Problem::Unknown);
    assert_eq!(wrong(&with(|form| form.residence = "XXX".to_owned()), "residence"), Problem::Unknown);
    assert_eq!(wrong(&with(|form| form.languages = texts(&["xx"])), "languages"), Problem::NotChosen);
    assert_eq!(wrong(&with(|form| form.payer[1] = "me".to_owned()), "payer-travel"), Problem::Unknown);
    assert_eq!(
        wrong(&with(|form| form.host[1] = OrgId::new(uuid::Uuid::from_u128(8)).to_string()), "host-2"),
        Problem::Unknown
    );
    for source in ["javascript:alert(1)", "volta.example", "https://", "https:///x", "https://a b.example"] {
        let mut form = run();
        form.source = source.to_owned();
        assert_eq!(wrong(&form, "source"), Problem::NotALink, "{source}");
    }
}

#[test]
fn a_price_is_asked_for_where_it_costs_something() {
    let mut form = run();
    form.amount.clear();
    assert_eq!(wrong(&form, "amount"), Problem::Missing);
    form.amount = "10.555".to_owned();
    assert_eq!(wrong(&form, "amount"), Problem::NotANumber);
    form.amount = "0".to_owned();
    assert_eq!(wrong(&form, "amount"), Problem::OutOfRange(1, MOST_COST));
    (form.amount, form.currency) = ("10.5".to_owned(), "XOF".to_owned());
    assert_eq!(wrong(&form, "amount"), Problem::NotANumber);
    form.fee = "free".to_owned();
    let plan = check(&form).unwrap();
    assert_eq!((plan.fee, plan.price), (FeeKind::Free, None));
}

#[test]
fn a_deadline_that_has_passed_may_stand_but_not_be_set() {
    let times = Times {
        zone: "Africa/Accra".parse().unwrap(),
        starts_on: Some("2027-01-11".parse().unwrap()),
        deadline: Some("2026-11-20T18:00:00".parse().unwrap()),
    };
    let mut form = run();
    (form.deadline_on, form.decision_on) = ("2026-11-20".to_owned(), String::new());
    assert!(form.check_terms(times, now()).is_ok());
    assert!(form.check_terms(times, now() + TimeDelta::days(1)).is_ok());
    form.deadline_on = "2026-11-21".to_owned();
    assert_eq!(
        form.check_terms(times, now()).unwrap_err().of("deadline_on"),
        Some(&Problem::InThePast)
    );
}

#[test]
fn a_course_names_what_it_teaches() {
    let form = CourseForm {
        title: "Aseptic filling".to_owned(),
        language: "en".to_owned(),
        summary: "Theory, then the line.".to_owned(),
        skill: texts(&["MFG-4", "", "MFG-5"]),
        level_in: texts(&["1", "", "0"]),
        level_out: texts(&["3", "", "2"]),
        ..CourseForm::default()
    };
    let plan = form.check().unwrap();
    assert_eq!((plan.skills.len(), plan.code), (2, None));
    let problem = |change: fn(&mut CourseForm), field: &str| {
        let mut other = form.clone();
        change(&mut other);
        other.check().unwrap_err().of(field).cloned()
    };
    assert_eq!(problem(|form| form.skill[2] = "MFG-4".to_owned(), "skill-3"), Some(Problem::Taken));
    assert_eq!(
        problem(|form| form.level_out[0] = "1".to_owned(), "level_out-1"),
        Some(Problem::OutOfRange(2, 5))
    );
    assert_eq!(problem(|form| form.level_in[0].clear(), "level_in-1"), Some(Problem::Missing));
    assert_eq!(problem(|form| form.skill.clear(), "skill-1"), Some(Problem::Missing));
    assert_eq!(problem(|form| form.language = "xx".to_owned(), "language"), Some(Problem::Unknown));
    assert_eq!(problem(|form| form.code = "a b".to_owned(), "code"), Some(Problem::Unknown));
    let empty = CourseForm::default().check().unwrap_err();
    assert!(["title", "language", "summary"].iter().all(|field| empty.has(field)));
    assert_eq!(empty.of("skill-1"), Some(&Problem::NotChosen));
}
