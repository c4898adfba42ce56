//! Sessions: a random token in a cookie, its hash in the database. Loaded for every request that brings one; remembers
//! the language that was asked for; clears what was said once.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::cookie::{Cookie, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};
use sha2::{Digest, Sha256};

use super::state::Current;
use super::{error, log, patterns, respond, shell, state};
use crate::app::App;
use crate::kernel::actor::AuthLevel;
use crate::kernel::text::hex;
use crate::kernel::{Actor, AnyId, OrgId};
use crate::trail::AuditEvent;
use crate::{db, people, trail};

/// So long does a page wait until it is noted that a session is used.
const NOTING: std::time::Duration = std::time::Duration::from_millis(500);

/// The token that a request brings, if its form is right.
pub(super) fn token(request: &HttpRequest) -> Option<String> {
    let app = state::app(request);
    let cookie = request.cookie(&respond::cookie_name(&app, "session"))?;
    Some(cookie.value().to_owned()).filter(|value| value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// What of a token the database keeps.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The token of this request as the database keeps it.
#[must_use]
pub fn current_hash(request: &HttpRequest) -> Option<Vec<u8>> {
    token(request).map(|token| hash(&token))
}

/// 32 random bytes in hexadecimal.
#[must_use]
pub fn new_token(app: &App) -> String {
    hex(&app.chance.token())
}

/// The cookie that carries a session for as long as it may last at most.
#[must_use]
pub fn cookie(app: &App, token: String) -> Cookie<'static> {
    respond::cookie(app, "session", token, Some(Duration::days(60)))
}

/// The cookie that ends a session in the browser.
#[must_use]
pub fn no_cookie(app: &App) -> Cookie<'static> {
    respond::cookie(app, "session", String::new(), Some(Duration::ZERO))
}

pub(super) async fn load<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let app = state::app(request.request());
    let actor = match token(request.request()) {
        None => None,
        Some(token) => match find(&app, &token, &request).await {
            Ok(actor) => actor,
            Err(failed) => return Ok(error::answer(request, failed.into()).await.map_into_right_body()),
        },
    };
    let is_signed_in = actor.is_some();
    if let Some(actor) = &actor {
        log::note_actor(actor.person);
    }
    request.extensions_mut().insert(Current(actor));
    let asked =
        shell::asked_language(request.request()).and_then(|code| crate::words::LANGUAGES.iter().find(|language| language.code == code));
    let said = request.request().cookie(&respond::cookie_name(&app, "flash")).is_some();
    let mut response = next.call(request).await?;
    let mut cookies = Vec::new();
    if let Some(language) = asked {
        cookies.push(respond::cookie(&app, "lang", language.code.to_owned(), Some(Duration::days(365))));
    }
    if said && response.status().is_success() {
        cookies.push(respond::cookie(&app, "flash", String::new(), Some(Duration::ZERO)));
    }
    for cookie in cookies {
        response.response_mut().add_cookie(&cookie)?;
    }
    if is_signed_in {
        // Back after signing out must show nothing
        response.headers_mut().insert(
            actix_web::http::header::CACHE_CONTROL,
            actix_web::http::header::HeaderValue::from_static("private, no-store"),
        );
    }
    Ok(response.map_into_left_body())
}

/// The organisation that an address is for.
fn named(path: &str) -> Option<OrgId> {
    path.strip_prefix("/for/")?.split('/').next()?.parse().ok()
}

/// A coordinator stands in for an organisation of their region of which nobody has an account: for this one request they are an
/// editor of it. What they send in its name is noted.
async fn standing_in(app: &App, mut actor: Actor, request: &ServiceRequest) -> db::Result<Actor> {
    let groupings: Vec<String> = actor.coordinates().map(str::to_owned).collect();
    let Some(org) = named(request.path()).filter(|org| !groupings.is_empty() && actor.membership(*org).is_none()) else {
        return Ok(actor);
    };
    let (now, day) = (app.now(), app.now().day());
    let found = app
        .store
        .read(move |db| people::store::find_stand_in(db, &groupings, org, day))
        .await?;
    let Some(membership) = found else { return Ok(actor) };
    if !request.method().is_safe() {
        let event = AuditEvent {
            id: app.new_id(),
            action: "act-on-behalf",
            result: "asked",
            actor: Some(actor.person),
            on_behalf_of: Some(org),
            entity: Some(("organisation", AnyId::of(org))),
            detail: patterns::find(request.path()).unwrap_or_default().to_owned(),
            request_id: None,
        };
        app.store.write(move |db| trail::store::audit(db, &event, now)).await?;
    }
    actor.memberships.push(membership);
    Ok(actor)
}

/// The person behind a token, if its session still holds. That it is used is noted as far as it can be: a page does not
/// fail because the database cannot write, and hardly waits for it; the next one tries again.
async fn find(app: &App, token: &str, request: &ServiceRequest) -> db::Result<Option<Actor>> {
    let (hash, now) = (hash(token), app.now());
    let found = app.store.read(move |db| people::store::find_session(db, &hash, now)).await?;
    if let Some(session) = &found
        && session.is_stale(now)
    {
        let touched = session.clone();
        let noting = app.store.write(move |db| people::store::touch_session(db, &touched, now));
        match tokio::time::timeout(NOTING, noting).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "it was not noted that a session is used"),
            Err(_) => tracing::warn!("it was not noted in time that a session is used"),
        }
    }
    let Some(session) = found else { return Ok(None) };
    let actor = session.actor;
    let asks = app.config.factors.asks(actor.grants.iter().map(|grant| grant.role));
    if asks && actor.proof.level != AuthLevel::Mfa {
        return Ok(Some(actor.held_back()));
    }
    standing_in(app, actor, request).await.map(Some)
}
