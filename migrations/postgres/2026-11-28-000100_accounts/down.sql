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
-- of an address that stands beside several records the proved one stays, else the first
DELETE FROM person_email e WHERE EXISTS (SELECT 1 FROM person_email o WHERE o.address_folded = e.address_folded AND o.id <> e.id AND (o.verified_at IS NOT NULL OR (e.verified_at IS NULL AND o.id < e.id)));
ALTER TABLE person_email ADD CONSTRAINT person_email_address_folded_key UNIQUE (address_folded);
DROP INDEX person_name_folded;
ALTER TABLE person DROP COLUMN erased_at;
ALTER TABLE person DROP COLUMN merged_into;
ALTER TABLE person DROP COLUMN birth_year;
ALTER TABLE sign_in_attempt DROP COLUMN kind;
DROP TABLE link_token;
DROP TABLE session;
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
