//! A mail server of our own that does what a test tells it: any answer at any step, silence, hanging up.
//!
//! Long because a conversation is one thing: what the server is told, what it says, and what it has seen.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use benchside::config::{Mail, Smtp};
use benchside::notifications::mailer::Mailer;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Where in a conversation the server stands: before it says so, after it has heard that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Greeting,
    Hello,
    StartTls,
    Sender,
    Recipient,
    Data,
    /// After the final dot: what the message says is known.
    Content,
}

/// What the server does there instead of agreeing.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Say(&'static str),
    /// It says nothing any more until the other side goes.
    FallSilent,
    HangUp,
}

struct Rule {
    step: Step,
    act: Act,
    /// Only for recipients or senders that hold this.
    whose: &'static str,
    /// So often; for ever where it is absent.
    left: Option<u32>,
}

/// A message whose final dot the server has seen.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// As it came, without the dots that were doubled.
    pub(crate) data: String,
    pub(crate) is_encrypted: bool,
    /// The server agreed to it.
    pub(crate) is_taken: bool,
}

impl Seen {
    /// Every header, unfolded, in order.
    pub(crate) fn headers(&self) -> Vec<(String, String)> {
        let (head, _) = self.data.split_once("\r\n\r\n").expect("headers and a body");
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let pairs = unfolded.split("\r\n").map(|line| line.split_once(':').expect("a header"));
        pairs.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect()
    }

    /// The one value of a header.
    pub(crate) fn header(&self, name: &str) -> String {
        let headers = self.headers();
        let found: Vec<_> = headers.iter().filter(|(known, _)| known == name).collect();
        assert_eq!(found.len(), 1, "{name} in {headers:?}");
        found[0].1.clone()
    }
}

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    seen: Vec<Seen>,
    /// Every line that came before the connection was encrypted.
    in_clear: Vec<String>,
    connections: usize,
    is_ending: bool,
}

/// A certificate for some name, made for this test, and its key.
pub(crate) struct Identity {
    config: Arc<ServerConfig>,
    pub(crate) certificate: String,
    pub(crate) key: String,
}

impl Identity {
    pub(crate) fn of(name: &str) -> Self {
        let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).expect("a certificate");
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("a certificate with its key");
        Self {
            config: Arc::new(config),
            certificate: made.cert.pem(),
            key: made.signing_key.serialize_pem(),
        }
    }
}

pub(crate) struct SmtpServer {
    port: u16,
    state: Arc<Mutex<State>>,
    identity: Option<Arc<Identity>>,
    accepting: Option<JoinHandle<()>>,
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SmtpServer {
    /// Without STARTTLS.
    pub(crate) fn in_clear() -> Self {
        Self::start(None)
    }

    /// With STARTTLS and a certificate for `localhost`.
    pub(crate) fn encrypted() -> Self {
        Self::start(Some(Identity::of("localhost")))
    }

    /// With STARTTLS and a certificate for somebody else.
    pub(crate) fn called(name: &str) -> Self {
        Self::start(Some(Identity::of(name)))
    }

    fn start(identity: Option<Identity>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its number").port();
        let state = Arc::new(Mutex::new(State::default()));
        let identity = identity.map(Arc::new);
        let (shared, own) = (Arc::clone(&state), identity.clone());
        let accepting = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if locked(&shared).is_ending {
                    return;
                }
                let (state, identity) = (Arc::clone(&shared), own.clone());
                locked(&state).connections += 1;
                // a connection that breaks off is the end of that conversation and nothing else
                std::thread::spawn(move || stream.and_then(|stream| Conversation::new(stream, state, identity).hold()));
            }
        });
        Self {
            port,
            state,
            identity,
            accepting: Some(accepting),
        }
    }

    /// Tells it to do something else at a step, `times` or for ever.
    pub(crate) fn at(&self, step: Step, act: Act, times: Option<u32>) {
        self.at_for(step, act, "", times);
    }

    /// The same for one address alone.
    pub(crate) fn at_for(&self, step: Step, act: Act, whose: &'static str, times: Option<u32>) {
        let rule = Rule {
            step,
            act,
            whose,
            left: times,
        };
        locked(&self.state).rules.push(rule);
    }

    /// From now on it agrees to everything.
    pub(crate) fn behave(&self) {
        locked(&self.state).rules.clear();
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        locked(&self.state).seen.clone()
    }

    pub(crate) fn taken(&self) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.is_taken).collect()
    }

    pub(crate) fn connections(&self) -> usize {
        locked(&self.state).connections
    }

    /// What came in clear, as it came.
    pub(crate) fn heard_in_clear(&self) -> Vec<String> {
        locked(&self.state).in_clear.clone()
    }

    /// What the site's settings say of it; its certificate is trusted where it has one.
    pub(crate) fn settings(&self) -> Smtp {
        let roots = self.identity.as_ref().map(|identity| kept(&identity.certificate));
        Smtp {
            from: "Réseau <network@benchside.example>".to_owned(),
            host: "localhost".to_owned(),
            port: self.port,
            user: None,
            password: None,
            plaintext: false,
            roots,
            step: Duration::from_secs(1),
        }
    }

    /// A mailer that sends to it.
    pub(crate) fn mailer(&self) -> Mailer {
        mailer(self.settings())
    }
}

pub(crate) fn mailer(settings: Smtp) -> Mailer {
    Mailer::new(&Mail::Smtp(settings)).expect("a mailer")
}

/// Writes a certificate or a key to a file of its own.
pub(crate) fn kept(pem: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("certificate-{number}.pem"));
    std::fs::write(&file, pem).expect("a file for a certificate");
    file
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        locked(&self.state).is_ending = true;
        // wakes it, so that it sees that it is to end
        let woken = TcpStream::connect(("127.0.0.1", self.port));
        drop(woken);
        if let Some(accepting) = self.accepting.take() {
            assert!(
                accepting.join().is_ok() || std::thread::panicking(),
                "the mail server of a test panicked"
            );
        }
    }
}

enum Wire {
    Clear(TcpStream),
    Encrypted(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Clear(stream) => stream.read(buffer),
            Self::Encrypted(stream) => stream.read(buffer),
        }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Clear(stream) => stream.write_all(text.as_bytes()).and_then(|()| stream.flush()),
            Self::Encrypted(stream) => stream.write_all(text.as_bytes()).and_then(|()| stream.flush()),
        }
    }
}

/// What is left to do after a step.
enum Next {
    GoOn,
    /// Something else was said: the step was refused.
    Refused,
}

struct Conversation {
    wire: Option<Wire>,
    unread: Vec<u8>,
    state: Arc<Mutex<State>>,
    identity: Option<Arc<Identity>>,
}

impl Conversation {
    fn new(stream: TcpStream, state: Arc<Mutex<State>>, identity: Option<Arc<Identity>>) -> Self {
        Self {
            wire: Some(Wire::Clear(stream)),
            unread: Vec::new(),
            state,
            identity,
        }
    }

    fn is_encrypted(&self) -> bool {
        matches!(self.wire, Some(Wire::Encrypted(_)))
    }

    fn wire(&mut self) -> io::Result<&mut Wire> {
        self.wire.as_mut().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        self.wire()?.write(&format!("{line}\r\n"))
    }

    /// The next line; an error where the other side has gone.
    fn line(&mut self) -> io::Result<String> {
        loop {
            if let Some(end) = self.unread.windows(2).position(|two| two == b"\r\n") {
                let line: Vec<u8> = self.unread.drain(..end + 2).take(end).collect();
                let line = String::from_utf8_lossy(&line).into_owned();
                if !self.is_encrypted() {
                    locked(&self.state).in_clear.push(line.clone());
                }
                return Ok(line);
            }
            let mut buffer = [0; 4096];
            let read = self.wire()?.read(&mut buffer)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.unread.extend_from_slice(&buffer[..read]);
        }
    }

    /// What the script says at a step.
    fn decide(&self, step: Step, whose: &str) -> Option<Act> {
        let mut state = locked(&self.state);
        let rule = state
            .rules
            .iter_mut()
            .find(|rule| rule.step == step && whose.contains(rule.whose) && rule.left != Some(0));
        rule.map(|rule| {
            rule.left = rule.left.map(|left| left - 1);
            rule.act.clone()
        })
    }

    /// Does it, or says what is usual.
    fn perform(&mut self, act: Option<Act>, usual: &str) -> io::Result<Next> {
        match act {
            None => self.say(usual).map(|()| Next::GoOn),
            Some(Act::Say(line)) => self.say(line).map(|()| Next::Refused),
            Some(Act::HangUp) => Err(io::ErrorKind::ConnectionAborted.into()),
            Some(Act::FallSilent) => {
                // whatever comes is not answered
                while self.line().is_ok() {}
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        }
    }

    fn answer(&mut self, step: Step, whose: &str, usual: &str) -> io::Result<Next> {
        let act = self.decide(step, whose);
        self.perform(act, usual)
    }

    fn hold(mut self) -> io::Result<()> {
        self.answer(Step::Greeting, "", "220 mail.test ESMTP")?;
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let line = self.line()?;
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let offer = if self.identity.is_some() && !self.is_encrypted() {
                        "250-mail.test\r\n250-8BITMIME\r\n250 STARTTLS"
                    } else {
                        "250-mail.test\r\n250 8BITMIME"
                    };
                    self.answer(Step::Hello, "", offer)?;
                }
                "STARTTLS" => {
                    if let Next::GoOn = self.answer(Step::StartTls, "", "220 go on")? {
                        self.encrypt()?;
                    }
                }
                "MAIL" => {
                    self.answer(Step::Sender, &line, "250 ok")?;
                    from = line;
                    to.clear();
                }
                "RCPT" => {
                    if let Next::GoOn = self.answer(Step::Recipient, &line, "250 ok")? {
                        to.push(line);
                    }
                }
                "DATA" => {
                    if let Next::GoOn = self.answer(Step::Data, &to.join(" "), "354 go on")? {
                        self.content(&from, &to)?;
                    }
                }
                "QUIT" => return self.say("221 bye"),
                "RSET" | "NOOP" => self.say("250 ok")?,
                _ => self.say("500 what?")?,
            }
        }
    }

    fn content(&mut self, from: &str, to: &[String]) -> io::Result<()> {
        let mut data = String::new();
        loop {
            let line = self.line()?;
            if line == "." {
                break;
            }
            data.push_str(line.strip_prefix('.').unwrap_or(&line));
            data.push_str("\r\n");
        }
        let act = self.decide(Step::Content, &to.join(" "));
        locked(&self.state).seen.push(Seen {
            from: from.to_owned(),
            to: to.to_vec(),
            data,
            is_encrypted: self.is_encrypted(),
            // what hangs up after the dot has taken the message and does not say so
            is_taken: matches!(act, None | Some(Act::HangUp)),
        });
        // whoever hears the answer finds the message among those that were taken
        self.perform(act, "250 taken").map(|_next| ())
    }

    fn encrypt(&mut self) -> io::Result<()> {
        let (Some(Wire::Clear(stream)), Some(identity)) = (self.wire.take(), &self.identity) else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        let connection = ServerConnection::new(Arc::clone(&identity.config)).map_err(io::Error::other)?;
        self.wire = Some(Wire::Encrypted(Box::new(StreamOwned::new(connection, stream))));
        Ok(())
    }
}
