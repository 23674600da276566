-- The whole schema of the first version. Generated from the model, then completed by hand below.
CREATE TABLE "callbacks_callback" (
    "id" BLOB NOT NULL CONSTRAINT "PK_callbacks_callback" PRIMARY KEY,
    "number" TEXT NOT NULL,
    "rules" TEXT NOT NULL,
    "case_id" BLOB NULL,
    "case_number" TEXT NOT NULL,
    "customer_id" BLOB NULL,
    "customer_name" TEXT NOT NULL,
    "customer_phone" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "planned_at" INTEGER NOT NULL,
    "due_at" INTEGER NOT NULL,
    "agreed_at" INTEGER NULL,
    "owner_id" BLOB NULL,
    "owner_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT NULL,
    "aspect" TEXT NOT NULL,
    "improvement" TEXT NOT NULL,
    "suggestion" TEXT NOT NULL,
    "done_at" INTEGER NULL,
    "done_by_id" BLOB NULL,
    "done_by_name" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "callbacks_callback_attempt" (
    "id" BLOB NOT NULL CONSTRAINT "PK_callbacks_callback_attempt" PRIMARY KEY,
    "callback_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "by_id" BLOB NOT NULL,
    "by_name" TEXT NOT NULL
);


CREATE TABLE "callbacks_callback_rule" (
    "id" BLOB NOT NULL CONSTRAINT "PK_callbacks_callback_rule" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "limit" TEXT NOT NULL,
    "share" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "active" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "cases_case" (
    "id" BLOB NOT NULL CONSTRAINT "PK_cases_case" PRIMARY KEY,
    "number" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "received_at" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "requested_result" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "emotion" TEXT NOT NULL,
    "factors" TEXT NOT NULL,
    "customer_id" BLOB NULL,
    "customer_name" TEXT NOT NULL,
    "customer_phone" TEXT NOT NULL,
    "contact_id" BLOB NULL,
    "address" TEXT NOT NULL,
    "building" TEXT NOT NULL,
    "premises" TEXT NOT NULL,
    "product_model" TEXT NOT NULL,
    "purchased_on" TEXT NULL,
    "symptom" TEXT NOT NULL,
    "first_owner_id" BLOB NOT NULL,
    "first_owner_name" TEXT NOT NULL,
    "first_owner_unit_path" TEXT NOT NULL,
    "handler_id" BLOB NULL,
    "handler_name" TEXT NOT NULL,
    "investigator_id" BLOB NULL,
    "investigator_name" TEXT NOT NULL,
    "verifier_id" BLOB NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "hand_overs" INTEGER NOT NULL,
    "validity" TEXT NULL,
    "validity_reason" TEXT NOT NULL,
    "cause" TEXT NULL,
    "findings" TEXT NOT NULL,
    "proposal" TEXT NOT NULL,
    "instruction" TEXT NOT NULL,
    "work_done" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "answer_channel" TEXT NULL,
    "answered_at" INTEGER NULL,
    "customer_opinion" TEXT NOT NULL,
    "clears" TEXT NOT NULL,
    "callback_result" TEXT NOT NULL,
    "first_contact_at" INTEGER NULL,
    "waiting" TEXT NULL,
    "waiting_since" INTEGER NULL,
    "closed_at" INTEGER NULL,
    "reopened" INTEGER NOT NULL,
    "import_key" TEXT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "cases_violation" (
    "id" BLOB NOT NULL CONSTRAINT "PK_cases_violation" PRIMARY KEY,
    "person_id" BLOB NOT NULL,
    "person_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "by_id" BLOB NOT NULL,
    "by_name" TEXT NOT NULL,
    "case_id" BLOB NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "contacts_contact" (
    "id" BLOB NOT NULL CONSTRAINT "PK_contacts_contact" PRIMARY KEY,
    "number" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "customer_id" BLOB NULL,
    "caller_name" TEXT NOT NULL,
    "caller_company" TEXT NOT NULL,
    "caller_phone" TEXT NOT NULL,
    "is_private_person" INTEGER NOT NULL,
    "caller_place" TEXT NOT NULL,
    "building" TEXT NOT NULL,
    "premises" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "need_found" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "next_step" TEXT NOT NULL,
    "is_read_back" INTEGER NOT NULL,
    "no_read_back_reason" TEXT NOT NULL,
    "missing" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "staff_id" BLOB NOT NULL,
    "staff_name" TEXT NOT NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "customers_customer" (
    "id" BLOB NOT NULL CONSTRAINT "PK_customers_customer" PRIMARY KEY,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "is_key" INTEGER NOT NULL,
    "company" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "phone_digits" TEXT NOT NULL,
    "other_phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "we_chat" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "place_of_origin" TEXT NOT NULL,
    "industry" TEXT NOT NULL,
    "came_through" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "remarks" TEXT NOT NULL,
    "territory_id" BLOB NULL,
    "territory_path" TEXT NOT NULL,
    "unit_path" TEXT NOT NULL,
    "keeper_id" BLOB NULL,
    "opened_at" INTEGER NOT NULL,
    "is_to_complete" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "documents_policy_document" (
    "id" BLOB NOT NULL CONSTRAINT "PK_documents_policy_document" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "owner_id" BLOB NULL,
    "effective_from" TEXT NOT NULL,
    "last_review_on" TEXT NULL,
    "review_months" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "kernel_activity_entry" (
    "lane" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "actor_id" BLOB NOT NULL,
    "actor_name" TEXT NOT NULL,
    "use_case" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "subject_label" TEXT NOT NULL,
    "unit_path" TEXT NOT NULL,
    "reason" TEXT NULL,
    "changes" TEXT NOT NULL,
    "previous" BLOB NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "PK_kernel_activity_entry" PRIMARY KEY ("lane", "seq")
);


CREATE TABLE "kernel_activity_seal" (
    "day" TEXT NOT NULL CONSTRAINT "PK_kernel_activity_seal" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "heads" TEXT NOT NULL,
    "previous" BLOB NOT NULL,
    "hash" BLOB NOT NULL
);


CREATE TABLE "kernel_calendar_day" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_calendar_day" PRIMARY KEY,
    "unit_path" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "kernel_calendar_year" (
    "year" INTEGER NOT NULL CONSTRAINT "PK_kernel_calendar_year" PRIMARY KEY,
    "at" INTEGER NOT NULL
);


CREATE TABLE "kernel_done_once" (
    "key" TEXT NOT NULL CONSTRAINT "PK_kernel_done_once" PRIMARY KEY,
    "request_hash" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "answer" TEXT NOT NULL
);


CREATE TABLE "kernel_job" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_job" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "run_at" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "done_at" INTEGER NULL,
    "lease_until" INTEGER NULL,
    "token" INTEGER NOT NULL,
    "error" TEXT NULL
);


CREATE TABLE "kernel_node_slot" (
    "slot" INTEGER NOT NULL CONSTRAINT "PK_kernel_node_slot" PRIMARY KEY,
    "lease_until" INTEGER NOT NULL,
    "holder" BLOB NOT NULL
);


CREATE TABLE "kernel_notice" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_notice" PRIMARY KEY,
    "user_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "tone" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "subject_label" TEXT NOT NULL,
    "read_at" INTEGER NULL
);


CREATE TABLE "kernel_obligation" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_obligation" PRIMARY KEY,
    "clause" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "subject_label" TEXT NOT NULL,
    "item_id" BLOB NULL,
    "what" TEXT NOT NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "owner_id" BLOB NULL,
    "opened_at" INTEGER NOT NULL,
    "starts_at" INTEGER NOT NULL,
    "limit_text" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "derivation" TEXT NOT NULL,
    "is_provisional" INTEGER NOT NULL,
    "calendar_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "next_at" INTEGER NOT NULL,
    "paused_at" INTEGER NULL,
    "pauses" TEXT NOT NULL,
    "ended_at" INTEGER NULL,
    "fulfilled_at" INTEGER NULL,
    "evidence" TEXT NOT NULL,
    "quiet" INTEGER NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "kernel_own_text" (
    "key" TEXT NOT NULL CONSTRAINT "PK_kernel_own_text" PRIMARY KEY,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL
);


CREATE TABLE "kernel_parameter_value" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_parameter_value" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "unit_path" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "effective_from" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "by_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL
);


CREATE TABLE "kernel_protection_key" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_protection_key" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "xml" TEXT NOT NULL
);


CREATE TABLE "kernel_role" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_role" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "permissions" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "kernel_schedule_turn" (
    "name" TEXT NOT NULL CONSTRAINT "PK_kernel_schedule_turn" PRIMARY KEY,
    "next_at" INTEGER NOT NULL
);


CREATE TABLE "kernel_search_doc" (
    "doc" INTEGER NOT NULL CONSTRAINT "PK_kernel_search_doc" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "label" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL
);


CREATE TABLE "kernel_series_head" (
    "name" TEXT NOT NULL CONSTRAINT "PK_kernel_series_head" PRIMARY KEY,
    "last" INTEGER NOT NULL
);


CREATE TABLE "kernel_setting" (
    "name" TEXT NOT NULL CONSTRAINT "PK_kernel_setting" PRIMARY KEY,
    "value" TEXT NOT NULL
);


CREATE TABLE "kernel_territory" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_territory" PRIMARY KEY,
    "no" INTEGER NOT NULL,
    "parent_id" BLOB NULL,
    "path" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "kernel_territory_service" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_territory_service" PRIMARY KEY,
    "territory_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "from" TEXT NOT NULL
);


CREATE TABLE "kernel_transition" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_transition" PRIMARY KEY,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "action" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "actor_id" BLOB NOT NULL,
    "actor_name" TEXT NOT NULL,
    "note" TEXT NULL
);


CREATE TABLE "kernel_unit" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_unit" PRIMARY KEY,
    "no" INTEGER NOT NULL,
    "parent_id" BLOB NULL,
    "path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "head_id" BLOB NULL,
    "substitute_id" BLOB NULL,
    "phone" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);


CREATE TABLE "cases_case_note" (
    "id" BLOB NOT NULL CONSTRAINT "PK_cases_case_note" PRIMARY KEY,
    "case_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" BLOB NOT NULL,
    "by_name" TEXT NOT NULL,
    CONSTRAINT "FK_cases_case_note_cases_case_case_id" FOREIGN KEY ("case_id") REFERENCES "cases_case" ("id") ON DELETE RESTRICT
);


CREATE TABLE "cases_promise" (
    "id" BLOB NOT NULL CONSTRAINT "PK_cases_promise" PRIMARY KEY,
    "case_id" BLOB NOT NULL,
    "text" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "due_at" INTEGER NOT NULL,
    "by_id" BLOB NOT NULL,
    "by_name" TEXT NOT NULL,
    "answered_at" INTEGER NULL,
    "answer" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "FK_cases_promise_cases_case_case_id" FOREIGN KEY ("case_id") REFERENCES "cases_case" ("id") ON DELETE RESTRICT
);


CREATE TABLE "customers_contact_person" (
    "id" BLOB NOT NULL CONSTRAINT "PK_customers_contact_person" PRIMARY KEY,
    "customer_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "birthday" TEXT NULL,
    "birth_month" INTEGER NULL,
    "position" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "hobbies" TEXT NOT NULL,
    "personality" TEXT NOT NULL,
    "relationship_level" INTEGER NULL,
    "preferred_time" TEXT NOT NULL,
    "is_primary" INTEGER NOT NULL,
    "is_supervisor" INTEGER NOT NULL,
    "is_operator" INTEGER NOT NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "FK_customers_contact_person_customers_customer_customer_id" FOREIGN KEY ("customer_id") REFERENCES "customers_customer" ("id") ON DELETE RESTRICT
);


CREATE TABLE "documents_policy_clause" (
    "id" BLOB NOT NULL CONSTRAINT "PK_documents_policy_clause" PRIMARY KEY,
    "policy_id" BLOB NOT NULL,
    "number" TEXT NOT NULL,
    "text_zh" TEXT NOT NULL,
    "text_en" TEXT NOT NULL,
    "effective_from" TEXT NOT NULL,
    "clause_code" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "FK_documents_policy_clause_documents_policy_document_policy_id" FOREIGN KEY ("policy_id") REFERENCES "documents_policy_document" ("id") ON DELETE RESTRICT
);


CREATE TABLE "kernel_user" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_user" PRIMARY KEY,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "stamp" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    "enabled" INTEGER NOT NULL,
    "failed_sign_ins" INTEGER NOT NULL,
    "locked_at" INTEGER NULL,
    "last_sign_in_at" INTEGER NULL,
    "language" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "absent_from" TEXT NULL,
    "absent_to" TEXT NULL,
    "substitute_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "FK_kernel_user_kernel_unit_unit_id" FOREIGN KEY ("unit_id") REFERENCES "kernel_unit" ("id") ON DELETE RESTRICT
);


CREATE TABLE "kernel_api_token" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_api_token" PRIMARY KEY,
    "hash" BLOB NOT NULL,
    "user_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "FK_kernel_api_token_kernel_user_user_id" FOREIGN KEY ("user_id") REFERENCES "kernel_user" ("id") ON DELETE RESTRICT
);


CREATE TABLE "kernel_role_assignment" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_role_assignment" PRIMARY KEY,
    "user_id" BLOB NOT NULL,
    "role_id" BLOB NOT NULL,
    "scope" TEXT NOT NULL,
    "territory_id" BLOB NULL,
    CONSTRAINT "FK_kernel_role_assignment_kernel_role_role_id" FOREIGN KEY ("role_id") REFERENCES "kernel_role" ("id") ON DELETE RESTRICT,
    CONSTRAINT "FK_kernel_role_assignment_kernel_user_user_id" FOREIGN KEY ("user_id") REFERENCES "kernel_user" ("id") ON DELETE RESTRICT
);


CREATE INDEX "IX_callbacks_callback_case_id" ON "callbacks_callback" ("case_id");


CREATE INDEX "IX_callbacks_callback_customer_id_state" ON "callbacks_callback" ("customer_id", "state");


CREATE INDEX "IX_callbacks_callback_done_at_id" ON "callbacks_callback" ("done_at", "id");


CREATE UNIQUE INDEX "IX_callbacks_callback_number" ON "callbacks_callback" ("number");


CREATE INDEX "IX_callbacks_callback_owner_id_state_due_at" ON "callbacks_callback" ("owner_id", "state", "due_at");


CREATE INDEX "IX_callbacks_callback_state_due_at_id" ON "callbacks_callback" ("state", "due_at", "id");


CREATE INDEX "IX_callbacks_callback_attempt_callback_id_at" ON "callbacks_callback_attempt" ("callback_id", "at");


CREATE UNIQUE INDEX "IX_callbacks_callback_rule_code" ON "callbacks_callback_rule" ("code");


CREATE INDEX "IX_cases_case_contact_id" ON "cases_case" ("contact_id");


CREATE INDEX "IX_cases_case_customer_id_received_at" ON "cases_case" ("customer_id", "received_at");


CREATE INDEX "IX_cases_case_first_owner_id_received_at_id" ON "cases_case" ("first_owner_id", "received_at", "id");


CREATE INDEX "IX_cases_case_handler_id_received_at_id" ON "cases_case" ("handler_id", "received_at", "id");


CREATE UNIQUE INDEX "IX_cases_case_import_key" ON "cases_case" ("import_key");


CREATE UNIQUE INDEX "IX_cases_case_number" ON "cases_case" ("number");


CREATE INDEX "IX_cases_case_received_at_id" ON "cases_case" ("received_at", "id");


CREATE INDEX "IX_cases_case_state_received_at_id" ON "cases_case" ("state", "received_at", "id");


CREATE INDEX "IX_cases_case_type_received_at_id" ON "cases_case" ("type", "received_at", "id");


CREATE INDEX "IX_cases_case_note_case_id_at" ON "cases_case_note" ("case_id", "at");


CREATE INDEX "IX_cases_promise_case_id_due_at" ON "cases_promise" ("case_id", "due_at");


CREATE INDEX "IX_cases_promise_due_at" ON "cases_promise" ("due_at");


CREATE INDEX "IX_cases_violation_person_id_at" ON "cases_violation" ("person_id", "at");


CREATE INDEX "IX_contacts_contact_customer_id_started_at" ON "contacts_contact" ("customer_id", "started_at");


CREATE UNIQUE INDEX "IX_contacts_contact_number" ON "contacts_contact" ("number");


CREATE INDEX "IX_contacts_contact_started_at_id" ON "contacts_contact" ("started_at", "id");


CREATE INDEX "IX_customers_contact_person_birth_month" ON "customers_contact_person" ("birth_month");


CREATE INDEX "IX_customers_contact_person_customer_id" ON "customers_contact_person" ("customer_id");


CREATE UNIQUE INDEX "IX_customers_customer_number" ON "customers_customer" ("number");


CREATE INDEX "IX_customers_customer_opened_at_id" ON "customers_customer" ("opened_at", "id");


CREATE INDEX "IX_customers_customer_phone_digits" ON "customers_customer" ("phone_digits");


CREATE INDEX "IX_documents_policy_clause_policy_id_number_effective_from" ON "documents_policy_clause" ("policy_id", "number", "effective_from");


CREATE UNIQUE INDEX "IX_documents_policy_document_code" ON "documents_policy_document" ("code");


CREATE INDEX "IX_kernel_activity_entry_actor_id_at" ON "kernel_activity_entry" ("actor_id", "at");


CREATE INDEX "IX_kernel_activity_entry_at_id" ON "kernel_activity_entry" ("at", "id");


CREATE INDEX "IX_kernel_activity_entry_subject_id_at" ON "kernel_activity_entry" ("subject_id", "at");


CREATE UNIQUE INDEX "IX_kernel_api_token_hash" ON "kernel_api_token" ("hash");


CREATE INDEX "IX_kernel_api_token_user_id" ON "kernel_api_token" ("user_id");


CREATE UNIQUE INDEX "IX_kernel_calendar_day_unit_path_date" ON "kernel_calendar_day" ("unit_path", "date");


CREATE INDEX "IX_kernel_job_done_at_run_at_id" ON "kernel_job" ("done_at", "run_at", "id");


CREATE INDEX "IX_kernel_notice_user_id_read_at_id" ON "kernel_notice" ("user_id", "read_at", "id");


CREATE INDEX "IX_kernel_obligation_clause_opened_at_state" ON "kernel_obligation" ("clause", "opened_at", "state");


CREATE INDEX "IX_kernel_obligation_owner_id_state_due_at_id" ON "kernel_obligation" ("owner_id", "state", "due_at", "id");


CREATE INDEX "IX_kernel_obligation_state_due_at_id" ON "kernel_obligation" ("state", "due_at", "id");


CREATE INDEX "IX_kernel_obligation_state_next_at" ON "kernel_obligation" ("state", "next_at");


CREATE INDEX "IX_kernel_obligation_subject_id" ON "kernel_obligation" ("subject_id");


CREATE INDEX "IX_kernel_parameter_value_code_effective_from" ON "kernel_parameter_value" ("code", "effective_from");


CREATE UNIQUE INDEX "IX_kernel_role_code" ON "kernel_role" ("code");


CREATE INDEX "IX_kernel_role_assignment_role_id" ON "kernel_role_assignment" ("role_id");


CREATE INDEX "IX_kernel_role_assignment_user_id" ON "kernel_role_assignment" ("user_id");


CREATE UNIQUE INDEX "IX_kernel_territory_no" ON "kernel_territory" ("no");


CREATE UNIQUE INDEX "IX_kernel_territory_path" ON "kernel_territory" ("path");


CREATE INDEX "IX_kernel_territory_service_territory_id_from" ON "kernel_territory_service" ("territory_id", "from");


CREATE INDEX "IX_kernel_transition_subject_id_at" ON "kernel_transition" ("subject_id", "at");


CREATE UNIQUE INDEX "IX_kernel_unit_no" ON "kernel_unit" ("no");


CREATE UNIQUE INDEX "IX_kernel_unit_path" ON "kernel_unit" ("path");


CREATE UNIQUE INDEX "IX_kernel_user_login" ON "kernel_user" ("login");


CREATE INDEX "IX_kernel_user_unit_id" ON "kernel_user" ("unit_id");



-- Outside the model: the search index. Tokens are made by the application; see docs/mechanisms/search.md.
CREATE VIRTUAL TABLE search_fts USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1', tokenize="unicode61 remove_diacritics 0");
