-- What the operator changes for everybody has its own audit chain; publishing is theirs, under their own name.
CREATE TABLE "operator_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_heads" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"hash" text DEFAULT '' NOT NULL,
	CONSTRAINT "operator_heads_only" CHECK ("operator_heads"."only")
);
--> statement-breakpoint
CREATE TABLE "operator_lines" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "adjustments" ADD COLUMN "needs_second" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "rate_cards" ADD COLUMN "created_by" text DEFAULT 'system:default' NOT NULL;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_decided" CHECK (("adjustments"."decided_by" is null) = ("adjustments"."decided_at" is null) and case when "adjustments"."needs_second" then ("adjustments"."state" = 'waiting') = ("adjustments"."decided_by" is null) else "adjustments"."state" = 'done' and "adjustments"."decided_by" is null end);--> statement-breakpoint
insert into operator_heads default values;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['operator_lines', 'operator_heads', 'operator_drafts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using ((select app_operates()) or (select app_sweeps()))', t || '_operator', t);
  end loop;
end $$;
--> statement-breakpoint
create trigger operator_lines_append_only before update or delete on operator_lines for each row execute function refuse_change();
--> statement-breakpoint
create trigger operator_lines_no_truncate before truncate on operator_lines for each statement execute function refuse_change();
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['rate_cards', 'rates', 'rate_versions'] loop
    execute format($p$alter policy %I on %I
      using (workspace_id in ('', (select app_setting('ws'))) or (select app_sweeps()) or (select app_operates()))
      with check ((select app_sweeps()) or (select app_operates()))$p$, t || '_tenant', t);
  end loop;
end $$;
--> statement-breakpoint
alter policy memberships_tenant on memberships
  using (workspace_id = (select app_setting('ws'))
    or user_id = (select app_setting('user'))
    or (select app_sweeps())
    or (select app_operates()));
--> statement-breakpoint

-- Nobody asks for credits, or agrees to them, in another operator's name; what was decided stays as it is.
alter policy adjustments_tenant on adjustments
  with check ((select app_operates()) and coalesce(decided_by, asked_by) = 'operator:' || (select app_setting('user')));
--> statement-breakpoint
create function refuse_change_but_decision() returns trigger language plpgsql as $$
begin
  if old.state = 'waiting' and to_jsonb(new) - '{state,decided_by,decided_at}'::text[] = to_jsonb(old) - '{state,decided_by,decided_at}'::text[] then
    return new;
  end if;
  raise exception '% is settled: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger adjustments_decided_once before update on adjustments for each row execute function refuse_change_but_decision();
