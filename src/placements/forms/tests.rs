//! What a facility may type, and what is said of the rest.

use super::*;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

/// As a browser sends it: every select and every line of every row, ticks only where ticked.
const SENT: &str = "title=Aseptic+filling+on+the+line&language=en&summary=Two+weeks+beside+the+operators.\
    &skill=MFG-4&level_in=1&level_out=3&skill=&level_in=&level_out=&skill=&level_in=&level_out=&skill=&level_in=&level_out=\
    &from=2027-01-11&to=2027-01-22&places=4&from=&to=&places=4&from=&to=&places=4\
    &clean_grade=B&containment=&product_type=vaccines&floor=en&floor=fr&place=Dakar\
    &condition=nda&condition=gowning&lead=30&lead=14&lead=30&lead=&lead=&lead=7&lead=14&lead=\
    &fee=free&contact=placements%40example.org&body=";

fn sent(query: &str) -> SlotForm {
    serde_html_form::from_str(query).unwrap()
}

fn fields(form: &SlotForm) -> Vec<(String, Problem)> {
    let problems = form.check(today()).unwrap_err();
    problems
        .iter()
        .map(|(field, problem)| (field.to_owned(), problem.clone()))
        .collect()
}

#[test]
fn what_a_browser_sends_is_a_slot() {
    let slot = sent(SENT).check(today()).unwrap();
    assert_eq!(slot.skills.len(), 1);
    assert_eq!(
        slot.periods,
        [NewPeriod {
            from: "2027-01-11".parse().unwrap(),
            to: "2027-01-22".parse().unwrap(),
            places: 4
        }]
    );
    // the days stand in the order of all conditions, ticked or not
    assert_eq!(slot.conditions, [(ConditionKind::Nda, Some(14)), (ConditionKind::Gowning, None)]);
    assert_eq!(
        (slot.containment, slot.product_type, slot.fee),
        (None, Some("vaccines"), FeeKind::Free)
    );
    assert_eq!(slot.floor.len(), 2);
}

#[test]
fn an_empty_form_names_every_field_that_is_needed() {
    let found: Vec<String> = fields(&SlotForm::default()).into_iter().map(|(field, _)| field).collect();
    assert_eq!(found, ["title", "language", "summary", "skill-1", "from-1", "floor", "contact"]);
}

#[test]
fn rows_are_wrong_at_their_own_fields() {
    let mut form = sent(SENT);
    form.skill[1] = "MFG-4".to_owned();
    form.level_in[1] = "3".to_owned();
    form.level_out[1] = "3".to_owned();
    form.level_out[2] = "2".to_owned();
    form.from[0] = "2026-11-23".to_owned();
    form.to[1] = "2027-03-01".to_owned();
    form.from[2] = "2027-03-05".to_owned();
    form.to[2] = "2027-03-01".to_owned();
    form.places[2] = "0".to_owned();
    form.lead[1] = "soon".to_owned();
    let found = fields(&form);
    let wanted = [
        ("skill-2", Problem::Taken),
        ("out-2", Problem::OutOfRange(4, 5)),
        ("skill-3", Problem::Missing),
        ("from-1", Problem::InThePast),
        ("from-2", Problem::Missing),
        ("to-3", Problem::BeforeStart),
        ("places-3", Problem::OutOfRange(1, 200)),
        ("lead-nda", Problem::NotANumber),
    ];
    assert_eq!(found, wanted.map(|(field, problem)| (field.to_owned(), problem)));
}

#[test]
fn what_is_not_on_the_form_is_refused() {
    let mut form = sent(SENT);
    form.skill[0] = "NOPE-1".to_owned();
    form.clean_grade = "Z".to_owned();
    form.product_type = "tea".to_owned();
    form.floor = vec!["tlh".to_owned()];
    form.fee = "dear".to_owned();
    let found: Vec<String> = fields(&form).into_iter().map(|(field, _)| field).collect();
    assert_eq!(found, ["skill-1", "clean_grade", "product_type", "floor", "fee"]);
}

#[test]
fn a_change_keeps_the_order_of_its_periods() {
    let ids = ["00000000000000000000000001", "00000000000000000000000002"];
    let form: EditForm = serde_html_form::from_str(&format!(
        "title=A&summary=B&body=&contact=c&period={}&places=2&period={}&places=5&open={}&new_from=&new_to=&new_places=2",
        ids[0], ids[1], ids[1]
    ))
    .unwrap();
    let revision = form.check(today()).unwrap();
    let periods: Vec<_> = revision
        .periods
        .iter()
        .map(|(id, places, is_open)| (id.to_string(), *places, *is_open))
        .collect();
    assert_eq!(periods, [(ids[0].to_owned(), 2, false), (ids[1].to_owned(), 5, true)]);
    assert_eq!((revision.added, revision.is_paused), (None, false));
}
