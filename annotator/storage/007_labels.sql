-- What the label of a line names, as JSON with `args` and, where a count decides its form, `plural`; the label is then a
-- sentence with fields, which is put into words when it is read. NULL in lines of before: their label is its own words.
ALTER TABLE journal ADD COLUMN label_args TEXT;
