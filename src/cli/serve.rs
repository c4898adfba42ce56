//! `benchside serve`: the site, until it is told to stop. What is being answered then is answered, for ten seconds at most.

use std::future::Future;
use std::net::TcpListener;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, join, select};

use super::Failure;
use crate::app::App;
use crate::config::{Config, Mode};
use crate::kernel::{Chance, Clock};

/// So long after the signal the program ends, whatever still hangs.
const STOP: Duration = Duration::from_secs(10);

/// Takes the address.
pub(super) fn listen(bind: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(bind).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program listens there already".to_owned(),
            _ => error.to_string(),
        };
        Failure(format!(
            "cannot listen on {bind}: {why}; choose another address with --bind or BIND"
        ))
    })
}

/// Serves until a signal comes.
pub(super) fn run(config: Config, listener: TcpListener) -> Result<(), Failure> {
    let mode = config.mode;
    runtime()?.block_on(async {
        // from here on: a signal that comes while the site starts is not lost
        let stop = signal()?;
        let app = App::build(config, Clock::System, Chance::System)?;
        if mode == Mode::Serve && super::is_demo(&app).await? {
            return Err(Failure(
                "this database is a demonstration whose passwords everybody knows; start it with `benchside demo`, or set DATABASE_URL to another one".to_owned(),
            ));
        }
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let server = app.serve(listener, cores)?;
        let handle = server.handle();
        let worker = app.start_worker();
        app.start_schedule();
        tracing::info!(address = app.config.site.base_url, database = app.store.shown(), "serving");
        match select(pin!(server), pin!(stop)).await {
            Either::Left((ended, _)) => ended.map_err(|error| Failure(error.to_string()))?,
            Either::Right(((), server)) => {
                tracing::info!("stopping");
                end_in_time();
                // the server has to run on to hear that it is to stop
                let (ended, _) = join(server, join(handle.stop(true), worker.stop())).await;
                ended.map_err(|error| Failure(error.to_string()))?;
            }
        }
        tracing::info!("stopped");
        Ok(())
    })
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure(format!("the program could not start: {error}")))
}

/// Ends the program when stopping takes too long: a database that hangs would hold it for ever.
fn end_in_time() {
    std::thread::spawn(|| {
        std::thread::sleep(STOP);
        std::process::exit(0);
    });
}

/// Waits for the signal to stop.
#[cfg(unix)]
fn signal() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind).map_err(|error| Failure(format!("signals cannot be heard: {error}")));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        select(pin!(terminate.recv()), pin!(interrupt.recv())).await;
    })
}

#[cfg(not(unix))]
fn signal() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
