//! Requests from other sites: no tokens; the browser says where a request comes from.
//!
//! Reading changes nothing and passes. A change passes if `Sec-Fetch-Site` says same-origin or none; without that
//! header if `Origin` is the public address; without both only if no session comes with it.

use actix_web::Error;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;

use super::{PageError, error, session, state};

pub(super) async fn check<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let app = state::app(request.request());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let has_session = session::token(request.request()).is_some();
    if reads
        || may_change(
            header("sec-fetch-site"),
            header(header::ORIGIN.as_str()),
            |origin| app.config.is_own_origin(origin, header(header::HOST.as_str()).unwrap_or_default()),
            has_session,
        )
    {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    tracing::warn!("a change was asked for from another site");
    Ok(error::answer(request, PageError::OtherSite).await.map_into_right_body())
}

fn may_change(fetch_site: Option<&str>, origin: Option<&str>, is_own: impl Fn(&str) -> bool, has_session: bool) -> bool {
    match (fetch_site, origin) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => is_own(origin),
        (None, None) => !has_session,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_49_every_combination_is_decided() {
        const BASE: &str = "https://here.example";
        let is_own = |origin: &str| origin == BASE;
        for has_session in [false, true] {
            for origin in [
                None,
                Some(BASE),
                Some("null"),
                Some("https://there.example"),
                Some("http://here.example"),
            ] {
                assert!(may_change(Some("same-origin"), origin, is_own, has_session));
                assert!(may_change(Some("none"), origin, is_own, has_session));
                assert!(!may_change(Some("same-site"), origin, is_own, has_session));
                assert!(!may_change(Some("cross-site"), origin, is_own, has_session));
                let without = match origin {
                    None => !has_session,
                    Some(origin) => origin == BASE,
                };
                assert_eq!(may_change(None, origin, is_own, has_session), without, "{origin:?} {has_session}");
            }
        }
    }
}
