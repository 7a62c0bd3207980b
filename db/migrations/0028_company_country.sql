-- An invoice is to a company of some country, which need not be where its workspace counts its days.

ALTER TABLE "companies" ADD COLUMN "country" text DEFAULT '' NOT NULL;