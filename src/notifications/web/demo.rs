//! The demonstration's mail, readable by everybody who tries it out. Not there in any other mode.

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::queue::{self, Letter};
use crate::site::{Answer, PageError, Shell, Words, respond};

struct Shown {
    letter: Letter,
    at: String,
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "notifications/demo_mail.html")]
struct DemoMailPage {
    t: Words,
    shell: Shell,
    letters: Vec<Shown>,
}

pub async fn demo_mail(app: web::Data<App>, shell: Shell) -> Answer {
    if !app.is_demo() {
        return Err(PageError::NotFound);
    }
    let letters = app.store.read(|db| queue::store::list_newest(db, 50)).await?;
    let base_url = &app.config.site.base_url;
    let letters = letters
        .into_iter()
        .map(|letter| Shown {
            link: link_in(&letter.text, base_url),
            at: shell.t.date_time(letter.at.get().naive_utc()),
            letter,
        })
        .collect();
    respond::page(&DemoMailPage {
        t: shell.t,
        shell,
        letters,
    })
}

/// The line of a letter that is a link of this site.
fn link_in(text: &str, base_url: &str) -> Option<String> {
    text.lines()
        .find(|line| line.starts_with(base_url) && line.len() > base_url.len() + 1)
        .map(|line| line[base_url.len()..].to_owned())
}
