-- What memoized steps have given, where there is no cluster whose ConfigMaps could keep it. Times are Unix milliseconds.
CREATE TABLE memoized_outputs (
    namespace  TEXT    NOT NULL,
    cache      TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    node_id    TEXT    NOT NULL,              -- Argo's id of the node that gave it
    outputs    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    hit_at     INTEGER NOT NULL,
    PRIMARY KEY (namespace, cache, key)
) WITHOUT ROWID;
