//! The fields of a slot's form with their choices, what was typed, and what is wrong with it.

use crate::catalogue::FeeKind;
use crate::catalogue::forms::LANGUAGES;
use crate::catalogue::web::cards::level_words;
use crate::kernel::problems::Problems;
use crate::placements::forms::{PERIOD_ROWS, SKILL_ROWS, SlotForm, typed_in};
use crate::placements::store::Defaults;
use crate::placements::{CleanGrade, ConditionKind, MOST_CONTAINMENT, PRODUCT_TYPES, SlotState};
use crate::site::Words;
use crate::skills::{Level, Taxonomy};

/// Code and words of choices.
pub(super) type Choices = Vec<(String, String)>;

/// A row for a skill.
pub(super) struct SkillRow {
    pub(super) n: usize,
    pub(super) skill: String,
    pub(super) level_in: String,
    pub(super) level_out: String,
    pub(super) skill_error: String,
    pub(super) in_error: String,
    pub(super) out_error: String,
}

/// A row for a period.
pub(super) struct PeriodRow {
    pub(super) n: usize,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) places: String,
    pub(super) from_error: String,
    pub(super) to_error: String,
    pub(super) places_error: String,
}

/// A condition with its days.
pub(super) struct ConditionRow {
    pub(super) code: &'static str,
    pub(super) words: String,
    pub(super) is_ticked: bool,
    pub(super) days: String,
    pub(super) error: String,
}

/// A tick.
pub(super) struct Tick {
    pub(super) value: &'static str,
    pub(super) words: String,
    pub(super) is_ticked: bool,
}

/// Everything beside the single lines.
pub(super) struct Fields {
    pub(super) languages: Choices,
    pub(super) skills: Vec<(String, Choices)>,
    pub(super) levels_in: Choices,
    pub(super) levels_out: Choices,
    pub(super) grades: Choices,
    pub(super) containments: Choices,
    pub(super) products: Choices,
    pub(super) fees: Choices,
    pub(super) skill_rows: Vec<SkillRow>,
    pub(super) period_rows: Vec<PeriodRow>,
    pub(super) floor: Vec<Tick>,
    pub(super) conditions: Vec<ConditionRow>,
}

impl Fields {
    pub(super) fn of(t: Words, form: &SlotForm, problems: &Problems) -> Self {
        let coded = |part: &str, codes: &mut dyn Iterator<Item = &'static str>| -> Choices {
            codes.map(|code| (code.to_owned(), t.coded(part, code))).collect()
        };
        Self {
            languages: coded("language", &mut LANGUAGES.iter().copied()),
            skills: skill_groups(t),
            levels_in: levels(t, 0, 4),
            levels_out: levels(t, 1, 5),
            grades: coded("grade-zone", &mut CleanGrade::ALL.iter().map(|grade| grade.code())),
            containments: (1..=MOST_CONTAINMENT)
                .map(|level| (level.to_string(), t.containment_level(level).plain()))
                .collect(),
            products: coded("product", &mut PRODUCT_TYPES.iter().copied()),
            fees: coded("slot-fee", &mut FeeKind::ALL.iter().map(|fee| fee.code())),
            skill_rows: (0..SKILL_ROWS).map(|row| skill_row(t, form, problems, row)).collect(),
            period_rows: (0..PERIOD_ROWS).map(|row| period_row(t, form, problems, row)).collect(),
            floor: LANGUAGES
                .iter()
                .map(|code| Tick {
                    value: code,
                    words: t.coded("language", code),
                    is_ticked: form.floor.iter().any(|ticked| ticked == code),
                })
                .collect(),
            conditions: ConditionKind::ALL
                .iter()
                .enumerate()
                .map(|(row, kind)| ConditionRow {
                    code: kind.code(),
                    words: t.coded("condition", kind.code()),
                    is_ticked: form.condition.iter().any(|ticked| ticked == kind.code()),
                    days: typed_in(&form.lead, row).to_owned(),
                    error: problems.words(t, &format!("lead-{kind}")),
                })
                .collect(),
        }
    }
}

fn skill_row(t: Words, form: &SlotForm, problems: &Problems, row: usize) -> SkillRow {
    let n = row + 1;
    SkillRow {
        n,
        skill: typed_in(&form.skill, row).to_owned(),
        level_in: typed_in(&form.level_in, row).to_owned(),
        level_out: typed_in(&form.level_out, row).to_owned(),
        skill_error: problems.words(t, &format!("skill-{n}")),
        in_error: problems.words(t, &format!("in-{n}")),
        out_error: problems.words(t, &format!("out-{n}")),
    }
}

fn period_row(t: Words, form: &SlotForm, problems: &Problems, row: usize) -> PeriodRow {
    let n = row + 1;
    PeriodRow {
        n,
        from: typed_in(&form.from, row).to_owned(),
        to: typed_in(&form.to, row).to_owned(),
        places: typed_in(&form.places, row).to_owned(),
        from_error: problems.words(t, &format!("from-{n}")),
        to_error: problems.words(t, &format!("to-{n}")),
        places_error: problems.words(t, &format!("places-{n}")),
    }
}

fn skill_groups(t: Words) -> Vec<(String, Choices)> {
    Taxonomy::builtin()
        .fields()
        .iter()
        .map(|field| {
            let skills = field.skills.iter().map(|skill| {
                let name = t.skill(skill.code.as_str(), &skill.name).text;
                (skill.code.to_string(), name.to_owned())
            });
            (t.field(field.code.as_str(), &field.name).text.to_owned(), skills.collect())
        })
        .collect()
}

fn levels(t: Words, least: u8, most: u8) -> Choices {
    (least..=most)
        .filter_map(Level::new)
        .map(|level| (level.to_string(), level_words(t, level)))
        .collect()
}

/// The form as it begins: with what is known of the facility, and what its last slot said.
pub(super) fn begin(t: Words, known: &Defaults) -> SlotForm {
    let ticked = |kind: &ConditionKind| known.conditions.iter().find(|(code, _)| code == kind.code());
    let usual = [ConditionKind::Nda, ConditionKind::Induction];
    let is_ticked = |kind: &ConditionKind| {
        if known.has_slot {
            ticked(kind).is_some()
        } else {
            usual.contains(kind)
        }
    };
    let days = |kind: &ConditionKind| ticked(kind).and_then(|(_, days)| *days).or_else(|| kind.usual_days());
    let text = |days: Option<i32>| days.map_or_else(String::new, |days| days.to_string());
    SlotForm {
        language: t.lang().to_owned(),
        clean_grade: known.clean_grade.map_or_else(String::new, |grade| grade.to_string()),
        containment: text(known.containment),
        product_type: known.product_type.clone().unwrap_or_default(),
        place: known.place.clone().unwrap_or_default(),
        floor: if known.floor.is_empty() {
            vec![t.lang().to_owned()]
        } else {
            known.floor.clone()
        },
        condition: ConditionKind::ALL
            .iter()
            .filter(|kind| is_ticked(kind))
            .map(ToString::to_string)
            .collect(),
        lead: ConditionKind::ALL.iter().map(|kind| text(days(kind))).collect(),
        fee: known.fee.unwrap_or(FeeKind::Free).to_string(),
        contact: known.contact.clone().unwrap_or_default(),
        ..SlotForm::default()
    }
}

/// How many answers of a form are there before anybody has typed.
pub(super) fn count_filled(form: &SlotForm) -> usize {
    let lines = [
        &form.language,
        &form.clean_grade,
        &form.containment,
        &form.product_type,
        &form.place,
        &form.fee,
        &form.contact,
    ];
    lines.iter().filter(|line| !line.is_empty()).count() + form.floor.len() + form.condition.len()
}

/// What is wrong, each line naming its field.
pub(super) fn lines(t: Words, problems: &Problems) -> Vec<(String, String)> {
    problems
        .list(t)
        .into_iter()
        .map(|(field, words)| {
            let (part, row) = field.split_once('-').unwrap_or((&field, ""));
            let name = match row.parse::<i64>() {
                Ok(row) => t.field_in_row(t.coded("slot-field", part), row).plain(),
                Err(_) if part == "lead" => t.coded("condition", row),
                Err(_) => t.coded("slot-field", part),
            };
            let line = t.problem_at(name, words).plain();
            (field, line)
        })
        .collect()
}

/// The colour of a state.
pub(super) fn state_class(state: SlotState) -> &'static str {
    match state {
        SlotState::Published | SlotState::Running => "ok",
        SlotState::Paused => "warn",
        SlotState::Cancelled => "bad",
        SlotState::Draft | SlotState::Completed => "",
    }
}
