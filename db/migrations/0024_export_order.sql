-- A file stands in the order of the screen it was asked for on, whichever that was.

ALTER TABLE "usage_exports" ADD COLUMN "sort" text DEFAULT '-time' NOT NULL;