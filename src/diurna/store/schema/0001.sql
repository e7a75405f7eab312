-- Schema 1 of a case. Open it with any SQLite tool; write to it with Diurna alone.
-- Append-only: original, document, text, passage, reading, claim, decision. Ledger: run, entry, strike, quarantine, shard.
-- Derived, rebuilt from the others: chronology, chronology_actor, words, signs.
-- `digest` is 16 hex digits of the SHA-256 over the canonical JSON array of the row's other columns, in order, a blob as its SHA-256.

-- The whole file's SHA-256, its own 32 bytes taken as zeros; zeros while the file has been written to since.
CREATE TABLE seal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;
INSERT INTO seal VALUES (1, zeroblob(32));

CREATE TABLE about (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bytes as received; `body` is a zstd frame, `size` the number of bytes that were hashed.
CREATE TABLE original (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  body BLOB NOT NULL,
  digest TEXT NOT NULL
) STRICT;

-- One document, as it was told of when it was first received; `id` is "d-" and the first 16 hex digits of the original's SHA-256.
CREATE TABLE document (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  original TEXT NOT NULL REFERENCES original (sha256),
  container TEXT REFERENCES original (sha256),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  published TEXT,
  published_by TEXT NOT NULL,
  language TEXT NOT NULL,
  received TEXT NOT NULL,
  headers TEXT NOT NULL, -- JSON array of [name, value]
  digest TEXT NOT NULL
) STRICT;

-- The text taken out of a document; offsets of quotes are code points of `body`, `pages` those at which pages begin (JSON).
CREATE TABLE text (
  document TEXT NOT NULL REFERENCES document (id),
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  pages TEXT NOT NULL,
  extractor TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (document, version),
  UNIQUE (document, sha256)
) STRICT;

-- Words of a text by position and by quote, as W3C selectors; `nth` counts equal words in equal surroundings before it.
CREATE TABLE passage (
  document TEXT NOT NULL,
  id TEXT NOT NULL,
  text_version INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  nth INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (document, id),
  FOREIGN KEY (document, text_version) REFERENCES text (document, version)
) STRICT;

-- One reading; the last of a document is the current one. `record` is the reading as JSON in a zstd frame, its text and claims
-- left out: they are in `text` and `claim`.
CREATE TABLE reading (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  text_version INTEGER NOT NULL,
  model TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  code TEXT NOT NULL,
  made TEXT NOT NULL,
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT,
  language TEXT NOT NULL,
  record BLOB NOT NULL,
  digest TEXT NOT NULL,
  FOREIGN KEY (document, text_version) REFERENCES text (document, version)
) STRICT;
CREATE INDEX reading_document ON reading (document, seq);

CREATE VIEW current_reading AS
SELECT * FROM reading AS r WHERE seq = (SELECT max(seq) FROM reading WHERE document = r.document);

-- A claim as it was read, never changed; `body` is JSON, `passage` the sentence it rests on.
CREATE TABLE claim (
  reading TEXT NOT NULL REFERENCES reading (id),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  passage TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (reading, position),
  UNIQUE (reading, id),
  FOREIGN KEY (document, passage) REFERENCES passage (document, id)
) STRICT;
CREATE INDEX claim_id ON claim (id);

-- The log of judgements, a chain by `previous` and `hash`.
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  origin TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  "values" TEXT NOT NULL, -- JSON object
  why TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL
) STRICT;

-- The claims of the current readings as they now stand, corrections laid over them. `at` and `until` are what rows are sorted by.
CREATE TABLE chronology (
  seq INTEGER PRIMARY KEY,
  claim TEXT NOT NULL UNIQUE,
  reading TEXT NOT NULL,
  document TEXT NOT NULL,
  document_seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  link TEXT NOT NULL,
  type TEXT NOT NULL,
  mode TEXT NOT NULL,
  modality TEXT NOT NULL,
  edtf TEXT,
  first_day TEXT,
  last_day TEXT,
  undated INTEGER NOT NULL,
  at TEXT NOT NULL,
  until TEXT NOT NULL,
  actors TEXT NOT NULL, -- JSON arrays of [actor id, name]
  recipients TEXT NOT NULL,
  according_to TEXT NOT NULL,
  place_id TEXT NOT NULL,
  place TEXT NOT NULL,
  place_folded TEXT NOT NULL,
  trigger_words TEXT NOT NULL,
  object TEXT NOT NULL,
  condition TEXT NOT NULL,
  sentence TEXT NOT NULL,
  names TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  source_folded TEXT NOT NULL,
  published TEXT,
  language TEXT NOT NULL,
  repaired INTEGER NOT NULL,
  confidence REAL NOT NULL,
  status TEXT NOT NULL,
  edited TEXT NOT NULL, -- JSON array
  version TEXT NOT NULL,
  event TEXT NOT NULL,
  who TEXT NOT NULL,
  judged_at TEXT NOT NULL,
  unspaced INTEGER NOT NULL, -- 1 where a script without spaces between words is used
  FOREIGN KEY (reading, claim) REFERENCES claim (reading, id)
) STRICT;
-- The order of the chronology, with what is filtered most, so that few rows are looked up.
CREATE INDEX chronology_order ON chronology (
  undated, at, until, document_seq, position, claim, first_day, last_day, type, modality, status, language
);
CREATE INDEX chronology_document ON chronology (document);
CREATE INDEX chronology_type ON chronology (type);

CREATE TABLE chronology_actor (
  claim TEXT NOT NULL REFERENCES chronology (claim) ON DELETE CASCADE,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (claim, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX chronology_actor_actor ON chronology_actor (actor, claim);

CREATE VIEW unspaced_words AS SELECT seq, sentence, names, title FROM chronology WHERE unspaced = 1;
CREATE VIRTUAL TABLE words USING fts5 (
  sentence, names, title, content = 'chronology', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE signs USING fts5 (
  sentence, names, title, content = 'unspaced_words', content_rowid = 'seq', tokenize = 'trigram'
);
CREATE TRIGGER chronology_words_in AFTER INSERT ON chronology BEGIN
  INSERT INTO words (rowid, sentence, names, title) VALUES (new.seq, new.sentence, new.names, new.title);
END;
CREATE TRIGGER chronology_words_out AFTER DELETE ON chronology BEGIN
  INSERT INTO words (words, rowid, sentence, names, title) VALUES ('delete', old.seq, old.sentence, old.names, old.title);
END;
CREATE TRIGGER chronology_signs_in AFTER INSERT ON chronology WHEN new.unspaced = 1 BEGIN
  INSERT INTO signs (rowid, sentence, names, title) VALUES (new.seq, new.sentence, new.names, new.title);
END;
CREATE TRIGGER chronology_signs_out AFTER DELETE ON chronology WHEN old.unspaced = 1 BEGIN
  INSERT INTO signs (signs, rowid, sentence, names, title) VALUES ('delete', old.seq, old.sentence, old.names, old.title);
END;

-- The ledger. A run is "open" until every document handed to it is accounted for.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  verb TEXT NOT NULL,
  args TEXT NOT NULL, -- JSON array
  began TEXT NOT NULL,
  ended TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'broken off')),
  digest TEXT NOT NULL
) STRICT;

-- One document under one name in one run, and what became of it.
CREATE TABLE entry (
  run INTEGER NOT NULL REFERENCES run (id),
  document TEXT NOT NULL,
  name TEXT NOT NULL,
  fate TEXT NOT NULL CHECK (fate IN ('waiting', 'in hand', 'read', 'known', 'failed', 'quarantined')),
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (run, document, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_fate ON entry (fate, run);

CREATE TABLE strike (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  document TEXT NOT NULL,
  name TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  cleared INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX strike_document ON strike (document);

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  name TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  released TEXT,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_document ON quarantine (document);

CREATE TABLE shard (
  run INTEGER NOT NULL REFERENCES run (id),
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  n_in INTEGER NOT NULL,
  n_out INTEGER NOT NULL,
  at TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (run, id)
) STRICT, WITHOUT ROWID;
