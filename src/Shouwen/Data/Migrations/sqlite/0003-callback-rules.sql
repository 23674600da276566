-- Callback rules become an engine, clauses open by the clock, units set their working hours (CBS-001, CBS-016, PLAT-007).

ALTER TABLE "callbacks_callback_rule" RENAME TO "old_callback_rule";
DROP INDEX "IX_callbacks_callback_rule_code";

CREATE TABLE "callbacks_callback_rule" (
    "id" BLOB NOT NULL CONSTRAINT "PK_callbacks_callback_rule" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "interval" TEXT NOT NULL,
    "repeats" INTEGER NOT NULL,
    "population" TEXT NOT NULL,
    "customer_types" TEXT NOT NULL,
    "key_only" INTEGER NOT NULL,
    "segment" TEXT NOT NULL,
    "case_type" TEXT NULL,
    "unit_no" INTEGER NULL,
    "territory_no" INTEGER NULL,
    "share" INTEGER NOT NULL,
    "limit" TEXT NOT NULL,
    "channels" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "script" TEXT NOT NULL,
    "preset" TEXT NOT NULL,
    "owed_under" TEXT NOT NULL,
    "active" INTEGER NOT NULL,
    "active_from" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

INSERT INTO "callbacks_callback_rule" ("id", "code", "name_zh", "name_en", "trigger", "interval", "repeats", "population", "customer_types", "key_only", "segment", "case_type", "unit_no", "territory_no", "share", "limit", "channels", "owner", "script", "preset", "owed_under", "active", "active_from", "version")
SELECT id, code, name_zh, name_en, CASE WHEN "trigger" IN ('RepairAnswered', 'ComplaintAnswered') THEN 'CaseAnswered' ELSE "trigger" END, '', 0, 'Customers', '', 0, '',
    CASE "trigger" WHEN 'RepairAnswered' THEN 'Repair' WHEN 'ComplaintAnswered' THEN 'Complaint' END, NULL, NULL, share, "limit", CASE channel WHEN 'phone' THEN 'Phone' ELSE channel END,
    CASE owner WHEN 'first-contact owner' THEN 'firstOwner' ELSE owner END, '', '', '', active, '2000-01-01', version
FROM "old_callback_rule";
DROP TABLE "old_callback_rule";

CREATE UNIQUE INDEX "IX_callbacks_callback_rule_code" ON "callbacks_callback_rule" ("code");

ALTER TABLE "callbacks_callback" ADD COLUMN "way" TEXT NULL;
ALTER TABLE "customers_customer" ADD COLUMN "installed_on" TEXT NULL;
ALTER TABLE "kernel_obligation" ADD COLUMN "period" TEXT NULL;

CREATE TABLE "callbacks_callback_draw" (
    "id" BLOB NOT NULL CONSTRAINT "PK_callbacks_callback_draw" PRIMARY KEY,
    "rule_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "run_id" BLOB NULL,
    "customer_id" BLOB NULL,
    "case_id" BLOB NULL,
    "label" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "is_drawn" INTEGER NOT NULL,
    "callback_id" BLOB NULL,
    "at" INTEGER NOT NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "callbacks_callback_run" (
    "id" BLOB NOT NULL CONSTRAINT "PK_callbacks_callback_run" PRIMARY KEY,
    "rule_code" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "finished_at" INTEGER NULL,
    "population" INTEGER NOT NULL,
    "drawn" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "kernel_unit_hours" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_unit_hours" PRIMARY KEY,
    "unit_path" TEXT NOT NULL,
    "spans" TEXT NOT NULL,
    "days" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE INDEX "IX_callbacks_callback_draw_callback_id" ON "callbacks_callback_draw" ("callback_id");

CREATE INDEX "IX_callbacks_callback_draw_case_id" ON "callbacks_callback_draw" ("case_id");

CREATE INDEX "IX_callbacks_callback_draw_rule_code_at" ON "callbacks_callback_draw" ("rule_code", "at");

CREATE UNIQUE INDEX "IX_callbacks_callback_draw_rule_code_period_subject_id" ON "callbacks_callback_draw" ("rule_code", "period", "subject_id");

CREATE INDEX "IX_callbacks_callback_draw_run_id_place" ON "callbacks_callback_draw" ("run_id", "place");

CREATE UNIQUE INDEX "IX_callbacks_callback_run_rule_code_period" ON "callbacks_callback_run" ("rule_code", "period");

CREATE INDEX "IX_cases_case_answered_at_id" ON "cases_case" ("answered_at", "id");

CREATE INDEX "IX_customers_customer_installed_on" ON "customers_customer" ("installed_on");

CREATE UNIQUE INDEX "IX_kernel_obligation_clause_subject_id_period" ON "kernel_obligation" ("clause", "subject_id", "period");

CREATE UNIQUE INDEX "IX_kernel_unit_hours_unit_path" ON "kernel_unit_hours" ("unit_path");

-- Calls planned before count for their rules too.
INSERT INTO callbacks_callback_draw (id, rule_code, period, subject_id, run_id, customer_id, case_id, label, place, is_drawn, callback_id, at, unit_path, territory_path, version)
SELECT randomblob(16), r.code, c.number, coalesce(c.case_id, c.id), NULL, c.customer_id, c.case_id, c.case_number, '', 1, c.id, c.planned_at, c.unit_path, c.territory_path, 1
FROM callbacks_callback c JOIN callbacks_callback_rule r ON instr(' ' || c.rules || ' ', ' ' || r.code || ' ') > 0;
