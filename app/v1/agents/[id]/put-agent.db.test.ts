import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, openStage, programWith } from "@/app/_api/testing";
import { POST } from "@/app/v1/usage/route";
import { inWorkspace } from "@/db";
import { auditLines } from "@/db/schema/workspaces";
import { PUT } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

describe("PUT /v1/agents/{id}", () => {
  it("makes an agent and replaces it, with a line in the audit trail each time something changed", async () => {
    const program = await programWith(10);
    const put = (body: object) => program.send(PUT, "PUT", "/v1/agents/sofia%2F1", { body });
    expect(await put({ name: "Sofia", monthly_limit: 2.5, at_limit: "stop" })).toMatchObject({
      status: 200,
      body: { id: "sofia/1", monthly_limit: 2.5, at_limit: "stop", when_plan_exhausted: "use_wallet", stopped: false },
    });
    expect((await put({ name: "Sofia" })).body).toMatchObject({ monthly_limit: null, at_limit: "use_wallet" });
    await put({ name: "Sofia" });
    const lines = await inWorkspace(program.ctx, (tx) =>
      tx
        .select()
        .from(auditLines)
        .where(and(eq(auditLines.workspaceId, program.workspaceId), eq(auditLines.target, "sofia/1"))),
    );
    expect(lines).toMatchObject([
      { action: "agent.create", actor: `apiKey:${program.keyId}`, before: null, after: { monthlyLimit: "2.5" } },
      { action: "agent.change", before: { monthlyLimit: "2.5" }, after: { monthlyLimit: null } },
    ]);
  });

  it("counts from the next event on", async () => {
    const program = await programWith(10);
    const put = (limit: number) =>
      program.send(PUT, "PUT", "/v1/agents/sofia", { body: { name: "Sofia", monthly_limit: limit, at_limit: "stop" } });
    const charge = (id: string) =>
      program.send(POST, "POST", "/v1/usage", {
        body: { id, channel: "sms", to: "+244923000000", agent: "sofia" },
      });
    await put(1);
    expect((await charge("a")).status).toBe(200);
    expect(await charge("b")).toMatchObject({ status: 402, body: { code: "agent_limit_reached", limit: 1 } });
    await put(2);
    expect((await charge("c")).status).toBe(200);
  });

  it("names what is wrong", async () => {
    const program = await programWith(0);
    for (const [body, param] of [
      [{}, "name"],
      [{ name: "" }, "name"],
      [{ name: "A", monthly_limit: -1 }, "monthly_limit"],
      [{ name: "A", monthly_limit: "1" }, "monthly_limit"],
      [{ name: "A", monthly_limit: 0.0000001 }, "monthly_limit"],
      [{ name: "A", monthly_limit: 2 ** 53 + 1 }, "monthly_limit"],
      [{ name: "A", at_limit: "beg" }, "at_limit"],
      [{ name: "A", stopped: true }, "stopped"],
    ] as const) {
      const answer = await program.send(PUT, "PUT", "/v1/agents/a", { body });
      expect(answer, param).toMatchObject({ status: 400, body: { error: { code: "invalid", param } } });
    }
    const long = await program.send(PUT, "PUT", `/v1/agents/${"a".repeat(65)}`, { body: { name: "A" } });
    expect(long).toMatchObject({ status: 400, body: { error: { param: "id" } } });
  });
});
