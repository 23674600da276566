-- outside a transaction
-- The documents of a telephone lie in all years, each among texts, and all of them were read to know the newest: here they stand together, with all
-- that is asked of them, in the order of the number's last eight digits from behind. Written by the database, so that nodes of the version before write it too.

CREATE TABLE IF NOT EXISTS kernel_search_phone (
    digits text COLLATE "C" NOT NULL,
    doc bigint NOT NULL,
    kind character varying(200) NOT NULL,
    subject_id uuid NOT NULL,
    reach tsvector NOT NULL,
    CONSTRAINT "PK_kernel_search_phone" PRIMARY KEY (digits, doc) INCLUDE (kind, subject_id, reach)
);

-- What is not known to be seen by all is looked up in the table after all.
ALTER TABLE kernel_search_phone SET (autovacuum_vacuum_insert_scale_factor = 0.02);

-- The words with marks stand behind all Chinese ones but the rarest, so that few are looked at: tails of telephones, which become digits from behind,
-- and unit, territory and owner. Of a number's tails only the longest is kept, which begins with all others; of one with less than eight digits each.

CREATE OR REPLACE FUNCTION kernel_search_phones(tok tsvector, OUT digits text[], OUT reach tsvector) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    words text[] := tsvector_to_array(tok);
    word text COLLATE "C";
    tails text[] := '{}';
    own text[] := '{}';
BEGIN
    digits := '{}';
    FOR i IN REVERSE cardinality(words)..1 LOOP
        word := words[i];
        EXIT WHEN word < chr(57344);
        IF ascii(word) = 57345 AND length(word) = 9 THEN digits := digits || reverse(substr(word, 2));
        ELSIF ascii(word) = 57345 THEN tails := tails || reverse(substr(word, 2));
        ELSIF ascii(word) = 57344 AND substr(word, 2, 1) <> 'd' THEN own := own || word::text;
        END IF;
    END LOOP;
    FOREACH word IN ARRAY tails LOOP
        IF strpos(' ' || array_to_string(digits, ' '), ' ' || word) = 0 THEN digits := digits || word::text; END IF;
    END LOOP;
    reach := array_to_tsvector(own);
END
$$;

CREATE OR REPLACE FUNCTION kernel_search_doc_phones() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    known record;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        IF TG_OP = 'UPDATE' AND NEW.tok = OLD.tok THEN RETURN NULL; END IF;
        known := kernel_search_phones(OLD.tok);
        DELETE FROM kernel_search_phone WHERE digits = ANY (known.digits) AND doc = OLD.doc;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        known := kernel_search_phones(NEW.tok);
        INSERT INTO kernel_search_phone (digits, doc, kind, subject_id, reach)
        SELECT phone, NEW.doc, NEW.kind, NEW.subject_id, known.reach FROM unnest(known.digits) AS phone;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER kernel_search_doc_phones AFTER INSERT OR UPDATE OF tok OR DELETE ON kernel_search_doc FOR EACH ROW EXECUTE FUNCTION kernel_search_doc_phones();

-- Newest first, two thousand documents at a time. Writers wait for these, or what one of them changes meanwhile would be written as it was.
DO $$
DECLARE
    upper_end bigint := 9223372036854775807;
    lower_end bigint;
BEGIN
    LOOP
        SELECT min(doc) INTO lower_end FROM (SELECT doc FROM kernel_search_doc WHERE doc < upper_end ORDER BY doc DESC LIMIT 2000) part;
        EXIT WHEN lower_end IS NULL;
        LOCK TABLE kernel_search_doc IN SHARE MODE;
        INSERT INTO kernel_search_phone (digits, doc, kind, subject_id, reach)
        SELECT phone, doc, kind, subject_id, known.reach FROM kernel_search_doc, kernel_search_phones(tok) AS known, unnest(known.digits) AS phone
        WHERE doc >= lower_end AND doc < upper_end
        ON CONFLICT DO NOTHING;
        COMMIT;
        upper_end := lower_end;
    END LOOP;
END
$$;
VACUUM ANALYZE kernel_search_phone;
