-- A lot is updated with every batch that draws on it: its index asks whether it is open, so that the update stays in place. And rows that are
-- bound to the workspace by another key need not be looked up twice.

ALTER TABLE "journal" DROP CONSTRAINT "journal_workspace_id_workspaces_id_fk";
--> statement-breakpoint
ALTER TABLE "lot_entries" DROP CONSTRAINT "lot_entries_workspace_id_workspaces_id_fk";
--> statement-breakpoint
ALTER TABLE "hold_parts" DROP CONSTRAINT "hold_parts_workspace_id_workspaces_id_fk";
--> statement-breakpoint
DROP INDEX "lots_open";--> statement-breakpoint
ALTER TABLE "lots" ADD COLUMN "is_open" boolean GENERATED ALWAYS AS (remaining_micro > 0) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "lots_open" ON "lots" USING btree ("workspace_id","pocket","fund","expires_at","opened_at") WHERE "lots"."is_open";