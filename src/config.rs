//! The configuration: read once, typed, by concern. Every field names its variable and its default. Secrets come from
//! the environment or from a file named by the same variable with `_FILE`.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::time::Duration;

use crate::db;
use crate::kernel::actor::FactorPolicy;
use crate::kernel::address::AddressBlock;

/// How the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Serve,
    /// The demonstration: mail is kept in memory and shown at a page.
    Demo,
    Test,
}

#[derive(Debug, Clone)]
pub struct Config {
    pub mode: Mode,
    pub site: Site,
    pub database: db::Settings,
    pub mail: Mail,
    pub secret: Secret,
    /// `MFA_POLICY`, `staff` by default: who needs a second factor.
    pub factors: FactorPolicy,
}

#[derive(Debug, Clone)]
pub struct Site {
    /// `BASE_URL`: the address that people use, without a slash at its end. Links in mail are made from it alone.
    pub base_url: String,
    /// `BIND`, by default `127.0.0.1:8080`.
    pub bind: String,
    /// `TRUSTED_PROXIES`, by default none: the proxies before the site, as addresses or blocks of them with commas
    /// between. What they say of where a visitor comes from is believed; what anybody else says of it is not.
    pub trusted_proxies: Vec<AddressBlock>,
}

impl Site {
    /// Are cookies to be `Secure`: does the public address use https?
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// The host and port of the public address.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest)
    }
}

impl Config {
    /// May a request name this host? The public address alone, so that a forged `Host` finds nothing to poison. The
    /// demonstration is looked at from other machines too and has no name: it also answers where it is asked for by an
    /// address in digits, which no name server can lead somewhere else.
    #[must_use]
    pub fn answers_at(&self, host: &str) -> bool {
        host.eq_ignore_ascii_case(self.site.authority()) || (self.mode == Mode::Demo && is_in_digits(host))
    }

    /// Is this `Origin` the site itself, asked for by this host?
    #[must_use]
    pub fn is_own_origin(&self, origin: &str, host: &str) -> bool {
        if self.mode == Mode::Demo && is_in_digits(host) {
            origin.strip_prefix("http://") == Some(host)
        } else {
            origin == self.site.base_url
        }
    }
}

/// `192.0.2.7:8080`, `[2001:db8::7]`, or `localhost`.
fn is_in_digits(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => host,
        _ => authority,
    };
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(long) => long.parse::<Ipv6Addr>().is_ok(),
        None => host.eq_ignore_ascii_case("localhost") || host.parse::<Ipv4Addr>().is_ok(),
    }
}

/// Where mail goes.
#[derive(Debug, Clone)]
pub enum Mail {
    Smtp(Smtp),
    /// `MAIL_FOLDER`: one file a message, for a pick-up service.
    Folder {
        from: String,
        folder: PathBuf,
    },
    Memory,
}

#[derive(Debug, Clone)]
pub struct Smtp {
    /// `MAIL_FROM`
    pub from: String,
    /// `SMTP_HOST`
    pub host: String,
    /// `SMTP_PORT`, by default 587
    pub port: u16,
    /// `SMTP_USER`
    pub user: Option<String>,
    /// `SMTP_PASSWORD` or `SMTP_PASSWORD_FILE`
    pub password: Option<Secret>,
    /// `SMTP_PLAINTEXT=yes` for a relay on this machine
    pub plaintext: bool,
    /// `SMTP_CA_FILE`: a certificate to trust besides the public ones, as PEM
    pub roots: Option<PathBuf>,
    /// `SMTP_TIMEOUT`, by default 15: so many seconds the server has for each step, 1 to 20
    pub step: Duration,
}

/// A value that is never shown.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    #[must_use]
    pub fn reveal(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is wrong with the configuration, and what to set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0} is not set; {1}")]
    Missing(&'static str, &'static str),
    #[error("BASE_URL must begin with http:// or https:// and have no path (got {0:?})")]
    BaseUrl(String),
    #[error("BASE_URL {0} is public but not https; put a proxy with TLS before the site and set BASE_URL=https://…")]
    PlainHttp(String),
    #[error("mail would be kept in memory and lost; set SMTP_HOST and MAIL_FROM, or MAIL_FOLDER")]
    MailToy,
    #[error(
        "SECRET is a default or shorter than 32 characters; set SECRET or SECRET_FILE to 32 or more random characters, for example from: openssl rand -hex 32"
    )]
    WeakSecret,
    #[error("the file named by {0} cannot be read: {1}")]
    File(&'static str, String),
    #[error("{0} is not a number (got {1:?})")]
    NotANumber(&'static str, String),
    #[error("MFA_POLICY is staff or all (got {0:?})")]
    FactorPolicy(String),
    #[error("TRUSTED_PROXIES must be addresses or blocks such as 10.0.0.0/8, with commas between (got {0:?})")]
    NotABlock(String),
}

/// Reads the environment for `benchside serve`; `var` looks a variable up.
///
/// # Errors
/// [`Refusal`]: the first thing that is missing or is a toy.
pub fn serve(var: impl Fn(&str) -> Option<String>) -> Result<Config, Refusal> {
    let var = |name: &str| var(name).filter(|value| !value.trim().is_empty());
    let secret = |name: &'static str, file: &'static str| -> Result<Option<Vec<u8>>, Refusal> {
        if let Some(path) = var(file) {
            return std::fs::read_to_string(&path)
                .map(|text| Some(text.trim().as_bytes().to_vec()))
                .map_err(|error| Refusal::File(file, error.to_string()));
        }
        Ok(var(name).map(String::into_bytes))
    };

    let url = var("DATABASE_URL").ok_or(Refusal::Missing(
        "DATABASE_URL",
        "set it to sqlite:PATH or postgres://USER@HOST/NAME",
    ))?;
    let base_url = var("BASE_URL").ok_or(Refusal::Missing(
        "BASE_URL",
        "set it to the address that people use, for example https://training.example.org",
    ))?;
    let base_url = base_url.trim_end_matches('/').to_owned();
    let authority = base_url.split_once("://").map_or("", |(_, rest)| rest);
    if !(base_url.starts_with("http://") || base_url.starts_with("https://")) || authority.is_empty() || authority.contains('/') {
        return Err(Refusal::BaseUrl(base_url));
    }
    if base_url.starts_with("http://") && !is_loopback(authority) {
        return Err(Refusal::PlainHttp(base_url));
    }
    let key = secret("SECRET", "SECRET_FILE")?.ok_or(Refusal::WeakSecret)?;
    let is_one_character = key.first().is_some_and(|first| key.iter().all(|byte| byte == first));
    if key.len() < 32 || is_one_character || key.to_ascii_lowercase().starts_with(b"change") {
        return Err(Refusal::WeakSecret);
    }
    let mail = match (var("SMTP_HOST"), var("MAIL_FOLDER")) {
        (Some(host), _) => Mail::Smtp(Smtp {
            from: var("MAIL_FROM").ok_or(Refusal::Missing("MAIL_FROM", "set it to the address that mail is sent from"))?,
            host,
            port: number("SMTP_PORT", var("SMTP_PORT"), 587)?,
            user: var("SMTP_USER"),
            password: secret("SMTP_PASSWORD", "SMTP_PASSWORD_FILE")?.map(Secret::new),
            plaintext: var("SMTP_PLAINTEXT").is_some_and(|value| value == "yes"),
            roots: var("SMTP_CA_FILE").map(PathBuf::from),
            // more would outlast the lease of a message
            step: Duration::from_secs(number("SMTP_TIMEOUT", var("SMTP_TIMEOUT"), 15_u64)?.clamp(1, 20)),
        }),
        (None, Some(folder)) => Mail::Folder {
            from: var("MAIL_FROM").ok_or(Refusal::Missing("MAIL_FROM", "set it to the address that mail is sent from"))?,
            folder: folder.into(),
        },
        (None, None) => return Err(Refusal::MailToy),
    };
    let mut database = db::Settings::new(url);
    database.readers = number("DATABASE_READERS", var("DATABASE_READERS"), database.readers)?;
    database.writers = number("DATABASE_WRITERS", var("DATABASE_WRITERS"), database.writers)?;
    let factors = match var("MFA_POLICY").as_deref() {
        None | Some("staff") => FactorPolicy::Staff,
        Some("all") => FactorPolicy::All,
        Some(other) => return Err(Refusal::FactorPolicy(other.to_owned())),
    };
    Ok(Config {
        mode: Mode::Serve,
        site: Site {
            base_url,
            bind: var("BIND").unwrap_or_else(|| "127.0.0.1:8080".to_owned()),
            trusted_proxies: blocks(&var("TRUSTED_PROXIES").unwrap_or_default())?,
        },
        database,
        mail,
        secret: Secret::new(key),
        factors,
    })
}

fn blocks(list: &str) -> Result<Vec<AddressBlock>, Refusal> {
    list.split(',')
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| block.parse().map_err(|_error| Refusal::NotABlock(block.to_owned())))
        .collect()
}

fn number<N: std::str::FromStr>(name: &'static str, value: Option<String>, default: N) -> Result<N, Refusal> {
    match value {
        None => Ok(default),
        Some(text) => match text.parse() {
            Ok(number) => Ok(number),
            Err(_) => Err(Refusal::NotANumber(name, text)),
        },
    }
}

fn is_loopback(authority: &str) -> bool {
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    host == "localhost" || host.starts_with("127.") || host == "[::1]"
}

/// The configuration of the demonstration, which people reach at this address.
#[must_use]
pub fn demo(address: &str, url: String, secret: [u8; 32]) -> Config {
    Config {
        mode: Mode::Demo,
        site: Site {
            base_url: format!("http://{address}"),
            bind: address.to_owned(),
            trusted_proxies: Vec::new(),
        },
        database: db::Settings::new(url),
        mail: Mail::Memory,
        secret: Secret::new(secret),
        factors: FactorPolicy::Staff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &[(&str, &str)] = &[
        ("DATABASE_URL", "sqlite:/srv/benchside.db"),
        ("BASE_URL", "https://training.example.org/"),
        ("SECRET", "0123456789abcdef0123456789abcdef"),
        ("SMTP_HOST", "mail.example.org"),
        ("MAIL_FROM", "network@example.org"),
    ];

    fn with(changes: &[(&str, &str)]) -> Result<Config, Refusal> {
        serve(|name| {
            changes
                .iter()
                .chain(GOOD)
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let config = with(&[]).unwrap();
        assert_eq!(
            (config.site.base_url.as_str(), config.site.bind.as_str(), config.site.is_https()),
            ("https://training.example.org", "127.0.0.1:8080", true)
        );
    }

    #[test]
    fn toys_are_refused_with_what_to_set() {
        assert!(matches!(with(&[("DATABASE_URL", "")]), Err(Refusal::Missing("DATABASE_URL", _))));
        assert_eq!(
            with(&[("BASE_URL", "http://training.example.org")]).err(),
            Some(Refusal::PlainHttp("http://training.example.org".to_owned()))
        );
        assert!(with(&[("BASE_URL", "http://127.0.0.1:8080")]).is_ok());
        assert!(matches!(with(&[("BASE_URL", "training.example.org")]), Err(Refusal::BaseUrl(_))));
        assert_eq!(with(&[("SMTP_HOST", "")]).err(), Some(Refusal::MailToy));
        for weak in [
            "",
            "short",
            "changemechangemechangemechangeme!",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(with(&[("SECRET", weak)]).err(), Some(Refusal::WeakSecret), "{weak}");
        }
        assert_eq!(
            with(&[("MFA_POLICY", "some")]).err(),
            Some(Refusal::FactorPolicy("some".to_owned()))
        );
        assert!(matches!(with(&[("SMTP_PORT", "many")]), Err(Refusal::NotANumber("SMTP_PORT", _))));
        assert!(matches!(
            with(&[("SECRET_FILE", "/nowhere/secret")]),
            Err(Refusal::File("SECRET_FILE", _))
        ));
    }

    #[test]
    fn sec_43_proxies_are_trusted_by_name_alone() {
        assert!(with(&[]).unwrap().site.trusted_proxies.is_empty());
        let trusted = with(&[("TRUSTED_PROXIES", "10.0.0.0/8, ::1,")]).unwrap().site.trusted_proxies;
        assert_eq!(trusted, ["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()]);
        for bad in ["0.0.0.0/0", "proxy.example.org", "10.0.0.0/8 10.1.0.0/16"] {
            assert_eq!(with(&[("TRUSTED_PROXIES", bad)]).err(), Some(Refusal::NotABlock(bad.to_owned())));
        }
    }

    #[test]
    fn the_demonstration_answers_at_addresses_in_digits_the_site_at_its_own_alone() {
        let (demo, site) = (demo("127.0.0.1:8080", "sqlite:x.db".to_owned(), [7; 32]), with(&[]).unwrap());
        for host in ["192.0.2.7:8080", "192.0.2.7", "localhost:9000", "[2001:db8::7]:8080", "[::1]"] {
            assert!(demo.answers_at(host) && !site.answers_at(host), "{host}");
            let origin = format!("http://{host}");
            assert!(demo.is_own_origin(&origin, host) && !site.is_own_origin(&origin, host), "{host}");
            assert!(!demo.is_own_origin("http://192.0.2.8:8080", host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8080",
            "192.0.2.7.evil.example",
            "1.2.3:80",
            "[evil]",
            "localhost.evil:80",
        ] {
            assert!(!demo.answers_at(host) && !site.answers_at(host), "{host}");
            assert!(!demo.is_own_origin(&format!("http://{host}"), host), "{host}");
        }
        assert!(site.answers_at("Training.example.org") && !demo.answers_at("training.example.org"));
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = format!("{:?}", with(&[("SMTP_PASSWORD", "hunter2hunter2")]).unwrap());
        assert!(!shown.contains("hunter2") && !shown.contains("0123456789abcdef"));
    }
}
