import { isDeepStrictEqual } from "node:util";
import type Stripe from "stripe";

export type EventType = Stripe.Event["type"];

/** What an event tells of; a cash balance is the one thing that has no id. */
export type Told = { id?: string; object: string };

export type Announcement = {
  id: string;
  type: EventType;
  created: number;
  object: Told;
  previous?: object;
};

/** What the members that changed were before, as `previous_attributes` tells it; null when nothing changed. */
export function changesBetween(before: object, after: object): object | null {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(name), fresh.get(name)];
    if (isDeepStrictEqual(was, is)) continue;
    changed[name] = isPlain(was) && isPlain(is) ? changesBetween(was, is) : (was ?? null);
  }
  return Object.keys(changed).length ? changed : null;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
