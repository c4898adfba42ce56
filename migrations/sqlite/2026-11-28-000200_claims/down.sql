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
