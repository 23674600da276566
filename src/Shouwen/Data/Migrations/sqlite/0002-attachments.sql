-- Files and photos on records (PLAT-006).
CREATE TABLE "kernel_attachment" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_attachment" PRIMARY KEY,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "unit_path" TEXT NOT NULL,
    "territory_path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha" TEXT NOT NULL,
    "by_id" BLOB NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "removed_at" INTEGER NULL,
    "removed_reason" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE INDEX "IX_kernel_attachment_sha" ON "kernel_attachment" ("sha");

CREATE INDEX "IX_kernel_attachment_subject_id_at" ON "kernel_attachment" ("subject_id", "at");

