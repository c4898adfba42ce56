//! Reads `locales/` and writes one typed method a message; lists the files of `static/`.
//!
//! English has every message. Another language may lack some (they are shown in English, marked so), but it may not
//! have a message or a variable that English does not know: that stops the build.
#![expect(clippy::expect_used, reason = "a build that cannot read its own sources has to stop")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::{ast, parser};

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=static");
    println!("cargo:rerun-if-changed=migrations");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    fs::write(out.join("messages.rs"), messages(&root)).expect("messages.rs");
    fs::write(out.join("assets.rs"), assets(&root)).expect("assets.rs");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    files.sort();
    files
}

type Messages = BTreeMap<String, Vec<String>>;

fn messages(root: &Path) -> String {
    let mut languages: BTreeMap<String, Messages> = BTreeMap::new();
    let mut sources: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for folder in files(&root.join("locales")) {
        let language = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let ftl: Vec<_> = files(&folder)
            .into_iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "ftl"))
            .collect();
        let mut known = Messages::new();
        for file in &ftl {
            for (key, variables) in read(file) {
                assert!(
                    known.insert(key.clone(), variables).is_none(),
                    "{}: `{key}` is defined twice",
                    file.display()
                );
            }
        }
        languages.insert(language.clone(), known);
        sources.insert(language, ftl);
    }
    let english = languages.get("en").expect("locales/en");
    for (language, messages) in &languages {
        for (key, variables) in messages {
            let Some(known) = english.get(key) else {
                panic!("locales/{language}: `{key}` is not in locales/en")
            };
            for variable in variables {
                assert!(
                    known.contains(variable),
                    "locales/{language}: `{key}` uses ${variable}, which English does not"
                );
            }
        }
    }
    let mut text = String::from("impl Words {\n");
    for (key, variables) in english {
        let name = key.replace('-', "_");
        let arguments: String = variables.iter().fold(String::new(), |mut text, variable| {
            let _ = write!(text, ", {variable}: impl Into<FluentValue<'a>>");
            text
        });
        if variables.is_empty() {
            let _ = writeln!(text, "    pub fn {name}(&self) -> Phrase<'_> {{");
            let _ = writeln!(text, "        Phrase::new(self, {key:?}, None)");
        } else {
            let _ = writeln!(text, "    pub fn {name}<'a>(&'a self{arguments}) -> Phrase<'a> {{");
            let _ = writeln!(text, "        let mut arguments = FluentArgs::with_capacity({});", variables.len());
            for variable in variables {
                let _ = writeln!(text, "        arguments.set({variable:?}, {variable});");
            }
            let _ = writeln!(text, "        Phrase::new(self, {key:?}, Some(arguments))");
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n\n/// Every language with the texts of its files.\npub(super) const SOURCES: &[(&str, &[&str])] = &[\n");
    for (language, files) in &sources {
        let _ = writeln!(text, "    ({language:?}, &[");
        for file in files {
            let _ = writeln!(text, "        include_str!({:?}),", file.display().to_string());
        }
        text.push_str("    ]),\n");
    }
    text.push_str("];\n\n/// Every key, in order.\npub(super) const KEYS: &[&str] = &[\n");
    for key in english.keys() {
        let _ = writeln!(text, "    {key:?},");
    }
    text.push_str("];\n");
    text
}

fn read(file: &Path) -> Messages {
    let source = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
    let mut messages = Messages::new();
    for entry in resource.body {
        if let ast::Entry::Message(message) = entry {
            let mut variables = Vec::new();
            if let Some(pattern) = &message.value {
                in_pattern(pattern, &mut variables);
            }
            variables.sort();
            messages.insert(message.id.name, variables);
        }
    }
    messages
}

fn in_pattern(pattern: &ast::Pattern<String>, found: &mut Vec<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &ast::Expression<String>, found: &mut Vec<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, found),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<String>, found: &mut Vec<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } if !found.contains(&id.name) => found.push(id.name.clone()),
        ast::InlineExpression::Placeable { expression } => in_expression(expression, found),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| in_inline(argument, found));
        }
        _ => {}
    }
}

fn assets(root: &Path) -> String {
    let mut text = String::from("/// Name and bytes of every file in `static/`.\npub(super) const FILES: &[(&str, &[u8])] = &[\n");
    for file in files(&root.join("static")) {
        if file.is_file() {
            let _ = writeln!(
                text,
                "    ({:?}, include_bytes!({:?})),",
                file.file_name().expect("a name").to_string_lossy(),
                file.display().to_string()
            );
        }
    }
    text.push_str("];\n");
    text
}
