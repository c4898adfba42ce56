//! `/for/{org}/staff/import`: many people from a file. The first answer is what would happen; nothing is stored until that is confirmed.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::words::{Wrong, cell_words, column_words, file_words, note_words};
use super::{count, may_change, may_look, new, role_words};
use crate::app::App;
use crate::kernel::OrgId;
use crate::people::import::{CellProblem, Column, FileProblem, MOST_ROWS, Row, check_all, read, template};
use crate::people::staff_forms::{ImportForm, Pairs};
use crate::site::form::Form;
use crate::site::guard::Acting;
use crate::site::{Answer, PageError, Shell, Words, respond};
use crate::skills::Taxonomy;
use crate::skills::store::staff::{self, Effect, Registrant, Survey};

/// So many rows that are fine are shown.
const MOST_SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "people/import_staff.html")]
struct ImportPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    csv: String,
    wrong: Wrong,
    columns: Vec<(&'static str, String)>,
    most: i64,
    example: &'static str,
}

/// A file that is fine.
const EXAMPLE: &str = "name,email,staff_number,post,country,sector,languages,role,levels
Ama Serwaa,ama.serwaa@example.org,0117,QC analyst,GHA,public,en fr,ROLE-04,MFG-5=3 MFG-6=2
\"Annan, Kojo\",,0118,Inspector,GHA,public,en,ROLE-13,REG-6=2";

impl ImportPage {
    fn new(acting: &Acting, shell: Shell, csv: String, wrong: Wrong) -> Self {
        let t = shell.t;
        Self {
            t,
            shell,
            org: acting.org(),
            org_name: acting.membership.name.clone(),
            csv,
            wrong,
            columns: Column::ALL
                .iter()
                .map(|column| (column.code(), t.coded("agency-column-how", column.code())))
                .collect(),
            most: count(MOST_ROWS),
            example: EXAMPLE,
        }
    }
}

/// The form for a file.
pub async fn import_staff(acting: Acting, shell: Shell) -> Answer {
    may_change(&acting)?;
    respond::page(&ImportPage::new(&acting, shell, String::new(), Wrong::default()))
}

/// The file to begin with.
pub async fn staff_template(acting: Acting) -> Result<HttpResponse, PageError> {
    may_look(&acting)?;
    Ok(respond::download("staff.csv", "text/csv; charset=utf-8", template().into_bytes()))
}

/// A cell that is shown for correction, or as it is.
struct CellField {
    name: String,
    label: String,
    value: String,
    /// What is wrong; empty in a cell of a row that is wrong as a whole.
    words: String,
}

struct WrongRow {
    line: usize,
    who: String,
    fields: Vec<CellField>,
}

struct GoodRow {
    line: usize,
    name: String,
    number: String,
    post: String,
    role: String,
    effect: &'static str,
    effect_words: String,
}

#[derive(Template)]
#[template(path = "people/import_preview.html")]
struct PreviewPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    form: ImportForm,
    notes: Vec<String>,
    heading: String,
    effects: Vec<String>,
    errors: Vec<(String, String)>,
    wrong_rows: Vec<WrongRow>,
    /// Corrections of rows that are fine by now.
    kept: Vec<(String, String)>,
    good_rows: Vec<GoodRow>,
    more: usize,
    good: usize,
}

#[derive(Template)]
#[template(path = "people/imported_staff.html")]
struct ImportedPage {
    t: Words,
    shell: Shell,
    org: OrgId,
    org_name: String,
    heading: String,
    effects: Vec<String>,
}

/// What a file says, as far as it could be read.
struct Reading {
    good: Vec<Registrant>,
    bad: Vec<(Row, Vec<(Column, CellProblem)>)>,
    notes: Vec<String>,
}

fn reading(t: Words, form: &ImportForm) -> Result<Reading, FileProblem> {
    let sheet = read(&form.csv)?;
    let (notes, width) = (sheet.notes.iter().map(|note| note_words(t, *note)).collect(), sheet.width);
    let (good, bad) = check_all(form.rows(sheet), width, Taxonomy::builtin());
    Ok(Reading { good, bad, notes })
}

/// Shows what a file would do, or does it.
pub async fn take_in_staff(app: web::Data<App>, acting: Acting, shell: Shell, form: Form<Pairs>) -> Answer {
    let org = may_change(&acting)?;
    let (t, form) = (shell.t, ImportForm::from(form.0));
    let read = match reading(t, &form) {
        Ok(read) => read,
        Err(problem) => {
            let wrong = Wrong::one("csv", file_words(t, &problem));
            return respond::refused(&ImportPage::new(&acting, shell, form.csv, wrong));
        }
    };
    let (good, now) = (read.good.clone(), app.now());
    if form.is_confirmed && read.bad.is_empty() {
        let (new, _) = new::registration(&app, t, &acting, good).await?;
        let actor = acting.actor.clone();
        let done = app.store.write(move |db| staff::register(db, &actor, &new, now)).await?;
        if done.conflicts.is_empty() {
            return respond::page(&ImportedPage {
                t,
                org,
                org_name: acting.membership.name.clone(),
                heading: imported_heading(t, &done),
                effects: effect_counts(t, &done),
                shell,
            });
        }
        return respond::refused(&preview(&acting, shell, form, read, &done));
    }
    let survey = app.store.read(move |db| staff::survey(db, org, &good, now)).await?;
    let page = preview(&acting, shell, form, read, &survey);
    if page.wrong_rows.is_empty() {
        respond::page(&page)
    } else {
        respond::refused(&page)
    }
}

fn imported_heading(t: Words, done: &Survey) -> String {
    let changed = done.count(Effect::New) + done.count(Effect::Changes);
    if changed == 0 {
        t.agency_imported_nothing(count(done.effects.len())).plain()
    } else {
        t.agency_imported(count(changed)).plain()
    }
}

fn effect_counts(t: Words, survey: &Survey) -> Vec<String> {
    [
        t.agency_effect_new(count(survey.count(Effect::New))),
        t.agency_effect_changes(count(survey.count(Effect::Changes))),
        t.agency_effect_unchanged(count(survey.count(Effect::Unchanged))),
    ]
    .map(|phrase| phrase.plain())
    .to_vec()
}

/// Rows that stand against what is stored join those that are wrong in themselves.
fn preview(acting: &Acting, shell: Shell, form: ImportForm, read: Reading, survey: &Survey) -> PreviewPage {
    let t = shell.t;
    let mut bad: Vec<(usize, WrongRow)> = read
        .bad
        .iter()
        .map(|(row, problems)| {
            (
                row.line,
                wrong_row(t, row.line, problems, |column| row.cells.get(column).to_owned()),
            )
        })
        .collect();
    let mut good = Vec::new();
    for (place, (one, effect)) in read.good.iter().zip(&survey.effects).enumerate() {
        let against = survey.conflicts.iter().filter(|(at, ..)| *at == place);
        let against: Vec<(Column, CellProblem)> = against.map(|(_, column, problem)| (*column, problem.clone())).collect();
        if against.is_empty() {
            good.push(good_row(t, one, *effect));
        } else {
            bad.push((one.line, wrong_row(t, one.line, &against, |column| typed(one, column))));
        }
    }
    bad.sort_by_key(|(line, _)| *line);
    let wrong_rows: Vec<WrongRow> = bad.into_iter().map(|(_, row)| row).collect();
    let is_shown = |line: usize, column: Column| {
        let name = cell_name(line, column);
        wrong_rows.iter().flat_map(|row| &row.fields).any(|field| field.name == name)
    };
    let kept = form.corrected.iter().filter(|((line, column), _)| !is_shown(*line, *column));
    let all_good = good.len();
    good.truncate(MOST_SHOWN);
    PreviewPage {
        t,
        org: acting.org(),
        org_name: acting.membership.name.clone(),
        notes: read.notes,
        heading: if wrong_rows.is_empty() {
            t.agency_preview_ready(count(all_good)).plain()
        } else {
            t.agency_preview_some(count(all_good), count(wrong_rows.len())).plain()
        },
        effects: effect_counts(t, survey),
        errors: wrong_rows.iter().flat_map(|row| summary(t, row)).take(40).collect(),
        kept: kept
            .map(|((line, column), value)| (cell_name(*line, *column), value.clone()))
            .collect(),
        more: all_good - good.len(),
        good: all_good,
        good_rows: good,
        wrong_rows,
        form,
        shell,
    }
}

fn cell_name(line: usize, column: Column) -> String {
    format!("cell-{line}-{column}")
}

/// The lines of the error summary for a row.
fn summary(t: Words, row: &WrongRow) -> Vec<(String, String)> {
    let wrong = row.fields.iter().filter(|field| !field.words.is_empty());
    wrong
        .map(|field| {
            let words = t.agency_error_at(field.label.clone(), count(row.line), field.words.clone());
            (field.name.clone(), words.plain())
        })
        .collect()
}

fn wrong_row(t: Words, line: usize, problems: &[(Column, CellProblem)], typed: impl Fn(Column) -> String) -> WrongRow {
    let is_whole = problems
        .iter()
        .any(|(_, problem)| matches!(problem, CellProblem::Miscounted { .. }));
    let fields = Column::ALL.iter().filter_map(|column| {
        let value = typed(*column);
        let wrong: Vec<String> = problems
            .iter()
            .filter(|(at, _)| at == column)
            .map(|(_, problem)| cell_words(t, problem, &value))
            .collect();
        (is_whole || !wrong.is_empty()).then(|| CellField {
            name: cell_name(line, *column),
            label: column_words(t, *column),
            value,
            words: wrong.join(" "),
        })
    });
    let who = [typed(Column::Name), typed(Column::StaffNumber), typed(Column::Post)];
    WrongRow {
        line,
        who: who.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        fields: fields.collect(),
    }
}

/// What of a row may stand against what is stored.
fn typed(one: &Registrant, column: Column) -> String {
    match column {
        Column::Name => one.name.to_string(),
        Column::Email => one.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        Column::StaffNumber => one.staff_number.clone().unwrap_or_default(),
        Column::Post => one.post.clone().unwrap_or_default(),
        Column::Country | Column::BirthYear | Column::Sector | Column::Languages | Column::Role | Column::Levels => String::new(),
    }
}

fn good_row(t: Words, one: &Registrant, effect: Effect) -> GoodRow {
    let (class, words) = match effect {
        Effect::New => ("ok", t.agency_row_new()),
        Effect::Changes => ("warn", t.agency_row_changes()),
        Effect::Unchanged => ("", t.agency_row_unchanged()),
    };
    GoodRow {
        line: one.line,
        name: one.name.to_string(),
        number: one.staff_number.clone().unwrap_or_default(),
        post: one.post.clone().unwrap_or_default(),
        role: one.role.map(|role| role_words(t, role)).unwrap_or_default(),
        effect: class,
        effect_words: words.plain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_fine() {
        let sheet = read(EXAMPLE).unwrap();
        let (good, bad) = check_all(sheet.rows, sheet.width, Taxonomy::builtin());
        assert_eq!((good.len(), bad), (2, Vec::new()));
    }
}
