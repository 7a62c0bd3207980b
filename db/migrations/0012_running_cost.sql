-- What the credits used in a period had cost is asked by every overview: as a running total it is the difference of two rows, however many there
-- are between. And the holds of a workspace that are still open are found without its closed ones.

ALTER TABLE "journal" ADD COLUMN "cost_after_minor" bigint;--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "cost_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "holds_open" ON "holds" USING btree ("workspace_id","expires_at") WHERE "holds"."state" = 'open';--> statement-breakpoint
ALTER TABLE "journal" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pockets" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "journal" DISABLE TRIGGER journal_append_only;--> statement-breakpoint
update journal j set cost_after_minor = t.total
from (
  select workspace_id, tx, pocket, sum(cost_minor) over (partition by workspace_id order by tx, pocket <> 'main', pocket) as total from journal
) t
where j.pocket = 'main' and t.workspace_id = j.workspace_id and t.tx = j.tx and t.pocket = j.pocket;--> statement-breakpoint
update pockets p set cost_minor = t.total
from (select workspace_id, sum(cost_minor) as total from journal group by workspace_id) t
where p.id = 'main' and t.workspace_id = p.workspace_id;--> statement-breakpoint
ALTER TABLE "journal" ENABLE TRIGGER journal_append_only;--> statement-breakpoint
ALTER TABLE "journal" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pockets" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_cost_after" CHECK (("journal"."pocket" = 'main') = ("journal"."cost_after_minor" is not null));
