//! `/coordination/duplicates`: records that may be one person, for coordinators of both their countries and for administrators:
//! side by side, to be made one or told apart, each with a reason; and what was made one, to be undone.

mod deciding;

pub use deciding::{dismiss_duplicates, merge_duplicates, undo_merge};

use actix_web::{HttpRequest, web};
use askama::Template;

use crate::app::App;
use crate::dashboards::policy::Purview;
use crate::kernel::actor::GrantRole;
use crate::kernel::problems::Problems;
use crate::kernel::text::masked;
use crate::kernel::{Actor, MergeId, PersonId, UtcTime};
use crate::network::{Places, names};
use crate::people::forms::DecisionForm;
use crate::people::merge::{By, Refusal, refusal};
use crate::people::store::{self, Listed, Side, Waiting, Within};
use crate::site::guard::{self, Overseeing};
use crate::site::respond;
use crate::site::{Answer, PageError, Shell, Words, paths};
use crate::skills::Taxonomy;

/// So many pairs are shown at once; the surest first.
const SHOWN: usize = 50;
/// And so many of the latest merges.
const MERGES: i64 = 200;

fn is_administrator(actor: &Actor) -> bool {
    actor.has(GrantRole::Administrator)
}

/// Whose records an actor may decide about.
fn within(actor: &Actor, now: UtcTime) -> Within {
    if is_administrator(actor) {
        Within::Everywhere
    } else {
        Within::Countries(Purview::of(actor, Places::builtin(), now.day()).countries().clone())
    }
}

struct PairLine {
    href: String,
    names: (String, String),
    signs: Vec<String>,
    places: String,
}

struct MergeLine {
    id: MergeId,
    kept: String,
    merged: String,
    reason: String,
    at: String,
    moved: i64,
}

#[derive(Template)]
#[template(path = "people/duplicates.html")]
struct DuplicatesPage {
    t: Words,
    shell: Shell,
    heading: String,
    pairs: Vec<PairLine>,
    more: i64,
    merges: Vec<MergeLine>,
    wrong: String,
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn country_words(t: Words, country: Option<crate::network::CountryCode>) -> String {
    country.map_or_else(|| t.date_unknown().plain(), |code| names::country(t, code).text.to_owned())
}

fn sign_words(t: Words, pair: &Waiting) -> Vec<String> {
    pair.signs.iter().map(|sign| t.coded("duplicate-sign", sign.code())).collect()
}

fn path(pair: &Waiting) -> String {
    format!("{}/{}/{}", paths::DUPLICATES, pair.person, pair.other)
}

async fn list_page(app: &App, actor: &Actor, shell: Shell, wrong: String) -> Result<DuplicatesPage, PageError> {
    let (t, part) = (shell.t, within(actor, app.now()));
    let (pairs, merges) = app
        .store
        .read(move |db| Ok((store::list_pairs(db, &part)?, store::list_merges(db, &part, MERGES)?)))
        .await?;
    let line = |one: &Listed| MergeLine {
        id: one.merge.id,
        kept: one.kept.clone(),
        merged: one.merged.clone(),
        reason: one.merge.reason.clone(),
        at: t.date_time(one.merge.merged_at.get().naive_utc()),
        moved: count(one.merge.moves.count()),
    };
    Ok(DuplicatesPage {
        t,
        heading: t.duplicates_found(count(pairs.len())).plain(),
        more: count(pairs.len().saturating_sub(SHOWN)),
        pairs: pairs
            .iter()
            .take(SHOWN)
            .map(|pair| PairLine {
                href: path(pair),
                names: pair.names.clone(),
                signs: sign_words(t, pair),
                places: if pair.countries.0 == pair.countries.1 {
                    country_words(t, pair.countries.0)
                } else {
                    format!(
                        "{}{}{}",
                        country_words(t, pair.countries.0),
                        t.list_comma().plain(),
                        country_words(t, pair.countries.1)
                    )
                },
            })
            .collect(),
        merges: merges.iter().map(line).collect(),
        wrong,
        shell,
    })
}

pub async fn duplicates(app: web::Data<App>, Overseeing(actor): Overseeing, shell: Shell) -> Answer {
    respond::page(&list_page(&app, &actor, shell, String::new()).await?)
}

/// One of the two, as the page shows it.
struct SideCard {
    id: PersonId,
    name: String,
    tag: String,
    facts: Vec<(String, String)>,
    /// Why this one cannot be the one that is kept; empty where it can.
    cannot: String,
}

#[derive(Template)]
#[template(path = "people/show_duplicates.html")]
struct PairPage {
    t: Words,
    shell: Shell,
    signs: Vec<String>,
    sides: Vec<SideCard>,
    choices: Vec<(String, String)>,
    base: String,
    form: DecisionForm,
    problems: Problems,
    wrong: String,
}

struct Found {
    pair: Waiting,
    sides: [Side; 2],
}

async fn found(app: &App, actor: &Actor, request: &HttpRequest) -> Result<Found, PageError> {
    let (person, other): (PersonId, PersonId) = (guard::id(request, "person")?, guard::id(request, "other")?);
    // nobody decides about themselves
    if [person, other].contains(&actor.person) {
        return Err(PageError::NotFound);
    }
    let part = within(actor, app.now());
    let found = app
        .store
        .read(move |db| {
            let pair = store::find_pair(db, person, other, &part)?.ok_or(crate::db::Error::NotFound)?;
            let sides = [store::get_side(db, person)?, store::get_side(db, other)?];
            Ok(Found { pair, sides })
        })
        .await?;
    Ok(found)
}

fn facts(t: Words, side: &Side) -> Vec<(String, String)> {
    let comma = t.list_comma().plain();
    let listed = |texts: Vec<String>| {
        if texts.is_empty() {
            t.duplicate_none().plain()
        } else {
            texts.join(&comma)
        }
    };
    let address = |(address, is_proved): &(String, bool)| {
        if *is_proved {
            masked(address)
        } else {
            t.duplicate_unconfirmed(masked(address)).plain()
        }
    };
    let role = |code: &String| {
        let known = Taxonomy::builtin().roles().iter().find(|role| role.code.as_str() == code);
        known.map_or_else(|| code.clone(), |role| t.role(code, &role.name).text.to_owned())
    };
    [
        (t.agency_column_country(), country_words(t, side.country)),
        (
            t.agency_column_birth_year(),
            side.birth_year.map_or_else(|| t.date_unknown().plain(), |year| year.to_string()),
        ),
        (t.duplicate_organisations(), listed(side.organisations.clone())),
        (t.security_addresses(), listed(side.addresses.iter().map(address).collect())),
        (t.duplicate_roles(), listed(side.roles.iter().map(role).collect())),
        (t.duplicate_evidence(), t.number(side.evidence)),
        (t.duplicate_seats(), t.number(side.seats)),
        (t.duplicate_places(), t.number(side.places)),
        (t.duplicate_since(), t.date(side.created_at.day())),
    ]
    .map(|(name, value)| (name.plain(), value))
    .to_vec()
}

/// Who decides here; nobody does about themselves.
fn by(actor: &Actor) -> By {
    if is_administrator(actor) {
        By::Administrator
    } else {
        By::Coordinator
    }
}

fn refusal_words(t: Words, refusal: Refusal) -> String {
    t.coded("merge-refusal", refusal.code())
}

fn pair_page(actor: &Actor, shell: Shell, found: &Found, form: DecisionForm, problems: Problems, wrong: String) -> PairPage {
    let t = shell.t;
    let [one, other] = &found.sides;
    let card = |side: &Side, against: &Side| SideCard {
        id: side.person,
        name: side.name.clone(),
        tag: if side.holds.account {
            t.duplicate_account()
        } else {
            t.duplicate_no_account()
        }
        .plain(),
        facts: facts(t, side),
        cannot: refusal(side.holds, against.holds, by(actor)).map_or_else(String::new, |why| refusal_words(t, why)),
    };
    let sides = vec![card(one, other), card(other, one)];
    PairPage {
        t,
        signs: sign_words(t, &found.pair),
        choices: sides
            .iter()
            .zip([&found.sides[0], &found.sides[1]])
            .filter(|(card, _)| card.cannot.is_empty())
            .map(|(card, side)| {
                let told: Vec<String> = std::iter::once(card.tag.clone())
                    .chain(side.organisations.iter().cloned())
                    .collect();
                let detail = told.join(&t.list_comma().plain());
                (card.id.to_string(), t.duplicate_keep(detail, side.name.as_str()).plain())
            })
            .collect(),
        sides,
        base: path(&found.pair),
        form,
        problems,
        wrong,
        shell,
    }
}

pub async fn show_duplicates(app: web::Data<App>, Overseeing(actor): Overseeing, request: HttpRequest, shell: Shell) -> Answer {
    let found = found(&app, &actor, &request).await?;
    respond::page(&pair_page(
        &actor,
        shell,
        &found,
        DecisionForm::default(),
        Problems::default(),
        String::new(),
    ))
}
