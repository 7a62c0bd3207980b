-- A statement goes by the day of posting: its usage lines are rolled up by that, up to a mark, out of what never changes.
CREATE TABLE "posted_marks" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"tx" bigint NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posted_quarters" (
	"workspace_id" text NOT NULL,
	"bucket" timestamp (6) with time zone NOT NULL,
	"pocket" text NOT NULL,
	"entry" text NOT NULL,
	"channel" text NOT NULL,
	"items" bigint NOT NULL,
	"amount_micro" bigint NOT NULL,
	CONSTRAINT "posted_quarters_workspace_id_bucket_pocket_entry_channel_pk" PRIMARY KEY("workspace_id","bucket","pocket","entry","channel")
);
--> statement-breakpoint
ALTER TABLE "posted_marks" ADD CONSTRAINT "posted_marks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posted_quarters" ADD CONSTRAINT "posted_quarters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journal_expired" ON "journal" USING btree ("workspace_id","at") WHERE "journal"."kind" = 'expire';
--> statement-breakpoint

do $$
declare t text;
begin
  foreach t in array array['posted_marks', 'posted_quarters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
      with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
end $$;
