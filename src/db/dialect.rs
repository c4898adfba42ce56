//! Everything in which the two databases differ, and nothing else.

use diesel::expression::{ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Binary, Bool, Text};
use diesel::sqlite::Sqlite;

use super::schema::{search_document, search_document as documents};
use super::{Db, MultiBackend, Result};
use crate::kernel::AnyId;

/// Runs the same text against the connection of either database: for what the common backend lacks (many rows at
/// once, `ON CONFLICT`).
#[macro_export]
macro_rules! on_each {
    ($db:expr, |$connection:ident| $body:expr) => {
        match $db {
            $crate::db::Db::Postgres($connection) => $body,
            $crate::db::Db::Sqlite($connection) => $body,
        }
    };
}

/// Inserts many rows; so many at a time that neither database runs out of parameters.
///
/// The row type needs `treat_none_as_default_value = false`: without it diesel begins a transaction of its own on SQLite.
#[macro_export]
macro_rules! insert_many {
    ($db:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        let mut inserted: $crate::db::Result<()> = Ok(());
        for chunk in rows.chunks(500) {
            inserted = $crate::on_each!($db, |connection| diesel::RunQueryDsl::execute(
                diesel::insert_into($table).values(chunk),
                connection
            ))
            .map(|_| ())
            .map_err(Into::into);
            if inserted.is_err() {
                break;
            }
        }
        inserted
    }};
}

/// `FOR UPDATE` behind a select: the rows that a command decides on. On SQLite the writer is alone, so nothing.
pub fn lock<Q>(query: Q) -> Locked<Q> {
    let tail = ForUpdate { waits: true };
    Locked { query, tail }
}

/// As [`lock`], but of rows that another holds nothing is seen: for those who take whatever is free.
pub fn lock_free<Q>(query: Q) -> Locked<Q> {
    let tail = ForUpdate { waits: false };
    Locked { query, tail }
}

#[derive(Debug, Clone, Copy)]
pub struct Locked<Q> {
    query: Q,
    tail: ForUpdate,
}

#[derive(Debug, Clone, Copy)]
struct ForUpdate {
    waits: bool,
}

impl QueryFragment<Pg> for ForUpdate {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(if self.waits { " FOR UPDATE" } else { " FOR UPDATE SKIP LOCKED" });
        Ok(())
    }
}

impl QueryFragment<Sqlite> for ForUpdate {
    fn walk_ast<'b>(&'b self, _out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        Ok(())
    }
}

impl<Q> QueryId for Locked<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Locked<Q> {
    type SqlType = Q::SqlType;
}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Locked<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.query.walk_ast(out.reborrow())?;
        MultiBackend::walk_variant_ast(&self.tail, out)
    }
}

impl<Q> RunQueryDsl<Db> for Locked<Q> {}

/// `column IN (select …)` for a boxed select, which the common backend's own `eq_any` does not take.
pub fn one_of<C, Q>(column: C, select: Q) -> OneOf<C, Q> {
    OneOf { column, select }
}

#[derive(Debug, Clone, Copy)]
pub struct OneOf<C, Q> {
    column: C,
    select: Q,
}

impl<C, Q> QueryId for OneOf<C, Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C: Expression, Q> Expression for OneOf<C, Q> {
    type SqlType = Bool;
}
impl<S, C: SelectableExpression<S>, Q> SelectableExpression<S> for OneOf<C, Q> {}
impl<S, C: AppearsOnTable<S>, Q> AppearsOnTable<S> for OneOf<C, Q> {}
impl<G, C, Q> ValidGrouping<G> for OneOf<C, Q> {
    type IsAggregate = is_aggregate::No;
}

impl<C: QueryFragment<MultiBackend>, Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for OneOf<C, Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        self.select.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

/// Documents that hold all of some tokens, the last by its beginning.
#[derive(Debug, Clone, QueryId)]
pub struct HoldsTokens {
    postgres: String,
    sqlite: String,
}

/// A token has so many characters at most, here and in the question: PostgreSQL refuses more than 2,047 bytes.
const TOKEN_LENGTH: usize = 100;

fn cut(token: &str) -> &str {
    token.char_indices().nth(TOKEN_LENGTH).map_or(token, |(end, _)| &token[..end])
}

/// The filter for `search_document`; `None` where there is nothing to look for.
#[must_use]
pub fn holds_tokens(tokens: &[String]) -> Option<HoldsTokens> {
    let tokens: Vec<&str> = tokens.iter().map(|token| cut(token)).collect();
    let (last, others) = tokens.split_last()?;
    // tokens are letters and digits alone (words::tokens), so quoting cannot be broken out of
    let postgres = others
        .iter()
        .map(|token| format!("'{token}'"))
        .chain([format!("'{last}':*")])
        .collect::<Vec<_>>()
        .join(" & ");
    let sqlite = others
        .iter()
        .map(|token| format!("\"{token}\""))
        .chain([format!("\"{last}\"*")])
        .collect::<Vec<_>>()
        .join(" AND ");
    Some(HoldsTokens { postgres, sqlite })
}

impl Expression for HoldsTokens {
    type SqlType = Bool;
}
impl<S> SelectableExpression<S> for HoldsTokens where search_document::tokens: SelectableExpression<S> {}
impl<S> AppearsOnTable<S> for HoldsTokens where search_document::tokens: AppearsOnTable<S> {}
impl<G> ValidGrouping<G> for HoldsTokens {
    type IsAggregate = is_aggregate::No;
}

impl QueryFragment<Pg> for HoldsTokens {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("array_to_tsvector(string_to_array(search_document.tokens, ' ')) @@ ");
        out.push_bind_param::<Text, _>(&self.postgres)?;
        out.push_sql("::tsquery");
        Ok(())
    }
}

impl QueryFragment<Sqlite> for HoldsTokens {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("search_document.doc_id IN (SELECT rowid FROM search_index WHERE search_index MATCH ");
        out.push_bind_param::<Text, _>(&self.sqlite)?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<MultiBackend> for HoldsTokens {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, out)
    }
}

// the number of bytes of a BLOB, by one name on both
diesel::define_sql_function! {
    #[sql_name = "LENGTH"]
    fn byte_length(content: Binary) -> Integer;
}

/// What a search document is about.
pub struct Document<'a> {
    pub kind: &'a str,
    pub id: AnyId,
    pub language: &'a str,
    pub tokens: String,
}

/// Replaces one search document.
///
/// # Errors
/// The database's.
pub fn index(db: &mut Db, document: &Document<'_>) -> Result<()> {
    unindex(db, document.kind, document.id, Some(document.language))?;
    let tokens: Vec<&str> = document.tokens.split(' ').map(cut).collect();
    let tokens = tokens.join(" ");
    let doc_id: i64 = diesel::insert_into(documents::table)
        .values((
            documents::kind.eq(document.kind),
            documents::entity_id.eq(document.id),
            documents::language.eq(document.language),
            documents::tokens.eq(&tokens),
        ))
        .returning(documents::doc_id)
        .get_result(db)?;
    if let Db::Sqlite(connection) = db {
        diesel::sql_query("INSERT INTO search_index (rowid, tokens) VALUES ($1, $2)")
            .bind::<BigInt, _>(doc_id)
            .bind::<Text, _>(&tokens)
            .execute(connection)?;
    }
    Ok(())
}

/// Takes a thing out of the search, in one language or in all.
///
/// # Errors
/// The database's.
pub fn unindex(db: &mut Db, kind: &str, id: AnyId, language: Option<&str>) -> Result<()> {
    let mut old = documents::table
        .filter(documents::kind.eq(kind))
        .filter(documents::entity_id.eq(id))
        .select(documents::doc_id)
        .into_boxed::<MultiBackend>();
    if let Some(language) = language {
        old = old.filter(documents::language.eq(language));
    }
    for doc_id in old.load::<i64>(db)? {
        diesel::delete(documents::table.filter(documents::doc_id.eq(doc_id))).execute(db)?;
        if let Db::Sqlite(connection) = db {
            diesel::sql_query("DELETE FROM search_index WHERE rowid = $1")
                .bind::<BigInt, _>(doc_id)
                .execute(connection)?;
        }
    }
    Ok(())
}
