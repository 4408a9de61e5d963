-- Ids are made by the program (20 letters, once 32 hexadecimal digits), times UTC ISO 8601 with Z, dates YYYY[-MM[-DD]].
-- Optional words are '' when unknown; optional references are NULL.
-- Parts of a record lie in key order, without row numbers: a save then writes fewer pages.

CREATE TABLE project (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE code_counter (          -- short codes never return, even when their record is gone
  prefix TEXT PRIMARY KEY,           -- 'A' for articles, 'C' for claims
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE annotator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('human', 'machine')),
  role TEXT NOT NULL CHECK (role IN ('checker', 'reviewer', 'editor', 'tool')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE scheme (
  id TEXT PRIMARY KEY,               -- name@version
  layer TEXT NOT NULL,
  title TEXT NOT NULL,
  source_url TEXT NOT NULL,
  licence TEXT NOT NULL,
  is_ordinal INTEGER NOT NULL CHECK (is_ordinal IN (0, 1)),
  multi_select INTEGER NOT NULL CHECK (multi_select IN (0, 1))
) STRICT;
CREATE TABLE label (
  scheme_id TEXT NOT NULL REFERENCES scheme (id),
  code TEXT NOT NULL,                -- never renamed
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  number REAL,
  colour TEXT NOT NULL,
  key TEXT NOT NULL,
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  PRIMARY KEY (scheme_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE text (                  -- words, kept once under their hash, for good
  sha256 TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE original (              -- bytes as they came in, kept once under their hash, for good
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  headline TEXT NOT NULL,
  byline TEXT NOT NULL,
  publisher TEXT NOT NULL,
  source_url TEXT NOT NULL,
  archive_url TEXT NOT NULL,
  published_at TEXT NOT NULL,
  retrieved_at TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  language TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('todo', 'in_progress', 'done', 'excluded')),
  notes TEXT NOT NULL,
  CHECK (code = 'A' || CAST(substr(code, 2) AS INTEGER))
) STRICT;
CREATE INDEX article_by_status ON article (status);

CREATE TABLE article_text (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  sha256 TEXT NOT NULL REFERENCES text (sha256),
  length INTEGER NOT NULL,           -- code points
  version_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('normalised', 'repaired')),
  original_sha256 TEXT NOT NULL,     -- '' when no bytes came with it
  encoding TEXT NOT NULL,
  file_name TEXT NOT NULL,
  parent_id TEXT REFERENCES article_text (id),
  reason TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES annotator (id),
  created_at TEXT NOT NULL,
  UNIQUE (article_id, version_no)
) STRICT;
CREATE INDEX article_text_by_hash ON article_text (sha256);
CREATE INDEX article_text_by_parent ON article_text (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE anchor (
  id TEXT PRIMARY KEY,
  text_id TEXT NOT NULL REFERENCES article_text (id),
  state TEXT NOT NULL CHECK (state IN ('exact', 'moved', 'fuzzy', 'orphan')),
  previous_id TEXT REFERENCES anchor (id)
) STRICT;
CREATE INDEX anchor_by_text ON anchor (text_id);
CREATE INDEX anchor_by_previous ON anchor (previous_id) WHERE previous_id IS NOT NULL;
CREATE TABLE anchor_fragment (       -- W3C selectors; code points, half-open
  anchor_id TEXT NOT NULL REFERENCES anchor (id),
  ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  PRIMARY KEY (anchor_id, ordinal),
  CHECK ("end" > start),
  CHECK (length(exact) = "end" - start)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'alliance', 'office',
                                     'group', 'publisher', 'anonymous', 'other')),
  same_as TEXT NOT NULL,
  notes TEXT NOT NULL,
  UNIQUE (name, kind)
) STRICT;
CREATE TABLE entity_alias (
  entity_id TEXT NOT NULL REFERENCES entity (id),
  alias TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  assertion_kind TEXT NOT NULL CHECK (assertion_kind IN (
    'fact', 'position', 'commitment', 'prediction', 'conditional', 'opinion', 'utterance')),
  claimant_id TEXT REFERENCES entity (id),
  date TEXT NOT NULL,
  date_basis TEXT NOT NULL CHECK (date_basis IN ('', 'stated', 'inferred', 'unknown')),
  venue TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES annotator (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK (code = 'C' || CAST(substr(code, 2) AS INTEGER))
) STRICT;
CREATE INDEX claim_by_claimant ON claim (claimant_id) WHERE claimant_id IS NOT NULL;
CREATE TABLE claim_label (
  claim_id TEXT NOT NULL REFERENCES claim (id),
  scheme_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (claim_id, scheme_id, code),
  FOREIGN KEY (scheme_id, code) REFERENCES label (scheme_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_mention (
  id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  anchor_id TEXT NOT NULL REFERENCES anchor (id),
  annotator_id TEXT NOT NULL REFERENCES annotator (id),
  round_no INTEGER NOT NULL,         -- 0 is adjudicated
  needs_context INTEGER NOT NULL CHECK (needs_context IN (0, 1)),
  context_note TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('manual', 'suggested', 'imported')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX mention_by_claim ON claim_mention (claim_id);
CREATE INDEX mention_by_anchor ON claim_mention (anchor_id);

CREATE TABLE attribution (           -- PARC 3.0: source, cue, content
  mention_id TEXT NOT NULL REFERENCES claim_mention (id),
  level INTEGER NOT NULL CHECK (level >= 1),
  quote_type TEXT NOT NULL CHECK (quote_type IN ('direct', 'mixed', 'indirect', 'none')),
  source_id TEXT REFERENCES entity (id),
  source_text TEXT NOT NULL,
  cue_text TEXT NOT NULL,
  is_anonymous INTEGER NOT NULL CHECK (is_anonymous IN (0, 1)),
  said_on TEXT NOT NULL,
  PRIMARY KEY (mention_id, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX attribution_by_source ON attribution (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE sentiment (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  scope TEXT NOT NULL CHECK (scope IN ('document', 'paragraph', 'sentence', 'span')),
  anchor_id TEXT REFERENCES anchor (id),
  target_id TEXT REFERENCES entity (id),
  target_text TEXT NOT NULL,
  holder TEXT NOT NULL CHECK (holder IN ('author', 'speaker', 'reader')),
  holder_id TEXT REFERENCES entity (id),
  polarity INTEGER NOT NULL CHECK (polarity BETWEEN -3 AND 3),
  is_mixed INTEGER NOT NULL CHECK (is_mixed IN (0, 1)),
  is_implicit INTEGER NOT NULL CHECK (is_implicit IN (0, 1)),
  certainty TEXT NOT NULL CHECK (certainty IN ('sure', 'unsure')),
  note TEXT NOT NULL,
  annotator_id TEXT NOT NULL REFERENCES annotator (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((scope = 'document') = (anchor_id IS NULL))
) STRICT;
CREATE INDEX sentiment_by_article ON sentiment (article_id);
CREATE INDEX sentiment_by_anchor ON sentiment (anchor_id) WHERE anchor_id IS NOT NULL;
CREATE INDEX sentiment_by_target ON sentiment (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX sentiment_by_holder ON sentiment (holder_id) WHERE holder_id IS NOT NULL;

CREATE TABLE fact_check (
  id TEXT PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claim (id),
  round_no INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('unstarted', 'in_progress', 'awaiting_reply', 'in_review',
                                         'completed', 'not_checkable', 'withdrawn')),
  verdict_scheme TEXT,
  verdict_code TEXT,
  conclusion TEXT NOT NULL,
  justification TEXT NOT NULL,
  as_of TEXT NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('', 'low', 'medium', 'high')),
  notes TEXT NOT NULL,
  checked_by TEXT NOT NULL REFERENCES annotator (id),
  completed_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (claim_id, round_no),
  FOREIGN KEY (verdict_scheme, verdict_code) REFERENCES label (scheme_id, code),
  CHECK ((verdict_code IS NULL) = (verdict_scheme IS NULL)),
  CHECK (status <> 'not_checkable' OR verdict_code IS NULL)
) STRICT;

CREATE TABLE source (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  archive_url TEXT NOT NULL,
  published_at TEXT NOT NULL,
  accessed_at TEXT NOT NULL,
  medium TEXT NOT NULL CHECK (medium IN ('web_text', 'web_table', 'pdf', 'image', 'video', 'audio',
                                         'metadata', 'interview', 'dataset', 'print', 'other')),
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  reliability TEXT NOT NULL CHECK (reliability IN ('high', 'medium', 'low', 'unknown')),
  reliability_note TEXT NOT NULL
) STRICT;

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  check_id TEXT NOT NULL REFERENCES fact_check (id),
  source_id TEXT REFERENCES source (id),
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'qualifies', 'context', 'not_found')),
  quote TEXT NOT NULL,
  locator TEXT NOT NULL,
  note TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES annotator (id),
  added_at TEXT NOT NULL,
  CHECK (source_id IS NOT NULL OR stance IS 'not_found')
) STRICT;
CREATE INDEX evidence_by_check ON evidence (check_id);
CREATE INDEX evidence_by_source ON evidence (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE journal (               -- every edit, in its own transaction, each line chained to the last
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('setup', 'do', 'undo', 'redo')),
  label TEXT NOT NULL,
  "group" TEXT,                      -- lines of one group are undone as one step
  target INTEGER,                    -- the line that an undo takes back or a redo does again
  below INTEGER NOT NULL,            -- the line under this one on its stack; 0 is the bottom
  undo_top INTEGER NOT NULL,         -- what undo takes next, after this line
  redo_top INTEGER NOT NULL,         -- what redo takes next, after this line
  hash TEXT NOT NULL,                -- SHA-256 over this line and the hash of the line before
  changes TEXT NOT NULL              -- JSON list of [kind, before, after]; empty for undo and redo
) STRICT;

CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER article_code_stays BEFORE UPDATE OF code ON article WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'a short code never changes'); END;
CREATE TRIGGER claim_code_stays BEFORE UPDATE OF code ON claim WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'a short code never changes'); END;
CREATE TRIGGER text_keeps BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'a text is kept for good'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON text
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;
CREATE TRIGGER original_keeps BEFORE DELETE ON original
BEGIN SELECT RAISE(ABORT, 'an original is kept for good'); END;
CREATE TRIGGER original_stays BEFORE UPDATE ON original
BEGIN SELECT RAISE(ABORT, 'an original never changes'); END;
CREATE TRIGGER article_text_stays BEFORE UPDATE ON article_text
BEGIN SELECT RAISE(ABORT, 'a text version never changes: add a new one'); END;
CREATE TRIGGER anchor_stays BEFORE UPDATE ON anchor
BEGIN SELECT RAISE(ABORT, 'an anchor never changes: add a new one'); END;
CREATE TRIGGER anchor_fragment_stays BEFORE UPDATE ON anchor_fragment
BEGIN SELECT RAISE(ABORT, 'an anchor never changes: add a new one'); END;
CREATE TRIGGER anchor_proves_itself BEFORE INSERT ON anchor_fragment
WHEN NEW.exact IS NOT (
  SELECT substr(text.content, NEW.start + 1, NEW."end" - NEW.start)
  FROM anchor
  JOIN article_text ON article_text.id = anchor.text_id
  JOIN text ON text.sha256 = article_text.sha256
  WHERE anchor.id = NEW.anchor_id)
BEGIN SELECT RAISE(ABORT, 'the words of the anchor are not those of the text'); END;
