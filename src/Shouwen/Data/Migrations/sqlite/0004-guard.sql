-- The second factor of signing in; what clears old jobs, answers and notices finds them quickly; a right that guarded nothing goes.

CREATE TABLE "kernel_second_factor" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_second_factor" PRIMARY KEY,
    "user_id" BLOB NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" INTEGER NULL,
    "last_step" INTEGER NOT NULL,
    "codes" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "FK_kernel_second_factor_kernel_user_user_id" FOREIGN KEY ("user_id") REFERENCES "kernel_user" ("id") ON DELETE RESTRICT
);


CREATE UNIQUE INDEX "IX_kernel_second_factor_user_id" ON "kernel_second_factor" ("user_id");


CREATE INDEX "IX_kernel_done_once_at" ON "kernel_done_once" ("at");


CREATE INDEX "IX_kernel_notice_read_at" ON "kernel_notice" ("read_at");


UPDATE "kernel_role" SET "permissions" = trim(replace(' ' || "permissions" || ' ', ' cases.open ', ' '));
