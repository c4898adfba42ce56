//! The tables as diesel sees them. One text for both databases: `DbUuid` is `uuid` in PostgreSQL and a 16-byte
//! BLOB in SQLite; instants are `TIMESTAMP` and TEXT, always UTC with microseconds.

diesel::table! {
    use diesel::sql_types::{Text, Nullable};

    country (iso3) {
        iso3 -> Text,
        iso2 -> Text,
        m49 -> Text,
        zone -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool};

    grouping (code) {
        code -> Text,
        kind -> Text,
        is_checked -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Date, Bool};

    grouping_member (grouping, country) {
        grouping -> Text,
        country -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        is_checked -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Date};

    taxonomy_version (code) {
        code -> Text,
        published_on -> Date,
        source -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer};

    skill (code) {
        code -> Text,
        field -> Text,
        validity_months -> Nullable<Integer>,
        since_version -> Text,
        retired_in_version -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;

    role_profile (code) {
        code -> Text,
        since_version -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer};

    role_requirement (role, skill) {
        role -> Text,
        skill -> Text,
        level -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::Text;

    setting (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, BigInt};

    data_version (topic) {
        topic -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Date, Integer, Timestamp};
    use crate::db::DbUuid;

    person (id) {
        id -> DbUuid,
        name -> Text,
        name_folded -> Text,
        language -> Nullable<Text>,
        country -> Nullable<Text>,
        sector -> Nullable<Text>,
        travel -> Nullable<Text>,
        available_from -> Nullable<Date>,
        available_until -> Nullable<Date>,
        session_epoch -> Integer,
        state -> Text,
        entered_by_org -> Nullable<DbUuid>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        birth_year -> Nullable<Integer>,
        merged_into -> Nullable<DbUuid>,
        erased_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable};
    use crate::db::DbUuid;

    person_language (person_id, language) {
        person_id -> DbUuid,
        language -> Text,
        level -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Timestamp, Bool};
    use crate::db::DbUuid;

    person_email (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        address -> Text,
        address_folded -> Text,
        verified_at -> Nullable<Timestamp>,
        is_primary -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Timestamp};
    use crate::db::DbUuid;

    credential (person_id) {
        person_id -> DbUuid,
        password_hash -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Integer, Text, Timestamp, Nullable};
    use crate::db::DbUuid;

    session (token_hash) {
        token_hash -> Binary,
        id -> DbUuid,
        person_id -> DbUuid,
        session_epoch -> Integer,
        auth_level -> Text,
        proved_at -> Timestamp,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        idle_expires_at -> Timestamp,
        absolute_expires_at -> Timestamp,
        ua_label -> Nullable<Text>,
        ip_prefix -> Nullable<Text>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Text, Nullable, Timestamp};
    use crate::db::DbUuid;

    link_token (token_hash) {
        token_hash -> Binary,
        purpose -> Text,
        person_id -> Nullable<DbUuid>,
        entity_id -> Nullable<DbUuid>,
        address_folded -> Text,
        payload -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool, Timestamp};
    use crate::db::DbUuid;

    sign_in_attempt (id) {
        id -> DbUuid,
        address_folded -> Text,
        ip_prefix -> Text,
        succeeded -> Bool,
        at -> Timestamp,
        kind -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Timestamp, Nullable};
    use crate::db::DbUuid;

    consent (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        purpose -> Text,
        version -> Text,
        given_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer, Timestamp};
    use crate::db::DbUuid;

    message (id) {
        id -> DbUuid,
        kind -> Text,
        dedupe_key -> Text,
        person_id -> Nullable<DbUuid>,
        org_id -> Nullable<DbUuid>,
        to_address -> Text,
        language -> Text,
        subject -> Text,
        body_text -> Text,
        body_html -> Nullable<Text>,
        state -> Text,
        attempts -> Integer,
        next_at -> Timestamp,
        lease_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        entity_kind -> Nullable<Text>,
        entity_id -> Nullable<DbUuid>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        unsubscribe_url -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer, Timestamp, Nullable};
    use crate::db::DbUuid;

    job (id) {
        id -> DbUuid,
        kind -> Text,
        dedupe_key -> Text,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        run_at -> Timestamp,
        lease_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Timestamp};
    use crate::db::DbUuid;

    transition (id) {
        id -> DbUuid,
        org_id -> Nullable<DbUuid>,
        entity_kind -> Text,
        entity_id -> DbUuid,
        from_state -> Nullable<Text>,
        to_state -> Text,
        actor_id -> Nullable<DbUuid>,
        on_behalf_of -> Nullable<DbUuid>,
        reason_code -> Nullable<Text>,
        note -> Nullable<Text>,
        at -> Timestamp,
        changes -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Timestamp, BigInt, Binary};
    use crate::db::DbUuid;

    audit_event (id) {
        id -> DbUuid,
        org_id -> Nullable<DbUuid>,
        action -> Text,
        result -> Text,
        actor_id -> Nullable<DbUuid>,
        on_behalf_of -> Nullable<DbUuid>,
        entity_kind -> Nullable<Text>,
        entity_id -> Nullable<DbUuid>,
        detail -> Text,
        request_id -> Nullable<Text>,
        at -> Timestamp,
        sealed_seq -> Nullable<BigInt>,
        sealed_hash -> Nullable<Binary>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool, Nullable, Integer, Timestamp};
    use crate::db::DbUuid;

    organisation (id) {
        id -> DbUuid,
        slug -> Text,
        is_provider -> Bool,
        is_facility -> Bool,
        is_agency -> Bool,
        is_coordinating -> Bool,
        sector -> Nullable<Text>,
        country -> Nullable<Text>,
        place -> Nullable<Text>,
        lat_e4 -> Nullable<Integer>,
        lon_e4 -> Nullable<Integer>,
        zone -> Nullable<Text>,
        website -> Nullable<Text>,
        contact -> Nullable<Text>,
        is_external -> Bool,
        state -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Binary, Bool};
    use crate::db::DbUuid;

    organisation_text (org_id, language) {
        org_id -> DbUuid,
        language -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        sort_key -> Binary,
        is_original -> Bool,
        is_reviewed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Timestamp, Nullable};
    use crate::db::DbUuid;

    membership (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        org_id -> DbUuid,
        role -> Text,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Timestamp};
    use crate::db::DbUuid;

    person_grant (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        role -> Text,
        grouping -> Nullable<Text>,
        reason -> Text,
        granted_by -> Nullable<DbUuid>,
        granted_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Date, Timestamp};
    use crate::db::DbUuid;

    employment (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        org_id -> DbUuid,
        staff_number -> Nullable<Text>,
        post -> Nullable<Text>,
        started_on -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Integer, Date, Timestamp};
    use crate::db::DbUuid;

    evidence (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        org_id -> Nullable<DbUuid>,
        skill -> Text,
        level -> Integer,
        grade -> Text,
        observed_on -> Date,
        expires_on -> Nullable<Date>,
        source -> Text,
        taxonomy_version -> Text,
        recorded_by -> Nullable<DbUuid>,
        recorded_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool, Nullable, Date, Timestamp};
    use crate::db::DbUuid;

    role_target (person_id, role) {
        person_id -> DbUuid,
        role -> Text,
        is_main -> Bool,
        by_on -> Nullable<Date>,
        set_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer, Date, Nullable, Timestamp};
    use crate::db::DbUuid;

    need (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        role -> Text,
        country -> Text,
        sector -> Text,
        posts -> Integer,
        by_on -> Date,
        by_precision -> Text,
        urgency -> Text,
        visibility -> Text,
        note -> Text,
        declared_by -> Nullable<DbUuid>,
        declared_at -> Timestamp,
        confirmed_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Integer, Timestamp};
    use crate::db::DbUuid;

    wish (id) {
        id -> DbUuid,
        person_id -> Nullable<DbUuid>,
        skill -> Nullable<Text>,
        field -> Nullable<Text>,
        level -> Nullable<Integer>,
        country -> Nullable<Text>,
        grouping -> Nullable<Text>,
        language -> Nullable<Text>,
        mode -> Nullable<Text>,
        words -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, BigInt, Date, Timestamp};
    use crate::db::DbUuid;

    estimate (id) {
        id -> DbUuid,
        grouping -> Nullable<Text>,
        country -> Nullable<Text>,
        scope -> Text,
        measure -> Text,
        low -> BigInt,
        high -> BigInt,
        as_of_on -> Date,
        as_of_precision -> Text,
        source -> Text,
        source_url -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Timestamp};
    use crate::db::DbUuid;

    course (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        code -> Text,
        slug -> Text,
        state -> Text,
        created_by -> Nullable<DbUuid>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Binary, Bool};
    use crate::db::DbUuid;

    course_text (course_id, language) {
        course_id -> DbUuid,
        language -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        sort_key -> Binary,
        is_original -> Bool,
        is_reviewed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer};
    use crate::db::DbUuid;

    course_skill (course_id, skill) {
        course_id -> DbUuid,
        skill -> Text,
        level_in -> Nullable<Integer>,
        level_out -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer, Nullable, Date, Timestamp, BigInt, Bool};
    use crate::db::DbUuid;

    offering (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        course_id -> DbUuid,
        code -> Text,
        state -> Text,
        revision -> Integer,
        mode -> Text,
        country -> Nullable<Text>,
        place -> Nullable<Text>,
        zone -> Text,
        starts_on -> Nullable<Date>,
        starts_precision -> Text,
        ends_on -> Nullable<Date>,
        ends_precision -> Text,
        deadline_local -> Nullable<Text>,
        deadline_zone -> Nullable<Text>,
        deadline_at -> Nullable<Timestamp>,
        decision_on -> Nullable<Date>,
        capacity_kind -> Text,
        capacity -> Integer,
        held -> Integer,
        overbooked -> Integer,
        seats_min -> Nullable<Integer>,
        fee_kind -> Text,
        fee_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        contact -> Nullable<Text>,
        source_url -> Nullable<Text>,
        is_external -> Bool,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool};
    use crate::db::DbUuid;

    offering_text (offering_id, language) {
        offering_id -> DbUuid,
        language -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        is_original -> Bool,
        is_reviewed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer};
    use crate::db::DbUuid;

    offering_skill (offering_id, skill) {
        offering_id -> DbUuid,
        skill -> Text,
        level_in -> Nullable<Integer>,
        level_out -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::db::DbUuid;

    offering_language (offering_id, language) {
        offering_id -> DbUuid,
        language -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text, Nullable};
    use crate::db::DbUuid;

    offering_rule (id) {
        id -> DbUuid,
        offering_id -> DbUuid,
        ordinal -> Integer,
        kind -> Text,
        value -> Text,
        level -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, BigInt};
    use crate::db::DbUuid;

    offering_cost (offering_id, item) {
        offering_id -> DbUuid,
        item -> Text,
        payer -> Text,
        amount_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        note -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text, Nullable, Date, Timestamp};
    use crate::db::DbUuid;

    segment (id) {
        id -> DbUuid,
        offering_id -> DbUuid,
        ordinal -> Integer,
        kind -> Text,
        country -> Nullable<Text>,
        place -> Nullable<Text>,
        host_org_id -> Nullable<DbUuid>,
        host_name -> Nullable<Text>,
        starts_on -> Nullable<Date>,
        starts_precision -> Text,
        ends_on -> Nullable<Date>,
        ends_precision -> Text,
        starts_local -> Nullable<Text>,
        ends_local -> Nullable<Text>,
        zone -> Text,
        starts_at -> Nullable<Timestamp>,
        ends_at -> Nullable<Timestamp>,
        note -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use crate::db::DbUuid;

    search_document (doc_id) {
        doc_id -> BigInt,
        kind -> Text,
        entity_id -> DbUuid,
        language -> Text,
        tokens -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Timestamp};
    use crate::db::DbUuid;

    hosting_interest (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        period -> Text,
        state -> Text,
        reason_code -> Nullable<Text>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer, BigInt, Timestamp};
    use crate::db::DbUuid;

    slot (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        code -> Text,
        slug -> Text,
        state -> Text,
        visibility -> Text,
        country -> Nullable<Text>,
        place -> Nullable<Text>,
        zone -> Text,
        clean_grade -> Nullable<Text>,
        containment -> Nullable<Integer>,
        product_type -> Nullable<Text>,
        lead_days -> Nullable<Integer>,
        fee_kind -> Text,
        fee_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        contact -> Nullable<Text>,
        created_by -> Nullable<DbUuid>,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Binary, Bool};
    use crate::db::DbUuid;

    slot_text (slot_id, language) {
        slot_id -> DbUuid,
        language -> Text,
        title -> Text,
        summary -> Text,
        body -> Text,
        sort_key -> Binary,
        is_original -> Bool,
        is_reviewed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer};
    use crate::db::DbUuid;

    slot_skill (slot_id, skill) {
        slot_id -> DbUuid,
        skill -> Text,
        level_in -> Nullable<Integer>,
        level_out -> Nullable<Integer>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::db::DbUuid;

    slot_language (slot_id, language) {
        slot_id -> DbUuid,
        language -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Integer};
    use crate::db::DbUuid;

    slot_condition (slot_id, kind) {
        slot_id -> DbUuid,
        kind -> Text,
        lead_days -> Nullable<Integer>,
        note -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Integer, Text, Timestamp};
    use crate::db::DbUuid;

    slot_period (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        slot_id -> DbUuid,
        from_on -> Date,
        to_on -> Date,
        places -> Integer,
        held -> Integer,
        overbooked -> Integer,
        state -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Timestamp};
    use crate::db::DbUuid;

    seat (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        offering_id -> DbUuid,
        person_id -> Nullable<DbUuid>,
        route -> Text,
        for_org_id -> Nullable<DbUuid>,
        state -> Text,
        offer_expires_at -> Nullable<Timestamp>,
        reason_code -> Nullable<Text>,
        note -> Text,
        created_by -> Nullable<DbUuid>,
        created_at -> Timestamp,
        state_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text, Timestamp};
    use crate::db::DbUuid;

    place (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        slot_period_id -> DbUuid,
        person_id -> Nullable<DbUuid>,
        for_org_id -> Nullable<DbUuid>,
        state -> Text,
        offer_expires_at -> Nullable<Timestamp>,
        reason_code -> Nullable<Text>,
        note -> Text,
        created_by -> Nullable<DbUuid>,
        created_at -> Timestamp,
        state_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Timestamp, Text, Bool, BigInt};
    use crate::db::DbUuid;

    snapshot (id) {
        id -> DbUuid,
        as_of_on -> Date,
        taken_at -> Timestamp,
        taxonomy_version -> Text,
        is_current -> Bool,
        people -> BigInt,
        organisations -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Integer, BigInt};
    use crate::db::DbUuid;

    cube_row (snapshot_id, country, sector, skill, level, quarter, grade) {
        snapshot_id -> DbUuid,
        country -> Text,
        sector -> Text,
        skill -> Text,
        level -> Integer,
        quarter -> Text,
        grade -> Text,
        need -> BigInt,
        supply -> BigInt,
        pipeline -> BigInt,
        organisations -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Nullable, Timestamp, BigInt};
    use crate::db::DbUuid;

    second_factor (person_id) {
        person_id -> DbUuid,
        secret_sealed -> Binary,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Binary, Timestamp, Nullable};
    use crate::db::DbUuid;

    recovery_code (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        code_hash -> Binary,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool, Timestamp};
    use crate::db::DbUuid;

    mail_preference (person_id, topic) {
        person_id -> DbUuid,
        topic -> Text,
        is_wanted -> Bool,
        set_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Timestamp, Nullable};
    use crate::db::DbUuid;

    mail_suppression (address_folded) {
        address_folded -> Text,
        reason -> Text,
        since_at -> Timestamp,
        lifted_at -> Nullable<Timestamp>,
        lifted_by -> Nullable<DbUuid>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Timestamp, Nullable};
    use crate::db::DbUuid;

    invitation (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        address -> Text,
        address_folded -> Text,
        role -> Text,
        invited_by -> DbUuid,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        answer -> Nullable<Text>,
        answered_by -> Nullable<DbUuid>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Date, Nullable, Timestamp};
    use crate::db::DbUuid;

    agreement (id) {
        id -> DbUuid,
        org_id -> DbUuid,
        partner_org_id -> DbUuid,
        kind -> Text,
        title -> Text,
        note -> Text,
        state -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        proposed_by -> Nullable<DbUuid>,
        created_at -> Timestamp,
        state_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Binary, Nullable, Date, Timestamp};
    use crate::db::DbUuid;

    agreement_document (id) {
        id -> DbUuid,
        agreement_id -> DbUuid,
        org_id -> DbUuid,
        name -> Text,
        media_type -> Text,
        content -> Binary,
        content_hash -> Binary,
        dated_on -> Nullable<Date>,
        uploaded_by -> Nullable<DbUuid>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Bool, Nullable, Date, Timestamp};
    use crate::db::DbUuid;

    attestation (id) {
        id -> DbUuid,
        person_id -> DbUuid,
        org_id -> DbUuid,
        kind -> Text,
        holds -> Bool,
        attested_by -> Nullable<DbUuid>,
        attested_on -> Date,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text, Timestamp, Nullable};
    use crate::db::DbUuid;

    duplicate_pair (person_id, other_id) {
        person_id -> DbUuid,
        other_id -> DbUuid,
        score -> Integer,
        signs -> Text,
        found_at -> Timestamp,
        dismissed_at -> Nullable<Timestamp>,
        dismissed_by -> Nullable<DbUuid>,
        dismissed_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Text, Nullable, Timestamp};
    use crate::db::DbUuid;

    person_merge (id) {
        id -> DbUuid,
        kept_id -> DbUuid,
        merged_id -> DbUuid,
        reason -> Text,
        moves -> Text,
        merged_by -> Nullable<DbUuid>,
        merged_at -> Timestamp,
        undone_by -> Nullable<DbUuid>,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    use diesel::sql_types::Timestamp;
    use crate::db::DbUuid;

    erasure (person_id) {
        person_id -> DbUuid,
        erased_at -> Timestamp,
    }
}

diesel::joinable!(grouping_member -> grouping (grouping));
diesel::joinable!(grouping_member -> country (country));
diesel::joinable!(skill -> taxonomy_version (since_version));
diesel::joinable!(role_profile -> taxonomy_version (since_version));
diesel::joinable!(role_requirement -> role_profile (role));
diesel::joinable!(role_requirement -> skill (skill));
diesel::joinable!(person -> country (country));
diesel::joinable!(person_language -> person (person_id));
diesel::joinable!(person_email -> person (person_id));
diesel::joinable!(credential -> person (person_id));
diesel::joinable!(session -> person (person_id));
diesel::joinable!(link_token -> person (person_id));
diesel::joinable!(consent -> person (person_id));
diesel::joinable!(message -> person (person_id));
diesel::joinable!(organisation -> country (country));
diesel::joinable!(organisation_text -> organisation (org_id));
diesel::joinable!(membership -> person (person_id));
diesel::joinable!(membership -> organisation (org_id));
diesel::joinable!(person_grant -> person (person_id));
diesel::joinable!(person_grant -> grouping (grouping));
diesel::joinable!(employment -> person (person_id));
diesel::joinable!(employment -> organisation (org_id));
diesel::joinable!(evidence -> person (person_id));
diesel::joinable!(evidence -> skill (skill));
diesel::joinable!(evidence -> taxonomy_version (taxonomy_version));
diesel::joinable!(role_target -> person (person_id));
diesel::joinable!(role_target -> role_profile (role));
diesel::joinable!(need -> organisation (org_id));
diesel::joinable!(need -> role_profile (role));
diesel::joinable!(need -> country (country));
diesel::joinable!(wish -> person (person_id));
diesel::joinable!(wish -> skill (skill));
diesel::joinable!(wish -> country (country));
diesel::joinable!(estimate -> grouping (grouping));
diesel::joinable!(estimate -> country (country));
diesel::joinable!(course -> organisation (org_id));
diesel::joinable!(course_text -> course (course_id));
diesel::joinable!(course_skill -> course (course_id));
diesel::joinable!(course_skill -> skill (skill));
diesel::joinable!(offering -> organisation (org_id));
diesel::joinable!(offering -> course (course_id));
diesel::joinable!(offering -> country (country));
diesel::joinable!(offering_text -> offering (offering_id));
diesel::joinable!(offering_skill -> offering (offering_id));
diesel::joinable!(offering_skill -> skill (skill));
diesel::joinable!(offering_language -> offering (offering_id));
diesel::joinable!(offering_rule -> offering (offering_id));
diesel::joinable!(offering_cost -> offering (offering_id));
diesel::joinable!(segment -> offering (offering_id));
diesel::joinable!(segment -> country (country));
diesel::joinable!(segment -> organisation (host_org_id));
diesel::joinable!(hosting_interest -> organisation (org_id));
diesel::joinable!(slot -> organisation (org_id));
diesel::joinable!(slot -> country (country));
diesel::joinable!(slot_text -> slot (slot_id));
diesel::joinable!(slot_skill -> slot (slot_id));
diesel::joinable!(slot_skill -> skill (skill));
diesel::joinable!(slot_language -> slot (slot_id));
diesel::joinable!(slot_condition -> slot (slot_id));
diesel::joinable!(slot_period -> organisation (org_id));
diesel::joinable!(slot_period -> slot (slot_id));
diesel::joinable!(seat -> organisation (org_id));
diesel::joinable!(seat -> offering (offering_id));
diesel::joinable!(seat -> person (person_id));
diesel::joinable!(place -> organisation (org_id));
diesel::joinable!(place -> slot_period (slot_period_id));
diesel::joinable!(place -> person (person_id));
diesel::joinable!(cube_row -> snapshot (snapshot_id));
diesel::joinable!(cube_row -> country (country));
diesel::joinable!(cube_row -> skill (skill));
diesel::joinable!(second_factor -> person (person_id));
diesel::joinable!(recovery_code -> person (person_id));
diesel::joinable!(mail_preference -> person (person_id));
diesel::joinable!(invitation -> organisation (org_id));
diesel::joinable!(invitation -> person (invited_by));
diesel::joinable!(agreement_document -> agreement (agreement_id));
diesel::joinable!(agreement_document -> organisation (org_id));
diesel::joinable!(attestation -> person (person_id));
diesel::joinable!(attestation -> organisation (org_id));

diesel::allow_tables_to_appear_in_same_query!(
    country,
    grouping,
    grouping_member,
    taxonomy_version,
    skill,
    role_profile,
    role_requirement,
    setting,
    data_version,
    person,
    person_language,
    person_email,
    credential,
    session,
    link_token,
    sign_in_attempt,
    consent,
    message,
    job,
    transition,
    audit_event,
    organisation,
    organisation_text,
    membership,
    person_grant,
    employment,
    evidence,
    role_target,
    need,
    wish,
    estimate,
    course,
    course_text,
    course_skill,
    offering,
    offering_text,
    offering_skill,
    offering_language,
    offering_rule,
    offering_cost,
    segment,
    search_document,
    hosting_interest,
    slot,
    slot_text,
    slot_skill,
    slot_language,
    slot_condition,
    slot_period,
    seat,
    place,
    snapshot,
    cube_row,
    second_factor,
    recovery_code,
    mail_preference,
    mail_suppression,
    invitation,
    agreement,
    agreement_document,
    attestation,
    duplicate_pair,
    person_merge,
    erasure,
);
