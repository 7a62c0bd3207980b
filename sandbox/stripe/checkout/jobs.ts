import type { JobHandlers } from "../jobs";
import { expireSession } from "./complete";

export const checkoutJobs: JobHandlers = {
  "session.expire": async ({ subject }, unit) => expireSession(unit, await unit.get("checkout.session", subject)),
};
