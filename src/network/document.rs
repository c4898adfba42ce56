//! Documents of agreements: what may be kept, told by its bytes and not by what it calls itself.
//!
//! A PDF, a PNG or a JPEG picture, of 2 MB at most, whole from its first byte to its last: what is two things at once, or has
//! something behind its end, is refused. Of pictures the notes are left out, among them where they were taken.

/// So many bytes at most.
pub const MOST: usize = 2 << 20;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Png,
    Jpeg,
}

impl Media {
    /// Its name for browsers.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }
}

/// Why a document is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    Missing,
    TooLarge,
    /// Not of a kind that is kept, or not whole, or two things at once.
    Kind,
    /// Its name says something else than its bytes.
    Name,
}

/// A document that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// For the eye alone: nothing is stored under it.
    pub name: String,
    pub media: Media,
    pub content: Vec<u8>,
}

/// # Errors
/// [`Refused`].
pub fn check(name: &str, content: &[u8]) -> Result<Checked, Refused> {
    if content.is_empty() {
        return Err(Refused::Missing);
    }
    if content.len() > MOST {
        return Err(Refused::TooLarge);
    }
    let (media, content) = if content.starts_with(b"%PDF-") {
        (Media::Pdf, pdf(content))
    } else if content.starts_with(PNG) {
        (Media::Png, png(content))
    } else if content.starts_with(&[0xff, 0xd8, 0xff]) {
        (Media::Jpeg, jpeg(content))
    } else {
        return Err(Refused::Kind);
    };
    let content = content.filter(|content| !is_something_else(content, media)).ok_or(Refused::Kind)?;
    let name = shown(name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if !media.endings().contains(&ending.as_str()) {
        return Err(Refused::Name);
    }
    Ok(Checked { name, media, content })
}

/// The last part of a path, without what cannot be shown; 120 characters at most, the ending kept.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: Vec<char> = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '"' | '<' | '>'))
        .collect();
    kept[kept.len().saturating_sub(120)..].iter().collect::<String>().trim().to_owned()
}

fn find(content: &[u8], sought: &[u8]) -> bool {
    content.windows(sought.len()).any(|window| window.eq_ignore_ascii_case(sought))
}

/// The marks of other things that programs look for at the beginning or at the end of a file.
fn is_something_else(content: &[u8], media: Media) -> bool {
    let (head, tail) = (
        &content[..content.len().min(4096)],
        &content[content.len().saturating_sub(70_000)..],
    );
    let markup: [&[u8]; 6] = [b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<?xml"];
    let is_markup = media != Media::Pdf && markup.iter().any(|mark| find(head, mark))
        || media == Media::Pdf && markup[..5].iter().any(|mark| find(&head[..head.len().min(1024)], mark));
    let is_archive =
        find(tail, b"PK\x05\x06") || find(head, b"PK\x03\x04") || find(head, b"Rar!\x1a\x07") || find(head, b"7z\xbc\xaf\x27\x1c");
    let is_pdf = media != Media::Pdf && find(head, b"%PDF-");
    is_markup || is_archive || is_pdf
}

/// A PDF that ends where it says that it ends.
fn pdf(content: &[u8]) -> Option<Vec<u8>> {
    let end = content.windows(5).rposition(|window| window == b"%%EOF")?;
    let is_clean = content[end + 5..].iter().all(u8::is_ascii_whitespace);
    is_clean.then(|| content.to_vec())
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG picture of its own pieces, without notes, which ends with its end.
fn png(content: &[u8]) -> Option<Vec<u8>> {
    let mut kept = PNG.to_vec();
    let mut rest = &content[PNG.len()..];
    loop {
        let (head, _) = rest.split_first_chunk::<8>()?;
        let length = usize::try_from(u32::from_be_bytes([head[0], head[1], head[2], head[3]])).ok()?;
        let piece = rest.get(..length.checked_add(12)?)?;
        rest = &rest[piece.len()..];
        match &head[4..] {
            b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME" => {}
            b"IEND" => {
                kept.extend_from_slice(piece);
                return rest.is_empty().then_some(kept);
            }
            name if name.iter().all(u8::is_ascii_alphabetic) => kept.extend_from_slice(piece),
            _ => return None,
        }
    }
}

/// A JPEG picture of its own segments, without notes, which ends with its end.
fn jpeg(content: &[u8]) -> Option<Vec<u8>> {
    let mut kept = content.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        if *content.get(at)? != 0xff {
            return None;
        }
        let marker = *content.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        if marker == 0xd9 {
            kept.extend_from_slice(&[0xff, 0xd9]);
            return (content.len() == at + 2).then_some(kept);
        }
        let length = usize::from(u16::from_be_bytes([*content.get(at + 2)?, *content.get(at + 3)?]));
        let mut end = at + 2 + length;
        if length < 2 || end > content.len() {
            return None;
        }
        if marker == 0xda {
            // the picture itself: up to the next marker that is neither a byte of it nor a point to begin anew
            while *content.get(end)? != 0xff || matches!(*content.get(end + 1)?, 0x00 | 0xd0..=0xd7) {
                end += 1;
            }
        }
        // E1 to EF and FE: notes of cameras and programs; E0 and EE say how the picture is to be read
        if !matches!(marker, 0xe1..=0xed | 0xef | 0xfe) {
            kept.extend_from_slice(&content[at..end]);
        }
        at = end;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn piece(name: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length, name, body, &[0, 0, 0, 0]].concat()
    }

    fn a_png(notes: &[u8]) -> Vec<u8> {
        [
            PNG,
            &piece(b"IHDR", &[0; 13]),
            notes,
            &piece(b"IDAT", &[1, 2, 3]),
            &piece(b"IEND", &[]),
        ]
        .concat()
    }

    fn a_jpeg(notes: &[u8]) -> Vec<u8> {
        let scan = [0xff, 0xda, 0, 4, 1, 2, 9, 0xff, 0x00, 7, 0xff, 0xd0, 8];
        [
            &[0xff, 0xd8][..],
            &[0xff, 0xe0, 0, 4, 1, 2],
            notes,
            &[0xff, 0xdb, 0, 3, 5],
            &scan,
            &[0xff, 0xd9],
        ]
        .concat()
    }

    const A_PDF: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";

    #[test]
    fn sec_39_documents_are_told_by_their_bytes() {
        assert_eq!(check("a.pdf", A_PDF).map(|kept| kept.media), Ok(Media::Pdf));
        assert_eq!(check("a.PNG", &a_png(&[])).map(|kept| kept.media), Ok(Media::Png));
        assert_eq!(check("a.jpeg", &a_jpeg(&[])).map(|kept| kept.content), Ok(a_jpeg(&[])));
        for other in [&b"PK\x03\x04zip"[..], b"<html>", b"MZ", b"GIF89a", b" %PDF-1.7\n%%EOF", b"\x89PNG"] {
            assert_eq!(check("a.pdf", other), Err(Refused::Kind), "{other:?}");
        }
        assert_eq!(check("a.pdf", b""), Err(Refused::Missing));
        assert_eq!(check("a.exe", A_PDF), Err(Refused::Name));
        assert_eq!(check("a.png", A_PDF), Err(Refused::Name));
        let large = [b"%PDF-1.7\n".to_vec(), vec![b' '; MOST], b"%%EOF".to_vec()].concat();
        assert_eq!(check("a.pdf", &large), Err(Refused::TooLarge));
    }

    #[test]
    fn sec_39_what_is_two_things_at_once_is_refused() {
        let zip = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        for (name, good) in [("a.pdf", A_PDF.to_vec()), ("a.png", a_png(&[])), ("a.jpg", a_jpeg(&[]))] {
            assert_eq!(check(name, &[&good[..], zip].concat()), Err(Refused::Kind), "{name} and an archive");
            assert_eq!(
                check(name, &[&good[..], b"<script>"].concat()),
                Err(Refused::Kind),
                "{name} and a page"
            );
            assert_eq!(check(name, &good[..good.len() - 3]), Err(Refused::Kind), "half of {name}");
        }
        let framed = [zip, &b"\n%%EOF"[..]].concat();
        assert_eq!(check("a.pdf", &[A_PDF, &framed].concat()), Err(Refused::Kind));
        assert_eq!(check("a.pdf", b"%PDF-1.7\n<html><script>x</script>\n%%EOF"), Err(Refused::Kind));
        assert_eq!(
            check("a.png", &a_png(&piece(b"prIv", b"<html>"))),
            Err(Refused::Kind),
            "in a piece that is kept"
        );
    }

    #[test]
    fn sec_39_where_a_picture_was_taken_is_not_kept() {
        let notes = [0xff, 0xe1, 0, 10, b'E', b'x', b'i', b'f', 0, 0, b'N', b'E'];
        assert_eq!(check("a.jpg", &a_jpeg(&notes)).unwrap().content, a_jpeg(&[]));
        let notes = [piece(b"eXIf", b"place"), piece(b"tEXt", b"place")].concat();
        assert_eq!(check("a.png", &a_png(&notes)).unwrap().content, a_png(&[]));
    }

    #[test]
    fn sec_39_no_path_and_no_trick_is_in_a_name() {
        for (given, kept) in [
            ("../../etc/a.pdf", "a.pdf"),
            ("C:\\a\\b.pdf", "b.pdf"),
            ("a\"\r\nX: y.pdf", "aX: y.pdf"),
            ("x\u{202e}fdp.pdf", "xfdp.pdf"),
        ] {
            assert_eq!(check(given, A_PDF).unwrap().name, kept);
        }
        assert_eq!(check(&format!("{}.pdf", "a".repeat(300)), A_PDF).unwrap().name.len(), 120);
    }
}
