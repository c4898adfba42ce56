//! `/privacy`: what is kept about people, made from the map that the program itself follows.

use actix_web::HttpResponse;
use askama::Template;

use crate::people::privacy::{Erase, FILE, Map, days};
use crate::site::{Answer, Shell, Words, respond};

/// One kind of data.
struct AreaCard {
    code: &'static str,
    title: String,
    what: String,
    /// Pairs of a question and its answers.
    facts: Vec<(String, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "people/privacy/public.html")]
struct PrivacyPage {
    t: Words,
    shell: Shell,
    areas: Vec<AreaCard>,
}

fn once(mut all: Vec<String>) -> Vec<String> {
    let mut seen = Vec::new();
    all.retain(|words| {
        let is_new = !seen.contains(words);
        seen.push(words.clone());
        is_new
    });
    all
}

fn keeps(t: Words, code: &str) -> String {
    let days = days(code).unwrap_or_default();
    match code {
        "account" => t.keeps_account(),
        "links" => t.keeps_links(days),
        "attempts" => t.keeps_attempts(days),
        "sessions" => t.keeps_sessions(days),
        "mail" => t.keeps_mail(days),
        "invitations" => t.keeps_invitations(days),
        "staff" => t.keeps_staff(days / 365),
        "applications" => t.keeps_applications(days / 365 * 12),
        _ => t.keeps_network(),
    }
    .plain()
}

fn erased(t: Words, erase: Erase) -> String {
    match erase {
        Erase::Row => t.erased_gone().plain(),
        Erase::Null | Erase::Blank | Erase::Word(_) => t.erased_emptied().plain(),
        Erase::Now | Erase::Today => t.erased_ended().plain(),
        Erase::Keep(why) => t.coded("erased-kept", why),
    }
}

fn area_card(t: Words, code: &'static str) -> AreaCard {
    let entries: Vec<_> = Map::builtin().entries.iter().filter(|entry| entry.area == code).collect();
    let each = |words: &dyn Fn(&&crate::people::privacy::Entry) -> String| once(entries.iter().map(words).collect());
    let sees = once(
        entries
            .iter()
            .flat_map(|entry| entry.sees.iter().map(|who| t.coded("sees", who)))
            .collect(),
    );
    let facts = vec![
        (t.privacy_why().plain(), each(&|entry| t.coded("purpose", entry.purpose))),
        (t.privacy_basis().plain(), each(&|entry| t.coded("basis", entry.basis))),
        (t.privacy_keeps().plain(), each(&|entry| keeps(t, entry.keeps))),
        (t.privacy_sees().plain(), sees),
        (t.privacy_erased().plain(), each(&|entry| erased(t, entry.erase))),
    ];
    AreaCard {
        code,
        title: t.coded("area", code),
        what: t.coded("kept", code),
        facts,
    }
}

pub async fn privacy(shell: Shell) -> Answer {
    let t = shell.t;
    respond::page(&PrivacyPage {
        t,
        areas: Map::builtin().areas().into_iter().map(|code| area_card(t, code)).collect(),
        shell,
    })
}

/// The map itself, column by column.
pub async fn privacy_csv() -> HttpResponse {
    respond::download("privacy.csv", "text/csv; charset=utf-8", FILE.as_bytes().to_vec())
}
