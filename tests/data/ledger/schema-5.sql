-- The tables of schema 5, as that version made them: for tests of bringing an older ledger up.
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
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  content_hash TEXT NOT NULL,
  url_key TEXT,
  date TEXT,
  record TEXT NOT NULL
);
CREATE INDEX records_document ON records(document_id);
CREATE INDEX records_content ON records(content_hash);
CREATE INDEX records_url ON records(url_key) WHERE url_key IS NOT NULL;
CREATE TABLE events (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
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
CREATE INDEX events_document ON events(document_id, position);
CREATE INDEX events_type_date ON events(event, date);
CREATE INDEX events_date ON events(date);
CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
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
CREATE INDEX contacts_event ON contacts(event_id);
CREATE INDEX contacts_document ON contacts(document_id);
CREATE INDEX contacts_date ON contacts(date);
CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  medium TEXT,
  date TEXT,
  within_id TEXT,
  content_text TEXT NOT NULL,
  content_spans TEXT NOT NULL,
  cue_spans TEXT NOT NULL,
  insertions TEXT NOT NULL
, act TEXT);
CREATE INDEX statements_document ON statements(document_id, position);
CREATE INDEX statements_date ON statements(date);
CREATE TABLE entities (
  number INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  event_id TEXT REFERENCES events(id) ON DELETE CASCADE,
  contact_id TEXT REFERENCES contacts(id) ON DELETE CASCADE,
  statement_id TEXT REFERENCES statements(id) ON DELETE CASCADE,
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
CREATE INDEX entities_document ON entities(document_id);
CREATE INDEX entities_event ON entities(event_id) WHERE event_id IS NOT NULL;
CREATE INDEX entities_contact ON entities(contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX entities_statement ON entities(statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX entities_country ON entities(country, role);
CREATE INDEX entities_surname ON entities(surname_key) WHERE surname_key IS NOT NULL;
CREATE INDEX entities_name ON entities(name_key);
CREATE TABLE times (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT,
  PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE places (
  number INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  event_id TEXT REFERENCES events(id) ON DELETE CASCADE,
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
CREATE INDEX places_document ON places(document_id);
CREATE INDEX places_event ON places(event_id) WHERE event_id IS NOT NULL;
CREATE INDEX places_geonameid ON places(geonameid) WHERE geonameid IS NOT NULL;
CREATE TABLE happenings (
  id TEXT PRIMARY KEY,
  event TEXT NOT NULL,
  date TEXT,
  merge_key TEXT NOT NULL
);
CREATE INDEX happenings_merge ON happenings(merge_key);
CREATE INDEX happenings_type_date ON happenings(event, date);
CREATE TABLE happening_events (
  event_id TEXT PRIMARY KEY REFERENCES events(id) ON DELETE CASCADE,
  happening_id TEXT NOT NULL REFERENCES happenings(id) DEFERRABLE INITIALLY DEFERRED,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  merge_key TEXT NOT NULL,
  profile TEXT NOT NULL,
  profile_rank INTEGER NOT NULL,
  traits TEXT NOT NULL,
  why TEXT NOT NULL
, group_id TEXT NOT NULL DEFAULT '', teller TEXT NOT NULL DEFAULT '', floating INTEGER NOT NULL DEFAULT 0);
CREATE INDEX happening_events_happening ON happening_events(happening_id);
CREATE INDEX happening_events_document ON happening_events(document_id);
CREATE INDEX happening_events_merge ON happening_events(merge_key, profile, profile_rank, document_id);
CREATE TABLE register_evidence (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
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
  PRIMARY KEY (document_id, position)
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
CREATE INDEX statements_act ON statements(act, date);
CREATE INDEX happening_events_group ON happening_events(group_id, teller, floating);
CREATE TABLE copies (
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  group_id TEXT NOT NULL,
  band_values BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX copies_group ON copies(group_id);
CREATE TABLE copy_keys (
  value INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  PRIMARY KEY (value, document_id)
) WITHOUT ROWID;
CREATE TABLE copy_keys_recent (
  value INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (value, document_id)
) WITHOUT ROWID;
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
  event_id TEXT PRIMARY KEY REFERENCES events(id) ON DELETE CASCADE,
  automatic_id TEXT NOT NULL,
  event TEXT NOT NULL,
  date TEXT,
  automatic_key TEXT NOT NULL,
  merge_key TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX curated_happenings_key ON curated_happenings(merge_key);
CREATE VIRTUAL TABLE documents_search USING fts5(
  title, text, content='documents', content_rowid='number', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE events_search USING fts5(
  sentence_text, content='events', content_rowid='number', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statements_search USING fts5(
  content_text, content='statements', content_rowid='number', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE places_box USING rtree(number, south, north, west, east);
CREATE VIEW event_rows AS
SELECT e.id, e.document_id, h.happening_id, e.event, e.mode, e.context, e.date, e.enddate, e.date_from,
  (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM entities WHERE event_id = e.id AND role = 'actor' ORDER BY position)) AS actor_names,
  (SELECT group_concat(country, '; ') FROM (SELECT DISTINCT country FROM entities WHERE event_id = e.id AND role = 'actor' ORDER BY position)) AS actor_countries,
  (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM entities WHERE event_id = e.id AND role = 'recipient' ORDER BY position)) AS recipient_names,
  (SELECT group_concat(country, '; ') FROM (SELECT DISTINCT country FROM entities WHERE event_id = e.id AND role = 'recipient' ORDER BY position)) AS recipient_countries,
  e.tense, e.negated, e.hypothetical, e.historical, e.quad_code, e.event_scale, e.confidence, e.why,
  e.sentence_text, d.date AS document_date, d.language, d.publisher, d.url
FROM events e
JOIN documents d ON d.id = e.document_id
LEFT JOIN happening_events h ON h.event_id = e.id;
CREATE VIEW contact_rows AS
SELECT c.id, c.event_id, c.document_id, h.happening_id, c.channel, c.level, c.field,
  coalesce(c.date, e.date) AS date,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM entities WHERE contact_id = c.id ORDER BY position))
    AS party_names,
  (SELECT group_concat(country, '; ') FROM (SELECT DISTINCT country FROM entities WHERE contact_id = c.id
    ORDER BY country)) AS party_countries,
  (SELECT name FROM entities WHERE contact_id = c.id AND position = c.initiator) AS initiator_name,
  c.sequence_kind, c.sequence_since, e.tense, e.negated, e.hypothetical, e.historical, e.sentence_text,
  d.date AS document_date, d.language, d.publisher, d.url
FROM contacts c
JOIN events e ON e.id = c.event_id
JOIN documents d ON d.id = c.document_id
LEFT JOIN happening_events h ON h.event_id = c.event_id;
CREATE VIEW register AS
SELECT name, country, office, sector, other_sectors, identifier,
  min(date) AS first_stated, max(date) AS last_stated, count(DISTINCT document_id) AS documents
FROM register_evidence
GROUP BY name, country, office, sector, other_sectors, identifier;
CREATE VIEW statement_rows AS
SELECT s.id, s.document_id, s.act, s.kind, s.medium, s.date,
  (SELECT name FROM entities WHERE statement_id = s.id AND role = 'speaker') AS speaker_name,
  (SELECT country FROM entities WHERE statement_id = s.id AND role = 'speaker') AS speaker_country,
  (SELECT name FROM entities WHERE statement_id = s.id AND role = 'addressee') AS addressee_name,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM entities WHERE statement_id = s.id AND role = 'towards'
    ORDER BY position)) AS towards_names,
  s.within_id, s.content_text, d.date AS document_date, d.language, d.publisher, d.url
FROM statements s JOIN documents d ON d.id = s.document_id;
CREATE VIEW happening_rows AS
SELECT h.id, h.event, h.date, count(DISTINCT m.document_id) AS documents,
  count(DISTINCT coalesce(c.group_id, m.document_id)) AS reports, count(DISTINCT d.publisher) AS publishers,
  h.merge_key
FROM happenings h
JOIN happening_events m ON m.happening_id = h.id
JOIN documents d ON d.id = m.document_id
LEFT JOIN copies c ON c.document_id = m.document_id
GROUP BY h.id;
