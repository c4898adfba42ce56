//! A shell that outlives the tests. It reads from a pipe that only this process holds, so it notices the end however it
//! comes: it then says which databases were used, straight to standard error, stops the temporary cluster, and removes
//! the folder of the run. (libtest leaves no place for this: it ends by `exit`, which drops nothing.)

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use benchside::db::Engine;

/// Pairs of lines: what, and its value. Other open files are closed, for they may hold somebody's lock; signals from
/// the terminal are for the tests, not for the one that cleans up after them.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
said= stop= folder=
while IFS= read -r what && IFS= read -r value; do
  case $what in
    say) said=$value;;
    stop) stop="$stop$value; ";;
    folder) folder=$value;;
  esac
done
[ -n "$said" ] && printf '%s\n' "$said" >&2
exec 2>/dev/null
[ -n "$stop" ] && sh -c "$stop"
case $folder in */benchside-test-*) rm -rf -- "$folder";; esac
"#;

/// Where the folders of runs stand, and how they begin.
const FOLDER: &str = "benchside-test-";

struct Watchdog {
    pipe: ChildStdin,
    folder: PathBuf,
    used: [Option<Result<(), String>>; 2],
    skipped: usize,
    /// What is said about the browser, once a test asked for one.
    browser: Option<String>,
}

#[expect(clippy::zombie_processes, reason = "it ends after this process: there is nobody to wait for it")]
static WATCHDOG: LazyLock<Mutex<Watchdog>> = LazyLock::new(|| {
    let parent = parent();
    remove_stale(&parent);
    let folder = parent.join(format!("{FOLDER}{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the run");
    let mut child = Command::new("sh")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("a shell");
    let pipe = child.stdin.take().expect("its pipe");
    let mut watchdog = Watchdog {
        pipe,
        folder,
        used: [None, None],
        skipped: 0,
        browser: None,
    };
    let folder = watchdog.folder.display().to_string();
    watchdog.tell("folder", &folder);
    Mutex::new(watchdog)
});

impl Watchdog {
    fn tell(&mut self, what: &str, value: &str) {
        writeln!(self.pipe, "{what}\n{value}").expect("the watchdog listens");
    }

    fn line(&self) -> String {
        let mut line = "databases:".to_owned();
        for (place, name) in ["sqlite", "postgres"].iter().enumerate() {
            let state = match &self.used[place] {
                Some(Ok(())) => "yes".to_owned(),
                Some(Err(reason)) => format!("no ({reason}; {} cases skipped)", self.skipped),
                None => "no (no test asked for it)".to_owned(),
            };
            let comma = if place == 0 { "" } else { "," };
            write!(line, "{comma} {name} {state}").expect("writing to memory");
        }
        if let Some(browser) = &self.browser {
            write!(line, "; browser: {browser}").expect("writing to memory");
        }
        line
    }
}

fn with<T>(f: impl FnOnce(&mut Watchdog) -> T) -> T {
    f(&mut WATCHDOG.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The folder of this run; it goes when the run ends.
pub(super) fn folder() -> PathBuf {
    with(|watchdog| watchdog.folder.clone())
}

/// At the end of the run this shell command stops what was started; it is one line.
pub(super) fn at_end(command: &str) {
    with(|watchdog| watchdog.tell("stop", command));
}

/// A database was used, or could not be.
pub(super) fn used(engine: Engine, outcome: Result<(), &str>) {
    with(|watchdog| {
        watchdog.skipped += usize::from(outcome.is_err());
        let place = usize::from(engine == Engine::Postgres);
        // a reason is one line, whatever the server wrote
        let outcome = outcome.map_err(|reason| reason.split_whitespace().collect::<Vec<_>>().join(" "));
        if outcome.is_err() || watchdog.used[place].as_ref() != Some(&outcome) {
            watchdog.used[place] = Some(outcome);
            let line = watchdog.line();
            watchdog.tell("say", &line);
        }
    });
}

/// Whether there is a browser, in a few words.
pub(super) fn browser(said: &str) {
    with(|watchdog| {
        if watchdog.browser.as_deref() != Some(said) {
            watchdog.browser = Some(said.to_owned());
            let line = watchdog.line();
            watchdog.tell("say", &line);
        }
    });
}

/// `TMPDIR`, or memory where there is a gigabyte of it to have (a database is then made in a twentieth of the time), or
/// else where temporary files go.
fn parent() -> PathBuf {
    let chosen = std::env::var_os("TMPDIR").map(PathBuf::from);
    let memory = || {
        free_megabytes("/dev/shm")
            .filter(|free| *free > 1000)
            .map(|_| PathBuf::from("/dev/shm"))
    };
    let folder = chosen.or_else(memory).unwrap_or_else(std::env::temp_dir);
    // the name of a PostgreSQL socket may have a hundred characters
    if folder.as_os_str().len() < 50 {
        folder
    } else {
        PathBuf::from("/tmp")
    }
}

fn free_megabytes(folder: &str) -> Option<u64> {
    let output = Command::new("df").args(["-Pm", folder]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

/// Folders of runs whose watchdog was killed too: their cluster is stopped, then they go.
fn remove_stale(parent: &Path) {
    let Ok(entries) = std::fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(FOLDER)) else {
            continue;
        };
        if pid.parse::<u32>().is_ok() && Path::new("/proc").is_dir() && !Path::new("/proc").join(pid).exists() {
            super::postgres::stop_stale(&entry.path());
            super::chromium::end_stale(&entry.path());
            // somebody else's folder stays: then only its owner can remove it
            let _removed = std::fs::remove_dir_all(entry.path());
        }
    }
}
