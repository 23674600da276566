-- A role may demand the second factor of all who hold it.

ALTER TABLE kernel_role ADD COLUMN needs_second_factor boolean NOT NULL DEFAULT false;
