-- Records lie in an order of their own, and what they refer to is asked for when an edit is whole:
-- within it, a record may come before those that it refers to, and go before those that refer to it.
DROP TRIGGER anchor_proves_itself;

CREATE TABLE new_project (
  position INTEGER PRIMARY KEY,     -- the order of making
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO new_project (position, id, name, created_at)
SELECT rowid, id, name, created_at FROM project;
DROP TABLE project;
ALTER TABLE new_project RENAME TO project;

CREATE TABLE new_annotator (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('human', 'machine')),
  role TEXT NOT NULL CHECK (role IN ('checker', 'reviewer', 'editor', 'tool')),
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO new_annotator (position, id, name, kind, role, created_at)
SELECT rowid, id, name, kind, role, created_at FROM annotator;
DROP TABLE annotator;
ALTER TABLE new_annotator RENAME TO annotator;

CREATE TABLE new_scheme (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,           -- name@version
  layer TEXT NOT NULL,
  title TEXT NOT NULL,
  source_url TEXT NOT NULL,
  licence TEXT NOT NULL,
  is_ordinal INTEGER NOT NULL CHECK (is_ordinal IN (0, 1)),
  multi_select INTEGER NOT NULL CHECK (multi_select IN (0, 1))
) STRICT;
INSERT INTO new_scheme (position, id, layer, title, source_url, licence, is_ordinal, multi_select)
SELECT rowid, id, layer, title, source_url, licence, is_ordinal, multi_select FROM scheme;
DROP TABLE scheme;
ALTER TABLE new_scheme RENAME TO scheme;

CREATE TABLE new_label (
  scheme_id TEXT NOT NULL REFERENCES scheme (id) DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,                -- never renamed
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  number REAL,
  colour TEXT NOT NULL,
  key TEXT NOT NULL,
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  short TEXT NOT NULL,               -- where there is little room; '' when the name is short enough
  PRIMARY KEY (scheme_id, code)
) STRICT, WITHOUT ROWID;
INSERT INTO new_label (
  scheme_id, code, ordinal, name, definition, number, colour, key, is_retired, short)
SELECT
  scheme_id, code, ordinal, name, definition, number, colour, key, is_retired, short
FROM label;
DROP TABLE label;
ALTER TABLE new_label RENAME TO label;

CREATE TABLE new_article (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
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
INSERT INTO new_article (
  position, id, code, headline, byline, publisher, source_url, archive_url, published_at, retrieved_at,
  imported_at, language, word_count, status, notes)
SELECT
  rowid, id, code, headline, byline, publisher, source_url, archive_url, published_at, retrieved_at,
  imported_at, language, word_count, status, notes
FROM article;
DROP TABLE article;
ALTER TABLE new_article RENAME TO article;

CREATE TABLE new_article_text (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  sha256 TEXT NOT NULL REFERENCES text (sha256) DEFERRABLE INITIALLY DEFERRED,
  length INTEGER NOT NULL,           -- code points
  version_no INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('normalised', 'repaired')),
  original_sha256 TEXT NOT NULL,     -- '' when no bytes came with it
  encoding TEXT NOT NULL,
  file_name TEXT NOT NULL,
  parent_id TEXT REFERENCES article_text (id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  edits TEXT NOT NULL,               -- [[start, end, "replacement"], …] in code points of the parent's text
  UNIQUE (article_id, version_no)
) STRICT;
INSERT INTO new_article_text (
  position, id, article_id, sha256, length, version_no, kind, original_sha256, encoding, file_name,
  parent_id, reason, created_by, created_at, edits)
SELECT
  rowid, id, article_id, sha256, length, version_no, kind, original_sha256, encoding, file_name,
  parent_id, reason, created_by, created_at, edits
FROM article_text;
DROP TABLE article_text;
ALTER TABLE new_article_text RENAME TO article_text;

CREATE TABLE new_anchor (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text_id TEXT NOT NULL REFERENCES article_text (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('exact', 'moved', 'fuzzy', 'orphan')),
  previous_id TEXT REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO new_anchor (position, id, text_id, state, previous_id)
SELECT rowid, id, text_id, state, previous_id FROM anchor;
DROP TABLE anchor;
ALTER TABLE new_anchor RENAME TO anchor;

CREATE TABLE new_anchor_fragment (       -- W3C selectors; code points, half-open
  anchor_id TEXT NOT NULL REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED,
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
INSERT INTO new_anchor_fragment (anchor_id, ordinal, start, "end", exact, prefix, suffix)
SELECT anchor_id, ordinal, start, "end", exact, prefix, suffix FROM anchor_fragment;
DROP TABLE anchor_fragment;
ALTER TABLE new_anchor_fragment RENAME TO anchor_fragment;

CREATE TABLE new_entity (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'alliance', 'office',
                                     'group', 'publisher', 'anonymous', 'other')),
  same_as TEXT NOT NULL,
  notes TEXT NOT NULL,
  UNIQUE (name, kind)
) STRICT;
INSERT INTO new_entity (position, id, name, kind, same_as, notes)
SELECT rowid, id, name, kind, same_as, notes FROM entity;
DROP TABLE entity;
ALTER TABLE new_entity RENAME TO entity;

CREATE TABLE new_entity_alias (
  entity_id TEXT NOT NULL REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  alias TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;
INSERT INTO new_entity_alias (entity_id, alias, ordinal)
SELECT entity_id, alias, ordinal FROM entity_alias;
DROP TABLE entity_alias;
ALTER TABLE new_entity_alias RENAME TO entity_alias;

CREATE TABLE new_claim (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  assertion_kind TEXT NOT NULL CHECK (assertion_kind IN (
    'fact', 'position', 'commitment', 'prediction', 'conditional', 'opinion', 'utterance')),
  claimant_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  date TEXT NOT NULL,
  date_basis TEXT NOT NULL CHECK (date_basis IN ('', 'stated', 'inferred', 'unknown')),
  venue TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK (code = 'C' || CAST(substr(code, 2) AS INTEGER))
) STRICT;
INSERT INTO new_claim (
  position, id, code, text, assertion_kind, claimant_id, date, date_basis, venue, created_by, created_at,
  updated_at)
SELECT
  rowid, id, code, text, assertion_kind, claimant_id, date, date_basis, venue, created_by, created_at,
  updated_at
FROM claim;
DROP TABLE claim;
ALTER TABLE new_claim RENAME TO claim;

CREATE TABLE new_claim_label (
  claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  scheme_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (claim_id, scheme_id, code),
  FOREIGN KEY (scheme_id, code) REFERENCES label (scheme_id, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO new_claim_label (claim_id, scheme_id, code)
SELECT claim_id, scheme_id, code FROM claim_label;
DROP TABLE claim_label;
ALTER TABLE new_claim_label RENAME TO claim_label;

CREATE TABLE new_claim_mention (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  anchor_id TEXT NOT NULL REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED,
  annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  round_no INTEGER NOT NULL,         -- 0 is adjudicated
  needs_context INTEGER NOT NULL CHECK (needs_context IN (0, 1)),
  context_note TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('manual', 'suggested', 'imported')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
INSERT INTO new_claim_mention (
  position, id, claim_id, anchor_id, annotator_id, round_no, needs_context, context_note, origin,
  created_at, updated_at)
SELECT
  rowid, id, claim_id, anchor_id, annotator_id, round_no, needs_context, context_note, origin,
  created_at, updated_at
FROM claim_mention;
DROP TABLE claim_mention;
ALTER TABLE new_claim_mention RENAME TO claim_mention;

CREATE TABLE new_attribution (           -- PARC 3.0: source, cue, content
  mention_id TEXT NOT NULL REFERENCES claim_mention (id) DEFERRABLE INITIALLY DEFERRED,
  level INTEGER NOT NULL CHECK (level >= 1),
  quote_type TEXT NOT NULL CHECK (quote_type IN ('direct', 'mixed', 'indirect', 'none')),
  source_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  source_text TEXT NOT NULL,
  cue_text TEXT NOT NULL,
  is_anonymous INTEGER NOT NULL CHECK (is_anonymous IN (0, 1)),
  said_on TEXT NOT NULL,
  PRIMARY KEY (mention_id, level)
) STRICT, WITHOUT ROWID;
INSERT INTO new_attribution (
  mention_id, level, quote_type, source_id, source_text, cue_text, is_anonymous, said_on)
SELECT
  mention_id, level, quote_type, source_id, source_text, cue_text, is_anonymous, said_on
FROM attribution;
DROP TABLE attribution;
ALTER TABLE new_attribution RENAME TO attribution;

CREATE TABLE new_sentiment (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article_id TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  scope TEXT NOT NULL CHECK (scope IN ('document', 'paragraph', 'sentence', 'span')),
  anchor_id TEXT REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED,
  target_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  target_text TEXT NOT NULL,
  holder TEXT NOT NULL CHECK (holder IN ('author', 'speaker', 'reader')),
  holder_id TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  polarity INTEGER NOT NULL CHECK (polarity BETWEEN -3 AND 3),
  is_mixed INTEGER NOT NULL CHECK (is_mixed IN (0, 1)),
  is_implicit INTEGER NOT NULL CHECK (is_implicit IN (0, 1)),
  certainty TEXT NOT NULL CHECK (certainty IN ('sure', 'unsure')),
  note TEXT NOT NULL,
  annotator_id TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((scope = 'document') = (anchor_id IS NULL))
) STRICT;
INSERT INTO new_sentiment (
  position, id, article_id, scope, anchor_id, target_id, target_text, holder, holder_id, polarity, is_mixed,
  is_implicit, certainty, note, annotator_id, created_at, updated_at)
SELECT
  rowid, id, article_id, scope, anchor_id, target_id, target_text, holder, holder_id, polarity, is_mixed,
  is_implicit, certainty, note, annotator_id, created_at, updated_at
FROM sentiment;
DROP TABLE sentiment;
ALTER TABLE new_sentiment RENAME TO sentiment;

CREATE TABLE new_fact_check (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
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
  checked_by TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  completed_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (claim_id, round_no),
  FOREIGN KEY (verdict_scheme, verdict_code) REFERENCES label (scheme_id, code)
    DEFERRABLE INITIALLY DEFERRED,
  CHECK ((verdict_code IS NULL) = (verdict_scheme IS NULL)),
  CHECK (status <> 'not_checkable' OR verdict_code IS NULL)
) STRICT;
INSERT INTO new_fact_check (
  position, id, claim_id, round_no, status, verdict_scheme, verdict_code, conclusion, justification, as_of,
  confidence, notes, checked_by, completed_at, created_at, updated_at)
SELECT
  rowid, id, claim_id, round_no, status, verdict_scheme, verdict_code, conclusion, justification, as_of,
  confidence, notes, checked_by, completed_at, created_at, updated_at
FROM fact_check;
DROP TABLE fact_check;
ALTER TABLE new_fact_check RENAME TO fact_check;

CREATE TABLE new_source (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
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
INSERT INTO new_source (
  position, id, title, publisher, url, archive_url, published_at, accessed_at, medium, is_primary,
  reliability, reliability_note)
SELECT
  rowid, id, title, publisher, url, archive_url, published_at, accessed_at, medium, is_primary,
  reliability, reliability_note
FROM source;
DROP TABLE source;
ALTER TABLE new_source RENAME TO source;

CREATE TABLE new_evidence (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  check_id TEXT NOT NULL REFERENCES fact_check (id) DEFERRABLE INITIALLY DEFERRED,
  source_id TEXT REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'qualifies', 'context', 'not_found')),
  quote TEXT NOT NULL,
  locator TEXT NOT NULL,
  note TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
  added_at TEXT NOT NULL,
  CHECK (source_id IS NOT NULL OR stance IS 'not_found')
) STRICT;
INSERT INTO new_evidence (
  position, id, check_id, source_id, stance, quote, locator, note, added_by, added_at)
SELECT
  rowid, id, check_id, source_id, stance, quote, locator, note, added_by, added_at
FROM evidence;
DROP TABLE evidence;
ALTER TABLE new_evidence RENAME TO evidence;

CREATE TABLE new_text_zone (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text_id TEXT NOT NULL REFERENCES article_text (id) DEFERRABLE INITIALLY DEFERRED,
  start INTEGER NOT NULL CHECK (start >= 0),   -- code points, half-open
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('headline', 'byline', 'dateline', 'body', 'caption', 'boilerplate', 'tags',
                                     'related', 'comments', 'contents', 'duplicate')),
  is_excluded INTEGER NOT NULL CHECK (is_excluded IN (0, 1)),
  rule TEXT NOT NULL,                          -- what proposed it; '' for a person
  state TEXT NOT NULL CHECK (state IN ('proposed', 'taken', 'refused')),
  CHECK ("end" > start)
) STRICT;
INSERT INTO new_text_zone (position, id, text_id, start, "end", kind, is_excluded, rule, state)
SELECT rowid, id, text_id, start, "end", kind, is_excluded, rule, state FROM text_zone;
DROP TABLE text_zone;
ALTER TABLE new_text_zone RENAME TO text_zone;

CREATE INDEX article_by_status ON article (status);
CREATE INDEX article_text_by_hash ON article_text (sha256);
CREATE INDEX article_text_by_parent ON article_text (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX anchor_by_text ON anchor (text_id);
CREATE INDEX anchor_by_previous ON anchor (previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX claim_by_claimant ON claim (claimant_id) WHERE claimant_id IS NOT NULL;
CREATE INDEX mention_by_claim ON claim_mention (claim_id);
CREATE INDEX mention_by_anchor ON claim_mention (anchor_id);
CREATE INDEX attribution_by_source ON attribution (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX sentiment_by_article ON sentiment (article_id);
CREATE INDEX sentiment_by_anchor ON sentiment (anchor_id) WHERE anchor_id IS NOT NULL;
CREATE INDEX sentiment_by_target ON sentiment (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX sentiment_by_holder ON sentiment (holder_id) WHERE holder_id IS NOT NULL;
CREATE INDEX evidence_by_check ON evidence (check_id);
CREATE INDEX evidence_by_source ON evidence (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX zone_by_text ON text_zone (text_id);

CREATE TRIGGER article_code_stays BEFORE UPDATE OF code ON article WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'a short code never changes'); END;
CREATE TRIGGER claim_code_stays BEFORE UPDATE OF code ON claim WHEN NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'a short code never changes'); END;
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
