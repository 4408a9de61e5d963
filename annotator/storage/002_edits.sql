-- What was put in the place of what in the parent's text, as [[start, end, "replacement"], …] in code
-- points of that text; '' for a version without a parent.
ALTER TABLE article_text ADD COLUMN edits TEXT NOT NULL DEFAULT '';
