-- The place of record: what came out, what the desk files and what older archives held are all releases; only the first kind has readers.

-- released: sent to readers; filed: put on record by the desk; imported: from an older archive.
ALTER TABLE release ADD COLUMN origin TEXT NOT NULL DEFAULT 'released' CHECK (origin IN ('released', 'filed', 'imported'));
ALTER TABLE release ADD COLUMN wait BIGINT;  -- the list's wait for a better language when it came out, in milliseconds; NULL: as the list has it now
ALTER TABLE release ADD COLUMN link TEXT;   -- where a filed article or report stands
CREATE INDEX release_at ON release (at, id);
CREATE INDEX release_country ON release (country, at) WHERE country IS NOT NULL;
CREATE INDEX edition_at ON edition (at, id);

-- The release by which an announcement is on record: an issue with it came out.
ALTER TABLE item ADD COLUMN filed BIGINT REFERENCES release;

-- ---- Search: words of every edition, folded; a row's id begins with the time of its release ----

CREATE VIRTUAL TABLE edition_words USING fts5 (edition UNINDEXED, subject, text, tokenize = 'unicode61 remove_diacritics 2');
-- What is deleted leaves no byte in the index.
INSERT INTO edition_words (edition_words, rank) VALUES ('secure-delete', 1);
INSERT INTO due (kind, subject, at) SELECT 'index', '', 0 WHERE EXISTS (SELECT 1 FROM edition);

-- ---- Retraction ----

-- Why an edition is withdrawn; its number stays, its text is gone.
CREATE TABLE retraction (
    edition BIGINT PRIMARY KEY REFERENCES edition,
    reason  TEXT NOT NULL,
    at      BIGINT NOT NULL
) WITHOUT ROWID;

-- Cases that search engines are asked to leave alone.
CREATE TABLE unlisted (case_number TEXT PRIMARY KEY) WITHOUT ROWID;

-- What was done to the record and by whom; never what was redacted.
CREATE TABLE archive_log (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    deed     TEXT NOT NULL CHECK (deed IN ('filed', 'withdrawn', 'redacted', 'unlisted', 'listed', 'imported', 'rebuilt')),
    number   TEXT,
    editions INTEGER NOT NULL,
    reason   TEXT,
    person   BIGINT REFERENCES person ON DELETE SET NULL,   -- NULL: from the shell
    at       BIGINT NOT NULL
);
CREATE INDEX archive_log_person ON archive_log (person);

-- ---- Bundles: what a month's file was last written as ----

CREATE TABLE bundle (
    month    TEXT PRIMARY KEY,            -- 2026-11, of UTC
    lines    INTEGER NOT NULL,
    octets   BIGINT NOT NULL,
    head     BLOB NOT NULL,               -- the hash of its last line
    reissued INTEGER NOT NULL DEFAULT 0,  -- how often its beginning has changed: something was withdrawn, redacted or corrected
    at       BIGINT NOT NULL
) WITHOUT ROWID;
