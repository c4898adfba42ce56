//! Access as types: a handler that takes one of these cannot be reached by anybody else.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::{PageError, paths, state};
use crate::kernel::actor::{GrantRole, MemberRole, Membership};
use crate::kernel::{Actor, OrgId};
use crate::people;

fn signed_in(request: &HttpRequest) -> Result<Actor, PageError> {
    state::actor(request).ok_or_else(|| {
        let next = if request.method().is_safe() {
            next(request)
        } else {
            "/".to_owned()
        };
        PageError::SignInFirst { next }
    })
}

/// Where to go on to after something that has to come first: the page itself, or the one whose form was sent.
fn next(request: &HttpRequest) -> String {
    if request.method().is_safe() {
        return request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    }
    let base_url = state::app(request).config.site.base_url.clone();
    let referer = request.headers().get("referer").and_then(|value| value.to_str().ok());
    let page = referer.and_then(|referer| referer.strip_prefix(base_url.as_str()));
    page.and_then(paths::local).unwrap_or(paths::ME).to_owned()
}

/// Signed in, and with the second factor where one is needed.
fn let_in(request: &HttpRequest) -> Result<Actor, PageError> {
    let actor = signed_in(request)?;
    if !actor.is_held_back {
        return Ok(actor);
    }
    let next = next(request);
    Err(if actor.proof.has_factor {
        PageError::ProveFirst { next }
    } else {
        PageError::FactorFirst
    })
}

/// How long it counts that somebody proved who they are.
const PROVED_FOR: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// Somebody whose password was right; they may still need a second factor. For the pages where it is set up alone.
pub struct Known(pub Actor);

impl FromRequest for Known {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(signed_in(request).map(Self))
    }
}

/// Somebody who proved in the last ten minutes who they are: for what is dear.
pub struct Proved(pub Actor);

impl FromRequest for Proved {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(let_in(request).and_then(|actor| {
            if actor.proof.at + PROVED_FOR > state::app(request).now() {
                Ok(Self(actor))
            } else {
                Err(PageError::ProveFirst { next: next(request) })
            }
        }))
    }
}

/// Somebody who is signed in.
pub struct SignedIn(pub Actor);

impl FromRequest for SignedIn {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(let_in(request).map(Self))
    }
}

/// The membership of the organisation that the address names.
fn belonging(request: &HttpRequest) -> Result<(Actor, Membership), PageError> {
    let mut actor = let_in(request)?;
    let org = request
        .match_info()
        .get("org")
        .and_then(|text| OrgId::from_str(text).ok())
        .ok_or(PageError::NotFound)?;
    let membership = actor.membership(org).cloned().ok_or(PageError::NotFound)?;
    actor.acting_for = Some(org);
    Ok((actor, membership))
}

/// A member of the organisation that the address names, also of one that still waits to be verified or was refused.
pub struct Belonging {
    pub actor: Actor,
    pub membership: Membership,
}

impl Belonging {
    #[must_use]
    pub fn org(&self) -> OrgId {
        self.membership.org
    }
}

impl FromRequest for Belonging {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(belonging(request).map(|(actor, membership)| Self { actor, membership }))
    }
}

/// An owner of the organisation that the address names, verified or not.
pub struct Owning {
    pub actor: Actor,
    pub membership: Membership,
}

impl Owning {
    #[must_use]
    pub fn org(&self) -> OrgId {
        self.membership.org
    }
}

impl FromRequest for Owning {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(belonging(request).and_then(|(actor, membership)| {
            if membership.role == MemberRole::Owner {
                Ok(Self { actor, membership })
            } else {
                Err(PageError::Forbidden)
            }
        }))
    }
}

/// Who acts for the organisation that the address names, `/for/{organisation}/…`: a member, or a coordinator who stands in
/// where nobody of it has an account. The organisation is verified.
pub struct Acting {
    pub actor: Actor,
    pub membership: Membership,
}

impl Acting {
    #[must_use]
    pub fn org(&self) -> OrgId {
        self.membership.org
    }

    /// May this member change things for the organisation?
    ///
    /// # Errors
    /// [`PageError::Forbidden`].
    pub fn may_edit(&self) -> Result<(), PageError> {
        if self.membership.role <= MemberRole::Editor {
            Ok(())
        } else {
            Err(PageError::Forbidden)
        }
    }
}

impl FromRequest for Acting {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(belonging(request).and_then(|(actor, membership)| {
            if membership.is_listed {
                Ok(Self { actor, membership })
            } else {
                Err(PageError::NotListed { org: membership.org })
            }
        }))
    }
}

/// Somebody who signed in and has a part in the network; whoever has not is refused.
macro_rules! with_part {
    ($($(#[$doc:meta])* $name:ident if $has:expr;)*) => {
        $(
            $(#[$doc])*
            pub struct $name(pub Actor);

            impl FromRequest for $name {
                type Error = PageError;
                type Future = Ready<Result<Self, PageError>>;

                fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
                    let has: fn(&Actor) -> bool = $has;
                    ready(let_in(request).and_then(|actor| if has(&actor) { Ok(Self(actor)) } else { Err(PageError::Forbidden) }))
                }
            }
        )*
    };
}

with_part! {
    /// A coordinator of one or more groupings of countries.
    Coordinating if |actor| actor.has(GrantRole::Coordinator);
    /// Somebody with a part beyond an organisation: whoever may decide about those that ask to join, each about their own.
    Verifying if |actor| actor.rank().is_some();
    /// The network's secretariat, or an administrator.
    Stewarding if people::policy::may_see_people;
    /// A coordinator or an administrator, who sees what lies within their part.
    Overseeing if |actor| actor.has(GrantRole::Coordinator) || actor.has(GrantRole::Administrator);
    /// An administrator.
    Administering if |actor| actor.has(GrantRole::Administrator);
}

/// An id in the address, under this name; what is no id is not found.
///
/// # Errors
/// [`PageError::NotFound`].
pub fn id<I: FromStr>(request: &HttpRequest, name: &str) -> Result<I, PageError> {
    request
        .match_info()
        .get(name)
        .and_then(|text| text.parse().ok())
        .ok_or(PageError::NotFound)
}
