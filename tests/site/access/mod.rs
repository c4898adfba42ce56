//! Who may come where: every route, tried by everybody, in one table; and every address that one organisation sees, tried
//! by those who have no part in it.

mod matrix;
mod replay;

pub(crate) use matrix::owned_by;
