import type { Runway } from "@/lib/consumption/runway";

/** How a number stands: what happens to the next message that is sent through it. */
export type Standing = "ready" | "ending" | "workspace" | "out";

export const standings = ["out", "ending", "workspace", "ready"] as const satisfies readonly Standing[];

type Means = { leftMicro: bigint; usesWorkspace: boolean; workspaceMicro: bigint; runway: Runway };

/** Less than three days, which is where a runway is told in hours. */
export function standingOf({ leftMicro, usesWorkspace, workspaceMicro, runway }: Means): Standing {
  if (leftMicro > 0n) return runway.state === "estimated" && runway.unit === "hour" ? "ending" : "ready";
  return usesWorkspace && workspaceMicro > 0n ? "workspace" : "out";
}
