import { z } from "zod";
import { agreementTerms, offerTerms } from "@/lib/catalogue/offer-input";
import type { WorkspaceId } from "@/lib/context";

const startsAt = z.iso
  .datetime()
  .nullable()
  .transform((text) => (text === null ? null : new Date(text)));
const workspaceId = z.string().transform((id) => id as WorkspaceId);

/** Prices as they are looked at before they hold: of the catalogue, or of one workspace. */
export const offerDraft = z.union([
  z.strictObject({ owner: z.literal(""), currency: z.string(), terms: offerTerms, startsAt }),
  z.strictObject({ owner: workspaceId, currency: z.string(), terms: agreementTerms, startsAt }),
]);

/** Rates likewise, as the file they were written in. */
export const ratesDraft = z.strictObject({ name: z.string(), csv: z.string(), startsAt });
