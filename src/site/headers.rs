//! Headers of every answer, the host that is answered, and the time a request may take.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use futures_util::FutureExt as _;

use super::{PageError, patterns, state, upload};

/// So long may a request take before the visitor is told to come back.
const DEADLINE: Duration = Duration::from_secs(10);
/// A body may take as long as a line of 64 kbit/s needs for it: so many bytes a second. What comes more slowly is given up.
const SLOWEST: u64 = 8 << 10;

/// What a request may take: its body, as long as it says that it is and at most as long as any may be, and then the answer.
fn allowed(request: &ServiceRequest) -> Duration {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length: u64 = length
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    DEADLINE + Duration::from_millis(length.min(upload::MOST_READ as u64) * 1_000 / SLOWEST)
}

pub(super) const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Adds the security headers to whatever is answered.
pub(super) async fn add(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_https = state::app(request.request()).config.site.is_https();
    let is_secret = patterns::is_secret(request.match_info().as_str());
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    if is_secret {
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    }
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if is_https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    Ok(response)
}

/// Answers only where the site is to be found: [`crate::config::Config::answers_at`].
pub(super) async fn host<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let app = state::app(request.request());
    let asked = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if app.config.answers_at(asked) {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    tracing::info!("a request named another host");
    let answer = HttpResponse::MisdirectedRequest()
        .content_type("text/plain; charset=utf-8")
        .body(format!("This site is at {}\n", app.config.site.base_url));
    Ok(request.into_response(answer).map_into_right_body())
}

/// Gives up on a request that takes too long; its thread ends by itself. What panics outside a handler is answered too.
pub(super) async fn deadline<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let allowed = allowed(&request);
    let answer = AssertUnwindSafe(async { next.call(request).await }).catch_unwind();
    match tokio::time::timeout(allowed, answer).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_told_by_the_hook)) => Err(PageError::Broken("the frame of a page panicked".to_owned()).into()),
        Err(_) => Err(PageError::Busy.into()),
    }
}
