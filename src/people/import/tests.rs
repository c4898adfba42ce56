//! Files of staff as people really send them, and texts that nobody would.

use proptest::prelude::*;

use super::*;

struct Few;

impl Codes for Few {
    type Role = &'static str;
    type Skill = u8;

    fn role(&self, text: &str) -> Option<&'static str> {
        (text == "ROLE-01").then_some("ROLE-01")
    }

    fn skill(&self, text: &str) -> Option<u8> {
        text.strip_prefix("MFG-")
            .and_then(|number| number.parse().ok())
            .filter(|number| *number < 10)
    }
}

const HEADER: &str = "name,email,staff_number,post,country,sector,languages,role,levels";

fn problems(rows: &str) -> Vec<(usize, Vec<(Column, CellProblem)>)> {
    let sheet = read(&format!("{HEADER}\n{rows}")).unwrap();
    let (_, bad) = check_all(sheet.rows, sheet.width, &Few);
    bad.into_iter().map(|(row, wrong)| (row.line, wrong)).collect()
}

#[test]
fn a_row_is_read_into_a_person() {
    let sheet = read(&format!(
        "{HEADER}\nAma Serwaa,ama@volta.example,V-1,QC analyst,gha,Public,en fr,ROLE-01,MFG-4=2 MFG-5=3\n"
    ))
    .unwrap();
    let (good, bad) = check_all(sheet.rows, sheet.width, &Few);
    assert_eq!(bad, []);
    let staff = &good[0];
    assert_eq!(
        (staff.line, staff.name.as_str(), staff.staff_number.as_deref()),
        (2, "Ama Serwaa", Some("V-1"))
    );
    assert_eq!(staff.country.map(|code| code.to_string()).as_deref(), Some("GHA"));
    assert_eq!(staff.languages.len(), 2);
    assert_eq!((staff.role, staff.levels.as_slice()), (Some("ROLE-01"), &[(4, 2), (5, 3)][..]));
}

#[test]
fn spreadsheets_of_all_kinds_are_read() {
    let expected = read("name,staff_number\nAnn,1\nBen,2\n").unwrap().rows;
    for (text, notes) in [
        ("name,staff_number\r\nAnn,1\r\nBen,2", vec![]),
        (
            "\u{feff}name;staff_number\r\nAnn;1\r\nBen;2\r\n",
            vec![Note::ByteOrderMark, Note::Semicolons],
        ),
        ("Name\tStaff number\nAnn\t1\nBen\t2\n", vec![Note::Tabs]),
        ("\"name\",\"staff_number\"\n\"Ann\",1\n Ben , 2 \n", vec![]),
    ] {
        let sheet = read(text).unwrap();
        assert_eq!((sheet.rows, sheet.notes), (expected.clone(), notes), "{text:?}");
    }
}

#[test]
fn rows_are_numbered_by_their_lines() {
    let sheet = read("name,staff_number\n\nAnn,1\n,\n\"Ben\nMensah\",2\n\n\nCleo,3").unwrap();
    assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 5, 9]);
    assert_eq!(sheet.rows[1].cells.get(Column::Name), "Ben\nMensah");
}

#[test]
fn files_that_cannot_be_told_apart_are_refused() {
    let quoting = |line, column, quote| Err(FileProblem::Quoting { line, column, quote });
    assert_eq!(read(""), Err(FileProblem::Empty));
    assert_eq!(read("\u{feff} \r\n\r\n"), Err(FileProblem::Empty));
    assert_eq!(read("name,staff_number\r\n"), Err(FileProblem::NoRows));
    assert_eq!(read("name,staff_number\nAnn,1\n\"Ben,2\nCleo,3\n"), quoting(3, 1, Quote::Open));
    assert_eq!(read("name,staff_number\nAnn,1\"2\n"), quoting(2, 2, Quote::Inside));
    assert_eq!(read("name,staff_number\n\"Ann\"a,1\n"), quoting(2, 1, Quote::After));
    let header = FileProblem::Header {
        unknown: vec!["wage".to_owned()],
        missing: vec![Column::StaffNumber],
        doubled: vec![Column::Name],
    };
    assert_eq!(read("name,name,wage\nAnn,Ann,1\n"), Err(header));
    let many = format!("name,staff_number\n{}", "Ann,1\n".repeat(MOST_ROWS + 1));
    assert_eq!(read(&many), Err(FileProblem::TooManyRows(MOST_ROWS + 1)));
}

#[test]
fn sec_38_what_is_wrong_is_said_of_its_cell() {
    use CellProblem as P;
    let missing = || P::Text(crate::kernel::text::TextProblem::Missing);
    let address = || P::Text(crate::kernel::text::TextProblem::NotAnAddress);
    assert_eq!(problems(",,1,,,,,,"), [(2, vec![(Column::Name, missing())])]);
    assert_eq!(
        problems("Ann,ann@,,,,,,,"),
        [(2, vec![(Column::Email, address()), (Column::StaffNumber, missing())])]
    );
    assert_eq!(problems("Ann,,1,,Gahna,,,,"), [(2, vec![(Column::Country, P::UnknownCountry)])]);
    assert_eq!(problems("Ann,,1,,,ngo,,,"), [(2, vec![(Column::Sector, P::UnknownSector)])]);
    assert_eq!(
        problems("Ann,,1,,,,english,,"),
        [(2, vec![(Column::Languages, P::UnknownLanguage("english".to_owned()))])]
    );
    assert_eq!(problems("Ann,,1,,,,,ROLE-99,"), [(2, vec![(Column::Role, P::UnknownRole)])]);
    for (levels, problem) in [
        ("MFG-4", P::NotALevel("MFG-4".to_owned())),
        ("XXX-4=1", P::UnknownSkill("XXX-4".to_owned())),
        ("MFG-4=6", P::LevelOutOfRange("MFG-4=6".to_owned())),
        ("MFG-4=0", P::LevelOutOfRange("MFG-4=0".to_owned())),
        ("MFG-4=1 MFG-4=2", P::DoubledSkill("MFG-4".to_owned())),
    ] {
        assert_eq!(problems(&format!("Ann,,1,,,,,,{levels}")), [(2, vec![(Column::Levels, problem)])]);
    }
}

#[test]
fn numbers_and_addresses_stand_once() {
    use CellProblem as P;
    let rows = "Ann,a@b.example,1,,,,,,\nBen,A@B.example,1,,,,,,\nCleo,c@b.example,2,,,,,,\n";
    assert_eq!(
        problems(rows),
        [(
            3,
            vec![(Column::Email, P::DoubledAddress(2)), (Column::StaffNumber, P::DoubledNumber(2))]
        )]
    );
    assert_eq!(
        problems("Mensah, Ann,,1,,,,,,\n"),
        [(2, vec![(Column::Name, P::Miscounted { found: 10, expected: 9 })])]
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        if let Ok(sheet) = read(&text) {
            let _ = check_all(sheet.rows, sheet.width, &Few);
        }
    }

    #[test]
    fn any_file_is_read_or_refused(text in "(name|staff_number|levels|role|email|,|;|\t|\"|\r|\n|\u{feff}|MFG-4=|[0-9]| |@|a|é|ع){0,60}") {
        for text in [text.clone(), format!("{HEADER}\n{text}")] {
            if let Ok(sheet) = read(&text) {
                let rows = sheet.rows.len();
                let (good, bad) = check_all(sheet.rows, sheet.width, &Few);
                prop_assert_eq!(good.len() + bad.len(), rows);
            }
        }
    }

    #[test]
    fn every_row_is_found_on_its_line(names in proptest::collection::vec("[a-z \n,;\"é]{1,12}", 1..12)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["name", "staff_number"]).unwrap();
        let (mut lines, mut line) = (Vec::new(), 2);
        for (at, name) in names.iter().enumerate() {
            writer.write_record([name.as_str(), &at.to_string()]).unwrap();
            lines.push(line);
            line += 1 + name.matches('\n').count();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let sheet = read(&text).unwrap();
        prop_assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), lines);
        for (row, name) in sheet.rows.iter().zip(&names) {
            prop_assert_eq!(row.cells.get(Column::Name), name.trim());
        }
    }
}
