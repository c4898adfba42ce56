//! A wire to a server that can be frozen: connections are taken and nothing comes through, as when the server hangs.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub(crate) struct Wire {
    port: u16,
    is_frozen: Arc<AtomicBool>,
}

impl Wire {
    /// To a port of this machine.
    fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its number").port();
        let is_frozen = Arc::new(AtomicBool::new(false));
        let frozen = Arc::clone(&is_frozen);
        // it ends with the run
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let Ok(far) = TcpStream::connect(("127.0.0.1", server)) else {
                    continue;
                };
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (from, to) = (from.try_clone().expect("a copy"), to.try_clone().expect("a copy"));
                    let frozen = Arc::clone(&frozen);
                    std::thread::spawn(move || carry(from, to, &frozen));
                }
            }
        });
        Self { port, is_frozen }
    }

    /// To the server of an address such as `postgres://me:secret@127.0.0.1:5432/x`; the address by way of the wire.
    pub(super) fn into(url: &str) -> (Self, String) {
        let (before, after) = url.split_once("@127.0.0.1:").expect("an address of this machine");
        let (port, rest) = after.split_once('/').expect("a database");
        let wire = Self::to(port.parse().expect("a port"));
        let url = format!("{before}@127.0.0.1:{}/{rest}", wire.port);
        (wire, url)
    }

    pub(crate) fn freeze(&self) {
        self.is_frozen.store(true, Ordering::Release);
    }

    pub(crate) fn thaw(&self) {
        self.is_frozen.store(false, Ordering::Release);
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, is_frozen: &AtomicBool) {
    let mut bytes = [0; 16_384];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        while is_frozen.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(5));
        }
        if to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    // the other side may have gone first
    drop(to.shutdown(Shutdown::Write));
}
