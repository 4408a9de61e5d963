-- Where a scheme stands among those of its layer, from 0: a scheme that comes back by undo is where it was.
ALTER TABLE scheme ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
