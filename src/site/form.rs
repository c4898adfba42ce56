//! What comes with a request: a form or a query, parsed into its struct.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use serde::de::DeserializeOwned;

use super::PageError;

/// A form with more than this is refused.
pub(super) const MOST: usize = 1 << 20;

/// A posted form. Unknown fields are ignored; a field that comes twice where one is meant is refused.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = web::Bytes::from_request(request, payload);
        let is_form = request
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        Box::pin(async move {
            if !is_form {
                return Err(PageError::Unreadable("not a form"));
            }
            let bytes = bytes.await.map_err(|error| {
                if error.as_response_error().status_code() == actix_web::http::StatusCode::PAYLOAD_TOO_LARGE {
                    PageError::TooLarge
                } else {
                    PageError::Unreadable("the body broke off")
                }
            })?;
            if bytes.len() > MOST {
                return Err(PageError::TooLarge);
            }
            serde_html_form::from_bytes(&bytes)
                .map(Self)
                .map_err(|_error| PageError::Unreadable("fields of the form"))
        })
    }
}

/// The query of an address. What cannot be read counts as not asked for.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequest for Query<T> {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Ok(Self(serde_html_form::from_str(request.query_string()).unwrap_or_default())))
    }
}
