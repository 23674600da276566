-- What a company or a person still owes is counted by clause and by owner from one index alone. SQLite reads the column of the index's own
-- condition for each row, therefore it stands there too (ADR-0023).
DROP INDEX "IX_kernel_obligation_owner_id_due_at_id";
CREATE INDEX "IX_kernel_obligation_running" ON "kernel_obligation" ("owner_id", "due_at", "id", "clause", "state", "fulfilled_at") WHERE fulfilled_at IS NULL;
