//! A block of addresses of the internet, as people write it: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.

use std::net::IpAddr;
use std::str::FromStr;

/// All addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressBlock {
    first: IpAddr,
    /// So many bits are alike.
    bits: u8,
}

/// What is no block. All addresses at once are none either: that would be trusting everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address and not a block of addresses")]
pub struct NotABlock;

impl AddressBlock {
    /// Is this address in it? An IPv4 address that is written as IPv6 counts as IPv4.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => (first.to_bits() ^ address.to_bits()) >> (32 - u32::from(self.bits)) == 0,
            (IpAddr::V6(first), IpAddr::V6(address)) => (first.to_bits() ^ address.to_bits()) >> (128 - u32::from(self.bits)) == 0,
            _ => false,
        }
    }
}

impl FromStr for AddressBlock {
    type Err = NotABlock;

    fn from_str(text: &str) -> Result<Self, NotABlock> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_error| NotABlock)?)),
            None => (text, None),
        };
        let first: IpAddr = address.parse().map_err(|_error| NotABlock)?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits == 0 || bits > most || first.to_canonical() != first {
            return Err(NotABlock);
        }
        Ok(Self { first, bits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_what_begins_alike() {
        for (block, inside, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            ("192.0.2.7", "192.0.2.7", "192.0.2.6"),
            ("192.0.2.128/25", "192.0.2.255", "192.0.2.127"),
            ("192.0.2.7/24", "192.0.2.200", "192.0.3.1"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"),
            ("::1", "::1", "::2"),
            ("10.0.0.0/8", "::ffff:10.1.2.3", "::ffff:11.1.2.3"),
        ] {
            let parsed: AddressBlock = block.parse().unwrap();
            assert!(parsed.contains(inside.parse().unwrap()), "{inside} is in {block}");
            assert!(!parsed.contains(outside.parse().unwrap()), "{outside} is not in {block}");
        }
        for bad in [
            "",
            "10.0.0.0/33",
            "10.0.0/8",
            "0.0.0.0/0",
            "::/0",
            "::1/129",
            "proxy.example.org",
            "10.0.0.0/-1",
            "::ffff:10.0.0.1",
        ] {
            assert_eq!(bad.parse::<AddressBlock>(), Err(NotABlock), "{bad}");
        }
    }
}
