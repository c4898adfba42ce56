//! What an organisation says of itself when it asks to join, why one is refused, and what an agreement is proposed with.

use chrono::NaiveDate;
use serde::Deserialize;

use super::agreement::AgreementKind;
use super::{CountryCode, OrgKind, Places, RefusalReason, Sector};
use crate::kernel::OrgId;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text::{self, Name};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    pub name: String,
    pub kinds: Vec<String>,
    pub country: String,
    pub place: String,
    pub sector: String,
    pub website: String,
    pub summary: String,
}

/// An organisation as it describes itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOrganisation {
    pub name: Name,
    /// One at least, in the order of their declaration.
    pub kinds: Vec<OrgKind>,
    pub country: CountryCode,
    pub place: String,
    pub sector: Sector,
    pub website: Option<String>,
    pub summary: String,
}

impl CheckedOrganisation {
    #[must_use]
    pub fn is(&self, kind: OrgKind) -> bool {
        self.kinds.contains(&kind)
    }
}

impl OrganisationForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<CheckedOrganisation, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", Name::parse(&self.name));
        let kinds: Vec<OrgKind> = OrgKind::ALL
            .iter()
            .copied()
            .filter(|kind| self.kinds.iter().any(|code| code == kind.code()))
            .collect();
        if kinds.is_empty() {
            problems.add("kinds", Problem::NotChosen);
        }
        let known = |code: CountryCode| Places::builtin().country(code).is_some();
        let country = problems.take("country", chosen::<CountryCode>(&self.country));
        let country = country.filter(|code| {
            let is_known = known(*code);
            if !is_known {
                problems.add("country", Problem::Unknown);
            }
            is_known
        });
        let place = problems.take("place", text::line(&self.place, 80));
        let sector = problems.take("sector", chosen::<Sector>(&self.sector));
        let website = problems.take("website", link(&self.website));
        let summary = problems.take("summary", text::lines(&self.summary, 1000));
        if summary.as_ref().is_some_and(String::is_empty) {
            problems.add("summary", Problem::Missing);
        }
        match (name, country, place, sector, website, summary) {
            (Some(name), Some(country), Some(place), Some(sector), Some(website), Some(summary)) if problems.is_empty() => {
                Ok(CheckedOrganisation {
                    name,
                    kinds,
                    country,
                    place,
                    sector,
                    website,
                    summary,
                })
            }
            _ => Err(problems),
        }
    }
}

/// One of a set of codes.
fn chosen<T: std::str::FromStr>(value: &str) -> Result<T, Problem> {
    match value.trim() {
        "" => Err(Problem::Missing),
        code => code.parse().map_err(|_error| Problem::Unknown),
    }
}

/// An address of the web that may be left out; without a scheme it is taken as https.
fn link(value: &str) -> Result<Option<String>, Problem> {
    if value.trim().is_empty() {
        return Ok(None);
    }
    let link = text::line(value, 300).map_err(Problem::from)?;
    let link = if link.contains("://") { link } else { format!("https://{link}") };
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let is_link =
        rest.is_some_and(|rest| rest.contains('.') && !rest.starts_with(['.', '/']) && !link.contains([' ', '"', '<', '>', '\\', '@']));
    if is_link { Ok(Some(link)) } else { Err(Problem::NotALink) }
}

/// Why an organisation is refused.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RefusalForm {
    pub reason: String,
    pub note: String,
}

impl RefusalForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<(RefusalReason, String), Problems> {
        let mut problems = Problems::default();
        let reason = problems.take("reason", chosen::<RefusalReason>(&self.reason));
        let note = problems.take("note", text::lines(&self.note, 1000));
        // only a code that says little asks for words
        if reason == Some(RefusalReason::Other) && note.as_ref().is_some_and(String::is_empty) {
            problems.add("note", Problem::Missing);
        }
        match (reason, note) {
            (Some(reason), Some(note)) if problems.is_empty() => Ok((reason, note)),
            _ => Err(problems),
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AgreementForm {
    pub partner: String,
    pub kind: String,
    pub title: String,
    pub starts_on: String,
    pub ends_on: String,
    pub note: String,
}

/// An agreement that may be proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedAgreement {
    pub partner: OrgId,
    pub kind: AgreementKind,
    pub title: String,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub note: String,
}

impl AgreementForm {
    /// `own`: who proposes it, and so cannot be its partner.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, own: OrgId) -> Result<CheckedAgreement, Problems> {
        let mut problems = Problems::default();
        let partner = problems.take("partner", chosen::<OrgId>(&self.partner));
        if partner == Some(own) {
            problems.add("partner", Problem::DoesNotFit);
        }
        let kind = problems.take("kind", chosen::<AgreementKind>(&self.kind));
        let title = problems.take("title", text::line(&self.title, 160));
        let starts_on = problems.take("starts_on", day(&self.starts_on));
        let starts_on = starts_on.and_then(|day| {
            if day.is_none() {
                problems.add("starts_on", Problem::Missing);
            }
            day
        });
        let ends_on = problems.take("ends_on", day(&self.ends_on));
        if starts_on.zip(ends_on.flatten()).is_some_and(|(from, to)| to < from) {
            problems.add("ends_on", Problem::BeforeStart);
        }
        let note = problems.take("note", text::lines(&self.note, 2000));
        match (partner, kind, title, starts_on, ends_on, note) {
            (Some(partner), Some(kind), Some(title), Some(starts_on), Some(ends_on), Some(note)) if problems.is_empty() => {
                Ok(CheckedAgreement {
                    partner,
                    kind,
                    title,
                    starts_on,
                    ends_on,
                    note,
                })
            }
            _ => Err(problems),
        }
    }
}

/// A day that may be left out, between the years 2000 and 2100.
fn day(value: &str) -> Result<Option<NaiveDate>, Problem> {
    use chrono::Datelike;
    if value.trim().is_empty() {
        return Ok(None);
    }
    let day: Option<NaiveDate> = value.trim().parse().ok();
    day.filter(|day| (2000..=2100).contains(&day.year()))
        .map(Some)
        .ok_or(Problem::NotADate)
}

/// Why somebody does not agree, or lets an agreement end.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub note: String,
}

impl AnswerForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, is_needed: bool) -> Result<String, Problems> {
        let mut problems = Problems::default();
        let note = problems.take("note", text::lines(&self.note, 1000));
        if is_needed && note.as_ref().is_some_and(String::is_empty) {
            problems.add("note", Problem::Missing);
        }
        note.filter(|_| problems.is_empty()).ok_or(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> OrganisationForm {
        OrganisationForm {
            name: "Casamance Vaccines".to_owned(),
            kinds: vec!["facility".to_owned(), "provider".to_owned(), "facility".to_owned()],
            country: "SEN".to_owned(),
            place: "Ziguinchor".to_owned(),
            sector: "public".to_owned(),
            website: "casamance.example".to_owned(),
            summary: "We fill vaccines.".to_owned(),
        }
    }

    #[test]
    fn an_organisation_says_who_it_is() {
        let checked = form().check().unwrap();
        assert_eq!(checked.kinds, [OrgKind::Provider, OrgKind::Facility]);
        assert_eq!(checked.website.as_deref(), Some("https://casamance.example"));
        let problems = OrganisationForm::default().check().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "kinds", "country", "place", "sector", "summary"]);
        for bad in ["javascript://x.y", "https://x", "https://a.b/\"><script>", "http://user@a.b"] {
            let form = OrganisationForm {
                website: bad.to_owned(),
                ..form()
            };
            assert!(form.check().unwrap_err().has("website"), "{bad}");
        }
    }

    #[test]
    fn an_agreement_has_a_partner_and_days_in_their_order() {
        use crate::kernel::Id as _;
        let own = OrgId::new(uuid::Uuid::from_u128(1));
        let form = AgreementForm {
            partner: OrgId::new(uuid::Uuid::from_u128(2)).to_string(),
            kind: "hosting".to_owned(),
            title: "Hosting of trainees".to_owned(),
            starts_on: "2026-10-01".to_owned(),
            ..AgreementForm::default()
        };
        assert_eq!(form.check(own).unwrap().ends_on, None);
        let wrong = AgreementForm {
            partner: own.to_string(),
            ends_on: "2026-09-30".to_owned(),
            ..form.clone()
        };
        let problems = wrong.check(own).unwrap_err();
        assert!(problems.has("partner") && problems.has("ends_on"));
        let far = AgreementForm {
            starts_on: "9999-01-01".to_owned(),
            ..form
        };
        assert!(far.check(own).unwrap_err().has("starts_on"));
    }

    #[test]
    fn a_refusal_has_a_reason_and_one_that_says_little_has_words() {
        let form = |reason: &str, note: &str| RefusalForm {
            reason: reason.to_owned(),
            note: note.to_owned(),
        };
        assert!(form("duplicate", "").check().is_ok());
        assert!(form("other", "").check().unwrap_err().has("note"));
        assert!(form("", "no").check().unwrap_err().has("reason"));
        assert!(AnswerForm::default().check(true).is_err() && AnswerForm::default().check(false).is_ok());
    }
}
