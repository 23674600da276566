-- outside a transaction
-- The few contacts that wait to be clarified, among all that ever were.

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_contacts_contact_state" ON contacts_contact (state) WHERE state = 'ToClarify';

-- The ended duties of a case need not be read to tell what is still due.

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_kernel_obligation_subject_id_fulfilled_at" ON kernel_obligation (subject_id, fulfilled_at);
DROP INDEX CONCURRENTLY IF EXISTS "IX_kernel_obligation_subject_id";

-- A common word is found by walking the newest records of a kind, not those of all kinds.

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_kernel_search_doc_kind_doc" ON kernel_search_doc (kind, doc);
