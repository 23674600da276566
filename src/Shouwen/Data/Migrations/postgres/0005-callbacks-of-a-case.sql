-- A combined call stands in the life of each case that it was made for (CBS-016).
CREATE INDEX "IX_callbacks_callback_draw_case_id" ON callbacks_callback_draw (case_id);
