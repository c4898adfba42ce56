-- Records that somebody may take over, and two records of one person.

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

-- nothing was kept in these two before
DROP TABLE person_merge;
DROP TABLE duplicate_pair;

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
