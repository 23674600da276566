-- Callback rules become an engine, clauses open by the clock, units set their working hours (CBS-001, CBS-016, PLAT-007).

ALTER TABLE callbacks_callback_rule RENAME TO old_callback_rule;
ALTER TABLE old_callback_rule RENAME CONSTRAINT "PK_callbacks_callback_rule" TO "PK_old_callback_rule";
DROP INDEX "IX_callbacks_callback_rule_code";

CREATE TABLE callbacks_callback_rule (
    id uuid NOT NULL,
    code character varying(200) NOT NULL,
    name_zh character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    trigger character varying(40) NOT NULL,
    interval character varying(200) NOT NULL,
    repeats boolean NOT NULL,
    population character varying(40) NOT NULL,
    customer_types character varying(500) NOT NULL,
    key_only boolean NOT NULL,
    segment character varying(200) NOT NULL,
    case_type character varying(40),
    unit_no integer,
    territory_no integer,
    share integer NOT NULL,
    "limit" character varying(200) NOT NULL,
    channels text NOT NULL,
    owner character varying(200) NOT NULL,
    script character varying(4000) NOT NULL,
    preset character varying(200) NOT NULL,
    owed_under character varying(200) NOT NULL,
    active boolean NOT NULL,
    active_from date NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_callbacks_callback_rule" PRIMARY KEY (id)
);

INSERT INTO callbacks_callback_rule (id, code, name_zh, name_en, "trigger", "interval", repeats, population, customer_types, key_only, segment, case_type, unit_no, territory_no, share, "limit", channels, owner, script, preset, owed_under, active, active_from, version)
SELECT id, code, name_zh, name_en, CASE WHEN "trigger" IN ('RepairAnswered', 'ComplaintAnswered') THEN 'CaseAnswered' ELSE "trigger" END, '', false, 'Customers', '', false, '',
    CASE "trigger" WHEN 'RepairAnswered' THEN 'Repair' WHEN 'ComplaintAnswered' THEN 'Complaint' END, NULL, NULL, share, "limit", CASE channel WHEN 'phone' THEN 'Phone' ELSE channel END,
    CASE owner WHEN 'first-contact owner' THEN 'firstOwner' ELSE owner END, '', '', '', active, DATE '2000-01-01', version
FROM old_callback_rule;
DROP TABLE old_callback_rule;

CREATE UNIQUE INDEX "IX_callbacks_callback_rule_code" ON callbacks_callback_rule (code);

ALTER TABLE callbacks_callback ADD COLUMN way character varying(40);
ALTER TABLE customers_customer ADD COLUMN installed_on date;
ALTER TABLE kernel_obligation ADD COLUMN period character varying(200);

CREATE TABLE callbacks_callback_draw (
    id uuid NOT NULL,
    rule_code character varying(200) NOT NULL,
    period character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    run_id uuid,
    customer_id uuid,
    case_id uuid,
    label character varying(200) NOT NULL,
    place character varying(200) NOT NULL,
    is_drawn boolean NOT NULL,
    callback_id uuid,
    at timestamp with time zone NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_callbacks_callback_draw" PRIMARY KEY (id)
);

CREATE TABLE callbacks_callback_run (
    id uuid NOT NULL,
    rule_code character varying(200) NOT NULL,
    period character varying(200) NOT NULL,
    seed character varying(200) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    population integer NOT NULL,
    drawn integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_callbacks_callback_run" PRIMARY KEY (id)
);

CREATE TABLE kernel_unit_hours (
    id uuid NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    spans character varying(200) NOT NULL,
    days text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_unit_hours" PRIMARY KEY (id)
);

CREATE INDEX "IX_callbacks_callback_draw_callback_id" ON callbacks_callback_draw (callback_id);

CREATE INDEX "IX_callbacks_callback_draw_case_id" ON callbacks_callback_draw (case_id);

CREATE INDEX "IX_callbacks_callback_draw_rule_code_at" ON callbacks_callback_draw (rule_code, at);

CREATE UNIQUE INDEX "IX_callbacks_callback_draw_rule_code_period_subject_id" ON callbacks_callback_draw (rule_code, period, subject_id);

CREATE INDEX "IX_callbacks_callback_draw_run_id_place" ON callbacks_callback_draw (run_id, place);

CREATE UNIQUE INDEX "IX_callbacks_callback_run_rule_code_period" ON callbacks_callback_run (rule_code, period);

CREATE INDEX "IX_cases_case_answered_at_id" ON cases_case (answered_at, id);

CREATE INDEX "IX_customers_customer_installed_on" ON customers_customer (installed_on);

CREATE UNIQUE INDEX "IX_kernel_obligation_clause_subject_id_period" ON kernel_obligation (clause, subject_id, period);

CREATE UNIQUE INDEX "IX_kernel_unit_hours_unit_path" ON kernel_unit_hours (unit_path);

-- Calls planned before count for their rules too.
INSERT INTO callbacks_callback_draw (id, rule_code, period, subject_id, run_id, customer_id, case_id, label, place, is_drawn, callback_id, at, unit_path, territory_path, version)
SELECT gen_random_uuid(), r.code, c.number, coalesce(c.case_id, c.id), NULL, c.customer_id, c.case_id, c.case_number, '', true, c.id, c.planned_at, c.unit_path, c.territory_path, 1
FROM callbacks_callback c JOIN callbacks_callback_rule r ON position(' ' || r.code || ' ' IN ' ' || c.rules || ' ') > 0;
