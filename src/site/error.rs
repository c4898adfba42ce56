//! Few kinds of error, named by what the visitor can do. Each is logged once, and shown as a page with a way on.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpResponse, ResponseError};
use askama::Template;

use super::{Shell, Words, paths, respond};
use crate::db;

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
            Self::SignInFirst { .. } => StatusCode::SEE_OTHER,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::SignInFirst { next } => respond::see_other(&paths::sign_in(Some(next))),
            _ => HttpResponse::build(self.status_code())
                .content_type("text/plain; charset=utf-8")
                .body(self.status_code().canonical_reason().unwrap_or_default()),
        }
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
    let (request, payload) = request.into_parts();
    let kept = request.clone();
    let answer = next.call(ServiceRequest::from_parts(request, payload)).await;
    let (status, kind) = match &answer {
        Ok(response) => (response.status(), response.response().error().map(kind_of)),
        Err(error) => (error.as_response_error().status_code(), Some(kind_of(error))),
    };
    let is_ours = matches!(&answer, Ok(response) if response.response().error().is_none());
    if status.is_success()
        || status.is_redirection()
        || (is_ours && !matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED))
    {
        return match answer {
            Ok(response) => Ok(response.map_into_boxed_body()),
            Err(error) => Ok(ServiceResponse::from_err(error, kept)),
        };
    }
    if matches!(&answer, Ok(response) if response.headers().contains_key("x-page")) {
        return answer.map(ServiceResponse::map_into_boxed_body);
    }
    let fault = match &answer {
        Ok(response) => response.response().error().map(ToString::to_string),
        Err(error) => Some(error.to_string()),
    };
    drop(answer);
    let request_id = request_id(&kept);
    if status.is_server_error() {
        tracing::error!(%request_id, fault, "a request failed");
    }
    let kind = kind.unwrap_or(if status == StatusCode::METHOD_NOT_ALLOWED {
        "unreadable"
    } else {
        "not-found"
    });
    let mut response = match Shell::extract(&kept).await {
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
        response.headers_mut().insert(
            actix_web::http::header::RETRY_AFTER,
            actix_web::http::header::HeaderValue::from_static("2"),
        );
    }
    Ok(ServiceResponse::new(kept, response))
}

fn request_id(request: &actix_web::HttpRequest) -> String {
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
        Some(PageError::SignInFirst { .. }) => "sign-in",
        Some(PageError::Broken(_)) => "broken",
        None if error.as_response_error().status_code() == StatusCode::NOT_FOUND => "not-found",
        None if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        None if error.as_response_error().status_code().is_client_error() => "unreadable",
        None => "broken",
    }
}
