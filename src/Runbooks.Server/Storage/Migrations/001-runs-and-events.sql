-- One row a run: what lists show, and who advances it. Times are Unix milliseconds.
CREATE TABLE runs (
    id           TEXT PRIMARY KEY,           -- UUID version 7: sorts by submission
    namespace    TEXT NOT NULL,
    name         TEXT NOT NULL,
    phase        TEXT NOT NULL,
    message      TEXT,
    submitted_at INTEGER NOT NULL,
    started_at   INTEGER,
    finished_at  INTEGER,
    due_at       INTEGER,                    -- when it wants to be advanced; null: never again
    owner        TEXT,                       -- the worker that advances it now
    leased_until INTEGER,
    fence        INTEGER NOT NULL DEFAULT 0, -- grows with each owner; an append with an older number is refused
    UNIQUE (namespace, name)
);
CREATE INDEX runs_due ON runs (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX runs_phase ON runs (phase, id);

-- The truth: each run's history, only ever added to.
CREATE TABLE events (
    id   INTEGER PRIMARY KEY,
    run  TEXT NOT NULL REFERENCES runs (id),
    body TEXT NOT NULL
);
CREATE INDEX events_run ON events (run); -- and by id within a run, as all of SQLite's indexes are
