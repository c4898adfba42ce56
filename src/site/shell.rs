//! The frame that every page stands in: language, who is signed in, where the visitor is, what to tell them first.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::{PageError, Words, paths, patterns, respond, state};
use crate::kernel::Actor;
use crate::kernel::actor::Membership;
use crate::words::{LANGUAGES, Language, negotiate};

/// What the frame of a page needs to know.
#[derive(Clone)]
pub struct Shell {
    pub t: Words,
    pub actor: Option<Actor>,
    /// The path without the query.
    pub path: String,
    /// The query without `lang`.
    pub query: String,
    /// The public address, for links that name themselves.
    pub base_url: String,
    /// The code of what to say first.
    pub flash: Option<String>,
    pub is_demo: bool,
    /// A page with an address that is a secret: it is not to be named to anybody.
    pub is_private: bool,
}

impl Shell {
    /// This page in that language.
    #[must_use]
    pub fn in_language(&self, language: &Language) -> String {
        let separator = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}lang={}", self.path, self.query, language.code)
    }

    #[must_use]
    pub fn languages(&self) -> &'static [Language] {
        LANGUAGES
    }

    /// Is this the page or the part of the site at `path`?
    #[must_use]
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path || (path.len() > 1 && self.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Is this where one decides about organisations: those that ask to join, and those that have nobody?
    #[must_use]
    pub fn is_at_requests(&self) -> bool {
        self.is_at(paths::REQUESTS) || self.is_at(paths::FIRST_OWNERS)
    }

    /// The organisation for which one acts on this page.
    #[must_use]
    pub fn acting(&self) -> Option<&Membership> {
        let org = self.path.strip_prefix("/for/")?.split('/').next()?.parse().ok()?;
        self.actor.as_ref()?.membership(org)
    }

    /// The parts of the site where one acts for that organisation: address and words.
    #[must_use]
    pub fn acting_parts(&self, acting: &Membership) -> Vec<(String, String)> {
        let part = |name: &str, words: super::Words| {
            (
                paths::acting(acting.org, name),
                words.coded("acting-part", if name.is_empty() { "home" } else { name }),
            )
        };
        let names: &[&str] = if acting.is_listed {
            &["", "team", "agreements"]
        } else {
            &["request", "team"]
        };
        names.iter().map(|name| part(name, self.t)).collect()
    }

    /// What to say first, in words.
    #[must_use]
    pub fn flash_words(&self) -> Option<String> {
        let code = self.flash.as_deref()?;
        self.t.find(&format!("flash-{code}")).map(|phrase| phrase.plain())
    }

    /// The address of a static file.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        super::assets::path(name)
    }
}

impl FromRequest for Shell {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let app = state::app(request);
        let cookie = |name: &str| {
            request
                .cookie(&respond::cookie_name(&app, name))
                .map(|cookie| cookie.value().to_owned())
        };
        let actor = state::actor(request);
        let asked = asked_language(request);
        let header = request.headers().get("accept-language").and_then(|value| value.to_str().ok());
        let own = actor.as_ref().and_then(|actor| actor.language.as_deref());
        let t = negotiate(asked.as_deref(), cookie("lang").as_deref(), own, header);
        ready(Ok(Self {
            t,
            actor,
            path: request.path().to_owned(),
            query: query_without_language(request.query_string()),
            base_url: app.config.site.base_url.clone(),
            flash: cookie("flash").filter(|code| code.len() < 40 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')),
            is_demo: app.is_demo(),
            is_private: patterns::is_secret(request.match_info().as_str()),
        }))
    }
}

/// `lang=…` of the query.
pub(super) fn asked_language(request: &HttpRequest) -> Option<String> {
    request
        .query_string()
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .map(str::to_owned)
}

fn query_without_language(query: &str) -> String {
    query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect::<Vec<_>>()
        .join("&")
}
