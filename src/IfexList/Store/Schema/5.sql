-- The way out: fair between lists, by domain, and what is known of each route.

-- Copies of one list stand in its stream; letters stand in one of their own, the empty one. Of equal priority, streams take turns.
ALTER TABLE deliveries ADD COLUMN stream TEXT NOT NULL DEFAULT '';
UPDATE deliveries SET stream = (SELECT list FROM rendering WHERE rendering.id = deliveries.rendering AND format <> 'letter')
    WHERE rendering IN (SELECT id FROM rendering WHERE format <> 'letter');
-- Letters take turns with what is urgent.
UPDATE deliveries SET priority = 1 WHERE priority = 2;
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (priority, stream, next_at, id);
CREATE INDEX deliveries_domain ON deliveries (domain, priority, stream, next_at, id);

-- By which route a domain's mail goes, as it was last found out. A domain that nobody has any more is forgotten.
CREATE TABLE way (
    domain   TEXT PRIMARY KEY,
    route    TEXT NOT NULL,
    provider TEXT NOT NULL,         -- whose limits hold for it; often the route itself
    at       BIGINT NOT NULL
) WITHOUT ROWID;

-- Whether a domain is anybody's is asked whenever its way is found out, and when somebody is forgotten.
CREATE INDEX person_domain ON person (domain);

-- A route or provider that isn't as it should be: since when, until when it rests, and why, in the words of the other side. In order, it has no row.
CREATE TABLE route (
    name     TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    until    BIGINT NOT NULL,
    reason   TEXT NOT NULL,
    at       BIGINT NOT NULL
) WITHOUT ROWID;

-- What a provider was sent on one day, while our address is being warmed up.
CREATE TABLE warmth (
    route TEXT NOT NULL,
    day   TEXT NOT NULL,            -- yyyy-MM-dd, UTC
    sent  INTEGER NOT NULL,
    PRIMARY KEY (route, day)
) WITHOUT ROWID;

-- Policies by which domains demand TLS of whoever sends them mail (RFC 8461).
CREATE TABLE sts_policy (
    domain  TEXT PRIMARY KEY,
    id      TEXT NOT NULL,
    policy  TEXT NOT NULL,
    expires BIGINT NOT NULL
) WITHOUT ROWID;
