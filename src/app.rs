//! The application: configuration, store, mailer, clock and chance. Tests build the same one.

use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::{HttpServer, web};
use tokio::sync::Semaphore;

use crate::config::{Config, Mode};
use crate::dashboards::disclosure::PublicTable;
use crate::dashboards::store::Urgency;
use crate::db::{OpenError, Store};
use crate::kernel::ids::Id;
use crate::kernel::{Chance, Clock, SnapshotId, UtcTime, keyed};
use crate::notifications::mailer::Mailer;
use crate::site::assets::Assets;
use crate::site::cache::Pages;
use crate::{dashboards, enrolments, network, notifications, people, queue, site, trail};

/// Everything that a handler may need. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

pub struct Inner {
    pub config: Config,
    pub store: Store,
    pub mailer: Mailer,
    pub clock: Clock,
    pub chance: Chance,
    pub assets: Assets,
    /// Pages of visitors without a session.
    pub pages: Pages,
    /// Public figures by the snapshot that they are of, which never changes.
    public_tables: moka::sync::Cache<SnapshotId, Arc<PublicTable>>,
    urgencies: moka::sync::Cache<SnapshotId, Arc<Urgency>>,
    /// So many passwords are checked at a time as there are cores but one: that one is for everybody else.
    hashing: Arc<Semaphore>,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

/// Why the application could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Database(#[from] OpenError),
    #[error("mail cannot be sent: {0}")]
    Mail(String),
    #[error("cannot listen on {bind}: {why}")]
    Listen { bind: String, why: String },
}

impl App {
    /// # Errors
    /// [`StartError`]: the database cannot be opened or the mailer cannot be made.
    pub fn build(config: Config, clock: Clock, chance: Chance) -> Result<Self, StartError> {
        let store = Store::open(&config.database)?;
        let mailer = Mailer::new(&config.mail).map_err(StartError::Mail)?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let today = clock.now().day();
        let assets = Assets::with(|| network::map::files(today));
        Ok(Self {
            inner: Arc::new(Inner {
                config,
                store,
                mailer,
                clock,
                chance,
                assets,
                pages: Pages::default(),
                public_tables: moka::sync::Cache::new(4),
                urgencies: moka::sync::Cache::new(4),
                hashing: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))),
            }),
        })
    }

    #[must_use]
    pub fn now(&self) -> UtcTime {
        self.clock.now()
    }

    /// A new id, for a write that is about to begin.
    #[must_use]
    pub fn new_id<I: Id>(&self) -> I {
        self.chance.id(self.now())
    }

    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.config.mode == Mode::Demo
    }

    /// What of a mailed token is stored: keyed, so that neither a copy of the database nor of the secret opens a link.
    #[must_use]
    pub fn link_hash(&self, token: &[u8]) -> Vec<u8> {
        keyed::hash(self.config.secret.reveal(), token)
    }

    /// Runs something that keeps a core busy, such as checking a password, away from the threads that answer requests.
    pub async fn compute<T: Send + 'static>(&self, f: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let permit = Arc::clone(&self.hashing).acquire_owned().await.ok()?;
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            f()
        })
        .await
        .ok()
    }

    /// The public figures of the current snapshot; `None` until one was taken.
    ///
    /// # Errors
    /// The database's.
    pub async fn public_table(&self) -> crate::db::Result<Option<Arc<PublicTable>>> {
        let Some((id, taken_at)) = self.store.read(dashboards::store::find_current).await? else {
            return Ok(None);
        };
        if let Some(table) = self.public_tables.get(&id) {
            return Ok(Some(table));
        }
        let table = self
            .store
            .read(move |db| dashboards::store::load_public_table(db, id, taken_at))
            .await?;
        let table = Arc::new(table);
        self.public_tables.insert(id, Arc::clone(&table));
        Ok(Some(table))
    }

    /// How badly skills are lacked where, as of the current snapshot; nothing is urgent until one was taken.
    ///
    /// # Errors
    /// The database's.
    pub async fn urgency(&self) -> crate::db::Result<Arc<Urgency>> {
        let Some((id, taken_at)) = self.store.read(dashboards::store::find_current).await? else {
            return Ok(Arc::default());
        };
        if let Some(urgency) = self.urgencies.get(&id) {
            return Ok(urgency);
        }
        let urgency = Arc::new(self.store.read(move |db| dashboards::store::load_urgency(db, id, taken_at)).await?);
        self.urgencies.insert(id, Arc::clone(&urgency));
        Ok(urgency)
    }

    /// Starts the site on a listener; the worker that sends mail runs beside it.
    ///
    /// # Errors
    /// [`StartError::Listen`].
    pub fn serve(&self, listener: std::net::TcpListener, workers: usize) -> Result<Server, StartError> {
        let bind = listener
            .local_addr()
            .map_or_else(|_| self.config.site.bind.clone(), |address| address.to_string());
        let app = self.clone();
        let server = HttpServer::new(move || {
            actix_web::App::new()
                .app_data(web::Data::new(app.clone()))
                .configure(|config| site::configure(config, &app))
        })
        .workers(workers)
        // whoever starts the site listens for signals: actix ends at once at an interrupt, and cuts off what is being answered
        .disable_signals()
        .shutdown_timeout(10)
        .client_request_timeout(std::time::Duration::from_secs(5))
        .listen(listener)
        .map_err(|error| StartError::Listen {
            bind,
            why: error.to_string(),
        })?
        .run();
        Ok(server)
    }

    /// What time brings about, until the program ends: offers lapse, the figures are counted anew.
    pub fn start_schedule(&self) {
        let app = self.clone();
        tokio::spawn(async move {
            let mut tidied: Option<UtcTime> = None;
            loop {
                match enrolments::jobs::lapse_offers(&app).await {
                    Ok(0) => {}
                    Ok(lapsed) => tracing::info!(lapsed, "offers lapsed"),
                    Err(error) => tracing::warn!(%error, "offers could not be let lapse"),
                }
                if let Err(error) = dashboards::jobs::remove_spent(&app).await {
                    tracing::warn!(%error, "old figures could not be removed");
                }
                if let Err(error) = trail::jobs::seal(&app).await {
                    tracing::warn!(%error, "the trail could not be sealed");
                }
                if let Err(error) = dashboards::jobs::refresh_snapshot(&app).await {
                    tracing::warn!(%error, "the figures could not be counted");
                }
                if let Err(error) = notifications::jobs::tell_of_wishes(&app).await {
                    tracing::warn!(%error, "nobody could be told of courses that they wished for");
                }
                if tidied.is_none_or(|at| at + chrono::TimeDelta::hours(1) <= app.now()) {
                    match people::jobs::delete_what_is_old(&app).await {
                        Ok((deleted, 0)) if deleted.is_nothing() => {}
                        Ok((deleted, others)) => tracing::info!(?deleted, others, "what was kept long enough is deleted"),
                        Err(error) => tracing::warn!(%error, "what was kept long enough could not be deleted"),
                    }
                    tidied = Some(app.now());
                }
                tokio::time::sleep(std::time::Duration::from_mins(1)).await;
            }
        });
        // takes a while in a large network, and nothing waits for it
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                match people::jobs::find_duplicates(&app).await {
                    Ok(0) => {}
                    Ok(found) => tracing::info!(found, "pairs of records may be one person each"),
                    Err(error) => tracing::warn!(%error, "records could not be compared"),
                }
                tokio::time::sleep(std::time::Duration::from_hours(1)).await;
            }
        });
    }

    /// Sends what is queued, until it is told to stop. One worker a process; leases keep several processes apart.
    #[must_use]
    pub fn start_worker(&self) -> queue::worker::Running {
        let app = self.clone();
        queue::worker::Running::start(move |stop| {
            let app = app.clone();
            async move { queue::worker::run(&app.store, &app.mailer, &app.clock, stop).await }
        })
    }
}
