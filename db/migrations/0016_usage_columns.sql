-- Which columns of the usage log a person wants to see goes with the person, like the theme.

ALTER TABLE "users" ADD COLUMN "usage_columns" text[] DEFAULT '{}' NOT NULL;
