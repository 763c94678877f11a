-- Readers' own choices and requests, parcels, letters counted by mailbox. Two tables are made anew, since SQLite can't change a CHECK.

-- Sets that topics are compared by, such as ';TN;africa;': a country, its region, the list's own themes.
ALTER TABLE release ADD COLUMN topics TEXT NOT NULL DEFAULT '';
ALTER TABLE person DROP COLUMN answered;
UPDATE subscription SET topics = '';
DELETE FROM subscription WHERE state = 'unconfirmed';

-- What somebody asked for by mail and has not yet confirmed: commands as we write them, none of his own words.
CREATE TABLE request (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    person   BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    list     TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    commands TEXT NOT NULL,
    wording  TEXT NOT NULL,       -- which version of the letter he is asked with
    at       BIGINT NOT NULL
);
CREATE INDEX request_person ON request (person);
CREATE INDEX request_at ON request (at);

-- Mails that were tried before are few, and looked for all the time.
CREATE INDEX inbox_tried ON inbox (next_at, id) WHERE aside = 0 AND attempts > 0;

-- How many letters a mailbox, a domain or everybody together had since a moment; keyed hashes, so that nobody can be read off it.
CREATE TABLE allowance (
    bucket  BLOB PRIMARY KEY,
    until   BIGINT NOT NULL,
    taken   INTEGER NOT NULL,
    refused INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX allowance_until ON allowance (until);

-- 'waiting': for the reader's next parcel.
CREATE TABLE served_new (
    release BIGINT NOT NULL REFERENCES release,
    person  BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    edition BIGINT NOT NULL REFERENCES edition,
    outcome TEXT NOT NULL CHECK (outcome IN ('waiting', 'queued', 'delivered', 'refused', 'expired', 'dropped')),
    at      BIGINT NOT NULL,
    PRIMARY KEY (release, person, edition)
) WITHOUT ROWID;
INSERT INTO served_new SELECT release, person, edition, outcome, at FROM served;
DROP TABLE served;
ALTER TABLE served_new RENAME TO served;
CREATE INDEX served_person ON served (person);
CREATE INDEX served_edition ON served (edition);
CREATE INDEX served_waiting ON served (person, edition, at) WHERE outcome = 'waiting';

-- A parcel has no edition of its own and yet is no letter.
CREATE TABLE rendering_new (
    id        INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 4294967296),
    list      TEXT NOT NULL,
    edition   BIGINT REFERENCES edition,
    person    BIGINT REFERENCES person ON DELETE CASCADE,
    format    TEXT NOT NULL CHECK (format IN ('text', 'full', 'letter')),
    cap       INTEGER,
    encoding  TEXT NOT NULL CHECK (encoding IN ('7bit', '8bit')),
    bytes     BLOB,               -- NULL once the last copy is gone: the row stays as long as its tokens resolve
    body_hash BLOB,
    message_id TEXT,              -- of a parcel: a reply to it may name its entries
    at        BIGINT NOT NULL,
    CHECK (edition IS NULL OR format <> 'letter')
);
INSERT INTO rendering_new (id, list, edition, person, format, cap, encoding, bytes, body_hash, at)
    SELECT id, list, edition, person, format, cap, encoding, bytes, body_hash, at FROM rendering;
-- No id is given twice: old tokens name it.
DELETE FROM sqlite_sequence WHERE name = 'rendering_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'rendering_new', seq FROM sqlite_sequence WHERE name = 'rendering';
DROP TABLE rendering;
ALTER TABLE rendering_new RENAME TO rendering;
CREATE INDEX rendering_edition ON rendering (edition);
CREATE INDEX rendering_person ON rendering (person);
CREATE INDEX rendering_at ON rendering (at);
CREATE INDEX rendering_message_id ON rendering (message_id) WHERE message_id IS NOT NULL;
