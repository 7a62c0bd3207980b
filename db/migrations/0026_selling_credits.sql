-- Selling credits: what they cost, who sells them, who bought what, what providers said of it, and the documents.
CREATE TABLE "adjustments" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"credits_micro" bigint NOT NULL,
	"expires_at" timestamp (6) with time zone,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (6) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (6) with time zone,
	CONSTRAINT "adjustments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "adjustments_state" CHECK ("adjustments"."state" in ('waiting', 'done', 'refused')),
	CONSTRAINT "adjustments_kind" CHECK ("adjustments"."kind" = 'correction' or "adjustments"."kind" = 'promo' and "adjustments"."credits_micro" > 0),
	CONSTRAINT "adjustments_amount" CHECK ("adjustments"."credits_micro" <> 0),
	CONSTRAINT "adjustments_four_eyes" CHECK ("adjustments"."decided_by" is null or "adjustments"."decided_by" <> "adjustments"."asked_by")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"currency" text NOT NULL,
	"name" text NOT NULL,
	"starts_at" timestamp (6) with time zone NOT NULL,
	"terms" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "offers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "offers_currency" CHECK ("offers"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "offers_catalogue" CHECK ("offers"."workspace_id" <> '' or "offers"."terms" is not null)
);
--> statement-breakpoint
CREATE TABLE "seller_currencies" (
	"currency" text PRIMARY KEY NOT NULL,
	"seller_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sellers" (
	"id" text PRIMARY KEY NOT NULL,
	"legal_name" text NOT NULL,
	"address_line1" text NOT NULL,
	"address_line2" text DEFAULT '' NOT NULL,
	"city" text NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"country" text NOT NULL,
	"tax_id" text DEFAULT '' NOT NULL,
	"email" text NOT NULL,
	"invoice_prefix" text NOT NULL,
	"fiscal_year_start" integer DEFAULT 1 NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "sellers_prefix" CHECK ("sellers"."invoice_prefix" ~ '^[A-Z0-9]{1,8}$'),
	CONSTRAINT "sellers_fiscal_year" CHECK ("sellers"."fiscal_year_start" between 1 and 12),
	CONSTRAINT "sellers_country" CHECK ("sellers"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"seller_id" text NOT NULL,
	"country" text NOT NULL,
	"starts_at" timestamp (6) with time zone NOT NULL,
	"name" text NOT NULL,
	"rate_bps" integer NOT NULL,
	"inclusive" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "tax_rates_seller_id_country_starts_at_pk" PRIMARY KEY("seller_id","country","starts_at"),
	CONSTRAINT "tax_rates_rate" CHECK ("tax_rates"."rate_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "invoice_counters" (
	"seller_id" text NOT NULL,
	"fiscal_year" text NOT NULL,
	"kind" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "invoice_counters_seller_id_fiscal_year_kind_pk" PRIMARY KEY("seller_id","fiscal_year","kind")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"seller_id" text NOT NULL,
	"fiscal_year" text NOT NULL,
	"n" integer NOT NULL,
	"number" text NOT NULL,
	"purchase_id" text NOT NULL,
	"reason_id" text,
	"corrects_id" text,
	"currency" text NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"snapshot" jsonb NOT NULL,
	"issued_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "invoices_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "invoices_kind" CHECK (("invoices"."kind" = 'credit_note') = ("invoices"."reason_id" is not null and "invoices"."corrects_id" is not null)),
	CONSTRAINT "invoices_amounts" CHECK ("invoices"."total_minor" = "invoices"."net_minor" + "invoices"."tax_minor" and "invoices"."net_minor" >= 0 and "invoices"."tax_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "bank_receipts" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"payment_id" text NOT NULL,
	"external_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"from_bank" text,
	"late" boolean NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "bank_receipts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "bank_receipts_amount" CHECK ("bank_receipts"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "payment_methods" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"brand" text NOT NULL,
	"last_four" text NOT NULL,
	"expires_month" integer NOT NULL,
	"expires_year" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"country" text,
	"is_default" boolean DEFAULT false NOT NULL,
	"consent_at" timestamp (6) with time zone,
	"consent_by" text,
	"consent_version" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"removed_at" timestamp (6) with time zone,
	CONSTRAINT "payment_methods_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "payment_methods_expiry" CHECK ("payment_methods"."expires_month" between 1 and 12),
	CONSTRAINT "payment_methods_default" CHECK (not "payment_methods"."is_default" or "payment_methods"."removed_at" is null)
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"purchase_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"url" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"received_minor" bigint DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	CONSTRAINT "payments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "payments_status" CHECK ("payments"."status" in ('asked', 'open', 'processing', 'paid', 'failed', 'closed')),
	CONSTRAINT "payments_amounts" CHECK ("payments"."amount_minor" > 0 and "payments"."received_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "provider_cursors" (
	"provider" text NOT NULL,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"read_until" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "provider_cursors_provider_account_livemode_pk" PRIMARY KEY("provider","account","livemode")
);
--> statement-breakpoint
CREATE TABLE "provider_events" (
	"provider" text NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"api_version" text,
	"type" text NOT NULL,
	"object_id" text,
	"payload" jsonb NOT NULL,
	"happened_at" timestamp (6) with time zone NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (6) with time zone NOT NULL,
	"leased_until" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	"workspace_id" text,
	"said" text,
	CONSTRAINT "provider_events_provider_id_pk" PRIMARY KEY("provider","id"),
	CONSTRAINT "provider_events_status" CHECK ("provider_events"."status" in ('pending', 'done', 'waiting', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "provider_refs" (
	"provider" text NOT NULL,
	"account" text NOT NULL,
	"livemode" boolean NOT NULL,
	"external_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"our_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "provider_refs_provider_account_livemode_external_id_pk" PRIMARY KEY("provider","account","livemode","external_id"),
	CONSTRAINT "provider_refs_provider" CHECK ("provider_refs"."provider" in ('stripe', 'bank'))
);
--> statement-breakpoint
CREATE TABLE "recurring_purchases" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"status" text DEFAULT 'starting' NOT NULL,
	"rhythm" text NOT NULL,
	"credits_micro" bigint NOT NULL,
	"pocket" text DEFAULT 'main' NOT NULL,
	"currency" text NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"offer_id" text NOT NULL,
	"payment_method_id" text,
	"anchor_at" timestamp (6) with time zone NOT NULL,
	"next_at" timestamp (6) with time zone,
	"skips_next" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"stopped_at" timestamp (6) with time zone,
	"stopped_by" text,
	CONSTRAINT "recurring_purchases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "recurring_status" CHECK ("recurring_purchases"."status" in ('starting', 'active', 'past_due', 'stopped')),
	CONSTRAINT "recurring_rhythm" CHECK ("recurring_purchases"."rhythm" in ('week', 'month', 'quarter')),
	CONSTRAINT "recurring_amounts" CHECK ("recurring_purchases"."credits_micro" > 0 and "recurring_purchases"."total_minor" = "recurring_purchases"."net_minor" + "recurring_purchases"."tax_minor")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text,
	"purchase_id" text,
	"payment_id" text,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"expected_minor" bigint,
	"received_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"decided_at" timestamp (6) with time zone,
	"decided_by" text,
	CONSTRAINT "reviews_state" CHECK ("reviews"."state" in ('open', 'accepted', 'matched', 'returned', 'dismissed')),
	CONSTRAINT "reviews_decided" CHECK (("reviews"."state" = 'open') = ("reviews"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "buy_drafts" (
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"pocket" text DEFAULT 'main' NOT NULL,
	"values" jsonb NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "buy_drafts_workspace_id_user_id_pocket_pk" PRIMARY KEY("workspace_id","user_id","pocket")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"purchase_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"held_micro" bigint DEFAULT 0 NOT NULL,
	"opened_at" timestamp (6) with time zone NOT NULL,
	"due_at" timestamp (6) with time zone,
	"closed_at" timestamp (6) with time zone,
	CONSTRAINT "disputes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "disputes_status" CHECK ("disputes"."status" in ('inquiry', 'open', 'won', 'lost')),
	CONSTRAINT "disputes_amount" CHECK ("disputes"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "purchase_counters" (
	"workspace_id" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "purchase_counters_workspace_id_year_pk" PRIMARY KEY("workspace_id","year")
);
--> statement-breakpoint
CREATE TABLE "purchase_steps" (
	"workspace_id" text NOT NULL,
	"purchase_id" text NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"step" text NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"actor" text NOT NULL,
	CONSTRAINT "purchase_steps_workspace_id_purchase_id_n_pk" PRIMARY KEY("workspace_id","purchase_id","n")
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"number" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"credits_micro" bigint NOT NULL,
	"pocket" text DEFAULT 'main' NOT NULL,
	"rhythm" text DEFAULT 'once' NOT NULL,
	"recurring_id" text,
	"period" integer,
	"currency" text NOT NULL,
	"offer_id" text NOT NULL,
	"unit_price" text NOT NULL,
	"volume_bps" integer NOT NULL,
	"rhythm_bps" integer NOT NULL,
	"list_minor" bigint NOT NULL,
	"volume_discount_minor" bigint NOT NULL,
	"rhythm_discount_minor" bigint NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"taxes" jsonb NOT NULL,
	"tax_reason" text NOT NULL,
	"seller_id" text NOT NULL,
	"buyer" jsonb NOT NULL,
	"terms_version" text NOT NULL,
	"method" text NOT NULL,
	"payment_method_id" text,
	"bank" text,
	"keeps_card" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"status_at" timestamp (6) with time zone NOT NULL,
	"paid_at" timestamp (6) with time zone,
	"failure" text,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"disputed_minor" bigint DEFAULT 0 NOT NULL,
	"reversed_micro" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "purchases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "purchases_status" CHECK ("purchases"."status" in ('pending', 'processing', 'requires_action', 'awaiting_transfer', 'paid', 'failed', 'expired', 'canceled', 'review')),
	CONSTRAINT "purchases_paid" CHECK (("purchases"."status" = 'paid') = ("purchases"."paid_at" is not null)),
	CONSTRAINT "purchases_rhythm" CHECK ("purchases"."rhythm" in ('once', 'week', 'month', 'quarter')),
	CONSTRAINT "purchases_method" CHECK ("purchases"."method" in ('card', 'saved_card', 'bank')),
	CONSTRAINT "purchases_recurring" CHECK (("purchases"."recurring_id" is null) = ("purchases"."period" is null)),
	CONSTRAINT "purchases_amounts" CHECK ("purchases"."credits_micro" > 0 and "purchases"."net_minor" >= 0 and "purchases"."tax_minor" >= 0 and "purchases"."total_minor" = "purchases"."net_minor" + "purchases"."tax_minor" and "purchases"."list_minor" >= 0),
	CONSTRAINT "purchases_returned" CHECK ("purchases"."refunded_minor" >= 0 and "purchases"."disputed_minor" >= 0 and "purchases"."refunded_minor" + "purchases"."disputed_minor" <= "purchases"."total_minor" and "purchases"."reversed_micro" between 0 and "purchases"."credits_micro")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"purchase_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone,
	CONSTRAINT "refunds_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "refunds_status" CHECK ("refunds"."status" in ('asked', 'pending', 'succeeded', 'failed')),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seller_currencies" ADD CONSTRAINT "seller_currencies_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_counters" ADD CONSTRAINT "invoice_counters_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_seller_id_sellers_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."sellers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_purchase_fk" FOREIGN KEY ("workspace_id","purchase_id") REFERENCES "public"."purchases"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_receipts" ADD CONSTRAINT "bank_receipts_payment_fk" FOREIGN KEY ("workspace_id","payment_id") REFERENCES "public"."payments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_purchase_fk" FOREIGN KEY ("workspace_id","purchase_id") REFERENCES "public"."purchases"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_refs" ADD CONSTRAINT "provider_refs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_purchases" ADD CONSTRAINT "recurring_purchases_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buy_drafts" ADD CONSTRAINT "buy_drafts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_purchase_fk" FOREIGN KEY ("workspace_id","purchase_id") REFERENCES "public"."purchases"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_counters" ADD CONSTRAINT "purchase_counters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_steps" ADD CONSTRAINT "purchase_steps_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_steps" ADD CONSTRAINT "purchase_steps_purchase_fk" FOREIGN KEY ("workspace_id","purchase_id") REFERENCES "public"."purchases"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_purchase_fk" FOREIGN KEY ("workspace_id","purchase_id") REFERENCES "public"."purchases"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adjustments_waiting" ON "adjustments" USING btree ("asked_at") WHERE "adjustments"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "offers_start" ON "offers" USING btree ("workspace_id","currency","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_invoice_prefix_key" ON "sellers" USING btree ("invoice_prefix");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_number_key" ON "invoices" USING btree ("seller_id","fiscal_year","kind","n");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_purchase_key" ON "invoices" USING btree ("workspace_id","purchase_id") WHERE "invoices"."kind" = 'invoice';--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_reason_key" ON "invoices" USING btree ("workspace_id","reason_id") WHERE "invoices"."kind" = 'credit_note';--> statement-breakpoint
CREATE INDEX "invoices_issued" ON "invoices" USING btree ("workspace_id","issued_at");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_receipts_external_key" ON "bank_receipts" USING btree ("external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_methods_default_key" ON "payment_methods" USING btree ("workspace_id") WHERE "payment_methods"."is_default" and "payment_methods"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_attempt_key" ON "payments" USING btree ("workspace_id","purchase_id","attempt");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_open_key" ON "payments" USING btree ("workspace_id","purchase_id") WHERE "payments"."status" in ('asked', 'open', 'processing');--> statement-breakpoint
CREATE INDEX "provider_events_due" ON "provider_events" USING btree ("next_at") WHERE "provider_events"."status" in ('pending', 'waiting');--> statement-breakpoint
CREATE INDEX "provider_events_received" ON "provider_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "provider_events_object" ON "provider_events" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "provider_refs_ours" ON "provider_refs" USING btree ("workspace_id","kind","our_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_external_key" ON "reviews" USING btree ("provider","external_id","kind");--> statement-breakpoint
CREATE INDEX "reviews_state" ON "reviews" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "disputes_purchase" ON "disputes" USING btree ("workspace_id","purchase_id");--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_number_key" ON "purchases" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_period_key" ON "purchases" USING btree ("workspace_id","recurring_id","period");--> statement-breakpoint
CREATE INDEX "purchases_created" ON "purchases" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "purchases_open" ON "purchases" USING btree ("expires_at") WHERE "purchases"."status" in ('pending', 'processing', 'requires_action', 'awaiting_transfer', 'failed');--> statement-breakpoint
CREATE INDEX "refunds_purchase" ON "refunds" USING btree ("workspace_id","purchase_id");

-- An operator looks over all workspaces in the application, because the database knows who is one. What they change in a workspace
-- they change inside it, like its own people.
create function app_operates() returns boolean language sql stable
  as $$ select coalesce(current_setting('app.operator', true), '') = 'on'
    and exists (select from users u where u.id = app_setting('user') and u.is_operator) $$;
--> statement-breakpoint

alter policy workspaces_tenant on workspaces
  using (id = (select app_setting('ws'))
    or (select app_sweeps())
    or (select app_operates())
    or id in (select m.workspace_id from memberships m where m.user_id = (select app_setting('user'))));
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['companies', 'pockets', 'audit_lines'] loop
    execute format($p$alter policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()) or (select app_operates()))$p$, t || '_tenant', t);
  end loop;
  foreach t in array array['purchases', 'purchase_counters', 'purchase_steps', 'refunds', 'disputes', 'provider_refs', 'payments',
      'payment_methods', 'recurring_purchases', 'bank_receipts', 'invoices', 'adjustments'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()) or (select app_operates()))
      with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
end $$;
--> statement-breakpoint

alter table buy_drafts enable row level security;--> statement-breakpoint
alter table buy_drafts force row level security;--> statement-breakpoint
create policy buy_drafts_tenant on buy_drafts
  using (workspace_id = (select app_setting('ws')) and user_id = (select app_setting('user')) or (select app_sweeps()))
  with check (workspace_id = (select app_setting('ws')) and user_id = (select app_setting('user')));
--> statement-breakpoint

-- Everybody reads the catalogue and their own agreement; the operator alone writes.
alter table offers enable row level security;--> statement-breakpoint
alter table offers force row level security;--> statement-breakpoint
create policy offers_tenant on offers
  using (workspace_id in ('', (select app_setting('ws'))) or (select app_sweeps()) or (select app_operates()))
  with check ((select app_sweeps()) or (select app_operates()));
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['sellers', 'seller_currencies', 'tax_rates'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (true) with check ((select app_sweeps()) or (select app_operates()))', t || '_operator', t);
  end loop;
end $$;
--> statement-breakpoint

-- Whoever answers a provider writes down what was announced, and only the worker and the operator ever read it.
alter table provider_events enable row level security;--> statement-breakpoint
alter table provider_events force row level security;--> statement-breakpoint
create policy provider_events_door on provider_events
  using ((select app_sweeps()) or (select app_operates()))
  with check (status = 'pending' and workspace_id is null and said is null or (select app_sweeps()) or (select app_operates()));
--> statement-breakpoint
alter table reviews enable row level security;--> statement-breakpoint
alter table reviews force row level security;--> statement-breakpoint
create policy reviews_tenant on reviews
  using (workspace_id = (select app_setting('ws')) or (select app_sweeps()) or (select app_operates()))
  with check (workspace_id = (select app_setting('ws')) and state = 'open' or (select app_sweeps()) or (select app_operates()));
--> statement-breakpoint

create trigger invoices_append_only before update or delete on invoices for each row execute function refuse_change();
--> statement-breakpoint
create trigger invoices_no_truncate before truncate on invoices for each statement execute function refuse_change();
--> statement-breakpoint
create trigger offers_append_only before update or delete on offers for each row execute function refuse_change();
--> statement-breakpoint
create trigger tax_rates_append_only before update or delete on tax_rates for each row execute function refuse_change();
