-- Records that somebody may take over.

-- an address that somebody proved is theirs alone; one that was only written down beside a record may stand beside several
ALTER TABLE person_email DROP CONSTRAINT person_email_address_folded_key;
CREATE INDEX person_email_address_folded ON person_email (address_folded);
CREATE UNIQUE INDEX person_email_address_folded_once ON person_email (address_folded) WHERE verified_at IS NOT NULL;
