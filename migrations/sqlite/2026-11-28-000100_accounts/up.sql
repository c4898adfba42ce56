-- Accounts, teams and what is kept about people: second factors, several devices, invitations, agreements, duplicates, erasures.

-- sessions and mailed links do not outlast an upgrade: everybody signs in again
DROP TABLE session;
CREATE TABLE session (
  token_hash BLOB NOT NULL PRIMARY KEY,
  -- what the list of devices names a session by
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  session_epoch INTEGER NOT NULL,
  -- pending: the password was right, the second factor is still to come
  auth_level TEXT NOT NULL CHECK (auth_level IN ('pending', 'password', 'mfa')),
  -- when the person last proved who they are: what is dear asks for it anew
  proved_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  idle_expires_at TEXT NOT NULL,
  absolute_expires_at TEXT NOT NULL,
  ua_label TEXT,
  ip_prefix TEXT,
  revoked_at TEXT
) STRICT;
CREATE INDEX session_person_id ON session (person_id);

DROP TABLE link_token;
CREATE TABLE link_token (
  token_hash BLOB NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('join', 'reset', 'invite', 'admin', 'email', 'claim', 'download')),
  person_id BLOB REFERENCES person (id) CHECK (length(person_id) = 16),
  -- what else it is bound to: an invitation, an organisation
  entity_id BLOB CHECK (length(entity_id) = 16),
  address_folded TEXT NOT NULL,
  payload TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
CREATE INDEX link_token_address_folded_purpose ON link_token (address_folded, purpose);
CREATE INDEX link_token_person_id ON link_token (person_id);

ALTER TABLE sign_in_attempt ADD COLUMN kind TEXT NOT NULL DEFAULT 'password' CHECK (kind IN ('password', 'factor', 'link'));

-- birth_year tells people apart who bear one name; merged_into leads from a merged record to the one that was kept
ALTER TABLE person ADD COLUMN birth_year INTEGER;
ALTER TABLE person ADD COLUMN merged_into BLOB CHECK (length(merged_into) = 16);
ALTER TABLE person ADD COLUMN erased_at TEXT;
CREATE INDEX person_name_folded ON person (name_folded);

-- an address that somebody proved is theirs alone; one that was only written down beside a record may stand beside several
CREATE TABLE person_email_anew (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL,
  verified_at TEXT,
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO person_email_anew (id, person_id, address, address_folded, verified_at, is_primary, created_at)
  SELECT id, person_id, address, address_folded, verified_at, is_primary, created_at FROM person_email;
DROP TABLE person_email;
ALTER TABLE person_email_anew RENAME TO person_email;
CREATE INDEX person_email_person_id ON person_email (person_id);
CREATE INDEX person_email_address_folded ON person_email (address_folded);
CREATE UNIQUE INDEX person_email_address_folded_once ON person_email (address_folded) WHERE verified_at IS NOT NULL;

CREATE TABLE second_factor (
  person_id BLOB NOT NULL PRIMARY KEY REFERENCES person (id) CHECK (length(person_id) = 16),
  -- sealed with a key that is not in the database
  secret_sealed BLOB NOT NULL,
  -- absent until a first code was right
  confirmed_at TEXT,
  -- the last step whose code was used: none is used twice
  last_step INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE recovery_code (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  code_hash BLOB NOT NULL,
  created_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
CREATE INDEX recovery_code_person_id ON recovery_code (person_id);


CREATE TABLE mail_preference (
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  topic TEXT NOT NULL,
  is_wanted INTEGER NOT NULL CHECK (is_wanted IN (0, 1)),
  set_at TEXT NOT NULL,
  PRIMARY KEY (person_id, topic)
) STRICT;

-- where whoever gets a letter that need not be says that they want no more of its kind
ALTER TABLE message ADD COLUMN unsubscribe_url TEXT;
-- the worker takes what is due in this order, one at a time
DROP INDEX message_state_next_at;
CREATE INDEX message_state_next_at_id ON message (state, next_at, id);

-- addresses that the post gave back
CREATE TABLE mail_suppression (
  address_folded TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  since_at TEXT NOT NULL,
  lifted_at TEXT,
  lifted_by BLOB CHECK (length(lifted_by) = 16)
) STRICT;

CREATE TABLE invitation (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reviewer', 'viewer')),
  invited_by BLOB NOT NULL REFERENCES person (id) CHECK (length(invited_by) = 16),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
  answered_by BLOB CHECK (length(answered_by) = 16),
  answered_at TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX invitation_address_folded ON invitation (address_folded);
CREATE UNIQUE INDEX invitation_org_id_address_folded_once ON invitation (org_id, address_folded) WHERE answered_at IS NULL;

CREATE TABLE agreement (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  -- who proposed it, and with whom
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  partner_org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(partner_org_id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('training', 'hosting', 'confidentiality', 'data', 'other')),
  title TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'refused', 'withdrawn', 'ended')),
  starts_on TEXT NOT NULL,
  ends_on TEXT,
  proposed_by BLOB CHECK (length(proposed_by) = 16),
  created_at TEXT NOT NULL,
  state_at TEXT NOT NULL,
  CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX agreement_org_id ON agreement (org_id);
CREATE INDEX agreement_partner_org_id ON agreement (partner_org_id);

CREATE TABLE agreement_document (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  agreement_id BLOB NOT NULL REFERENCES agreement (id) CHECK (length(agreement_id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BLOB NOT NULL,
  content_hash BLOB NOT NULL,
  dated_on TEXT,
  uploaded_by BLOB CHECK (length(uploaded_by) = 16),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX agreement_document_agreement_id ON agreement_document (agreement_id);

-- what concerns health and cover is never stored, only that somebody vouches for it, or does not
CREATE TABLE attestation (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  org_id BLOB NOT NULL REFERENCES organisation (id) CHECK (length(org_id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('fit_for_work', 'immunised', 'insured')),
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  attested_by BLOB CHECK (length(attested_by) = 16),
  attested_on TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;
CREATE INDEX attestation_person_id ON attestation (person_id);

-- two records that may be one person; the lower id stands first
CREATE TABLE duplicate_pair (
  person_id BLOB NOT NULL REFERENCES person (id) CHECK (length(person_id) = 16),
  other_id BLOB NOT NULL REFERENCES person (id) CHECK (length(other_id) = 16),
  score INTEGER NOT NULL,
  signs TEXT NOT NULL,
  found_at TEXT NOT NULL,
  dismissed_at TEXT,
  dismissed_by BLOB CHECK (length(dismissed_by) = 16),
  dismissed_reason TEXT,
  PRIMARY KEY (person_id, other_id),
  CHECK (person_id < other_id)
) STRICT;
CREATE INDEX duplicate_pair_other_id ON duplicate_pair (other_id);

-- every row that a merge moved is in its moves, so that it can be undone
CREATE TABLE person_merge (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kept_id BLOB NOT NULL REFERENCES person (id) CHECK (length(kept_id) = 16),
  merged_id BLOB NOT NULL REFERENCES person (id) CHECK (length(merged_id) = 16),
  reason TEXT NOT NULL,
  moves TEXT NOT NULL,
  merged_by BLOB CHECK (length(merged_by) = 16),
  merged_at TEXT NOT NULL,
  undone_by BLOB CHECK (length(undone_by) = 16),
  undone_at TEXT,
  CHECK (kept_id <> merged_id)
) STRICT;
CREATE INDEX person_merge_kept_id ON person_merge (kept_id);
CREATE INDEX person_merge_merged_id ON person_merge (merged_id);

-- who was erased: replayed after an older copy of the database was put back
CREATE TABLE erasure (
  person_id BLOB NOT NULL PRIMARY KEY CHECK (length(person_id) = 16),
  erased_at TEXT NOT NULL
) STRICT;
