-- Counts that the window shows, kept with each edit so that nothing is counted when they are read. They follow from the
-- other tables, as do the words below, and hold for the journal line in project_count 'line'.
CREATE TABLE project_count (
  name TEXT PRIMARY KEY,             -- 'claims', 'mentions', 'line', or the status of articles
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE article_count (         -- only of articles with marks
  article_id TEXT PRIMARY KEY,
  claims INTEGER NOT NULL,           -- that it mentions
  waiting INTEGER NOT NULL           -- marks to review
) STRICT, WITHOUT ROWID;
CREATE INDEX article_count_waiting ON article_count (article_id) WHERE waiting > 0;

CREATE TABLE article_words (         -- what the article list is filtered by, with its case folded
  position INTEGER PRIMARY KEY,      -- of the article
  words TEXT NOT NULL
) STRICT;
CREATE INDEX article_by_number ON article (CAST(substr(code, 2) AS INTEGER));
CREATE INDEX article_by_publisher ON article (publisher);
CREATE INDEX article_by_address ON article (source_url);
CREATE INDEX source_by_publisher ON source (publisher);
CREATE INDEX source_by_address ON source (url);
CREATE INDEX sentiment_by_target_text ON sentiment (target_text) WHERE target_text <> '';

ALTER TABLE journal ADD COLUMN packed BLOB;  -- the changes compressed, where they are long; `changes` is then ''
