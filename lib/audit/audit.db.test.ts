import { and, eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, describe, expect, it, vi } from "vitest";
import { database, inOperation, inSystem, inWorkspace, systemDatabase } from "@/db";
import { operatorLines } from "@/db/schema/operator";
import { auditVerdicts } from "@/db/schema/work";
import { auditHeads, auditLines } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import { operationOf, operator } from "@/lib/operator/testing";
import { closeStage, someone, workspaceWith } from "@/lib/team/testing";
import { lastVerdict } from "./data";
import { recordAudit } from "./record-audit";
import { recordOperation } from "./record-operation";
import { verifyAudit } from "./verify-audit";
import { watchAudit } from "./watch-audit";

const owner = postgres(process.env.DATABASE_MIGRATOR_URL ?? "", { max: 1, onnotice: () => {} });
const administrator = postgres(process.env.DATABASE_ADMIN_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(async () => {
  await Promise.all([owner.end(), administrator.end()]);
  await closeStage();
});

/** Four lines: the workspace's own first one, and three more. */
async function chainOfFour(): Promise<Context> {
  const { owner: person } = await workspaceWith();
  for (const target of ["one", "two", "three"])
    await recordAudit(person.ctx, { action: "test.line", target, after: { n: 1, o: [2] } });
  return person.ctx;
}

const findingsOf = async (ctx: Context) =>
  (await verifyAudit(systemDatabase())).findings.filter(({ workspaceId }) => workspaceId === ctx.workspaceId);

/** What only somebody with every right over the server can do. */
async function tamper(ctx: Context, statement: string): Promise<void> {
  await administrator.begin(async (tx) => {
    await tx`select set_config('session_replication_role', 'replica', true)`;
    await tx.unsafe(statement.replaceAll("$ws", `'${ctx.workspaceId}'`));
  });
}

describe("audit lines", () => {
  it("cannot be changed or deleted by the application", async () => {
    const ctx = await chainOfFour();
    const here = eq(auditLines.workspaceId, ctx.workspaceId);
    const refused = { cause: { code: "42501" } };
    await expect(
      inWorkspace(ctx, (tx) => tx.update(auditLines).set({ actor: "nobody" }).where(here)),
    ).rejects.toMatchObject(refused);
    await expect(inWorkspace(ctx, (tx) => tx.delete(auditLines).where(here))).rejects.toMatchObject(refused);
    await expect(database().execute(sql`truncate audit_lines`)).rejects.toMatchObject(refused);
  });

  it("end in a head that the application cannot take away", async () => {
    const ctx = await chainOfFour();
    const here = eq(auditHeads.workspaceId, ctx.workspaceId);
    await expect(inWorkspace(ctx, (tx) => tx.delete(auditHeads).where(here))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    await expect(database().execute(sql`truncate audit_heads`)).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("cannot be changed or deleted even by the role that owns the table", async () => {
    const ctx = await chainOfFour();
    const asOwner = (statement: string) =>
      owner.begin(async (tx) => {
        await tx`select set_config('app.ws', ${ctx.workspaceId}, true)`;
        await tx.unsafe(statement);
      });
    await expect(asOwner("update audit_lines set actor = 'nobody'")).rejects.toThrow("append-only");
    await expect(asOwner("delete from audit_lines")).rejects.toThrow("append-only");
    await expect(asOwner("truncate audit_lines")).rejects.toThrow("append-only");
    expect(await inWorkspace(ctx, (tx) => tx.$count(auditLines, eq(auditLines.workspaceId, ctx.workspaceId)))).toBe(4);
  });

  it("are whole when nobody touched them, also when many are written at the same moment", async () => {
    const ctx = await chainOfFour();
    await Promise.all(Array.from({ length: 12 }, (_, n) => recordAudit(ctx, { action: "test.race", target: `t${n}` })));
    const lines = await inSystem(systemDatabase(), (tx) =>
      tx.$count(auditLines, and(eq(auditLines.workspaceId, ctx.workspaceId), eq(auditLines.action, "test.race"))),
    );
    expect(lines).toBe(12);
    expect(await findingsOf(ctx)).toEqual([]);
  });
});

describe("verification", () => {
  it("names a changed line, whichever of its parts was changed", async () => {
    const changes = [
      "actor = 'user:usr_other'",
      "action = 'test.other'",
      "target = 'other'",
      `"after" = '{"n":2,"o":[2]}'`,
      "at = at + interval '1 microsecond' * 1000",
      "request_id = 'req_other'",
    ];
    for (const change of changes) {
      const ctx = await chainOfFour();
      await tamper(ctx, `update audit_lines set ${change} where workspace_id = $ws and seq = 3`);
      expect(await findingsOf(ctx), change).toEqual([{ workspaceId: ctx.workspaceId, seq: 3, reason: "changed" }]);
    }
  });

  it("names a line removed from the middle", async () => {
    const ctx = await chainOfFour();
    await tamper(ctx, "delete from audit_lines where workspace_id = $ws and seq = 2");
    expect(await findingsOf(ctx)).toEqual([{ workspaceId: ctx.workspaceId, seq: 2, reason: "gap" }]);
  });

  it("sees that the end was cut off, also when all of it was", async () => {
    const ctx = await chainOfFour();
    await tamper(ctx, "delete from audit_lines where workspace_id = $ws and seq >= 3");
    expect(await findingsOf(ctx)).toEqual([{ workspaceId: ctx.workspaceId, seq: 3, reason: "truncated" }]);
    await tamper(ctx, "delete from audit_lines where workspace_id = $ws");
    expect(await findingsOf(ctx)).toEqual([{ workspaceId: ctx.workspaceId, seq: 1, reason: "truncated" }]);
  });

  it("sees that a chain is gone with its head, all of it or without a line left", async () => {
    const ctx = await chainOfFour();
    const headless = [{ workspaceId: ctx.workspaceId, seq: 1, reason: "headless" }];
    await tamper(ctx, "delete from audit_heads where workspace_id = $ws");
    expect(await findingsOf(ctx)).toEqual(headless);
    await tamper(ctx, "delete from audit_lines where workspace_id = $ws");
    expect(await findingsOf(ctx)).toEqual(headless);
  });

  it("finds nothing wrong while lines are being written", async () => {
    const ctx = await chainOfFour();
    let writing = true;
    const written = (async () => {
      for (let n = 0; n < 60; n++) await recordAudit(ctx, { action: "test.busy", target: `t${n}` });
      writing = false;
    })();
    const seen: number[] = [];
    while (writing) {
      const { lines, findings } = await verifyAudit(systemDatabase());
      expect(findings.filter(({ workspaceId }) => workspaceId === ctx.workspaceId)).toEqual([]);
      seen.push(lines);
    }
    await written;
    expect(new Set(seen).size, "lines were written between verifications").toBeGreaterThan(2);
  });

  it("does not believe a line that was moved here from another workspace", async () => {
    const [ctx, other] = [await chainOfFour(), await chainOfFour()];
    await tamper(ctx, "delete from audit_lines where workspace_id = $ws and seq = 4");
    await tamper(
      other,
      `update audit_lines set workspace_id = '${ctx.workspaceId}' where workspace_id = $ws and seq = 4`,
    );
    expect(await findingsOf(ctx)).toEqual([{ workspaceId: ctx.workspaceId, seq: 4, reason: "changed" }]);
  });
});

describe("the operator's own chain", () => {
  const tamperWith = (statement: string) =>
    administrator.begin(async (tx) => {
      await tx`select set_config('session_replication_role', 'replica', true)`;
      await tx.unsafe(statement);
    });
  const own = async () =>
    (await verifyAudit(systemDatabase())).findings.filter(({ workspaceId }) => workspaceId === "");

  it("is whole when many operators write at the same moment, and names a line that was changed or cut off", async () => {
    const operation = operationOf(await operator());
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => recordOperation(operation, { action: "test.race", target: `t${n}` })),
    );
    expect(await own()).toEqual([]);
    expect(await inOperation(operation, (tx) => tx.$count(operatorLines))).toBe(8);
    await tamperWith("update operator_lines set target = 'other' where seq = 3");
    expect(await own()).toEqual([{ workspaceId: "", seq: 3, reason: "changed" }]);
    await tamperWith("delete from operator_lines where seq >= 3");
    expect(await own()).toEqual([{ workspaceId: "", seq: 3, reason: "truncated" }]);
  });

  it("is written and read by operators alone, and changed by nobody", async () => {
    const stranger = operationOf((await someone()).actor.id);
    await expect(recordOperation(stranger, { action: "test.line", target: "x" })).rejects.toThrow("has a head");
    expect(await inOperation(stranger, (tx) => tx.$count(operatorLines))).toBe(0);
    const operation = operationOf(await operator());
    await expect(
      inOperation(operation, (tx) => tx.update(operatorLines).set({ actor: "nobody" })),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});

describe("the regular look at the chains", () => {
  const wholeAgain = () =>
    administrator.begin(async (tx) => {
      await tx`select set_config('session_replication_role', 'replica', true)`;
      for (const table of ["audit_lines", "audit_heads", "operator_lines"]) await tx.unsafe(`delete from ${table}`);
      await tx`update operator_heads set seq = 0, hash = ''`;
      await tx`insert into audit_heads select id, 0, '' from workspaces`;
    });

  it("keeps one verdict, the latest, and says aloud that a chain is broken", async () => {
    const said = vi.spyOn(log, "error");
    await wholeAgain();
    const ctx = await chainOfFour();
    const [ten, eleven] = [new Date("2026-06-24T10:00:00Z"), new Date("2026-06-24T11:00:00Z")];
    await watchAudit(systemDatabase(), ten);
    expect(await lastVerdict(database())).toEqual({ verifiedAt: ten, broken: 0 });
    expect(said).not.toHaveBeenCalled();

    await tamper(ctx, "update audit_lines set actor = 'user:usr_other' where workspace_id = $ws and seq = 2");
    await watchAudit(systemDatabase(), eleven);
    expect(await lastVerdict(database())).toEqual({ verifiedAt: eleven, broken: 1 });
    expect(said).toHaveBeenCalledExactlyOnceWith(
      { broken: 1, findings: [{ workspaceId: ctx.workspaceId, seq: 2, reason: "changed" }] },
      expect.stringContaining("audit chain broken"),
    );
    expect(await database().$count(auditVerdicts)).toBe(1);
  });
});
