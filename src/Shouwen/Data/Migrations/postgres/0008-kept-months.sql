-- What ended months came to in reports, and the marks of those that no longer hold (RPT-017).
CREATE TABLE kernel_kept_month (
    report character varying(200) NOT NULL,
    month date NOT NULL,
    form integer NOT NULL,
    stamp uuid NOT NULL,
    written_at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT "PK_kernel_kept_month" PRIMARY KEY (report, month)
);

CREATE TABLE kernel_stale_month (
    id uuid NOT NULL,
    report character varying(200) NOT NULL,
    month date NOT NULL,
    CONSTRAINT "PK_kernel_stale_month" PRIMARY KEY (id)
);

CREATE INDEX "IX_kernel_stale_month_report_month" ON kernel_stale_month (report, month);
