//! What people type about themselves.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::password::Password;
use crate::kernel::actor::{GrantRole, MemberRole};
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text::{self, EmailAddress, Name};
use crate::network::{CountryCode, Fluency, GroupingCode, LanguageCode, Places};
use crate::people::{BIRTH_YEARS, Profile};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    pub email: String,
    pub password: String,
    pub next: String,
}

impl SignInForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<(EmailAddress, Password), Problems> {
        let mut problems = Problems::default();
        let email = problems.take("email", EmailAddress::parse(&self.email));
        if self.password.is_empty() {
            problems.add("password", Problem::Missing);
        }
        match email {
            Some(email) if problems.is_empty() => Ok((email, Password::claim(&self.password))),
            _ => Err(problems),
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct JoinForm {
    pub email: String,
}

impl JoinForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<EmailAddress, Problems> {
        let mut problems = Problems::default();
        problems.take("email", EmailAddress::parse(&self.email)).ok_or(problems)
    }
}

/// A code of the second factor, and where to go on to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    pub code: String,
    pub next: String,
}

/// What proves anew who somebody is: a code where they have a second factor, their password otherwise.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    pub password: String,
    pub code: String,
    pub next: String,
}

/// A new password; with the present one where somebody changes it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewPasswordForm {
    pub password: String,
    pub new_password: String,
}

impl NewPasswordForm {
    /// # Errors
    /// What is wrong with the new one.
    pub fn check(&self, context: &[&str], least: usize) -> Result<Password, Problems> {
        let mut problems = Problems::default();
        problems
            .take("new_password", Password::choose(&self.new_password, context, least))
            .ok_or(problems)
    }
}

/// What follows the mailed link.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WelcomeForm {
    pub name: String,
    pub country: String,
    pub password: String,
}

/// A person who is about to be.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub name: Name,
    pub country: Option<CountryCode>,
    pub password: Password,
}

impl WelcomeForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, email: &str, least: usize) -> Result<NewPerson, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", Name::parse(&self.name));
        let country = match self.country.trim() {
            "" => None,
            code => {
                let known = code
                    .parse::<CountryCode>()
                    .ok()
                    .filter(|code| Places::builtin().country(*code).is_some());
                problems.take("country", known.ok_or(Problem::Unknown))
            }
        };
        let password = problems.take("password", Password::choose(&self.password, &[email, &self.name], least));
        match (name, password) {
            (Some(name), Some(password)) if problems.is_empty() => Ok(NewPerson { name, country, password }),
            _ => Err(problems),
        }
    }
}

/// Whom to invite into a team, with what part.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub email: String,
    pub role: String,
}

impl InviteForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<(EmailAddress, MemberRole), Problems> {
        let mut problems = Problems::default();
        let email = problems.take("email", EmailAddress::parse(&self.email));
        let role = problems.take("role", chosen::<MemberRole>(&self.role));
        email.zip(role).ok_or(problems)
    }
}

/// Another part of a member.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    pub role: String,
}

/// Whom to look for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    pub q: String,
}

/// Why something is done to somebody.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    pub reason: String,
}

impl ReasonForm {
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::default();
        problems.take("reason", text::line(&self.reason, 300)).ok_or(problems)
    }
}

/// A part beyond an organisation, and why somebody is to have it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct GrantForm {
    pub role: String,
    pub grouping: String,
    pub reason: String,
}

impl GrantForm {
    /// A coordinator has a grouping, the others none.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<(GrantRole, Option<GroupingCode>, String), Problems> {
        let mut problems = Problems::default();
        let role = problems.take("role", chosen::<GrantRole>(&self.role));
        let mut grouping = None;
        if role == Some(GrantRole::Coordinator) {
            let known = chosen::<GroupingCode>(&self.grouping).and_then(|code| {
                let is_known = Places::builtin().groupings().iter().any(|grouping| grouping.code == code);
                if is_known { Ok(code) } else { Err(Problem::Unknown) }
            });
            grouping = problems.take("grouping", known);
        }
        let reason = problems.take("reason", text::line(&self.reason, 300));
        match (role, reason) {
            (Some(role), Some(reason)) if problems.is_empty() => Ok((role, grouping, reason)),
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

/// The languages that one can say one speaks.
pub const LANGUAGES: &[&str] = &["ar", "en", "es", "fr", "pt", "ru", "zh", "sw", "am", "id", "ko", "vi"];

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    pub name: String,
    pub country: String,
    pub birth_year: String,
    pub sector: String,
    pub travel: String,
    pub available_from: String,
    pub available_until: String,
    /// `speaks-fr` → how well; empty for not at all.
    #[serde(flatten)]
    pub speaks: BTreeMap<String, String>,
}

impl ProfileForm {
    /// The form as it stands for what is known.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            name: profile.name.clone(),
            country: profile.country.map(|code| code.to_string()).unwrap_or_default(),
            birth_year: profile.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            sector: profile.sector.map(|sector| sector.to_string()).unwrap_or_default(),
            travel: profile.travel.map(|travel| travel.to_string()).unwrap_or_default(),
            available_from: day(profile.available_from),
            available_until: day(profile.available_until),
            speaks: profile
                .languages
                .iter()
                .map(|(language, fluency)| (format!("speaks-{language}"), fluency.unwrap_or(Fluency::Intermediate).to_string()))
                .collect(),
        }
    }

    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<Profile, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", Name::parse(&self.name));
        let country = optional(&mut problems, "country", &self.country, Problem::Unknown);
        let birth_year = match self.birth_year.trim() {
            "" => None,
            text => {
                let year = text.parse().ok().filter(|year| BIRTH_YEARS.contains(year));
                let range = Problem::OutOfRange((*BIRTH_YEARS.start()).into(), (*BIRTH_YEARS.end()).into());
                problems.take("birth_year", year.ok_or(range))
            }
        };
        let sector = optional(&mut problems, "sector", &self.sector, Problem::Unknown);
        let travel = optional(&mut problems, "travel", &self.travel, Problem::Unknown);
        let available_from: Option<chrono::NaiveDate> = optional(&mut problems, "available_from", &self.available_from, Problem::NotADate);
        let available_until = optional(&mut problems, "available_until", &self.available_until, Problem::NotADate);
        if available_from.zip(available_until).is_some_and(|(from, until)| until < from) {
            problems.add("available_until", Problem::BeforeStart);
        }
        let mut languages = Vec::new();
        for code in LANGUAGES {
            let field = format!("speaks-{code}");
            let level = self.speaks.get(&field).map_or("", String::as_str);
            if let (Some(fluency), Ok(code)) = (
                optional::<Fluency>(&mut problems, &field, level, Problem::Unknown),
                code.parse::<LanguageCode>(),
            ) {
                languages.push((code, Some(fluency)));
            }
        }
        match name {
            Some(name) if problems.is_empty() => Ok(Profile {
                name: name.to_string(),
                country,
                birth_year,
                sector,
                travel,
                available_from,
                available_until,
                languages,
            }),
            _ => Err(problems),
        }
    }
}

/// A value that may be left out.
fn optional<T: std::str::FromStr>(problems: &mut Problems, field: &str, text: &str, problem: Problem) -> Option<T> {
    match text.trim() {
        "" => None,
        text => problems.take(field, text.parse::<T>().map_err(|_error| problem)),
    }
}

/// What follows a letter that leads to a record.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    pub name: String,
    pub password: String,
}

impl ClaimForm {
    /// The name has to be the one that the record has: a letter that came to somebody else opens nothing by mistake.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, known: &str, context: &[&str]) -> Result<(Name, Password), Problems> {
        let mut problems = Problems::default();
        let folded = crate::words::tokens::folded;
        let agrees = |name: &Name| super::duplicates::names_agree(&folded(name.as_str()), &folded(known));
        let name = problems.take("name", Name::parse(&self.name));
        if name.as_ref().is_some_and(|name| !agrees(name)) {
            problems.add("name", Problem::OtherName);
        }
        let mut context = context.to_vec();
        context.push(&self.name);
        let password = problems.take(
            "password",
            Password::choose(&self.password, &context, super::password::least(false)),
        );
        match (name, password) {
            (Some(name), Some(password)) if problems.is_empty() => Ok((name, password)),
            _ => Err(problems),
        }
    }
}

/// Why somebody decides about a pair of records as they do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    pub keep: String,
    pub reason: String,
    /// Why they are two.
    pub apart: String,
}

impl DecisionForm {
    /// # Errors
    /// What is wrong with the reason.
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::default();
        let reason = problems.take("reason", crate::kernel::text::line(&self.reason, 300));
        reason.ok_or(problems)
    }

    /// # Errors
    /// What is wrong with the reason why they are two.
    pub fn check_apart(&self) -> Result<String, Problems> {
        let mut problems = Problems::default();
        let reason = problems.take("apart", crate::kernel::text::line(&self.apart, 300));
        reason.ok_or(problems)
    }
}
