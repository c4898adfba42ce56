//! How our own types are written into templates.

use crate::words::{Label, Phrase};

// a phrase escapes what is put into it (words::Phrase)
impl askama::filters::HtmlSafe for Phrase<'_> {}
impl askama::filters::HtmlSafe for Label<'_> {}

/// A piece of HTML that a template of ours has made.
pub struct Html(String);

impl Html {
    /// Renders a template to be put into another.
    ///
    /// # Errors
    /// The template's.
    pub fn of(template: &impl askama::Template) -> Result<Self, askama::Error> {
        template.render().map(Self)
    }
}

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}
