-- What search finds is put in order and held against the reach from indexes that hold nothing else.
CREATE INDEX "IX_kernel_search_doc_key" ON "kernel_search_doc" ("doc", "kind", "subject_id");
CREATE INDEX "IX_cases_case_key" ON "cases_case" ("id", "received_at", "unit_path", "territory_path", "first_owner_id", "handler_id", "first_owner_unit_path");
-- The few contacts that wait to be clarified, among all that ever were.
CREATE INDEX "IX_contacts_contact_state" ON "contacts_contact" ("state") WHERE state = 'ToClarify';
-- The ended duties of a case need not be read to tell what is still due.
DROP INDEX "IX_kernel_obligation_subject_id";
CREATE INDEX "IX_kernel_obligation_subject_id_fulfilled_at" ON "kernel_obligation" ("subject_id", "fulfilled_at");
