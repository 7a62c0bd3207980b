-- The page that watches a payment tells from these whether the provider has answered since the buyer came back.
ALTER TABLE "payments" ADD COLUMN "looked_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "look_asked_at" timestamp (6) with time zone;