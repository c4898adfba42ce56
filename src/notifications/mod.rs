//! What is told to people by mail.

pub mod jobs;
pub mod mailer;
pub mod store;
pub mod web;

/// A text in which every web address is cut down to its site: what a mailed link opens is its reader's alone.
#[must_use]
pub fn without_links(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let site = at + "://".len();
        let end = rest[site..].find(char::is_whitespace).map_or(rest.len(), |length| site + length);
        let cut = rest[site..end].find(['/', '?', '#']).map_or(end, |length| site + length);
        shown.push_str(&rest[..cut]);
        if end > cut + 1 {
            shown.push_str("/…");
        }
        rest = &rest[end..];
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::without_links;

    #[test]
    fn links_are_cut_wherever_they_stand() {
        for (text, shown) in [
            (
                "Go on:\n\nhttps://a.example/join/s3cret\n\nBye",
                "Go on:\n\nhttps://a.example/…\n\nBye",
            ),
            ("(http://127.0.0.1:8080/reset/s3cret) and", "(http://127.0.0.1:8080/… and"),
            (
                "https://a.example?token=s3cret https://b.example#s3cret",
                "https://a.example/… https://b.example/…",
            ),
            ("Benchside: https://a.example", "Benchside: https://a.example"),
            ("no link, 1://", "no link, 1://"),
            ("", ""),
        ] {
            assert_eq!(without_links(text), shown);
        }
    }
}
