//! Pages are compressed here, and those of visitors without a session are kept, compressed.
//!
//! A kept page is found by path, normal query, language, encoding and the version of what it shows (`db::versions`), which grows with
//! every write that changes it, in whichever process. The versions are asked for anew once a second, and after every write of this
//! process, so that whoever publishes sees it at once. No page is kept for more than ten seconds: so old may the number of free seats
//! be. Whoever has a session, a message to be told or a language to be remembered gets a page of their own.

use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode, Uri};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse};

use super::{PageError, respond, shell, state};
use crate::app::App;
use crate::db::versions::{self, Topic, Versions};
use crate::db::{self, Store};

/// So long a kept page may be shown.
const LASTS: Duration = Duration::from_secs(10);
/// So many bytes are kept in all.
const ROOM: u64 = 32 << 20;
/// So long the versions are taken for granted: what another process publishes is seen after it.
const KNOWN: Duration = Duration::from_secs(1);
/// Below this compressing is not worth it.
const SMALL: usize = 400;

/// What the pages show that are kept, by the first part of their path; `None` for a page that is not.
fn shows(path: &str) -> Option<&'static [Topic]> {
    use Topic::{Catalogue, Figures, Network, Placements};
    Some(match path.split('/').nth(1)? {
        "" => &[Catalogue, Placements, Network, Figures],
        "courses" | "offerings" => &[Catalogue, Network],
        "placements" => &[Placements, Network],
        "network" | "skills" | "roles" => &[Catalogue, Placements, Network],
        "gaps" => &[Figures],
        "method" | "privacy" => &[],
        _ => return None,
    })
}

/// The kept pages, and the versions as last asked for.
pub struct Pages {
    kept: moka::sync::Cache<String, Arc<Kept>>,
    known: Mutex<Option<Known>>,
}

#[derive(Clone, Copy)]
struct Known {
    versions: Versions,
    at: Instant,
    /// How many writes this process had finished before.
    writes: u64,
}

/// A page as it is sent.
struct Kept {
    content_type: HeaderValue,
    encoding: Encoding,
    body: Bytes,
}

impl Default for Pages {
    fn default() -> Self {
        let weight = |key: &String, kept: &Arc<Kept>| u32::try_from(key.len() + kept.body.len() + 100).unwrap_or(u32::MAX);
        let kept = moka::sync::Cache::builder().max_capacity(ROOM).weigher(weight).time_to_live(LASTS);
        Self {
            kept: kept.build(),
            known: Mutex::default(),
        }
    }
}

impl Pages {
    /// Drops every kept page.
    pub fn forget(&self) {
        self.kept.invalidate_all();
    }

    /// The versions of what pages show, at most a second old, and never older than a write that this process has finished. They are read
    /// before the page is, so a page may be newer than its key says, never older.
    async fn versions(&self, store: &Store) -> db::Result<Versions> {
        let (writes, at) = (store.writes(), Instant::now());
        let known = *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.filter(|known| known.writes == writes && at.duration_since(known.at) < KNOWN) {
            return Ok(known.versions);
        }
        let versions = store.read(versions::read).await?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Known { versions, at, writes });
        Ok(versions)
    }
}

/// The query in its normal form: in the order of names and values, without what is empty or said twice.
fn normal(query: &str) -> String {
    let Ok(mut pairs) = serde_html_form::from_str::<Vec<(String, String)>>(query) else {
        return query.to_owned();
    };
    pairs.retain(|(_, value)| !value.is_empty());
    pairs.sort_unstable();
    pairs.dedup();
    serde_html_form::to_string(pairs).unwrap_or_else(|_| query.to_owned())
}

/// Lets the page be made from the normal query: it is kept for whoever asks the same in other words, so nothing of the words may be in it.
fn normalise(request: &mut ServiceRequest) {
    if request.query_string().is_empty() {
        return;
    }
    let query = normal(request.query_string());
    let mark = if query.is_empty() { "" } else { "?" };
    if let Ok(uri) = format!("{}{mark}{query}", request.path()).parse::<Uri>() {
        request.head_mut().uri = uri;
    }
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

/// Where a page would be kept, by its normal query; `None` where it is somebody's own.
async fn key(app: &App, request: &mut ServiceRequest, encoding: Encoding) -> Option<String> {
    let topics = shows(request.path())?;
    let http = request.request();
    let has = |name: &str| http.cookie(&respond::cookie_name(app, name)).is_some();
    if request.method() != Method::GET || has("session") || has("flash") || shell::asked_language(http).is_some() {
        return None;
    }
    let cookie = http
        .cookie(&respond::cookie_name(app, "lang"))
        .map(|cookie| cookie.value().to_owned());
    let wished = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = crate::words::negotiate(None, cookie.as_deref(), None, wished).lang();
    let version = match app.pages.versions(&app.store).await {
        Ok(versions) => versions.of(topics),
        Err(error) => {
            // the page itself will say so, or be shown without being kept
            tracing::warn!(%error, "the versions of what pages show could not be read");
            return None;
        }
    };
    normalise(request);
    let (path, query) = (request.path(), request.query_string());
    Some(format!("{version} {language} {encoding:?} {path}?{query}"))
}

pub(super) async fn serve(mut request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = state::app(request.request());
    let encoding = Encoding::accepted(&request);
    let key = key(&app, &mut request, encoding).await;
    if let Some(kept) = key.as_ref().and_then(|key| app.pages.kept.get(key)) {
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
        app.pages.kept.insert(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::routes::{Access, TABLE};

    #[test]
    fn the_same_question_in_other_words_is_the_same() {
        let asked = normal("skill=MFG-4&place=KEN&skill=MFG-5");
        assert_eq!(asked, "place=KEN&skill=MFG-4&skill=MFG-5");
        for other in [
            "q=&skill=MFG-5&skill=MFG-4&place=KEN&from=",
            "place=KEN&skill=MFG-4&skill=MFG-4&skill=MFG-5",
            "place=%4BEN&skill=MFG-4&skill=MFG-5&open",
        ] {
            assert_eq!(normal(other), asked, "{other}");
        }
        assert_eq!(normal("q=media+fill"), normal("q=media%20fill"));
        assert_ne!(normal("skill=MFG-4"), normal("skill=MFG-5"));
        assert_eq!(normal("q=&page="), "");
    }

    #[test]
    fn every_page_of_a_visitor_is_kept_but_those_with_a_form_for_one_person() {
        // and a file to be saved, whose name is in a header
        let own = ["/sign-in", "/join", "/reset", "/privacy.csv"];
        for route in TABLE.iter().filter(|route| route.method == "get" && route.access == Access::Anyone) {
            assert_eq!(shows(route.path).is_none(), own.contains(&route.path), "{}", route.path);
        }
        // what is for those alone who are signed in leads a visitor away, and that is no page
        let others = |access| !matches!(access, Access::Anyone | Access::SignedIn);
        for route in TABLE.iter().filter(|route| route.method == "get" && others(route.access)) {
            assert!(shows(route.path).is_none(), "{}", route.path);
        }
    }
}
