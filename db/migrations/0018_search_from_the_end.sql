-- Searching by the last digits of a number, or by a reference, looked at every row of the days asked for. The bytes' own
-- order, whatever the database's, makes the span of a prefix.

DROP INDEX "usage_events_recipient";--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "recipient_reversed" text COLLATE "C" GENERATED ALWAYS AS (reverse(recipient)) STORED;--> statement-breakpoint
CREATE INDEX "usage_events_recipient_reversed" ON "usage_events" USING btree ("workspace_id","recipient_reversed","occurred_at") WHERE "usage_events"."recipient_reversed" is not null;--> statement-breakpoint
CREATE INDEX "usage_events_reference" ON "usage_events" USING btree ("workspace_id","reference") WHERE "usage_events"."reference" is not null;
