ALTER TABLE label ADD COLUMN short TEXT NOT NULL DEFAULT '';  -- where there is little room; '' when the name is short enough
