-- A key can be rotated with an overlap, is recognised by its end, and may be bound to networks; the door opens for the secret it had before, too.

ALTER TABLE "api_keys" ADD COLUMN "last_four" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "addresses" text[];--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotated_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_lookup" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_secret_hash" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_last_four" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_last_used_at" timestamp (6) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_previous_lookup_key" ON "api_keys" USING btree ("previous_lookup");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_limit" CHECK ("api_keys"."monthly_limit_micro" >= 0);--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_addresses" CHECK (cardinality("api_keys"."addresses") between 1 and 50);--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_previous" CHECK (("api_keys"."previous_lookup" is null) = ("api_keys"."previous_secret_hash" is null) and ("api_keys"."previous_lookup" is null) = ("api_keys"."previous_until" is null));--> statement-breakpoint
alter policy api_keys_tenant on api_keys
  using (workspace_id = (select app_setting('ws'))
    or lookup = (select app_setting('key'))
    or previous_lookup = (select app_setting('key'))
    or (select app_sweeps()));
