import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inScope, inSystem } from "@/db";
import { offers } from "@/db/schema/catalogue";
import { newId } from "@/lib/ids";
import { everybody } from "./data";
import { defaultOffers } from "./default-offers";

/** An installation without prices would sell nothing: it starts with the default ones. */
export function ensureOffers(db: Db, now: Date): Promise<void> {
  return inScope(db, {}, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('saldo-offers'))`);
    await inSystem(tx, async (inner) => {
      const known = await inner.$count(offers, sql`${offers.workspaceId} = ${everybody}`);
      if (known > 0) return;
      await inner.insert(offers).values(
        defaultOffers.map(({ currency, terms }) => ({
          workspaceId: everybody,
          id: newId("offer", now.getTime()),
          currency,
          name: "Default",
          startsAt: new Date("2000-01-01T00:00:00Z"),
          terms,
          createdBy: "system:default",
          createdAt: now,
        })),
      );
    });
  });
}
