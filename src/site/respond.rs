//! What a handler answers: a page, a redirect with a word for the next page, a file.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;

use super::PageError;
use crate::app::App;
use crate::kernel::text;

/// A cookie that lasts so long goes at once.
pub const NO_TIME: Duration = Duration::ZERO;

/// A page or the reason why there is none.
pub type Answer = Result<HttpResponse, PageError>;

/// A page, 200.
///
/// # Errors
/// [`PageError::Broken`] where the template fails.
pub fn page(template: &impl Template) -> Answer {
    with_status(StatusCode::OK, template)
}

/// The same page as before with what was typed and what is wrong with it, 422.
///
/// # Errors
/// [`PageError::Broken`] where the template fails.
pub fn refused(template: &impl Template) -> Answer {
    with_status(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page that says that something cannot be had, 409.
///
/// # Errors
/// [`PageError::Broken`] where the template fails.
pub fn conflict(template: &impl Template) -> Answer {
    with_status(StatusCode::CONFLICT, template)
}

fn with_status(status: StatusCode, template: &impl Template) -> Answer {
    Ok(html(&mut HttpResponse::build(status), template.render()?))
}

fn html(builder: &mut HttpResponseBuilder, body: String) -> HttpResponse {
    builder
        .content_type("text/html; charset=utf-8")
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .body(body)
}

/// Go there, by GET.
#[must_use]
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}

/// A word for the next page: a code that the locales know as `flash-…`, never text.
pub trait WithFlash {
    #[must_use]
    fn flash(self, app: &App, code: &'static str) -> Self;
}

impl WithFlash for HttpResponse {
    fn flash(mut self, app: &App, code: &'static str) -> Self {
        let cookie = cookie(app, "flash", code.to_owned(), Some(Duration::minutes(1)));
        if let Err(error) = self.add_cookie(&cookie) {
            tracing::error!(%error, "a cookie could not be written");
        }
        self
    }
}

/// The name of a cookie: with the `__Host-` prefix where the site is reached by https.
#[must_use]
pub fn cookie_name(app: &App, name: &str) -> String {
    if app.config.site.is_https() {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// A cookie as all of ours are: for this host alone, unreadable for scripts, not sent along from other sites.
#[must_use]
pub fn cookie(app: &App, name: &str, value: String, lasts: Option<Duration>) -> Cookie<'static> {
    let mut cookie = Cookie::build(cookie_name(app, name), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.site.is_https())
        .finish();
    if let Some(lasts) = lasts {
        cookie.set_max_age(lasts);
    }
    cookie
}

/// A file that somebody put here: saved and never shown in place, whatever is in it.
#[must_use]
pub fn foreign_file(name: &str, content_type: &str, body: Vec<u8>) -> HttpResponse {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let named = text::encode(name).replace('/', "%2F");
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"),
        ))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(body)
}

/// A file to be saved, under a plain name.
#[must_use]
pub fn download(name: &str, content_type: &str, body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body)
}
