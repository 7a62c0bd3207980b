import { randomInt } from "node:crypto";

/** Of an example that is there to be tried: new each time it is drawn, since an id is charged once. */
export function sampleId(kind: string): string {
  return `${kind}-${randomInt(1_000_000).toString().padStart(6, "0")}`;
}
