import type { Clock } from "../../shared/clock";
import type { ArmedFaults } from "../http/fault";
import type { Operations } from "../http/operation";
import type { Pages } from "../pages/page";
import { clockPages } from "./clock";
import { deliveryPages } from "./deliveries";
import { endpointPages } from "./endpoints";
import { eventPages } from "./events";
import { faultPages } from "./faults";
import { objectPages } from "./objects";
import { overviewPages } from "./overview";

type Parts = { armed: ArmedFaults; clock: Clock; operations: Operations };

/** What the sandbox knows and does, for whoever works with it. */
export function consolePages({ armed, clock, operations }: Parts): Pages {
  return {
    ...overviewPages,
    ...objectPages,
    ...eventPages,
    ...deliveryPages,
    ...endpointPages,
    ...faultPages(armed),
    ...clockPages(clock, operations),
  };
}
