-- One act may change a thousand records: its line in the trail has no limit of length. On SQLite it never had one.

SELECT 1;
