//! A copy of somebody's data as one file: a ZIP with one document of JSON and a table of CSV for each part.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use serde_json::{Map as Object, Value, json};

use crate::kernel::UtcTime;
use crate::kernel::text::harmless;

/// One part of a copy: its columns, and its rows in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Value>>,
}

/// A whole copy, of one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct DataCopy {
    pub taken_at: UtcTime,
    pub sheets: Vec<Sheet>,
}

impl DataCopy {
    /// One document: a list of objects for each part.
    #[must_use]
    pub fn document(&self) -> Value {
        let parts: Object<String, Value> = self
            .sheets
            .iter()
            .map(|sheet| {
                let rows = sheet.rows.iter().map(|row| {
                    let cells = sheet.columns.iter().map(|column| (*column).to_owned()).zip(row.iter().cloned());
                    Value::Object(cells.collect())
                });
                (sheet.name.clone(), Value::Array(rows.collect()))
            })
            .collect();
        json!({ "taken_at": self.taken_at.to_string(), "data": parts })
    }

    /// The file to be saved.
    ///
    /// # Errors
    /// What the writers say.
    pub fn file(&self) -> Result<Vec<u8>, String> {
        let document = serde_json::to_vec_pretty(&self.document()).map_err(|error| error.to_string())?;
        let mut files = vec![("data.json".to_owned(), document)];
        for sheet in self.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            files.push((format!("{}.csv", sheet.name), table(sheet).map_err(|error| error.to_string())?));
        }
        zip(&files, self.taken_at).map_err(|error| error.to_string())
    }
}

fn table(sheet: &Sheet) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(&sheet.columns)?;
    for row in &sheet.rows {
        file.write_record(row.iter().map(|cell| harmless(&written(cell))))?;
    }
    file.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn written(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The general purpose bit that says that names are UTF-8.
const UTF_8: u16 = 1 << 11;
const DEFLATED: u16 = 8;
const VERSION: u16 = 20;

fn number(bytes: &mut Vec<u8>, halves: &[u16], words: &[u32]) {
    for half in halves {
        bytes.extend(half.to_le_bytes());
    }
    for word in words {
        bytes.extend(word.to_le_bytes());
    }
}

/// The files, deflated, in the form that every system unpacks (APPNOTE 6.3, without extensions).
fn zip(files: &[(String, Vec<u8>)], at: UtcTime) -> std::io::Result<Vec<u8>> {
    use chrono::{Datelike as _, Timelike as _};
    let at = at.get();
    let half = |value: u32| u16::try_from(value).unwrap_or(0);
    let day = half(((at.year() - 1980).clamp(0, 127).unsigned_abs() << 9) | (at.month() << 5) | at.day());
    let time = half((at.hour() << 11) | (at.minute() << 5) | (at.second() / 2));
    let size = |len: usize| u32::try_from(len).map_err(|_error| std::io::Error::other("too large for this kind of file"));
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(content)?;
        let packed = packer.finish()?;
        let mut crc = Crc::new();
        crc.update(content);
        let start = size(out.len())?;
        let name_length = half(size(name.len())?);
        let sizes = [crc.sum(), size(packed.len())?, size(content.len())?];
        number(&mut out, &[], &[0x0403_4b50]);
        number(&mut out, &[VERSION, UTF_8, DEFLATED, time, day], &sizes);
        number(&mut out, &[name_length, 0], &[]);
        out.extend(name.as_bytes());
        out.extend(&packed);
        number(&mut directory, &[], &[0x0201_4b50]);
        number(&mut directory, &[VERSION, VERSION, UTF_8, DEFLATED, time, day], &sizes);
        number(&mut directory, &[name_length, 0, 0, 0, 0], &[0, start]);
        directory.extend(name.as_bytes());
    }
    let (start, length, count) = (size(out.len())?, size(directory.len())?, half(size(files.len())?));
    out.extend(&directory);
    number(&mut out, &[], &[0x0605_4b50]);
    number(&mut out, &[0, 0, count, count], &[length, start]);
    number(&mut out, &[0], &[]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cell: &str) -> Sheet {
        Sheet {
            name: "wish".to_owned(),
            columns: vec!["words", "level"],
            rows: vec![vec![json!(cell), json!(3)]],
        }
    }

    #[test]
    fn sec_36_no_cell_is_taken_for_a_formula() {
        for (cell, line) in [
            ("=1+1", "'=1+1,3"),
            ("@x", "'@x,3"),
            ("-3", "'-3,3"),
            ("+3", "'+3,3"),
            ("\tx", "'\tx,3"),
            ("\rx", "\"'\rx\",3"),
            ("a=b", "a=b,3"),
        ] {
            let written = String::from_utf8(table(&sheet(cell)).unwrap()).unwrap();
            assert_eq!(written, format!("words,level\n{line}\n"));
        }
    }

    #[test]
    fn the_archive_has_its_parts_where_its_directory_says() {
        let files = [
            ("a.txt".to_owned(), b"hello hello hello".to_vec()),
            ("b.txt".to_owned(), Vec::new()),
        ];
        let bytes = zip(&files, UtcTime::new(chrono::DateTime::UNIX_EPOCH)).unwrap();
        let end = bytes.len() - 22;
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(end), 0x0605_4b50);
        let directory = word(end + 16);
        assert_eq!(word(directory), 0x0201_4b50);
        assert_eq!(directory + word(end + 12), end);
        assert_eq!(word(word(directory + 42)), 0x0403_4b50);
        let mut unpacked = Vec::new();
        let first = &bytes[30 + 5..30 + 5 + word(18)];
        std::io::Read::read_to_end(&mut flate2::read::DeflateDecoder::new(first), &mut unpacked).unwrap();
        assert_eq!(unpacked, b"hello hello hello");
    }
}
