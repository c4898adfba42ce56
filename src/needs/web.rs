//! "Tell us you need this": a wish out of a search that found nothing. And the needs that organisations declare.

mod declared;

pub use declared::{confirm, declare, list_needs, withdraw};

use actix_web::web;

use super::store::{self, Wish};
use crate::app::App;
use crate::catalogue::filter::{CourseQuery, Place};
use crate::network::places::Places;
use crate::site::form::Form;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, Shell, paths};

pub async fn wish(app: web::Data<App>, shell: Shell, form: Form<CourseQuery>) -> Answer {
    let filter = form.0.understand(Places::builtin());
    let country = filter
        .places
        .iter()
        .find_map(|place| if let Place::Country(code) = place { Some(*code) } else { None });
    let grouping = filter.places.iter().find_map(|place| {
        if let Place::Grouping(code) = place {
            Some(code.to_string())
        } else {
            None
        }
    });
    let base = Wish {
        id: app.new_id(),
        person: shell.actor.as_ref().map(|actor| actor.person),
        skill: None,
        field: filter.fields.first().copied(),
        level: filter.level.map(i32::from),
        country,
        grouping,
        language: filter.taught.first().map(ToString::to_string),
        mode: filter.modes.first().map(ToString::to_string),
        words: filter.words.clone(),
    };
    // one wish a skill, so that they can be counted by skill
    let mut wishes: Vec<Wish> = filter
        .skills
        .iter()
        .map(|skill| Wish {
            id: app.new_id(),
            skill: Some(*skill),
            ..base.clone()
        })
        .collect();
    if wishes.is_empty() {
        wishes.push(base);
    }
    let now = app.now();
    app.store
        .write(move |db| wishes.iter().try_for_each(|wish| store::insert_wish(db, wish, now)))
        .await?;
    Ok(respond::see_other(paths::COURSES).flash(&app, "wished"))
}
