-- New documents wait in a list that each search reads whole before it asks the index: 4 MB of it cost every question 5 ms (ADR-0022).
-- At most 128 KB wait, some sixty documents; a shorter list costs creating nothing that can be measured, and no writer waits long for its emptying.
ALTER INDEX ix_kernel_search_doc_tok SET (gin_pending_list_limit = 128);
SELECT gin_clean_pending_list('ix_kernel_search_doc_tok');
