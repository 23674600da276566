-- outside a transaction
-- A search wants the newest hits, and the index gives them in no order: each document carries words for the day of its key, for all kinds and
-- for its own, so that only the last days need be asked. Written here, so that nodes of the version before write them too.

CREATE OR REPLACE FUNCTION kernel_search_days(doc bigint, kind text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT array_to_tsvector(ARRAY[chr(57344) || 'd' || ((doc >> 12) / 86400000), chr(57344) || 'd' || kind || ((doc >> 12) / 86400000)])
$$;

CREATE OR REPLACE FUNCTION kernel_search_doc_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tok := NEW.tok || kernel_search_days(NEW.doc, NEW.kind);
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER kernel_search_doc_days BEFORE INSERT OR UPDATE OF tok ON kernel_search_doc FOR EACH ROW EXECUTE FUNCTION kernel_search_doc_days();

-- The days that a search may ask for, newest first, a day at a time; what has its words already is passed over.
DO $$
DECLARE
    today bigint := extract(epoch FROM now())::bigint / 86400;
BEGIN
    FOR back IN -1..100 LOOP
        UPDATE kernel_search_doc SET tok = tok
        WHERE doc >= ((today - back) * 86400000) << 12 AND doc < ((today - back + 1) * 86400000) << 12
            AND NOT tok @@ quote_literal(chr(57344) || 'd' || (today - back))::tsquery;
        COMMIT;
    END LOOP;
END
$$;
