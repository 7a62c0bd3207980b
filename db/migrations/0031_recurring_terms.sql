-- What a recurring purchase costs is frozen when it is begun and when it is changed; a period that could not be charged says why and where it is paid.
ALTER TABLE "recurring_purchases" ADD COLUMN "versions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "recurring_purchases" ADD COLUMN "ends_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "recurring_purchases" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "recurring_purchases" ADD COLUMN "pay_url" text;