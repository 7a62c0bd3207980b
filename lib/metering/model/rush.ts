import "server-only";
import postgres, { type Sql } from "postgres";
import { Turnstile } from "@/db/turnstile";
import type { Context } from "@/lib/context";
import { readBalance } from "@/lib/ledger/balance";
import { loadRateBook } from "@/lib/rates/data";
import { loadPlace } from "../place";
import { usageEvent } from "../schema";
import { workspaceWith } from "../testing";
import type { Verdict } from "../verdicts";

type Event = ReturnType<typeof usageEvent.parse>;
export type Outcome = { accepted: number; refused: number; leftMicro: bigint };

/** Two hundred events of one credit at once, on a workspace of a hundred. */
export async function rush(meter: (ctx: Context, event: Event) => Promise<Verdict | undefined>): Promise<Outcome> {
  const ctx = await workspaceWith({ plan: 30, promo: 30, wallet: 40 });
  // As in a process that has served the workspace before: two hundred first looks at rates and zone are another test's matter.
  await Promise.all([loadRateBook(ctx), loadPlace(ctx)]);
  const events = Array.from({ length: 200 }, (_, i) =>
    usageEvent.parse({ id: `event ${i}`, channel: "sms", to: "+244923000000" }),
  );
  const verdicts = await Promise.all(events.map((event) => meter(ctx, event)));
  return {
    accepted: verdicts.filter((verdict) => verdict?.status === "charged").length,
    refused: verdicts.filter((one) => one?.status === "refused" && one.code === "insufficient_credits").length,
    leftMicro: (await readBalance(ctx)).availableMicro,
  };
}

const holder = globalThis as typeof globalThis & { saldoHot?: { sql: Sql; turnstile: Turnstile } };
const size = 16;

/** A hot path of many connections, on which nobody is turned away for having waited: closeHot() ends it as any other. */
export function openWideHot(): void {
  const sql = postgres(process.env.DATABASE_URL ?? "", { max: size, onnotice: () => {} });
  holder.saldoHot = { sql, turnstile: new Turnstile(size, 60_000) };
}
