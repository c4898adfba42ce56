//! The rows of a batch, table by table in the order in which keys need them.
#![expect(clippy::ref_option_ref, reason = "diesel's derive borrows each field")]

use chrono::NaiveDate;

use crate::db::{Db, Result, schema};
use crate::kernel::actor::{GrantRole, MemberRole};
use crate::kernel::{
    AgreementId, AnyId, CourseId, EmailId, EmploymentId, EvidenceId, GrantId, InterestId, InvitationId, MembershipId, NeedId, OfferingId,
    OrgId, PersonId, PlaceId, Precision, RuleId, SeatId, SegmentId, SlotId, SlotPeriodId, TransitionId, UtcTime,
};
use crate::network::{CountryCode, Fluency, GroupingCode, LanguageCode, Sector, Travel};
use crate::people::PersonState;
use crate::skills::{Grade, RoleCode, SkillCode};

macro_rules! rows {
    ($($table:ident: $list:ident of $name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {
        $(
            #[derive(Debug, Clone, PartialEq, diesel::Insertable)]
            #[diesel(table_name = schema::$table, treat_none_as_default_value = false)]
            pub(crate) struct $name { $(pub(crate) $field: $type),+ }
        )+

        /// Rows that are about to be written together.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub(crate) struct Batch { $(pub(crate) $list: Vec<$name>,)+ pub(crate) documents: Vec<SearchDocumentRow> }

        impl Batch {
            /// How many rows.
            pub(crate) fn len(&self) -> usize {
                0 $(+ self.$list.len())+ + self.documents.len()
            }

            /// Inserts all of it, in the caller's transaction.
            pub(super) fn insert(&self, db: &mut Db) -> Result<usize> {
                $(if !self.$list.is_empty() {
                    $crate::insert_many!(&mut *db, schema::$table::table, &self.$list)?;
                })+
                super::index_many(db, &self.documents)?;
                Ok(self.len())
            }
        }
    };
}

#[derive(Debug, Clone, PartialEq, diesel::Insertable)]
#[diesel(table_name = schema::search_document, treat_none_as_default_value = false)]
pub(crate) struct SearchDocumentRow {
    pub(crate) kind: &'static str,
    pub(crate) entity_id: AnyId,
    pub(crate) language: LanguageCode,
    pub(crate) tokens: String,
}

rows! {
    person: people of PersonRow {
        id: PersonId, name: String, name_folded: String, language: Option<LanguageCode>, country: Option<CountryCode>,
        birth_year: Option<i32>, sector: Option<Sector>, travel: Option<Travel>, available_from: Option<NaiveDate>, available_until: Option<NaiveDate>,
        state: PersonState, entered_by_org: Option<OrgId>, created_at: UtcTime, updated_at: UtcTime,
    }
    person_email: emails of EmailRow {
        id: EmailId, person_id: PersonId, address: String, address_folded: String, verified_at: Option<UtcTime>, is_primary: bool,
        created_at: UtcTime,
    }
    credential: credentials of CredentialRow { person_id: PersonId, password_hash: String, set_at: UtcTime }
    person_language: person_languages of PersonLanguageRow { person_id: PersonId, language: LanguageCode, level: Option<Fluency> }
    organisation: organisations of OrganisationRow {
        id: OrgId, slug: String, is_provider: bool, is_facility: bool, is_agency: bool, is_coordinating: bool, sector: Option<Sector>,
        country: Option<CountryCode>, place: Option<&'static str>, lat_e4: Option<i32>, lon_e4: Option<i32>, zone: Option<&'static str>,
        website: Option<String>, contact: Option<String>, is_external: bool, state: &'static str, created_at: UtcTime, updated_at: UtcTime,
    }
    organisation_text: organisation_texts of OrganisationTextRow {
        org_id: OrgId, language: LanguageCode, title: &'static str, summary: String, body: String, sort_key: Vec<u8>, is_original: bool,
        is_reviewed: bool,
    }
    membership: memberships of MembershipRow { id: MembershipId, person_id: PersonId, org_id: OrgId, role: MemberRole, created_at: UtcTime }
    person_grant: grants of GrantRow {
        id: GrantId, person_id: PersonId, role: GrantRole, grouping: Option<GroupingCode>, reason: &'static str, granted_at: UtcTime,
    }
    employment: employments of EmploymentRow {
        id: EmploymentId, person_id: PersonId, org_id: OrgId, staff_number: Option<String>, post: Option<&'static str>,
        started_on: Option<NaiveDate>, created_at: UtcTime,
    }
    evidence: evidence of EvidenceRow {
        id: EvidenceId, person_id: PersonId, org_id: Option<OrgId>, skill: SkillCode, level: i32, grade: Grade, observed_on: NaiveDate,
        expires_on: Option<NaiveDate>, source: &'static str, taxonomy_version: &'static str, recorded_by: Option<PersonId>,
        recorded_at: UtcTime,
    }
    role_target: role_targets of RoleTargetRow {
        person_id: PersonId, role: RoleCode, is_main: bool, by_on: Option<NaiveDate>, set_at: UtcTime,
    }
    need: needs of NeedRow {
        id: NeedId, org_id: OrgId, role: RoleCode, country: CountryCode, sector: Sector, posts: i32, by_on: NaiveDate,
        by_precision: Precision, urgency: &'static str, visibility: &'static str, note: &'static str, declared_by: Option<PersonId>,
        declared_at: UtcTime, confirmed_at: UtcTime,
    }
    course: courses of CourseRow {
        id: CourseId, org_id: OrgId, code: String, slug: String, state: &'static str, created_by: Option<PersonId>, created_at: UtcTime,
        updated_at: UtcTime,
    }
    course_text: course_texts of CourseTextRow {
        course_id: CourseId, language: LanguageCode, title: &'static str, summary: &'static str, body: &'static str, sort_key: Vec<u8>,
        is_original: bool, is_reviewed: bool,
    }
    course_skill: course_skills of CourseSkillRow { course_id: CourseId, skill: SkillCode, level_in: Option<i32>, level_out: Option<i32> }
    offering: offerings of OfferingRow {
        id: OfferingId, org_id: OrgId, course_id: CourseId, code: String, state: &'static str, mode: &'static str,
        country: Option<CountryCode>, place: Option<&'static str>, zone: &'static str, starts_on: Option<NaiveDate>,
        starts_precision: Precision, ends_on: Option<NaiveDate>, ends_precision: Precision, deadline_local: Option<String>,
        deadline_zone: Option<&'static str>, deadline_at: Option<UtcTime>, decision_on: Option<NaiveDate>, capacity_kind: &'static str,
        capacity: i32, held: i32, seats_min: Option<i32>, fee_kind: &'static str, fee_minor: Option<i64>, currency: Option<&'static str>,
        contact: Option<String>, source_url: Option<&'static str>, is_external: bool, published_at: Option<UtcTime>, created_at: UtcTime,
        updated_at: UtcTime,
    }
    offering_text: offering_texts of OfferingTextRow {
        offering_id: OfferingId, language: LanguageCode, title: &'static str, summary: String, body: String, is_original: bool,
        is_reviewed: bool,
    }
    offering_skill: offering_skills of OfferingSkillRow {
        offering_id: OfferingId, skill: SkillCode, level_in: Option<i32>, level_out: Option<i32>,
    }
    offering_language: offering_languages of OfferingLanguageRow { offering_id: OfferingId, language: LanguageCode }
    offering_rule: offering_rules of OfferingRuleRow {
        id: RuleId, offering_id: OfferingId, ordinal: i32, kind: &'static str, value: String, level: Option<i32>,
    }
    offering_cost: offering_costs of OfferingCostRow {
        offering_id: OfferingId, item: &'static str, payer: &'static str, amount_minor: Option<i64>, currency: Option<&'static str>,
        note: &'static str,
    }
    segment: segments of SegmentRow {
        id: SegmentId, offering_id: OfferingId, ordinal: i32, kind: &'static str, country: Option<CountryCode>, place: Option<&'static str>,
        host_org_id: Option<OrgId>, host_name: Option<&'static str>, starts_on: Option<NaiveDate>, starts_precision: Precision,
        ends_on: Option<NaiveDate>, ends_precision: Precision, starts_local: Option<String>, ends_local: Option<String>, zone: &'static str,
        starts_at: Option<UtcTime>, ends_at: Option<UtcTime>, note: &'static str,
    }
    hosting_interest: interests of InterestRow {
        id: InterestId, org_id: OrgId, period: String, state: &'static str, updated_at: UtcTime,
    }
    slot: slots of SlotRow {
        id: SlotId, org_id: OrgId, code: String, slug: String, state: &'static str, visibility: &'static str, country: Option<CountryCode>,
        place: Option<&'static str>, zone: &'static str, clean_grade: Option<&'static str>, containment: Option<i32>,
        product_type: Option<&'static str>, lead_days: Option<i32>, fee_kind: &'static str, contact: Option<String>,
        created_by: Option<PersonId>, published_at: Option<UtcTime>, created_at: UtcTime, updated_at: UtcTime,
    }
    slot_text: slot_texts of SlotTextRow {
        slot_id: SlotId, language: LanguageCode, title: &'static str, summary: &'static str, body: &'static str, sort_key: Vec<u8>,
        is_original: bool, is_reviewed: bool,
    }
    slot_skill: slot_skills of SlotSkillRow { slot_id: SlotId, skill: SkillCode, level_in: Option<i32>, level_out: Option<i32> }
    slot_language: slot_languages of SlotLanguageRow { slot_id: SlotId, language: LanguageCode }
    slot_condition: slot_conditions of SlotConditionRow { slot_id: SlotId, kind: &'static str, lead_days: Option<i32>, note: &'static str }
    slot_period: periods of PeriodRow {
        id: SlotPeriodId, org_id: OrgId, slot_id: SlotId, from_on: NaiveDate, to_on: NaiveDate, places: i32, held: i32,
        state: &'static str, created_at: UtcTime,
    }
    seat: seats of SeatRow {
        id: SeatId, org_id: OrgId, offering_id: OfferingId, person_id: Option<PersonId>, route: &'static str, for_org_id: Option<OrgId>,
        state: &'static str, offer_expires_at: Option<UtcTime>, reason_code: Option<&'static str>, created_by: Option<PersonId>,
        created_at: UtcTime, state_at: UtcTime,
    }
    place: places of PlaceRow {
        id: PlaceId, org_id: OrgId, slot_period_id: SlotPeriodId, person_id: Option<PersonId>, for_org_id: Option<OrgId>,
        state: &'static str, offer_expires_at: Option<UtcTime>, reason_code: Option<&'static str>, created_by: Option<PersonId>,
        created_at: UtcTime, state_at: UtcTime,
    }
    transition: transitions of TransitionRow {
        id: TransitionId, org_id: Option<OrgId>, entity_kind: &'static str, entity_id: AnyId, from_state: Option<&'static str>,
        to_state: &'static str, actor_id: Option<PersonId>, on_behalf_of: Option<OrgId>, reason_code: Option<&'static str>,
        note: Option<&'static str>, at: UtcTime,
    }
    agreement: agreements of AgreementRow {
        id: AgreementId, org_id: OrgId, partner_org_id: OrgId, kind: &'static str, title: &'static str, note: &'static str,
        state: &'static str, starts_on: NaiveDate, ends_on: Option<NaiveDate>, proposed_by: Option<PersonId>, created_at: UtcTime,
        state_at: UtcTime,
    }
    invitation: invitations of InvitationRow {
        id: InvitationId, org_id: OrgId, address: &'static str, address_folded: &'static str, role: MemberRole, invited_by: PersonId,
        created_at: UtcTime, expires_at: UtcTime,
    }
}
