import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, connection, database, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { holds } from "@/db/schema/holds";
import { usageEvents } from "@/db/schema/metering";
import { auditHeads, auditLines } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { checkBooks } from "@/lib/ledger/check";
import { settleHold } from "@/lib/metering/close-hold";
import { openHold } from "@/lib/metering/hold";
import { meterUsage } from "@/lib/metering/meter";
import { usageEvent } from "@/lib/metering/schema";
import { later, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { eraseRecipient } from "./erase-recipient";

const ana = "+244923000018";
const sms = (id: string, to: string, parts = 1) => usageEvent.parse({ id, channel: "sms", to, parts });
const rowsOf = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx.select().from(usageEvents).where(eq(usageEvents.workspaceId, ctx.workspaceId)).orderBy(usageEvents.key),
  );

let books: Context;
let others: Context;

beforeAll(async () => {
  await prepareBooks();
  books = await workspaceWith({ wallet: 50 });
  others = await workspaceWith({ wallet: 50 });
  await inWorkspace(books, (tx) => tx.insert(auditHeads).values({ workspaceId: books.workspaceId }));
  await meterUsage(books, [sms("first", ana, 2), sms("second", "+244923000019"), sms("huge", ana, 200)]);
  await meterUsage(others, [sms("theirs", ana)]);
  await openHold(books, sms("in transit", ana, 3), later(books, 60).now);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

describe("the erasure of a recipient", () => {
  it("takes the recipient out of its items in any spelling, and nothing else of them", async () => {
    const before = await rowsOf(books);
    const erased = await eraseRecipient(later(books, 1), "00244 923 000 018");
    expect(erased).toMatchObject({ status: "erased", events: 2, mark: expect.stringMatching(/^erased:[0-9a-f]{12}$/) });
    const mark = erased.status === "erased" ? erased.mark : "";
    const after = await rowsOf(books);
    const erasedIn = { recipient: mark, recipientReversed: [...mark].reverse().join("") };
    expect(after).toEqual(before.map((row) => (row.recipient === ana ? { ...row, ...erasedIn } : row)));
    expect(after.map(({ recipient }) => recipient)).not.toContain(ana);
    expect((await rowsOf(others)).map(({ recipient }) => recipient)).toEqual([ana]);
  });

  it("reaches what is on hold, so that its settlement is written without the recipient too", async () => {
    const [held] = await inWorkspace(books, (tx) =>
      tx.select().from(holds).where(eq(holds.workspaceId, books.workspaceId)),
    );
    expect(held?.event.recipient).toMatch(/^erased:/);
    await settleHold(later(books, 2), "in transit", { quantity: 3 });
    expect((await rowsOf(books)).map(({ recipient }) => recipient)).not.toContain(ana);
  });

  it("leaves books that keep every promise, and a repeat of the event gets its first answer", async () => {
    const verdict = await checkBooks(systemDatabase(), { workspaceId: books.workspaceId, now: later(books, 3).now });
    expect(verdict.findings).toEqual([]);
    const again = await meterUsage(later(books, 3), [sms("first", ana, 2)]);
    expect(JSON.stringify(again, (_, value) => (typeof value === "bigint" ? String(value) : value))).toContain(
      "duplicate",
    );
    expect((await rowsOf(books)).map(({ recipient }) => recipient)).not.toContain(ana);
  });

  it("is told in the audit trail by its mark, and by whom and how many, never by the recipient", async () => {
    const lines = await inWorkspace(books, (tx) =>
      tx.select().from(auditLines).where(eq(auditLines.workspaceId, books.workspaceId)),
    );
    const line = lines.find(({ action }) => action === "recipient.erase");
    expect(line).toMatchObject({ target: expect.stringMatching(/^erased:/), after: { events: 2, holds: 1 } });
    expect(JSON.stringify(lines)).not.toContain("923000018");
  });

  it("of somebody who is not in the log changes nothing and is not told", async () => {
    expect(await eraseRecipient(later(books, 4), "+351912345678")).toEqual({ status: "unknown" });
  });
});

describe("the one narrow way", () => {
  const refused = { cause: { code: "42501" } };
  const asApp = (statement: ReturnType<typeof sql>) =>
    inWorkspace({ ...books, db: database() }, (tx) => tx.execute(statement));

  it("is the only one: the application can change no row of the log, whatever it says of itself", async () => {
    await expect(asApp(sql`update usage_events set recipient = 'x'`)).rejects.toMatchObject(refused);
    await expect(
      inWorkspace({ ...books, db: database() }, async (tx) => {
        await tx.execute(sql`select set_config('app.erases', 'on', true)`);
        await tx.execute(sql`update usage_events set recipient = 'x'`);
      }),
    ).rejects.toMatchObject(refused);
  });

  it("reaches no other workspace, and writes nothing that can be read", async () => {
    const call = (ws: string, mark: string) => asApp(sql`select books.erase_recipient(${ws}, array[${ana}], ${mark})`);
    await expect(call(others.workspaceId, "erased:0123456789ab")).rejects.toMatchObject(refused);
    await expect(call(books.workspaceId, ana)).rejects.toMatchObject({ cause: { code: "23514" } });
  });

  it("changes one column even for the owner of the table", async () => {
    const owner = connection(process.env.DATABASE_WORKER_URL).db;
    for (const change of ["amount_micro = 0, wallet_micro = 0", "reference = 'x'", "recipient = null"]) {
      await expect(
        inWorkspace({ ...books, db: owner }, async (tx) => {
          await tx.execute(sql`select set_config('app.erases', 'on', true)`);
          await tx.execute(sql.raw(`update usage_events set ${change}`));
        }),
      ).rejects.toMatchObject(refused);
    }
  });
});
