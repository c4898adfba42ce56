//! What is asked of every answer and every page that any journey opens.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

use super::browser::Answer;
use super::html::{all, words};

/// Headers that every answer has.
pub(super) fn headers(what: &str, answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'"),
        "{what}: content-security-policy is {policy:?}"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    for cookie in answer.set_cookies() {
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{what}: a cookie without {part}: {cookie}");
        }
    }
}

/// A page that a browser, a screen reader and a content policy can live with.
pub(super) fn page(url: &str, html: &str, tree: &Html) {
    let faults = faults(html, tree);
    assert!(faults.is_empty(), "{url} is not sound:\n- {}\n{html}", faults.join("\n- "));
}

fn faults(html: &str, tree: &Html) -> Vec<String> {
    let root = tree.root_element();
    let mut faults: Vec<String> = tree.errors.iter().map(|error| format!("as HTML: {error}")).collect();
    let mut check = |is_well: bool, fault: String| {
        if !is_well {
            faults.push(fault);
        }
    };
    let attribute = |element: &ElementRef<'_>, name: &str| element.value().attr(name).unwrap_or_default().to_owned();
    check(
        !attribute(&root, "lang").is_empty() && !attribute(&root, "dir").is_empty(),
        "html needs lang and dir".to_owned(),
    );
    let title = all(root, "title").first().map_or(String::new(), |title| words(*title));
    check(!title.is_empty() && !title.contains(['<', '{']), format!("the title is {title:?}"));
    check(all(root, "main").len() == 1, "there is one main part".to_owned());
    check(all(root, "main h1").len() == 1, "the main part has one h1".to_owned());

    let mut ids = BTreeSet::new();
    for element in all(root, "[id]") {
        let id = attribute(&element, "id");
        check(ids.insert(id.clone()), format!("the id {id:?} comes twice"));
    }
    for name in ["aria-describedby", "aria-labelledby", "for"] {
        for element in all(root, &format!("[{name}]")) {
            for id in attribute(&element, name).split_whitespace() {
                check(ids.contains(id), format!("{name} names {id:?}, which is not there"));
            }
        }
    }
    let labels: BTreeSet<String> = all(root, "label[for]").iter().map(|label| attribute(label, "for")).collect();
    for control in all(root, "input, select, textarea") {
        let is_unseen = matches!(attribute(&control, "type").as_str(), "hidden" | "submit" | "button");
        let is_inside = control
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|above| above.value().name() == "label");
        let is_named = !attribute(&control, "aria-label").is_empty() || !attribute(&control, "aria-labelledby").is_empty();
        let is_labelled = is_unseen || is_inside || is_named || labels.contains(&attribute(&control, "id"));
        check(is_labelled, format!("the field {:?} has no label", attribute(&control, "name")));
    }
    for element in all(root, "*") {
        for (name, _) in element.value().attrs() {
            check(
                name != "style" && !name.starts_with("on"),
                format!("<{} {name}=…> runs or styles in place", element.value().name()),
            );
        }
    }
    for link in all(root, "a[href]") {
        let (to, said) = (attribute(&link, "href"), words(link));
        let is_known = ["/", "#", "?", "https://", "http://", "mailto:", "otpauth://"]
            .iter()
            .any(|start| to.starts_with(start));
        check(is_known, format!("a link leads to {to:?}"));
        // a shape on a map is for the pointer: the same link stands in words beside it
        check(
            !said.is_empty() || !attribute(&link, "aria-label").is_empty() || attribute(&link, "tabindex") == "-1",
            format!("the link to {to:?} says nothing"),
        );
    }
    for button in all(root, "button") {
        check(
            !words(button).is_empty() || !attribute(&button, "aria-label").is_empty(),
            "a button says nothing".to_owned(),
        );
    }
    check(!html.contains("&lt;span lang"), "markup is shown as text".to_owned());
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unsound_page_is_told_by_its_faults() {
        let html = r#"<!DOCTYPE html><html lang="en"><head><title>A <b>page</b></title></head><body><main><h1>One</h1><h1>Two</h1>
            <p id="a" style="color:red">x</p><p id="a" onclick="go()">y</p><label for="nowhere">Name</label><input name="name">
            <a href="javascript:go()"></a></main></body></html>"#;
        let found = faults(html, &Html::parse_document(html)).join("\n");
        for expected in [
            "html needs lang and dir",
            "the title is",
            "one h1",
            "\"a\" comes twice",
            "\"nowhere\", which is not there",
            "\"name\" has no label",
            "style=…",
            "onclick=…",
            "\"javascript:go()\" says nothing",
            "a link leads to",
        ] {
            assert!(found.contains(expected), "{expected} is not in:\n{found}");
        }
    }
}
