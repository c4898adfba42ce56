//! What is noted of requests, in one place.
//!
//! Whoever was refused, and every use of the routes listed here, which read about
//! people, take people in or take figures out. One event a request, after its answer; an answer does not wait for a
//! database that cannot write.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::dev::ServiceResponse;
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpMessage as _, HttpRequest};

use super::routes::{Access, Route, TABLE};
use super::{error, patterns, state};
use crate::kernel::{Actor, AnyId, AuditId, OrgId};
use crate::trail::{self, AuditEvent, RecordKind};

/// Method, path and what it is called in the trail.
pub const NOTED: &[(&str, &str, &str)] = &[
    ("post", "/sign-out", "sign-out"),
    ("get", "/for/{org}/staff", "read-people"),
    ("get", "/for/{org}/staff/{person}", "read-person"),
    ("get", "/for/{org}/offerings/{offering}", "read-applications"),
    ("get", "/for/{org}/slots/{slot}", "read-applications"),
    ("post", "/for/{org}/staff/import", "import-people"),
    ("get", "/coordination.csv", "export-figures"),
    ("get", "/administration/mail/{message}", "read-mail"),
    ("post", "/administration/people", "find-people"),
    ("get", "/administration/people/{person}", "read-person"),
    ("get", "/for/{org}/agreements/{agreement}/documents/{document}", "read-document"),
    ("get", "/for/{org}/history/{kind}/{id}", "read-history"),
    ("get", "/coordination/history/{kind}/{id}", "read-history"),
    ("get", "/administration/history/{kind}/{id}", "read-history"),
    ("get", "/administration/audit", "read-audit"),
    ("get", "/coordination/duplicates/{person}/{other}", "read-person"),
];

static ROUTES: LazyLock<BTreeMap<(&str, &str), &Route>> =
    LazyLock::new(|| TABLE.iter().map(|route| ((route.method, route.path), route)).collect());

/// Notes what became of a request, if it is to be noted.
pub(super) async fn note<B>(answer: &ServiceResponse<B>) {
    let (request, status) = (answer.request(), answer.status());
    let Some(actor) = request.extensions().get::<state::Current>().and_then(|current| current.0.clone()) else {
        return;
    };
    let app = state::app(request);
    let Some(event) = event(request, app.new_id(), &actor, status) else {
        return;
    };
    let now = app.now();
    let noted = app.store.write(move |db| trail::store::audit(db, &event, now)).await;
    if let Err(error) = noted {
        tracing::error!(%error, "what was done could not be noted");
    }
}

fn event(request: &HttpRequest, id: AuditId, actor: &Actor, status: StatusCode) -> Option<AuditEvent> {
    let pattern = patterns::find(request.path())?;
    let method = if request.method() == Method::HEAD {
        "get".to_owned()
    } else {
        request.method().as_str().to_lowercase()
    };
    let route = *ROUTES.get(&(method.as_str(), pattern))?;
    let org: Option<OrgId> = request.match_info().get("org").and_then(|text| text.parse().ok());
    let is_of_members = matches!(
        route.access,
        Access::Member | Access::Belonging | Access::Owner | Access::OwnerProved
    );
    let is_stranger = is_of_members && org.is_none_or(|org| actor.membership(org).is_none());
    let is_refused = status == StatusCode::FORBIDDEN || (status == StatusCode::NOT_FOUND && is_stranger);
    let known = NOTED.iter().find(|(noted, path, _)| (*noted, *path) == (route.method, route.path));
    let (action, result) = match known {
        _ if is_refused => ("denied", "refused"),
        Some((.., action)) if status.is_success() || status.is_redirection() => (*action, "done"),
        Some((.., action)) => (*action, "refused"),
        None => return None,
    };
    Some(AuditEvent {
        id,
        action,
        result,
        actor: Some(actor.person),
        on_behalf_of: org,
        entity: entity(request, route),
        detail: if is_refused {
            format!("{} {}", route.method, route.path)
        } else {
            String::new()
        },
        request_id: Some(error::request_id(request)),
    })
}

/// The last thing that the address names, beside the organisation that it is for.
fn entity(request: &HttpRequest, route: &Route) -> Option<(&'static str, AnyId)> {
    let kind = route.path.rsplit('{').next()?.split('}').next()?;
    if kind == "org" || !route.path.contains('{') {
        return None;
    }
    let id = request.match_info().get(kind)?.parse().ok()?;
    if kind == "id" {
        // the address names the kind as well
        let kind: RecordKind = request.match_info().get("kind")?.parse().ok()?;
        return Some((kind.code(), id));
    }
    Some((kind, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_in_the_table() {
        for (method, path, _) in NOTED {
            assert!(ROUTES.contains_key(&(*method, *path)), "{method} {path}");
        }
    }
}
