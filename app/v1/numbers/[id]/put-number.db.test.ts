import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, fund, openStage, programWith } from "@/app/_api/testing";
import { GET } from "@/app/v1/credits/route";
import { POST } from "@/app/v1/usage/route";
import { PUT } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

describe("PUT /v1/numbers/{id}", () => {
  it("makes a number with a pocket of its own, and leaves its credits alone when it is replaced", async () => {
    const program = await programWith(10);
    const put = (body: object) => program.send(PUT, "PUT", "/v1/numbers/sales", { body });
    expect((await put({ name: "Sales", phone: "+244923000001" })).body).toMatchObject({
      id: "sales",
      phone: "+244923000001",
      uses_workspace: false,
      credits: 0,
    });
    await fund(program.ctx, { fund: "wallet", credits: 3, pocket: "sales" });
    expect((await put({ name: "Sales team", uses_workspace: true })).body).toMatchObject({
      name: "Sales team",
      phone: null,
      uses_workspace: true,
      credits: 3,
    });
    const charged = await program.send(POST, "POST", "/v1/usage", {
      body: { id: "a", channel: "sms", to: "+244923000000", number: "sales", parts: 4 },
    });
    expect(charged.body).toMatchObject({ credits: 4, funds: { number: 3, wallet: 1 }, balance: 9 });
    const balance = await program.send(GET, "GET", "/v1/credits");
    expect(balance.body).toMatchObject({
      balance: 9,
      numbers: [{ id: "sales", name: "Sales team", phone: null, credits: 0 }],
    });
  });

  it("refuses the workspace's own pocket and what is no phone number", async () => {
    const program = await programWith(10);
    const put = (id: string, body: object) => program.send(PUT, "PUT", `/v1/numbers/${id}`, { body });
    expect(await put("main", { name: "Main" })).toMatchObject({ status: 400, body: { error: { param: "id" } } });
    expect(await put("a", { name: "A", phone: "923 000" })).toMatchObject({ body: { error: { param: "phone" } } });
    expect(await put("a", { name: "A", credits: 5 })).toMatchObject({ body: { error: { param: "credits" } } });
  });
});
