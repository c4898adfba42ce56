-- The whole first schema. The twin under migrations/sqlite bears the same name; tests/site/db compares the two.

-- reference data
CREATE TABLE country (
  iso3 TEXT NOT NULL PRIMARY KEY,
  iso2 TEXT NOT NULL,
  m49 TEXT NOT NULL,
  zone TEXT
);

CREATE TABLE grouping (
  code TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  is_checked BOOLEAN NOT NULL
);

CREATE TABLE grouping_member (
  grouping TEXT NOT NULL REFERENCES grouping (code),
  country TEXT NOT NULL REFERENCES country (iso3),
  valid_from DATE,
  valid_to DATE,
  is_checked BOOLEAN NOT NULL
);
CREATE INDEX grouping_member_grouping_country ON grouping_member (grouping, country);
CREATE INDEX grouping_member_country_grouping ON grouping_member (country, grouping);

CREATE TABLE taxonomy_version (
  code TEXT NOT NULL PRIMARY KEY,
  published_on DATE NOT NULL,
  source TEXT NOT NULL
);

CREATE TABLE skill (
  code TEXT NOT NULL PRIMARY KEY,
  field TEXT NOT NULL,
  validity_months INTEGER,
  since_version TEXT NOT NULL REFERENCES taxonomy_version (code),
  retired_in_version TEXT,
  CHECK (validity_months IS NULL OR validity_months > 0)
);

CREATE TABLE role_profile (
  code TEXT NOT NULL PRIMARY KEY,
  since_version TEXT NOT NULL REFERENCES taxonomy_version (code)
);

CREATE TABLE role_requirement (
  role TEXT NOT NULL REFERENCES role_profile (code),
  skill TEXT NOT NULL REFERENCES skill (code),
  level INTEGER NOT NULL,
  PRIMARY KEY (role, skill),
  CHECK (level BETWEEN 1 AND 5)
);

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- a number that grows with every change of what a public page shows; cached pages are keyed by it
CREATE TABLE data_version (
  topic TEXT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);

-- people, sessions, mail
CREATE TABLE person (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  language TEXT,
  country TEXT REFERENCES country (iso3),
  sector TEXT CHECK (sector IN ('public', 'private')),
  travel TEXT CHECK (travel IN ('none', 'country', 'region', 'anywhere')),
  available_from DATE,
  available_until DATE,
  session_epoch INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'closed')),
  -- who entered the person, where the person did not
  entered_by_org UUID,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX person_country ON person (country);

CREATE TABLE person_language (
  person_id UUID NOT NULL REFERENCES person (id),
  language TEXT NOT NULL,
  level TEXT CHECK (level IN ('basic', 'intermediate', 'fluent')),
  PRIMARY KEY (person_id, language)
);

CREATE TABLE person_email (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL UNIQUE,
  verified_at TIMESTAMP,
  is_primary BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX person_email_person_id ON person_email (person_id);

CREATE TABLE credential (
  person_id UUID NOT NULL PRIMARY KEY REFERENCES person (id),
  password_hash TEXT NOT NULL,
  set_at TIMESTAMP NOT NULL
);

CREATE TABLE session (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  session_epoch INTEGER NOT NULL,
  auth_level TEXT NOT NULL CHECK (auth_level IN ('password', 'link', 'mfa')),
  mfa_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  idle_expires_at TIMESTAMP NOT NULL,
  absolute_expires_at TIMESTAMP NOT NULL,
  ua_label TEXT,
  ip_prefix TEXT,
  revoked_at TIMESTAMP
);
CREATE INDEX session_person_id ON session (person_id);

CREATE TABLE link_token (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('join', 'reset', 'invite', 'admin', 'email')),
  person_id UUID REFERENCES person (id),
  address_folded TEXT NOT NULL,
  payload TEXT NOT NULL DEFAULT '',
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX link_token_address_folded_purpose ON link_token (address_folded, purpose);

CREATE TABLE sign_in_attempt (
  id UUID NOT NULL PRIMARY KEY,
  address_folded TEXT NOT NULL,
  ip_prefix TEXT NOT NULL,
  succeeded BOOLEAN NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_attempt_address_folded_at ON sign_in_attempt (address_folded, at);
CREATE INDEX sign_in_attempt_ip_prefix_at ON sign_in_attempt (ip_prefix, at);

CREATE TABLE consent (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  purpose TEXT NOT NULL,
  version TEXT NOT NULL,
  given_at TIMESTAMP NOT NULL,
  withdrawn_at TIMESTAMP
);
CREATE INDEX consent_person_id ON consent (person_id);

CREATE TABLE message (
  id UUID NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  person_id UUID REFERENCES person (id),
  org_id UUID,
  to_address TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body_text TEXT NOT NULL,
  body_html TEXT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TIMESTAMP NOT NULL,
  lease_until TIMESTAMP,
  last_error TEXT,
  entity_kind TEXT,
  entity_id UUID,
  created_at TIMESTAMP NOT NULL,
  sent_at TIMESTAMP,
  UNIQUE (kind, dedupe_key)
);
CREATE INDEX message_state_next_at ON message (state, next_at);

CREATE TABLE job (
  id UUID NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  run_at TIMESTAMP NOT NULL,
  lease_until TIMESTAMP,
  last_error TEXT,
  created_at TIMESTAMP NOT NULL,
  finished_at TIMESTAMP,
  UNIQUE (kind, dedupe_key)
);
CREATE INDEX job_state_run_at ON job (state, run_at);

CREATE TABLE transition (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID,
  entity_kind TEXT NOT NULL,
  entity_id UUID NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  actor_id UUID,
  on_behalf_of UUID,
  reason_code TEXT,
  note TEXT,
  at TIMESTAMP NOT NULL
);
CREATE INDEX transition_entity_id_at ON transition (entity_id, at);

CREATE TABLE audit_event (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID,
  action TEXT NOT NULL,
  result TEXT NOT NULL,
  actor_id UUID,
  on_behalf_of UUID,
  entity_kind TEXT,
  entity_id UUID,
  detail TEXT NOT NULL DEFAULT '',
  request_id TEXT,
  at TIMESTAMP NOT NULL,
  -- the sealing job numbers and chains the rows; both are NULL on the unsealed tail
  sealed_seq BIGINT,
  sealed_hash BYTEA
);
CREATE INDEX audit_event_at ON audit_event (at);
CREATE UNIQUE INDEX audit_event_sealed_seq_once ON audit_event (sealed_seq) WHERE sealed_seq IS NOT NULL;

-- organisations
CREATE TABLE organisation (
  id UUID NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL,
  is_provider BOOLEAN NOT NULL,
  is_facility BOOLEAN NOT NULL,
  is_agency BOOLEAN NOT NULL,
  is_coordinating BOOLEAN NOT NULL,
  sector TEXT CHECK (sector IN ('public', 'private')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  lat_e4 INTEGER,
  lon_e4 INTEGER,
  zone TEXT,
  website TEXT,
  contact TEXT,
  -- not a member: known from public sources alone
  is_external BOOLEAN NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'listed', 'refused', 'closed')),
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX organisation_country ON organisation (country);

CREATE TABLE organisation_text (
  org_id UUID NOT NULL REFERENCES organisation (id),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  sort_key BYTEA NOT NULL,
  is_original BOOLEAN NOT NULL,
  is_reviewed BOOLEAN NOT NULL,
  PRIMARY KEY (org_id, language)
);

CREATE TABLE membership (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  org_id UUID NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reviewer', 'viewer')),
  created_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP
);
CREATE INDEX membership_person_id ON membership (person_id);
CREATE INDEX membership_org_id ON membership (org_id);
CREATE UNIQUE INDEX membership_person_id_org_id_once ON membership (person_id, org_id) WHERE ended_at IS NULL;

CREATE TABLE person_grant (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role IN ('coordinator', 'secretariat', 'administrator')),
  grouping TEXT REFERENCES grouping (code),
  reason TEXT NOT NULL,
  granted_by UUID,
  granted_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  ended_reason TEXT,
  CHECK ((role = 'coordinator') = (grouping IS NOT NULL))
);
CREATE INDEX person_grant_person_id ON person_grant (person_id);

-- a person works for an organisation: what an agency's cohort is made of
CREATE TABLE employment (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  org_id UUID NOT NULL REFERENCES organisation (id),
  staff_number TEXT,
  post TEXT,
  started_on DATE,
  ended_on DATE,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX employment_person_id ON employment (person_id);
CREATE INDEX employment_org_id ON employment (org_id);
CREATE UNIQUE INDEX employment_org_id_staff_number_once ON employment (org_id, staff_number) WHERE staff_number IS NOT NULL AND ended_on IS NULL;

-- people's skills
CREATE TABLE evidence (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  org_id UUID,
  skill TEXT NOT NULL REFERENCES skill (code),
  level INTEGER NOT NULL,
  grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
  observed_on DATE NOT NULL,
  expires_on DATE,
  source TEXT NOT NULL,
  taxonomy_version TEXT NOT NULL REFERENCES taxonomy_version (code),
  recorded_by UUID,
  recorded_at TIMESTAMP NOT NULL,
  withdrawn_at TIMESTAMP,
  withdrawn_reason TEXT,
  CHECK (level BETWEEN 1 AND 5),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
CREATE INDEX evidence_person_id_skill ON evidence (person_id, skill);
CREATE INDEX evidence_skill_person_id ON evidence (skill, person_id);

CREATE TABLE role_target (
  person_id UUID NOT NULL REFERENCES person (id),
  role TEXT NOT NULL REFERENCES role_profile (code),
  is_main BOOLEAN NOT NULL,
  by_on DATE,
  set_at TIMESTAMP NOT NULL,
  PRIMARY KEY (person_id, role)
);
CREATE INDEX role_target_role ON role_target (role);

-- needs
CREATE TABLE need (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL REFERENCES role_profile (code),
  country TEXT NOT NULL REFERENCES country (iso3),
  sector TEXT NOT NULL CHECK (sector IN ('public', 'private')),
  posts INTEGER NOT NULL,
  by_on DATE NOT NULL,
  by_precision TEXT NOT NULL CHECK (by_precision IN ('day', 'month', 'quarter', 'year')),
  urgency TEXT NOT NULL CHECK (urgency IN ('routine', 'soon', 'urgent')),
  visibility TEXT NOT NULL CHECK (visibility IN ('network', 'private')),
  note TEXT NOT NULL DEFAULT '',
  declared_by UUID,
  declared_at TIMESTAMP NOT NULL,
  confirmed_at TIMESTAMP NOT NULL,
  withdrawn_at TIMESTAMP,
  CHECK (posts > 0)
);
CREATE INDEX need_org_id ON need (org_id);
CREATE INDEX need_country_role ON need (country, role);

CREATE TABLE wish (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID REFERENCES person (id),
  skill TEXT REFERENCES skill (code),
  field TEXT,
  level INTEGER,
  country TEXT REFERENCES country (iso3),
  grouping TEXT,
  language TEXT,
  mode TEXT,
  words TEXT NOT NULL DEFAULT '',
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX wish_skill ON wish (skill);

CREATE TABLE estimate (
  id UUID NOT NULL PRIMARY KEY,
  grouping TEXT REFERENCES grouping (code),
  country TEXT REFERENCES country (iso3),
  scope TEXT NOT NULL,
  measure TEXT NOT NULL,
  low BIGINT NOT NULL,
  high BIGINT NOT NULL,
  as_of_on DATE NOT NULL,
  as_of_precision TEXT NOT NULL CHECK (as_of_precision IN ('day', 'month', 'quarter', 'year')),
  source TEXT NOT NULL,
  source_url TEXT,
  created_at TIMESTAMP NOT NULL
);

-- courses and their dated offerings
CREATE TABLE course (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  code TEXT NOT NULL,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'listed', 'retired')),
  created_by UUID,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (org_id, code)
);
CREATE INDEX course_org_id ON course (org_id);

CREATE TABLE course_text (
  course_id UUID NOT NULL REFERENCES course (id),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  sort_key BYTEA NOT NULL,
  is_original BOOLEAN NOT NULL,
  is_reviewed BOOLEAN NOT NULL,
  PRIMARY KEY (course_id, language)
);

CREATE TABLE course_skill (
  course_id UUID NOT NULL REFERENCES course (id),
  skill TEXT NOT NULL REFERENCES skill (code),
  level_in INTEGER,
  level_out INTEGER,
  PRIMARY KEY (course_id, skill),
  CHECK (level_in BETWEEN 0 AND 5),
  CHECK (level_out BETWEEN 1 AND 5),
  CHECK (level_out >= level_in)
);
CREATE INDEX course_skill_skill_course_id ON course_skill (skill, course_id);

CREATE TABLE offering (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  course_id UUID NOT NULL REFERENCES course (id),
  code TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'changes_requested', 'published', 'confirmed', 'in_progress', 'delivered', 'closed', 'postponed', 'cancelled')),
  revision INTEGER NOT NULL DEFAULT 1,
  mode TEXT NOT NULL CHECK (mode IN ('classroom', 'remote', 'hands_on', 'blended')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  zone TEXT NOT NULL,
  starts_on DATE,
  starts_precision TEXT NOT NULL CHECK (starts_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  ends_on DATE,
  ends_precision TEXT NOT NULL CHECK (ends_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  deadline_local TEXT,
  deadline_zone TEXT,
  deadline_at TIMESTAMP,
  decision_on DATE,
  capacity_kind TEXT NOT NULL CHECK (capacity_kind IN ('limited', 'unlimited', 'unknown')),
  capacity INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  overbooked INTEGER NOT NULL DEFAULT 0,
  seats_min INTEGER,
  fee_kind TEXT NOT NULL CHECK (fee_kind IN ('free', 'funded', 'paid', 'unknown')),
  fee_minor BIGINT,
  currency TEXT,
  contact TEXT,
  source_url TEXT,
  -- a fact from a public call, not an official listing: nobody applies here
  is_external BOOLEAN NOT NULL,
  published_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK (held >= 0),
  CHECK (overbooked >= 0),
  CHECK (capacity >= 0),
  CHECK (capacity_kind <> 'limited' OR held <= capacity + overbooked),
  CHECK (capacity_kind <> 'unknown' OR held = 0),
  CHECK ((starts_on IS NULL) = (starts_precision = 'unknown')),
  CHECK ((deadline_local IS NULL) = (deadline_at IS NULL))
);
CREATE INDEX offering_course_id ON offering (course_id);
CREATE INDEX offering_org_id ON offering (org_id);
CREATE INDEX offering_country_starts_on ON offering (country, starts_on);
CREATE INDEX offering_state_starts_on_id ON offering (state, starts_on, id);

CREATE TABLE offering_text (
  offering_id UUID NOT NULL REFERENCES offering (id),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  is_original BOOLEAN NOT NULL,
  is_reviewed BOOLEAN NOT NULL,
  PRIMARY KEY (offering_id, language)
);

CREATE TABLE offering_skill (
  offering_id UUID NOT NULL REFERENCES offering (id),
  skill TEXT NOT NULL REFERENCES skill (code),
  level_in INTEGER,
  level_out INTEGER,
  PRIMARY KEY (offering_id, skill),
  CHECK (level_in BETWEEN 0 AND 5),
  CHECK (level_out BETWEEN 1 AND 5),
  CHECK (level_out >= level_in)
);
CREATE INDEX offering_skill_skill_offering_id ON offering_skill (skill, offering_id);

CREATE TABLE offering_language (
  offering_id UUID NOT NULL REFERENCES offering (id),
  language TEXT NOT NULL,
  PRIMARY KEY (offering_id, language)
);
CREATE INDEX offering_language_language_offering_id ON offering_language (language, offering_id);

-- one row a rule; value is a code (grouping, country, skill, sector) or a number, words only where the kind says so
CREATE TABLE offering_rule (
  id UUID NOT NULL PRIMARY KEY,
  offering_id UUID NOT NULL REFERENCES offering (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('citizenship', 'residence', 'sector', 'employer', 'experience_min', 'experience_max', 'education', 'language', 'skill', 'other')),
  value TEXT NOT NULL,
  level INTEGER
);
CREATE INDEX offering_rule_offering_id ON offering_rule (offering_id);

CREATE TABLE offering_cost (
  offering_id UUID NOT NULL REFERENCES offering (id),
  item TEXT NOT NULL CHECK (item IN ('fee', 'travel', 'lodging', 'meals', 'insurance', 'visa')),
  payer TEXT NOT NULL CHECK (payer IN ('nobody', 'provider', 'host', 'funder', 'employer', 'learner', 'unknown')),
  amount_minor BIGINT,
  currency TEXT,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (offering_id, item)
);

CREATE TABLE segment (
  id UUID NOT NULL PRIMARY KEY,
  offering_id UUID NOT NULL REFERENCES offering (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('online', 'classroom', 'hands_on')),
  country TEXT REFERENCES country (iso3),
  place TEXT,
  host_org_id UUID REFERENCES organisation (id),
  host_name TEXT,
  starts_on DATE,
  starts_precision TEXT NOT NULL CHECK (starts_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  ends_on DATE,
  ends_precision TEXT NOT NULL CHECK (ends_precision IN ('day', 'month', 'quarter', 'year', 'unknown')),
  starts_local TEXT,
  ends_local TEXT,
  zone TEXT NOT NULL,
  starts_at TIMESTAMP,
  ends_at TIMESTAMP,
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX segment_offering_id ON segment (offering_id);
CREATE INDEX segment_host_org_id ON segment (host_org_id);

CREATE TABLE search_document (
  doc_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('offering', 'slot', 'organisation')),
  entity_id UUID NOT NULL,
  language TEXT NOT NULL,
  tokens TEXT NOT NULL,
  UNIQUE (kind, entity_id, language)
);

-- placements
CREATE TABLE hosting_interest (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  period TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('actively_looking', 'interested', 'not_open', 'already_arranged')),
  reason_code TEXT,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (org_id, period)
);

CREATE TABLE slot (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
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
  fee_minor BIGINT,
  currency TEXT,
  contact TEXT,
  created_by UUID,
  published_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (org_id, code)
);
CREATE INDEX slot_org_id ON slot (org_id);
CREATE INDEX slot_country ON slot (country);

CREATE TABLE slot_text (
  slot_id UUID NOT NULL REFERENCES slot (id),
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  sort_key BYTEA NOT NULL,
  is_original BOOLEAN NOT NULL,
  is_reviewed BOOLEAN NOT NULL,
  PRIMARY KEY (slot_id, language)
);

CREATE TABLE slot_skill (
  slot_id UUID NOT NULL REFERENCES slot (id),
  skill TEXT NOT NULL REFERENCES skill (code),
  level_in INTEGER,
  level_out INTEGER,
  PRIMARY KEY (slot_id, skill),
  CHECK (level_in BETWEEN 0 AND 5),
  CHECK (level_out BETWEEN 1 AND 5),
  CHECK (level_out >= level_in)
);
CREATE INDEX slot_skill_skill_slot_id ON slot_skill (skill, slot_id);

CREATE TABLE slot_language (
  slot_id UUID NOT NULL REFERENCES slot (id),
  language TEXT NOT NULL,
  PRIMARY KEY (slot_id, language)
);

CREATE TABLE slot_condition (
  slot_id UUID NOT NULL REFERENCES slot (id),
  kind TEXT NOT NULL,
  lead_days INTEGER,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (slot_id, kind)
);

CREATE TABLE slot_period (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  slot_id UUID NOT NULL REFERENCES slot (id),
  from_on DATE NOT NULL,
  to_on DATE NOT NULL,
  places INTEGER NOT NULL,
  held INTEGER NOT NULL DEFAULT 0,
  overbooked INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
  created_at TIMESTAMP NOT NULL,
  CHECK (held >= 0),
  CHECK (overbooked >= 0),
  CHECK (places > 0),
  CHECK (held <= places + overbooked),
  CHECK (from_on <= to_on)
);
CREATE INDEX slot_period_slot_id ON slot_period (slot_id);
CREATE INDEX slot_period_state_from_on ON slot_period (state, from_on);

-- seats and places: one row is one
CREATE TABLE seat (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  offering_id UUID NOT NULL REFERENCES offering (id),
  person_id UUID REFERENCES person (id),
  route TEXT NOT NULL CHECK (route IN ('individual', 'nomination', 'quota')),
  for_org_id UUID REFERENCES organisation (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'awaiting_endorsement', 'submitted', 'info_requested', 'waitlisted', 'offered', 'accepted', 'conditions_pending', 'enrolled', 'attended', 'completed', 'not_endorsed', 'declined_by_provider', 'offer_declined', 'offer_lapsed', 'withdrawn', 'cancelled', 'deferred', 'no_show', 'not_completed')),
  offer_expires_at TIMESTAMP,
  reason_code TEXT,
  note TEXT NOT NULL DEFAULT '',
  created_by UUID,
  created_at TIMESTAMP NOT NULL,
  state_at TIMESTAMP NOT NULL
);
CREATE INDEX seat_offering_id_state ON seat (offering_id, state);
CREATE INDEX seat_person_id ON seat (person_id);
CREATE INDEX seat_for_org_id ON seat (for_org_id);
CREATE INDEX seat_state_offer_expires_at ON seat (state, offer_expires_at);
CREATE UNIQUE INDEX seat_offering_id_person_id_once ON seat (offering_id, person_id) WHERE state NOT IN ('completed','not_endorsed','declined_by_provider','offer_declined','offer_lapsed','withdrawn','cancelled','deferred','no_show','not_completed');

CREATE TABLE place (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  slot_period_id UUID NOT NULL REFERENCES slot_period (id),
  person_id UUID REFERENCES person (id),
  for_org_id UUID REFERENCES organisation (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'under_consideration', 'info_requested', 'host_accepted', 'prerequisites_pending', 'cleared', 'in_progress', 'completed', 'host_declined', 'learner_declined', 'lapsed', 'prerequisites_failed', 'ended_early', 'withdrawn', 'host_cancelled', 'superseded')),
  offer_expires_at TIMESTAMP,
  reason_code TEXT,
  note TEXT NOT NULL DEFAULT '',
  created_by UUID,
  created_at TIMESTAMP NOT NULL,
  state_at TIMESTAMP NOT NULL
);
CREATE INDEX place_slot_period_id_state ON place (slot_period_id, state);
CREATE INDEX place_person_id ON place (person_id);
CREATE INDEX place_for_org_id ON place (for_org_id);
CREATE UNIQUE INDEX place_slot_period_id_person_id_once ON place (slot_period_id, person_id) WHERE state NOT IN ('completed','host_declined','learner_declined','lapsed','prerequisites_failed','ended_early','withdrawn','host_cancelled','superseded');

-- figures
CREATE TABLE snapshot (
  id UUID NOT NULL PRIMARY KEY,
  as_of_on DATE NOT NULL,
  taken_at TIMESTAMP NOT NULL,
  taxonomy_version TEXT NOT NULL,
  is_current BOOLEAN NOT NULL,
  people BIGINT NOT NULL,
  organisations BIGINT NOT NULL
);

CREATE TABLE cube_row (
  snapshot_id UUID NOT NULL REFERENCES snapshot (id),
  country TEXT NOT NULL REFERENCES country (iso3),
  sector TEXT NOT NULL CHECK (sector IN ('public', 'private', 'unknown')),
  skill TEXT NOT NULL REFERENCES skill (code),
  level INTEGER NOT NULL,
  quarter TEXT NOT NULL,
  grade TEXT NOT NULL CHECK (grade IN ('A', 'B', 'C', '-')),
  need BIGINT NOT NULL DEFAULT 0,
  supply BIGINT NOT NULL DEFAULT 0,
  pipeline BIGINT NOT NULL DEFAULT 0,
  -- how many organisations the need comes from: the disclosure rule asks
  organisations INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (snapshot_id, country, sector, skill, level, quarter, grade)
);
CREATE INDEX cube_row_snapshot_id_skill_country ON cube_row (snapshot_id, skill, country);

-- tokens are made by the program: here they are only cut at spaces
CREATE INDEX search_document_tokens ON search_document USING gin (array_to_tsvector(string_to_array(tokens, ' ')));

-- the trail is append-only
CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER transition_stays BEFORE UPDATE OR DELETE ON transition FOR EACH ROW EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER audit_event_unchanged BEFORE UPDATE ON audit_event FOR EACH ROW WHEN (OLD.sealed_hash IS NOT NULL OR NEW.id IS DISTINCT FROM OLD.id OR NEW.action IS DISTINCT FROM OLD.action OR NEW.result IS DISTINCT FROM OLD.result OR NEW.actor_id IS DISTINCT FROM OLD.actor_id OR NEW.entity_id IS DISTINCT FROM OLD.entity_id OR NEW.detail IS DISTINCT FROM OLD.detail OR NEW.org_id IS DISTINCT FROM OLD.org_id OR NEW.on_behalf_of IS DISTINCT FROM OLD.on_behalf_of OR NEW.entity_kind IS DISTINCT FROM OLD.entity_kind OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.at IS DISTINCT FROM OLD.at) EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER transition_kept BEFORE TRUNCATE ON transition FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();
CREATE TRIGGER audit_event_kept BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION trail_is_append_only();
