//! `benchside audit`: recounts what is counted, and looks at what the program promises and no constraint can. It writes nothing.

mod promises;
mod store;

use super::{Failure, database_url};
use crate::db::{self, OpenError, Store};
use crate::trail;
use crate::trail::chain::Head;
use promises::PROMISES;
use store::Found;

pub(super) fn run(url: Option<String>, noted: Option<&str>) -> Result<(), Failure> {
    let noted = noted
        .map(str::parse::<Head>)
        .transpose()
        .map_err(|error| Failure(format!("--head: {error}")))?;
    let mut db = Store::connect_to_look(&database_url(url)?)?;
    if !db::applied(&mut db)? {
        return Err(OpenError::NotMigrated.into());
    }
    let mut broken = 0;
    store::begin(&mut db)?;
    let mut tell = |promise: &str, found: &Found| {
        if found.count == 0 {
            println!("ok      {promise}");
        } else {
            broken += 1;
            let example = found
                .example
                .as_deref()
                .map_or_else(String::new, |example| format!(", for example {example}"));
            println!("BROKEN  {promise}: {}{example}", found.count);
        }
    };
    for promise in PROMISES {
        if let Some(found) = store::look(&mut db, promise)? {
            tell(promise.says, &found);
        }
    }
    let (deadlines, segments) = (store::deadlines(&mut db)?, store::segments(&mut db)?);
    tell("deadlines are the instants of their local times", &deadlines);
    tell("parts of offerings begin and end at the instants of their local times", &segments);
    let chain = trail::store::verify(&mut db, noted)?;
    store::end(&mut db)?;
    let head = chain.head.map_or_else(|| "empty".to_owned(), |head| head.to_string());
    tell(
        "the chain of audit events is whole",
        &Found::of(chain.broken_at.map(|seq| format!("event {seq}"))),
    );
    if let Some(knows) = chain.knows_head {
        tell(
            "the chain goes on from the head that was written down",
            &Found::of((!knows).then_some(head.clone())),
        );
    }
    println!(
        "The head of the chain is {head}; {} more audit events wait to be sealed.",
        chain.waiting
    );
    match broken {
        0 => Ok(()),
        1 => Err(Failure("one promise is broken".to_owned())),
        more => Err(Failure(format!("{more} promises are broken"))),
    }
}
