//! Column types that both databases understand: ids, instants, codes.

/// `uuid` in PostgreSQL, a 16-byte BLOB in SQLite.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951))]
#[diesel(sqlite_type(name = "Binary"))]
pub struct DbUuid;

impl diesel::sql_types::HasSqlType<DbUuid> for crate::db::MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<DbUuid>(lookup)
    }
}

/// Gives an id type its column.
#[macro_export]
macro_rules! uuid_column {
    ($name:ident) => {
        const _: () = {
            use diesel::deserialize::{self, FromSql};
            use diesel::serialize::{self, IsNull, Output, ToSql};
            use diesel::{pg::Pg, sqlite::Sqlite};
            use $crate::db::{DbUuid, MultiBackend};
            impl ToSql<DbUuid, Pg> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                    std::io::Write::write_all(out, self.0.as_bytes())?;
                    Ok(IsNull::No)
                }
            }
            impl ToSql<DbUuid, Sqlite> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                    out.set_value(self.0.as_bytes().as_slice());
                    Ok(IsNull::No)
                }
            }
            impl ToSql<DbUuid, MultiBackend> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                    out.set_value((DbUuid, self));
                    Ok(IsNull::No)
                }
            }
            impl FromSql<DbUuid, Pg> for $name {
                fn from_sql(value: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
                    Ok(Self(uuid::Uuid::from_slice(value.as_bytes())?))
                }
            }
            impl FromSql<DbUuid, Sqlite> for $name {
                fn from_sql(value: <Sqlite as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                    let bytes = <Vec<u8> as FromSql<diesel::sql_types::Binary, Sqlite>>::from_sql(value)?;
                    Ok(Self(uuid::Uuid::from_slice(&bytes)?))
                }
            }
            impl FromSql<DbUuid, MultiBackend> for $name {
                fn from_sql(value: <MultiBackend as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                    value.from_sql::<Self, DbUuid>()
                }
            }
        };
    };
}

/// Gives a type that is written as text its column: how it is written, and how it is read.
#[macro_export]
macro_rules! text_column {
    ($name:ident, |$value:ident| $write:expr, |$text:ident| $read:expr) => {
        const _: () = {
            use diesel::deserialize::{self, FromSql};
            use diesel::serialize::{self, Output, ToSql};
            use diesel::sql_types::Text;
            impl<B: diesel::backend::Backend> ToSql<Text, B> for $name
            where
                str: ToSql<Text, B>,
            {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, B>) -> serialize::Result {
                    let $value = self;
                    let text: &str = $write;
                    text.to_sql(out)
                }
            }
            impl<B: diesel::backend::Backend> FromSql<Text, B> for $name
            where
                String: FromSql<Text, B>,
            {
                fn from_sql(value: B::RawValue<'_>) -> deserialize::Result<Self> {
                    let text = String::from_sql(value)?;
                    let $text = text.as_str();
                    let read: std::result::Result<Self, _> = $read;
                    read.map_err(|_error| format!("{} cannot be {text:?}", stringify!($name)).into())
                }
            }
        };
    };
}

/// Gives the instant its column: `TIMESTAMP`, and text with six decimals in SQLite so that text order is time order.
#[macro_export]
macro_rules! time_column {
    ($name:ident) => {
        const _: () = {
            use diesel::deserialize::{self, FromSql};
            use diesel::serialize::{self, IsNull, Output, ToSql};
            use diesel::sql_types::Timestamp;
            use diesel::{pg::Pg, sqlite::Sqlite};
            use $crate::db::MultiBackend;
            impl<B: diesel::backend::Backend> FromSql<Timestamp, B> for $name
            where
                chrono::NaiveDateTime: FromSql<Timestamp, B>,
            {
                fn from_sql(value: B::RawValue<'_>) -> deserialize::Result<Self> {
                    Ok(Self(chrono::NaiveDateTime::from_sql(value)?.and_utc()))
                }
            }
            impl ToSql<Timestamp, Pg> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                    <chrono::NaiveDateTime as ToSql<Timestamp, Pg>>::to_sql(&self.0.naive_utc(), &mut out.reborrow())
                }
            }
            impl ToSql<Timestamp, Sqlite> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                    out.set_value(self.0.naive_utc().format("%Y-%m-%d %H:%M:%S%.6f").to_string());
                    Ok(IsNull::No)
                }
            }
            impl ToSql<Timestamp, MultiBackend> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                    out.set_value((Timestamp, self));
                    Ok(IsNull::No)
                }
            }
        };
    };
}
