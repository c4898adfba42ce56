//! What is decided about a pair, and taken back: each by somebody who proved a moment ago who they are.

use actix_web::{HttpRequest, web};

use super::{by, found, is_administrator, list_page, pair_page, refusal_words, within};
use crate::app::App;
use crate::enrolments::store::{self as enrolments, Merged};
use crate::kernel::clock::SeededIds;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{AnyId, MergeId, PersonId};
use crate::people::forms::DecisionForm;
use crate::people::mail;
use crate::people::merge::refusal;
use crate::people::store::{self, NewMerge, Recipient};
use crate::queue::{self, Message};
use crate::site::form::Form;
use crate::site::guard::{self, Overseeing, Proved};
use crate::site::respond::{self, WithFlash};
use crate::site::{Answer, PageError, Shell, paths};
use crate::trail::{self, AuditEvent};

/// Who is told of a merge or its undoing: whoever can be written to, before anything changes.
async fn recipients(app: &App, people: [PersonId; 2]) -> Result<Vec<Recipient>, PageError> {
    let found = app
        .store
        .read(move |db| {
            people
                .iter()
                .map(|id| store::find_recipient(db, *id))
                .collect::<crate::db::Result<Vec<_>>>()
        })
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// Makes the two one.
pub async fn merge_duplicates(
    app: web::Data<App>,
    Overseeing(actor): Overseeing,
    _proved: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<DecisionForm>,
) -> Answer {
    let (found, form, t) = (found(&app, &actor, &request).await?, form.0, shell.t);
    let keep: Option<PersonId> = form
        .keep
        .parse()
        .ok()
        .filter(|id| *id == found.pair.person || *id == found.pair.other);
    let (kept, reason) = match (keep, form.check()) {
        (Some(kept), Ok(reason)) => (kept, reason),
        (keep, checked) => {
            let mut problems = checked.err().unwrap_or_default();
            if keep.is_none() {
                problems.add("keep", Problem::NotChosen);
            }
            return respond::refused(&pair_page(&actor, shell, &found, form, problems, String::new()));
        }
    };
    let merged = if kept == found.pair.person {
        found.pair.other
    } else {
        found.pair.person
    };
    let new = NewMerge {
        id: app.new_id(),
        kept,
        merged,
        reason,
        by: actor.person,
        by_administrator: is_administrator(&actor),
    };
    let messages: Vec<Message> = recipients(&app, [kept, merged])
        .await?
        .iter()
        .map(|to| mail::merged(&app, mail::words(t, to), to, kept))
        .collect();
    let (now, seed, audit, by, part) = (
        app.now(),
        app.chance.below(u64::MAX),
        app.new_id(),
        actor.clone(),
        within(&actor, app.now()),
    );
    let done = app
        .store
        .write(move |db| {
            let (person, other) = (new.kept.min(new.merged), new.kept.max(new.merged));
            store::find_pair(db, person, other, &part)?.ok_or(crate::db::Error::NotFound)?;
            let done = enrolments::merge(db, &by, &new, &mut SeededIds::new(seed, now), audit, now)?;
            if let Merged::Done(_) = done {
                messages.iter().try_for_each(|message| queue::store::put(db, message, now))?;
            }
            Ok(done)
        })
        .await?;
    match done {
        Merged::Done(_) => Ok(respond::see_other(paths::DUPLICATES).flash(&app, "records-merged")),
        Merged::Refused(why) => {
            let wrong = refusal_words(t, why);
            respond::conflict(&pair_page(&actor, shell, &found, form, Problems::default(), wrong))
        }
    }
}

/// The two are not one person: the pair is not shown again.
pub async fn dismiss_duplicates(
    app: web::Data<App>,
    Overseeing(actor): Overseeing,
    _proved: Proved,
    request: HttpRequest,
    shell: Shell,
    form: Form<DecisionForm>,
) -> Answer {
    let found = found(&app, &actor, &request).await?;
    let reason = match form.0.check_apart() {
        Ok(reason) => reason,
        Err(problems) => return respond::refused(&pair_page(&actor, shell, &found, form.0, problems, String::new())),
    };
    let (now, pair) = (app.now(), found.pair);
    let event = AuditEvent {
        id: app.new_id(),
        action: "not-duplicate",
        result: "done",
        actor: Some(actor.person),
        on_behalf_of: None,
        entity: Some(("person", AnyId::of(pair.person))),
        detail: format!("{} {}", pair.person, pair.other),
        request_id: None,
    };
    app.store
        .write(move |db| {
            store::dismiss_pair(db, pair.person, pair.other, actor.person, &reason, now)?;
            trail::store::audit(db, &event, now)
        })
        .await?;
    Ok(respond::see_other(paths::DUPLICATES).flash(&app, "not-duplicates"))
}

/// Puts everything back as it was before a merge.
pub async fn undo_merge(app: web::Data<App>, Overseeing(actor): Overseeing, _proved: Proved, request: HttpRequest, shell: Shell) -> Answer {
    let id: MergeId = guard::id(&request, "merge")?;
    let (t, part) = (shell.t, within(&actor, app.now()));
    let (merge, (kept, merged)) = app
        .store
        .read(move |db| {
            let merge = store::find_merge(db, id)?.ok_or(crate::db::Error::NotFound)?;
            let sides = (store::get_side(db, merge.kept)?, store::get_side(db, merge.merged)?);
            Ok((merge, sides))
        })
        .await?;
    let is_theirs = part.holds(kept.country) && part.holds(merged.country);
    if !is_theirs || [kept.person, merged.person].contains(&actor.person) {
        return Err(PageError::NotFound);
    }
    if let Some(why) = refusal(kept.holds, merged.holds, by(&actor)) {
        return respond::conflict(&list_page(&app, &actor, shell, refusal_words(t, why)).await?);
    }
    let messages: Vec<Message> = recipients(&app, [merge.kept, merge.merged])
        .await?
        .iter()
        .map(|to| mail::merge_undone(&app, mail::words(t, to), to))
        .collect();
    let (now, seed, audit, whose) = (app.now(), app.chance.below(u64::MAX), app.new_id(), actor.clone());
    let done = app
        .store
        .write(move |db| {
            let done = enrolments::undo_merge(db, &whose, id, &mut SeededIds::new(seed, now), audit, now)?;
            if let Merged::Done(_) = done {
                messages.iter().try_for_each(|message| queue::store::put(db, message, now))?;
            }
            Ok(done)
        })
        .await?;
    match done {
        Merged::Done(_) => Ok(respond::see_other(paths::DUPLICATES).flash(&app, "merge-undone")),
        Merged::Refused(why) => respond::conflict(&list_page(&app, &actor, shell, refusal_words(t, why)).await?),
    }
}
