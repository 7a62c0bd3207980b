-- The highest balance of ninety days is looked for among what came in, which is little beside what was used.

CREATE INDEX "journal_came_in" ON "journal" USING btree ("workspace_id","at") WHERE "journal"."kind" in ('grant', 'purchase', 'renewal', 'adjust', 'move');