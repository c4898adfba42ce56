//! The PostgreSQL of a run: `TEST_DATABASE_URL`, or a temporary cluster where PostgreSQL is installed.
//!
//! PostgreSQL does not run as root; root starts it as `postgres` or, failing that, as `nobody`. Tests come through a
//! socket in a folder that is closed to everybody else; the port on 127.0.0.1 asks for a password.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::watchdog;

/// Where databases for tests are made.
pub(super) struct Server {
    /// The address of any database, with `{}` for its name.
    pattern: String,
    /// The database that is there from the start.
    pub(super) first: String,
    /// The same through the port of the cluster, which asks for a password; only where the cluster was started here.
    by_port: Option<String>,
}

impl Server {
    /// # Errors
    /// Why there is none, in a few words.
    pub(super) fn find() -> Result<Self, String> {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(url) if !url.trim().is_empty() => Self::at(url.trim()),
            _ => Self::start(),
        }
    }

    pub(super) fn url(&self, database: &str) -> String {
        self.pattern.replace("{}", database)
    }

    pub(super) fn url_by_port(&self, database: &str) -> Option<String> {
        self.by_port.as_ref().map(|pattern| pattern.replace("{}", database))
    }

    fn at(url: &str) -> Result<Self, String> {
        let refused = || "TEST_DATABASE_URL must be like postgres://me@localhost/a-database".to_owned();
        let (scheme, rest) = url.split_once("://").ok_or_else(refused)?;
        let (authority, path) = rest.split_once('/').ok_or_else(refused)?;
        let (database, query) = path
            .split_once('?')
            .map_or((path, String::new()), |(name, query)| (name, format!("?{query}")));
        if !scheme.starts_with("postgres") || database.is_empty() {
            return Err(refused());
        }
        Ok(Self {
            pattern: format!("{scheme}://{authority}/{{}}{query}"),
            first: database.to_owned(),
            by_port: None,
        })
    }

    fn start() -> Result<Self, String> {
        let bin = binaries().ok_or("PostgreSQL is not installed")?;
        let owner = Owner::find()?;
        let folder = watchdog::folder().join("postgres");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        owner.take(&folder)?;
        // the way to the folder is open, the folder itself is not
        let way = std::fs::Permissions::from_mode(0o711);
        std::fs::set_permissions(watchdog::folder(), way).map_err(|error| error.to_string())?;

        let password = random_password()?;
        let (data, password_file) = (folder.join("data"), folder.join("password"));
        std::fs::write(&password_file, &password).map_err(|error| error.to_string())?;
        owner.take(&password_file)?;
        // names sort as people sort them, not by bytes: a query that leans on the order of SQLite is found out
        let locale = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"];
        let made = [&locale[..], &locale[..1]].iter().any(|locale| {
            let mut initdb = owner.command(&bin.join("initdb"));
            initdb.arg("-D").arg(&data).args(["-U", "benchside", "-E", "UTF8", "--no-sync"]);
            initdb.args(["--auth-local=trust", "--auth-host=scram-sha-256"]).args(*locale);
            initdb.arg(format!("--pwfile={}", password_file.display()));
            run(&mut initdb)
        });
        if !made {
            return Err("initdb failed".to_owned());
        }
        let control = bin.join("pg_ctl");
        watchdog::at_end(&owner.stop(&control, &data));
        for _ in 0..3 {
            let port = free_port()?;
            let options = format!(
                "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} -c unix_socket_permissions=0700 -c fsync=off \
                 -c dynamic_shared_memory_type=mmap -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c max_connections=300 -c deadlock_timeout=100ms -c lc_messages=C",
                folder.display()
            );
            let mut start = owner.command(&control);
            // for a session that sets lc_messages to C.UTF-8; the others are answered in English
            start.env("LANGUAGE", "de");
            start.arg("-D").arg(&data).arg("-l").arg(folder.join("log")).arg("-o").arg(options);
            if run(start.args(["-w", "-t", "30", "start"])) {
                return Ok(Self {
                    pattern: format!("postgres://benchside@/{{}}?host={}&port={port}", folder.display()),
                    first: "postgres".to_owned(),
                    by_port: Some(format!("postgres://benchside:{password}@127.0.0.1:{port}/{{}}")),
                });
            }
        }
        Err(format!(
            "pg_ctl could not start it as {}",
            owner.name.as_deref().unwrap_or("this user")
        ))
    }
}

/// Stops the cluster of a run that is gone.
pub(super) fn stop_stale(folder: &Path) {
    let data = folder.join("postgres").join("data");
    if data.join("postmaster.pid").exists()
        && let (Some(bin), Ok(owner)) = (binaries(), Owner::find())
    {
        run(Command::new("sh").arg("-c").arg(owner.stop(&bin.join("pg_ctl"), &data)));
    }
}

/// Who PostgreSQL runs as; `None`: whoever runs the tests.
struct Owner {
    name: Option<String>,
}

impl Owner {
    fn find() -> Result<Self, String> {
        let is_root = std::fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0);
        if !is_root {
            return Ok(Self { name: None });
        }
        let known = |name: &&str| run(Command::new("runuser").args(["-u", name, "--", "true"]));
        let name = ["postgres", "nobody"].into_iter().find(known);
        let name = name.ok_or("it does not run as root, and there is no other user")?;
        Ok(Self {
            name: Some(name.to_owned()),
        })
    }

    fn command(&self, program: &Path) -> Command {
        match &self.name {
            Some(name) => {
                let mut command = Command::new("runuser");
                command.args(["-u", name, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        }
    }

    fn stop(&self, control: &Path, data: &Path) -> String {
        let who = self.name.as_ref().map_or(String::new(), |name| format!("runuser -u {name} -- "));
        format!("{who}{} -D {} -m immediate -w stop", control.display(), data.display())
    }

    /// Gives a file or a folder to the owner, and to nobody else.
    fn take(&self, path: &Path) -> Result<(), String> {
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).map_err(|error| error.to_string())?;
        let Some(name) = &self.name else { return Ok(()) };
        let id = |flag: &str| {
            let output = Command::new("id").args([flag, name]).output().map_err(|error| error.to_string())?;
            let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            text.parse::<u32>().map_err(|error| error.to_string())
        };
        chown(path, Some(id("-u")?), Some(id("-g")?)).map_err(|error| error.to_string())
    }
}

/// Runs a command without a word. The working folder is one that every user may enter, and no file of ours stays open.
fn run(command: &mut Command) -> bool {
    let quiet = command
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The newest set of programs that can make a cluster.
fn binaries() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = found.into_iter().rev().map(|(_, bin)| bin);
    debian
        .chain(std::env::split_paths(&path))
        .find(|bin| bin.join("initdb").exists() && bin.join("pg_ctl").exists())
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener
        .local_addr()
        .map(|address| address.port())
        .map_err(|error| error.to_string())
}

fn random_password() -> Result<String, String> {
    use std::io::Read as _;
    let mut bytes = [0; 16];
    let mut source = std::fs::File::open("/dev/urandom").map_err(|error| error.to_string())?;
    source.read_exact(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.iter().map(|byte| char::from(b'a' + byte % 26)).collect())
}
