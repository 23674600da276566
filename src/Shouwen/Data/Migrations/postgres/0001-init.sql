-- The whole schema of the first version. Generated from the model, then completed by hand below.
CREATE TABLE callbacks_callback (
    id uuid NOT NULL,
    number character varying(200) NOT NULL,
    rules text NOT NULL,
    case_id uuid,
    case_number character varying(200) NOT NULL,
    customer_id uuid,
    customer_name character varying(200) NOT NULL,
    customer_phone character varying(200) NOT NULL,
    matter character varying(200) NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    owner_id uuid,
    owner_name character varying(200) NOT NULL,
    state character varying(40) NOT NULL,
    answer character varying(40),
    aspect character varying(500) NOT NULL,
    improvement character varying(4000) NOT NULL,
    suggestion character varying(4000) NOT NULL,
    done_at timestamp with time zone,
    done_by_id uuid,
    done_by_name character varying(200) NOT NULL,
    attempts integer NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_callbacks_callback" PRIMARY KEY (id)
);


CREATE TABLE callbacks_callback_attempt (
    id uuid NOT NULL,
    callback_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    result character varying(200) NOT NULL,
    by_id uuid NOT NULL,
    by_name character varying(200) NOT NULL,
    CONSTRAINT "PK_callbacks_callback_attempt" PRIMARY KEY (id)
);


CREATE TABLE callbacks_callback_rule (
    id uuid NOT NULL,
    code character varying(200) NOT NULL,
    name_zh character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    trigger character varying(40) NOT NULL,
    "limit" character varying(200) NOT NULL,
    share integer NOT NULL,
    channel character varying(200) NOT NULL,
    owner character varying(200) NOT NULL,
    active boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_callbacks_callback_rule" PRIMARY KEY (id)
);


CREATE TABLE cases_case (
    id uuid NOT NULL,
    number character varying(200) NOT NULL,
    type character varying(40) NOT NULL,
    state character varying(40) NOT NULL,
    channel character varying(40) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    subject character varying(200) NOT NULL,
    content character varying(4000) NOT NULL,
    requested_result character varying(4000) NOT NULL,
    topic character varying(40) NOT NULL,
    severity character varying(40) NOT NULL,
    emotion character varying(40) NOT NULL,
    factors text NOT NULL,
    customer_id uuid,
    customer_name character varying(200) NOT NULL,
    customer_phone character varying(200) NOT NULL,
    contact_id uuid,
    address character varying(300) NOT NULL,
    building character varying(200) NOT NULL,
    premises character varying(200) NOT NULL,
    product_model character varying(200) NOT NULL,
    purchased_on date,
    symptom character varying(4000) NOT NULL,
    first_owner_id uuid NOT NULL,
    first_owner_name character varying(200) NOT NULL,
    first_owner_unit_path character varying(200) COLLATE "C" NOT NULL,
    handler_id uuid,
    handler_name character varying(200) NOT NULL,
    investigator_id uuid,
    investigator_name character varying(200) NOT NULL,
    verifier_id uuid,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    hand_overs integer NOT NULL,
    validity character varying(40),
    validity_reason character varying(4000) NOT NULL,
    cause character varying(40),
    findings character varying(4000) NOT NULL,
    proposal character varying(4000) NOT NULL,
    instruction character varying(4000) NOT NULL,
    work_done character varying(4000) NOT NULL,
    answer character varying(4000) NOT NULL,
    answer_channel character varying(40),
    answered_at timestamp with time zone,
    customer_opinion character varying(4000) NOT NULL,
    clears text NOT NULL,
    callback_result character varying(4000) NOT NULL,
    first_contact_at timestamp with time zone,
    waiting character varying(40),
    waiting_since timestamp with time zone,
    closed_at timestamp with time zone,
    reopened integer NOT NULL,
    import_key character varying(200),
    version integer NOT NULL,
    CONSTRAINT "PK_cases_case" PRIMARY KEY (id)
);


CREATE TABLE cases_violation (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    person_name character varying(200) NOT NULL,
    kind character varying(200) NOT NULL,
    evidence character varying(4000) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid NOT NULL,
    by_name character varying(200) NOT NULL,
    case_id uuid,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_cases_violation" PRIMARY KEY (id)
);


CREATE TABLE contacts_contact (
    id uuid NOT NULL,
    number character varying(200) NOT NULL,
    channel character varying(40) NOT NULL,
    direction character varying(40) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    customer_id uuid,
    caller_name character varying(200) NOT NULL,
    caller_company character varying(200) NOT NULL,
    caller_phone character varying(200) NOT NULL,
    is_private_person boolean NOT NULL,
    caller_place character varying(200) NOT NULL,
    building character varying(200) NOT NULL,
    premises character varying(200) NOT NULL,
    purpose character varying(200) NOT NULL,
    reason character varying(200) NOT NULL,
    subject character varying(200) NOT NULL,
    content character varying(4000) NOT NULL,
    need_found character varying(4000) NOT NULL,
    result character varying(4000) NOT NULL,
    next_step character varying(200) NOT NULL,
    is_read_back boolean NOT NULL,
    no_read_back_reason character varying(200) NOT NULL,
    missing text NOT NULL,
    state character varying(40) NOT NULL,
    staff_id uuid NOT NULL,
    staff_name character varying(200) NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_contacts_contact" PRIMARY KEY (id)
);


CREATE TABLE customers_customer (
    id uuid NOT NULL,
    number character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    type character varying(40) NOT NULL,
    status character varying(40) NOT NULL,
    is_key boolean NOT NULL,
    company character varying(200) NOT NULL,
    phone character varying(200) NOT NULL,
    phone_digits character varying(200) NOT NULL,
    other_phone character varying(200) NOT NULL,
    email character varying(200) NOT NULL,
    we_chat character varying(200) NOT NULL,
    address character varying(300) NOT NULL,
    place_of_origin character varying(200) NOT NULL,
    industry character varying(200) NOT NULL,
    came_through character varying(200) NOT NULL,
    category character varying(200) NOT NULL,
    remarks character varying(4000) NOT NULL,
    territory_id uuid,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    keeper_id uuid,
    opened_at timestamp with time zone NOT NULL,
    is_to_complete boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_customers_customer" PRIMARY KEY (id)
);


CREATE TABLE documents_policy_document (
    id uuid NOT NULL,
    code character varying(200) NOT NULL,
    title_zh character varying(200) NOT NULL,
    title_en character varying(200) NOT NULL,
    owner_id uuid,
    effective_from date NOT NULL,
    last_review_on date,
    review_months integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_documents_policy_document" PRIMARY KEY (id)
);


CREATE TABLE kernel_activity_entry (
    lane integer NOT NULL,
    seq bigint NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    actor_name character varying(200) NOT NULL,
    use_case character varying(200) NOT NULL,
    subject_kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    subject_label character varying(200) NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    reason character varying(4000),
    changes character varying(100000) NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT "PK_kernel_activity_entry" PRIMARY KEY (lane, seq)
);


CREATE TABLE kernel_activity_seal (
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    heads character varying(100000) NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT "PK_kernel_activity_seal" PRIMARY KEY (day)
);


CREATE TABLE kernel_calendar_day (
    id uuid NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    date date NOT NULL,
    kind character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_calendar_day" PRIMARY KEY (id)
);


CREATE TABLE kernel_calendar_year (
    year integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_kernel_calendar_year" PRIMARY KEY (year)
);


CREATE TABLE kernel_done_once (
    key character varying(200) NOT NULL,
    request_hash character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    answer character varying(100000) NOT NULL,
    CONSTRAINT "PK_kernel_done_once" PRIMARY KEY (key)
);


CREATE TABLE kernel_job (
    id uuid NOT NULL,
    kind character varying(200) NOT NULL,
    payload character varying(100000) NOT NULL,
    run_at timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    done_at timestamp with time zone,
    lease_until timestamp with time zone,
    token integer NOT NULL,
    error character varying(4000),
    CONSTRAINT "PK_kernel_job" PRIMARY KEY (id)
);


CREATE TABLE kernel_node_slot (
    slot integer NOT NULL,
    lease_until timestamp with time zone NOT NULL,
    holder uuid NOT NULL,
    CONSTRAINT "PK_kernel_node_slot" PRIMARY KEY (slot)
);


CREATE TABLE kernel_notice (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    tone character varying(40) NOT NULL,
    template character varying(200) NOT NULL,
    values character varying(4000) NOT NULL,
    subject_kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    subject_label character varying(200) NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT "PK_kernel_notice" PRIMARY KEY (id)
);


CREATE TABLE kernel_obligation (
    id uuid NOT NULL,
    clause character varying(200) NOT NULL,
    subject_kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    subject_label character varying(200) NOT NULL,
    item_id uuid,
    what character varying(500) NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    owner_id uuid,
    opened_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    limit_text character varying(200) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    derivation character varying(16000) NOT NULL,
    is_provisional boolean NOT NULL,
    calendar_version integer NOT NULL,
    state character varying(40) NOT NULL,
    stage character varying(40) NOT NULL,
    next_at timestamp with time zone NOT NULL,
    paused_at timestamp with time zone,
    pauses character varying(4000) NOT NULL,
    ended_at timestamp with time zone,
    fulfilled_at timestamp with time zone,
    evidence character varying(200) NOT NULL,
    quiet boolean NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_obligation" PRIMARY KEY (id)
);


CREATE TABLE kernel_own_text (
    key character varying(500) NOT NULL,
    zh character varying(500) NOT NULL,
    en character varying(500) NOT NULL,
    CONSTRAINT "PK_kernel_own_text" PRIMARY KEY (key)
);


CREATE TABLE kernel_parameter_value (
    id uuid NOT NULL,
    code character varying(200) NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    value character varying(200) NOT NULL,
    effective_from date NOT NULL,
    reason character varying(200) NOT NULL,
    by_name character varying(200) NOT NULL,
    by_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_kernel_parameter_value" PRIMARY KEY (id)
);


CREATE TABLE kernel_protection_key (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    xml character varying(16000) NOT NULL,
    CONSTRAINT "PK_kernel_protection_key" PRIMARY KEY (id)
);


CREATE TABLE kernel_role (
    id uuid NOT NULL,
    code character varying(200) NOT NULL,
    name_zh character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    permissions character varying(4000) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_role" PRIMARY KEY (id)
);


CREATE TABLE kernel_schedule_turn (
    name character varying(200) NOT NULL,
    next_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_kernel_schedule_turn" PRIMARY KEY (name)
);


CREATE TABLE kernel_search_doc (
    doc bigint NOT NULL,
    kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    label character varying(200) NOT NULL,
    title character varying(500) NOT NULL,
    body character varying(4100) NOT NULL,
    CONSTRAINT "PK_kernel_search_doc" PRIMARY KEY (doc)
);


CREATE TABLE kernel_series_head (
    name character varying(200) NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT "PK_kernel_series_head" PRIMARY KEY (name)
);


CREATE TABLE kernel_setting (
    name character varying(200) NOT NULL,
    value character varying(16000) NOT NULL,
    CONSTRAINT "PK_kernel_setting" PRIMARY KEY (name)
);


CREATE TABLE kernel_territory (
    id uuid NOT NULL,
    no integer NOT NULL,
    parent_id uuid,
    path character varying(200) COLLATE "C" NOT NULL,
    name_zh character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_territory" PRIMARY KEY (id)
);


CREATE TABLE kernel_territory_service (
    id uuid NOT NULL,
    territory_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    "from" date NOT NULL,
    CONSTRAINT "PK_kernel_territory_service" PRIMARY KEY (id)
);


CREATE TABLE kernel_transition (
    id uuid NOT NULL,
    subject_kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    action character varying(200) NOT NULL,
    from_state character varying(200) NOT NULL,
    to_state character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    actor_name character varying(200) NOT NULL,
    note character varying(4000),
    CONSTRAINT "PK_kernel_transition" PRIMARY KEY (id)
);


CREATE TABLE kernel_unit (
    id uuid NOT NULL,
    no integer NOT NULL,
    parent_id uuid,
    path character varying(200) COLLATE "C" NOT NULL,
    kind character varying(40) NOT NULL,
    name_zh character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    head_id uuid,
    substitute_id uuid,
    phone character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_unit" PRIMARY KEY (id)
);


CREATE TABLE cases_case_note (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(40) NOT NULL,
    text character varying(4000) NOT NULL,
    by_id uuid NOT NULL,
    by_name character varying(200) NOT NULL,
    CONSTRAINT "PK_cases_case_note" PRIMARY KEY (id),
    CONSTRAINT "FK_cases_case_note_cases_case_case_id" FOREIGN KEY (case_id) REFERENCES cases_case (id) ON DELETE RESTRICT
);


CREATE TABLE cases_promise (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    text character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    by_id uuid NOT NULL,
    by_name character varying(200) NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(4000) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_cases_promise" PRIMARY KEY (id),
    CONSTRAINT "FK_cases_promise_cases_case_case_id" FOREIGN KEY (case_id) REFERENCES cases_case (id) ON DELETE RESTRICT
);


CREATE TABLE customers_contact_person (
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    name character varying(200) NOT NULL,
    sex character varying(200) NOT NULL,
    birthday date,
    birth_month integer,
    position character varying(200) NOT NULL,
    phone character varying(200) NOT NULL,
    hobbies character varying(200) NOT NULL,
    personality character varying(200) NOT NULL,
    relationship_level integer,
    preferred_time character varying(200) NOT NULL,
    is_primary boolean NOT NULL,
    is_supervisor boolean NOT NULL,
    is_operator boolean NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_customers_contact_person" PRIMARY KEY (id),
    CONSTRAINT "FK_customers_contact_person_customers_customer_customer_id" FOREIGN KEY (customer_id) REFERENCES customers_customer (id) ON DELETE RESTRICT
);


CREATE TABLE documents_policy_clause (
    id uuid NOT NULL,
    policy_id uuid NOT NULL,
    number character varying(200) NOT NULL,
    text_zh character varying(4000) NOT NULL,
    text_en character varying(4000) NOT NULL,
    effective_from date NOT NULL,
    clause_code character varying(200) NOT NULL,
    by_name character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_documents_policy_clause" PRIMARY KEY (id),
    CONSTRAINT "FK_documents_policy_clause_documents_policy_document_policy_id" FOREIGN KEY (policy_id) REFERENCES documents_policy_document (id) ON DELETE RESTRICT
);


CREATE TABLE kernel_user (
    id uuid NOT NULL,
    login character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    password_hash character varying(200) NOT NULL,
    stamp uuid NOT NULL,
    unit_id uuid NOT NULL,
    enabled boolean NOT NULL,
    failed_sign_ins integer NOT NULL,
    locked_at timestamp with time zone,
    last_sign_in_at timestamp with time zone,
    language character varying(200) NOT NULL,
    phone character varying(200) NOT NULL,
    absent_from date,
    absent_to date,
    substitute_id uuid,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_user" PRIMARY KEY (id),
    CONSTRAINT "FK_kernel_user_kernel_unit_unit_id" FOREIGN KEY (unit_id) REFERENCES kernel_unit (id) ON DELETE RESTRICT
);


CREATE TABLE kernel_api_token (
    id uuid NOT NULL,
    hash bytea NOT NULL,
    user_id uuid NOT NULL,
    name character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT "PK_kernel_api_token" PRIMARY KEY (id),
    CONSTRAINT "FK_kernel_api_token_kernel_user_user_id" FOREIGN KEY (user_id) REFERENCES kernel_user (id) ON DELETE RESTRICT
);


CREATE TABLE kernel_role_assignment (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    scope character varying(40) NOT NULL,
    territory_id uuid,
    CONSTRAINT "PK_kernel_role_assignment" PRIMARY KEY (id),
    CONSTRAINT "FK_kernel_role_assignment_kernel_role_role_id" FOREIGN KEY (role_id) REFERENCES kernel_role (id) ON DELETE RESTRICT,
    CONSTRAINT "FK_kernel_role_assignment_kernel_user_user_id" FOREIGN KEY (user_id) REFERENCES kernel_user (id) ON DELETE RESTRICT
);


CREATE INDEX "IX_callbacks_callback_case_id" ON callbacks_callback (case_id);


CREATE INDEX "IX_callbacks_callback_customer_id_state" ON callbacks_callback (customer_id, state);


CREATE INDEX "IX_callbacks_callback_done_at_id" ON callbacks_callback (done_at, id);


CREATE UNIQUE INDEX "IX_callbacks_callback_number" ON callbacks_callback (number);


CREATE INDEX "IX_callbacks_callback_owner_id_state_due_at" ON callbacks_callback (owner_id, state, due_at);


CREATE INDEX "IX_callbacks_callback_state_due_at_id" ON callbacks_callback (state, due_at, id);


CREATE INDEX "IX_callbacks_callback_attempt_callback_id_at" ON callbacks_callback_attempt (callback_id, at);


CREATE UNIQUE INDEX "IX_callbacks_callback_rule_code" ON callbacks_callback_rule (code);


CREATE INDEX "IX_cases_case_contact_id" ON cases_case (contact_id);


CREATE INDEX "IX_cases_case_customer_id_received_at" ON cases_case (customer_id, received_at);


CREATE INDEX "IX_cases_case_first_owner_id_received_at_id" ON cases_case (first_owner_id, received_at, id);


CREATE INDEX "IX_cases_case_handler_id_received_at_id" ON cases_case (handler_id, received_at, id);


CREATE UNIQUE INDEX "IX_cases_case_import_key" ON cases_case (import_key);


CREATE UNIQUE INDEX "IX_cases_case_number" ON cases_case (number);


CREATE INDEX "IX_cases_case_received_at_id" ON cases_case (received_at, id);


CREATE INDEX "IX_cases_case_state_received_at_id" ON cases_case (state, received_at, id);


CREATE INDEX "IX_cases_case_type_received_at_id" ON cases_case (type, received_at, id);


CREATE INDEX "IX_cases_case_note_case_id_at" ON cases_case_note (case_id, at);


CREATE INDEX "IX_cases_promise_case_id_due_at" ON cases_promise (case_id, due_at);


CREATE INDEX "IX_cases_promise_due_at" ON cases_promise (due_at);


CREATE INDEX "IX_cases_violation_person_id_at" ON cases_violation (person_id, at);


CREATE INDEX "IX_contacts_contact_customer_id_started_at" ON contacts_contact (customer_id, started_at);


CREATE UNIQUE INDEX "IX_contacts_contact_number" ON contacts_contact (number);


CREATE INDEX "IX_contacts_contact_started_at_id" ON contacts_contact (started_at, id);


CREATE INDEX "IX_customers_contact_person_birth_month" ON customers_contact_person (birth_month);


CREATE INDEX "IX_customers_contact_person_customer_id" ON customers_contact_person (customer_id);


CREATE UNIQUE INDEX "IX_customers_customer_number" ON customers_customer (number);


CREATE INDEX "IX_customers_customer_opened_at_id" ON customers_customer (opened_at, id);


CREATE INDEX "IX_customers_customer_phone_digits" ON customers_customer (phone_digits);


CREATE INDEX "IX_documents_policy_clause_policy_id_number_effective_from" ON documents_policy_clause (policy_id, number, effective_from);


CREATE UNIQUE INDEX "IX_documents_policy_document_code" ON documents_policy_document (code);


CREATE INDEX "IX_kernel_activity_entry_actor_id_at" ON kernel_activity_entry (actor_id, at);


CREATE INDEX "IX_kernel_activity_entry_at_id" ON kernel_activity_entry (at, id);


CREATE INDEX "IX_kernel_activity_entry_subject_id_at" ON kernel_activity_entry (subject_id, at);


CREATE UNIQUE INDEX "IX_kernel_api_token_hash" ON kernel_api_token (hash);


CREATE INDEX "IX_kernel_api_token_user_id" ON kernel_api_token (user_id);


CREATE UNIQUE INDEX "IX_kernel_calendar_day_unit_path_date" ON kernel_calendar_day (unit_path, date);


CREATE INDEX "IX_kernel_job_done_at_run_at_id" ON kernel_job (done_at, run_at, id);


CREATE INDEX "IX_kernel_notice_user_id_read_at_id" ON kernel_notice (user_id, read_at, id);


CREATE INDEX "IX_kernel_obligation_clause_opened_at_state" ON kernel_obligation (clause, opened_at, state);


CREATE INDEX "IX_kernel_obligation_owner_id_state_due_at_id" ON kernel_obligation (owner_id, state, due_at, id);


CREATE INDEX "IX_kernel_obligation_state_due_at_id" ON kernel_obligation (state, due_at, id);


CREATE INDEX "IX_kernel_obligation_state_next_at" ON kernel_obligation (state, next_at);


CREATE INDEX "IX_kernel_obligation_subject_id" ON kernel_obligation (subject_id);


CREATE INDEX "IX_kernel_parameter_value_code_effective_from" ON kernel_parameter_value (code, effective_from);


CREATE UNIQUE INDEX "IX_kernel_role_code" ON kernel_role (code);


CREATE INDEX "IX_kernel_role_assignment_role_id" ON kernel_role_assignment (role_id);


CREATE INDEX "IX_kernel_role_assignment_user_id" ON kernel_role_assignment (user_id);


CREATE UNIQUE INDEX "IX_kernel_territory_no" ON kernel_territory (no);


CREATE UNIQUE INDEX "IX_kernel_territory_path" ON kernel_territory (path);


CREATE INDEX "IX_kernel_territory_service_territory_id_from" ON kernel_territory_service (territory_id, "from");


CREATE INDEX "IX_kernel_transition_subject_id_at" ON kernel_transition (subject_id, at);


CREATE UNIQUE INDEX "IX_kernel_unit_no" ON kernel_unit (no);


CREATE UNIQUE INDEX "IX_kernel_unit_path" ON kernel_unit (path);


CREATE UNIQUE INDEX "IX_kernel_user_login" ON kernel_user (login);


CREATE INDEX "IX_kernel_user_unit_id" ON kernel_user (unit_id);



-- Outside the model: the search index. Without the statistics target the planner walks the whole table for rare words.
ALTER TABLE kernel_search_doc ADD COLUMN tok tsvector NOT NULL DEFAULT '';
CREATE INDEX ix_kernel_search_doc_tok ON kernel_search_doc USING gin (tok);
ALTER TABLE kernel_search_doc ALTER COLUMN tok SET STATISTICS 2000;
