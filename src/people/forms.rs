//! What people type about themselves.

use serde::Deserialize;

use super::password::Password;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text::{EmailAddress, Name};
use crate::network::{CountryCode, Places};

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
    pub fn check(&self, email: &str) -> Result<NewPerson, Problems> {
        let mut problems = Problems::default();
        let name = problems.take("name", Name::parse(&self.name));
        let country = match self.country.trim() {
            "" => None,
            code => {
                let known = code.parse::<CountryCode>().ok().filter(|code| Places::builtin().country(*code).is_some());
                problems.take("country", known.ok_or(Problem::Unknown))
            }
        };
        let password = problems.take("password", Password::choose(&self.password, &[email, &self.name]));
        match (name, password) {
            (Some(name), Some(password)) if problems.is_empty() => Ok(NewPerson { name, country, password }),
            _ => Err(problems),
        }
    }
}
