-- The totals of a list of usage come from the quarter hours, which keep what was charged; refusals, which are few, are counted here.

CREATE INDEX "usage_events_refused" ON "usage_events" USING btree ("workspace_id","occurred_at") WHERE "usage_events"."refusal" is not null;
