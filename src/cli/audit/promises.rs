//! What the database promises, each with the query that finds what breaks it.

/// A promise. Each query gives the column `example` for every row that breaks it; `{x.id}` stands for an id as text.
pub(super) struct Promise {
    pub(super) says: &'static str,
    pub(super) sqlite: Option<&'static str>,
    pub(super) postgres: Option<&'static str>,
}

const fn both(says: &'static str, query: &'static str) -> Promise {
    Promise {
        says,
        sqlite: Some(query),
        postgres: Some(query),
    }
}

const fn each(says: &'static str, sqlite: &'static str, postgres: &'static str) -> Promise {
    Promise {
        says,
        sqlite: Some(sqlite),
        postgres: Some(postgres),
    }
}

const fn sqlite(says: &'static str, query: &'static str) -> Promise {
    Promise {
        says,
        sqlite: Some(query),
        postgres: None,
    }
}

pub(super) const PROMISES: &[Promise] = &[
    sqlite(
        "the file is whole",
        "SELECT integrity_check AS example FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ),
    each(
        "no row points at one that is not there",
        "SELECT \"table\" || ' to ' || parent AS example FROM pragma_foreign_key_check",
        "SELECT conname::text AS example FROM pg_constraint WHERE contype = 'f' AND NOT convalidated",
    ),
    both(
        "an offering holds as many seats as its rows say",
        "SELECT {o.id} AS example FROM offering o WHERE o.held <> (SELECT count(*) FROM seat s WHERE s.offering_id = o.id AND s.state IN ('offered', 'accepted', 'conditions_pending', 'enrolled', 'attended'))",
    ),
    both(
        "no offering holds more seats than it has",
        "SELECT {o.id} AS example FROM offering o WHERE o.held < 0 OR (o.capacity_kind = 'limited' AND o.held > o.capacity + o.overbooked) OR (o.capacity_kind = 'unknown' AND o.held > 0)",
    ),
    both(
        "a period holds as many places as its rows say",
        "SELECT {p.id} AS example FROM slot_period p WHERE p.held <> (SELECT count(*) FROM place x WHERE x.slot_period_id = p.id AND x.state IN ('host_accepted', 'prerequisites_pending', 'cleared', 'in_progress'))",
    ),
    both(
        "no period holds more places than it has",
        "SELECT {p.id} AS example FROM slot_period p WHERE p.held < 0 OR p.held > p.places + p.overbooked",
    ),
    both(
        "nobody holds anything in what was called off",
        "SELECT {o.id} AS example FROM offering o WHERE o.state = 'cancelled' AND o.held > 0 UNION ALL SELECT {p.id} FROM slot_period p WHERE p.state = 'cancelled' AND p.held > 0",
    ),
    both(
        "nobody has two live seats in one offering",
        "SELECT {s.offering_id} AS example FROM seat s WHERE s.person_id IS NOT NULL AND s.state IN ('draft', 'awaiting_endorsement', 'submitted', 'info_requested', 'waitlisted', 'offered', 'accepted', 'conditions_pending', 'enrolled', 'attended') GROUP BY s.offering_id, s.person_id HAVING count(*) > 1",
    ),
    both(
        "nobody has two live places in one period",
        "SELECT {x.slot_period_id} AS example FROM place x WHERE x.person_id IS NOT NULL AND x.state IN ('draft', 'submitted', 'under_consideration', 'info_requested', 'host_accepted', 'prerequisites_pending', 'cleared', 'in_progress') GROUP BY x.slot_period_id, x.person_id HAVING count(*) > 1",
    ),
    both(
        "nobody asks for a seat in a public call or where capacity is unknown",
        "SELECT {s.id} AS example FROM seat s JOIN offering o ON o.id = s.offering_id WHERE o.is_external OR o.capacity_kind = 'unknown'",
    ),
    both(
        "what belongs to an organisation belongs to the same one throughout",
        "SELECT {o.id} AS example FROM offering o JOIN course c ON c.id = o.course_id WHERE o.org_id <> c.org_id UNION ALL SELECT {s.id} FROM seat s JOIN offering o ON o.id = s.offering_id WHERE s.org_id <> o.org_id UNION ALL SELECT {p.id} FROM slot_period p JOIN slot l ON l.id = p.slot_id WHERE p.org_id <> l.org_id UNION ALL SELECT {x.id} FROM place x JOIN slot_period p ON p.id = x.slot_period_id WHERE x.org_id <> p.org_id",
    ),
    both(
        "an offering begins with its first part and ends with its last",
        "SELECT {o.id} AS example FROM offering o JOIN (SELECT g.offering_id, min(g.starts_on) AS first_on, max(g.ends_on) AS last_on FROM segment g GROUP BY g.offering_id HAVING min(CASE WHEN g.starts_precision = 'day' AND g.ends_precision = 'day' THEN 1 ELSE 0 END) = 1) t ON t.offering_id = o.id WHERE o.starts_precision = 'day' AND o.ends_precision = 'day' AND (o.starts_on <> t.first_on OR o.ends_on <> t.last_on)",
    ),
    both(
        "nothing ends before it begins",
        "SELECT {o.id} AS example FROM offering o WHERE o.ends_on < o.starts_on UNION ALL SELECT {g.id} FROM segment g WHERE g.ends_on < g.starts_on OR g.ends_at < g.starts_at UNION ALL SELECT {p.id} FROM slot_period p WHERE p.to_on < p.from_on",
    ),
    both(
        "no evidence expires before it was observed",
        "SELECT {e.id} AS example FROM evidence e WHERE e.expires_on < e.observed_on",
    ),
    both(
        "a merged record has nothing left that counts",
        "SELECT {p.id} AS example FROM person p WHERE p.merged_into IS NOT NULL AND (p.state <> 'closed' OR EXISTS (SELECT 1 FROM seat x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM place x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM employment x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM evidence x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM membership x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM wish x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM consent x WHERE x.person_id = p.id AND NOT EXISTS (SELECT 1 FROM consent k WHERE k.person_id = p.merged_into AND k.purpose = x.purpose)) OR EXISTS (SELECT 1 FROM attestation x WHERE x.person_id = p.id) OR EXISTS (SELECT 1 FROM person_grant x WHERE x.person_id = p.id AND x.ended_at IS NULL) OR EXISTS (SELECT 1 FROM person_email x WHERE x.person_id = p.id AND x.verified_at IS NOT NULL) OR EXISTS (SELECT 1 FROM role_target x WHERE x.person_id = p.id AND NOT EXISTS (SELECT 1 FROM role_target k WHERE k.person_id = p.merged_into AND k.role = x.role)) OR EXISTS (SELECT 1 FROM session x WHERE x.person_id = p.id AND x.revoked_at IS NULL AND x.session_epoch = p.session_epoch))",
    ),
    both(
        "a record leads to another one that is there, and a merge to the record that it kept",
        "SELECT {p.id} AS example FROM person p WHERE p.merged_into IS NOT NULL AND (p.merged_into = p.id OR NOT EXISTS (SELECT 1 FROM person k WHERE k.id = p.merged_into)) UNION ALL SELECT {m.id} FROM person_merge m WHERE m.kept_id = m.merged_id OR (m.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = m.merged_id AND p.merged_into = m.kept_id))",
    ),
    both(
        "the lower id of a pair stands first",
        "SELECT {d.person_id} AS example FROM duplicate_pair d WHERE d.person_id >= d.other_id",
    ),
    both(
        "an address that somebody proved is theirs alone",
        "SELECT {e.person_id} AS example FROM person_email e WHERE e.verified_at IS NOT NULL AND EXISTS (SELECT 1 FROM person_email o WHERE o.id <> e.id AND o.verified_at IS NOT NULL AND o.address_folded = e.address_folded)",
    ),
    both(
        "nobody has two main roles",
        "SELECT {r.person_id} AS example FROM role_target r WHERE r.is_main GROUP BY r.person_id HAVING count(*) > 1",
    ),
    both(
        "every course, slot and organisation has one original text, every offering one at most",
        "SELECT {c.id} AS example FROM course c WHERE (SELECT count(*) FROM course_text t WHERE t.course_id = c.id AND t.is_original) <> 1 UNION ALL SELECT {l.id} FROM slot l WHERE (SELECT count(*) FROM slot_text t WHERE t.slot_id = l.id AND t.is_original) <> 1 UNION ALL SELECT {o.id} FROM organisation o WHERE (SELECT count(*) FROM organisation_text t WHERE t.org_id = o.id AND t.is_original) <> 1 UNION ALL SELECT {o.id} FROM offering o WHERE (SELECT count(*) FROM offering_text t WHERE t.offering_id = o.id AND t.is_original) > 1",
    ),
    both(
        "every message and job waits, is being worked on with a lease, or has come to its end",
        "SELECT {m.id} AS example FROM message m WHERE m.state NOT IN ('queued', 'sending', 'sent', 'failed', 'cancelled') OR (m.state = 'sending' AND m.lease_until IS NULL) OR (m.state = 'sent' AND m.sent_at IS NULL) UNION ALL SELECT {j.id} FROM job j WHERE j.state NOT IN ('queued', 'running', 'done', 'dead') OR (j.state = 'running' AND j.lease_until IS NULL)",
    ),
    both(
        "whatever can be found by searching is there",
        "SELECT d.kind || ' ' || {d.entity_id} AS example FROM search_document d WHERE (d.kind = 'offering' AND NOT EXISTS (SELECT 1 FROM offering o WHERE o.id = d.entity_id)) OR (d.kind = 'slot' AND NOT EXISTS (SELECT 1 FROM slot l WHERE l.id = d.entity_id)) OR (d.kind = 'organisation' AND NOT EXISTS (SELECT 1 FROM organisation g WHERE g.id = d.entity_id))",
    ),
    each(
        "the index of the search has every document and no other",
        "SELECT CAST(doc_id AS TEXT) AS example FROM search_document WHERE doc_id NOT IN (SELECT id FROM search_index_docsize) UNION ALL SELECT CAST(id AS TEXT) FROM search_index_docsize WHERE id NOT IN (SELECT doc_id FROM search_document)",
        "SELECT indexrelid::regclass::text AS example FROM pg_index WHERE NOT (indisvalid AND indisready) UNION ALL SELECT 'search_document_tokens' WHERE to_regclass('search_document_tokens') IS NULL",
    ),
    both(
        "at most one snapshot is current",
        "SELECT {s.id} AS example FROM snapshot s WHERE s.is_current AND EXISTS (SELECT 1 FROM snapshot x WHERE x.is_current AND x.id <> s.id)",
    ),
    each(
        "transitions and audit events cannot be changed or deleted",
        "SELECT name AS example FROM (SELECT 'transition_stays' AS name UNION ALL SELECT 'transition_unchanged' UNION ALL SELECT 'audit_event_stays' UNION ALL SELECT 'audit_event_unchanged') AS wanted WHERE name NOT IN (SELECT name FROM sqlite_master WHERE type = 'trigger')",
        "SELECT name AS example FROM (SELECT 'transition_stays' AS name UNION ALL SELECT 'audit_event_stays' UNION ALL SELECT 'audit_event_unchanged') AS wanted WHERE name NOT IN (SELECT tgname::text FROM pg_trigger WHERE tgenabled <> 'D')",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolments::{PlaceState, SeatState};

    #[test]
    fn the_audit_counts_the_states_that_the_program_counts() {
        let listed = |codes: Vec<&str>| {
            format!(
                "IN ({})",
                codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ")
            )
        };
        let seats = listed(SeatState::HELD.iter().map(|state| state.code()).collect());
        let places = listed(PlaceState::HELD.iter().map(|state| state.code()).collect());
        let live = listed(
            SeatState::ALL
                .iter()
                .filter(|state| !state.is_end())
                .map(|state| state.code())
                .collect(),
        );
        for states in [seats, places, live] {
            let found = PROMISES
                .iter()
                .filter(|promise| promise.sqlite.is_some_and(|query| query.contains(&states)))
                .count();
            assert_eq!(found, 1, "{states}");
        }
    }
}
