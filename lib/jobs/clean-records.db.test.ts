import { afterAll, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { outbox } from "@/db/schema/work";
import { newId } from "@/lib/ids";
import { teamOf } from "@/lib/notifications/testing";
import { cleanRecords } from "./clean-records";

afterAll(() => closeConnections());

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);

it("finished effects go after a month, and what was given up or still waits never does", async () => {
  const { ctx } = await teamOf("owner");
  const row = (effectKey: string, status: "pending" | "done" | "dead", finishedAt: Date | null) => ({
    workspaceId: ctx.workspaceId,
    id: newId("out"),
    topic: "test",
    payload: {},
    effectKey,
    status,
    createdAt: daysAgo(90),
    availableAt: daysAgo(90),
    finishedAt,
  });
  await inWorkspace(ctx, (tx) =>
    tx
      .insert(outbox)
      .values([
        row("old", "done", daysAgo(31)),
        row("fresh", "done", daysAgo(29)),
        row("given up", "dead", daysAgo(60)),
        row("waiting", "pending", null),
      ]),
  );
  await cleanRecords();
  const left = await inSystem(systemDatabase(), (tx) => tx.select({ key: outbox.effectKey }).from(outbox));
  expect(left.map(({ key }) => key).sort()).toEqual(["fresh", "given up", "waiting"]);
});
