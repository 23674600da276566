-- One act may change a thousand records, as a holiday does with open duties: its line in the trail has no limit of length.

ALTER TABLE kernel_activity_entry ALTER COLUMN changes TYPE text;
