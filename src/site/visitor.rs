//! Where a visitor comes from: one answer for the throttling of sign-ins, for sessions and for the log.
//!
//! It is the peer's address. Where the peer is a proxy of ours (`TRUSTED_PROXIES`), it is the right-most address of
//! `X-Forwarded-For`, or of `Forwarded`, that is not a proxy of ours: what stands left of that was sent by anybody. What
//! cannot be read ends the search at the last proxy that is known. A proxy of ours writes one of the two headers; where
//! both come and differ, one was planted, and neither is believed.

use std::net::{IpAddr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;

use super::state;
use crate::kernel::address::AddressBlock;
use crate::people::network_of;

/// The visitor's address; `None` where the connection has none.
#[must_use]
pub fn address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    Some(believed(peer, request.headers(), &state::app(request).config.site.trusted_proxies))
}

/// The network of the visitor's address.
#[must_use]
pub fn network(request: &HttpRequest) -> String {
    address(request).map_or_else(|| "unknown".to_owned(), network_of)
}

fn believed(peer: IpAddr, headers: &HeaderMap, proxies: &[AddressBlock]) -> IpAddr {
    let is_ours = |address: IpAddr| proxies.iter().any(|block| block.contains(address));
    if !is_ours(peer) {
        return peer;
    }
    let (listed, forwarded) = (pieces(headers, "x-forwarded-for"), pieces(headers, "forwarded"));
    let listed = (!listed.is_empty()).then(|| nearest(peer, listed.iter().map(|piece| parse(piece)), is_ours));
    let forwarded = (!forwarded.is_empty()).then(|| nearest(peer, forwarded.iter().map(|piece| parse(node(piece)?)), is_ours));
    match (listed, forwarded) {
        (Some(one), Some(other)) if one != other => peer,
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => peer,
    }
}

/// What stands between the commas, over all headers of that name, from the left.
fn pieces(headers: &HeaderMap, name: &str) -> Vec<String> {
    headers
        .get_all(name)
        .flat_map(|value| {
            String::from_utf8_lossy(value.as_bytes())
                .split(',')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// From the right, the first address that is not a proxy of ours; the last proxy where nothing further can be read.
fn nearest(peer: IpAddr, chain: impl DoubleEndedIterator<Item = Option<IpAddr>>, is_ours: impl Fn(IpAddr) -> bool) -> IpAddr {
    let mut last = peer;
    for hop in chain.rev() {
        let Some(address) = hop else { break };
        last = address;
        if !is_ours(address) {
            break;
        }
    }
    last
}

/// The `for=` of one element of `Forwarded`.
fn node(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"'))
    })
}

/// An address, with or without a port.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let address = text
        .parse::<IpAddr>()
        .or_else(|_error| text.parse::<SocketAddr>().map(|with_port| with_port.ip()));
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.ok().or_else(bracketed).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn believed_of(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let proxies = ["10.0.0.0/8".parse().unwrap(), "2001:db8::/32".parse().unwrap()];
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        believed(peer.parse().unwrap(), &map, &proxies).to_string()
    }

    #[test]
    fn sec_43_the_right_most_address_that_is_no_proxy_of_ours_is_believed() {
        const LIST: &str = "x-forwarded-for";
        for (peer, headers, expected) in [
            ("192.0.2.1", vec![(LIST, "198.51.100.7")], "192.0.2.1"),
            ("10.0.0.1", vec![], "10.0.0.1"),
            ("10.0.0.1", vec![(LIST, "198.51.100.7")], "198.51.100.7"),
            ("10.0.0.1", vec![(LIST, "203.0.113.9, 198.51.100.7, 10.2.2.2")], "198.51.100.7"),
            ("10.0.0.1", vec![(LIST, "203.0.113.9"), (LIST, "198.51.100.7")], "198.51.100.7"),
            ("10.0.0.1", vec![(LIST, "198.51.100.7:4711")], "198.51.100.7"),
            ("2001:db8::1", vec![(LIST, "2001:db9::5")], "2001:db9::5"),
            // nothing left of what cannot be read is believed
            ("10.0.0.1", vec![(LIST, "198.51.100.7, unknown, 10.2.2.2")], "10.2.2.2"),
            ("10.0.0.1", vec![(LIST, "'; DROP TABLE session; --")], "10.0.0.1"),
            ("10.0.0.1", vec![(LIST, "")], "10.0.0.1"),
            ("10.0.0.1", vec![(LIST, "10.3.3.3, 10.2.2.2")], "10.3.3.3"),
            (
                "10.0.0.1",
                vec![("forwarded", "for=203.0.113.9, for=198.51.100.7;proto=https;host=evil.example")],
                "198.51.100.7",
            ),
            ("10.0.0.1", vec![("forwarded", "For=\"[2001:db9::5]:4711\"")], "2001:db9::5"),
            ("10.0.0.1", vec![("forwarded", "For=\"[2001:db9::5]\"")], "2001:db9::5"),
            ("10.0.0.1", vec![("forwarded", "for=_hidden")], "10.0.0.1"),
            ("10.0.0.1", vec![("forwarded", "by=203.0.113.9")], "10.0.0.1"),
            (
                "10.0.0.1",
                vec![(LIST, "198.51.100.7"), ("forwarded", "for=198.51.100.7")],
                "198.51.100.7",
            ),
            (
                "10.0.0.1",
                vec![(LIST, "198.51.100.7"), ("forwarded", "for=203.0.113.9")],
                "10.0.0.1",
            ),
            ("::ffff:10.0.0.1", vec![(LIST, "::ffff:198.51.100.7")], "198.51.100.7"),
        ] {
            assert_eq!(believed_of(peer, &headers), expected, "{peer} {headers:?}");
        }
    }
}
