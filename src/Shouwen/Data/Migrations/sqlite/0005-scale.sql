-- Most duties are opened by facts and have no period: only the scheduled ones need their index.

DROP INDEX "IX_kernel_obligation_clause_subject_id_period";

CREATE UNIQUE INDEX "IX_kernel_obligation_clause_subject_id_period" ON "kernel_obligation" ("clause", "subject_id", "period") WHERE period IS NOT NULL;
