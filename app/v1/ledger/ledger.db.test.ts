import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, fund, openStage, programWith } from "@/app/_api/testing";
import { POST } from "@/app/v1/usage/route";
import { GET } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

type Entry = { tx: number; pocket: string; kind: string; credits: number; balance: number; events: number | null };

async function stage() {
  const program = await programWith(10);
  await fund(program.ctx, { fund: "promo", credits: 1 });
  const events = ["a", "b", "c"].map((id) => ({ id, channel: "sms", to: "+244923000000" }));
  await program.send(POST, "POST", "/v1/usage", { body: { events } });
  const read = async (query = "") => {
    const answer = await program.send(GET, "GET", `/v1/ledger${query}`);
    return { status: answer.status, ...(answer.body as { entries: Entry[]; next_cursor: string | null }) };
  };
  return { read };
}

describe("GET /v1/ledger", () => {
  it("tells every movement, newest first, with what each left, and the movements sum to the balance", async () => {
    const { read } = await stage();
    const { entries, next_cursor } = await read();
    expect(entries).toMatchObject([
      { tx: 3, pocket: "main", kind: "usage", credits: -3, balance: 8, events: 3, changes: { promo: -1, wallet: -2 } },
      { tx: 2, kind: "grant", credits: 1, balance: 11 },
      { tx: 1, kind: "purchase", credits: 10, balance: 10, events: null },
    ]);
    expect(entries.reduce((sum, { credits }) => sum + credits, 0)).toBe(8);
    expect(next_cursor).toBeNull();
  });

  it("pages and narrows", async () => {
    const { read } = await stage();
    const first = await read("?limit=2");
    expect(first.entries.map(({ tx }) => tx)).toEqual([3, 2]);
    expect((await read(`?limit=2&cursor=${first.next_cursor}`)).entries.map(({ tx }) => tx)).toEqual([1]);
    expect((await read("?kind=usage&kind=purchase")).entries.map(({ tx }) => tx)).toEqual([3, 1]);
    expect((await read("?pocket=sales")).entries).toEqual([]);
    expect((await read("?to=2020-01-01")).entries).toEqual([]);
  });

  it("opens to a key that reads usage, and not to one that reads the balance alone", async () => {
    for (const [scope, status] of [
      ["usage:read", 200],
      ["credits:read", 403],
    ] as const) {
      const program = await programWith(1, [scope]);
      expect((await program.send(GET, "GET", "/v1/ledger")).status, scope).toBe(status);
    }
  });

  it("names what it cannot read", async () => {
    const { read } = await stage();
    for (const [query, param] of [
      ["?kind=theft", "kind[0]"],
      ["?cursor=W10", "cursor"],
      ["?sort=at", "sort"],
      ["?from=June", "from"],
    ]) {
      expect(await read(query), query).toMatchObject({ status: 400, error: { code: "invalid", param } });
    }
  });
});
