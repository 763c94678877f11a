-- The desk's day: cases, waiting decisions, questions and answers, who was asked, the desk's log. The decisions' table is made anew, since
-- SQLite can't change a CHECK.

-- When something from that address was first released; NULL: a first-time poster.
ALTER TABLE person ADD COLUMN released BIGINT;

-- When a moderator is on duty, as "mon-fri 08:00-18:00 Europe/Paris"; empty: always.
ALTER TABLE moderator ADD COLUMN hours TEXT NOT NULL DEFAULT '';

-- Whom a release may ever be shown to; the name that stands behind its organisation.
ALTER TABLE release ADD COLUMN audience TEXT NOT NULL DEFAULT 'everyone' CHECK (audience IN ('everyone', 'members'));
ALTER TABLE release ADD COLUMN author TEXT;
CREATE INDEX release_case ON release (case_number, id);
-- A reader may follow one case: its number is one of the topics of all its releases.
UPDATE release SET topics = CASE topics WHEN '' THEN ';' ELSE topics END || case_number || ';';

-- held.verdict: NULL (to be decided), 'seconding' (one editor of two has approved), 'waiting' (approved, released at the time of its due row),
-- 'returned' (went back to its poster; kept as a copy for a while).
ALTER TABLE held ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1));
ALTER TABLE held ADD COLUMN continues BIGINT REFERENCES release ON DELETE SET NULL;   -- the release that it follows, as its poster says
ALTER TABLE held ADD COLUMN corrects BIGINT REFERENCES edition ON DELETE SET NULL;    -- an editor's correction of that edition
ALTER TABLE held ADD COLUMN taken_by BIGINT REFERENCES person ON DELETE SET NULL;
ALTER TABLE held ADD COLUMN reminded INTEGER NOT NULL DEFAULT 0;                      -- how often
ALTER TABLE held ADD COLUMN orders TEXT;              -- of the approval that waits: as a moderator would write it
ALTER TABLE held ADD COLUMN approved_by BIGINT REFERENCES person ON DELETE SET NULL;  -- NULL with orders: from the shell
ALTER TABLE held ADD COLUMN edited_subject TEXT;
ALTER TABLE held ADD COLUMN edited_text TEXT;
CREATE INDEX held_continues ON held (continues);
CREATE INDEX held_corrects ON held (corrects);
CREATE INDEX held_taken_by ON held (taken_by);
CREATE INDEX held_approved_by ON held (approved_by);

-- What was said about a held post meanwhile: the desk's questions, the poster's answers and additions.
CREATE TABLE remark (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    held BIGINT NOT NULL REFERENCES held ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('question', 'addition')),
    text TEXT NOT NULL,
    at   BIGINT NOT NULL
);
CREATE INDEX remark_held ON remark (held);

-- Who was asked to decide a post, and in which letter.
CREATE TABLE asked (
    held      BIGINT NOT NULL REFERENCES held ON DELETE CASCADE,
    person    BIGINT NOT NULL REFERENCES person ON DELETE CASCADE,
    rendering BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (held, person)
) WITHOUT ROWID;
CREATE INDEX asked_person ON asked (person);
CREATE INDEX asked_rendering ON asked (rendering);
INSERT OR IGNORE INTO asked (held, person, rendering, at)
    SELECT held.id, token.person, 0, held.at FROM token JOIN held ON held.id = token.subject WHERE token.purpose = 'decision';

-- What was held before has its reminder and its last day, too: two weeks after it came, but not before those who decide have heard of it.
INSERT INTO due (kind, subject, at) SELECT 'remind', CAST(id AS TEXT), unixepoch() * 1000 FROM held WHERE kind <> 'stranger';
INSERT INTO due (kind, subject, at)
    SELECT 'return', CAST(id AS TEXT), max(at + 14 * 86400000, (unixepoch() + 86400) * 1000) FROM held;

CREATE TABLE decision_new (
    held      BIGINT NOT NULL,
    version   INTEGER NOT NULL,
    list      TEXT NOT NULL,
    moderator BIGINT REFERENCES person ON DELETE SET NULL,  -- NULL: from the shell, the poster, the clock, or a person since gone
    verdict   TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'discarded', 'withdrawn', 'returned')),
    release   BIGINT REFERENCES release,
    at        BIGINT NOT NULL,
    PRIMARY KEY (held, version)
) WITHOUT ROWID;
INSERT INTO decision_new SELECT held, version, list, moderator, verdict, release, at FROM decision;
DROP TABLE decision;
ALTER TABLE decision_new RENAME TO decision;
CREATE INDEX decision_moderator ON decision (moderator);
CREATE INDEX decision_release ON decision (release);

-- Who did what at the desk, and when; no text of any mail, no poster.
CREATE TABLE desk_log (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    list     TEXT NOT NULL,
    held     BIGINT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'fr', 'es', 'ru', 'ar')),
    person   BIGINT REFERENCES person ON DELETE SET NULL,
    deed     TEXT NOT NULL,
    detail   TEXT NOT NULL DEFAULT '',
    at       BIGINT NOT NULL
);
CREATE INDEX desk_log_list ON desk_log (list, at);
CREATE INDEX desk_log_held ON desk_log (held);
CREATE INDEX desk_log_person ON desk_log (person);
