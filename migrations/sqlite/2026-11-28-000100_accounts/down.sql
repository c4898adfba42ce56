DROP TABLE erasure;
DROP TABLE person_merge;
DROP TABLE duplicate_pair;
DROP TABLE attestation;
DROP TABLE agreement_document;
DROP TABLE agreement;
DROP TABLE invitation;
DROP TABLE mail_suppression;
DROP INDEX message_state_next_at_id;
CREATE INDEX message_state_next_at ON message (state, next_at);
ALTER TABLE message DROP COLUMN unsubscribe_url;
DROP TABLE mail_preference;
DROP TABLE recovery_code;
DROP TABLE second_factor;
DROP INDEX person_email_address_folded_once;
DROP INDEX person_email_address_folded;
CREATE TABLE person_email_before (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL UNIQUE,
  verified_at TEXT,
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
-- of an address that stands beside several records the proved one stays, else the first
INSERT INTO person_email_before SELECT id, person_id, address, address_folded, verified_at, is_primary, created_at FROM person_email e
  WHERE NOT EXISTS (SELECT 1 FROM person_email o WHERE o.address_folded = e.address_folded AND o.id <> e.id AND (o.verified_at IS NOT NULL OR (e.verified_at IS NULL AND o.id < e.id)));
DROP TABLE person_email;
ALTER TABLE person_email_before RENAME TO person_email;
CREATE INDEX person_email_person_id ON person_email (person_id);
DROP INDEX person_name_folded;
ALTER TABLE person DROP COLUMN erased_at;
ALTER TABLE person DROP COLUMN merged_into;
ALTER TABLE person DROP COLUMN birth_year;
ALTER TABLE sign_in_attempt DROP COLUMN kind;
DROP TABLE link_token;
DROP TABLE session;
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
