-- What comes back, understood: refusals and reports by person, class and day, and who fails.

-- A row for a person, class and day, whoever told it. 'open': not weighed yet.
CREATE TABLE setback_new (
    id        INTEGER PRIMARY KEY,
    person    BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    day       INTEGER NOT NULL,            -- since 1970, UTC
    class     TEXT NOT NULL CHECK (class IN ('dead', 'full', 'unavailable', 'policy', 'size', 'delayed', 'complaint')),
    rendering BIGINT NOT NULL,             -- the last one that came back
    times     INTEGER NOT NULL DEFAULT 1,
    live      INTEGER NOT NULL CHECK (live IN (0, 1)),
    rule      TEXT NOT NULL,
    code      INTEGER,
    status    TEXT,
    reply     TEXT NOT NULL,
    at        BIGINT NOT NULL,
    weight    TEXT NOT NULL DEFAULT 'open' CHECK (weight IN ('open', 'counted', 'passed', 'provider')),
    points    INTEGER NOT NULL DEFAULT 0,  -- what it added to his score, in hundredths
    UNIQUE (person, day, class)
);
INSERT OR IGNORE INTO setback_new (person, day, class, rendering, live, rule, code, status, reply, at, weight)
    SELECT person, at / 86400000, CASE WHEN status LIKE '5.1.%' THEN 'dead' WHEN status LIKE '_.2.2' THEN 'full' ELSE 'unavailable' END,
        rendering, 1, 'schema-5', code, status, reply, at, 'passed' FROM setback ORDER BY id DESC;
DROP TABLE setback;
ALTER TABLE setback_new RENAME TO setback;
CREATE INDEX setback_open ON setback (at) WHERE weight = 'open';
CREATE INDEX setback_at ON setback (at);

-- Who fails: his points in hundredths, since when, and what was done. In order, he has no row.
CREATE TABLE failing (
    person   INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
    score    INTEGER NOT NULL,
    since    BIGINT NOT NULL,
    last     BIGINT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('watched', 'probed', 'paused')),
    state_at BIGINT NOT NULL,
    probe    BIGINT,                       -- the rendering of the last probe, or of the letter that told of the pause
    healed   BIGINT NOT NULL DEFAULT 0,    -- deliveries up to then have made the score smaller
    told     INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))  -- of a moderator: the owners know
);

-- Paused since mail to him came back; a pause of his own has 0.
ALTER TABLE subscription ADD COLUMN bounced INTEGER NOT NULL DEFAULT 0 CHECK (bounced IN (0, 1));

-- What befalls many readers of one provider at once, and isn't theirs.
CREATE TABLE trouble (
    kind     TEXT NOT NULL CHECK (kind IN ('failing', 'policy')),
    provider TEXT NOT NULL,                -- or a domain; empty: all together
    since    BIGINT NOT NULL,
    last     BIGINT NOT NULL,
    told     BIGINT NOT NULL,              -- when the owners were last told
    PRIMARY KEY (kind, provider)
) WITHOUT ROWID;

-- How many left because of what came back: their own rows are gone by the end of the week. '' is the domains that nobody has any more.
CREATE TABLE parted (
    list   TEXT NOT NULL,
    day    INTEGER NOT NULL,               -- since 1970, UTC
    domain TEXT NOT NULL,
    why    TEXT NOT NULL CHECK (why IN ('complaint', 'removed')),
    times  INTEGER NOT NULL,
    PRIMARY KEY (list, day, domain, why)
) WITHOUT ROWID;

-- What comes back waits behind what people write.
ALTER TABLE inbox ADD COLUMN rank INTEGER NOT NULL DEFAULT 0 CHECK (rank IN (0, 1));
DROP INDEX inbox_waiting;
CREATE INDEX inbox_waiting ON inbox (rank, next_at, id) WHERE aside = 0;
DROP INDEX inbox_tried;
CREATE INDEX inbox_tried ON inbox (rank, next_at, id) WHERE aside = 0 AND attempts > 0;
