-- Of each document its key and whose it is, in a table that holds nothing else: where few documents hold a word they are looked at, instead of being
-- looked up in the long list of a unit's documents. It stands for the index of keys. Whose a document is the words say, which begin with a mark.
CREATE TABLE kernel_search_key (doc INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, subject_id BLOB NOT NULL, reach TEXT NOT NULL);
CREATE VIRTUAL TABLE temp.kernel_search_words USING fts5vocab(main, search_fts, instance);
INSERT INTO kernel_search_key (doc, kind, subject_id, reach)
SELECT d.doc, d.kind, d.subject_id, ' ' || w.reach || ' '
FROM (SELECT doc, group_concat(term, ' ') AS reach FROM temp.kernel_search_words WHERE term >= char(0xE000) AND term < char(0xE001) GROUP BY doc) w
CROSS JOIN kernel_search_doc d INDEXED BY "IX_kernel_search_doc_key" ON d.doc = w.doc;
INSERT INTO kernel_search_key (doc, kind, subject_id, reach)
SELECT doc, kind, subject_id, '' FROM kernel_search_doc INDEXED BY "IX_kernel_search_doc_key" WHERE doc NOT IN (SELECT doc FROM kernel_search_key);
DROP TABLE temp.kernel_search_words;
DROP INDEX "IX_kernel_search_doc_key";
