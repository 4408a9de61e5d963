-- An index of the journal, so that the lines about a claim, an article, a person or a kind of change are found without
-- reading them all. It is derived from the journal, and not part of its chain; the last lines may be missing.
CREATE TABLE history_line (
  seq INTEGER PRIMARY KEY,           -- of the journal
  at TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  "group" TEXT,
  target INTEGER,
  marks INTEGER NOT NULL,            -- a bit for each kind of record and what was done to it
  size INTEGER NOT NULL,             -- how many records were changed
  codes TEXT NOT NULL                -- of the claims and articles it is about, if they are few
) STRICT;
CREATE INDEX history_line_by_target ON history_line (target) WHERE target IS NOT NULL;

CREATE TABLE history_subject (       -- the lines about a claim or article, by its code; of an entity or source, by its id
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_mention (       -- the claims that an article mentions or mentioned
  article TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (article, claim)
) STRICT, WITHOUT ROWID;
