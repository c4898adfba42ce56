//! The taxonomy that is compiled in: fields of skills, levels, grades of evidence, role profiles.
//!
//! Its English is the original; other languages stand in `data/labels`.

mod file;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Months, NaiveDate};

use super::{FieldCode, Grade, Level, Requirement, RoleCode, SkillCode};

/// A level in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelText {
    pub level: Level,
    pub name: String,
    pub definition: String,
}

/// A grade in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeText {
    pub grade: Grade,
    pub name: String,
    pub definition: String,
}

/// A field of the work, and its skills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub code: FieldCode,
    pub name: String,
    pub definition: String,
    pub skills: Vec<Skill>,
}

/// A skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    pub code: SkillCode,
    pub field: FieldCode,
    pub name: String,
    /// What belongs to it.
    pub scope: String,
    /// How long evidence of it holds; `None` where it does not expire.
    pub validity_months: Option<u32>,
}

/// A role profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub code: RoleCode,
    pub name: String,
    /// What kind of place employs it.
    pub employer: String,
    /// In the order of the taxonomy, each skill once.
    pub required: Vec<Requirement>,
}

impl Role {
    /// The level that the role asks for in a skill; none where it does not ask for the skill.
    #[must_use]
    pub fn level_in(&self, skill: SkillCode) -> Level {
        self.required
            .iter()
            .find(|asked| asked.skill == skill)
            .map_or(Level::NONE, |asked| asked.level)
    }
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    version: String,
    published_on: NaiveDate,
    source: String,
    levels: Vec<LevelText>,
    grades: Vec<GradeText>,
    fields: Vec<Field>,
    roles: Vec<Role>,
    /// Where each skill stands: field, place in the field.
    index: BTreeMap<SkillCode, (usize, usize)>,
}

static BUILTIN: LazyLock<Taxonomy> = LazyLock::new(|| {
    // a test reads this file, so what cannot be read is never compiled into a build that passed
    Taxonomy::parse(include_str!("../../data/taxonomy.json")).unwrap_or_default()
});

impl Taxonomy {
    /// The taxonomy that is compiled in.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads `data/taxonomy.json`.
    ///
    /// # Errors
    /// A sentence for whoever edits the file.
    pub fn parse(json: &str) -> Result<Self, String> {
        let file: file::Taxonomy = serde_json::from_str(json).map_err(|error| format!("taxonomy: {error}"))?;
        let mut taxonomy = Self {
            version: file.version,
            published_on: file.published_on,
            source: file.source,
            ..Self::default()
        };
        for level in file.levels {
            let known = Level::new(level.number).ok_or_else(|| format!("taxonomy: no level {}", level.number))?;
            taxonomy.levels.push(LevelText {
                level: known,
                name: level.name,
                definition: level.definition,
            });
        }
        for grade in file.grades {
            let known = grade
                .code
                .parse()
                .ok()
                .ok_or_else(|| format!("taxonomy: no grade {:?}", grade.code))?;
            taxonomy.grades.push(GradeText {
                grade: known,
                name: grade.name,
                definition: grade.definition,
            });
        }
        for field in file.fields {
            taxonomy.add_field(field)?;
        }
        for role in file.roles {
            let role = taxonomy.role_of(role)?;
            if taxonomy.role(role.code).is_some() {
                return Err(format!("taxonomy: role {} twice", role.code));
            }
            taxonomy.roles.push(role);
        }
        Ok(taxonomy)
    }

    fn add_field(&mut self, field: file::Field) -> Result<(), String> {
        let code = field
            .code
            .parse()
            .ok()
            .ok_or_else(|| format!("taxonomy: {:?} is no code", field.code))?;
        let mut skills = Vec::new();
        for skill in field.skills {
            let known = skill
                .code
                .parse()
                .ok()
                .ok_or_else(|| format!("taxonomy: {:?} is no code", skill.code))?;
            if skill.validity_months == Some(0) || self.index.insert(known, (self.fields.len(), skills.len())).is_some() {
                return Err(format!("taxonomy: skill {known} twice, or valid for no time"));
            }
            skills.push(Skill {
                code: known,
                field: code,
                name: skill.name,
                scope: skill.scope,
                validity_months: skill.validity_months,
            });
        }
        self.fields.push(Field {
            code,
            name: field.name,
            definition: field.definition,
            skills,
        });
        Ok(())
    }

    fn role_of(&self, role: file::Role) -> Result<Role, String> {
        let code: RoleCode = role
            .code
            .parse()
            .ok()
            .ok_or_else(|| format!("taxonomy: {:?} is no code", role.code))?;
        let mut required = Vec::new();
        for (skill, level) in role.required {
            let known = skill.parse().ok().filter(|skill| self.index.contains_key(skill));
            let level = Level::new(level).filter(|level| *level > Level::NONE);
            let (skill, level) = known.zip(level).ok_or_else(|| format!("taxonomy: {code} cannot ask for {skill}"))?;
            required.push(Requirement { skill, level });
        }
        required.sort_by_key(|asked| self.index.get(&asked.skill));
        Ok(Role {
            code,
            name: role.name,
            employer: role.employer,
            required,
        })
    }

    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    #[must_use]
    pub fn published_on(&self) -> NaiveDate {
        self.published_on
    }

    /// What it was made after.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// From none to expert.
    #[must_use]
    pub fn levels(&self) -> &[LevelText] {
        &self.levels
    }

    #[must_use]
    pub fn level(&self, level: Level) -> Option<&LevelText> {
        self.levels.iter().find(|text| text.level == level)
    }

    /// From the strongest to the weakest.
    #[must_use]
    pub fn grades(&self) -> &[GradeText] {
        &self.grades
    }

    #[must_use]
    pub fn grade(&self, grade: Grade) -> Option<&GradeText> {
        self.grades.iter().find(|text| text.grade == grade)
    }

    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    #[must_use]
    pub fn field(&self, code: FieldCode) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }

    /// Every skill, field by field.
    pub fn skills(&self) -> impl Iterator<Item = &Skill> {
        self.fields.iter().flat_map(|field| &field.skills)
    }

    #[must_use]
    pub fn skill(&self, code: SkillCode) -> Option<&Skill> {
        let (field, place) = self.index.get(&code)?;
        self.fields.get(*field)?.skills.get(*place)
    }

    /// The field of a skill.
    #[must_use]
    pub fn field_of(&self, skill: SkillCode) -> Option<&Field> {
        self.index.get(&skill).and_then(|(field, _)| self.fields.get(*field))
    }

    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    #[must_use]
    pub fn role(&self, code: RoleCode) -> Option<&Role> {
        self.roles.iter().find(|role| role.code == code)
    }

    /// The first day on which evidence of a skill, observed on a day, counts as expired; `None` where it does not expire or the skill
    /// is not known. From the end of a month it is the end of a month.
    #[must_use]
    pub fn expires_on(&self, skill: SkillCode, observed_on: NaiveDate) -> Option<NaiveDate> {
        let months = self.skill(skill)?.validity_months?;
        Some(observed_on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const SMALL: &str = r#"{
        "version": "0.1", "published_on": "2026-11-01", "source": "a test",
        "levels": [{"level": 0, "name": "None", "definition": "not held"}, {"level": 2, "name": "Supervised", "definition": "needs help"}],
        "grades": [{"code": "A", "name": "Assessed", "definition": "by an assessor"}],
        "fields": [
            {"code": "MFG", "name": "Manufacturing", "definition": "making", "skills": [
                {"code": "MFG-2", "name": "Downstream", "scope": "harvest"},
                {"code": "MFG-10", "name": "Aseptic technique", "scope": "gowning", "validity_months": 6}]},
            {"code": "REG", "name": "Regulation", "definition": "ruling", "skills": [{"code": "REG-1", "name": "Inspection", "scope": "GMP"}]}],
        "roles": [{"code": "ROLE-01", "name": "Operator", "employer": "site", "required": {"REG-1": 1, "MFG-10": 3, "MFG-2": 2}}]
    }"#;

    /// Three skills and one role, for tests here and in other rooms.
    pub(crate) fn small() -> Taxonomy {
        Taxonomy::parse(SMALL).unwrap()
    }

    #[test]
    fn what_stands_in_the_file_is_found_by_its_code() {
        let taxonomy = small();
        let skill = taxonomy.skill("MFG-10".parse().unwrap()).unwrap();
        assert_eq!(
            (skill.name.as_str(), skill.field.as_str(), skill.validity_months),
            ("Aseptic technique", "MFG", Some(6))
        );
        let role = taxonomy.role("ROLE-01".parse().unwrap()).unwrap();
        // in the order of the taxonomy, not of the letters
        let required: Vec<_> = role
            .required
            .iter()
            .map(|asked| (asked.skill.to_string(), asked.level.get()))
            .collect();
        assert_eq!(
            required,
            [("MFG-2".to_owned(), 2), ("MFG-10".to_owned(), 3), ("REG-1".to_owned(), 1)]
        );
        assert_eq!(role.level_in("MFG-10".parse().unwrap()).get(), 3);
        assert_eq!(role.level_in("MFG-99".parse().unwrap()), Level::NONE);
        assert_eq!(
            taxonomy.field_of("REG-1".parse().unwrap()).map(|field| field.name.as_str()),
            Some("Regulation")
        );
        assert_eq!(taxonomy.level(Level::SUPERVISED).map(|text| text.name.as_str()), Some("Supervised"));
        assert!(taxonomy.skill("MFG-1".parse().unwrap()).is_none());
    }

    #[test]
    fn evidence_expires_after_the_months_of_its_skill() {
        let taxonomy = small();
        let on = |skill: &str, day: &str| {
            taxonomy
                .expires_on(skill.parse().unwrap(), day.parse().unwrap())
                .map(|day| day.to_string())
        };
        assert_eq!(on("MFG-10", "2026-05-02"), Some("2026-11-02".to_owned()));
        assert_eq!(on("MFG-10", "2026-08-31"), Some("2027-02-28".to_owned()));
        assert_eq!(on("MFG-2", "2026-05-02"), None);
        assert_eq!(on("NONE", "2026-05-02"), None);
    }

    #[test]
    fn a_mistake_in_the_file_is_named() {
        let with = |old: &str, new: &str| Taxonomy::parse(&SMALL.replace(old, new)).unwrap_err();
        assert_eq!(with(r#""REG-1": 1"#, r#""REG-9": 1"#), "taxonomy: ROLE-01 cannot ask for REG-9");
        assert_eq!(with(r#""REG-1": 1"#, r#""REG-1": 6"#), "taxonomy: ROLE-01 cannot ask for REG-1");
        assert_eq!(
            with(r#""code": "MFG-2""#, r#""code": "MFG-10""#),
            "taxonomy: skill MFG-10 twice, or valid for no time"
        );
        assert_eq!(with(r#""code": "A""#, r#""code": "E""#), "taxonomy: no grade \"E\"");
        assert!(with(r#""version""#, r#""edition""#).starts_with("taxonomy: missing field `version`"));
    }

    #[test]
    fn the_file_of_the_project_can_be_read() {
        let taxonomy = Taxonomy::parse(include_str!("../../data/taxonomy.json")).unwrap();
        assert_eq!(taxonomy.version(), Taxonomy::builtin().version());
        assert_eq!(
            (taxonomy.fields().len(), taxonomy.skills().count(), taxonomy.roles().len()),
            (8, 66, 18)
        );
        assert_eq!(
            taxonomy.levels().iter().map(|text| text.level.get()).collect::<Vec<_>>(),
            [0, 1, 2, 3, 4, 5]
        );
        assert_eq!(taxonomy.grades().iter().map(|text| text.grade).collect::<Vec<_>>(), Grade::ALL);
        assert!(taxonomy.roles().iter().all(|role| !role.required.is_empty()));
    }
}
