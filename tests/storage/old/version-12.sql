-- A project of file version 12; the journal is part of it.
PRAGMA application_id = 1095650900;
PRAGMA user_version = 12;
BEGIN TRANSACTION;
CREATE TABLE "anchor" (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text_id TEXT NOT NULL REFERENCES article_text (id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (state IN ('exact', 'moved', 'fuzzy', 'orphan')),
  previous_id TEXT REFERENCES anchor (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO "anchor" VALUES(1,'35bffccb7bce48cb8abea7840db941dc','49d862f37a6340f8a3f64a735ca31518','exact',NULL);
INSERT INTO "anchor" VALUES(2,'32b00b3829684d788e09457770428f9b','49d862f37a6340f8a3f64a735ca31518','exact','35bffccb7bce48cb8abea7840db941dc');
INSERT INTO "anchor" VALUES(3,'a5de7b5a22284d739f448ffb4d538182','49d862f37a6340f8a3f64a735ca31518','exact',NULL);
CREATE TABLE "anchor_fragment" (       -- W3C selectors; code points, half-open
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
INSERT INTO "anchor_fragment" VALUES('32b00b3829684d788e09457770428f9b',0,33,51,'gave no guarantees','arbour talks end.

Premier Lind ',',said Anna. “You can forget abou');
INSERT INTO "anchor_fragment" VALUES('35bffccb7bce48cb8abea7840db941dc',0,20,51,'Premier Lind gave no guarantees','Harbour talks end.

',',said Anna. “You can forget abou');
INSERT INTO "anchor_fragment" VALUES('a5de7b5a22284d739f448ffb4d538182',0,64,93,'You can forget about the Pact',' gave no guarantees,said Anna. “',',” he said.
');
CREATE TABLE "annotator" (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('human', 'machine')),
  role TEXT NOT NULL CHECK (role IN ('checker', 'reviewer', 'editor', 'tool')),
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO "annotator" VALUES(1,'7d8a7f9a73e04c8996564e0379c6079e','Ana','human','checker','2026-11-21T18:32:39.394Z');
INSERT INTO "annotator" VALUES(2,'01a21735050b7ee88cfcadf0bc414e22','Ben','human','checker','2026-11-26T09:34:40.395Z');
CREATE TABLE "article" (
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
INSERT INTO "article" VALUES(1,'2a8a07f036ff41d8a22071e986b333d5','A1','Harbour talks end','','','','','','','2026-11-21T18:32:39.395Z','en',18,'todo','');
CREATE TABLE article_count (         -- only of articles with marks
  article_id TEXT PRIMARY KEY,
  claims INTEGER NOT NULL,           -- that it mentions
  waiting INTEGER NOT NULL           -- marks to review
) STRICT, WITHOUT ROWID;
INSERT INTO "article_count" VALUES('2a8a07f036ff41d8a22071e986b333d5',1,0);
CREATE TABLE "article_text" (
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
INSERT INTO "article_text" VALUES(1,'49d862f37a6340f8a3f64a735ca31518','2a8a07f036ff41d8a22071e986b333d5','946ed6a28dc113a4507936ddb16108b5ab753436dad1a9f91667d9da9df49642',105,1,'normalised','946ed6a28dc113a4507936ddb16108b5ab753436dad1a9f91667d9da9df49642','utf-8','harbour.txt',NULL,'','7d8a7f9a73e04c8996564e0379c6079e','2026-11-21T18:32:39.395Z','');
CREATE TABLE article_words (         -- what the article list is filtered by, with its case folded
  position INTEGER PRIMARY KEY,      -- of the article
  words TEXT NOT NULL
) STRICT;
INSERT INTO "article_words" VALUES(1,'a1 harbour talks end  ');
CREATE TABLE "attribution" (           -- PARC 3.0: source, cue, content
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
INSERT INTO "attribution" VALUES('b59351f284c74eecb925455653193ae5',1,'none',NULL,'','',0,'');
CREATE TABLE "claim" (
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
INSERT INTO "claim" VALUES(1,'600e3ffef75b41a5acd95fefa3c4373e','C1','Lind gave no guarantees.','fact',NULL,'','','','7d8a7f9a73e04c8996564e0379c6079e','2026-11-21T18:32:39.398Z','2026-11-21T18:32:39.398Z');
CREATE TABLE "claim_label" (
  claim_id TEXT NOT NULL REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
  scheme_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (claim_id, scheme_id, code),
  FOREIGN KEY (scheme_id, code) REFERENCES label (scheme_id, code) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE TABLE "claim_mention" (
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
INSERT INTO "claim_mention" VALUES(1,'b59351f284c74eecb925455653193ae5','600e3ffef75b41a5acd95fefa3c4373e','32b00b3829684d788e09457770428f9b','7d8a7f9a73e04c8996564e0379c6079e',1,0,'','manual','2026-11-21T18:32:39.398Z','2026-11-21T18:32:39.398Z');
CREATE TABLE code_counter (          -- short codes never return, even when their record is gone
  prefix TEXT PRIMARY KEY,           -- 'A' for articles, 'C' for claims
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "code_counter" VALUES('A',1);
INSERT INTO "code_counter" VALUES('C',1);
CREATE TABLE "entity" (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'alliance', 'office',
                                     'group', 'publisher', 'anonymous', 'other')),
  same_as TEXT NOT NULL,
  notes TEXT NOT NULL,
  UNIQUE (name, kind)
) STRICT;
CREATE TABLE "entity_alias" (
  entity_id TEXT NOT NULL REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  alias TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;
CREATE TABLE "evidence" (
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
CREATE TABLE "fact_check" (
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
INSERT INTO "history_line" VALUES(1,'2026-11-21T18:32:39.379Z','10e4eea17ac747009b610802f8856358','setup',NULL,NULL,294912,2,'');
INSERT INTO "history_line" VALUES(2,'2026-11-21T18:32:39.394Z','7d8a7f9a73e04c8996564e0379c6079e','setup',NULL,NULL,262144,1,'');
INSERT INTO "history_line" VALUES(3,'2026-11-21T18:32:39.398Z','7d8a7f9a73e04c8996564e0379c6079e','do',NULL,NULL,4096,2,'A1');
INSERT INTO "history_line" VALUES(4,'2026-11-21T18:32:39.399Z','7d8a7f9a73e04c8996564e0379c6079e','do',NULL,NULL,1,3,'A1 C1');
INSERT INTO "history_line" VALUES(5,'2026-11-21T18:32:39.403Z','7d8a7f9a73e04c8996564e0379c6079e','do',NULL,NULL,2,2,'A1 C1');
INSERT INTO "history_line" VALUES(6,'2026-11-21T18:32:39.404Z','7d8a7f9a73e04c8996564e0379c6079e','do',NULL,NULL,8,2,'A1');
INSERT INTO "history_line" VALUES(7,'2026-11-21T18:32:39.406Z','7d8a7f9a73e04c8996564e0379c6079e','do',NULL,NULL,2,1,'C1');
INSERT INTO "history_line" VALUES(8,'2026-11-21T18:32:39.407Z','7d8a7f9a73e04c8996564e0379c6079e','undo',NULL,7,2,1,'C1');
INSERT INTO "history_line" VALUES(9,'2026-11-26T07:18:00.056Z','','setup',NULL,NULL,65536,1,'');
INSERT INTO "history_line" VALUES(10,'2026-11-26T09:34:40.370Z','01a21735049475cab166c42e1fa783e3','redo',NULL,7,2,1,'C1');
INSERT INTO "history_line" VALUES(11,'2026-11-26T09:34:40.396Z','01a21735050b7ee88cfcadf0bc414e22','setup',NULL,NULL,262144,1,'');
INSERT INTO "history_line" VALUES(12,'2026-11-26T09:34:40.396Z','01a21735050b7ee88cfcadf0bc414e22','do',NULL,NULL,2,1,'C1');
INSERT INTO "history_line" VALUES(13,'2026-11-26T09:34:40.403Z','01a21735050b7ee88cfcadf0bc414e22','undo',NULL,12,2,1,'C1');
CREATE TABLE history_mention (       -- the claims that an article mentions or mentioned
  article TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (article, claim)
) STRICT, WITHOUT ROWID;
INSERT INTO "history_mention" VALUES('A1','C1');
CREATE TABLE history_subject (       -- the lines about a claim or article, by its code; of an entity or source, by its id
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "history_subject" VALUES('A1',3);
INSERT INTO "history_subject" VALUES('A1',4);
INSERT INTO "history_subject" VALUES('A1',5);
INSERT INTO "history_subject" VALUES('A1',6);
INSERT INTO "history_subject" VALUES('C1',4);
INSERT INTO "history_subject" VALUES('C1',5);
INSERT INTO "history_subject" VALUES('C1',7);
INSERT INTO "history_subject" VALUES('C1',12);
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
, label_args TEXT, packed BLOB) STRICT;
INSERT INTO "journal" VALUES(1,'2026-11-21T18:32:39.379Z','10e4eea17ac747009b610802f8856358','setup','New project “Old harbour”',NULL,NULL,0,0,0,'c13624a54afcb77dede0516fc581f25d83134231918746f5442e5a97c7941cd5','[["project",null,{"name":"Old harbour","created_at":"2026-11-21T18:32:39.379Z","id":"2a7f8f9b810f4c05bdac67abd4a6c6d8"}],["scheme",null,{"id":"averitec-verdict@1","layer":"verdict","title":"AVeriTeC verdict (default)","source_url":"https://github.com/MichSchli/AVeriTeC","licence":"","is_ordinal":false,"multi_select":false,"labels":[{"code":"supported","name":"Supported","definition":"Fully supported by the evidence presented.","number":null,"colour":"supported","key":"1","is_retired":false},{"code":"refuted","name":"Refuted","definition":"Fully contradicted by the evidence presented.","number":null,"colour":"refuted","key":"2","is_retired":false},{"code":"not_enough_evidence","name":"Not enough evidence","definition":"Some part is neither supported nor refuted, or evidence cannot be found.","number":null,"colour":"unchecked","key":"3","is_retired":false},{"code":"conflicting_cherrypicking","name":"Conflicting evidence / cherry-picking","definition":"Misleading through missing context, true but misleading, or the evidence conflicts.","number":null,"colour":"conflicting","key":"4","is_retired":false}]}]]',NULL,NULL);
INSERT INTO "journal" VALUES(2,'2026-11-21T18:32:39.394Z','7d8a7f9a73e04c8996564e0379c6079e','setup','New annotator “Ana”',NULL,NULL,0,0,0,'ea7b1a405560afebc92e24a2681f7ff396c2cfeb95e454cd985a4bd8cea285b4','[["annotator",null,{"name":"Ana","kind":"human","role":"checker","created_at":"2026-11-21T18:32:39.394Z","id":"7d8a7f9a73e04c8996564e0379c6079e"}]]',NULL,NULL);
INSERT INTO "journal" VALUES(3,'2026-11-21T18:32:39.398Z','7d8a7f9a73e04c8996564e0379c6079e','do','Import “Harbour talks end”',NULL,NULL,0,3,0,'ecb1afec9b6e586560382dd86370e0e11673154d23fd02ca17767e8c3b127dcc','[["article",null,{"code":"A1","headline":"Harbour talks end","byline":"","publisher":"","source_url":"","archive_url":"","published_at":"","retrieved_at":"","imported_at":"2026-11-21T18:32:39.395Z","language":"en","word_count":18,"status":"todo","notes":"","id":"2a8a07f036ff41d8a22071e986b333d5"}],["article_text",null,{"article_id":"2a8a07f036ff41d8a22071e986b333d5","sha256":"946ed6a28dc113a4507936ddb16108b5ab753436dad1a9f91667d9da9df49642","length":105,"version_no":1,"kind":"normalised","original_sha256":"946ed6a28dc113a4507936ddb16108b5ab753436dad1a9f91667d9da9df49642","encoding":"utf-8","file_name":"harbour.txt","parent_id":null,"reason":"","created_by":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.395Z","id":"49d862f37a6340f8a3f64a735ca31518"}]]',NULL,NULL);
INSERT INTO "journal" VALUES(4,'2026-11-21T18:32:39.399Z','7d8a7f9a73e04c8996564e0379c6079e','do','Add claim C1',NULL,NULL,3,4,0,'66295ed1d42b2c4537e05ab5a8c4e6872d2f48c0f47530b33ea481029d7fa2a3','[["claim",null,{"code":"C1","text":"Premier Lind gave no guarantees","assertion_kind":"fact","claimant_id":null,"date":"","date_basis":"","venue":"","labels":[],"created_by":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"600e3ffef75b41a5acd95fefa3c4373e"}],["anchor",null,{"text_id":"49d862f37a6340f8a3f64a735ca31518","state":"exact","previous_id":null,"fragments":[{"start":20,"end":51,"exact":"Premier Lind gave no guarantees","prefix":"Harbour talks end.\n\n","suffix":",said Anna. “You can forget abou"}],"id":"35bffccb7bce48cb8abea7840db941dc"}],["claim_mention",null,{"claim_id":"600e3ffef75b41a5acd95fefa3c4373e","anchor_id":"35bffccb7bce48cb8abea7840db941dc","annotator_id":"7d8a7f9a73e04c8996564e0379c6079e","round_no":1,"needs_context":false,"context_note":"","origin":"manual","attributions":[{"level":1,"quote_type":"none","source_id":null,"source_text":"","cue_text":"","is_anonymous":false,"said_on":""}],"created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"b59351f284c74eecb925455653193ae5"}]]',NULL,NULL);
INSERT INTO "journal" VALUES(5,'2026-11-21T18:32:39.403Z','7d8a7f9a73e04c8996564e0379c6079e','do','Move C1',NULL,NULL,4,5,0,'5b9f6ca91bd33c116bc4211f70af797b33f14f94207536912b43996b8c594a08','[["anchor",null,{"text_id":"49d862f37a6340f8a3f64a735ca31518","state":"exact","previous_id":"35bffccb7bce48cb8abea7840db941dc","fragments":[{"start":33,"end":51,"exact":"gave no guarantees","prefix":"arbour talks end.\n\nPremier Lind ","suffix":",said Anna. “You can forget abou"}],"id":"32b00b3829684d788e09457770428f9b"}],["claim_mention",{"claim_id":"600e3ffef75b41a5acd95fefa3c4373e","anchor_id":"35bffccb7bce48cb8abea7840db941dc","annotator_id":"7d8a7f9a73e04c8996564e0379c6079e","round_no":1,"needs_context":false,"context_note":"","origin":"manual","attributions":[{"level":1,"quote_type":"none","source_id":null,"source_text":"","cue_text":"","is_anonymous":false,"said_on":""}],"created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"b59351f284c74eecb925455653193ae5"},{"claim_id":"600e3ffef75b41a5acd95fefa3c4373e","anchor_id":"32b00b3829684d788e09457770428f9b","annotator_id":"7d8a7f9a73e04c8996564e0379c6079e","round_no":1,"needs_context":false,"context_note":"","origin":"manual","attributions":[{"level":1,"quote_type":"none","source_id":null,"source_text":"","cue_text":"","is_anonymous":false,"said_on":""}],"created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"b59351f284c74eecb925455653193ae5"}]]',NULL,NULL);
INSERT INTO "journal" VALUES(6,'2026-11-21T18:32:39.404Z','7d8a7f9a73e04c8996564e0379c6079e','do','Add sentiment in A1',NULL,NULL,5,6,0,'90483aac1f8627ad73902de2e3fb6ce181a60f15dff66bb7d3808e4b751cb992','[["anchor",null,{"text_id":"49d862f37a6340f8a3f64a735ca31518","state":"exact","previous_id":null,"fragments":[{"start":64,"end":93,"exact":"You can forget about the Pact","prefix":" gave no guarantees,said Anna. “","suffix":",” he said.\n"}],"id":"a5de7b5a22284d739f448ffb4d538182"}],["sentiment",null,{"article_id":"2a8a07f036ff41d8a22071e986b333d5","scope":"span","anchor_id":"a5de7b5a22284d739f448ffb4d538182","target_id":null,"target_text":"","holder":"author","holder_id":null,"polarity":-2,"is_mixed":false,"is_implicit":false,"certainty":"sure","note":"","annotator_id":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.404Z","updated_at":"2026-11-21T18:32:39.404Z","id":"af111a5e4781409684af3d686438305d"}]]',NULL,NULL);
INSERT INTO "journal" VALUES(7,'2026-11-21T18:32:39.406Z','7d8a7f9a73e04c8996564e0379c6079e','do','Word claim',NULL,NULL,6,7,0,'3d4daa6049a64b8c8053da266af67c4c8b1ab9c48b5f58e82c43292105b2087f','[["claim",{"code":"C1","text":"Premier Lind gave no guarantees","assertion_kind":"fact","claimant_id":null,"date":"","date_basis":"","venue":"","labels":[],"created_by":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"600e3ffef75b41a5acd95fefa3c4373e"},{"code":"C1","text":"Lind gave no guarantees.","assertion_kind":"fact","claimant_id":null,"date":"","date_basis":"","venue":"","labels":[],"created_by":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"600e3ffef75b41a5acd95fefa3c4373e"}]]',NULL,NULL);
INSERT INTO "journal" VALUES(8,'2026-11-21T18:32:39.407Z','7d8a7f9a73e04c8996564e0379c6079e','undo','Word claim',NULL,7,0,6,8,'1af1a0dc2f86128ab7e537885dd5ab047969fbb12f41a33e3491ee2a708f1765','[]',NULL,NULL);
INSERT INTO "journal" VALUES(9,'2026-11-26T07:18:00.056Z','','setup','Give labels their short names',NULL,NULL,0,6,8,'3e36be726603bd9e1cbb361f8314ba591eacb8cc4da27b27e73e39461aa224e6','[["scheme",{"id":"averitec-verdict@1","layer":"verdict","title":"AVeriTeC verdict (default)","source_url":"https://github.com/MichSchli/AVeriTeC","licence":"","is_ordinal":false,"multi_select":false,"labels":[{"code":"supported","name":"Supported","short":"","definition":"Fully supported by the evidence presented.","number":null,"colour":"supported","key":"1","is_retired":false},{"code":"refuted","name":"Refuted","short":"","definition":"Fully contradicted by the evidence presented.","number":null,"colour":"refuted","key":"2","is_retired":false},{"code":"not_enough_evidence","name":"Not enough evidence","short":"","definition":"Some part is neither supported nor refuted, or evidence cannot be found.","number":null,"colour":"unchecked","key":"3","is_retired":false},{"code":"conflicting_cherrypicking","name":"Conflicting evidence / cherry-picking","short":"","definition":"Misleading through missing context, true but misleading, or the evidence conflicts.","number":null,"colour":"conflicting","key":"4","is_retired":false}]},{"id":"averitec-verdict@1","layer":"verdict","title":"AVeriTeC verdict (default)","source_url":"https://github.com/MichSchli/AVeriTeC","licence":"","is_ordinal":false,"multi_select":false,"labels":[{"code":"supported","name":"Supported","short":"","definition":"Fully supported by the evidence presented.","number":null,"colour":"supported","key":"1","is_retired":false},{"code":"refuted","name":"Refuted","short":"","definition":"Fully contradicted by the evidence presented.","number":null,"colour":"refuted","key":"2","is_retired":false},{"code":"not_enough_evidence","name":"Not enough evidence","short":"Not enough","definition":"Some part is neither supported nor refuted, or evidence cannot be found.","number":null,"colour":"unchecked","key":"3","is_retired":false},{"code":"conflicting_cherrypicking","name":"Conflicting evidence / cherry-picking","short":"Conflicting","definition":"Misleading through missing context, true but misleading, or the evidence conflicts.","number":null,"colour":"conflicting","key":"4","is_retired":false}]}]]',NULL,NULL);
INSERT INTO "journal" VALUES(10,'2026-11-26T09:34:40.370Z','01a21735049475cab166c42e1fa783e3','redo','Word claim',NULL,7,6,10,0,'3e3cc612e27c85a588da8e69e2d63d67bdffecc7bec63c43e158c60be3ed7b65','[]',NULL,NULL);
INSERT INTO "journal" VALUES(11,'2026-11-26T09:34:40.396Z','01a21735050b7ee88cfcadf0bc414e22','setup','New annotator “{name}”',NULL,NULL,0,10,0,'ce455091a03180645ba8a052a3ab7722ca4e19f091efcbc6cc6041aefada584b','[["annotator",null,{"name":"Ben","kind":"human","role":"checker","created_at":"2026-11-26T09:34:40.395Z","id":"01a21735050b7ee88cfcadf0bc414e22"}]]','{"args":{"name":"Ben"}}',NULL);
INSERT INTO "journal" VALUES(12,'2026-11-26T09:34:40.396Z','01a21735050b7ee88cfcadf0bc414e22','do','Change {field} of {record}',NULL,NULL,10,12,0,'5eaa39f87745c0b54e6e45e71fd2b998288ca93fdef04f18e5608d126c44bfca','[["claim",{"code":"C1","text":"Lind gave no guarantees.","assertion_kind":"fact","claimant_id":null,"date":"","date_basis":"","venue":"","labels":[],"created_by":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"600e3ffef75b41a5acd95fefa3c4373e"},{"code":"C1","text":"Lind gave no guarantees.","assertion_kind":"fact","claimant_id":null,"date":"","date_basis":"","venue":"Harbour","labels":[],"created_by":"7d8a7f9a73e04c8996564e0379c6079e","created_at":"2026-11-21T18:32:39.398Z","updated_at":"2026-11-21T18:32:39.398Z","id":"600e3ffef75b41a5acd95fefa3c4373e"}]]','{"args":{"field":{"key":"text"},"record":{"args":{"code":"C1"},"key":"claim {code}"}}}',NULL);
INSERT INTO "journal" VALUES(13,'2026-11-26T09:34:40.403Z','01a21735050b7ee88cfcadf0bc414e22','undo','Change {field} of {record}',NULL,12,0,10,13,'c4b5d8686cac0369e9dbd677d999306bfc0acff3446c598356ab2740f68c4b88','[]','{"args":{"field":{"key":"text"},"record":{"args":{"code":"C1"},"key":"claim {code}"}}}',NULL);
CREATE TABLE "label" (
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
INSERT INTO "label" VALUES('averitec-verdict@1','conflicting_cherrypicking',3,'Conflicting evidence / cherry-picking','Misleading through missing context, true but misleading, or the evidence conflicts.',NULL,'conflicting','4',0,'Conflicting');
INSERT INTO "label" VALUES('averitec-verdict@1','not_enough_evidence',2,'Not enough evidence','Some part is neither supported nor refuted, or evidence cannot be found.',NULL,'unchecked','3',0,'Not enough');
INSERT INTO "label" VALUES('averitec-verdict@1','refuted',1,'Refuted','Fully contradicted by the evidence presented.',NULL,'refuted','2',0,'');
INSERT INTO "label" VALUES('averitec-verdict@1','supported',0,'Supported','Fully supported by the evidence presented.',NULL,'supported','1',0,'');
CREATE TABLE original (              -- bytes as they came in, kept once under their hash, for good
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;
INSERT INTO "original" VALUES('946ed6a28dc113a4507936ddb16108b5ab753436dad1a9f91667d9da9df49642',X'486172626F75722074616C6B7320656E642E0A0A5072656D696572204C696E642067617665206E6F2067756172616E746565732C7361696420416E6E612E20E2809C596F752063616E20666F726765742061626F75742074686520506163742CE2809D20686520736169642E0A');
CREATE TABLE "project" (
  position INTEGER PRIMARY KEY,     -- the order of making
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
INSERT INTO "project" VALUES(1,'2a7f8f9b810f4c05bdac67abd4a6c6d8','Old harbour','2026-11-21T18:32:39.379Z');
CREATE TABLE project_count (
  name TEXT PRIMARY KEY,             -- 'claims', 'mentions', 'line', or the status of articles
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "project_count" VALUES('claims',1);
INSERT INTO "project_count" VALUES('line',13);
INSERT INTO "project_count" VALUES('mentions',1);
INSERT INTO "project_count" VALUES('todo',1);
CREATE TABLE removed_place (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE "scheme" (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,           -- name@version
  layer TEXT NOT NULL,
  title TEXT NOT NULL,
  source_url TEXT NOT NULL,
  licence TEXT NOT NULL,
  is_ordinal INTEGER NOT NULL CHECK (is_ordinal IN (0, 1)),
  multi_select INTEGER NOT NULL CHECK (multi_select IN (0, 1))
, ordinal INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "scheme" VALUES(1,'averitec-verdict@1','verdict','AVeriTeC verdict (default)','https://github.com/MichSchli/AVeriTeC','',0,0,0);
CREATE TABLE "sentiment" (
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
INSERT INTO "sentiment" VALUES(1,'af111a5e4781409684af3d686438305d','2a8a07f036ff41d8a22071e986b333d5','span','a5de7b5a22284d739f448ffb4d538182',NULL,'','author',NULL,-2,0,0,'sure','','7d8a7f9a73e04c8996564e0379c6079e','2026-11-21T18:32:39.404Z','2026-11-21T18:32:39.404Z');
CREATE TABLE "source" (
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
CREATE TABLE suggestion_label (      -- without a reference: what the codebook lacks by then is not taken over
  suggestion_id TEXT NOT NULL REFERENCES suggestion (id) DEFERRABLE INITIALLY DEFERRED,
  scheme_id TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (suggestion_id, scheme_id, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE text (                  -- words, kept once under their hash, for good
  sha256 TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;
INSERT INTO "text" VALUES('946ed6a28dc113a4507936ddb16108b5ab753436dad1a9f91667d9da9df49642','Harbour talks end.

Premier Lind gave no guarantees,said Anna. “You can forget about the Pact,” he said.
');
CREATE TABLE "text_zone" (
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
CREATE TABLE unconfirmed (
  record_id TEXT NOT NULL,             -- of the record that the field belongs to; that may be gone, and undo brings it back
  field TEXT NOT NULL,                 -- id of the field, such as 'claim.date'
  label TEXT NOT NULL,                 -- the field in a sentence, such as 'date'
  words TEXT NOT NULL,
  complaint TEXT NOT NULL,             -- why it cannot be taken; '' while it is being typed
  PRIMARY KEY (record_id, field)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER text_keeps BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'a text is kept for good'); END;
CREATE TRIGGER text_stays BEFORE UPDATE ON text
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;
CREATE TRIGGER original_keeps BEFORE DELETE ON original
BEGIN SELECT RAISE(ABORT, 'an original is kept for good'); END;
CREATE TRIGGER original_stays BEFORE UPDATE ON original
BEGIN SELECT RAISE(ABORT, 'an original never changes'); END;
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
CREATE INDEX history_line_by_target ON history_line (target) WHERE target IS NOT NULL;
CREATE INDEX article_count_waiting ON article_count (article_id) WHERE waiting > 0;
CREATE INDEX article_by_number ON article (CAST(substr(code, 2) AS INTEGER));
CREATE INDEX article_by_publisher ON article (publisher);
CREATE INDEX article_by_address ON article (source_url);
CREATE INDEX source_by_publisher ON source (publisher);
CREATE INDEX source_by_address ON source (url);
CREATE INDEX sentiment_by_target_text ON sentiment (target_text) WHERE target_text <> '';
CREATE INDEX suggestion_by_article ON suggestion (article_id, state);
CREATE INDEX suggestion_by_anchor ON suggestion (anchor_id);
CREATE INDEX suggestion_open ON suggestion (article_id) WHERE state = 'open';
COMMIT;
