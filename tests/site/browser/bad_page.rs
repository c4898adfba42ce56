//! What is asked of every page is found wanting on a bad one.

use std::io::Write as _;

use crate::support::Chromium;

const BAD: &str = r#"<!DOCTYPE html><html><head><title>Bad</title></head><body><main><h1>Bad</h1>
<img src="http://127.0.0.1:9/other.png"><input name="unnamed"><p style="inline-size:900px;background:#fff;color:#ddd">pale and wide</p>
<script>console.warn("something is wrong")</script></main></body></html>"#;

#[actix_web::test]
async fn a_bad_page_is_found_out() {
    let folder = std::env::temp_dir().join(format!("benchside-bad-page-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("bad.html");
    std::fs::File::create(&file)
        .and_then(|mut file| file.write_all(BAD.as_bytes()))
        .expect("a file");
    let found = look_at(&format!("file://{}", folder.display())).await;
    std::fs::remove_dir_all(&folder).expect("it goes again");
    let Some(found) = found else { return };
    let has_axe = std::env::var_os("AXE_JS").is_some_and(|path| !path.is_empty());
    let by_axe = ["image-alt", "html-has-lang", "label", "color-contrast"];
    let others = [
        "320 px, dark: scrolls sideways",
        "console: WARNING",
        "from another origin: http://127.0.0.1:9",
    ];
    for expected in others.into_iter().chain(by_axe.into_iter().filter(|_| has_axe)) {
        assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}: {found:#?}");
    }
}

async fn look_at(origin: &str) -> Option<Vec<String>> {
    let window = Chromium::at(origin).await?;
    window.visit("/bad.html").await;
    let faults = window.faults().await;
    Some(faults)
}
