-- When a run that has ended is to be deleted (ttlStrategy), and which runs are of the same runbook. Times are Unix milliseconds.
ALTER TABLE runs ADD COLUMN expires_at INTEGER;
ALTER TABLE runs ADD COLUMN series TEXT;
CREATE INDEX runs_expire ON runs (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX runs_series ON runs (namespace, series, id) WHERE phase = 'Succeeded' AND series IS NOT NULL;
