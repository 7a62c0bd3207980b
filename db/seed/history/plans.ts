import type { plans } from "@/db/schema/plans";
import { wholeCredits } from "@/lib/credits";

/** What the demo's operator offers. */
export const demoPlans: readonly Omit<typeof plans.$inferInsert, "createdAt">[] = [
  { id: "growth-aoa", name: "Growth", currency: "AOA", feeMinor: 14_000_000n, creditsMicro: wholeCredits(20_000) },
  { id: "care-inr", name: "Care", currency: "INR", feeMinor: 1_950_000n, creditsMicro: wholeCredits(30_000) },
];
