import { z } from "zod";
import { isTimeZone } from "@/lib/workspaces/time-zones";
import { csvFormats } from "./formats";

export const exportId = z.string().regex(/^exp_[0-9a-z]{26}$/);

/** Up to here a file begins in the browser at once; beyond, the worker writes it. */
export const mostAtOnce = 50_000;

/** For how long a file is kept after it was asked for. */
export const keptDays = 7;

export const exportOrder = z.strictObject({
  /** What was on screen, sealed when it was drawn. */
  screen: z.string().max(20_000),
  format: z.enum(csvFormats),
  zone: z.string().refine(isTimeZone, "time_zone"),
  recipients: z.enum(["full", "masked"]).default("masked"),
  /** The address of the page, to come back to. */
  query: z.string().max(10_000).default(""),
});

export type ExportChoice = Pick<z.output<typeof exportOrder>, "format" | "zone" | "recipients">;
