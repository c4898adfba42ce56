//! A real browser: Chromium behind one chromedriver a run, which listens on a free port of its own choosing.
//!
//! Where there is none a test ends at `or_skip!`, and the last line of the run says why; `REQUIRE_BROWSER=1` makes its
//! absence, and that of axe-core, a failure. Everything that is started here has the browser's folder in its command
//! line: by that the watchdog ends it when the run ends, whatever has become of the tests.

mod downloads;
mod scripts;

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use self::scripts::{CHOSEN, CLICKED, LABELLED, RUN_AXE, SAID};
use super::watchdog;

const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=en-US",
];

/// The driver of the run, or why there is none.
static DRIVER: LazyLock<Result<Driver, String>> = LazyLock::new(Driver::start);

/// What `AXE_JS` names: axe-core in one file.
static AXE: LazyLock<Option<String>> = LazyLock::new(|| {
    let path = std::env::var_os("AXE_JS").filter(|path| !path.is_empty())?;
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("AXE_JS is {}: {error}", path.display())))
});

struct Driver {
    port: u16,
    chromium: PathBuf,
    folder: PathBuf,
}

impl Driver {
    fn start() -> Result<Self, String> {
        let program = installed("CHROMEDRIVER", "/usr/bin/chromedriver")?;
        let chromium = installed("CHROMIUM", "/usr/bin/chromium")?;
        let folder = watchdog::folder().join("chromium");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        watchdog::at_end(&end(&folder));
        let mut child = Command::new(program)
            .arg("--port=0")
            .arg(format!("--log-path={}", folder.join("driver.log").display()))
            .env("TMPDIR", &folder)
            .env("HOME", &folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("chromedriver: {error}"))?;
        let output = child.stdout.take().ok_or("chromedriver says nothing")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| port_in(&line));
        // whoever nobody listens to stops in the end
        std::thread::spawn(move || {
            lines.for_each(drop);
            drop(child.wait());
        });
        let port = port.ok_or("chromedriver did not start")?;
        Ok(Self { port, chromium, folder })
    }
}

/// The program that a variable names, or where Debian puts it.
fn installed(variable: &str, usual: &str) -> Result<PathBuf, String> {
    let named = std::env::var_os(variable).filter(|value| !value.is_empty());
    let path = named.map_or_else(|| PathBuf::from(usual), PathBuf::from);
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{variable}: there is no {}", path.display()))
    }
}

/// From a line such as `ChromeDriver was started successfully on port 40123.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

/// A shell command that ends every process with this folder in its command line, but for the shell itself.
fn end(folder: &Path) -> String {
    format!(
        "for p in /proc/[0-9]*; do p=${{p#/proc/}}; [ $p = $$ ] || {{ tr '\\0' ' ' </proc/$p/cmdline | grep -qF '{}/' && kill -9 $p; }}; done; sleep 0.3",
        folder.display()
    )
}

/// Ends the browsers of a run that is gone.
pub(super) fn end_stale(run: &Path) {
    let folder = run.join("chromium");
    if folder.is_dir() {
        // what it says about processes that went meanwhile is of no interest
        drop(Command::new("sh").arg("-c").arg(end(&folder)).stderr(Stdio::null()).status());
    }
}

/// Every window has a profile of its own.
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// How a page is looked at: width of the window in pixels, and whether its reader likes it dark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    width: u32,
    is_dark: bool,
}

/// As a page is used, and as it is looked at besides: narrow, and the other way round.
const USUAL: Look = Look {
    width: 1366,
    is_dark: false,
};
const NARROW: Look = Look { width: 320, is_dark: true };

/// Somebody in front of Chromium.
pub(crate) struct Chromium {
    driver: WebDriver,
    /// Where that listens.
    port: u16,
    /// The only origin from which anything may come.
    origin: String,
}

impl Chromium {
    /// A window of a browser without any past; `None` where there is no browser, see `or_skip!`.
    ///
    /// # Panics
    /// Where there is none, or no axe-core, although `REQUIRE_BROWSER=1`.
    pub(crate) async fn at(origin: &str) -> Option<Self> {
        let is_required = std::env::var("REQUIRE_BROWSER").is_ok_and(|value| value == "1");
        assert!(
            !is_required || AXE.is_some(),
            "REQUIRE_BROWSER=1, but AXE_JS does not name the axe.min.js of axe-core"
        );
        let driver = match &*DRIVER {
            Ok(driver) => driver,
            Err(reason) => {
                assert!(!is_required, "REQUIRE_BROWSER=1, but there is no browser: {reason}");
                watchdog::browser(&format!("no ({reason})"));
                return None;
            }
        };
        watchdog::browser(if AXE.is_some() {
            "yes"
        } else {
            "yes, without axe (AXE_JS is not set)"
        });
        let profile = driver.folder.join(format!("profile-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
        let mut wishes = DesiredCapabilities::chrome();
        let own = format!("--user-data-dir={}", profile.display());
        for flag in FLAGS.iter().copied().chain([own.as_str()]) {
            wishes.add_arg(flag).expect("a flag");
        }
        wishes
            .set_binary(driver.chromium.to_str().expect("a readable path"))
            .expect("a path");
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        wishes.set("goog:loggingPrefs", logs).expect("a capability");
        let address = format!("http://127.0.0.1:{}", driver.port);
        let window = WebDriver::new(address, wishes).await.expect("a window");
        window.clone().leak().expect("it is closed here, see Drop");
        let window = Self {
            driver: window,
            port: driver.port,
            origin: origin.to_owned(),
        };
        // what a new browser shows, and what that asks for
        window.driver.goto("about:blank").await.expect("an empty page");
        window.foreign().await;
        window.driver.set_script_timeout(Duration::from_mins(1)).await.expect("a limit");
        window.emulate(USUAL).await;
        Some(window)
    }

    /// Types an address, and looks at the page.
    pub(crate) async fn open(&self, path: &str) {
        self.visit(path).await;
        self.look().await;
    }

    /// The same without looking.
    pub(crate) async fn visit(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.origin)).await.expect(path);
    }

    /// The address, without the origin.
    pub(crate) async fn path(&self) -> String {
        let url = self.driver.current_url().await.expect("an address").to_string();
        url.strip_prefix(&self.origin).map_or(url.clone(), str::to_owned)
    }

    /// Presses a button or follows a link, of the main part if it is there, and looks at the page that comes.
    /// Words that are for the ear alone may follow the text.
    pub(crate) async fn click(&self, text: &str) {
        self.press(text).await;
        self.look().await;
    }

    async fn press(&self, text: &str) {
        let found = self.find(CLICKED, text).await;
        found.click().await.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        self.settle().await;
    }

    /// Waits for what `enhance.js` fetches.
    async fn settle(&self) {
        for _ in 0..200 {
            if !self.is("document.querySelector('[aria-busy=true]')").await {
                return;
            }
            actix_web::rt::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} stays busy", self.path().await);
    }

    /// Types into a field.
    pub(crate) async fn fill(&self, label: &str, value: &str) {
        let field = self.find(LABELLED, label).await;
        let kind = field.attr("type").await.expect("a field").unwrap_or_default();
        if ["date", "time"].contains(&kind.as_str()) {
            // how such a field is typed in depends on the country of the browser
            let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }));";
            let arguments = vec![field.to_json().expect("a field"), json!(value)];
            self.driver.execute(script, arguments).await.expect("a value");
        } else {
            field.clear().await.expect("a field that can be emptied");
            field.send_keys(value).await.expect("a field that can be typed in");
        }
    }

    /// Ticks a box, or takes the tick away.
    pub(crate) async fn tick(&self, label: &str) {
        self.find(LABELLED, label).await.click().await.expect("a box");
        self.settle().await;
    }

    /// Chooses an option of a list, or one of the answers in a group.
    pub(crate) async fn choose(&self, label: &str, option: &str) {
        let arguments = vec![json!(label), json!(option)];
        let found = self.element(CHOSEN, arguments, &format!("{option:?} of {label:?}")).await;
        found.click().await.expect("an option");
    }

    /// Chooses the first option of a list that means something.
    pub(crate) async fn choose_first(&self, label: &str) {
        let list = self.find(LABELLED, label).await;
        let option = list.find(By::Css("option:not([value=''])")).await.expect("an option");
        option.click().await.expect("an option that can be chosen");
    }

    /// Does the page say this anywhere?
    pub(crate) async fn has(&self, text: &str) -> bool {
        let script = format!("{SAID} return said(document.body).includes(arguments[0]);");
        let answer = self.driver.execute(script, vec![json!(text)]).await.expect("a page");
        answer.json() == &Value::Bool(true)
    }

    /// What is said first, after something was done.
    pub(crate) async fn flash(&self) -> String {
        let script = format!("{SAID} return said(document.querySelector('.flash') || document.createElement('p'));");
        let answer = self.driver.execute(script, vec![]).await.expect("a page");
        answer.json().as_str().unwrap_or_default().to_owned()
    }

    async fn find(&self, script: &str, text: &str) -> WebElement {
        self.element(script, vec![json!(text)], &format!("{text:?}")).await
    }

    async fn element(&self, script: &str, arguments: Vec<Value>, what: &str) -> WebElement {
        let answer = self
            .driver
            .execute(format!("{SAID} {script}"), arguments)
            .await
            .expect("a script that runs");
        if let Some(known) = answer.json().as_str() {
            panic!("{} has no {what}, but {known}", self.path().await);
        }
        answer.element().unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    async fn is(&self, expression: &str) -> bool {
        let answer = self.driver.execute(format!("return !!({expression});"), vec![]).await;
        answer.expect("a script that runs").json() == &Value::Bool(true)
    }

    /// The page in Arabic, looked at in the same way, and back.
    pub(crate) async fn look_in_arabic(&self) {
        let path = self.path().await;
        let path = path.split('#').next().unwrap_or_default();
        let mark = if path.contains('?') { '&' } else { '?' };
        self.visit(&format!("{path}{mark}lang=ar")).await;
        assert!(self.is("document.documentElement.dir === 'rtl'").await, "{path} is not in Arabic");
        let is_whole = !self.is("document.querySelector('main span[lang=en]')").await;
        assert!(is_whole, "{path} has words that are not in Arabic yet");
        self.look().await;
        self.visit(&format!("{path}{mark}lang=en")).await;
    }

    /// Looks at the page that is there: wide and light, narrow and dark.
    ///
    /// # Panics
    /// Where something is wrong with it.
    pub(crate) async fn look(&self) {
        let faults = self.faults().await;
        let path = self.path().await;
        assert!(faults.is_empty(), "{path}:\n- {}", faults.join("\n- "));
    }

    /// What is wrong with the page: sideways scroll, what axe finds, what stands in the console, what came from elsewhere.
    pub(crate) async fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if let Some(axe) = &*AXE {
            // a script of the driver is not held by the page's content policy
            self.driver.execute(axe.as_str(), vec![]).await.expect("axe");
        }
        for look in [USUAL, NARROW] {
            self.emulate(look).await;
            let how = format!("{} px{}", look.width, if look.is_dark { ", dark" } else { "" });
            let wide = self.driver.execute("return document.documentElement.scrollWidth;", vec![]).await;
            let wide = wide.expect("a width").json().as_u64().unwrap_or(u64::MAX);
            if wide > u64::from(look.width) {
                faults.push(format!("{how}: scrolls sideways, {wide} px are wanted"));
            }
            if AXE.is_some() {
                let found = self.driver.execute_async(RUN_AXE, vec![]).await.expect("axe runs");
                let found: Vec<String> = found.convert().expect("what axe found");
                faults.extend(found.into_iter().map(|fault| format!("{how}: {fault}")));
            }
        }
        self.emulate(USUAL).await;
        let console = self.driver.get_log("browser").await.expect("the console");
        // signing out has the browser's store cleared, and Chromium says that it did
        let told = console.into_iter().filter(|line| !line.message.contains("Clear-Site-Data header"));
        faults.extend(told.map(|line| format!("console: {} {}", line.level, line.message)));
        faults.extend(self.foreign().await);
        faults
    }

    /// Addresses of other origins that were asked for since the last time.
    async fn foreign(&self) -> Vec<String> {
        let log = self.driver.get_log("performance").await.expect("the network");
        let asked = log.iter().filter_map(|line| {
            let line: Value = serde_json::from_str(&line.message).ok()?;
            let event = &line["message"];
            (event["method"] == "Network.requestWillBeSent")
                .then(|| event["params"]["request"]["url"].as_str().map(str::to_owned))
                .flatten()
        });
        asked
            .filter(|url| !url.starts_with(&self.origin) && !url.starts_with("data:") && !url.starts_with("about:"))
            .map(|url| format!("from another origin: {url}"))
            .collect()
    }

    async fn emulate(&self, look: Look) {
        let cdp = self.driver.cdp();
        let size = json!({ "width": look.width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await.expect("a width");
        let scheme = if look.is_dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        cdp.send_raw("Emulation.setEmulatedMedia", media).await.expect("a theme");
    }
}

impl Drop for Chromium {
    /// Closes the browser, also where the test has failed: without the runtime of the test, which stands still by then.
    fn drop(&mut self) {
        let end = || -> std::io::Result<()> {
            let mut driver = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
            driver.set_read_timeout(Some(Duration::from_secs(10)))?;
            let session = self.driver.session_id();
            write!(
                driver,
                "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )?;
            driver.read_to_end(&mut Vec::new()).map(drop)
        };
        // whatever is left is ended with the run
        drop(end());
    }
}
