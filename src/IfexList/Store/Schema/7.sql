-- Five languages: editions of one release, translation desks, the weekly newsletter.

-- ---- Readers ----

-- all: every edition of a release, whatever its language; one: that of the best language that comes within the reader's wait.
ALTER TABLE subscription ADD COLUMN editions TEXT NOT NULL DEFAULT 'one' CHECK (editions IN ('one', 'all'));

-- When a release that was for members alone was opened to everybody: since then its readers wait for their languages. NULL: it was never for members alone, or still is.
ALTER TABLE release ADD COLUMN widened BIGINT;
CREATE INDEX release_widened ON release (list, widened) WHERE widened IS NOT NULL;

-- ---- Tokens: two purposes more; SQLite can't change a CHECK ----

CREATE TABLE token_new (
    hash    BLOB PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('decision', 'digest', 'confirm', 'answer', 'translation', 'issue', 'item')),
    list    TEXT NOT NULL,
    person  BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    subject BIGINT NOT NULL,
    version INTEGER NOT NULL,
    expires BIGINT NOT NULL,
    used    BIGINT,
    asked   INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)),
    proven  INTEGER NOT NULL DEFAULT 0 CHECK (proven IN (0, 1)),
    doubted INTEGER NOT NULL DEFAULT 0 CHECK (doubted IN (0, 1))
) WITHOUT ROWID;
INSERT INTO token_new SELECT hash, purpose, list, person, subject, version, expires, used, asked, proven, doubted FROM token;
DROP TABLE token;
ALTER TABLE token_new RENAME TO token;
CREATE INDEX token_person ON token (person);
CREATE INDEX token_subject ON token (purpose, subject);

-- ---- Translation desks ----

-- Who translates into a language for a list; he may serve several.
CREATE TABLE translator (
    list     TEXT NOT NULL,
    person   BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    letters  TEXT NOT NULL CHECK (letters IN ('en', 'fr', 'es', 'ru', 'ar')),  -- the language of the letters to him, the same for all his desks
    PRIMARY KEY (list, person, language)
) WITHOUT ROWID;
CREATE INDEX translator_person ON translator (person);

-- A release that is wanted in one language more, from the call to its edition and beyond.
CREATE TABLE translation (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    release    BIGINT NOT NULL REFERENCES release,
    language   TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    source     BIGINT NOT NULL REFERENCES edition,             -- what it is made from: the newest text of the original
    version    INTEGER NOT NULL DEFAULT 1,                     -- of what its letters show: a new draft, a new source
    state      TEXT NOT NULL CHECK (state IN ('wanted', 'drafted', 'released', 'dropped')),
    taken_by   BIGINT REFERENCES person ON DELETE SET NULL,
    drafted_by BIGINT REFERENCES person ON DELETE SET NULL,
    subject    TEXT,                                           -- of the draft
    text       TEXT,
    edition    BIGINT REFERENCES edition,                      -- that came of it; it corrects an earlier one where the source was corrected
    deadline   BIGINT NOT NULL,
    chased     INTEGER NOT NULL DEFAULT 0,                     -- how often
    at         BIGINT NOT NULL,
    UNIQUE (release, language)
);
CREATE INDEX translation_source ON translation (source);
CREATE INDEX translation_edition ON translation (edition);
CREATE INDEX translation_taken_by ON translation (taken_by);
CREATE INDEX translation_drafted_by ON translation (drafted_by);

-- How names of a case are spelt in a language: learnt from editions that are out, or said by the desk, which counts more.
CREATE TABLE glossary (
    case_number TEXT NOT NULL,
    language    TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    term        TEXT NOT NULL,              -- as the case's first edition has it
    spelling    TEXT NOT NULL,
    is_said     INTEGER NOT NULL CHECK (is_said IN (0, 1)),
    at          BIGINT NOT NULL,
    PRIMARY KEY (case_number, language, term)
) WITHOUT ROWID;

-- ---- Newsletters ----

-- One number of a newsletter in one language, from its draft on.
CREATE TABLE issue (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    list     TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    volume   INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('draft', 'released', 'dropped')),
    version  INTEGER NOT NULL DEFAULT 1,
    note     TEXT NOT NULL DEFAULT '',      -- the editor's, on top
    text     TEXT,                          -- the whole, as an editor sent it back; NULL: it is made of its entries
    release  BIGINT REFERENCES release,     -- one for all languages of a number
    edition  BIGINT REFERENCES edition,
    at       BIGINT NOT NULL,
    UNIQUE (list, language, volume, number)
);
CREATE INDEX issue_release ON issue (release);
CREATE INDEX issue_edition ON issue (edition);

-- What members announce for the next number.
CREATE TABLE item (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    list         TEXT NOT NULL,
    language     TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    kind         TEXT NOT NULL CHECK (kind IN ('event', 'workshop', 'conference', 'publication', 'award', 'job')),
    headline     TEXT NOT NULL,
    text         TEXT NOT NULL,
    day          TEXT,                      -- yyyy-mm-dd; NULL where none was read from it
    place        TEXT,
    organisation BIGINT REFERENCES organisation ON DELETE SET NULL,
    person       BIGINT REFERENCES person ON DELETE SET NULL,
    at           BIGINT NOT NULL
);
CREATE INDEX item_list ON item (list, at);
CREATE INDEX item_organisation ON item (organisation);
CREATE INDEX item_person ON item (person);

-- The entries of a draft, in the order in which they will stand. The number that letters show is given once.
CREATE TABLE issue_entry (
    issue    BIGINT NOT NULL REFERENCES issue ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    section  TEXT NOT NULL,
    headline TEXT NOT NULL,
    text     TEXT NOT NULL,
    edition  BIGINT REFERENCES edition,
    item     BIGINT REFERENCES item ON DELETE SET NULL,
    dropped  INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    PRIMARY KEY (issue, number)
) WITHOUT ROWID;
CREATE INDEX issue_entry_edition ON issue_entry (edition);
CREATE INDEX issue_entry_item ON issue_entry (item);

-- ---- What comes back ----

-- Only what comes of a probe itself decides what becomes of it.
ALTER TABLE failing ADD COLUMN failed BIGINT;      -- the setback by which that letter came back
ALTER TABLE failing ADD COLUMN paused_at BIGINT;   -- since when he is paused: asked again meanwhile, state_at moves
UPDATE failing SET paused_at = state_at WHERE state = 'paused';
-- Renderings of letters are known from our own tries and from tokens alone.
UPDATE failing SET failed = (SELECT max(id) FROM setback
    WHERE setback.person = failing.person AND setback.rendering = failing.probe AND class IN ('dead', 'full', 'unavailable'));

-- ---- What readers got ----

-- Whoever asks for an edition knows its release or its reader. This index was one more tree to write for each copy, and SQLite looked through it for
-- rows that stand together in the table itself.
DROP INDEX served_edition;
