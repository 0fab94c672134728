-- Of runs that are due, the one with the highest goes first; of those that wait for a lock, too.
ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
DROP INDEX runs_due;
CREATE INDEX runs_due ON runs (priority DESC, due_at) WHERE due_at IS NOT NULL;

-- Who holds which lock. A run keeps its locks when its worker dies: what it has begun may still go on.
CREATE TABLE lock_holders (
    lock TEXT    NOT NULL,
    run  TEXT    NOT NULL REFERENCES runs (id),
    node INTEGER NOT NULL,                     -- its number; -1 for the run itself
    PRIMARY KEY (lock, run, node)
) WITHOUT ROWID;
CREATE INDEX lock_holders_run ON lock_holders (run, node);

-- Who waits for which lock. Only those count whose run somebody advances.
CREATE TABLE lock_queue (
    lock     TEXT    NOT NULL,
    run      TEXT    NOT NULL REFERENCES runs (id),
    node     INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    since    INTEGER NOT NULL,                 -- when the run was submitted
    PRIMARY KEY (lock, run, node)
) WITHOUT ROWID;
CREATE INDEX lock_queue_order ON lock_queue (lock, priority DESC, since, run);
CREATE INDEX lock_queue_run ON lock_queue (run, node);

-- How many may hold a semaphore of the database.
CREATE TABLE sync_limits (
    namespace TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    size      INTEGER NOT NULL,
    PRIMARY KEY (namespace, key)
) WITHOUT ROWID;

-- Grows whenever somebody who waits may have got a chance: other processes look at it.
CREATE TABLE lock_changes (version INTEGER NOT NULL);
INSERT INTO lock_changes VALUES (0);
