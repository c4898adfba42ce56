//! Few kinds of error, named by what the visitor can do. Each is logged once, and shown as a page with a way on.

use std::panic::AssertUnwindSafe;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, HeaderValue, REFERRER_POLICY, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use futures_util::FutureExt as _;

use super::{Shell, Words, noted, paths, respond};
use crate::db;
use crate::kernel::OrgId;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// No such thing, or not visible to this visitor: the same answer for both.
    #[error("not found")]
    NotFound,
    /// The thing may be seen, but this may not be done with it.
    #[error("forbidden")]
    Forbidden,
    /// Sign in first, then go on to this path.
    #[error("sign in first")]
    SignInFirst { next: String },
    /// Prove anew who you are, then go on to this path.
    #[error("prove who you are first")]
    ProveFirst { next: String },
    /// Set up a second factor first.
    #[error("a second factor first")]
    FactorFirst,
    /// The organisation has not been verified: its request first.
    #[error("not listed yet")]
    NotListed { org: OrgId },
    /// A change that another site asked for.
    #[error("asked from another site")]
    OtherSite,
    /// What was sent cannot be read.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    #[error("too large")]
    TooLarge,
    /// Trying again in a moment helps.
    #[error("busy")]
    Busy,
    /// A fault of ours.
    #[error("broken: {0}")]
    Broken(String),
}

impl From<db::Error> for PageError {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            db::Error::Busy(_) | db::Error::Unavailable(_) => {
                tracing::warn!(%error, "the database gave no answer");
                Self::Busy
            }
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(format!("template: {error}"))
    }
}

impl ResponseError for PageError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::SignInFirst { .. } | Self::ProveFirst { .. } | Self::FactorFirst | Self::NotListed { .. } => StatusCode::SEE_OTHER,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::SignInFirst { next } => return respond::see_other(&paths::sign_in(Some(next))),
            Self::ProveFirst { next } => return respond::see_other(&paths::prove(next)),
            Self::FactorFirst => return respond::see_other(paths::FACTOR),
            Self::NotListed { org } => return respond::see_other(&paths::acting(*org, "request")),
            _ => {}
        }
        // only what outlasts its time is answered by this alone: its request is gone, and with it the frame of a page
        let mut answer = HttpResponse::build(self.status_code());
        answer.content_type("text/plain; charset=utf-8").insert_header((RETRY_AFTER, "2"));
        for header in super::headers::HEADERS {
            answer.insert_header(*header);
        }
        // it links to nothing, and its address may have been a secret
        answer.insert_header((REFERRER_POLICY, "no-referrer"));
        answer.body(self.status_code().canonical_reason().unwrap_or_default())
    }
}

#[derive(Template)]
#[template(path = "site/error.html")]
struct ErrorPage {
    t: Words,
    shell: Shell,
    kind: &'static str,
    request_id: String,
}

/// Turns whatever went wrong into a page in the visitor's language.
pub(super) async fn pages(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    // a request that was copied cannot be routed any more, so it is taken from its answer
    let answer = next.call(request).await?;
    noted::note(&answer).await;
    let status = answer.status();
    let error = answer.response().error();
    let is_ours = error.is_none() && !matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED);
    if status.is_success() || status.is_redirection() || is_ours || answer.headers().contains_key("x-page") {
        return Ok(answer.map_into_boxed_body());
    }
    let kind = match error {
        Some(error) => kind_of(error),
        None if status == StatusCode::METHOD_NOT_ALLOWED => "unreadable",
        None => "not-found",
    };
    let fault = error.map(ToString::to_string);
    let (request, answer) = answer.into_parts();
    let mut page = page(request, status, kind, fault).await;
    if let Some(allowed) = answer.headers().get(ALLOW) {
        page.headers_mut().insert(ALLOW, allowed.clone());
    }
    Ok(page)
}

/// A handler that panics is answered like every other fault of ours, and the site goes on. It stands around each
/// resource: there the way to the handler is found already, so that the request may be kept for the page.
pub(super) async fn panics(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    let kept = request.request().clone();
    match AssertUnwindSafe(async { next.call(request).await }).catch_unwind().await {
        Ok(answer) => answer.map(ServiceResponse::map_into_boxed_body),
        Err(_told_by_the_hook) => {
            let fault = Some("a handler panicked".to_owned());
            Ok(page(kept, StatusCode::INTERNAL_SERVER_ERROR, "broken", fault).await)
        }
    }
}

/// The page of an error that stands in the way before any handler is reached.
pub(super) async fn answer(request: ServiceRequest, error: PageError) -> ServiceResponse<BoxBody> {
    let status = error.status_code();
    let fault = error.to_string();
    let (request, _) = request.into_parts();
    page(request, status, kind_of(&error.into()), Some(fault)).await
}

async fn page(request: HttpRequest, status: StatusCode, kind: &'static str, fault: Option<String>) -> ServiceResponse<BoxBody> {
    let request_id = request_id(&request);
    if status.is_server_error() {
        tracing::error!(%request_id, fault, "a request failed");
    }
    let mut response = match Shell::extract(&request).await {
        Ok(shell) => {
            let page = ErrorPage {
                t: shell.t,
                shell,
                kind,
                request_id,
            };
            page.render().map_or_else(
                |_| HttpResponse::new(status),
                |html| HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html),
            )
        }
        Err(_) => HttpResponse::new(status),
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    ServiceResponse::new(request, response)
}

/// The id under which the log speaks of a request.
pub(super) fn request_id(request: &HttpRequest) -> String {
    use actix_web::HttpMessage;
    request
        .extensions()
        .get::<tracing_actix_web::RequestId>()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn kind_of(error: &Error) -> &'static str {
    match error.as_error::<PageError>() {
        Some(PageError::NotFound) => "not-found",
        Some(PageError::Forbidden) => "forbidden",
        Some(PageError::OtherSite) => "other-site",
        Some(PageError::Unreadable(_)) => "unreadable",
        Some(PageError::TooLarge) => "too-large",
        Some(PageError::Busy) => "busy",
        Some(PageError::SignInFirst { .. } | PageError::ProveFirst { .. } | PageError::FactorFirst | PageError::NotListed { .. }) => {
            "sign-in"
        }
        None if error.as_response_error().status_code() == StatusCode::NOT_FOUND => "not-found",
        None if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        None if error.as_response_error().status_code().is_client_error() => "unreadable",
        Some(PageError::Broken(_)) | None => "broken",
    }
}
