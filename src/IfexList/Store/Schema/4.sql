-- Trust: the keys that members sign with, originals kept sealed for the desk, files that were released with an edition.

-- A key by which an organisation's signatures are known: an OpenPGP key, or an S/MIME certificate.
CREATE TABLE member_key (
    fingerprint  TEXT PRIMARY KEY,  -- hexadecimal, in capitals
    organisation BIGINT NOT NULL REFERENCES organisation ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind IN ('openpgp', 'smime')),
    bytes        BLOB NOT NULL,
    since        BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX member_key_organisation ON member_key (organisation);

-- The untouched original of a decided post, encrypted: to the desk's OpenPGP key, or to a key of the house's own.
CREATE TABLE sealed (
    held   INTEGER PRIMARY KEY,
    list   TEXT NOT NULL,
    author BLOB NOT NULL,           -- a keyed hash of its author's address, by which erasure finds it
    seal   TEXT NOT NULL CHECK (seal IN ('openpgp', 'house')),
    bytes  BLOB NOT NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX sealed_author ON sealed (author);
CREATE INDEX sealed_list ON sealed (list, at);

-- What was attached to an edition, as it was released: cleaned, under a neutral name.
CREATE TABLE edition_file (
    id      INTEGER PRIMARY KEY,
    edition BIGINT NOT NULL REFERENCES edition ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    name    TEXT NOT NULL,
    type    TEXT NOT NULL,
    bytes   BLOB NOT NULL,
    UNIQUE (edition, number)
);

-- A decision token that was sent because the answer before it came from nobody proven: whoever answers to it has read the mailbox.
ALTER TABLE token ADD COLUMN proven INTEGER NOT NULL DEFAULT 0 CHECK (proven IN (0, 1));
-- For which that was done: once.
ALTER TABLE token ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0 CHECK (doubted IN (0, 1));
