-- Plans in their simplest form: what is offered, what a workspace took, and each month that was granted.
CREATE TABLE "plan_periods" (
	"workspace_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"period" integer NOT NULL,
	"starts_at" timestamp (6) with time zone NOT NULL,
	"ends_at" timestamp (6) with time zone NOT NULL,
	"fee_minor" bigint NOT NULL,
	"credits_micro" bigint NOT NULL,
	"granted_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "plan_periods_workspace_id_subscription_id_period_pk" PRIMARY KEY("workspace_id","subscription_id","period"),
	CONSTRAINT "plan_periods_span" CHECK ("plan_periods"."ends_at" > "plan_periods"."starts_at" and "plan_periods"."period" >= 0)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"fee_minor" bigint NOT NULL,
	"credits_micro" bigint NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "plans_currency" CHECK ("plans"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "plans_amounts" CHECK ("plans"."fee_minor" >= 0 and "plans"."credits_micro" > 0)
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"plan_id" text NOT NULL,
	"anchor" timestamp (6) with time zone NOT NULL,
	"fee_minor" bigint NOT NULL,
	"credits_micro" bigint NOT NULL,
	"renews_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone,
	CONSTRAINT "subscriptions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "subscriptions_amounts" CHECK ("subscriptions"."fee_minor" >= 0 and "subscriptions"."credits_micro" > 0)
);
--> statement-breakpoint
ALTER TABLE "plan_periods" ADD CONSTRAINT "plan_periods_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_periods" ADD CONSTRAINT "plan_periods_subscription_fk" FOREIGN KEY ("workspace_id","subscription_id") REFERENCES "public"."subscriptions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_running_key" ON "subscriptions" USING btree ("workspace_id") WHERE "subscriptions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("renews_at") WHERE "subscriptions"."ended_at" is null;
--> statement-breakpoint

do $$
declare t text;
begin
  foreach t in array array['subscriptions', 'plan_periods'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
      with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
end $$;
--> statement-breakpoint
create trigger plan_periods_append_only before update or delete on plan_periods for each row execute function refuse_change();
--> statement-breakpoint
create trigger plan_periods_no_truncate before truncate on plan_periods for each statement execute function refuse_change();
