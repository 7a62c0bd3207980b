import type { Rhythm } from "@/db/schema/purchases";

export type { Rhythm };

/** How often credits can be bought here. */
export const offeredRhythms: readonly Rhythm[] = ["once"];
