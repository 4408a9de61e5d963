-- Where removed records stood among the others of their kind, so that undo puts them there again.
CREATE TABLE removed_place (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
