DROP INDEX person_email_address_folded_once;
DROP INDEX person_email_address_folded;
-- of an address that stands beside several records the proved one stays, else the first
DELETE FROM person_email e WHERE EXISTS (SELECT 1 FROM person_email o WHERE o.address_folded = e.address_folded AND o.id <> e.id AND (o.verified_at IS NOT NULL OR (e.verified_at IS NULL AND o.id < e.id)));
ALTER TABLE person_email ADD CONSTRAINT person_email_address_folded_key UNIQUE (address_folded);
