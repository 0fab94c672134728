-- Why a run failed, for people: the first step that did, by its name. Its message is Argo's, and names a hash.
ALTER TABLE runs ADD COLUMN cause TEXT;
