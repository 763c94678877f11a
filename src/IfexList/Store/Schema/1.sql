-- People, what is owed to them, and what was released. Instants are unix milliseconds. Columns of later work stand here from
-- the start, since migrating a live queue hurts more than an empty column.

-- The only lasting table with an address: all else points at its random 48-bit id, so erasure has one place to look.
CREATE TABLE person (
    id       INTEGER PRIMARY KEY CHECK (id > 0 AND id < 281474976710656),
    key      TEXT NOT NULL UNIQUE,
    address  TEXT NOT NULL,
    domain   TEXT NOT NULL,
    language TEXT CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    since    BIGINT NOT NULL,
    answered BIGINT NOT NULL DEFAULT 0  -- when a stranger last got an answer: one an hour
);

CREATE TABLE subscription (
    list            TEXT NOT NULL,
    person          BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    state           TEXT NOT NULL CHECK (state IN ('unconfirmed', 'active', 'paused')),
    languages       TEXT NOT NULL CHECK (length(languages) >= 2),  -- best first, separated by ';'
    format          TEXT NOT NULL DEFAULT 'text' CHECK (format IN ('text', 'full')),
    rhythm          TEXT NOT NULL DEFAULT 'now' CHECK (rhythm IN ('now', 'daily', 'weekly', 'headlines')),
    topics          TEXT NOT NULL DEFAULT '',
    cap             INTEGER,
    wait            BIGINT,
    paused_until    BIGINT,
    consent_wording TEXT,
    consent_at      BIGINT NOT NULL,
    PRIMARY KEY (list, person)
) WITHOUT ROWID;
CREATE INDEX subscription_person ON subscription (person);

CREATE TABLE organisation (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    since BIGINT NOT NULL
);
CREATE TABLE organisation_domain (
    domain       TEXT PRIMARY KEY,
    organisation BIGINT NOT NULL REFERENCES organisation ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE member (
    person       INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
    organisation BIGINT NOT NULL REFERENCES organisation,
    since        BIGINT NOT NULL
);

CREATE TABLE moderator (
    list      TEXT NOT NULL,
    person    BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    language  TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    desks     TEXT NOT NULL DEFAULT '',
    suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    PRIMARY KEY (list, person)
) WITHOUT ROWID;
CREATE INDEX moderator_person ON moderator (person);
-- Other addresses from which a moderator's phone answers.
CREATE TABLE moderator_also (
    list      TEXT NOT NULL,
    also      BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    moderator BIGINT NOT NULL,
    PRIMARY KEY (list, also),
    FOREIGN KEY (list, moderator) REFERENCES moderator (list, person) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX moderator_also_moderator ON moderator_also (list, moderator);
CREATE INDEX moderator_also_also ON moderator_also (also);

-- Mail as it came in, once, however many rows point at it.
CREATE TABLE body (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    bytes BLOB NOT NULL
);

-- M1 and M5: taken in, one row per recipient; its id is the message's id everywhere.
CREATE TABLE inbox (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    body      BIGINT NOT NULL REFERENCES body,
    recipient TEXT NOT NULL,
    sender    TEXT,               -- NULL is the null reverse-path
    at        BIGINT NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    next_at   BIGINT NOT NULL DEFAULT 0,
    aside     INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1)),
    stage     TEXT,
    error     TEXT
);
CREATE INDEX inbox_waiting ON inbox (next_at, id) WHERE aside = 0;
CREATE INDEX inbox_body ON inbox (body);

-- M2: waiting for a decision. The row is the lock: who deletes it has decided.
CREATE TABLE held (
    id           INTEGER PRIMARY KEY,
    body         BIGINT NOT NULL REFERENCES body,
    version      INTEGER NOT NULL DEFAULT 1,
    kind         TEXT NOT NULL CHECK (kind IN ('post', 'stranger', 'encrypted')),
    list         TEXT NOT NULL,
    language     TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    verdict      TEXT,            -- decided and waiting (embargo, recall grace): how
    poster       BIGINT REFERENCES person ON DELETE SET NULL,
    organisation BIGINT REFERENCES organisation ON DELETE SET NULL,
    subject      TEXT NOT NULL,
    sender       TEXT NOT NULL,   -- as the From line shows it, for the desk
    at           BIGINT NOT NULL,
    digested     INTEGER NOT NULL DEFAULT 0 CHECK (digested IN (0, 1))
);
CREATE INDEX held_list ON held (list, kind, digested, id);
CREATE INDEX held_body ON held (body);
CREATE INDEX held_poster ON held (poster);
CREATE INDEX held_organisation ON held (organisation);

-- What was decided; outlives the held row. One decision per held post and version.
CREATE TABLE decision (
    held      BIGINT NOT NULL,
    version   INTEGER NOT NULL,
    list      TEXT NOT NULL,
    moderator BIGINT REFERENCES person ON DELETE SET NULL,  -- NULL: from the shell, or a person since gone
    verdict   TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'discarded')),
    release   BIGINT REFERENCES release,
    at        BIGINT NOT NULL,
    PRIMARY KEY (held, version)
) WITHOUT ROWID;
CREATE INDEX decision_moderator ON decision (moderator);
CREATE INDEX decision_release ON decision (release);

-- Random tokens, stored hashed, single-use, bound to purpose, person, subject and version.
CREATE TABLE token (
    hash    BLOB PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('decision', 'digest', 'confirm', 'answer')),
    list    TEXT NOT NULL,
    person  BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    subject BIGINT NOT NULL,
    version INTEGER NOT NULL,
    expires BIGINT NOT NULL,
    used    BIGINT,
    asked   INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1))  -- an unclear answer was asked back once
) WITHOUT ROWID;
CREATE INDEX token_person ON token (person);
CREATE INDEX token_subject ON token (purpose, subject);
-- The lines of a digest letter: "ok 3" means the held post of line 3.
CREATE TABLE digest_line (
    token   BLOB NOT NULL REFERENCES token ON DELETE CASCADE,
    line    INTEGER NOT NULL,
    held    BIGINT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (token, line)
) WITHOUT ROWID;

-- The place of record. A release is numbered yyyy-mmdd-nn by the day of its list's zone; a case is named by its first release.
CREATE TABLE release (
    id           INTEGER PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    list         TEXT NOT NULL,
    case_number  TEXT NOT NULL,
    country      TEXT,
    kind         TEXT,
    priority     INTEGER NOT NULL DEFAULT 5,
    organisation BIGINT REFERENCES organisation ON DELETE SET NULL,
    at           BIGINT NOT NULL
);
CREATE INDEX release_list ON release (list, at);
CREATE INDEX release_organisation ON release (organisation);
CREATE TABLE edition (
    id         INTEGER PRIMARY KEY,
    release    BIGINT NOT NULL REFERENCES release,
    language   TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    state      TEXT NOT NULL CHECK (state IN ('released', 'stale', 'withdrawn')),
    corrects   BIGINT REFERENCES edition,
    message_id TEXT NOT NULL UNIQUE,
    subject    TEXT NOT NULL,
    text       TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX edition_release ON edition (release, language);
CREATE INDEX edition_corrects ON edition (corrects);

-- Finished bytes. An edition's hold no personal byte; a letter's (edition NULL) belong to one person and go with him.
CREATE TABLE rendering (
    id        INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 4294967296),
    list      TEXT NOT NULL,
    edition   BIGINT REFERENCES edition,
    person    BIGINT REFERENCES person ON DELETE CASCADE,
    format    TEXT NOT NULL CHECK (format IN ('text', 'full', 'letter')),
    cap       INTEGER,
    encoding  TEXT NOT NULL CHECK (encoding IN ('7bit', '8bit')),
    bytes     BLOB,               -- NULL once the last copy is gone: the row stays as long as its tokens resolve
    body_hash BLOB,
    at        BIGINT NOT NULL,
    CHECK ((edition IS NULL) = (format = 'letter'))
);
CREATE INDEX rendering_edition ON rendering (edition);
CREATE INDEX rendering_person ON rendering (person);
CREATE INDEX rendering_at ON rendering (at);
CREATE TABLE parcel (
    rendering BIGINT NOT NULL REFERENCES rendering ON DELETE CASCADE,
    edition   BIGINT NOT NULL REFERENCES edition,
    PRIMARY KEY (rendering, edition)
) WITHOUT ROWID;
CREATE INDEX parcel_edition ON parcel (edition);

-- M3: owed to one person. Deleted by the commit that records the outcome.
CREATE TABLE deliveries (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    rendering BIGINT NOT NULL REFERENCES rendering,
    person    BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    domain    TEXT NOT NULL,
    priority  INTEGER NOT NULL,
    next_at   BIGINT NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    last      TEXT,
    since     BIGINT NOT NULL,
    UNIQUE (rendering, person)
);
CREATE INDEX deliveries_due ON deliveries (priority, next_at, id);
CREATE INDEX deliveries_person ON deliveries (person);

-- Who got what: written as queued with the release, updated with the outcome. No bug sends twice while it stands.
CREATE TABLE served (
    release BIGINT NOT NULL REFERENCES release,
    person  BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    edition BIGINT NOT NULL REFERENCES edition,
    outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'delivered', 'refused', 'expired', 'dropped')),
    at      BIGINT NOT NULL,
    PRIMARY KEY (release, person, edition)
) WITHOUT ROWID;
CREATE INDEX served_person ON served (person);
CREATE INDEX served_edition ON served (edition);

-- What the next hop refused for good, by person; the issue of bounces decides with it.
CREATE TABLE setback (
    id        INTEGER PRIMARY KEY,
    person    BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    rendering BIGINT NOT NULL,
    code      INTEGER NOT NULL,
    status    TEXT,
    reply     TEXT NOT NULL,
    at        BIGINT NOT NULL
);
CREATE INDEX setback_person ON setback (person, at);
-- What came back to L-bounces+T, raw.
CREATE TABLE returned (
    id        INTEGER PRIMARY KEY,
    person    BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    rendering BIGINT NOT NULL,
    list      TEXT NOT NULL,
    bytes     BLOB NOT NULL,
    at        BIGINT NOT NULL
);
CREATE INDEX returned_person ON returned (person);
CREATE INDEX returned_at ON returned (at);

-- Work that time brings: the only clock. Unique by kind and subject.
CREATE TABLE due (
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX due_at ON due (at);

-- Message-IDs and contents of the last days: the same post twice is one.
CREATE TABLE seen (
    hash BLOB PRIMARY KEY,
    at   BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);
-- Hash of a poster's Message-ID -> the release it became, so that replies to it stay in the thread.
CREATE TABLE message_map (
    hash    BLOB PRIMARY KEY,
    release BIGINT NOT NULL REFERENCES release
) WITHOUT ROWID;
CREATE INDEX message_map_release ON message_map (release);
