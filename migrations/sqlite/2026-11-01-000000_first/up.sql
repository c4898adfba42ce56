-- The whole first schema. The twin under migrations/postgres bears the same name; tests/site/db compares the two.
-- STRICT tables: ids are 16-byte BLOBs, instants and days TEXT in ISO form, booleans 0 or 1.

-- reference data
CREATE TABLE country (
  iso3 TEXT NOT NULL PRIMARY KEY,
  iso2 TEXT NOT NULL,
  m49 TEXT NOT NULL,
  zone TEXT
) STRICT;

CREATE TABLE grouping (
  code TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  is_checked INTEGER NOT NULL CHECK (is_checked IN (0, 1))
) STRICT;

CREATE TABLE grouping_member (
  grouping TEXT NOT NULL REFERENCES grouping (code),
  country TEXT NOT NULL REFERENCES country (iso3),
  valid_from TEXT,
  valid_to TEXT,
  is_checked INTEGER NOT NULL CHECK (is_checked IN (0, 1))
) STRICT;
CREATE INDEX grouping_member_grouping_country ON grouping_member (grouping, country);
CREATE INDEX grouping_member_country_grouping ON grouping_member (country, grouping);

CREATE TABLE taxonomy_version (
  code TEXT NOT NULL PRIMARY KEY,
  published_on TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;

CREATE TABLE skill (
  code TEXT NOT NULL PRIMARY KEY,
  field TEXT NOT NULL,
  validity_months INTEGER,
  since_version TEXT NOT NULL REFERENCES taxonomy_version (code),
  retired_in_version TEXT,
  CHECK (validity_months IS NULL OR validity_months > 0)
) STRICT;

CREATE TABLE role_profile (
  code TEXT NOT NULL PRIMARY KEY,
  since_version TEXT NOT NULL REFERENCES taxonomy_version (code)
) STRICT;

CREATE TABLE role_requirement (
  role TEXT NOT NULL REFERENCES role_profile (code),
  skill TEXT NOT NULL REFERENCES skill (code),
  level INTEGER NOT NULL,
  PRIMARY KEY (role, skill),
  CHECK (level BETWEEN 1 AND 5)
) STRICT;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- a number that grows with every change of what a public page shows; cached pages are keyed by it
CREATE TABLE data_version (
  topic TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;

-- people, sessions, mail
CREATE TABLE person (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  language TEXT,
  country TEXT REFERENCES country (iso3),
  sector TEXT CHECK (sector IN ('public', 'private')),
  travel TEXT CHECK (travel IN ('none', 'country', 'region', 'anywhere')),
  available_from TEXT,
  available_until TEXT,
  session_epoch INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'closed')),
  -- who entered the person, where the person did not
  entered_by_org BLOB CHECK (length(entered_by_org) = 16),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX person_country ON person (country);

CREATE TABLE person_language (
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  language TEXT NOT NULL,
  level TEXT CHECK (level IN ('basic', 'intermediate', 'fluent')),
  PRIMARY KEY (person_id, language)
) STRICT;

CREATE TABLE person_email (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL UNIQUE,
  verified_at TEXT,
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX person_email_person_id ON person_email (person_id);

CREATE TABLE credential (
  person_id BLOB NOT NULL PRIMARY KEY REFERENCES person (id) CHECK (length(person_id) = 16),
  password_hash TEXT NOT NULL,
  set_at TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  token_hash BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  session_epoch INTEGER NOT NULL,
  auth_level TEXT NOT NULL CHECK (auth_level IN ('password', 'link', 'mfa')),
  mfa_at TEXT,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  idle_expires_at TEXT NOT NULL,
  absolute_expires_at TEXT NOT NULL,
  ua_label TEXT,
  ip_prefix TEXT,
  revoked_at TEXT
) STRICT;
CREATE INDEX session_person_id ON session (person_id);

CREATE TABLE link_token (
  token_hash BLOB NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('join', 'reset', 'invite', 'admin', 'email')),
  person_id BLOB REFERENCES person (id) CHECK (length(person_id) = 16),
  address_folded TEXT NOT NULL,
  payload TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
CREATE INDEX link_token_address_folded_purpose ON link_token (address_folded, purpose);

CREATE TABLE sign_in_attempt (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  address_folded TEXT NOT NULL,
  ip_prefix TEXT NOT NULL,
  succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_attempt_address_folded_at ON sign_in_attempt (address_folded, at);
CREATE INDEX sign_in_attempt_ip_prefix_at ON sign_in_attempt (ip_prefix, at);

CREATE TABLE consent (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  purpose TEXT NOT NULL,
  version TEXT NOT NULL,
  given_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;
CREATE INDEX consent_person_id ON consent (person_id);

CREATE TABLE message (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  person_id BLOB REFERENCES person (id) CHECK (length(person_id) = 16),
  org_id BLOB CHECK (length(org_id) = 16),
  to_address TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT NOT NULL,
  lease_until TEXT,
  last_error TEXT,
  entity_kind TEXT,
  entity_id BLOB CHECK (length(entity_id) = 16),
  created_at TEXT NOT NULL,
  sent_at TEXT,
  UNIQUE (kind, dedupe_key)
) STRICT;
CREATE INDEX message_state_next_at ON message (state, next_at);

CREATE TABLE job (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  run_at TEXT NOT NULL,
  lease_until TEXT,
  last_error TEXT,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  UNIQUE (kind, dedupe_key)
) STRICT;
CREATE INDEX job_state_run_at ON job (state, run_at);

CREATE TABLE transition (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB CHECK (length(org_id) = 16),
  entity_kind TEXT NOT NULL,
  entity_id BLOB NOT NULL CHECK (length(entity_id) = 16),
  from_state TEXT,
  to_state TEXT NOT NULL,
  actor_id BLOB CHECK (length(actor_id) = 16),
  on_behalf_of BLOB CHECK (length(on_behalf_of) = 16),
  reason_code TEXT,
  note TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX transition_entity_id_at ON transition (entity_id, at);

CREATE TABLE audit_event (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB CHECK (length(org_id) = 16),
  action TEXT NOT NULL,
  result TEXT NOT NULL,
  actor_id BLOB CHECK (length(actor_id) = 16),
  on_behalf_of BLOB CHECK (length(on_behalf_of) = 16),
  entity_kind TEXT,
  entity_id BLOB CHECK (length(entity_id) = 16),
  detail TEXT NOT NULL DEFAULT '',
  request_id TEXT,
  at TEXT NOT NULL,
  -- the sealing job numbers and chains the rows; both are NULL on the unsealed tail
  sealed_seq INTEGER,
  sealed_hash BLOB
) STRICT;
CREATE INDEX audit_event_at ON audit_event (at);
CREATE UNIQUE INDEX audit_event_sealed_seq_once ON audit_event (sealed_seq) WHERE sealed_seq IS NOT NULL;

-- organisations
CREATE TABLE organisation (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  slug TEXT NOT NULL,
  is_provider INTEGER NOT NULL CHECK (is_provider IN (0, 1)),
  is_facility INTEGER NOT NULL CHECK (is_facility IN (0, 1)),
  is_agency INTEGER NOT NULL CHECK (is_agency IN (0, 1)),
  is_coordinating INTEGER NOT NULL CHECK (is_coordinating IN (0, 1)),
  sector TEXT CHECK (sector IN ('public', 'private')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  lat_e4 INTEGER,
  lon_e4 INTEGER,
  zone TEXT,
  website TEXT,
  contact TEXT,
  -- not a member: known from public sources alone
  is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('asked', 'listed', 'refused', 'closed')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX organisation_country ON organisation (country);

CREATE TABLE organisation_text (
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL,
  is_original INTEGER NOT NULL CHECK (is_original IN (0, 1)),
  is_reviewed INTEGER NOT NULL CHECK (is_reviewed IN (0, 1)),
  PRIMARY KEY (org_id, language)
) STRICT;

CREATE TABLE membership (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reviewer', 'viewer')),
  created_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX membership_person_id ON membership (person_id);
CREATE INDEX membership_org_id ON membership (org_id);
CREATE UNIQUE INDEX membership_person_id_org_id_once ON membership (person_id, org_id) WHERE ended_at IS NULL;

CREATE TABLE person_grant (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  role TEXT NOT NULL CHECK (role IN ('coordinator', 'secretariat', 'administrator')),
  grouping TEXT REFERENCES grouping (code),
  reason TEXT NOT NULL,
  granted_by BLOB CHECK (length(granted_by) = 16),
  granted_at TEXT NOT NULL,
  ended_at TEXT,
  ended_reason TEXT,
  CHECK ((role = 'coordinator') = (grouping IS NOT NULL))
) STRICT;
CREATE INDEX person_grant_person_id ON person_grant (person_id);

-- a person works for an organisation: what an agency's cohort is made of
CREATE TABLE employment (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  staff_number TEXT,
  post TEXT,
  started_on TEXT,
  ended_on TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX employment_person_id ON employment (person_id);
CREATE INDEX employment_org_id ON employment (org_id);
CREATE UNIQUE INDEX employment_org_id_staff_number_once ON employment (org_id, staff_number) WHERE staff_number IS NOT NULL AND ended_on IS NULL;

-- people's skills
CREATE TABLE evidence (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  org_id BLOB CHECK (length(org_id) = 16),
  skill TEXT NOT NULL REFERENCES skill (code),
  level INTEGER NOT NULL,
  grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
  observed_on TEXT NOT NULL,
  expires_on TEXT,
  source TEXT NOT NULL,
  taxonomy_version TEXT NOT NULL REFERENCES taxonomy_version (code),
  recorded_by BLOB CHECK (length(recorded_by) = 16),
  recorded_at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (level BETWEEN 1 AND 5),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
) STRICT;
CREATE INDEX evidence_person_id_skill ON evidence (person_id, skill);
CREATE INDEX evidence_skill_person_id ON evidence (skill, person_id);

CREATE TABLE role_target (
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  role TEXT NOT NULL REFERENCES role_profile (code),
  is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
  by_on TEXT,
  set_at TEXT NOT NULL,
  PRIMARY KEY (person_id, role)
) STRICT;
CREATE INDEX role_target_role ON role_target (role);

-- needs
CREATE TABLE need (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  role TEXT NOT NULL REFERENCES role_profile (code),
  country TEXT NOT NULL REFERENCES country (iso3),
  sector TEXT NOT NULL CHECK (sector IN ('public', 'private')),
  posts INTEGER NOT NULL,
  by_on TEXT NOT NULL,
  by_precision TEXT NOT NULL CHECK (by_precision IN ('day', 'month', 'quarter', 'year')),
  urgency TEXT NOT NULL CHECK (urgency IN ('routine', 'soon', 'urgent')),
  visibility TEXT NOT NULL CHECK (visibility IN ('network', 'private')),
  note TEXT NOT NULL DEFAULT '',
  declared_by BLOB CHECK (length(declared_by) = 16),
  declared_at TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  withdrawn_at TEXT,
  CHECK (posts > 0)
) STRICT;
CREATE INDEX need_org_id ON need (org_id);
CREATE INDEX need_country_role ON need (country, role);

CREATE TABLE wish (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB REFERENCES person (id) CHECK (length(person_id) = 16),
  skill TEXT REFERENCES skill (code),
  field TEXT,
  level INTEGER,
  country TEXT REFERENCES country (iso3),
  grouping TEXT,
  language TEXT,
  mode TEXT,
  words TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX wish_skill ON wish (skill);

CREATE TABLE estimate (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  grouping TEXT REFERENCES grouping (code),
  country TEXT REFERENCES country (iso3),
  scope TEXT NOT NULL,
  measure TEXT NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  as_of_on TEXT NOT NULL,
  as_of_precision TEXT NOT NULL CHECK (as_of_precision IN ('day', 'month', 'quarter', 'year')),
  source TEXT NOT NULL,
  source_url TEXT,
  created_at TEXT NOT NULL
) STRICT;

-- courses and their dated offerings
CREATE TABLE course (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  code TEXT NOT NULL,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'listed', 'retired')),
  created_by BLOB CHECK (length(created_by) = 16),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (org_id, code)
) STRICT;
CREATE INDEX course_org_id ON course (org_id);

CREATE TABLE course_text (
  course_id BLOB NOT NULL REFERENCES course (id) CHECK (length(course_id) = 16),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL,
  is_original INTEGER NOT NULL CHECK (is_original IN (0, 1)),
  is_reviewed INTEGER NOT NULL CHECK (is_reviewed IN (0, 1)),
  PRIMARY KEY (course_id, language)
) STRICT;

CREATE TABLE course_skill (
  course_id BLOB NOT NULL REFERENCES course (id) CHECK (length(course_id) = 16),
  skill TEXT NOT NULL REFERENCES skill (code),
  level_in INTEGER,
  level_out INTEGER,
  PRIMARY KEY (course_id, skill),
  CHECK (level_in BETWEEN 0 AND 5),
  CHECK (level_out BETWEEN 1 AND 5),
  CHECK (level_out >= level_in)
) STRICT;
CREATE INDEX course_skill_skill_course_id ON course_skill (skill, course_id);

CREATE TABLE offering (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  course_id BLOB NOT NULL REFERENCES course (id) CHECK (length(course_id) = 16),
  code TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'changes_requested', 'published', 'confirmed', 'in_progress', 'delivered', 'closed', 'postponed', 'cancelled')),
  revision INTEGER NOT NULL DEFAULT 1,
  mode TEXT NOT NULL CHECK (mode IN ('classroom', 'remote', 'hands_on', 'blended')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  zone TEXT NOT NULL,
  starts_on TEXT,
  starts_precision TEXT NOT NULL CHECK (starts_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  ends_on TEXT,
  ends_precision TEXT NOT NULL CHECK (ends_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  deadline_local TEXT,
  deadline_zone TEXT,
  deadline_at TEXT,
  decision_on TEXT,
  capacity_kind TEXT NOT NULL CHECK (capacity_kind IN ('limited', 'unlimited', 'unknown')),
  capacity INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  overbooked INTEGER NOT NULL DEFAULT 0,
  seats_min INTEGER,
  fee_kind TEXT NOT NULL CHECK (fee_kind IN ('free', 'funded', 'paid', 'unknown')),
  fee_minor INTEGER,
  currency TEXT,
  contact TEXT,
  source_url TEXT,
  -- a fact from a public call, not an official listing: nobody applies here
  is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)),
  published_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK (held >= 0),
  CHECK (overbooked >= 0),
  CHECK (capacity >= 0),
  CHECK (capacity_kind <> 'limited' OR held <= capacity + overbooked),
  CHECK (capacity_kind <> 'unknown' OR held = 0),
  CHECK ((starts_on IS NULL) = (starts_precision = 'unknown')),
  CHECK ((deadline_local IS NULL) = (deadline_at IS NULL))
) STRICT;
CREATE INDEX offering_course_id ON offering (course_id);
CREATE INDEX offering_org_id ON offering (org_id);
CREATE INDEX offering_country_starts_on ON offering (country, starts_on);
CREATE INDEX offering_state_starts_on_id ON offering (state, starts_on, id);

CREATE TABLE offering_text (
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  is_original INTEGER NOT NULL CHECK (is_original IN (0, 1)),
  is_reviewed INTEGER NOT NULL CHECK (is_reviewed IN (0, 1)),
  PRIMARY KEY (offering_id, language)
) STRICT;

CREATE TABLE offering_skill (
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  skill TEXT NOT NULL REFERENCES skill (code),
  level_in INTEGER,
  level_out INTEGER,
  PRIMARY KEY (offering_id, skill),
  CHECK (level_in BETWEEN 0 AND 5),
  CHECK (level_out BETWEEN 1 AND 5),
  CHECK (level_out >= level_in)
) STRICT;
CREATE INDEX offering_skill_skill_offering_id ON offering_skill (skill, offering_id);

CREATE TABLE offering_language (
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  language TEXT NOT NULL,
  PRIMARY KEY (offering_id, language)
) STRICT;
CREATE INDEX offering_language_language_offering_id ON offering_language (language, offering_id);

-- one row a rule; value is a code (grouping, country, skill, sector) or a number, words only where the kind says so
CREATE TABLE offering_rule (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('citizenship', 'residence', 'sector', 'employer', 'experience_min', 'experience_max', 'education', 'language', 'skill', 'other')),
  value TEXT NOT NULL,
  level INTEGER
) STRICT;
CREATE INDEX offering_rule_offering_id ON offering_rule (offering_id);

CREATE TABLE offering_cost (
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  item TEXT NOT NULL CHECK (item IN ('fee', 'travel', 'lodging', 'meals', 'insurance', 'visa')),
  payer TEXT NOT NULL CHECK (payer IN ('nobody', 'provider', 'host', 'funder', 'employer', 'learner', 'unknown')),
  amount_minor INTEGER,
  currency TEXT,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (offering_id, item)
) STRICT;

CREATE TABLE segment (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('online', 'classroom', 'hands_on')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  host_org_id BLOB REFERENCES organisation (id) CHECK (length(host_org_id) = 16),
  host_name TEXT,
  starts_on TEXT,
  starts_precision TEXT NOT NULL CHECK (starts_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  ends_on TEXT,
  ends_precision TEXT NOT NULL CHECK (ends_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  starts_local TEXT,
  ends_local TEXT,
  zone TEXT NOT NULL,
  starts_at TEXT,
  ends_at TEXT,
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX segment_offering_id ON segment (offering_id);
CREATE INDEX segment_host_org_id ON segment (host_org_id);

CREATE TABLE search_document (
  doc_id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('offering', 'slot', 'organisation')),
  entity_id BLOB NOT NULL CHECK (length(entity_id) = 16),
  language TEXT NOT NULL,
  tokens TEXT NOT NULL,
  UNIQUE (kind, entity_id, language)
) STRICT;

-- placements
CREATE TABLE hosting_interest (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  period TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('actively_looking', 'interested', 'not_open', 'already_arranged')),
  reason_code TEXT,
  updated_at TEXT NOT NULL,
  UNIQUE (org_id, period)
) STRICT;

CREATE TABLE slot (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  code TEXT NOT NULL,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'running', 'completed', 'paused', 'cancelled')),
  visibility TEXT NOT NULL CHECK (visibility IN ('network', 'partners', 'coordinator')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  zone TEXT NOT NULL,
  clean_grade TEXT CHECK (clean_grade IN ('A', 'B', 'C', 'D', 'CNC')),
  containment INTEGER,
  product_type TEXT,
  lead_days INTEGER,
  fee_kind TEXT NOT NULL CHECK (fee_kind IN ('free', 'funded', 'paid', 'unknown')),
  fee_minor INTEGER,
  currency TEXT,
  contact TEXT,
  created_by BLOB CHECK (length(created_by) = 16),
  published_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (org_id, code)
) STRICT;
CREATE INDEX slot_org_id ON slot (org_id);
CREATE INDEX slot_country ON slot (country);

CREATE TABLE slot_text (
  slot_id BLOB NOT NULL REFERENCES slot (id) CHECK (length(slot_id) = 16),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL,
  is_original INTEGER NOT NULL CHECK (is_original IN (0, 1)),
  is_reviewed INTEGER NOT NULL CHECK (is_reviewed IN (0, 1)),
  PRIMARY KEY (slot_id, language)
) STRICT;

CREATE TABLE slot_skill (
  slot_id BLOB NOT NULL REFERENCES slot (id) CHECK (length(slot_id) = 16),
  skill TEXT NOT NULL REFERENCES skill (code),
  level_in INTEGER,
  level_out INTEGER,
  PRIMARY KEY (slot_id, skill),
  CHECK (level_in BETWEEN 0 AND 5),
  CHECK (level_out BETWEEN 1 AND 5),
  CHECK (level_out >= level_in)
) STRICT;
CREATE INDEX slot_skill_skill_slot_id ON slot_skill (skill, slot_id);

CREATE TABLE slot_language (
  slot_id BLOB NOT NULL REFERENCES slot (id) CHECK (length(slot_id) = 16),
  language TEXT NOT NULL,
  PRIMARY KEY (slot_id, language)
) STRICT;

CREATE TABLE slot_condition (
  slot_id BLOB NOT NULL REFERENCES slot (id) CHECK (length(slot_id) = 16),
  kind TEXT NOT NULL,
  lead_days INTEGER,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (slot_id, kind)
) STRICT;

CREATE TABLE slot_period (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  slot_id BLOB NOT NULL REFERENCES slot (id) CHECK (length(slot_id) = 16),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  places INTEGER NOT NULL,
  held INTEGER NOT NULL DEFAULT 0,
  overbooked INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
  created_at TEXT NOT NULL,
  CHECK (held >= 0),
  CHECK (overbooked >= 0),
  CHECK (places > 0),
  CHECK (held <= places + overbooked),
  CHECK (from_on <= to_on)
) STRICT;
CREATE INDEX slot_period_slot_id ON slot_period (slot_id);
CREATE INDEX slot_period_state_from_on ON slot_period (state, from_on);

-- seats and places: one row is one
CREATE TABLE seat (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  offering_id BLOB NOT NULL REFERENCES offering (id) CHECK (length(offering_id) = 16),
  person_id BLOB REFERENCES person (id) CHECK (length(person_id) = 16),
  route TEXT NOT NULL CHECK (route IN ('individual', 'nomination', 'quota')),
  for_org_id BLOB REFERENCES organisation (id) CHECK (length(for_org_id) = 16),
  state TEXT NOT NULL CHECK (state IN ('draft', 'awaiting_endorsement', 'submitted', 'info_requested', 'waitlisted', 'offered', 'accepted', 'conditions_pending', 'enrolled', 'attended', 'completed', 'not_endorsed', 'declined_by_provider', 'offer_declined', 'offer_lapsed', 'withdrawn', 'cancelled', 'deferred', 'no_show', 'not_completed')),
  offer_expires_at TEXT,
  reason_code TEXT,
  note TEXT NOT NULL DEFAULT '',
  created_by BLOB CHECK (length(created_by) = 16),
  created_at TEXT NOT NULL,
  state_at TEXT NOT NULL
) STRICT;
CREATE INDEX seat_offering_id_state ON seat (offering_id, state);
CREATE INDEX seat_person_id ON seat (person_id);
CREATE INDEX seat_for_org_id ON seat (for_org_id);
CREATE INDEX seat_state_offer_expires_at ON seat (state, offer_expires_at);
CREATE UNIQUE INDEX seat_offering_id_person_id_once ON seat (offering_id, person_id) WHERE state NOT IN ('completed','not_endorsed','declined_by_provider','offer_declined','offer_lapsed','withdrawn','cancelled','deferred','no_show','not_completed');

CREATE TABLE place (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  slot_period_id BLOB NOT NULL REFERENCES slot_period (id) CHECK (length(slot_period_id) = 16),
  person_id BLOB REFERENCES person (id) CHECK (length(person_id) = 16),
  for_org_id BLOB REFERENCES organisation (id) CHECK (length(for_org_id) = 16),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'under_consideration', 'info_requested', 'host_accepted', 'prerequisites_pending', 'cleared', 'in_progress', 'completed', 'host_declined', 'learner_declined', 'lapsed', 'prerequisites_failed', 'ended_early', 'withdrawn', 'host_cancelled', 'superseded')),
  offer_expires_at TEXT,
  reason_code TEXT,
  note TEXT NOT NULL DEFAULT '',
  created_by BLOB CHECK (length(created_by) = 16),
  created_at TEXT NOT NULL,
  state_at TEXT NOT NULL
) STRICT;
CREATE INDEX place_slot_period_id_state ON place (slot_period_id, state);
CREATE INDEX place_person_id ON place (person_id);
CREATE INDEX place_for_org_id ON place (for_org_id);
CREATE UNIQUE INDEX place_slot_period_id_person_id_once ON place (slot_period_id, person_id) WHERE state NOT IN ('completed','host_declined','learner_declined','lapsed','prerequisites_failed','ended_early','withdrawn','host_cancelled','superseded');

-- figures
CREATE TABLE snapshot (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  as_of_on TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taxonomy_version TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  people INTEGER NOT NULL,
  organisations INTEGER NOT NULL
) STRICT;

CREATE TABLE cube_row (
  snapshot_id BLOB NOT NULL REFERENCES snapshot (id) CHECK (length(snapshot_id) = 16),
  country TEXT NOT NULL REFERENCES country (iso3),
  sector TEXT NOT NULL CHECK (sector IN ('public', 'private', 'unknown')),
  skill TEXT NOT NULL REFERENCES skill (code),
  level INTEGER NOT NULL,
  quarter TEXT NOT NULL,
  grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', '-')),
  need INTEGER NOT NULL DEFAULT 0,
  supply INTEGER NOT NULL DEFAULT 0,
  pipeline INTEGER NOT NULL DEFAULT 0,
  -- how many organisations the need comes from: the disclosure rule asks
  organisations INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (snapshot_id, country, sector, skill, level, quarter, grade)
) STRICT;
CREATE INDEX cube_row_snapshot_id_skill_country ON cube_row (snapshot_id, skill, country);

-- tokens are made by the program: here they are only cut at spaces (unicode61 would also cut at the vowel signs of Thai, and fold anew)
CREATE VIRTUAL TABLE search_index USING fts5 (tokens, content='', contentless_delete=1, tokenize='ascii');

-- the trail is append-only
CREATE TRIGGER transition_stays BEFORE DELETE ON transition BEGIN SELECT RAISE(ABORT, 'transition is append-only'); END;
CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
CREATE TRIGGER transition_unchanged BEFORE UPDATE ON transition BEGIN SELECT RAISE(ABORT, 'transition is append-only'); END;
CREATE TRIGGER audit_event_unchanged BEFORE UPDATE ON audit_event WHEN OLD.sealed_hash IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.action IS NOT OLD.action OR NEW.result IS NOT OLD.result OR NEW.actor_id IS NOT OLD.actor_id OR NEW.entity_id IS NOT OLD.entity_id OR NEW.detail IS NOT OLD.detail OR NEW.org_id IS NOT OLD.org_id OR NEW.on_behalf_of IS NOT OLD.on_behalf_of OR NEW.entity_kind IS NOT OLD.entity_kind OR NEW.request_id IS NOT OLD.request_id OR NEW.at IS NOT OLD.at BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
