-- Accounts, teams and what is kept about people: second factors, several devices, invitations, agreements, duplicates, erasures.

-- sessions and mailed links do not outlast an upgrade: everybody signs in again
DROP TABLE session;
CREATE TABLE session (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  -- what the list of devices names a session by
  id UUID NOT NULL UNIQUE,
  person_id UUID NOT NULL REFERENCES person (id),
  session_epoch INTEGER NOT NULL,
  -- pending: the password was right, the second factor is still to come
  auth_level TEXT NOT NULL CHECK (auth_level IN ('pending', 'password', 'mfa')),
  -- when the person last proved who they are: what is dear asks for it anew
  proved_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  last_seen_at TIMESTAMP NOT NULL,
  idle_expires_at TIMESTAMP NOT NULL,
  absolute_expires_at TIMESTAMP NOT NULL,
  ua_label TEXT,
  ip_prefix TEXT,
  revoked_at TIMESTAMP
);
CREATE INDEX session_person_id ON session (person_id);

DROP TABLE link_token;
CREATE TABLE link_token (
  token_hash BYTEA NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('join', 'reset', 'invite', 'admin', 'email', 'claim', 'download')),
  person_id UUID REFERENCES person (id),
  -- what else it is bound to: an invitation, an organisation
  entity_id UUID,
  address_folded TEXT NOT NULL,
  payload TEXT NOT NULL DEFAULT '',
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX link_token_address_folded_purpose ON link_token (address_folded, purpose);
CREATE INDEX link_token_person_id ON link_token (person_id);

ALTER TABLE sign_in_attempt ADD COLUMN kind TEXT NOT NULL DEFAULT 'password' CHECK (kind IN ('password', 'factor', 'link'));

-- birth_year tells people apart who bear one name; merged_into leads from a merged record to the one that was kept
ALTER TABLE person ADD COLUMN birth_year INTEGER;
ALTER TABLE person ADD COLUMN merged_into UUID;
ALTER TABLE person ADD COLUMN erased_at TIMESTAMP;
CREATE INDEX person_name_folded ON person (name_folded);

-- an address that somebody proved is theirs alone; one that was only written down beside a record may stand beside several
ALTER TABLE person_email DROP CONSTRAINT person_email_address_folded_key;
CREATE INDEX person_email_address_folded ON person_email (address_folded);
CREATE UNIQUE INDEX person_email_address_folded_once ON person_email (address_folded) WHERE verified_at IS NOT NULL;

CREATE TABLE second_factor (
  person_id UUID NOT NULL PRIMARY KEY REFERENCES person (id),
  -- sealed with a key that is not in the database
  secret_sealed BYTEA NOT NULL,
  -- absent until a first code was right
  confirmed_at TIMESTAMP,
  -- the last step whose code was used: none is used twice
  last_step BIGINT NOT NULL DEFAULT 0,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE recovery_code (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  code_hash BYTEA NOT NULL,
  created_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
CREATE INDEX recovery_code_person_id ON recovery_code (person_id);


CREATE TABLE mail_preference (
  person_id UUID NOT NULL REFERENCES person (id),
  topic TEXT NOT NULL,
  is_wanted BOOLEAN NOT NULL,
  set_at TIMESTAMP NOT NULL,
  PRIMARY KEY (person_id, topic)
);

-- where whoever gets a letter that need not be says that they want no more of its kind
ALTER TABLE message ADD COLUMN unsubscribe_url TEXT;
-- the worker takes what is due in this order, one at a time
DROP INDEX message_state_next_at;
CREATE INDEX message_state_next_at_id ON message (state, next_at, id);

-- addresses that the post gave back
CREATE TABLE mail_suppression (
  address_folded TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL,
  since_at TIMESTAMP NOT NULL,
  lifted_at TIMESTAMP,
  lifted_by UUID
);

CREATE TABLE invitation (
  id UUID NOT NULL PRIMARY KEY,
  org_id UUID NOT NULL REFERENCES organisation (id),
  address TEXT NOT NULL,
  address_folded TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reviewer', 'viewer')),
  invited_by UUID NOT NULL REFERENCES person (id),
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  answer TEXT CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
  answered_by UUID,
  answered_at TIMESTAMP,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX invitation_address_folded ON invitation (address_folded);
CREATE UNIQUE INDEX invitation_org_id_address_folded_once ON invitation (org_id, address_folded) WHERE answered_at IS NULL;

CREATE TABLE agreement (
  id UUID NOT NULL PRIMARY KEY,
  -- who proposed it, and with whom
  org_id UUID NOT NULL REFERENCES organisation (id),
  partner_org_id UUID NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('training', 'hosting', 'confidentiality', 'data', 'other')),
  title TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'refused', 'withdrawn', 'ended')),
  starts_on DATE NOT NULL,
  ends_on DATE,
  proposed_by UUID,
  created_at TIMESTAMP NOT NULL,
  state_at TIMESTAMP NOT NULL,
  CHECK (ends_on >= starts_on)
);
CREATE INDEX agreement_org_id ON agreement (org_id);
CREATE INDEX agreement_partner_org_id ON agreement (partner_org_id);

CREATE TABLE agreement_document (
  id UUID NOT NULL PRIMARY KEY,
  agreement_id UUID NOT NULL REFERENCES agreement (id),
  org_id UUID NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BYTEA NOT NULL,
  content_hash BYTEA NOT NULL,
  dated_on DATE,
  uploaded_by UUID,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX agreement_document_agreement_id ON agreement_document (agreement_id);

-- what concerns health and cover is never stored, only that somebody vouches for it, or does not
CREATE TABLE attestation (
  id UUID NOT NULL PRIMARY KEY,
  person_id UUID NOT NULL REFERENCES person (id),
  org_id UUID NOT NULL REFERENCES organisation (id),
  kind TEXT NOT NULL CHECK (kind IN ('fit_for_work', 'immunised', 'insured')),
  holds BOOLEAN NOT NULL,
  attested_by UUID,
  attested_on DATE NOT NULL,
  withdrawn_at TIMESTAMP
);
CREATE INDEX attestation_person_id ON attestation (person_id);

-- two records that may be one person; the lower id stands first
CREATE TABLE duplicate_pair (
  person_id UUID NOT NULL REFERENCES person (id),
  other_id UUID NOT NULL REFERENCES person (id),
  score INTEGER NOT NULL,
  signs TEXT NOT NULL,
  found_at TIMESTAMP NOT NULL,
  dismissed_at TIMESTAMP,
  dismissed_by UUID,
  dismissed_reason TEXT,
  PRIMARY KEY (person_id, other_id),
  CHECK (person_id < other_id)
);
CREATE INDEX duplicate_pair_other_id ON duplicate_pair (other_id);

-- every row that a merge moved is in its moves, so that it can be undone
CREATE TABLE person_merge (
  id UUID NOT NULL PRIMARY KEY,
  kept_id UUID NOT NULL REFERENCES person (id),
  merged_id UUID NOT NULL REFERENCES person (id),
  reason TEXT NOT NULL,
  moves TEXT NOT NULL,
  merged_by UUID,
  merged_at TIMESTAMP NOT NULL,
  undone_by UUID,
  undone_at TIMESTAMP,
  CHECK (kept_id <> merged_id)
);
CREATE INDEX person_merge_kept_id ON person_merge (kept_id);
CREATE INDEX person_merge_merged_id ON person_merge (merged_id);

-- who was erased: replayed after an older copy of the database was put back
CREATE TABLE erasure (
  person_id UUID NOT NULL PRIMARY KEY,
  erased_at TIMESTAMP NOT NULL
);
