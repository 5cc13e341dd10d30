-- Versions can have a name; one with a name is kept on purpose.
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE version ADD COLUMN name TEXT;
