//! A page as its reader has it before them: what it says, what can be filled in, pressed and followed.

use scraper::{ElementRef, Html, Selector};

use super::browser::{Answer, Browser};
use super::html::{all, normal, readable, words};
use super::sound;

/// A page. Filling something in gives the page back; pressing and following leave it for another.
pub(crate) struct Page {
    pub(crate) status: u16,
    /// Path and query, after all redirects.
    pub(crate) url: String,
    pub(crate) html: String,
    /// Where the redirects led, in order.
    pub(crate) hops: Vec<String>,
    tree: Html,
    /// By the place of the field on the page.
    typed: Vec<(usize, Typed)>,
    browser: Browser,
}

enum Typed {
    Text(String),
    Ticked(bool),
}

/// What can be filled in.
const CONTROLS: &str = "input, select, textarea";

impl Page {
    pub(super) fn new(browser: Browser, url: String, answer: Answer, hops: Vec<String>) -> Self {
        assert!(answer.status < 500, "{url} answered {}:\n{}", answer.status, answer.body);
        let tree = Html::parse_document(&answer.body);
        if answer
            .headers
            .get("content-type")
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        {
            sound::page(&url, &answer.body, &tree);
        }
        Self {
            status: answer.status,
            url,
            html: answer.body,
            hops,
            tree,
            typed: Vec::new(),
            browser,
        }
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.tree.select(&Selector::parse(selector).expect("a selector")).collect()
    }

    /// The main part as text, for snapshots.
    pub(crate) fn main(&self) -> String {
        let mains = self.all("main");
        let main = mains
            .first()
            .unwrap_or_else(|| panic!("{} has no main part:\n{}", self.url, self.html));
        normal(&readable(*main), self.browser.base_url())
    }

    pub(crate) fn title(&self) -> String {
        self.all("title").first().map_or(String::new(), |title| words(*title))
    }

    /// Does the page say this anywhere?
    pub(crate) fn has(&self, text: &str) -> bool {
        self.all("body").iter().any(|body| words(*body).contains(text))
    }

    /// What is said first, after something was done.
    pub(crate) fn flash(&self) -> Option<String> {
        self.all(".flash").first().map(|flash| words(*flash))
    }

    /// What is wrong with the form, in the order of the page.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.all("[role=alert] li").into_iter().map(words).collect()
    }

    /// An attribute of the first element that a selector finds.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<&str> {
        self.all(selector).first().and_then(|found| found.value().attr(name))
    }

    pub(crate) fn has_button(&self, text: &str) -> bool {
        self.all("button").into_iter().any(|button| words(button) == text)
    }

    /// Types into a field.
    pub(crate) fn fill(mut self, label: &str, value: &str) -> Self {
        let field = self.place(self.labelled(label));
        self.typed.push((field, Typed::Text(value.to_owned())));
        self
    }

    /// Types into a field of a group, named by its legend or its button: rows and cards name their fields alike.
    pub(crate) fn fill_in(mut self, group: &str, label: &str, value: &str) -> Self {
        let field = self.place(self.labelled_in(self.group(group), label));
        self.typed.push((field, Typed::Text(value.to_owned())));
        self
    }

    /// Ticks a box.
    pub(crate) fn tick(mut self, label: &str) -> Self {
        let field = self.place(self.labelled(label));
        self.typed.push((field, Typed::Ticked(true)));
        self
    }

    /// Takes a tick away.
    pub(crate) fn untick(mut self, label: &str) -> Self {
        let field = self.place(self.labelled(label));
        self.typed.push((field, Typed::Ticked(false)));
        self
    }

    /// Chooses an option of a list, or one of the answers in a group.
    pub(crate) fn choose(mut self, label: &str, option: &str) -> Self {
        let groups = self.all("fieldset");
        let is_group = |group: &&ElementRef<'_>| all(**group, "legend").first().is_some_and(|legend| words(*legend) == label);
        let chosen = if let Some(group) = groups.iter().find(is_group) {
            (self.place(self.labelled_in(*group, option)), Typed::Ticked(true))
        } else {
            self.option(self.labelled(label), option)
        };
        self.typed.push(chosen);
        self
    }

    /// Chooses the first option of a list that begins like this.
    pub(crate) fn choose_starting(self, label: &str, start: &str) -> Self {
        let options = all(self.labelled(label), "option");
        let found = options.iter().map(|option| words(*option)).find(|known| known.starts_with(start));
        let found = found.unwrap_or_else(|| panic!("{label:?} of {} has no option that begins with {start:?}", self.url));
        self.choose(label, &found)
    }

    /// Chooses an option of a list in a group.
    pub(crate) fn choose_in(mut self, group: &str, label: &str, option: &str) -> Self {
        let chosen = self.option(self.labelled_in(self.group(group), label), option);
        self.typed.push(chosen);
        self
    }

    fn option(&self, list: ElementRef<'_>, option: &str) -> (usize, Typed) {
        let options = all(list, "option");
        let found = options.iter().find(|known| words(**known) == option);
        let found = found.unwrap_or_else(|| {
            let known: Vec<_> = options.iter().map(|option| words(*option)).collect();
            panic!("{} has no option {option:?}, but {known:?}", self.url)
        });
        (self.place(list), Typed::Text(value_of_option(*found)))
    }

    /// The fields under a legend, or those of the form that has a button.
    fn group(&self, name: &str) -> ElementRef<'_> {
        let is_called = |group: &ElementRef<'_>| match group.value().name() {
            "form" => all(*group, "button").into_iter().any(|button| words(button) == name),
            _ => all(*group, "legend").first().is_some_and(|legend| words(*legend) == name),
        };
        let found: Vec<_> = self.all("fieldset, form").into_iter().filter(is_called).collect();
        let [one] = found.as_slice() else {
            panic!("{} has {} times the group {name:?}", self.url, found.len())
        };
        *one
    }

    /// Presses a button: sends its form, with what was filled in and what was there.
    pub(crate) async fn submit(self, button: &str) -> Page {
        let pressed = self.one("button, input[type=submit]", button, "button");
        let form = pressed
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "form");
        let form = form.unwrap_or_else(|| panic!("the button {button:?} of {} has no form", self.url));
        let mut fields = self.fields(form);
        if let Some(name) = pressed.value().attr("name") {
            fields.push((name.to_owned(), pressed.value().attr("value").unwrap_or_default().to_owned()));
        }
        let attribute = |name: &str| pressed.value().attr(&format!("form{name}")).or_else(|| form.value().attr(name));
        let kind = attribute("enctype").unwrap_or("application/x-www-form-urlencoded");
        assert_eq!(kind, "application/x-www-form-urlencoded", "this browser cannot send that yet");
        let path = self.browser.path_of(&self.url, attribute("action").unwrap_or_default());
        if attribute("method").is_some_and(|method| method.eq_ignore_ascii_case("post")) {
            return self.browser.go(&self.url, "POST", &path, Some(&fields)).await;
        }
        let mut url = reqwest::Url::parse("query:").expect("an address");
        url.query_pairs_mut().extend_pairs(&fields);
        let path = path.split('?').next().unwrap_or_default();
        self.browser
            .go(&self.url, "GET", &format!("{path}?{}", url.query().unwrap_or_default()), None)
            .await
    }

    /// Follows a link, of the main part where there are several.
    pub(crate) async fn follow(self, link: &str) -> Page {
        let found = self.one("a[href]", link, "link");
        let path = self.browser.path_of(&self.url, found.value().attr("href").unwrap_or_default());
        self.browser.open(path).await
    }

    /// The one element with a text: in the main part if it is there, else anywhere.
    fn one(&self, selector: &str, text: &str, what: &str) -> ElementRef<'_> {
        let here = self.all(selector);
        let said = |element: &ElementRef<'_>| match element.value().name() {
            "input" => element.value().attr("value").unwrap_or_default().to_owned(),
            _ => words(*element),
        };
        let mut found: Vec<_> = here.iter().filter(|element| said(element) == text).collect();
        if found.len() > 1 {
            found.retain(|element| {
                element
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|above| above.value().name() == "main")
            });
        }
        let [one] = found.as_slice() else {
            let known: Vec<_> = here.iter().map(said).collect();
            panic!("{} has {} times the {what} {text:?}, among {known:?}", self.url, found.len())
        };
        **one
    }

    /// The field with a label.
    fn labelled(&self, label: &str) -> ElementRef<'_> {
        self.labelled_in(self.tree.root_element(), label)
    }

    fn labelled_in<'a>(&'a self, within: ElementRef<'a>, label: &str) -> ElementRef<'a> {
        let labels = all(within, "label");
        let found: Vec<_> = labels.iter().filter(|known| label_words(**known) == label).collect();
        let [one] = found.as_slice() else {
            let known: Vec<_> = labels.iter().map(|known| label_words(*known)).collect();
            panic!("{} has {} times the field {label:?}, among {known:?}", self.url, found.len())
        };
        let inside = all(**one, CONTROLS).first().copied();
        let named = one.value().attr("for").and_then(|id| {
            let controls = self.all(CONTROLS);
            controls.into_iter().find(|control| control.value().attr("id") == Some(id))
        });
        named
            .or(inside)
            .unwrap_or_else(|| panic!("the label {label:?} of {} names no field", self.url))
    }

    /// What a form sends: the controls that have a name and a value, with what was typed.
    fn fields(&self, form: ElementRef<'_>) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for control in all(form, CONTROLS) {
            let value = control.value();
            let (Some(name), None) = (value.attr("name"), value.attr("disabled")) else {
                continue;
            };
            let kind = value.attr("type").unwrap_or("text");
            let text = match value.name() {
                "input" if matches!(kind, "submit" | "button" | "image" | "reset" | "file") => None,
                "input" if matches!(kind, "checkbox" | "radio") => self
                    .is_ticked(form, control)
                    .then(|| value.attr("value").unwrap_or("on").to_owned()),
                "select" => Some(self.typed_text(control).unwrap_or_else(|| chosen(control))),
                "textarea" => Some(self.typed_text(control).unwrap_or_else(|| control.text().collect::<String>())),
                _ => Some(
                    self.typed_text(control)
                        .unwrap_or_else(|| value.attr("value").unwrap_or_default().to_owned()),
                ),
            };
            fields.extend(text.map(|text| (name.to_owned(), text)));
        }
        fields
    }

    /// Which of the page's fields it is.
    fn place(&self, control: ElementRef<'_>) -> usize {
        let found = self.all(CONTROLS).into_iter().position(|known| known == control);
        found.expect("a field of this page")
    }

    fn typed_text(&self, control: ElementRef<'_>) -> Option<String> {
        let place = self.place(control);
        self.typed.iter().rev().find_map(|(typed_at, typed)| match typed {
            Typed::Text(text) if *typed_at == place => Some(text.clone()),
            _ => None,
        })
    }

    fn is_ticked(&self, form: ElementRef<'_>, control: ElementRef<'_>) -> bool {
        // of a group of radio buttons the last one that was chosen counts
        let group = match control.value().attr("type") {
            Some("radio") => all(form, "input[type=radio]"),
            _ => vec![control],
        };
        let same_name = |other: &ElementRef<'_>| other.value().attr("name") == control.value().attr("name");
        let places: Vec<usize> = group.into_iter().filter(same_name).map(|other| self.place(other)).collect();
        match self.typed.iter().rev().find(|(place, _)| places.contains(place)) {
            Some((place, Typed::Ticked(ticked))) => *ticked && *place == self.place(control),
            _ => control.value().attr("checked").is_some(),
        }
    }
}

/// The words of a label without those of the control in it and without a count.
fn label_words(label: ElementRef<'_>) -> String {
    let mut said = words(label);
    for part in all(label, "select, textarea, .n") {
        said = said.replace(&words(part), "");
    }
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn value_of_option(option: ElementRef<'_>) -> String {
    option.value().attr("value").map_or_else(|| words(option), str::to_owned)
}

/// The option of a list that is chosen, or else its first.
fn chosen(list: ElementRef<'_>) -> String {
    let options = all(list, "option");
    let selected = options.iter().find(|option| option.value().attr("selected").is_some());
    selected
        .or(options.first())
        .map_or(String::new(), |option| value_of_option(*option))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{Database, TestApp, or_skip};
    use benchside::db::Engine;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en" dir="ltr"><head><title>Try</title></head><body><main><h1>Try</h1>
        <form method="get" action="/healthz"><input type="hidden" name="next" value="/me">
        <label for="a">Name</label><input id="a" name="name" value="Ann">
        <label for="b">Country</label><select id="b" name="country"><option value="">Choose</option><option value="GHA">Ghana</option></select>
        <label for="c">Note</label><textarea id="c" name="note">as it was</textarea>
        <label><input type="checkbox" name="skill" value="1"><span>Filling</span><span class="n">12</span></label>
        <label><input type="checkbox" name="skill" value="2" checked><span>Blow-fill-seal</span></label>
        <fieldset><legend>Travel</legend><label><input type="radio" name="travel" value="none" checked>No</label>
        <label><input type="radio" name="travel" value="region">In my region</label></fieldset>
        <button type="submit" name="go" value="yes">Go on</button></form></main></body></html>"#;

    async fn page(app: &TestApp) -> Page {
        let answer = app.visitor().ask("GET", "/healthz").send().await;
        let answer = Answer {
            body: PAGE.to_owned(),
            ..answer
        };
        Page::new(app.visitor(), "/try".to_owned(), answer, Vec::new())
    }

    #[actix_web::test]
    async fn a_form_is_sent_as_it_was_filled_in() {
        let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
        let sent = page(&app).await.submit("Go on").await;
        assert_eq!(
            sent.url,
            "/healthz?next=%2Fme&name=Ann&country=&note=as+it+was&skill=2&travel=none&go=yes"
        );
        let filled = page(&app).await.fill("Name", "Ben").choose("Country", "Ghana").fill("Note", "a\nb");
        let filled = filled.tick("Filling").untick("Blow-fill-seal").choose("Travel", "In my region");
        let sent = filled.submit("Go on").await;
        assert_eq!(
            sent.url,
            "/healthz?next=%2Fme&name=Ben&country=GHA&note=a%0Ab&skill=1&travel=region&go=yes"
        );
    }

    #[actix_web::test]
    async fn a_page_is_told_as_text() {
        let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
        insta::assert_snapshot!("a_page_is_told_as_text", page(&app).await.main());
    }

    #[test]
    fn a_database_goes_with_its_test() {
        let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
        let file = database.file();
        assert!(file.exists());
        drop(database);
        assert!(!file.exists());
    }
}
