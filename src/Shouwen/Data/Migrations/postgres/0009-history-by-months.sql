-- outside a transaction
-- The history lies in months: what there is becomes the partition "before", the coming months have their own, the default takes the rest.
-- Others write meanwhile; each statement may be run again.

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "PK_kernel_transition_before" ON kernel_transition (id, at);

-- Until when "before" reaches: the first of next month, a week ahead, and beyond all rows. Checked beforehand, so that nothing is read under the lock.
DO $$
DECLARE
    bound timestamptz;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'kernel_transition'::regclass) = 'p' THEN RETURN; END IF;
    SELECT (date_trunc('month', greatest(now() + interval '7 days', max(at)) AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC' INTO bound FROM kernel_transition;
    ALTER TABLE kernel_transition DROP CONSTRAINT IF EXISTS kernel_transition_before_at;
    EXECUTE format('ALTER TABLE kernel_transition ADD CONSTRAINT kernel_transition_before_at CHECK (at < %L::timestamptz) NOT VALID', bound);
END
$$;

DO $$
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'kernel_transition'::regclass) = 'p' THEN RETURN; END IF;
    ALTER TABLE kernel_transition VALIDATE CONSTRAINT kernel_transition_before_at;
END
$$;

-- One statement, one moment: the table changes places with its partitions.
DO $$
DECLARE
    bound timestamptz;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'kernel_transition'::regclass) = 'p' THEN RETURN; END IF;
    LOCK TABLE kernel_transition IN ACCESS EXCLUSIVE MODE;
    SELECT substring(pg_get_constraintdef(oid) FROM '''([^'']+)''')::timestamptz INTO STRICT bound FROM pg_constraint WHERE conrelid = 'kernel_transition'::regclass AND conname = 'kernel_transition_before_at';
    ALTER TABLE kernel_transition DROP CONSTRAINT "PK_kernel_transition";
    ALTER TABLE kernel_transition ADD CONSTRAINT "PK_kernel_transition_before" PRIMARY KEY USING INDEX "PK_kernel_transition_before";
    ALTER TABLE kernel_transition RENAME TO kernel_transition_before;
    ALTER INDEX "IX_kernel_transition_subject_id_at" RENAME TO "IX_kernel_transition_before_subject_id_at";
    CREATE TABLE kernel_transition (LIKE kernel_transition_before) PARTITION BY RANGE (at);
    ALTER TABLE kernel_transition ADD CONSTRAINT "PK_kernel_transition" PRIMARY KEY (id, at);
    CREATE INDEX "IX_kernel_transition_subject_id_at" ON kernel_transition (subject_id, at);
    EXECUTE format('ALTER TABLE kernel_transition ATTACH PARTITION kernel_transition_before FOR VALUES FROM (MINVALUE) TO (%L)', bound);
    ALTER TABLE kernel_transition_before DROP CONSTRAINT kernel_transition_before_at;
    CREATE TABLE kernel_transition_default PARTITION OF kernel_transition DEFAULT;
END
$$;

-- One month; what the default already holds of it moves along. False when it is there or lies in "before".
CREATE OR REPLACE FUNCTION kernel_make_history_month(first_day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    low timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
    high timestamptz := (first_day + interval '1 month') AT TIME ZONE 'UTC';
    own text := 'kernel_transition_' || to_char(first_day, 'YYYY_MM');
BEGIN
    IF to_regclass(own) IS NOT NULL OR low < (SELECT substring(pg_get_expr(relpartbound, oid) FROM 'TO \(''([^'']+)''')::timestamptz FROM pg_class WHERE oid = to_regclass('kernel_transition_before')) THEN RETURN false; END IF;
    -- One node at a time; the second finds it made.
    LOCK TABLE ONLY kernel_transition IN SHARE UPDATE EXCLUSIVE MODE;
    IF to_regclass(own) IS NOT NULL THEN RETURN false; END IF;
    LOCK TABLE kernel_transition_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE kernel_transition INCLUDING ALL)', own);
    EXECUTE format('WITH moved AS (DELETE FROM kernel_transition_default WHERE at >= %L AND at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved', low, high, own);
    EXECUTE format('ALTER TABLE kernel_transition ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', own, low, high);
    RETURN true;
END
$$;

-- The present month and the three to come, and every earlier one of which the default holds rows.
CREATE OR REPLACE FUNCTION kernel_make_history_months(moment timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    this timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
    due date;
    made integer := 0;
BEGIN
    FOREACH due IN ARRAY ARRAY(
        SELECT generate_series(this, this + interval '3 months', interval '1 month')::date
        UNION SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM kernel_transition_default WHERE at < this AT TIME ZONE 'UTC' ORDER BY 1)
    LOOP
        IF kernel_make_history_month(due) THEN made := made + 1; END IF;
    END LOOP;
    RETURN made;
END
$$;

SELECT kernel_make_history_months(now());
