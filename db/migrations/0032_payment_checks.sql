-- How payments here and at the providers stood side by side the last time: found out by the worker, told by the web app.

CREATE TABLE "payment_checks" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp (6) with time zone NOT NULL,
	"since" timestamp (6) with time zone,
	"payments" integer NOT NULL,
	"received_minor" bigint NOT NULL,
	"wrong" integer NOT NULL,
	"findings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_verdicts" (
	"latest" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"checked_at" timestamp (6) with time zone NOT NULL,
	"since" timestamp (6) with time zone,
	"payments" integer NOT NULL,
	"wrong" integer NOT NULL,
	"findings" jsonb NOT NULL,
	CONSTRAINT "payment_verdicts_one_row" CHECK ("payment_verdicts"."latest")
);
--> statement-breakpoint
ALTER TABLE "payment_checks" ADD CONSTRAINT "payment_checks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint

-- A workspace reads its own part of the comparison; only who goes through all of them writes it.
alter table payment_checks enable row level security;--> statement-breakpoint
alter table payment_checks force row level security;--> statement-breakpoint
create policy payment_checks_tenant on payment_checks
  using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
  with check ((select app_sweeps()));
