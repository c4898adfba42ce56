//! What a merge does with each table that hangs on a person, with its statements: whole, as they are compiled in.

/// A table of rows with an id and a `person_id`: they move.
pub struct Moving {
    pub name: &'static str,
    /// The ids of a person's rows.
    pub(super) list: &'static str,
    /// All rows of a person, to another one.
    pub(super) pass: &'static str,
    /// One row, to another person.
    pub(super) give: &'static str,
    /// Whether a row is with a person.
    pub(super) is_with: &'static str,
}

/// A table whose rows are for a person and something: they move where the kept record has none for it, so that what was
/// withdrawn there does not come back.
pub struct MovingOnce {
    pub name: &'static str,
    /// What there is one row of.
    pub(super) list: &'static str,
    /// One of them, to another person.
    pub(super) pass: &'static str,
    /// Whether a person has it.
    pub(super) is_with: &'static str,
}

macro_rules! moving {
    ($($table:literal)*) => {
        &[$(Moving {
            name: $table,
            list: concat!("SELECT id FROM ", $table, " WHERE person_id = $1 ORDER BY id"),
            pass: concat!("UPDATE ", $table, " SET person_id = $1 WHERE person_id = $2"),
            give: concat!("UPDATE ", $table, " SET person_id = $1 WHERE id = $2"),
            is_with: concat!("SELECT count(*) AS count FROM ", $table, " WHERE id = $1 AND person_id = $2"),
        }),*]
    };
}

macro_rules! moving_once {
    ($($table:literal by $key:literal)*) => {
        &[$(MovingOnce {
            name: $table,
            list: concat!("SELECT DISTINCT ", $key, " AS key FROM ", $table, " WHERE person_id = $1 ORDER BY ", $key),
            pass: concat!("UPDATE ", $table, " SET person_id = $1 WHERE person_id = $2 AND ", $key, " = $3"),
            is_with: concat!("SELECT count(*) AS count FROM ", $table, " WHERE person_id = $1 AND ", $key, " = $2"),
        }),*]
    };
}

pub const MOVES: &[Moving] = moving!["attestation" "employment" "evidence" "membership" "message" "place" "seat" "wish"];
pub const MOVES_ONCE: &[MovingOnce] =
    moving_once!["consent" by "purpose" "mail_preference" by "topic" "person_language" by "language" "role_target" by "role"];
/// Tables with a `person_id` whose rows stay, beside `person_email`, whose rows move by rules of their own.
pub const STAYS: &[&str] = &[
    "credential",
    "duplicate_pair",
    "erasure",
    "link_token",
    "person_grant",
    "recovery_code",
    "second_factor",
    "session",
];
/// Whether an address is with a person.
pub(super) const IS_ADDRESS_WITH: &str = "SELECT count(*) AS count FROM person_email WHERE id = $1 AND person_id = $2";
