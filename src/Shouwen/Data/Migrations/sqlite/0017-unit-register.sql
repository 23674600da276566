-- The register of one unit is walked along indexes of its own: among the cases of a whole company those of a small unit lie far apart (ADR-0030).
CREATE INDEX "IX_cases_case_unit" ON "cases_case" ("unit_path", "received_at", "id") WHERE unit_path <> '';
CREATE INDEX "IX_cases_case_first_unit" ON "cases_case" ("first_owner_unit_path", "received_at", "id") WHERE first_owner_unit_path <> '';
