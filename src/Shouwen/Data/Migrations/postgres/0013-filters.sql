-- outside a transaction
-- ADR-0023: every filter of the register is answered from an index.

-- The register's filters are held against its index: what few records have is found without reading the others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_register_new" ON cases_case (received_at, id, unit_path, territory_path, first_owner_id, handler_id, first_owner_unit_path, state, severity, emotion, cause, channel);
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_register";
ALTER INDEX IF EXISTS "IX_cases_case_register_new" RENAME TO "IX_cases_case_register";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_type" ON cases_case (type, received_at, id, state, severity, emotion, cause, channel);
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_type_received_at_id";

-- Whose case it is when nobody else handles it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_first_owner" ON cases_case (first_owner_id, received_at, id, handler_id);
DROP INDEX CONCURRENTLY IF EXISTS "IX_cases_case_first_owner_id_received_at_id";

-- The few cases that are not over, among all that ever were; those whose factors are known.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_open" ON cases_case (received_at, id) WHERE closed_at IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_open_type" ON cases_case (type, received_at, id) WHERE closed_at IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_cases_case_factors" ON cases_case (received_at, id, factors) WHERE factors <> '';

-- The same for contacts; who took them sees the own ones without reading the others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_contacts_contact_register" ON contacts_contact (started_at, id, staff_id, unit_path, territory_path, channel, direction, state, is_read_back);
DROP INDEX CONCURRENTLY IF EXISTS "IX_contacts_contact_started_at_id";
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_contacts_contact_staff_id_started_at_id" ON contacts_contact (staff_id, started_at, id);

-- What a person has done, beside what is still to be done.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "IX_kernel_obligation_done" ON kernel_obligation (owner_id, due_at, id) WHERE fulfilled_at IS NOT NULL;
