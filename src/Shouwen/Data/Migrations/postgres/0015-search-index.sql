-- outside a transaction
-- One Chinese character was found by the beginning of words, all of which the index gathers before it answers: now each character of a text is a
-- word. Written here, so that nodes of the version before write them too: whatever stands in a run of characters begins a pair, or is a word as its last.

CREATE OR REPLACE FUNCTION kernel_search_characters(tok tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN (SELECT coalesce(array_to_tsvector(array_agg(left(word, 1))), '') FROM unnest(tsvector_to_array(tok)) word
        WHERE length(word) = 2 AND (ascii(word) BETWEEN 13312 AND 40959 OR ascii(word) BETWEEN 63744 AND 64255 OR ascii(word) BETWEEN 131072 AND 262143
            OR ascii(word) BETWEEN 12352 AND 12543 OR ascii(word) = 12295));
END
$$;

CREATE OR REPLACE FUNCTION kernel_search_doc_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tok := NEW.tok || kernel_search_days(NEW.doc, NEW.kind) || kernel_search_characters(NEW.tok);
    RETURN NEW;
END
$$;

-- Newest first, two thousand documents at a time, so that nobody who changes one of them waits long; what has its words already is passed over.
DO $$
DECLARE
    upper_end bigint := 9223372036854775807;
    lower_end bigint;
BEGIN
    LOOP
        SELECT min(doc) INTO lower_end FROM (SELECT doc FROM kernel_search_doc WHERE doc < upper_end ORDER BY doc DESC LIMIT 2000) part;
        EXIT WHEN lower_end IS NULL;
        UPDATE kernel_search_doc SET tok = tok WHERE doc >= lower_end AND doc < upper_end AND tok <> tok || kernel_search_characters(tok);
        COMMIT;
        upper_end := lower_end;
    END LOOP;
END
$$;
