import { eq, sql } from "drizzle-orm";
import { closeConnections, connection, inSystem, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { pockets } from "@/db/schema/ledger";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { meterUsage } from "@/lib/metering/meter";
import { usageEvent } from "@/lib/metering/schema";

// A fresh workspace, named by SALDO_SLUG, gets the usage of an old one: two items of each of 200, 150 and 20 days ago.
const dayMs = 86_400_000;
const slug = process.env.SALDO_SLUG ?? "";
const [found] = await inSystem(systemDatabase(), (tx) =>
  tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.slug, slug)),
);
if (!found) throw new Error(`There is no workspace ${slug}.`);
const ctxAt = (daysAgo: number): Context => ({
  workspaceId: found.id,
  actor: { kind: "system", name: "seed" },
  now: new Date(Date.now() - daysAgo * dayMs),
  db: connection().db,
  requestId: "req_old",
});
await systemDatabase().execute(sql`select ensure_usage_months((now() - interval '8 months')::date, now()::date)`);
await inWorkspace(ctxAt(201), (tx) =>
  tx
    .update(pockets)
    .set({ updatedAt: ctxAt(201).now })
    .where(eq(pockets.workspaceId, found.id)),
);
await grantCredits(ctxAt(201), { fund: "promo", amountMicro: wholeCredits(100), source: "promo", effectKey: "first" });
for (const daysAgo of [200, 150, 20]) {
  const events = [1, 2].map((n) =>
    usageEvent.parse({ id: `${daysAgo} days ago ${n}`, channel: "email", to: `ana.${daysAgo}@example.com` }),
  );
  await meterUsage(ctxAt(daysAgo), events);
}
await closeHot();
await closeConnections();
