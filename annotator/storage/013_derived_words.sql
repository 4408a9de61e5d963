-- Texts lie compressed, and the places of marks without the words that their text has there. The program compares these
-- words before it writes a place, and by the checksum whenever it reads one; the journal has them, too.
DROP TRIGGER anchor_proves_itself;

CREATE TABLE new_text (                -- words, kept once under their hash, for good
  sha256 TEXT PRIMARY KEY,             -- of the words in UTF-8
  content TEXT NOT NULL,               -- '' where they are compressed
  packed BLOB,                         -- by zlib (RFC 1950); NULL for short ones
  size INTEGER NOT NULL                -- bytes of the words in UTF-8
) STRICT;
INSERT INTO new_text (sha256, content, packed, size)
SELECT sha256, iif(length(CAST(content AS BLOB)) < 512, content, ''), packed_text(CAST(content AS BLOB)),
  ifnull(length(CAST(content AS BLOB)), 0)
FROM text ORDER BY rowid;
DROP TABLE text;
ALTER TABLE new_text RENAME TO text;

CREATE TABLE new_anchor_fragment (     -- W3C selectors; code points, half-open
  anchor_id TEXT NOT NULL REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  prefix_length INTEGER NOT NULL CHECK (prefix_length >= 0),
  suffix_length INTEGER NOT NULL CHECK (suffix_length >= 0),
  checksum INTEGER NOT NULL,           -- CRC-32 of prefix, words and suffix, begun with 65599 * start + "end"; less 2^31
  PRIMARY KEY (anchor_id, ordinal),
  CHECK ("end" > start)
) STRICT, WITHOUT ROWID;
INSERT INTO new_anchor_fragment (anchor_id, ordinal, start, "end", prefix_length, suffix_length, checksum)
SELECT anchor_id, ordinal, start, "end", letters(CAST(prefix AS BLOB)), letters(CAST(suffix AS BLOB)),
  words_checksum(start, "end", CAST(prefix || exact || suffix AS BLOB))
FROM anchor_fragment;
DROP TABLE anchor_fragment;
ALTER TABLE new_anchor_fragment RENAME TO anchor_fragment;

CREATE TRIGGER text_keeps BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'a text is kept for good'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON text
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;
CREATE TRIGGER anchor_fragment_stays BEFORE UPDATE ON anchor_fragment
BEGIN SELECT RAISE(ABORT, 'an anchor never changes: add a new one'); END;
