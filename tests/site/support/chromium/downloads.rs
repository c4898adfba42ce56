//! What the browser saves when a button is pressed.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;

use super::super::watchdog;
use super::Chromium;

impl Chromium {
    /// Presses a button, and reads the file that comes: its name and what is in it. The page stays as it is.
    pub(crate) async fn download(&self, text: &str) -> (String, Vec<u8>) {
        let folder = watchdog::folder().join(format!("saved-{}", self.driver.session_id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let allowed = json!({ "behavior": "allow", "downloadPath": folder.display().to_string() });
        self.driver
            .cdp()
            .send_raw("Browser.setDownloadBehavior", allowed)
            .await
            .expect("files may be saved");
        self.press(text).await;
        for _ in 0..200 {
            if let Some(file) = saved(&folder) {
                let content = std::fs::read(&file).expect("a whole file");
                let name = file.file_name().expect("a name").to_string_lossy().into_owned();
                return (name, content);
            }
            actix_web::rt::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{}: {text:?} saves nothing", self.path().await);
    }
}

/// The file in a folder, once it is whole: until then the browser gives it another ending.
fn saved(folder: &PathBuf) -> Option<PathBuf> {
    let found = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let mut whole = found.filter(|path| path.extension().is_some_and(|ending| ending != "crdownload" && ending != "tmp"));
    whole.next()
}
