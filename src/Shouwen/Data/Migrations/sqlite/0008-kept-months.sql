-- What ended months came to in reports, and the marks of those that no longer hold (RPT-017).
CREATE TABLE "kernel_kept_month" (
    "report" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "form" INTEGER NOT NULL,
    "stamp" BLOB NOT NULL,
    "written_at" INTEGER NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "PK_kernel_kept_month" PRIMARY KEY ("report", "month")
);

CREATE TABLE "kernel_stale_month" (
    "id" BLOB NOT NULL CONSTRAINT "PK_kernel_stale_month" PRIMARY KEY,
    "report" TEXT NOT NULL,
    "month" TEXT NOT NULL
);

CREATE INDEX "IX_kernel_stale_month_report_month" ON "kernel_stale_month" ("report", "month");
