//! A connection to the site that is kept open, as light as a client can be: what it costs itself would count as the site's.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    cookie: String,
    line: String,
    body: Vec<u8>,
}

impl Connection {
    /// As a visitor.
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("a connection without delay");
        Self {
            stream: BufReader::new(stream),
            host: address.to_string(),
            cookie: String::new(),
            line: String::new(),
            body: Vec::new(),
        }
    }

    /// As somebody who is signed in.
    pub(crate) fn with_session(mut self, token: &str) -> Self {
        self.cookie = format!("Cookie: session={token}\r\n");
        self
    }

    /// Reads a page, which must be there; `encoding` as the header says it.
    pub(crate) fn get(&mut self, path: &str, encoding: &str) -> &[u8] {
        let (host, cookie) = (&self.host, &self.cookie);
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encoding}\r\n{cookie}\r\n");
        let status = self.send(&request);
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&self.body));
        &self.body
    }

    /// Presses a button that needs no fields; gives the status.
    pub(crate) fn post(&mut self, path: &str) -> u16 {
        let (host, cookie) = (&self.host, &self.cookie);
        let kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0";
        let request = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\n{kind}\r\n{cookie}\r\n");
        self.send(&request)
    }

    fn send(&mut self, request: &str) -> u16 {
        self.stream.get_mut().write_all(request.as_bytes()).expect("the request is sent");
        let (mut status, mut length) = (0, 0);
        loop {
            self.line.clear();
            let read = self.stream.read_line(&mut self.line).expect("an answer");
            assert!(read > 0, "the site closed the connection");
            let line = self.line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.get(..3).and_then(|code| code.parse().ok()).expect("a status");
            } else if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().expect("a length");
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).expect("the body");
        status
    }
}
