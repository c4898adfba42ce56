//! Starts the program that was built, with nothing in its environment that the test does not name.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::support::Database;

/// So long may a command take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A command that is about to be given.
pub(super) struct Program {
    command: Command,
}

/// What it said, and how it ended.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: String,
    pub(super) err: String,
}

impl Ended {
    /// The one sentence of a refusal: the exit code is 1 and nothing else is on standard error but what a log may say.
    pub(super) fn refusal(&self) -> &str {
        assert_eq!(self.code, Some(1), "{self:?}");
        let said: Vec<&str> = self.err.lines().filter(|line| !line.starts_with('{')).collect();
        let [sentence] = said.as_slice() else {
            panic!("one sentence is to be said: {self:?}")
        };
        let sentence = sentence.strip_prefix("benchside: ").unwrap_or_else(|| panic!("{self:?}"));
        assert!(!sentence.contains("panicked") && !sentence.contains("Error {"), "{sentence}");
        sentence
    }

    pub(super) fn success(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:?}");
        &self.out
    }
}

/// The program with these arguments.
pub(super) fn benchside(arguments: &[&str]) -> Program {
    Program::of(Command::new(env!("CARGO_BIN_EXE_benchside")), arguments)
}

/// The same as somebody who may not write what is closed to others: as this user or, where that is root, as one who owns
/// nothing. `None`, with the reason on standard error, where there is no way to be one.
pub(super) fn benchside_as_a_stranger(arguments: &[&str]) -> Option<Program> {
    if !is_root() {
        return Some(benchside(arguments));
    }
    let stranger = || {
        let mut command = Command::new("setpriv");
        command.args([
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--",
            env!("CARGO_BIN_EXE_benchside"),
        ]);
        command
    };
    let tried = Program::of(stranger(), &["--version"]).try_run();
    if tried.is_some_and(|ended| ended.code == Some(0)) {
        return Some(Program::of(stranger(), arguments));
    }
    eprintln!("skipped: root may write everywhere, and there is no setpriv, or nobody else can start the program");
    None
}

pub(super) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

impl Program {
    fn of(mut command: Command, arguments: &[&str]) -> Self {
        command
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command }
    }

    pub(super) fn with(mut self, variables: &[(&str, &str)]) -> Self {
        self.command.envs(variables.iter().copied());
        self
    }

    fn try_run(mut self) -> Option<Ended> {
        let mut child = self.command.spawn().ok()?;
        let (mut out, mut err) = (child.stdout.take()?, child.stderr.take()?);
        let reading = std::thread::spawn(move || {
            let mut text = String::new();
            err.read_to_string(&mut text).expect("what is said is text");
            text
        });
        let written = std::thread::spawn(move || {
            let mut text = String::new();
            out.read_to_string(&mut text).expect("what is said is text");
            text
        });
        let status = wait(&mut child);
        Some(Ended {
            code: status.code(),
            out: written.join().expect("a reader"),
            err: reading.join().expect("a reader"),
        })
    }

    /// Waits for its end.
    pub(super) fn run(self) -> Ended {
        self.try_run().expect("the program starts")
    }

    /// Lets it run until it answers at this port of 127.0.0.1.
    pub(super) fn serving_at(mut self, port: u16) -> Serving {
        let child = self.command.stderr(Stdio::inherit()).spawn().expect("the program starts");
        let mut serving = Serving { child, port };
        let begun = Instant::now();
        while !is_alive(port) {
            let ended = serving.child.try_wait().expect("a child");
            assert!(ended.is_none() && begun.elapsed() < PATIENCE, "it does not serve: {ended:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
        serving
    }

    /// Starts it and comes back at once.
    pub(super) fn spawn(mut self) -> Child {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        self.command.spawn().expect("the program starts")
    }
}

/// Does it answer? The port is taken long before: a demonstration is made first.
fn is_alive(port: u16) -> bool {
    let Ok(mut line) = TcpStream::connect(("127.0.0.1", port)) else {
        return false;
    };
    line.set_read_timeout(Some(PATIENCE)).expect("a time");
    let asked = format!("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    line.write_all(asked.as_bytes()).is_ok() && line.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}

fn wait(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().expect("a child");
            panic!("the program does not come to its end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A program that serves; it ends with this.
pub(super) struct Serving {
    child: Child,
    pub(super) port: u16,
}

impl Serving {
    /// What it has printed, until this text came.
    pub(super) fn printed_until(&mut self, text: &str) -> String {
        let mut lines = BufReader::new(self.child.stdout.take().expect("what it prints"));
        let mut printed = String::new();
        while !printed.contains(text) {
            let read = lines.read_line(&mut printed).expect("what is said is text");
            assert!(read > 0, "it ended without saying {text:?}:\n{printed}");
        }
        printed
    }

    pub(super) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    pub(super) fn wait(mut self) -> Option<i32> {
        wait(&mut self.child).code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            // it may end by itself in this moment
            let _killed = self.child.kill();
            let _ended = self.child.wait();
        }
    }
}

/// A port that nobody listens at just now.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// A folder of this test alone; everybody may look into it, its owner may write. It goes with the run.
pub(super) fn folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let run = Database::empty(benchside::db::Engine::Sqlite)
        .expect("SQLite is always there")
        .file();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = run.with_file_name(format!("cli-{}-{number}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder");
    folder
}

/// The environment of `benchside serve` on a database, with mail that goes into a folder.
pub(super) fn settings(url: &str, port: u16) -> Vec<(&'static str, String)> {
    vec![
        ("DATABASE_URL", url.to_owned()),
        ("BASE_URL", format!("http://127.0.0.1:{port}")),
        ("BIND", format!("127.0.0.1:{port}")),
        ("SECRET", "0123456789abcdef0123456789abcdef".to_owned()),
        ("MAIL_FOLDER", folder().display().to_string()),
        ("MAIL_FROM", "network@example.org".to_owned()),
    ]
}

/// `benchside serve` with these settings, some of them changed; an empty value takes one away.
pub(super) fn serve(settings: &[(&str, String)], changes: &[(&str, &str)]) -> Program {
    let program = benchside(&["serve"]);
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    program.with(&settings).with(changes)
}
