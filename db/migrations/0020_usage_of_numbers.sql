-- What went through a number is asked by its page and by the usage page, and most events go through none: the index holds those that do.

CREATE INDEX "usage_events_number" ON "usage_events" USING btree ("workspace_id","number_id","occurred_at") WHERE "usage_events"."number_id" is not null;