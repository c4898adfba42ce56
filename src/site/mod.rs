//! The shell of the web: the table of routes, sessions, guards, errors, headers, and the frame that every page stands in.

pub mod assets;
pub mod cache;
pub mod charts;
mod csrf;
pub mod error;
pub mod filters;
pub mod form;
pub mod guard;
mod headers;
mod health;
pub mod letter;
mod log;
pub mod noted;
pub mod paths;
mod patterns;
pub mod respond;
pub mod routes;
pub mod session;
pub mod shell;
pub mod state;
#[cfg(test)]
mod tests;
pub mod unsubscribe;
pub mod upload;
pub mod visitor;

pub use error::PageError;
pub use respond::Answer;
pub use shell::Shell;

use actix_web::dev::HttpServiceFactory;
use actix_web::middleware::from_fn;
use actix_web::web;
use tracing_actix_web::TracingLogger;

use crate::app::App;

/// The words of a page.
pub type Words = &'static crate::words::Words;

/// Everything that answers requests: static files and health outside the frame, pages inside it.
pub fn configure(config: &mut web::ServiceConfig, app: &App) {
    let is_demo = app.is_demo();
    let file = routes::resource("/{hash}/{name}", [routes::get().to(assets::show)]);
    let alive = routes::resource("/healthz", [routes::get().to(health::alive)]);
    let ready = routes::resource("/readyz", [routes::get().to(health::ready)]);
    config
        .service(web::scope("/static").wrap(from_fn(headers::add)).service(file))
        .service(alive.wrap(from_fn(headers::add)))
        .service(ready.wrap(from_fn(headers::add)))
        .service(framed(move |config| routes::configure(config, is_demo)));
}

/// What stands around every page, from the inside out.
fn framed(pages: impl FnOnce(&mut web::ServiceConfig)) -> impl HttpServiceFactory {
    web::scope("")
        // actix's own limit is a quarter of this: less than a file of staff may have
        .app_data(web::PayloadConfig::new(form::MOST))
        .wrap(from_fn(error::pages))
        .wrap(from_fn(session::load))
        .wrap(from_fn(cache::serve))
        .wrap(from_fn(csrf::check))
        .wrap(from_fn(headers::host))
        .wrap(from_fn(headers::deadline))
        .wrap(from_fn(headers::add))
        .wrap(TracingLogger::<log::RequestSpan>::new())
        .configure(pages)
}
