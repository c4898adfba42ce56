//! A browser without a screen: cookies, the headers that browsers send, redirects.

use std::cell::RefCell;
use std::net::IpAddr;
use std::rc::Rc;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, Url};

use super::app::TestApp;
use super::html::normal;
use super::page::Page;
use super::sound;

/// One person's browser. A copy is another window of the same browser.
#[derive(Clone)]
pub(crate) struct Browser {
    inner: Rc<Inner>,
}

struct Inner {
    client: Client,
    /// Where the server listens.
    origin: Url,
    /// What the address bar says.
    base_url: String,
    cookies: RefCell<Vec<(String, String)>>,
    languages: RefCell<Option<String>>,
}

/// What came back, as it is.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// The same, where it is no text.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a readable header"))
    }

    /// All of it, without what differs from answer to answer: the time, the request's id, and the address that was typed.
    pub(crate) fn as_sent(&self, app: &TestApp, typed: &str) -> String {
        let unlike = ["date", "content-length", "x-request-id"];
        let headers = self.headers.iter().filter(|(name, _)| !unlike.contains(&name.as_str()));
        let mut headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.sort();
        let text = format!("{}\n{}\n\n{}", self.status, headers.join("\n"), self.body.replace(typed, "[typed]"));
        normal(&text, &app.app().config.site.base_url)
    }

    /// Every cookie that is set, as written.
    pub(crate) fn set_cookies(&self) -> Vec<&str> {
        let cookies = self.headers.get_all("set-cookie").iter();
        cookies.map(|value| value.to_str().expect("a readable cookie")).collect()
    }
}

/// A request that is being put together: nothing is added to it that the test does not name, but `Host`.
pub(crate) struct Ask {
    browser: Browser,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

impl Ask {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
        self.headers.insert(name, HeaderValue::from_str(value).expect("a header's value"));
        self
    }

    /// With the browser's cookies.
    pub(crate) fn with_cookies(self) -> Self {
        match self.browser.cookie_header() {
            Some(cookies) => self.header("cookie", &cookies),
            None => self,
        }
    }

    /// As the form of a page of this site would send it.
    pub(crate) fn form(self, fields: &[(&str, &str)]) -> Self {
        let mut asked = self.header("sec-fetch-site", "same-origin").with_cookies();
        let mut encoded = Url::parse("form:").expect("an address");
        encoded.query_pairs_mut().extend_pairs(fields);
        asked.body = Some(encoded.query().unwrap_or_default().into());
        asked.header("content-type", "application/x-www-form-urlencoded")
    }

    /// As a form of a page of this site sends a file along with its fields.
    pub(crate) fn file(self, fields: &[(&str, &str)], name: &str, content: &[u8]) -> Self {
        const EDGE: &str = "edge-of-a-part";
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let asked = self.header("sec-fetch-site", "same-origin").with_cookies();
        asked.body(&format!("multipart/form-data; boundary={EDGE}"), body)
    }

    pub(crate) fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", kind)
    }

    /// Sends it. Cookies that come back are kept; redirects are not followed.
    pub(crate) async fn send(self) -> Answer {
        let inner = &self.browser.inner;
        let url = format!("{}{}", inner.origin.as_str().trim_end_matches('/'), self.path);
        let mut request = inner.client.request(self.method.clone(), url);
        let mut headers = self.headers;
        if !headers.contains_key("host") {
            let (_, authority) = inner.base_url.split_once("://").expect("an address");
            headers.insert("host", HeaderValue::from_str(authority).expect("a host"));
        }
        request = request.headers(headers);
        if let Some(body) = self.body {
            request = request.body(body);
        }
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.bytes().await.expect("a whole answer").to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        let answer = Answer {
            status,
            headers,
            body,
            bytes,
        };
        self.browser.keep_cookies(&answer);
        answer
    }
}

impl Browser {
    pub(super) fn new(base_url: &str, port: u16, from: Option<IpAddr>) -> Self {
        // a connection that has rested is not used again: the site may be about to close it
        let builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_idle_timeout(std::time::Duration::from_secs(2))
            .local_address(from);
        let origin = Url::parse(&format!("http://127.0.0.1:{port}")).expect("an address");
        Self {
            inner: Rc::new(Inner {
                client: builder.build().expect("a client"),
                origin,
                base_url: base_url.to_owned(),
                cookies: RefCell::default(),
                languages: RefCell::default(),
            }),
        }
    }

    /// What its owner reads best, as `Accept-Language`.
    pub(crate) fn prefers(self, languages: &str) -> Self {
        *self.inner.languages.borrow_mut() = Some(languages.to_owned());
        self
    }

    /// A bare request.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Ask {
        Ask {
            browser: self.clone(),
            method: Method::from_bytes(method.as_bytes()).expect("a method"),
            path: path.to_owned(),
            headers: HeaderMap::new(),
            body: None,
        }
    }

    /// Types an address, or follows a link, and goes on to wherever that leads.
    pub(crate) async fn open(&self, path: impl AsRef<str>) -> Page {
        self.go("", "GET", path.as_ref(), None).await
    }

    /// One request of the page at `from` with what browsers send along, then GET as long as there are redirects.
    pub(super) async fn go(&self, from: &str, method: &str, path: &str, fields: Option<&[(String, String)]>) -> Page {
        let mut hops = Vec::new();
        let (mut method, mut path, mut fields) = (method.to_owned(), path.to_owned(), fields);
        loop {
            let mut asked = self.ask(&method, &path);
            if let Some(languages) = &*self.inner.languages.borrow() {
                asked = asked.header("accept-language", languages);
            }
            asked = match fields.take() {
                Some(fields) => {
                    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    asked
                        .form(&fields)
                        .header("origin", &self.inner.base_url)
                        .header("referer", &format!("{}{from}", self.inner.base_url))
                }
                None => asked.header("sec-fetch-site", "none").with_cookies(),
            };
            let answer = asked.send().await;
            sound::headers(&format!("{method} {path}"), &answer);
            if !(300..400).contains(&answer.status) {
                return Page::new(self.clone(), path, answer, hops);
            }
            path = self.path_of(&path, answer.header("location"));
            hops.push(path.clone());
            assert!(hops.len() < 8, "redirects without end: {hops:?}");
            "GET".clone_into(&mut method);
        }
    }

    /// A link or a form's address as a path of this site.
    pub(super) fn path_of(&self, here: &str, link: &str) -> String {
        let inner = &self.inner;
        let link = link.strip_prefix(&inner.base_url).unwrap_or(link);
        let url = inner.origin.join(here).and_then(|here| here.join(link)).expect("an address");
        assert_eq!(url.origin(), inner.origin.origin(), "{link} leads away from the site");
        url.query().map_or(url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    pub(super) fn base_url(&self) -> &str {
        &self.inner.base_url
    }

    /// Sends the sign-in form. Whether it worked is for the caller to see.
    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let fields = [("email", email), ("password", password), ("next", "")];
        self.ask("POST", "/sign-in").form(&fields).send().await
    }

    /// Does the site know who this is?
    pub(crate) async fn is_signed_in(&self) -> bool {
        self.open("/sign-in").await.has_button("Sign out")
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.inner.cookies.borrow();
        cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.inner.cookies.borrow_mut();
        cookies.retain(|(known, _)| known != name);
        cookies.push((name.to_owned(), value.to_owned()));
    }

    /// All of them, as a browser sends them.
    pub(crate) fn cookies(&self) -> String {
        self.cookie_header().unwrap_or_default()
    }

    fn cookie_header(&self) -> Option<String> {
        let cookies = self.inner.cookies.borrow();
        let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep_cookies(&self, answer: &Answer) {
        for cookie in answer.set_cookies() {
            let mut parts = cookie.split(';').map(str::trim);
            let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if parts.any(|part| part.eq_ignore_ascii_case("max-age=0")) {
                self.inner.cookies.borrow_mut().retain(|(known, _)| known != name);
            } else {
                self.set_cookie(name, value);
            }
        }
    }
}
