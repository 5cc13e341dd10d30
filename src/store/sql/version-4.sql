-- The photo desk: choices and words of photos, batches, where photos are used, lists.
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The photos of one ingest. An id never comes back: a program may still be filling it.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  created INTEGER NOT NULL
);

-- The index needs a number that stays whatever VACUUM does, so the table is made anew. What
-- is long stands last. leaving: since when the photo is being thrown away, 0 when it is not.
ALTER TABLE photo RENAME TO photo_3;
CREATE TABLE photo (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  taken TEXT,
  captioned INTEGER NOT NULL,
  rating INTEGER NOT NULL DEFAULT 0,
  mark INTEGER NOT NULL DEFAULT 0,
  choice TEXT NOT NULL DEFAULT 'none',
  batch INTEGER REFERENCES batch (id),
  edited INTEGER NOT NULL DEFAULT 0,
  leaving INTEGER NOT NULL DEFAULT 0,
  search TEXT NOT NULL,
  info TEXT NOT NULL,
  edit TEXT
);
-- Of info the store knows two fields, here and nowhere else: later the caller tells them.
INSERT INTO photo (hash, name, mime, width, height, size, imported, taken, captioned,
                   search, info)
SELECT hash, name, mime, width, height, size, imported,
  CASE WHEN json_valid (info)
       THEN nullif (json_extract (info, '$.fields.date_created'), '') END,
  CASE WHEN json_valid (info)
       THEN coalesce (json_extract (info, '$.fields.caption'), '') <> '' ELSE 0 END,
  search, info
FROM photo_3 ORDER BY imported, hash;
DROP TABLE photo_3;
-- A list is put in order from this alone.
CREATE INDEX photo_taken ON photo (leaving, taken IS NULL, taken, name, id);
CREATE INDEX photo_batch ON photo (batch) WHERE batch IS NOT NULL;

CREATE VIEW photo_folded (photo, search) AS SELECT id,
  replace(replace(replace(replace(search, 'đ', 'd'), 'Đ', 'D'), 'ð', 'd'), 'Ð', 'D')
FROM photo;
CREATE VIRTUAL TABLE photo_search_folded USING fts5 (search,
  content = 'photo_folded', content_rowid = 'photo',
  tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE photo_search_exact USING fts5 (search,
  content = 'photo', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO photo_search_folded (photo_search_folded) VALUES ('rebuild');
INSERT INTO photo_search_exact (photo_search_exact) VALUES ('rebuild');

-- Which photos an article shows, each once, in order; and which a version of it showed, so
-- that none is thrown away that somebody may want back. No reference to photo: an article
-- may come from a machine that has its photos.
CREATE TABLE photo_use (
  article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE INDEX photo_use_hash ON photo_use (hash, article);
CREATE TABLE version_photo (
  version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  PRIMARY KEY (version, hash)
) WITHOUT ROWID;
CREATE INDEX version_photo_hash ON version_photo (hash);

INSERT INTO photo_use (article, place, hash)
SELECT article, row_number () OVER (PARTITION BY article ORDER BY place) - 1, hash FROM
  (SELECT article, min (block.key * 100000 + item.key) AS place,
     iif (item.type = 'object', json_extract (item.value, '$.photo'), NULL) AS hash
   FROM body, json_each (iif (json_valid (body.json), body.json, '{}'), '$.blocks') AS block,
     json_each (iif (block.type = 'object', block.value, '{}'), '$.items') AS item
   WHERE typeof (hash) = 'text' GROUP BY article, hash);
INSERT OR IGNORE INTO version_photo (version, hash)
SELECT version.id,
  iif (item.type = 'object', json_extract (item.value, '$.photo'), NULL) AS hash
FROM version, json_each (iif (json_valid (version.json), version.json, '{}'), '$.blocks') AS block,
  json_each (iif (block.type = 'object', block.value, '{}'), '$.items') AS item
WHERE typeof (hash) = 'text';

-- Names that are spelled once.
CREATE TABLE code_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  modified INTEGER NOT NULL
);
CREATE TABLE name (
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (list, name)
) WITHOUT ROWID;
CREATE TABLE photo_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  fields TEXT NOT NULL,
  modified INTEGER NOT NULL
);
