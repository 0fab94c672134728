-- What someone wants of a run that another process may be advancing: events that its worker takes over into the run's history,
-- and removes from here, in one transaction.
CREATE TABLE requests (
    id   INTEGER PRIMARY KEY,
    run  TEXT NOT NULL REFERENCES runs (id),
    body TEXT NOT NULL
);
CREATE INDEX requests_run ON requests (run);
