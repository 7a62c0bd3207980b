-- An id is forgotten after a while and may then be used for another event, which can be returned too.

ALTER TABLE "usage_returns" DROP CONSTRAINT "usage_returns_workspace_id_key_pk";--> statement-breakpoint
ALTER TABLE "usage_returns" ADD CONSTRAINT "usage_returns_workspace_id_key_occurred_at_pk" PRIMARY KEY("workspace_id","key","occurred_at");
