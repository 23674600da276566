-- Most duties are opened by facts and have no period: only the scheduled ones need their index.

DROP INDEX "IX_kernel_obligation_clause_subject_id_period";

CREATE UNIQUE INDEX "IX_kernel_obligation_clause_subject_id_period" ON kernel_obligation (clause, subject_id, period) WHERE period IS NOT NULL;

-- The local day on which a duty ended, so that days are counted by an index alone.

ALTER TABLE kernel_obligation ADD COLUMN ended_on date;

UPDATE kernel_obligation SET ended_on = (ended_at AT TIME ZONE 'Asia/Shanghai')::date WHERE ended_at IS NOT NULL;

DROP INDEX "IX_kernel_obligation_owner_id_state_due_at_id";

CREATE INDEX "IX_kernel_obligation_owner_id_due_at_id" ON kernel_obligation (owner_id, due_at, id) WHERE fulfilled_at IS NULL;

CREATE INDEX "IX_kernel_obligation_due_at_id" ON kernel_obligation (due_at, id) WHERE fulfilled_at IS NULL;

CREATE INDEX "IX_kernel_obligation_owner_id_ended_on_state" ON kernel_obligation (owner_id, ended_on, state);

CREATE INDEX "IX_kernel_obligation_ended_on" ON kernel_obligation (ended_on, state, owner_id, unit_path, territory_path);

-- The register is walked in order, and its index alone tells what is within reach.

DROP INDEX "IX_cases_case_received_at_id";

CREATE INDEX "IX_cases_case_register" ON cases_case (received_at, id, unit_path, territory_path, first_owner_id, handler_id, first_owner_unit_path);
