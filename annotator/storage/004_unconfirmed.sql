-- What was typed into a field and is not its value: not understood, or not finished when the program ended.
-- It waits for a person, apart from what is recorded, and is no part of the history.
CREATE TABLE unconfirmed (
  record_id TEXT NOT NULL,             -- of the record that the field belongs to; that may be gone, and undo brings it back
  field TEXT NOT NULL,                 -- id of the field, such as 'claim.date'
  label TEXT NOT NULL,                 -- the field in a sentence, such as 'date'
  words TEXT NOT NULL,
  complaint TEXT NOT NULL,             -- why it cannot be taken; '' while it is being typed
  PRIMARY KEY (record_id, field)
) STRICT, WITHOUT ROWID;
