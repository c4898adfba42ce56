//! The outer world of mail: SMTP, a folder, or memory. A small enum, not a trait.
//!
//! SMTP is spoken step by step, because what an answer means depends on the step: before the recipient is named nothing was said
//! about the message, and the server is down; a refusal of the recipient is about the address; after that it is about the message.
//! Every step has an end, so that an attempt ends well before its lease.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::{AsyncFileTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

use crate::config;
use crate::queue::worker::Send;
use crate::queue::{Delivery, Letter};

/// So many letters are kept in memory, the newest.
const KEPT: usize = 200;

#[derive(Clone)]
pub enum Mailer {
    Smtp(Arc<Server>),
    Folder {
        from: Mailbox,
        transport: AsyncFileTransport<Tokio1Executor>,
    },
    Memory(Arc<Mutex<Vec<Letter>>>),
}

/// A mail server, and the connection to it that the last message left open.
pub struct Server {
    from: Mailbox,
    host: String,
    port: u16,
    /// Absent for a relay on this machine alone: everywhere else nothing is sent in clear.
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    /// How long one step may take.
    step: Duration,
    open: tokio::sync::Mutex<Option<AsyncSmtpConnection>>,
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
            config::Mail::Smtp(smtp) => Ok(Self::Smtp(Arc::new(Server::new(smtp)?))),
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
                    .map_or_else(|error| Delivery::Down(error.to_string()), |_| Delivery::Sent),
                Err(why) => Delivery::Never(why),
            },
            Self::Smtp(server) => match compose(&server.from, letter) {
                Ok(message) => server.deliver(&message).await,
                Err(why) => Delivery::Never(why),
            },
        }
    }
}

/// How far an attempt came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Connecting,
    Sender,
    Recipient,
    Content,
}

/// Why an attempt ended, and where.
struct Fault {
    step: Step,
    /// The server's code, where it answered.
    code: Option<u16>,
    said: String,
}

impl Fault {
    fn at(step: Step, said: impl Into<String>) -> Self {
        Self {
            step,
            code: None,
            said: said.into(),
        }
    }

    fn delivery(self) -> Delivery {
        match (self.step, self.code) {
            (Step::Connecting | Step::Sender, _) | (_, Some(421)) => Delivery::Down(self.said),
            (_, None) => Delivery::Lost(self.said),
            (Step::Recipient, Some(code)) if code >= 500 && !speaks_of_us(code, &self.said) => Delivery::Refused(code, self.said),
            (_, Some(code)) if code >= 500 => Delivery::Never(self.said),
            _ => Delivery::Later(self.said),
        }
    }
}

/// Some refusals of a recipient are about who asks: no relaying, no sign-in, a policy (RFC 3463, 5.7). The address may well live.
fn speaks_of_us(code: u16, said: &str) -> bool {
    matches!(code, 530 | 534 | 535 | 538) || said.split_whitespace().any(|word| word.starts_with("5.7."))
}

impl Server {
    fn new(settings: &config::Smtp) -> Result<Self, String> {
        let from = mailbox(&settings.from)?;
        let tls = if settings.plaintext {
            None
        } else {
            let mut tls = TlsParameters::builder(settings.host.clone());
            if let Some(file) = &settings.roots {
                let pem = std::fs::read(file).map_err(|error| format!("the file {}: {error}", file.display()))?;
                let known = Certificate::from_pem(&pem).map_err(|error| format!("the file {}: {error}", file.display()))?;
                tls = tls.add_root_certificate(known);
            }
            Some(tls.build().map_err(|error| error.to_string())?)
        };
        let credentials = match (&settings.user, &settings.password) {
            (Some(user), Some(password)) => Some(Credentials::new(
                user.clone(),
                String::from_utf8_lossy(password.reveal()).into_owned(),
            )),
            _ => None,
        };
        Ok(Self {
            hello: ClientId::Domain(from.email.domain().to_owned()),
            from,
            host: settings.host.clone(),
            port: settings.port,
            tls,
            credentials,
            step: settings.step,
            open: tokio::sync::Mutex::default(),
        })
    }

    async fn deliver(&self, message: &Message) -> Delivery {
        // whoever gives up in between leaves no half-used connection behind
        let mut open = self.open.lock().await;
        let kept = open.take();
        let was_kept = kept.is_some();
        let mut outcome = self.converse(kept, message).await;
        // servers close what has been idle for long: that is no fault
        if was_kept && matches!(&outcome, Err(fault) if fault.step == Step::Sender) {
            outcome = self.converse(None, message).await;
        }
        match outcome {
            Ok(connection) => {
                *open = Some(connection);
                Delivery::Sent
            }
            Err(fault) => fault.delivery(),
        }
    }

    /// Sends one message; gives the connection for the next.
    async fn converse(&self, kept: Option<AsyncSmtpConnection>, message: &Message) -> Result<AsyncSmtpConnection, Fault> {
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect().await?,
        };
        let envelope = message.envelope();
        let content = message.formatted();
        let mut options = Vec::new();
        if !envelope.to().iter().all(|to| AsRef::<str>::as_ref(to).is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                let said = "554 the mail server takes no addresses beyond ASCII".to_owned();
                return Err(Fault {
                    step: Step::Content,
                    code: Some(554),
                    said,
                });
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !content.is_ascii() {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        self.step(Step::Sender, connection.command(Mail::new(envelope.from().cloned(), options)))
            .await?;
        for to in envelope.to() {
            self.step(Step::Recipient, connection.command(Rcpt::new(to.clone(), Vec::new())))
                .await?;
        }
        self.step(Step::Content, connection.command(Data)).await?;
        self.step(Step::Content, connection.message(&content)).await?;
        Ok(connection)
    }

    /// A connection that is encrypted, and signed in where that is asked for.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Fault> {
        let address = (self.host.as_str(), self.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(self.step), &self.hello, None, None);
        let mut connection = self.step(Step::Connecting, connecting).await?;
        if let Some(tls) = &self.tls {
            if !connection.can_starttls() {
                return Err(Fault::at(
                    Step::Connecting,
                    "the mail server offers no STARTTLS, and nothing is sent in clear",
                ));
            }
            self.step(Step::Connecting, connection.starttls(tls.clone(), &self.hello)).await?;
        }
        if let Some(credentials) = &self.credentials {
            let signing_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials);
            self.step(Step::Connecting, signing_in).await?;
        }
        Ok(connection)
    }

    async fn step<T>(&self, step: Step, work: impl Future<Output = Result<T, smtp::Error>>) -> Result<T, Fault> {
        match timeout(self.step, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(Fault {
                step,
                code: error.status().map(u16::from),
                said: error.to_string(),
            }),
            Err(_) => Err(Fault::at(step, "the mail server fell silent")),
        }
    }
}

fn mailbox(address: &str) -> Result<Mailbox, String> {
    line("address", address)?
        .parse()
        .map_err(|error| format!("{address:?} is not a mail address: {error}"))
}

/// What stands in a header is one line: whatever could begin another is refused.
fn line(name: &str, text: &str) -> Result<String, String> {
    if text.chars().any(char::is_control) {
        return Err(format!("the {name} holds a line break or another control character"));
    }
    Ok(text.to_owned())
}

fn header(name: &'static str, text: &str) -> Result<HeaderValue, String> {
    let value = line(name, text)?;
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|error| error.to_string())?;
    Ok(HeaderValue::new(name, value))
}

/// The letter as a message: text and HTML, in its language; whenever it is sent, it is the same to the last byte.
fn compose(from: &Mailbox, letter: &Letter) -> Result<Message, String> {
    let domain = from.email.domain();
    let mut builder = Message::builder()
        .from(from.clone())
        .to(mailbox(&letter.to)?)
        .subject(line("subject", &letter.subject)?)
        .date(letter.at.get().into())
        .message_id(Some(format!("<{}@{domain}>", letter.id)))
        .raw_header(header("Content-Language", &letter.language)?)
        // an answering machine does not answer it (RFC 3834)
        .raw_header(header("Auto-Submitted", "auto-generated")?);
    if let Some(address) = &letter.unsubscribe {
        // one click is enough (RFC 8058)
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{address}>"))?)
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")?);
    }
    let composed = match &letter.html {
        Some(html) => builder.multipart(
            MultiPart::alternative()
                .boundary(format!("part-{}", letter.id))
                .singlepart(SinglePart::plain(letter.text.clone()))
                .singlepart(SinglePart::html(html.clone())),
        ),
        None => builder.singlepart(SinglePart::plain(letter.text.clone())),
    };
    composed.map_err(|error| error.to_string())
}
