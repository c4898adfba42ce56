//! The letter that every message is: a few lines with at most one button, in the reader's language. Rooms make theirs of it
//! (`people::mail`, `enrolments::mail`), whole, before they queue it.

use askama::Template;

use super::{Words, unsubscribe};
use crate::app::App;
use crate::kernel::text::EmailAddress;
use crate::kernel::{AnyId, OrgId, PersonId};
use crate::queue::{Message, topics};

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    t: Words,
    lines: &'a [String],
    button: Option<(&'a str, &'a str)>,
    unsubscribe: Option<&'a str>,
    base_url: &'a str,
}

/// What a letter is made of.
pub struct Letter<'a> {
    pub to: &'a EmailAddress,
    pub person: Option<PersonId>,
    /// For whom it is written.
    pub org: Option<OrgId>,
    pub kind: &'static str,
    /// Together with the kind it is unique: the same letter is queued once.
    pub key: String,
    pub subject: String,
    pub lines: &'a [String],
    /// Words and address.
    pub button: Option<(&'a str, &'a str)>,
    pub about: Option<(&'static str, AnyId)>,
}

/// The message; its text part says the same as its page.
#[must_use]
pub fn letter(app: &App, t: Words, letter: Letter<'_>) -> Message {
    let base_url = app.config.site.base_url.as_str();
    let mut text = letter.lines.join("\n\n");
    if let Some((_, address)) = letter.button {
        text.push_str("\n\n");
        text.push_str(address);
    }
    let unsubscribe = topics::of(letter.kind)
        .zip(letter.person)
        .map(|(topic, person)| format!("{base_url}{}", unsubscribe::path(app, person, topic)));
    if let Some(link) = &unsubscribe {
        text.push_str("\n\n");
        text.push_str(&t.mail_unsubscribe().plain());
        text.push('\n');
        text.push_str(link);
    }
    text.push_str("\n\n");
    // an address stands alone on its line: marks of direction beside it would be copied with it
    text.push_str(&t.mail_footer().plain());
    text.push('\n');
    text.push_str(base_url);
    text.push('\n');
    let page = LetterPage {
        t,
        lines: letter.lines,
        button: letter.button,
        unsubscribe: unsubscribe.as_deref(),
        base_url,
    };
    Message {
        id: app.new_id(),
        kind: letter.kind,
        dedupe_key: letter.key,
        person: letter.person,
        org: letter.org,
        to: letter.to.as_str().to_owned(),
        language: t.lang().to_owned(),
        subject: letter.subject,
        text,
        html: page.render().ok(),
        unsubscribe,
        about: letter.about,
    }
}
