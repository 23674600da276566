-- The documents of a telephone lie in all years: the index of words finds them in the order of their numbers, and each is then looked up in a page of its own.
-- Here those with the same four digits, the last of a telephone or a number in the text, stand together, newest last, with all that is asked of them.
-- Written by the database from the key of a document.
ALTER TABLE kernel_search_key ADD COLUMN digits TEXT NOT NULL DEFAULT '[]';
CREATE TABLE kernel_search_digits (digits TEXT NOT NULL, doc INTEGER NOT NULL, kind TEXT NOT NULL, subject_id BLOB NOT NULL, reach TEXT NOT NULL, PRIMARY KEY (digits, doc)) WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.kernel_search_words USING fts5vocab(main, search_fts, instance);
INSERT INTO kernel_search_digits (digits, doc, kind, subject_id, reach)
SELECT w.digits, k.doc, k.kind, k.subject_id, k.reach
FROM (SELECT term AS digits, doc FROM temp.kernel_search_words WHERE term >= '0' AND term < ':' AND term GLOB '[0-9][0-9][0-9][0-9]'
    UNION SELECT substr(term, 2), doc FROM temp.kernel_search_words WHERE term >= char(0xE001) AND term < char(0xE002) AND length(term) = 5) w
CROSS JOIN kernel_search_key k ON k.doc = w.doc;
DROP TABLE temp.kernel_search_words;
UPDATE kernel_search_key SET digits = d.digits FROM (SELECT doc, json_group_array(digits) AS digits FROM kernel_search_digits GROUP BY doc) d WHERE d.doc = kernel_search_key.doc;

CREATE TRIGGER kernel_search_key_new AFTER INSERT ON kernel_search_key BEGIN
    INSERT INTO kernel_search_digits (digits, doc, kind, subject_id, reach) SELECT value, NEW.doc, NEW.kind, NEW.subject_id, NEW.reach FROM json_each(NEW.digits);
END;
CREATE TRIGGER kernel_search_key_changed AFTER UPDATE ON kernel_search_key WHEN NEW.digits <> OLD.digits OR NEW.reach <> OLD.reach BEGIN
    DELETE FROM kernel_search_digits WHERE doc = OLD.doc AND digits IN (SELECT value FROM json_each(OLD.digits));
    INSERT INTO kernel_search_digits (digits, doc, kind, subject_id, reach) SELECT value, NEW.doc, NEW.kind, NEW.subject_id, NEW.reach FROM json_each(NEW.digits);
END;
CREATE TRIGGER kernel_search_key_gone AFTER DELETE ON kernel_search_key BEGIN
    DELETE FROM kernel_search_digits WHERE doc = OLD.doc AND digits IN (SELECT value FROM json_each(OLD.digits));
END;
