-- The second factor of signing in; what clears old jobs, answers and notices finds them quickly; a right that guarded nothing goes.

CREATE TABLE kernel_second_factor (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    secret character varying(4000) NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint NOT NULL,
    codes character varying(4000) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_second_factor" PRIMARY KEY (id),
    CONSTRAINT "FK_kernel_second_factor_kernel_user_user_id" FOREIGN KEY (user_id) REFERENCES kernel_user (id) ON DELETE RESTRICT
);


CREATE UNIQUE INDEX "IX_kernel_second_factor_user_id" ON kernel_second_factor (user_id);


CREATE INDEX "IX_kernel_done_once_at" ON kernel_done_once (at);


CREATE INDEX "IX_kernel_notice_read_at" ON kernel_notice (read_at);


UPDATE kernel_role SET permissions = trim(replace(' ' || permissions || ' ', ' cases.open ', ' '));
