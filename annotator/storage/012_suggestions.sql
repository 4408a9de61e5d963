-- Labels that a model or another tool proposes. They count for nothing until a person takes them; then `mark_id` is the
-- mention or the sentiment that one became.
CREATE TABLE suggestion (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  anchor_id TEXT NOT NULL REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'sentiment')),
  text TEXT NOT NULL,
  polarity INTEGER NOT NULL CHECK (polarity BETWEEN -3 AND 3),
  target_text TEXT NOT NULL,
  note TEXT NOT NULL,
  source TEXT NOT NULL,
  score REAL CHECK (score BETWEEN 0 AND 1),
  state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'refused', 'gone')),
  mark_id TEXT NOT NULL,             -- without a reference: the mark may be removed later
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX suggestion_by_article ON suggestion (article_id, state);
CREATE INDEX suggestion_by_anchor ON suggestion (anchor_id);
CREATE INDEX suggestion_open ON suggestion (article_id) WHERE state = 'open';

CREATE TABLE suggestion_label (      -- without a reference: what the codebook lacks by then is not taken over
  suggestion_id TEXT NOT NULL REFERENCES suggestion (id) DEFERRABLE INITIALLY DEFERRED,
  scheme_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (suggestion_id, scheme_id, code)
) STRICT, WITHOUT ROWID;
