//! `/me`: what a signed-in person sees first.

use askama::Template;

use crate::site::guard::SignedIn;
use crate::site::{Answer, Shell, Words, respond};

#[derive(Template)]
#[template(path = "dashboards/me.html")]
struct MePage {
    t: Words,
    shell: Shell,
    name: String,
}

pub async fn me(SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    respond::page(&MePage {
        t: shell.t,
        name: actor.name,
        shell,
    })
}
