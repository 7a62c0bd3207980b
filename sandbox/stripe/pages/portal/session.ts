import { createHash, timingSafeEqual } from "node:crypto";
import { sendTo } from "../../../shared/pages/sheet";
import { Failure } from "../../http/failure";
import { living } from "../../operations/deleted";
import { portalLifeSeconds } from "../../parity";
import type { Objects } from "../../store/kinds";
import type { Unit } from "../../store/unit";
import { attempt } from "../attempt";
import type { Visit } from "../page";

type Configuration = Objects["billing_portal.configuration"];

export type Portal = {
  unit: Unit;
  token: string;
  session: Objects["billing_portal.session"];
  features: Configuration["features"];
  configuration: Configuration;
  customer: Objects["customer"];
};

/** The portal behind an address. Whoever has the whole address is let in, for an hour; a part of it opens nothing. */
export async function portalOf(unit: Unit, { ids }: Visit): Promise<Portal> {
  const token = ids[0] ?? "";
  const id = token.slice(0, token.lastIndexOf("_"));
  const session = await unit.find("billing_portal.session", id);
  const right = session?.url.split("/").at(-1) ?? "";
  if (!session || !sameWord(right, token))
    throw new Failure(404, "invalid_request_error", "This portal does not exist.");
  if (session.created + portalLifeSeconds <= unit.now) {
    throw new Failure(410, "invalid_request_error", "This address has expired. Open the portal again from the shop.");
  }
  const customer = await living(unit, "customer", session.customer ?? "");
  await unit.standAtClockOf(customer.id);
  const configuration = await unit.get("billing_portal.configuration", session.configuration);
  return { unit, token, session, configuration, features: configuration.features, customer };
}

function sameWord(right: string, given: string): boolean {
  const [a, b] = [right, given].map((word) => createHash("sha256").update(word).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** Changes something and shows the portal again, with a word on what was done. */
export async function portalChange(visit: Visit, done: string, work: (portal: Portal) => Promise<string | null>) {
  const { result, failure } = await attempt(visit.house, async (unit) => work(await portalOf(unit, visit)));
  if (failure) throw failure;
  return sendTo(result ?? `${homeOf(visit)}?done=${done}`);
}

export function homeOf({ ids }: Visit): string {
  return `/p/session/${ids[0]}`;
}

export function forbid(allowed: boolean): void {
  if (!allowed) throw new Failure(403, "invalid_request_error", "The shop has switched this off in its portal.");
}
