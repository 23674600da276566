-- A page of records asks what is still due of each: from an index that holds nothing else, instead of looking among all duties that ever were.
DROP INDEX "IX_kernel_obligation_subject_id_fulfilled_at";
CREATE INDEX "IX_kernel_obligation_subject_id" ON "kernel_obligation" ("subject_id");
CREATE INDEX "IX_kernel_obligation_outstanding" ON "kernel_obligation" ("subject_id", "fulfilled_at", "due_at", "starts_at", "state", "unit_path", "territory_path", "owner_id") WHERE fulfilled_at IS NULL;
