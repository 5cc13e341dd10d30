-- What a newsroom keeps to use again: templates by name, snippets by code.
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE piece (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  json TEXT NOT NULL,
  modified INTEGER NOT NULL,
  UNIQUE (kind, key)
);
