-- Single items of usage may be kept for so many months and no longer: what goes stays in the sums by day, and how much of a sum it is stands
-- beside it, so that the books can still be held against what is left of the log.

CREATE TABLE "usage_summaries" (
	"workspace_id" text NOT NULL,
	"n" integer NOT NULL,
	"through_tx" bigint NOT NULL,
	"through_seq" bigint NOT NULL,
	"events" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"plan_micro" bigint DEFAULT 0 NOT NULL,
	"promo_micro" bigint DEFAULT 0 NOT NULL,
	"wallet_micro" bigint DEFAULT 0 NOT NULL,
	"number_micro" bigint DEFAULT 0 NOT NULL,
	"debt_micro" bigint DEFAULT 0 NOT NULL,
	"returned_micro" bigint DEFAULT 0 NOT NULL,
	"balance_after_micro" bigint,
	"kept_from" date NOT NULL,
	"kept_months" integer NOT NULL,
	"summarised_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "usage_summaries_workspace_id_n_pk" PRIMARY KEY("workspace_id","n"),
	CONSTRAINT "usage_summaries_some" CHECK ("usage_summaries"."events" >= 0 and "usage_summaries"."refused" >= 0 and "usage_summaries"."events" + "usage_summaries"."refused" > 0),
	CONSTRAINT "usage_summaries_funds" CHECK (least("usage_summaries"."plan_micro", "usage_summaries"."promo_micro", "usage_summaries"."wallet_micro", "usage_summaries"."number_micro", "usage_summaries"."debt_micro") >= 0 and "usage_summaries"."returned_micro" between 0 and "usage_summaries"."plan_micro" + "usage_summaries"."promo_micro" + "usage_summaries"."wallet_micro" + "usage_summaries"."number_micro" + "usage_summaries"."debt_micro")
);
--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "summed_used_micro" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "summed_plan_micro" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_quarters" ADD COLUMN "summed_items" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "posted_quarters" ADD COLUMN "summed_amount_micro" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "summed_refused" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "summed_events" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "summed_quantity" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "summed_amount_micro" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_quarters" ADD COLUMN "summed_events" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_quarters" ADD COLUMN "summed_quantity" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_quarters" ADD COLUMN "summed_amount_micro" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "usage_kept_months" integer;--> statement-breakpoint
ALTER TABLE "usage_summaries" ADD CONSTRAINT "usage_summaries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "holds_personal" ON "holds" USING btree ("workspace_id","closed_at") WHERE "holds"."closed_at" is not null and "holds"."event" ?| array['recipient', 'used_by', 'reference', 'tags'];--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_summed" CHECK ("budgets"."summed_used_micro" between 0 and "budgets"."used_micro" and "budgets"."summed_plan_micro" between 0 and "budgets"."plan_used_micro");--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_summed" CHECK (("usage_days"."summed_events" = 0 or "usage_days"."summed_events" between 0 and "usage_days"."events") and ("usage_days"."summed_refused" = 0 or "usage_days"."summed_refused" between 0 and "usage_days"."refused") and ("usage_days"."summed_quantity" = 0 or "usage_days"."summed_quantity" between 0 and "usage_days"."quantity") and ("usage_days"."summed_amount_micro" = 0 or "usage_days"."summed_amount_micro" between 0 and "usage_days"."amount_micro"));--> statement-breakpoint
ALTER TABLE "usage_quarters" ADD CONSTRAINT "usage_quarters_summed" CHECK (("usage_quarters"."summed_events" = 0 or "usage_quarters"."summed_events" between 0 and "usage_quarters"."events") and ("usage_quarters"."summed_quantity" = 0 or "usage_quarters"."summed_quantity" between 0 and "usage_quarters"."quantity") and ("usage_quarters"."summed_amount_micro" = 0 or "usage_quarters"."summed_amount_micro" between 0 and "usage_quarters"."amount_micro"));--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_usage_kept" CHECK ("workspaces"."usage_kept_months" in (3, 6, 13, 24, 36, 84));--> statement-breakpoint
alter table usage_summaries enable row level security;--> statement-breakpoint
alter table usage_summaries force row level security;--> statement-breakpoint
create policy usage_summaries_tenant on usage_summaries
  using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
  with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()));--> statement-breakpoint
create trigger usage_summaries_append_only before update or delete on usage_summaries for each row execute function refuse_change();--> statement-breakpoint
create trigger usage_summaries_no_truncate before truncate on usage_summaries for each statement execute function refuse_change();--> statement-breakpoint

-- A row of the log goes when the record says that it is summarised, and changes when a person is forgotten; nothing else, for nobody.
create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('app.erases', true) = 'on' and new.recipient ~ '^erased:[0-9a-f]{12}$'
      and to_jsonb(new) - '{recipient,recipient_reversed}'::text[] = to_jsonb(old) - '{recipient,recipient_reversed}'::text[] then
    return new;
  end if;
  if tg_op = 'DELETE' and (
    select case when old.seq is null then old.day < s.kept_from else old.seq <= s.through_seq end
    from usage_summaries s where s.workspace_id = old.workspace_id order by s.n desc limit 1) then
    return old;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;--> statement-breakpoint
drop trigger usage_events_append_only on usage_events;--> statement-breakpoint
create trigger usage_events_append_only before update or delete on usage_events
  for each row execute function refuse_change_of_log();--> statement-breakpoint
drop function refuse_change_but_erasure();--> statement-breakpoint

-- Why something was given back is a free text; it goes with its event.
create function refuse_change_but_forgotten_reason() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.reason is null and to_jsonb(new) - 'reason' = to_jsonb(old) - 'reason'
      and not exists (select from usage_events e where e.workspace_id = old.workspace_id and e.occurred_at = old.occurred_at and e.key = old.key) then
    return new;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;--> statement-breakpoint
drop trigger usage_returns_append_only on usage_returns;--> statement-breakpoint
create trigger usage_returns_append_only before update or delete on usage_returns
  for each row execute function refuse_change_but_forgotten_reason();
