-- outside a transaction
-- The few contacts that wait to be clarified, among all that ever were.

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_contacts_contact_state" ON contacts_contact (state) WHERE state = 'ToClarify';
