"""The tables of the ledger, its full-text indexes and its views. How an older ledger is brought up: :mod:`.schema`.

Rows point to each other by number, never by id: ids are made from content, so that each new one would belong on another
page of every index that it stands in, and a large ledger would be slow to write. Numbers follow the order of arrival.
"""

from __future__ import annotations

TABLES = """
CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,
  text TEXT NOT NULL,
  date TEXT,
  language TEXT NOT NULL,
  publisher TEXT,
  url TEXT,
  warnings TEXT NOT NULL
);
CREATE INDEX documents_date ON documents(date);
CREATE INDEX documents_publisher ON documents(publisher);

CREATE TABLE records (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  document_number INTEGER NOT NULL REFERENCES documents(number) DEFERRABLE INITIALLY DEFERRED,
  content_hash TEXT NOT NULL,
  url_key TEXT,
  date TEXT,
  record TEXT NOT NULL
);
CREATE INDEX records_document ON records(document_number);

CREATE TABLE record_keys (
  value INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (value, number)
) WITHOUT ROWID;

CREATE TABLE record_keys_recent (
  value INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (value, number)
) WITHOUT ROWID;

CREATE TABLE events (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  event TEXT NOT NULL,
  mode TEXT NOT NULL,
  context TEXT NOT NULL,
  date TEXT,
  enddate TEXT,
  date_from TEXT,
  tense TEXT NOT NULL,
  negated INTEGER NOT NULL,
  hypothetical INTEGER NOT NULL,
  historical INTEGER NOT NULL,
  quad_code INTEGER NOT NULL,
  event_scale REAL NOT NULL,
  confidence REAL NOT NULL,
  why TEXT NOT NULL,
  statement_id TEXT,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  sentence_text TEXT NOT NULL,
  trigger_spans TEXT NOT NULL,
  evidence_spans TEXT NOT NULL
);
CREATE INDEX events_document ON events(document_number, position);
CREATE INDEX events_type_date ON events(event, date);
CREATE INDEX events_date ON events(date);

CREATE TABLE contacts (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  event_number INTEGER NOT NULL REFERENCES events(number) ON DELETE CASCADE,
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  level TEXT NOT NULL,
  field TEXT,
  date TEXT,
  initiator INTEGER,
  sequence_kind TEXT,
  sequence_since TEXT,
  sequence_start INTEGER,
  sequence_end INTEGER
);
CREATE INDEX contacts_event ON contacts(event_number);
CREATE INDEX contacts_document ON contacts(document_number);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  medium TEXT,
  date TEXT,
  within_id TEXT,
  content_text TEXT NOT NULL,
  content_spans TEXT NOT NULL,
  cue_spans TEXT NOT NULL,
  insertions TEXT NOT NULL,
  act TEXT
);
CREATE INDEX statements_document ON statements(document_number, position);
CREATE INDEX statements_date ON statements(date);
CREATE INDEX statements_act ON statements(act);

CREATE TABLE entities (
  number INTEGER PRIMARY KEY,
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  role TEXT NOT NULL,
  event_number INTEGER REFERENCES events(number) ON DELETE CASCADE,
  contact_number INTEGER REFERENCES contacts(number) ON DELETE CASCADE,
  statement_number INTEGER REFERENCES statements(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  spans TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  sector TEXT,
  other_sectors TEXT NOT NULL,
  office TEXT,
  identifier TEXT,
  name_key TEXT NOT NULL,
  surname_key TEXT
);
CREATE INDEX entities_document ON entities(document_number);
CREATE INDEX entities_event ON entities(event_number) WHERE event_number IS NOT NULL;
CREATE INDEX entities_contact ON entities(contact_number) WHERE contact_number IS NOT NULL;
CREATE INDEX entities_statement ON entities(statement_number) WHERE statement_number IS NOT NULL;
CREATE INDEX entities_country ON entities(country, role);
CREATE INDEX entities_surname ON entities(surname_key) WHERE surname_key IS NOT NULL;
CREATE INDEX entities_name ON entities(name_key);

CREATE TABLE times (
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT,
  PRIMARY KEY (document_number, position)
) WITHOUT ROWID;

CREATE TABLE places (
  number INTEGER PRIMARY KEY,
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  event_number INTEGER REFERENCES events(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  geonameid INTEGER,
  latitude REAL,
  longitude REAL,
  precision TEXT
);
CREATE INDEX places_document ON places(document_number);
CREATE INDEX places_event ON places(event_number) WHERE event_number IS NOT NULL;

CREATE TABLE merge_keys (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);

CREATE TABLE happenings (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL,
  date TEXT,
  key_number INTEGER NOT NULL
);
CREATE INDEX happenings_key ON happenings(key_number);
CREATE INDEX happenings_type_date ON happenings(event, date);

CREATE TABLE happening_events (
  event_number INTEGER PRIMARY KEY REFERENCES events(number) ON DELETE CASCADE,
  happening_number INTEGER NOT NULL REFERENCES happenings(number) DEFERRABLE INITIALLY DEFERRED,
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  key_number INTEGER NOT NULL,
  profile TEXT NOT NULL,
  profile_rank INTEGER NOT NULL,
  traits TEXT NOT NULL,
  why TEXT NOT NULL,
  group_id TEXT NOT NULL,
  teller TEXT NOT NULL,
  floating INTEGER NOT NULL
);
CREATE INDEX happening_events_happening ON happening_events(happening_number);
CREATE INDEX happening_events_document ON happening_events(document_number);
CREATE INDEX happening_events_key ON happening_events(key_number, profile, profile_rank, document_number);
CREATE INDEX happening_events_group ON happening_events(key_number, group_id, teller, floating);

CREATE TABLE register_evidence (
  document_number INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  surname_key TEXT NOT NULL,
  country TEXT,
  office TEXT NOT NULL,
  sector TEXT,
  other_sectors TEXT NOT NULL,
  identifier TEXT,
  date TEXT,
  spans TEXT NOT NULL,
  PRIMARY KEY (document_number, position)
) WITHOUT ROWID;
CREATE INDEX register_evidence_surname ON register_evidence(surname_key);
CREATE INDEX register_evidence_name ON register_evidence(name_key);

CREATE TABLE register_corrections (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  surname_key TEXT NOT NULL,
  country TEXT,
  office TEXT,
  sector TEXT,
  other_sectors TEXT NOT NULL,
  identifier TEXT,
  since TEXT,
  until TEXT,
  wrong INTEGER NOT NULL
);
CREATE INDEX register_corrections_surname ON register_corrections(surname_key);

CREATE TABLE copies (
  document_number INTEGER PRIMARY KEY REFERENCES documents(number) ON DELETE CASCADE,
  group_id TEXT,
  band_values BLOB NOT NULL
);
CREATE INDEX copies_group ON copies(group_id) WHERE group_id IS NOT NULL;

CREATE TABLE copy_keys (
  value INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (value, number)
) WITHOUT ROWID;

CREATE TABLE copy_keys_recent (
  value INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (value, number)
) WITHOUT ROWID;
"""

# The log of what was put right by hand.
CURATION = """
CREATE TABLE curation (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  changes TEXT NOT NULL,
  undoes INTEGER REFERENCES curation(number),
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  why TEXT
);
CREATE TRIGGER curation_stays BEFORE UPDATE ON curation BEGIN
  SELECT raise(ABORT, 'the curation log only grows');
END;
CREATE TRIGGER curation_grows BEFORE DELETE ON curation BEGIN
  SELECT raise(ABORT, 'the curation log only grows');
END;

CREATE TABLE curation_events (
  number INTEGER NOT NULL REFERENCES curation(number),
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  url_key TEXT,
  types TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  sentence_text TEXT NOT NULL,
  trigger_spans TEXT NOT NULL,
  actors TEXT NOT NULL,
  recipients TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE INDEX curation_events_content ON curation_events(content_hash);
CREATE INDEX curation_events_url ON curation_events(url_key) WHERE url_key IS NOT NULL;
"""

# What it finds and changes, as the ledger stands now.
CURATED = """
CREATE TABLE curation_found (
  number INTEGER NOT NULL REFERENCES curation(number),
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  PRIMARY KEY (number, position, event_id)
) WITHOUT ROWID;
CREATE INDEX curation_found_event ON curation_found(event_id);
CREATE INDEX curation_found_document ON curation_found(document_id);

CREATE TABLE curated_records (
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  record TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE curated_happenings (
  event_number INTEGER PRIMARY KEY REFERENCES events(number) ON DELETE CASCADE,
  automatic_id TEXT NOT NULL,
  event TEXT NOT NULL,
  date TEXT,
  automatic_key_number INTEGER NOT NULL,
  merge_key TEXT NOT NULL
);
CREATE INDEX curated_happenings_key ON curated_happenings(merge_key);
"""

# :mod:`.writing` keeps these in step with the tables: a trigger would make them write out each row by itself.
SEARCH = """
CREATE VIRTUAL TABLE documents_search USING fts5(
  title, text, content='documents', content_rowid='number', tokenize="unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE events_search USING fts5(
  sentence_text, content='events', content_rowid='number', tokenize="unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE statements_search USING fts5(
  content_text, content='statements', content_rowid='number', tokenize="unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE places_box USING rtree(number, south, north, west, east);
"""

_SIDE = (
    "(SELECT group_concat({column}, '; ') FROM (SELECT DISTINCT {column} FROM entities"
    " WHERE event_number = e.number AND role = '{role}' ORDER BY position))"
)
# So begins the merge key of an event that nothing can join; its id follows. No row of merge_keys holds it: its number
# is that of the event, below zero.
ALONE = "alone: "


def key_text(row: str) -> str:
    """SQL for what the merge key of a ``row`` with a ``key_number`` says, where "k" is that of merge_keys, if any."""
    return f"coalesce(k.key, '{ALONE}' || (SELECT id FROM events WHERE number = -{row}.key_number))"


VIEWS = f"""
CREATE VIEW event_rows AS
SELECT e.id, d.id AS document_id, p.id AS happening_id, e.event, e.mode, e.context, e.date, e.enddate, e.date_from,
  {_SIDE.format(column="name", role="actor")} AS actor_names,
  {_SIDE.format(column="country", role="actor")} AS actor_countries,
  {_SIDE.format(column="name", role="recipient")} AS recipient_names,
  {_SIDE.format(column="country", role="recipient")} AS recipient_countries,
  e.tense, e.negated, e.hypothetical, e.historical, e.quad_code, e.event_scale, e.confidence, e.why,
  e.sentence_text, d.date AS document_date, d.language, d.publisher, d.url
FROM events e
JOIN documents d ON d.number = e.document_number
JOIN happening_events m ON m.event_number = e.number
JOIN happenings p ON p.number = m.happening_number;

CREATE VIEW contact_rows AS
SELECT c.id, e.id AS event_id, d.id AS document_id, p.id AS happening_id, c.channel, c.level, c.field,
  coalesce(c.date, e.date) AS date,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM entities WHERE contact_number = c.number ORDER BY position))
    AS party_names,
  (SELECT group_concat(country, '; ') FROM (SELECT DISTINCT country FROM entities WHERE contact_number = c.number
    ORDER BY country)) AS party_countries,
  (SELECT name FROM entities WHERE contact_number = c.number AND position = c.initiator) AS initiator_name,
  c.sequence_kind, c.sequence_since, e.tense, e.negated, e.hypothetical, e.historical, e.sentence_text,
  d.date AS document_date, d.language, d.publisher, d.url
FROM contacts c
JOIN events e ON e.number = c.event_number
JOIN documents d ON d.number = c.document_number
JOIN happening_events m ON m.event_number = c.event_number
JOIN happenings p ON p.number = m.happening_number;

CREATE VIEW statement_rows AS
SELECT s.id, d.id AS document_id, s.act, s.kind, s.medium, s.date,
  (SELECT name FROM entities WHERE statement_number = s.number AND role = 'speaker') AS speaker_name,
  (SELECT country FROM entities WHERE statement_number = s.number AND role = 'speaker') AS speaker_country,
  (SELECT name FROM entities WHERE statement_number = s.number AND role = 'addressee') AS addressee_name,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM entities WHERE statement_number = s.number
    AND role = 'towards' ORDER BY position)) AS towards_names,
  s.within_id, s.content_text, d.date AS document_date, d.language, d.publisher, d.url
FROM statements s JOIN documents d ON d.number = s.document_number;

CREATE VIEW happening_rows AS
SELECT p.id, p.event, p.date, count(DISTINCT m.document_number) AS documents,
  count(DISTINCT coalesce(c.group_id, d.id)) AS reports, count(DISTINCT d.publisher) AS publishers,
  {key_text("p")} AS merge_key
FROM happenings p
JOIN happening_events m ON m.happening_number = p.number
JOIN documents d ON d.number = m.document_number
LEFT JOIN merge_keys k ON k.number = p.key_number
LEFT JOIN copies c ON c.document_number = m.document_number
GROUP BY p.id;

CREATE VIEW register AS
SELECT name, country, office, sector, other_sectors, identifier,
  min(date) AS first_stated, max(date) AS last_stated, count(DISTINCT document_number) AS documents
FROM register_evidence
GROUP BY name, country, office, sector, other_sectors, identifier;
"""
