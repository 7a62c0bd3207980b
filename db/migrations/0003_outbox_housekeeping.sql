-- Health counts the effects that were given up on every probe; the index keeps that from growing with history.

CREATE INDEX "outbox_dead" ON "outbox" USING btree ("created_at") WHERE "outbox"."status" = 'dead';