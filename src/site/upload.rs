//! A form with a file: its fields as text, its file in memory, never on the disk, and no more of it than is asked for.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use actix_multipart::Multipart;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::StreamExt;

use super::PageError;

/// So much of a file is kept.
const MOST: usize = 2 << 20;
/// So much is read on, so that the visitor gets a page that says that it is too much; beyond it the request is given up.
pub(super) const MOST_READ: usize = 4 << 20;
/// So much of a field.
const MOST_FIELD: usize = 4 << 10;
const MOST_FIELDS: usize = 20;

/// What came with a form that has a file.
#[derive(Debug, Default)]
pub struct Upload {
    pub fields: BTreeMap<String, String>,
    /// What the file was called.
    pub name: String,
    /// Cut off one byte beyond what may be kept.
    pub content: Vec<u8>,
}

impl Upload {
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

async fn read(mut form: Multipart) -> Result<Upload, PageError> {
    let mut upload = Upload::default();
    let mut seen = 0;
    while let Some(field) = form.next().await {
        let mut field = field.map_err(|_error| PageError::Unreadable("parts of the form"))?;
        let name = field.name().unwrap_or_default().to_owned();
        let file = field
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .map(str::to_owned);
        let most = if file.is_some() { MOST + 1 } else { MOST_FIELD };
        let mut kept = Vec::new();
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(|_error| PageError::Unreadable("the body broke off"))?;
            seen += chunk.len();
            if seen > MOST_READ {
                return Err(PageError::TooLarge);
            }
            kept.extend_from_slice(&chunk[..chunk.len().min(most - kept.len())]);
        }
        match file {
            Some(file) => (upload.name, upload.content) = (file, kept),
            None if upload.fields.len() < MOST_FIELDS => {
                let text = String::from_utf8(kept).map_err(|_error| PageError::Unreadable("fields of the form"))?;
                upload.fields.insert(name, text);
            }
            None => return Err(PageError::Unreadable("too many fields")),
        }
    }
    Ok(upload)
}

impl FromRequest for Upload {
    type Error = PageError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, PageError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = Multipart::from_request(request, payload);
        Box::pin(async move {
            let form = form.await.map_err(|_error| PageError::Unreadable("not a form with a file"))?;
            read(form).await
        })
    }
}
