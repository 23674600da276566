-- PostgreSQL alone gets words for characters; SQLite's index finds one by a beginning of its own.
-- Here the index is written in smaller pages: a search within a unit leaps through the long list of the unit's documents and reads a page each time.
-- A single segment would be left as it is, so there is another for a moment.
INSERT INTO search_fts (search_fts, rank) VALUES ('pgsz', 1000);
INSERT INTO search_fts (rowid, tokens) VALUES (-1, 'x');
INSERT INTO search_fts (search_fts) VALUES ('optimize');
DELETE FROM search_fts WHERE rowid = -1;
