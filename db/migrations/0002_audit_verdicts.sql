-- Whether the audit chains are whole is found out by the worker and told by the web app: the last verdict lies between them.

CREATE TABLE "audit_verdicts" (
	"latest" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"verified_at" timestamp (6) with time zone NOT NULL,
	"workspaces" integer NOT NULL,
	"lines" bigint NOT NULL,
	"broken" integer NOT NULL,
	CONSTRAINT "audit_verdicts_one_row" CHECK ("audit_verdicts"."latest")
);
