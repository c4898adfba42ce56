//! The real application, as `benchside serve` builds it, on a free port.

use std::net::TcpListener;
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;

use benchside::app::App;
use benchside::config::{Config, Mail, Mode, Secret, Site};
use benchside::db::schema::{job, message, person_email, second_factor};
use benchside::db::{self, Db, Engine, Settings};
use benchside::kernel::actor::FactorPolicy;
use benchside::kernel::address::AddressBlock;
use benchside::kernel::{Chance, Clock, PersonId, UtcTime};
use benchside::people::factor;
use benchside::queue::worker;
use benchside::words::{LANGUAGES, Words};
use chrono::{DateTime, TimeDelta};
use diesel::prelude::*;

use super::browser::Browser;
use super::builders::{Given, PASSWORD, PersonBuilder};
use super::databases::Database;
use super::mail::Post;
use super::wire::Wire;

/// Ends a test where the database it asks for cannot be had; the last line of the run says so.
macro_rules! or_skip {
    ($ready:expr) => {
        match $ready {
            Some(ready) => ready,
            None => return,
        }
    };
}
pub(crate) use or_skip;

/// The application with everything around it. A test that ends with work left in the queue fails.
pub(crate) struct TestApp {
    app: Option<App>,
    server: Option<(actix_web::dev::ServerHandle, JoinHandle<()>)>,
    port: u16,
    setup: Setup,
    wire: Option<Wire>,
    // last, so that everything has let go of it
    database: Rc<Database>,
}

/// What is known before it starts.
pub(crate) struct Starting {
    engine: Engine,
    setup: Setup,
    has_wire: bool,
}

/// How the application is set up, beside its database.
#[derive(Clone)]
struct Setup {
    base_url: Option<&'static str>,
    mode: Mode,
    trusted_proxies: Vec<AddressBlock>,
    deadline: Duration,
    factors: FactorPolicy,
}

impl Starting {
    /// People reach the site at this address, through a proxy that is not there.
    pub(crate) fn reached_at(mut self, base_url: &'static str) -> Self {
        self.setup.base_url = Some(base_url);
        self
    }

    /// As the demonstration, which shows its mail.
    pub(crate) fn demonstrating(mut self) -> Self {
        self.setup.mode = Mode::Demo;
        self
    }

    /// Behind these proxies.
    pub(crate) fn trusting(mut self, block: &str) -> Self {
        self.setup.trusted_proxies.push(block.parse().expect("a block of addresses"));
        self
    }

    /// A request waits for its database no longer than this.
    pub(crate) fn within(mut self, deadline: Duration) -> Self {
        self.setup.deadline = deadline;
        self
    }

    /// Reaches its database by a wire that can be frozen; only where the harness has started the cluster.
    pub(crate) fn by_a_wire(mut self) -> Self {
        self.has_wire = true;
        self
    }

    /// Everybody needs a second factor.
    pub(crate) fn with_factors_for_all(mut self) -> Self {
        self.setup.factors = FactorPolicy::All;
        self
    }

    /// Starts at nine o'clock UTC of a day; `None` where the database cannot be had, see `or_skip!`.
    #[expect(clippy::unused_async, reason = "as the house writes it: everything about a journey is awaited")]
    pub(crate) async fn at(self, day: &str) -> Option<TestApp> {
        let database = Rc::new(Database::fresh(self.engine)?);
        let at = DateTime::parse_from_rfc3339(&format!("{day}T09:00:00Z")).expect("a day such as 2026-09-01");
        let clock = Clock::fixed(at.to_utc());
        let wired = if self.has_wire {
            Some(Wire::into(&database.by_port()?))
        } else {
            None
        };
        let (wire, url) = wired.map_or((None, None), |(wire, url)| (Some(wire), Some(url)));
        let url = url.unwrap_or_else(|| database.url.clone());
        let chance = Chance::seeded(20_260_901);
        let mut app = TestApp::start(database, &url, self.setup, clock, chance);
        app.wire = wire;
        Some(app)
    }
}

impl TestApp {
    pub(crate) fn on(engine: Engine) -> Starting {
        Starting {
            engine,
            setup: Setup {
                base_url: None,
                mode: Mode::Test,
                trusted_proxies: Vec::new(),
                deadline: Duration::from_secs(20),
                factors: FactorPolicy::Staff,
            },
            has_wire: false,
        }
    }

    fn start(database: Rc<Database>, url: &str, setup: Setup, clock: Clock, chance: Chance) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its number").port();
        let own = format!("http://127.0.0.1:{port}");
        let mut settings = Settings::new(url);
        (settings.readers, settings.writers, settings.deadline) = (4, 4, setup.deadline);
        let config = Config {
            mode: setup.mode,
            site: Site {
                base_url: setup.base_url.unwrap_or(&own).to_owned(),
                bind: format!("127.0.0.1:{port}"),
                trusted_proxies: setup.trusted_proxies.clone(),
            },
            database: settings,
            mail: Mail::Memory,
            secret: Secret::new([7; 32]),
            factors: setup.factors,
        };
        let app = App::build(config, clock, chance).expect("the application");
        // a thread of its own, so that the end of a test can wait for the end of the server
        let (sender, handle) = channel();
        let site = app.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = site.serve(listener, 1).expect("a server");
                drop(site);
                sender.send(server.handle()).expect("the test waits");
                server.await.expect("the server ends well");
            });
        });
        let handle = handle.recv().expect("the server starts");
        Self {
            app: Some(app),
            server: Some((handle, thread)),
            port,
            setup,
            wire: None,
            database,
        }
    }

    /// Another process of the same site: the same database, the same time, everything else its own.
    pub(crate) fn twin(&self) -> Self {
        let setup = Setup {
            base_url: None,
            ..self.setup.clone()
        };
        let clock = self.app().clock.clone();
        Self::start(Rc::clone(&self.database), self.url(), setup, clock, Chance::seeded(2))
    }

    pub(crate) fn app(&self) -> &App {
        self.app.as_ref().expect("until it is dropped")
    }

    pub(crate) fn now(&self) -> UtcTime {
        self.app().now()
    }

    /// Where the database is.
    pub(crate) fn url(&self) -> &str {
        &self.database.url
    }

    /// The way to its database, where it was made so that it can be frozen.
    pub(crate) fn wire(&self) -> &Wire {
        self.wire.as_ref().expect("by_a_wire")
    }

    /// Lets time pass.
    pub(crate) fn later(&self, by: TimeDelta) {
        self.app().clock.advance(by);
    }

    /// What a journey begins with: enters it and gives back what came of it.
    pub(crate) async fn given<B: Given>(&self, thing: B) -> B::Made {
        thing.make(self).await
    }

    /// Somebody with a browser who is not signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(&self.app().config.site.base_url, self.port, None)
    }

    /// The same in another network: the last two numbers of an address 127.0.x.y.
    pub(crate) fn visitor_from(&self, x: u8, y: u8) -> Browser {
        Browser::new(&self.app().config.site.base_url, self.port, Some([127, 0, x, y].into()))
    }

    /// Somebody who has signed in, by way of the page, with a code where one is asked for.
    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Browser {
        let browser = self.visitor();
        let answer = browser.sign_in(email, password).await;
        assert_eq!(answer.status, 303, "{email} could not sign in:\n{}", answer.body);
        if answer.header("location").starts_with("/sign-in/code") {
            let code = self.fresh_code(email).await;
            let answer = browser.ask("POST", "/sign-in/code").form(&[("code", &code)]).send().await;
            assert_eq!(answer.status, 303, "{email} could not sign in with a code:\n{}", answer.body);
        }
        browser
    }

    /// What the authenticator of somebody shows, as if it had not been used yet: the clock stands still.
    pub(crate) async fn fresh_code(&self, email: &str) -> String {
        let (folded, secret) = (email.to_lowercase(), self.app().config.secret.reveal().to_vec());
        let sealed = self
            .write(move |db| {
                let person: PersonId = person_email::table
                    .filter(person_email::address_folded.eq(&folded))
                    .select(person_email::person_id)
                    .first(db)?;
                let row = second_factor::table.filter(second_factor::person_id.eq(person));
                diesel::update(row).set(second_factor::last_step.eq(0)).execute(db)?;
                let sealed: Vec<u8> = row.select(second_factor::secret_sealed).first(db)?;
                Ok(factor::unseal(&secret, person, &sealed))
            })
            .await;
        factor::code(&sealed.expect("a secret"), self.now()).expect("a code")
    }

    /// Enters a person and signs them in.
    pub(crate) async fn sign_in_as(&self, person: PersonBuilder) -> Browser {
        let person = self.given(person).await;
        self.sign_in(&person.email, PASSWORD).await
    }

    /// Works the queue to its end and takes what was sent.
    pub(crate) async fn mail(&self) -> Post {
        let app = self.app();
        let round = worker::run_once(&app.store, &app.mailer, &app.clock).await.expect("the queue");
        assert!(!round.is_down, "the mail of a test is kept in memory");
        self.kinds_have_words().await;
        Post::new(app.mailer.take_memory(), &app.config.site.base_url)
    }

    /// Administrators read of every letter what kind it is.
    async fn kinds_have_words(&self) {
        // a canary stands in every column, and is no kind of ours
        let kinds = message::table.filter(message::kind.not_like("canary%")).select(message::kind).distinct();
        let kinds: Vec<String> = self.read(move |db| Ok(kinds.load(db)?)).await;
        for key in kinds.iter().map(|kind| format!("mail-kind-{kind}")) {
            let lacking: Vec<&str> = LANGUAGES
                .iter()
                .map(|language| language.code)
                .filter(|code| Words::of(code).find(&key).is_none() || Words::of(code).gaps().any(|gap| gap == key))
                .collect();
            assert!(lacking.is_empty(), "{key} has no words in {lacking:?}");
        }
    }

    /// Reads from the database.
    pub(crate) async fn read<T: Send + 'static>(&self, f: impl FnOnce(&mut Db) -> db::Result<T> + Send + 'static) -> T {
        self.app().store.read(f).await.expect("what was read")
    }

    /// Writes to the database.
    pub(crate) async fn write<T: Send + 'static>(&self, f: impl FnMut(&mut Db) -> db::Result<T> + Send + 'static) -> T {
        self.app().store.write(f).await.expect("what was written")
    }

    /// What waits in the queue, by kind.
    fn left(&self) -> Vec<String> {
        let mut db = self.database.connect();
        let messages: Vec<String> = message::table
            .filter(message::state.eq_any(["queued", "sending"]))
            .select(message::kind)
            .load(&mut db)
            .expect("messages");
        let jobs: Vec<String> = job::table
            .filter(job::state.eq_any(["queued", "running"]))
            .select(job::kind)
            .load(&mut db)
            .expect("jobs");
        messages.into_iter().chain(jobs).collect()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some((handle, thread)) = self.server.take() {
            // the order is given at once; the thread tells when it is done
            drop(handle.stop(false));
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server panicked");
        }
        if !std::thread::panicking() {
            let left = self.left();
            assert!(
                left.is_empty(),
                "the test ends with work in the queue that nobody looked at: {left:?}"
            );
        }
        self.app = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    #[should_panic(expected = "work in the queue that nobody looked at: [\"join\"]")]
    async fn a_test_that_leaves_a_letter_behind_fails() {
        let app = TestApp::on(Engine::Sqlite).at("2026-09-01").await.expect("SQLite is always there");
        app.visitor()
            .ask("POST", "/join")
            .form(&[("email", "ann@example.org")])
            .send()
            .await;
    }

    #[actix_web::test]
    async fn a_test_that_has_looked_at_its_mail_does_not() {
        let app = TestApp::on(Engine::Sqlite).at("2026-09-01").await.expect("SQLite is always there");
        app.visitor()
            .ask("POST", "/join")
            .form(&[("email", "ann@example.org")])
            .send()
            .await;
        assert_eq!(app.mail().await.letters().len(), 1);
    }
}
