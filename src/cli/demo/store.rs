//! Writing the demonstration: rows of every table in one batch, a transaction a batch.

mod rows;

pub(crate) use rows::*;

use diesel::prelude::*;

use crate::cli::store::in_transaction;
use crate::db::schema::search_document;
use crate::db::{Db, Result};

/// Writes a batch in one transaction and empties it; returns how many rows it had. All of it or nothing.
pub(crate) fn write(db: &mut Db, batch: &mut Batch) -> Result<usize> {
    let count = in_transaction(db, |db| batch.insert(db))?;
    *batch = Batch::default();
    Ok(count)
}

/// Puts many documents into the search at once: the same rows as [`crate::db::dialect::index`] for each, where none is there yet.
/// The caller is alone with the database.
pub(crate) fn index_many(db: &mut Db, documents: &[SearchDocumentRow]) -> Result<()> {
    if documents.is_empty() {
        return Ok(());
    }
    let before: Option<i64> = search_document::table
        .order(search_document::doc_id.desc())
        .select(search_document::doc_id)
        .first(db)
        .optional()?;
    crate::insert_many!(db, search_document::table, documents)?;
    if let Db::Sqlite(connection) = db {
        diesel::sql_query(
            "INSERT INTO search_index (rowid, tokens) SELECT doc_id, tokens FROM search_document WHERE doc_id > $1 ORDER BY doc_id",
        )
        .bind::<diesel::sql_types::BigInt, _>(before.unwrap_or(0))
        .execute(connection)?;
    }
    Ok(())
}
