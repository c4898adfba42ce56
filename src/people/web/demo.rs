//! What the authenticators of the demonstration's people show. Not there in any other mode.

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::people::{factor, store};
use crate::site::{Answer, PageError, Shell, Words, respond};

#[derive(Template)]
#[template(path = "people/demo_codes.html")]
struct DemoCodesPage {
    t: Words,
    shell: Shell,
    /// Names and codes.
    codes: Vec<(String, String)>,
}

pub async fn demo_codes(app: web::Data<App>, shell: Shell) -> Answer {
    if !app.is_demo() {
        return Err(PageError::NotFound);
    }
    let now = app.now();
    let stored = app.store.read(store::list_factors).await?;
    let codes = stored
        .into_iter()
        .filter_map(|(person, name, sealed)| {
            let secret = factor::unseal(app.config.secret.reveal(), person, &sealed)?;
            Some((name, factor::code(&secret, now)?))
        })
        .collect();
    respond::page(&DemoCodesPage { t: shell.t, shell, codes })
}
