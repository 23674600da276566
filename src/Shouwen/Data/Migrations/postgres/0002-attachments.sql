-- Files and photos on records (PLAT-006).
CREATE TABLE kernel_attachment (
    id uuid NOT NULL,
    subject_kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    unit_path character varying(200) COLLATE "C" NOT NULL,
    territory_path character varying(200) COLLATE "C" NOT NULL,
    name character varying(200) NOT NULL,
    media_type character varying(200) NOT NULL,
    size bigint NOT NULL,
    sha character varying(200) NOT NULL,
    by_id uuid NOT NULL,
    by_name character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    removed_reason character varying(200) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_kernel_attachment" PRIMARY KEY (id)
);

CREATE INDEX "IX_kernel_attachment_sha" ON kernel_attachment (sha);

CREATE INDEX "IX_kernel_attachment_subject_id_at" ON kernel_attachment (subject_id, at);

