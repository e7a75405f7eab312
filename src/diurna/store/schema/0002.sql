-- Schema 2: what joins claims of many documents.
-- Append-only: event_change. Derived, made anew by `diurna link`: account, block, crowd, link, event_claim, event, event_actor, sketch, trace, thick, tie, origin_document.

-- A claim as it is compared with others; `stamp` tells from which state of its row in the chronology.
CREATE TABLE account (
  n INTEGER PRIMARY KEY,
  claim TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  stamp TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX account_document ON account (document);

-- The keys under which accounts meet, as numbers; `crowd` are those that too many share.
CREATE TABLE block (
  key INTEGER NOT NULL,
  n INTEGER NOT NULL REFERENCES account (n) ON DELETE CASCADE,
  PRIMARY KEY (key, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_n ON block (n);
CREATE TABLE crowd (key INTEGER PRIMARY KEY) STRICT;

CREATE INDEX chronology_place ON chronology (place_id, place_folded, language, place, claim);
-- What is counted of claims by their events, the claims to be judged, and the names that claims give to an actor, without a look at the
-- rows.
DROP INDEX chronology_type;
CREATE INDEX chronology_counted ON chronology (type, modality, status, language, source, claim);
CREATE INDEX chronology_waiting ON chronology (status, repaired, confidence, claim, type, modality, language);
CREATE INDEX chronology_language ON chronology (claim, language);
DROP INDEX chronology_actor_actor;
CREATE INDEX chronology_actor_actor ON chronology_actor (actor, claim, name);

-- Two claims of one event: the score in bits, the reasons (JSON array).
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

-- Each event in one row: the values that stand for it, and how well it is told; `at` and `until` are what events are sorted by.
CREATE TABLE event (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  happened TEXT NOT NULL,
  edtf TEXT,
  first_day TEXT,
  last_day TEXT,
  undated INTEGER NOT NULL,
  at TEXT NOT NULL,
  until TEXT NOT NULL,
  place TEXT NOT NULL,
  numbers TEXT NOT NULL,
  claims INTEGER NOT NULL,
  sources INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  denials INTEGER NOT NULL,
  disagreements TEXT NOT NULL -- JSON array
) STRICT, WITHOUT ROWID;
CREATE INDEX event_order ON event (undated, at, until, id);
CREATE INDEX event_place ON event (place);
CREATE INDEX event_kind ON event (id, undated, type);
CREATE INDEX event_differs ON event (id) WHERE disagreements <> '[]';

CREATE TABLE event_actor (
  event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actor_actor ON event_actor (actor);

-- What became of each event; `claims` are those it has afterwards, `others` the events it went into or came from ; `why` says so (JSON arrays).
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

-- What is compared of a document's words; `credits` says whether it credits anybody, `needs` how many marks it must share with another.
CREATE TABLE sketch (
  n INTEGER PRIMARY KEY,
  document TEXT NOT NULL UNIQUE REFERENCES document (id),
  reading TEXT NOT NULL,
  language TEXT NOT NULL,
  published TEXT NOT NULL,
  credits INTEGER NOT NULL,
  needs INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- The keys under which documents meet, as numbers: below 0 bands of a signature, others marks; `thick` are those that too many share.
CREATE TABLE trace (
  key INTEGER NOT NULL,
  n INTEGER NOT NULL REFERENCES sketch (n) ON DELETE CASCADE,
  PRIMARY KEY (key, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_n ON trace (n);
CREATE TABLE thick (key INTEGER PRIMARY KEY) STRICT;

-- Two documents that may share an origin: how, how much, why (JSON array), and the odds that are weighed against those of rivals.
CREATE TABLE tie (
  a TEXT NOT NULL REFERENCES sketch (document) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES sketch (document) ON DELETE CASCADE,
  kinship TEXT NOT NULL,
  share REAL NOT NULL,
  why TEXT NOT NULL,
  odds REAL NOT NULL,
  PRIMARY KEY (a, b, kinship),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_b ON tie (b);

-- Where a document's words come from; `of`, `kinship` and `why` are "" for the first of an origin.
CREATE TABLE origin_document (
  document TEXT PRIMARY KEY REFERENCES document (id),
  origin TEXT NOT NULL,
  of TEXT NOT NULL,
  kinship TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_document_origin ON origin_document (origin);

-- Agreements and commitments as all documents tell them. Derived, made anew by `diurna link`; whether one is overdue depends on the day,
-- and is no column: last_day < '2026-11-25' AND status IN ('open', 'conditional').
CREATE TABLE agreement (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL, -- that of the last stage
  status_edtf TEXT,
  signed TEXT, -- EDTF
  place_id TEXT,
  place TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE commitment (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  status_edtf TEXT,
  what TEXT NOT NULL,
  condition TEXT,
  deadline TEXT, -- EDTF
  last_day TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_last_day ON commitment (last_day);

-- Who made an agreement ("party"), who promises ("who") and to whom ("to_whom"); `pact` is the id of an agreement or a commitment.
CREATE TABLE pact_party (
  pact TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('party', 'who', 'to_whom')),
  position INTEGER NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (pact, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX pact_party_actor ON pact_party (actor);

CREATE TABLE pact_term (
  pact TEXT NOT NULL,
  position INTEGER NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  words TEXT NOT NULL,
  PRIMARY KEY (pact, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE pact_document (
  pact TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  PRIMARY KEY (pact, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX pact_document_document ON pact_document (document);

CREATE TABLE stage (
  pact TEXT NOT NULL,
  position INTEGER NOT NULL,
  edtf TEXT,
  status TEXT NOT NULL,
  PRIMARY KEY (pact, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage_claim (
  pact TEXT NOT NULL,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (pact, position, claim),
  FOREIGN KEY (pact, position) REFERENCES stage (pact, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_claim_claim ON stage_claim (claim);

-- A claim of an event that would meet a commitment's condition: offered to a person, never decided.
CREATE TABLE offer (
  commitment TEXT NOT NULL REFERENCES commitment (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (commitment, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_claim ON offer (claim);

-- What of a document's reading is needed to follow them (JSON), and by what one document's agreement or commitment meets others.
CREATE TABLE draft (
  document TEXT PRIMARY KEY REFERENCES document (id),
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE strand (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES draft (document) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('agreement', 'commitment')),
  pact TEXT NOT NULL -- the id over documents of what it is the first of
) STRICT, WITHOUT ROWID;
CREATE INDEX strand_document ON strand (document);
CREATE INDEX strand_pact ON strand (pact);

CREATE TABLE strand_claim (
  claim TEXT NOT NULL,
  strand TEXT NOT NULL REFERENCES strand (id) ON DELETE CASCADE,
  PRIMARY KEY (claim, strand)
) STRICT, WITHOUT ROWID;
CREATE INDEX strand_claim_strand ON strand_claim (strand);

CREATE TABLE strand_key (
  key TEXT NOT NULL,
  strand TEXT NOT NULL REFERENCES strand (id) ON DELETE CASCADE,
  PRIMARY KEY (key, strand)
) STRICT, WITHOUT ROWID;
CREATE INDEX strand_key_strand ON strand_key (strand);

CREATE TABLE strand_pair (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  strand TEXT NOT NULL REFERENCES strand (id) ON DELETE CASCADE,
  PRIMARY KEY (a, b, strand)
) STRICT, WITHOUT ROWID;
CREATE INDEX strand_pair_strand ON strand_pair (strand);

-- By what a claim is known that could meet a condition: it has `needed` of the marks of one kind of one claim.
CREATE TABLE condition_mark (
  mark TEXT NOT NULL,
  claim TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('actor', 'word')),
  strand TEXT NOT NULL REFERENCES strand (id) ON DELETE CASCADE,
  needed INTEGER NOT NULL,
  PRIMARY KEY (mark, claim, kind, strand)
) STRICT, WITHOUT ROWID;
CREATE INDEX condition_mark_strand ON condition_mark (strand);
