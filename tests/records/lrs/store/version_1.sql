-- The tables of version 1, as they were released. This file never changes: see test_schema.py.
CREATE TABLE statement (
  seq {number} PRIMARY KEY,
  id {text} NOT NULL,
  agency {text} NOT NULL,
  credential {text} NOT NULL,
  stored {number} NOT NULL,
  voided {number} NOT NULL,
  refers {text},
  voids {text},
  voids_any {number} NOT NULL,
  major {number} NOT NULL,
  actor {text},
  verb {text} NOT NULL,
  object_id {text},
  object_type {text} NOT NULL,
  course_id {text},
  parent_id {text},
  registration {text},
  session {text},
  ts {number} NOT NULL,
  success {number},
  completion {number},
  score_scaled {real},
  score_raw {real},
  response {text},
  duration_s {real},
  body {text} NOT NULL
);
CREATE UNIQUE INDEX statement_id ON statement (id, agency);
CREATE INDEX statement_stored ON statement (stored);
CREATE INDEX statement_refers ON statement (refers) WHERE refers IS NOT NULL;
CREATE TABLE mention (term {number} NOT NULL, seq {number} NOT NULL, PRIMARY KEY (term, seq)) {rowless};
CREATE TABLE attachment (
  key {bytes} PRIMARY KEY,
  sha2 {text} NOT NULL,
  agency {text} NOT NULL,
  content_type {text} NOT NULL,
  content {bytes} NOT NULL
);
CREATE TABLE attached (
  seq {number} NOT NULL,
  position {number} NOT NULL,
  key {bytes} NOT NULL,
  PRIMARY KEY (seq, position)
) {rowless};
CREATE INDEX attached_key ON attached (key);
CREATE TABLE document (
  key {bytes} PRIMARY KEY,
  scope {bytes} NOT NULL,
  agency {text} NOT NULL,
  kind {text} NOT NULL,
  activity {text},
  agent {text},
  registration {text},
  name {text} NOT NULL,
  content_type {text} NOT NULL,
  etag {text} NOT NULL,
  updated {number} NOT NULL,
  content {bytes} NOT NULL
);
CREATE INDEX document_scope ON document (scope, updated);
CREATE TABLE activity (
  key {bytes} PRIMARY KEY,
  agency {text} NOT NULL,
  id {text} NOT NULL,
  definition {text} NOT NULL
);
CREATE INDEX activity_agency ON activity (agency);
CREATE TABLE agent_name (
  key {bytes} PRIMARY KEY,
  agent {bytes} NOT NULL,
  agency {text} NOT NULL,
  identifier {text} NOT NULL,
  name {text} NOT NULL
);
CREATE INDEX agent_name_agent ON agent_name (agent);
CREATE TABLE credential (
  key {text} PRIMARY KEY,
  name {text} NOT NULL,
  secret {bytes} NOT NULL,
  scopes {text} NOT NULL,
  agency {text} NOT NULL,
  created {number} NOT NULL,
  expires {number},
  revoked {number},
  launcher {text},
  launch {text},
  fetched {number}
);
CREATE INDEX credential_launcher ON credential (launcher, expires) WHERE launcher IS NOT NULL;
