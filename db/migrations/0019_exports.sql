-- Files of usage that people ask for: written piece by piece by whoever is at hand, kept for a week.
CREATE TABLE "usage_export_chunks" (
	"workspace_id" text NOT NULL,
	"export_id" text NOT NULL,
	"n" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "usage_export_chunks_workspace_id_export_id_n_pk" PRIMARY KEY("workspace_id","export_id","n")
);
--> statement-breakpoint
CREATE TABLE "usage_exports" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"requested_by" text NOT NULL,
	"filter" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"country" text NOT NULL,
	"format" text NOT NULL,
	"zone" text NOT NULL,
	"recipients" text NOT NULL,
	"sight" text NOT NULL,
	"snapshot" text NOT NULL,
	"seen_at" timestamp (6) with time zone NOT NULL,
	"expected_rows" integer NOT NULL,
	"expected_micro" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"amount_micro" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"after_micros" bigint,
	"after_key" uuid,
	"sha256" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone,
	"expires_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "usage_exports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "usage_exports_state" CHECK ("usage_exports"."state" in ('waiting', 'writing', 'done', 'failed', 'cancelled', 'expired')),
	CONSTRAINT "usage_exports_place" CHECK (("usage_exports"."after_micros" is null) = ("usage_exports"."after_key" is null)),
	CONSTRAINT "usage_exports_done" CHECK ("usage_exports"."state" <> 'done' or ("usage_exports"."sha256" is not null and "usage_exports"."finished_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "usage_export_chunks" ADD CONSTRAINT "usage_export_chunks_export_fk" FOREIGN KEY ("workspace_id","export_id") REFERENCES "public"."usage_exports"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_exports" ADD CONSTRAINT "usage_exports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_exports_kept" ON "usage_exports" USING btree ("expires_at") WHERE "usage_exports"."state" <> 'expired';
--> statement-breakpoint

-- The pieces are compressed already.
alter table usage_export_chunks alter column data set storage external;
--> statement-breakpoint

do $$
declare t text;
begin
  foreach t in array array['usage_exports', 'usage_export_chunks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
      with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
end $$;
