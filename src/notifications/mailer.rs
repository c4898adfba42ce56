//! The outer world of mail: SMTP, a folder, or memory. A small enum, not a trait.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config;
use crate::queue::worker::Send;
use crate::queue::{Delivery, Letter};

/// So many letters are kept in memory, the newest.
const KEPT: usize = 200;

#[derive(Clone)]
pub enum Mailer {
    Smtp {
        from: Mailbox,
        transport: AsyncSmtpTransport<Tokio1Executor>,
    },
    Folder {
        from: Mailbox,
        transport: AsyncFileTransport<Tokio1Executor>,
    },
    Memory(Arc<Mutex<Vec<Letter>>>),
}

impl Mailer {
    /// # Errors
    /// What is wrong with the settings, in words.
    pub fn new(settings: &config::Mail) -> Result<Self, String> {
        match settings {
            config::Mail::Memory => Ok(Self::Memory(Arc::default())),
            config::Mail::Folder { from, folder } => {
                std::fs::create_dir_all(folder).map_err(|error| format!("the folder {}: {error}", folder.display()))?;
                Ok(Self::Folder {
                    from: mailbox(from)?,
                    transport: AsyncFileTransport::new(folder),
                })
            }
            config::Mail::Smtp(smtp) => {
                let tls = if smtp.plaintext {
                    Tls::None
                } else {
                    Tls::Required(TlsParameters::new(smtp.host.clone()).map_err(|error| error.to_string())?)
                };
                let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
                    .port(smtp.port)
                    .tls(tls)
                    .timeout(Some(Duration::from_secs(20)));
                if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
                    let password = String::from_utf8_lossy(password.reveal()).into_owned();
                    transport = transport.credentials(Credentials::new(user.clone(), password));
                }
                Ok(Self::Smtp {
                    from: mailbox(&smtp.from)?,
                    transport: transport.build(),
                })
            }
        }
    }

    /// Takes what was kept in memory, oldest first.
    #[must_use]
    pub fn take_memory(&self) -> Vec<Letter> {
        match self {
            Self::Memory(kept) => std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner)),
            _ => Vec::new(),
        }
    }
}

impl Send for Mailer {
    async fn send(&self, letter: &Letter) -> Delivery {
        match self {
            Self::Memory(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                if kept.len() >= KEPT {
                    kept.remove(0);
                }
                kept.push(letter.clone());
                Delivery::Sent
            }
            Self::Folder { from, transport } => match compose(from, letter) {
                Ok(message) => transport
                    .send(message)
                    .await
                    .map_or_else(|error| Delivery::Later(error.to_string()), |_| Delivery::Sent),
                Err(why) => Delivery::Never(why),
            },
            Self::Smtp { from, transport } => match compose(from, letter) {
                Ok(message) => match transport.send(message).await {
                    Ok(_) => Delivery::Sent,
                    Err(error) if error.is_permanent() => Delivery::Never(error.to_string()),
                    Err(error) => Delivery::Later(error.to_string()),
                },
                Err(why) => Delivery::Never(why),
            },
        }
    }
}

/// `List-Unsubscribe`.
#[derive(Clone)]
struct Unsubscribe(String);

impl Header for Unsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + std::marker::Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// `List-Unsubscribe-Post`.
#[derive(Clone)]
struct UnsubscribePost;

impl Header for UnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn std::error::Error + std::marker::Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

fn mailbox(address: &str) -> Result<Mailbox, String> {
    address
        .parse()
        .map_err(|error| format!("{address:?} is not a mail address: {error}"))
}

/// The letter as a message: text and HTML, in its language, with an id that stays the same when it is sent again.
fn compose(from: &Mailbox, letter: &Letter) -> Result<Message, String> {
    let domain = from.email.domain();
    let builder = Message::builder()
        .from(from.clone())
        .to(mailbox(&letter.to)?)
        .subject(&letter.subject)
        .message_id(Some(format!("<{}@{domain}>", letter.id)));
    let builder = match &letter.unsubscribe {
        // RFC 8058: the reader's program asks by POST, with one click
        Some(link) => builder.header(Unsubscribe(format!("<{link}>"))).header(UnsubscribePost),
        None => builder,
    };
    let composed = match &letter.html {
        Some(html) => builder.multipart(MultiPart::alternative_plain_html(letter.text.clone(), html.clone())),
        None => builder.body(letter.text.clone()),
    };
    composed.map_err(|error| error.to_string())
}
