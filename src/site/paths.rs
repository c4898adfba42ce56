//! The addresses of the site. Handlers, templates and mail take them from here alone.

use std::fmt::Display;

use crate::kernel::{AgreementId, CourseId, MessageId, OfferingId, OrgId, PersonId, SlotId, text};
use crate::trail::RecordKind;

pub const HOME: &str = "/";
pub const COURSES: &str = "/courses";
pub const PLACEMENTS: &str = "/placements";
pub const NETWORK: &str = "/network";
pub const GAPS: &str = "/gaps";
pub const SKILLS: &str = "/skills";
pub const METHOD: &str = "/method";
pub const JOIN: &str = "/join";
pub const ME: &str = "/me";
pub const RECORDS: &str = "/me/records";
pub const DUPLICATES: &str = "/coordination/duplicates";
pub const SECURITY: &str = "/me/security";
pub const FACTOR: &str = "/me/security/factor";
pub const OWN_DATA: &str = "/me/data";
pub const ERASE: &str = "/me/data/erase";
pub const PRIVACY: &str = "/privacy";
pub const PRIVACY_CSV: &str = "/privacy.csv";
pub const COORDINATION: &str = "/coordination";
pub const REQUESTS: &str = "/coordination/requests";
pub const FIRST_OWNERS: &str = "/coordination/owners";
pub const ASK: &str = "/network/join";
pub const PEOPLE: &str = "/administration/people";
pub const COORDINATION_LIST: &str = "/coordination/list";
pub const COORDINATION_CSV: &str = "/coordination.csv";
pub const MAIL: &str = "/administration/mail";
pub const MAIL_ADDRESSES: &str = "/administration/mail/addresses";
pub const COORDINATION_HISTORY: &str = "/coordination/history";
pub const AUDIT: &str = "/administration/audit";
pub const ADMINISTRATION_HISTORY: &str = "/administration/history";

fn named(part: &str, title: &str, id: impl Display) -> String {
    let slug = text::slug(title);
    if slug.is_empty() {
        format!("{part}/{id}")
    } else {
        format!("{part}/{slug}-{id}")
    }
}

#[must_use]
pub fn course(id: CourseId, title: &str) -> String {
    named("/courses", title, id)
}

#[must_use]
pub fn offering(id: OfferingId, title: &str) -> String {
    named("/offerings", title, id)
}

#[must_use]
pub fn slot(id: SlotId, title: &str) -> String {
    named("/placements", title, id)
}

#[must_use]
pub fn organisation(id: OrgId, name: &str) -> String {
    named("/network", name, id)
}

#[must_use]
pub fn skill(code: &str) -> String {
    format!("/skills/{code}")
}

#[must_use]
pub fn role(code: &str) -> String {
    format!("/roles/{code}")
}

/// Where the first owner of an organisation without accounts is invited.
#[must_use]
pub fn first_owner(org: OrgId) -> String {
    format!("{FIRST_OWNERS}/{org}")
}

/// The sign-in page; afterwards on to `next`.
#[must_use]
pub fn sign_in(next: Option<&str>) -> String {
    match next.and_then(local) {
        Some(next) if next != "/" => format!("/sign-in?next={}", text::encode(next)),
        _ => "/sign-in".to_owned(),
    }
}

/// Where the second half of signing in is asked for; afterwards on to `next`.
#[must_use]
pub fn code(next: &str) -> String {
    format!("/sign-in/code?next={}", text::encode(next))
}

/// Where one proves anew who one is; afterwards on to `next`.
#[must_use]
pub fn prove(next: &str) -> String {
    format!("/prove?next={}", text::encode(next))
}

/// Where letters of a kind are unsubscribed.
#[must_use]
pub fn unsubscribe(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

/// A part of the site where one acts for an organisation.
#[must_use]
pub fn acting(org: OrgId, part: &str) -> String {
    if part.is_empty() {
        format!("/for/{org}")
    } else {
        format!("/for/{org}/{part}")
    }
}

/// An agreement as one of its sides sees it.
#[must_use]
pub fn agreement(org: OrgId, id: AgreementId) -> String {
    acting(org, &format!("agreements/{id}"))
}

/// A person as those see them who grant parts.
#[must_use]
pub fn person(id: PersonId) -> String {
    format!("{PEOPLE}/{id}")
}

/// What happened to a record, for the organisation whose it is.
#[must_use]
pub fn history(org: OrgId, kind: RecordKind, id: impl Display) -> String {
    acting(org, &format!("history/{kind}/{id}"))
}

/// A slot as its facility works on it.
#[must_use]
pub fn own_slot(org: OrgId, id: SlotId) -> String {
    acting(org, &format!("slots/{id}"))
}

/// A message as administrators see it.
#[must_use]
pub fn mail(id: MessageId) -> String {
    format!("{MAIL}/{id}")
}

/// A path of this site, or nothing: no other host, no scheme, no backslash.
#[must_use]
pub fn local(next: &str) -> Option<&str> {
    let is_local =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']) && !next.chars().any(char::is_control);
    is_local.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_41_only_paths_of_this_site_are_gone_on_to() {
        for good in ["/", "/me", "/courses?skill=MFG-4&lang=ar"] {
            assert_eq!(local(good), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=1",
            "\t//evil.example",
        ] {
            assert_eq!(local(bad), None, "{bad:?}");
        }
    }
}
