-- The books: pockets, lots and the journal, the usage log in monthly partitions, holds, budgets and rollups.

CREATE TABLE "journal" (
	"workspace_id" text NOT NULL,
	"tx" bigint NOT NULL,
	"pocket" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"effect_key" text NOT NULL,
	"actor" text NOT NULL,
	"reference" text,
	"first_seq" bigint,
	"last_seq" bigint,
	"plan_micro" bigint DEFAULT 0 NOT NULL,
	"promo_micro" bigint DEFAULT 0 NOT NULL,
	"wallet_micro" bigint DEFAULT 0 NOT NULL,
	"held_micro" bigint DEFAULT 0 NOT NULL,
	"debt_micro" bigint DEFAULT 0 NOT NULL,
	"used_micro" bigint DEFAULT 0 NOT NULL,
	"paid_micro" bigint DEFAULT 0 NOT NULL,
	"granted_micro" bigint DEFAULT 0 NOT NULL,
	"expired_micro" bigint DEFAULT 0 NOT NULL,
	"moved_micro" bigint DEFAULT 0 NOT NULL,
	"plan_after_micro" bigint NOT NULL,
	"promo_after_micro" bigint NOT NULL,
	"wallet_after_micro" bigint NOT NULL,
	"held_after_micro" bigint NOT NULL,
	"debt_after_micro" bigint NOT NULL,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "journal_workspace_id_tx_pocket_pk" PRIMARY KEY("workspace_id","tx","pocket"),
	CONSTRAINT "journal_balanced" CHECK ("journal"."plan_micro" + "journal"."promo_micro" + "journal"."wallet_micro" + "journal"."held_micro" - "journal"."debt_micro" + "journal"."used_micro" + "journal"."paid_micro" + "journal"."granted_micro" + "journal"."expired_micro" + "journal"."moved_micro" = 0)
);
--> statement-breakpoint
CREATE TABLE "lot_entries" (
	"workspace_id" text NOT NULL,
	"tx" bigint NOT NULL,
	"lot_id" text NOT NULL,
	"ord" integer NOT NULL,
	"opened_micro" bigint DEFAULT 0 NOT NULL,
	"remaining_micro" bigint DEFAULT 0 NOT NULL,
	"held_micro" bigint DEFAULT 0 NOT NULL,
	"used_micro" bigint DEFAULT 0 NOT NULL,
	"gone_micro" bigint DEFAULT 0 NOT NULL,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "lot_entries_workspace_id_tx_lot_id_ord_pk" PRIMARY KEY("workspace_id","tx","lot_id","ord"),
	CONSTRAINT "lot_entries_balanced" CHECK ("lot_entries"."opened_micro" = "lot_entries"."remaining_micro" + "lot_entries"."held_micro" + "lot_entries"."used_micro" + "lot_entries"."gone_micro")
);
--> statement-breakpoint
CREATE TABLE "lots" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"pocket" text NOT NULL,
	"fund" text NOT NULL,
	"granted_micro" bigint NOT NULL,
	"remaining_micro" bigint NOT NULL,
	"held_micro" bigint DEFAULT 0 NOT NULL,
	"used_micro" bigint DEFAULT 0 NOT NULL,
	"gone_micro" bigint DEFAULT 0 NOT NULL,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	"opened_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone,
	"source" text NOT NULL,
	"reference" text,
	CONSTRAINT "lots_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "lots_fund" CHECK ("lots"."fund" in ('plan', 'promo', 'wallet')),
	CONSTRAINT "lots_whole" CHECK ("lots"."granted_micro" = "lots"."remaining_micro" + "lots"."held_micro" + "lots"."used_micro" + "lots"."gone_micro" and "lots"."remaining_micro" >= 0 and "lots"."held_micro" >= 0 and "lots"."used_micro" >= 0 and "lots"."gone_micro" >= 0 and "lots"."granted_micro" > 0),
	CONSTRAINT "lots_cost" CHECK ("lots"."cost_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"monthly_limit_micro" bigint,
	"at_limit" text DEFAULT 'use_wallet' NOT NULL,
	"when_plan_exhausted" text DEFAULT 'use_wallet' NOT NULL,
	"stopped" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"deleted_at" timestamp (6) with time zone,
	CONSTRAINT "agents_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "agents_at_limit" CHECK ("agents"."at_limit" in ('stop', 'use_wallet')),
	CONSTRAINT "agents_when_plan_exhausted" CHECK ("agents"."when_plan_exhausted" in ('stop', 'use_wallet')),
	CONSTRAINT "agents_limit" CHECK ("agents"."monthly_limit_micro" >= 0)
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"workspace_id" text NOT NULL,
	"scope" text NOT NULL,
	"id" text NOT NULL,
	"period" date NOT NULL,
	"used_micro" bigint DEFAULT 0 NOT NULL,
	"plan_used_micro" bigint DEFAULT 0 NOT NULL,
	"held_micro" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budgets_workspace_id_scope_id_period_pk" PRIMARY KEY("workspace_id","scope","id","period"),
	CONSTRAINT "budgets_scope" CHECK ("budgets"."scope" in ('agent', 'key', 'workspace')),
	CONSTRAINT "budgets_sums" CHECK ("budgets"."used_micro" >= 0 and "budgets"."plan_used_micro" >= 0 and "budgets"."held_micro" >= 0)
);
--> statement-breakpoint
CREATE TABLE "hold_parts" (
	"workspace_id" text NOT NULL,
	"key" uuid NOT NULL,
	"lot_id" text NOT NULL,
	"amount_micro" bigint NOT NULL,
	CONSTRAINT "hold_parts_workspace_id_key_lot_id_pk" PRIMARY KEY("workspace_id","key","lot_id"),
	CONSTRAINT "hold_parts_amount" CHECK ("hold_parts"."amount_micro" > 0)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"workspace_id" text NOT NULL,
	"key" uuid NOT NULL,
	"external_id" text,
	"state" text NOT NULL,
	"amount_micro" bigint NOT NULL,
	"on_expiry" text NOT NULL,
	"event" jsonb NOT NULL,
	"opened_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"closed_at" timestamp (6) with time zone,
	"used_micro" bigint,
	CONSTRAINT "holds_workspace_id_key_pk" PRIMARY KEY("workspace_id","key"),
	CONSTRAINT "holds_state" CHECK ("holds"."state" in ('open', 'settled', 'released', 'expired')),
	CONSTRAINT "holds_amount" CHECK ("holds"."amount_micro" >= 0)
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"phone" text,
	"name" text NOT NULL,
	"uses_workspace" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "numbers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "numbers_id" CHECK ("numbers"."id" <> 'main')
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"workspace_id" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"feature" text NOT NULL,
	"agent_id" text NOT NULL,
	"events" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"quantity" bigint NOT NULL,
	"amount_micro" bigint NOT NULL,
	CONSTRAINT "usage_days_workspace_id_day_channel_kind_feature_agent_id_pk" PRIMARY KEY("workspace_id","day","channel","kind","feature","agent_id")
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"workspace_id" text NOT NULL,
	"key" uuid NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"day" date NOT NULL,
	"seq" bigint,
	"tx" bigint,
	"external_id" text,
	"api_key_id" text,
	"channel" text NOT NULL,
	"direction" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" text,
	"country" text,
	"feature" text,
	"agent_id" text,
	"number_id" text,
	"used_by" text,
	"quantity" integer NOT NULL,
	"unit" text NOT NULL,
	"price_micro" bigint,
	"rate_id" text,
	"amount_micro" bigint DEFAULT 0 NOT NULL,
	"plan_micro" bigint DEFAULT 0 NOT NULL,
	"promo_micro" bigint DEFAULT 0 NOT NULL,
	"wallet_micro" bigint DEFAULT 0 NOT NULL,
	"number_micro" bigint DEFAULT 0 NOT NULL,
	"debt_micro" bigint DEFAULT 0 NOT NULL,
	"balance_after_micro" bigint,
	"refusal" text,
	"short_by_micro" bigint,
	"limit_micro" bigint,
	"resets_at" timestamp (6) with time zone,
	"reference" text,
	"tags" jsonb,
	"created_at" timestamp (6) with time zone NOT NULL,
	"claimed_at" timestamp (6) with time zone,
	CONSTRAINT "usage_events_workspace_id_occurred_at_key_pk" PRIMARY KEY("workspace_id","occurred_at","key"),
	CONSTRAINT "usage_events_funds" CHECK ("usage_events"."amount_micro" = "usage_events"."plan_micro" + "usage_events"."promo_micro" + "usage_events"."wallet_micro" + "usage_events"."number_micro" + "usage_events"."debt_micro"),
	CONSTRAINT "usage_events_verdict" CHECK (("usage_events"."seq" is null) = ("usage_events"."refusal" is not null) and ("usage_events"."seq" is null) = ("usage_events"."tx" is null))
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "usage_keys" (
	"workspace_id" text NOT NULL,
	"key" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"body" bigint NOT NULL,
	CONSTRAINT "usage_keys_workspace_id_key_created_at_pk" PRIMARY KEY("workspace_id","key","created_at")
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
CREATE TABLE "usage_quarters" (
	"workspace_id" text NOT NULL,
	"bucket" timestamp (6) with time zone NOT NULL,
	"channel" text NOT NULL,
	"feature" text NOT NULL,
	"events" bigint NOT NULL,
	"quantity" bigint NOT NULL,
	"amount_micro" bigint NOT NULL,
	CONSTRAINT "usage_quarters_workspace_id_bucket_channel_feature_pk" PRIMARY KEY("workspace_id","bucket","channel","feature")
);
--> statement-breakpoint
CREATE TABLE "usage_returns" (
	"workspace_id" text NOT NULL,
	"key" uuid NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"tx" bigint NOT NULL,
	"amount_micro" bigint DEFAULT 0 NOT NULL,
	"plan_micro" bigint DEFAULT 0 NOT NULL,
	"promo_micro" bigint DEFAULT 0 NOT NULL,
	"wallet_micro" bigint DEFAULT 0 NOT NULL,
	"number_micro" bigint DEFAULT 0 NOT NULL,
	"reason" text,
	"returned_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "usage_returns_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "rate_cards" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"starts_at" timestamp (6) with time zone NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "rate_cards_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "rate_versions" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rates" (
	"workspace_id" text NOT NULL,
	"card_id" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"direction" text NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"destination" text NOT NULL,
	"unit" text NOT NULL,
	"price_micro" bigint NOT NULL,
	"increment" integer DEFAULT 1 NOT NULL,
	"minimum" integer DEFAULT 1 NOT NULL,
	"rounding" text DEFAULT 'up' NOT NULL,
	CONSTRAINT "rates_workspace_id_card_id_id_pk" PRIMARY KEY("workspace_id","card_id","id"),
	CONSTRAINT "rates_direction" CHECK ("rates"."direction" in ('outbound', 'inbound')),
	CONSTRAINT "rates_destination" CHECK ("rates"."destination" ~ '^(\*|[A-Z]{2}|\+[1-9][0-9]{0,14})$'),
	CONSTRAINT "rates_unit" CHECK ("rates"."unit" in ('message', 'part', 'minute', 'call')),
	CONSTRAINT "rates_amounts" CHECK ("rates"."price_micro" >= 0 and "rates"."increment" > 0 and "rates"."minimum" >= 0),
	CONSTRAINT "rates_rounding" CHECK ("rates"."rounding" in ('up', 'nearest'))
);
--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "tx" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "frozen" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "monthly_limit_micro" bigint;--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "low_micro" bigint;--> statement-breakpoint
ALTER TABLE "pockets" ADD COLUMN "low_told" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "monthly_limit_micro" bigint;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_workspace_id_pocket_pockets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","pocket") REFERENCES "public"."pockets"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_entries" ADD CONSTRAINT "lot_entries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_entries" ADD CONSTRAINT "lot_entries_workspace_id_lot_id_lots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lot_id") REFERENCES "public"."lots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_workspace_id_pocket_pockets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","pocket") REFERENCES "public"."pockets"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_parts" ADD CONSTRAINT "hold_parts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_parts" ADD CONSTRAINT "hold_parts_workspace_id_key_holds_workspace_id_key_fk" FOREIGN KEY ("workspace_id","key") REFERENCES "public"."holds"("workspace_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hold_parts" ADD CONSTRAINT "hold_parts_workspace_id_lot_id_lots_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lot_id") REFERENCES "public"."lots"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "numbers" ADD CONSTRAINT "numbers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_quarters" ADD CONSTRAINT "usage_quarters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_returns" ADD CONSTRAINT "usage_returns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "journal_effect_key" ON "journal" USING btree ("workspace_id","effect_key","pocket");--> statement-breakpoint
CREATE INDEX "journal_at" ON "journal" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "lot_entries_lot" ON "lot_entries" USING btree ("workspace_id","lot_id","tx");--> statement-breakpoint
CREATE INDEX "lots_open" ON "lots" USING btree ("workspace_id","pocket","fund","expires_at","opened_at") WHERE "lots"."remaining_micro" > 0;--> statement-breakpoint
CREATE INDEX "holds_due" ON "holds" USING btree ("expires_at") WHERE "holds"."state" = 'open';--> statement-breakpoint
CREATE INDEX "usage_events_recipient" ON "usage_events" USING btree ("workspace_id","recipient","occurred_at") WHERE "usage_events"."recipient" is not null;--> statement-breakpoint
CREATE INDEX "usage_events_seq" ON "usage_events" USING btree ("workspace_id","seq") WHERE "usage_events"."seq" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "rate_cards_start" ON "rate_cards" USING btree ("workspace_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rates_match" ON "rates" USING btree ("workspace_id","card_id","channel","direction","category","destination");--> statement-breakpoint
ALTER TABLE "pockets" ADD CONSTRAINT "pockets_limit" CHECK ("pockets"."monthly_limit_micro" >= 0);