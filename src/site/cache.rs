//! Pages are compressed here, and those of visitors without a session are kept, compressed.
//!
//! A kept page is found by path, query, language, encoding and the number of writes that this process has seen; it is
//! never older than ten seconds, so what another process writes is seen then. Whoever has a session, a message to be
//! told or a language to be remembered gets a page of their own.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse};

use super::{PageError, respond, shell, state};
use crate::app::App;

/// So long a kept page may be shown.
const LASTS: Duration = Duration::from_secs(10);
/// So many bytes are kept in all.
const ROOM: u64 = 32 << 20;
/// Below this compressing is not worth it.
const SMALL: usize = 400;

/// The kept pages.
pub type Pages = moka::sync::Cache<String, Arc<Kept>>;

/// A page as it is sent.
pub struct Kept {
    content_type: HeaderValue,
    encoding: Encoding,
    body: Bytes,
}

/// Room for kept pages.
#[must_use]
pub fn pages() -> Pages {
    let weight = |key: &String, kept: &Arc<Kept>| u32::try_from(key.len() + kept.body.len() + 100).unwrap_or(u32::MAX);
    Pages::builder().max_capacity(ROOM).weigher(weight).time_to_live(LASTS).build()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Encoding {
    fn accepted(request: &ServiceRequest) -> Self {
        let accepted = request
            .headers()
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let takes = |name: &str| {
            accepted
                .split(',')
                .any(|one| one.trim().split(';').next() == Some(name) && !one.contains("q=0.0") && !one.trim().ends_with("q=0"))
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    fn compress(self, body: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let mut out = Vec::with_capacity(body.len() / 4);
                let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 5, 20);
                writer.write_all(body)?;
                writer.flush()?;
                drop(writer);
                Ok(out)
            }
            Self::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(body.len() / 4), flate2::Compression::default());
                writer.write_all(body)?;
                writer.finish()
            }
            Self::Plain => Ok(body.to_vec()),
        }
    }
}

/// Where a page would be kept; `None` where it is somebody's own.
fn key(app: &App, request: &ServiceRequest, encoding: Encoding) -> Option<String> {
    let http = request.request();
    let has = |name: &str| http.cookie(&respond::cookie_name(app, name)).is_some();
    if request.method() != Method::GET || has("session") || has("flash") || shell::asked_language(http).is_some() {
        return None;
    }
    let path = request.path();
    if [
        "/join",
        "/administrator",
        "/demo",
        "/sign-in",
        "/reset",
        "/address",
        "/prove",
        "/me",
        "/for/",
    ]
    .iter()
    .any(|own| path.starts_with(own))
    {
        return None;
    }
    let cookie = http
        .cookie(&respond::cookie_name(app, "lang"))
        .map(|cookie| cookie.value().to_owned());
    let wished = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = crate::words::negotiate(None, cookie.as_deref(), None, wished).lang();
    Some(format!(
        "{} {language} {encoding:?} {path}?{}",
        app.store.writes(),
        request.query_string()
    ))
}

pub(super) async fn serve(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = state::app(request.request());
    let encoding = Encoding::accepted(&request);
    let key = key(&app, &request, encoding);
    if let Some(kept) = key.as_ref().and_then(|key| app.pages.get(key)) {
        return Ok(request.into_response(answer(&kept)));
    }
    let (http, response) = next.call(request).await?.into_parts();
    let is_text = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/") || kind.contains("json") || kind.contains("svg"));
    if !is_text || response.headers().contains_key(header::CONTENT_ENCODING) {
        return Ok(ServiceResponse::new(http, response.map_into_boxed_body()));
    }
    let (mut response, body) = response.into_parts();
    let body = to_bytes(body)
        .await
        .map_err(|_error| PageError::Broken("the body broke off".to_owned()))?;
    let used = if body.len() < SMALL { Encoding::Plain } else { encoding };
    let body = Bytes::from(used.compress(&body)?);
    if let Some(name) = used.name() {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Accept-Language, Cookie"));
    let content_type = response.headers().get(header::CONTENT_TYPE).cloned();
    if let (Some(key), Some(content_type), StatusCode::OK, false) = (
        key,
        content_type,
        response.status(),
        response.headers().contains_key(header::SET_COOKIE),
    ) {
        app.pages.insert(
            key,
            Arc::new(Kept {
                content_type,
                encoding: used,
                body: body.clone(),
            }),
        );
    }
    Ok(ServiceResponse::new(http, response.set_body(BoxBody::new(body))))
}

fn answer(kept: &Kept) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, kept.content_type.clone()))
        .insert_header((header::VARY, "Accept-Encoding, Accept-Language, Cookie"));
    if let Some(name) = kept.encoding.name() {
        answer.insert_header((header::CONTENT_ENCODING, name));
    }
    answer.body(kept.body.clone())
}
