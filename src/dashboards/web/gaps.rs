//! `/gaps`: the one fixed table that the public sees, field by WHO region.

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::dashboards::disclosure::{FEWEST, FEWEST_ORGANISATIONS, PublicCell};
use crate::kernel::Quarter;
use crate::network::names;
use crate::site::{Answer, Shell, Words, respond};
use crate::skills::Taxonomy;

/// A cell in words: what is short, of what is needed.
struct Cell {
    deficit: String,
    spoken: String,
    href: String,
    class: &'static str,
}

struct Row {
    name: String,
    /// `None` where the row is withheld; a cell is `None` where nobody declared a need.
    cells: Option<Vec<Option<Cell>>>,
}

#[derive(Template)]
#[template(path = "dashboards/gaps.html")]
struct GapsPage {
    t: Words,
    shell: Shell,
    as_of: Option<String>,
    quarter: String,
    regions: Vec<(String, String)>,
    rows: Vec<Row>,
    rule: String,
}

pub async fn gaps(app: web::Data<App>, shell: Shell) -> Answer {
    let t = shell.t;
    let table = app.public_table().await?;
    let taken_at = app
        .store
        .read(crate::dashboards::store::find_current)
        .await?
        .map(|(_, taken_at)| taken_at);
    let taxonomy = Taxonomy::builtin();
    let quarter = Quarter::of(taken_at.unwrap_or_else(|| app.now()).day());
    let (mut regions, mut rows) = (Vec::new(), Vec::new());
    if let Some(table) = table {
        regions = table
            .regions
            .iter()
            .map(|region| (region.to_string(), names::grouping(t, region.as_str()).text.to_owned()))
            .collect();
        for row in &table.rows {
            let Some(field) = taxonomy.field(row.field) else { continue };
            let name = t.field(row.field.as_str(), &field.name).text.to_owned();
            let cells = row.cells.as_ref().map(|cells| {
                let named = regions.iter().zip(cells);
                named
                    .map(|((code, region), cell)| {
                        cell.map(|cell| shown(t, &name, region, &format!("/courses?field={}&place={code}", row.field), cell))
                    })
                    .collect()
            });
            rows.push(Row { name, cells });
        }
    }
    respond::page(&GapsPage {
        t,
        as_of: taken_at.map(|at| t.date(at.day())),
        quarter: t.quarter_of_year(i64::from(quarter.number), quarter.year.to_string()).plain(),
        regions,
        rows,
        rule: t.gaps_rule(FEWEST - 1, i64::try_from(FEWEST_ORGANISATIONS).unwrap_or(3)).plain(),
        shell,
    })
}

fn shown(t: Words, field: &str, region: &str, href: &str, cell: PublicCell) -> Cell {
    let class = match cell.deficit {
        0 => "q0",
        1..=49 => "q1",
        50..=199 => "q2",
        200..=499 => "q3",
        500..=999 => "q4",
        _ => "q5",
    };
    Cell {
        deficit: if cell.deficit == 0 {
            "✓".to_owned()
        } else {
            t.number(cell.deficit)
        },
        spoken: t
            .gaps_cell(t.number(cell.deficit), field.to_owned(), t.number(cell.need), region.to_owned())
            .plain(),
        href: href.to_owned(),
        class,
    }
}
