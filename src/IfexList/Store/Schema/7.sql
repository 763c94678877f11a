-- Only what comes of a probe itself decides what becomes of it.
ALTER TABLE failing ADD COLUMN failed BIGINT;      -- the setback by which that letter came back
ALTER TABLE failing ADD COLUMN paused_at BIGINT;   -- since when he is paused: asked again meanwhile, state_at moves
UPDATE failing SET paused_at = state_at WHERE state = 'paused';
-- Renderings of letters are known from our own tries and from tokens alone.
UPDATE failing SET failed = (SELECT max(id) FROM setback
    WHERE setback.person = failing.person AND setback.rendering = failing.probe AND class IN ('dead', 'full', 'unavailable'));
