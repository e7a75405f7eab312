-- Schema 2: what joins claims of many documents.
-- Append-only: event_change. Derived, made anew by `diurna link`: account, block, link, event_claim, sketch, origin_document.

-- A claim as it is compared with others; `stamp` tells from which state of its row in the chronology.
CREATE TABLE account (
  claim TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  stamp TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
  key TEXT NOT NULL,
  claim TEXT NOT NULL REFERENCES account (claim) ON DELETE CASCADE,
  PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_claim ON block (claim);

-- Two claims of one event: the score in bits, the reasons in words (JSON array).
CREATE TABLE link (
  a TEXT NOT NULL REFERENCES account (claim) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES account (claim) ON DELETE CASCADE,
  score REAL NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_b ON link (b);

-- Which event each claim is of now: the log of changes, replayed.
CREATE TABLE event_claim (
  claim TEXT PRIMARY KEY,
  event TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_claim_event ON event_claim (event);

-- What became of each event; `claims` are those it has afterwards, `others` the events it went into or came from (JSON arrays).
CREATE TABLE event_change (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  turn TEXT NOT NULL CHECK (turn IN ('new', 'changed', 'merged', 'split', 'withdrawn')),
  claims TEXT NOT NULL,
  others TEXT NOT NULL,
  why TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX event_change_event ON event_change (event, seq);

-- What is compared of a document's words.
CREATE TABLE sketch (
  document TEXT PRIMARY KEY REFERENCES document (id),
  reading TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Where a document's words come from; `of`, `kinship` and `why` are "" for the first of an origin.
CREATE TABLE origin_document (
  document TEXT PRIMARY KEY REFERENCES document (id),
  origin TEXT NOT NULL,
  of TEXT NOT NULL,
  kinship TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_document_origin ON origin_document (origin);
