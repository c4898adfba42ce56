//! `/me/profile`: where a person works, what they speak, how far they can go and when.

use actix_web::web;
use askama::Template;

use crate::app::App;
use crate::kernel::problems::Problems;
use crate::network::{Fluency, Sector, Travel, names};
use crate::people::forms::{LANGUAGES, ProfileForm};
use crate::people::store;
use crate::site::form::Form;
use crate::site::guard::SignedIn;
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, Shell, Words, paths};

#[derive(Template)]
#[template(path = "people/profile.html")]
struct ProfilePage {
    t: Words,
    shell: Shell,
    form: ProfileForm,
    problems: Problems,
    countries: Vec<(String, String)>,
    sectors: Vec<(String, String)>,
    travels: Vec<(String, String)>,
    /// Code, name, chosen level.
    languages: Vec<(String, String, String)>,
    fluencies: Vec<(String, String)>,
}

impl ProfilePage {
    fn new(shell: Shell, form: ProfileForm, problems: Problems) -> Self {
        let t = shell.t;
        Self {
            countries: names::country_choices(t),
            sectors: Sector::ALL
                .iter()
                .map(|sector| (sector.to_string(), t.coded("sector-name", sector.code())))
                .collect(),
            travels: Travel::ALL
                .iter()
                .map(|travel| (travel.to_string(), t.coded("travel", travel.code())))
                .collect(),
            languages: LANGUAGES
                .iter()
                .map(|code| {
                    (
                        (*code).to_owned(),
                        t.coded("language", code),
                        form.speaks.get(&format!("speaks-{code}")).cloned().unwrap_or_default(),
                    )
                })
                .collect(),
            fluencies: Fluency::ALL
                .iter()
                .map(|fluency| (fluency.to_string(), t.coded("fluency", fluency.code())))
                .collect(),
            t,
            form,
            problems,
            shell,
        }
    }
}

pub async fn profile(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell) -> Answer {
    let profile = app.store.read(move |db| store::get_profile(db, actor.person)).await?;
    respond::page(&ProfilePage::new(shell, ProfileForm::of(&profile), Problems::default()))
}

pub async fn save_profile(app: web::Data<App>, SignedIn(actor): SignedIn, shell: Shell, form: Form<ProfileForm>) -> Answer {
    let profile = match form.0.check() {
        Ok(profile) => profile,
        Err(problems) => return respond::refused(&ProfilePage::new(shell, form.0, problems)),
    };
    let now = app.now();
    app.store
        .write(move |db| store::save_profile(db, actor.person, &profile, now))
        .await?;
    Ok(respond::see_other(paths::ME).flash(&app, "profile-saved"))
}
