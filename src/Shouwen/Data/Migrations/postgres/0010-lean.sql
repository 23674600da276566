-- outside a transaction
-- What a new case or duty does not have yet is not written into an index: a fifth less to write for each case.

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_answered_at_id_new" ON cases_case (answered_at, id) WHERE answered_at IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_answered_at_id";
ALTER INDEX IF EXISTS "IX_cases_case_answered_at_id_new" RENAME TO "IX_cases_case_answered_at_id";

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_contact_id_new" ON cases_case (contact_id) WHERE contact_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_contact_id";
ALTER INDEX IF EXISTS "IX_cases_case_contact_id_new" RENAME TO "IX_cases_case_contact_id";

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_handler_id_received_at_id_new" ON cases_case (handler_id, received_at, id) WHERE handler_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_handler_id_received_at_id";
ALTER INDEX IF EXISTS "IX_cases_case_handler_id_received_at_id_new" RENAME TO "IX_cases_case_handler_id_received_at_id";

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_import_key_new" ON cases_case (import_key) WHERE import_key IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_import_key";
ALTER INDEX IF EXISTS "IX_cases_case_import_key_new" RENAME TO "IX_cases_case_import_key";

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_kernel_obligation_ended_on_new" ON kernel_obligation (ended_on, state, owner_id, unit_path, territory_path) WHERE ended_on IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "IX_kernel_obligation_ended_on";
ALTER INDEX IF EXISTS "IX_kernel_obligation_ended_on_new" RENAME TO "IX_kernel_obligation_ended_on";

CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_kernel_obligation_owner_id_ended_on_state_new" ON kernel_obligation (owner_id, ended_on, state) WHERE ended_on IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS "IX_kernel_obligation_owner_id_ended_on_state";
ALTER INDEX IF EXISTS "IX_kernel_obligation_owner_id_ended_on_state_new" RENAME TO "IX_kernel_obligation_owner_id_ended_on_state";
