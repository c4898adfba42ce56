//! Static files: compiled in, addressed by their content, compressed once, kept by browsers for a year.

use std::collections::HashMap;
use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use sha2::{Digest, Sha256};

use crate::kernel::text::hex;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// One file and its compressed forms, made when first asked for.
pub struct Asset {
    /// Sixteen hexadecimal digits of the content's SHA-256.
    pub hash: String,
    content_type: &'static str,
    raw: Vec<u8>,
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

impl Asset {
    pub fn new(name: &str, raw: Vec<u8>) -> Self {
        let hash = hex(&Sha256::digest(&raw)[..8]);
        let content_type = match name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml; charset=utf-8",
            Some("png") => "image/png",
            _ => "application/octet-stream",
        };
        Self {
            hash,
            content_type,
            raw,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    fn brotli(&self) -> &[u8] {
        self.brotli.get_or_init(|| {
            let mut out = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
            let done = writer.write_all(&self.raw).and_then(|()| writer.flush());
            drop(writer);
            debug_assert!(done.is_ok(), "writing to memory");
            out
        })
    }

    fn gzip(&self) -> &[u8] {
        self.gzip.get_or_init(|| {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            writer.write_all(&self.raw).and_then(|()| writer.finish()).unwrap_or_default()
        })
    }
}

/// All static files by name.
pub struct Assets {
    files: &'static HashMap<String, Asset>,
}

static ALL: OnceLock<HashMap<String, Asset>> = OnceLock::new();

impl Assets {
    /// The files of `static/` and those that were made at start. Made once: a second call gives the same.
    #[must_use]
    pub fn with(made: impl FnOnce() -> Vec<(String, Vec<u8>)>) -> Self {
        let files = ALL.get_or_init(|| {
            let own = FILES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
            own.chain(made())
                .map(|(name, bytes)| (name.clone(), Asset::new(&name, without_comments(&name, bytes))))
                .collect()
        });
        Self { files }
    }

    /// The address of a file; its name alone where there is no such file, which no page then finds.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        self.files
            .get(name)
            .map_or_else(|| format!("/static/0/{name}"), |asset| format!("/static/{}/{name}", asset.hash))
    }
}

/// The address of a static file, for templates.
#[must_use]
pub fn path(name: &str) -> String {
    Assets::with(Vec::new).path(name)
}

/// Style sheets are sent without their comments: they are for us.
fn without_comments(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    if name.rsplit('.').next() != Some("css") {
        return bytes;
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut parts = text.split("/*");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    kept.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
        .into_bytes()
}

pub(super) async fn show(request: HttpRequest, path: web::Path<(String, String)>) -> HttpResponse {
    let (hash, name) = path.into_inner();
    let Some(asset) = Assets::with(Vec::new).files.get(&name).filter(|asset| asset.hash == hash) else {
        return HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body("not found\n");
    };
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, asset.content_type))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "Accept-Encoding"));
    if accepted.contains("br") {
        answer.insert_header((header::CONTENT_ENCODING, "br")).body(asset.brotli().to_vec())
    } else if accepted.contains("gzip") {
        answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(asset.gzip().to_vec())
    } else {
        answer.body(asset.raw.clone())
    }
}
