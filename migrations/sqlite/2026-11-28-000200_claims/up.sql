-- Records that somebody may take over.

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
