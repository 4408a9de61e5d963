-- Whole lines of a text version and what they are on the page; the text itself never changes.
CREATE TABLE text_zone (
  id TEXT PRIMARY KEY,
  text_id TEXT NOT NULL REFERENCES article_text (id),
  start INTEGER NOT NULL CHECK (start >= 0),   -- code points, half-open
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('headline', 'byline', 'dateline', 'body', 'caption', 'boilerplate', 'tags',
                                     'related', 'comments', 'contents', 'duplicate')),
  is_excluded INTEGER NOT NULL CHECK (is_excluded IN (0, 1)),
  rule TEXT NOT NULL,                          -- what proposed it; '' for a person
  state TEXT NOT NULL CHECK (state IN ('proposed', 'taken', 'refused')),
  CHECK ("end" > start)
) STRICT;
CREATE INDEX zone_by_text ON text_zone (text_id);
