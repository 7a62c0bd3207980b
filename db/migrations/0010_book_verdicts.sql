-- Whether the books keep their promises is found out by the worker and told by the web app: the last verdict lies between them.

CREATE TABLE "book_verdicts" (
	"latest" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"checked_at" timestamp (6) with time zone NOT NULL,
	"workspaces" integer NOT NULL,
	"transactions" bigint NOT NULL,
	"events" bigint NOT NULL,
	"wrong" bigint NOT NULL,
	CONSTRAINT "book_verdicts_one_row" CHECK ("book_verdicts"."latest")
);
