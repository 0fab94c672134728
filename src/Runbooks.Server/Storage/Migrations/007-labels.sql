-- The labels of a run's document, as a JSON object: what lists are filtered by. Runs from before have them in their first event.
ALTER TABLE runs ADD COLUMN labels TEXT;
UPDATE runs SET labels = (SELECT body -> '$.workflow.metadata.labels' FROM events WHERE run = runs.id ORDER BY id LIMIT 1);
