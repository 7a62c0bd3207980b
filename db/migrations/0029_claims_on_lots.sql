-- What is asked back of bought credits, by refunds and disputes, and why a wallet is frozen; refunds are among what a statement lists.
CREATE TABLE "lot_claims" (
	"workspace_id" text NOT NULL,
	"lot_id" text NOT NULL,
	"taken_micro" bigint DEFAULT 0 NOT NULL,
	"indebted_micro" bigint DEFAULT 0 NOT NULL,
	"due_micro" bigint DEFAULT 0 NOT NULL,
	"kept_micro" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "lot_claims_workspace_id_lot_id_pk" PRIMARY KEY("workspace_id","lot_id"),
	CONSTRAINT "lot_claims_amounts" CHECK ("lot_claims"."indebted_micro" >= 0 and "lot_claims"."due_micro" >= 0 and "lot_claims"."kept_micro" >= 0 and "lot_claims"."taken_micro" >= "lot_claims"."indebted_micro" + "lot_claims"."due_micro")
);
--> statement-breakpoint
DROP INDEX "journal_came_in";--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "frozen_for" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
alter table pockets no force row level security;--> statement-breakpoint
update pockets set frozen_for = '{operator}' where frozen;--> statement-breakpoint
alter table pockets force row level security;--> statement-breakpoint
ALTER TABLE "lot_claims" ADD CONSTRAINT "lot_claims_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_claims" ADD CONSTRAINT "lot_claims_lot_fk" FOREIGN KEY ("workspace_id","lot_id") REFERENCES "public"."lots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journal_came_in" ON "journal" USING btree ("workspace_id","at") WHERE "journal"."kind" in ('grant', 'purchase', 'renewal', 'adjust', 'move', 'refund', 'dispute');--> statement-breakpoint
ALTER TABLE "pockets" ADD CONSTRAINT "pockets_frozen" CHECK ("pockets"."frozen" = (cardinality("pockets"."frozen_for") > 0));--> statement-breakpoint
alter table lot_claims enable row level security;--> statement-breakpoint
alter table lot_claims force row level security;--> statement-breakpoint
create policy lot_claims_tenant on lot_claims
  using (workspace_id = (select app_setting('ws')) or (select app_sweeps()) or (select app_operates()))
  with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()));
