-- The store's first schema. Never changed once it was published: later versions add a file.
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are microseconds since 1970, UTC. Words for status, cause, intent and state are
-- the names that the program's *_to_string() functions give.

CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What the list shows. The body lies in another table so that a list reads few pages.
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  headline TEXT NOT NULL,
  lead TEXT NOT NULL,
  section TEXT NOT NULL,
  status TEXT NOT NULL,
  words INTEGER NOT NULL,
  photos INTEGER NOT NULL,
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  trashed INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL
);
CREATE INDEX article_modified ON article (modified);

-- json is the article; the rest is what the two indexes were given, which FTS5 needs again
-- to take it back out.
CREATE TABLE body (
  article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  json TEXT NOT NULL,
  headline TEXT NOT NULL,
  text TEXT NOT NULL,
  notes TEXT NOT NULL
);

-- "remove_diacritics 2" folds every Vietnamese letter but đ, and ð is typed for it.
CREATE VIEW body_folded (article, headline, text, notes) AS SELECT article,
  replace(replace(replace(replace(headline, 'đ', 'd'), 'Đ', 'D'), 'ð', 'd'), 'Ð', 'D'),
  replace(replace(replace(replace(text, 'đ', 'd'), 'Đ', 'D'), 'ð', 'd'), 'Ð', 'D'),
  replace(replace(replace(replace(notes, 'đ', 'd'), 'Đ', 'D'), 'ð', 'd'), 'Ð', 'D')
FROM body;

-- One index finds whatever the accents, the other knows which hits have them as typed. The
-- store writes both itself: SQLite 3.40 lets no trigger write to FTS5 while the schema is
-- not trusted, and a database may come from elsewhere.
CREATE VIRTUAL TABLE search_folded USING fts5 (headline, text, notes,
  content = 'body_folded', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_exact USING fts5 (headline, text, notes,
  content = 'body', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (id),
  cause TEXT NOT NULL,
  created INTEGER NOT NULL,
  words INTEGER NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX version_article ON version (article, id);

CREATE TABLE photo (
  hash TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  info TEXT NOT NULL,
  search TEXT NOT NULL
);

-- A portal outlives its accounts, so that what was sent there stays known. address is the
-- site's URL in the one spelling that bt_store_portal_address() gives it.
CREATE TABLE portal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  UNIQUE (kind, address)
);

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  portal INTEGER NOT NULL REFERENCES portal (id),
  name TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  api TEXT,
  user TEXT NOT NULL,
  can TEXT
);
CREATE INDEX account_portal ON account (portal);

-- owner_mark: the byte that the owner holds locked in the file of owners.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES article (id),
  portal INTEGER NOT NULL REFERENCES portal (id),
  account INTEGER REFERENCES account (id) ON DELETE SET NULL,
  account_name TEXT NOT NULL,
  intent TEXT NOT NULL,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES version (id),
  replace_theirs INTEGER NOT NULL,
  state TEXT NOT NULL,
  step TEXT,
  progress TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  next_try INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,
  error TEXT,
  owner TEXT,
  owner_mark INTEGER NOT NULL DEFAULT 0,
  beat INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outbox_account ON outbox (account);
CREATE INDEX outbox_version ON outbox (version);
-- Never two rows at work on one article and portal.
CREATE UNIQUE INDEX outbox_active ON outbox (article, portal)
  WHERE state IN ('waiting', 'sending', 'needs-person');

CREATE TABLE remote_article (
  article INTEGER NOT NULL REFERENCES article (id),
  portal INTEGER NOT NULL REFERENCES portal (id),
  post INTEGER NOT NULL,
  link TEXT,
  base TEXT,
  token TEXT,
  PRIMARY KEY (article, portal)
) WITHOUT ROWID;

CREATE TABLE remote_media (
  hash TEXT NOT NULL,
  portal INTEGER NOT NULL REFERENCES portal (id),
  variant TEXT NOT NULL,
  name TEXT NOT NULL,
  media INTEGER NOT NULL,
  url TEXT,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  fields TEXT,
  PRIMARY KEY (hash, portal, variant)
) WITHOUT ROWID;
CREATE INDEX remote_media_media ON remote_media (portal, media);
