-- A workspace is told of the looks at its own books: who asked, how far one is, and what the last one found.

CREATE TABLE "book_checks" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (6) with time zone NOT NULL,
	"started_at" timestamp (6) with time zone,
	"seen_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	"rules_done" integer DEFAULT 0 NOT NULL,
	"rules" integer DEFAULT 0 NOT NULL,
	"transactions" bigint,
	"events" bigint,
	"wrong" bigint,
	"figures" jsonb,
	"findings" jsonb,
	CONSTRAINT "book_checks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "book_checks_state" CHECK ("book_checks"."state" in ('waiting', 'running', 'done', 'failed')),
	CONSTRAINT "book_checks_verdict" CHECK (("book_checks"."state" = 'done') = ("book_checks"."wrong" is not null))
);
--> statement-breakpoint
ALTER TABLE "book_checks" ADD CONSTRAINT "book_checks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "book_checks_asked" ON "book_checks" USING btree ("workspace_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "book_checks_open" ON "book_checks" USING btree ("workspace_id") WHERE "book_checks"."state" in ('waiting', 'running');
--> statement-breakpoint

-- Whoever may ask writes a question and nothing of the answer.
alter table book_checks enable row level security;--> statement-breakpoint
alter table book_checks force row level security;--> statement-breakpoint
create policy book_checks_tenant on book_checks
  using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
  with check (workspace_id = (select app_setting('ws')) and state = 'waiting' and wrong is null and findings is null and figures is null
    or (select app_sweeps()));
