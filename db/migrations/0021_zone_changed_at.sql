-- The rollup by day may tell totals only where its days are days of the zone the workspace has now. Of workspaces that are
-- there already nobody knows; they are taken to have changed just now.

ALTER TABLE "workspaces" ADD COLUMN "zone_changed_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "workspaces" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "workspaces" SET "zone_changed_at" = now();--> statement-breakpoint
ALTER TABLE "workspaces" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
create function note_zone_change() returns trigger language plpgsql as $$
begin
  new.zone_changed_at := now();
  return new;
end $$;--> statement-breakpoint
create trigger workspaces_zone_change before update on workspaces for each row
  when (old.time_zone is distinct from new.time_zone) execute function note_zone_change();
