//! No more letters of a kind, by the link in one of them: nobody has to sign in. Mail programs press the button by themselves.

use actix_web::web;
use askama::Template;

use super::super::event;
use crate::app::App;
use crate::people::store::privacy::set_wanted;
use crate::site::{Answer, PageError, Shell, Words, respond, unsubscribe as token};
use crate::trail;

#[derive(Template)]
#[template(path = "people/privacy/unsubscribe.html")]
struct UnsubscribePage {
    t: Words,
    shell: Shell,
    topic: String,
    action: String,
    is_done: bool,
}

fn page(shell: Shell, topic: &str, is_done: bool) -> Answer {
    respond::page(&UnsubscribePage {
        t: shell.t,
        topic: shell.t.coded("topic", topic),
        action: shell.path.clone(),
        shell,
        is_done,
    })
}

pub async fn unsubscribe(app: web::Data<App>, shell: Shell, path: web::Path<String>) -> Answer {
    let (_, topic) = token::read(&app, &path).ok_or(PageError::NotFound)?;
    page(shell, topic.code(), false)
}

pub async fn unsubscribe_now(app: web::Data<App>, shell: Shell, path: web::Path<String>) -> Answer {
    let (person, topic) = token::read(&app, &path).ok_or(PageError::NotFound)?;
    let (now, audit) = (app.now(), event(app.new_id(), "unsubscribe", "done", Some(person)));
    app.store
        .write(move |db| {
            set_wanted(db, person, topic, false, now)?;
            trail::store::audit(db, &audit, now)
        })
        .await?;
    page(shell, topic.code(), true)
}
