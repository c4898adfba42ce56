//! What is told about a demonstration: on the screen, and in `demo.json` for programs.

use std::fmt::Write as _;
use std::path::Path;

use super::Plan;
use super::story::{self, PASSWORD, SignIn};
use super::world::World;

/// The address, the six sign-ins, and what to try.
#[derive(Debug, serde::Serialize)]
pub struct Guide {
    pub address: String,
    pub password: &'static str,
    pub sign_in: String,
    /// Every letter that the site would have sent.
    pub mail: String,
    pub seed: u64,
    pub made_on: String,
    pub learners: u32,
    pub offerings: u32,
    pub placements: u32,
    pub sign_ins: Vec<SignIn>,
}

impl Guide {
    /// The guide to what a plan makes, served at this address.
    #[must_use]
    pub fn of(plan: Plan, address: &str) -> Self {
        let world = World::new(plan.seed, plan.today, plan.size);
        Self {
            address: address.to_owned(),
            password: PASSWORD,
            sign_in: format!("{address}{}", crate::site::paths::sign_in(None)),
            mail: format!("{address}/demo/mail"),
            seed: plan.seed,
            made_on: plan.today.to_string(),
            learners: plan.size.learners,
            offerings: plan.size.offerings,
            placements: plan.size.slots,
            sign_ins: story::sign_ins(&world),
        }
    }

    /// Writes `demo.json` into the data folder.
    ///
    /// # Errors
    /// The file system's.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        let mut json = serde_json::to_string_pretty(self)?;
        json.push('\n');
        std::fs::write(folder.join("demo.json"), json)
    }

    /// For the screen.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "\nThe demonstration is at  {}", self.address);
        let _ = writeln!(
            text,
            "Its people and organisations are invented. Letters that it would send: {}\n",
            self.mail
        );
        let _ = writeln!(text, "Sign in at {} with the password  {}\n", self.sign_in, self.password);
        for one in &self.sign_ins {
            let whose = one.organisation.map_or_else(String::new, |name| format!(", {name}"));
            let _ = writeln!(text, "  {:<14} {:<32} {}{whose}", one.role, one.email, one.name);
            if let Some(secret) = &one.second_factor {
                let _ = writeln!(text, "  {:<14} - Second step: {secret}", "");
                let _ = writeln!(text, "  {:<14}   or the code at {}/demo/codes", "", self.address);
            }
            for first in &one.first {
                let _ = writeln!(text, "  {:<14} - {}\n  {:<14}   {}", "", first.what, "", first.path);
            }
        }
        let _ = writeln!(text, "\nThe owner of every other organisation is owner@KEY.demo.example.");
        text
    }
}
