import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, openStage, programWith } from "@/app/_api/testing";
import type { ApiScope } from "@/lib/gate/permissions";
import { POST as giveBack } from "./[id]/return/route";
import { GET, POST } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

type Listed = {
  events: { id: string; status: string; recipient: string }[];
  totals: object;
  next_cursor: string | null;
};

async function withEvents(credits: number, events: object[], scopes?: readonly ApiScope[]) {
  const program = await programWith(credits, scopes);
  if (events.length > 0) await program.send(POST, "POST", "/v1/usage", { body: { events } });
  const list = async (query = "") => {
    const answer = await program.send(GET, "GET", `/v1/usage${query}`);
    return { status: answer.status, ...(answer.body as Listed & { error?: { param: string } }) };
  };
  const ids = async (query: string) => (await list(query)).events.map(({ id }) => id);
  return { program, list, ids };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const sms = (id: string, minutes: number, extra: object = {}) => ({
  id,
  channel: "sms",
  to: "+244923000018",
  occurred_at: minutesAgo(minutes),
  ...extra,
});

describe("GET /v1/usage", () => {
  it("pages through everything once, newest first, also events of one moment", async () => {
    const at = minutesAgo(30);
    const same = Array.from({ length: 5 }, (_, i) => sms(`same ${i}`, 0, { occurred_at: at }));
    const { list } = await withEvents(100, [sms("old", 90), ...same, sms("new", 1)]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Listed = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      expect(page.totals).toEqual({ events: 7, charged: 7, refused: 0, returned: 0, credits: 7 });
      seen.push(...page.events.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect([seen[0], seen.at(-1)]).toEqual(["new", "old"]);
  });

  it("pages through everything once in the order that is asked for", async () => {
    const parts = [2, 1, 3, 1, 2];
    const { list, ids } = await withEvents(
      100,
      parts.map((count, i) => sms(`event ${i}`, 10 - i, { parts: count, to: `+24492300001${(i * 3) % 5}` })),
    );
    const paged = async (sort: string) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Listed = await list(`?limit=2&sort=${sort}${cursor ? `&cursor=${cursor}` : ""}`);
        seen.push(...page.events.map(({ id }) => id.slice(-1)));
        cursor = page.next_cursor;
      } while (cursor);
      return seen.join("");
    };
    expect(await paged("time")).toBe("01234");
    expect(await paged("-credits")).toBe("24031");
    expect(await paged("credits")).toBe("13042");
    expect(await ids("?sort=-time")).toEqual(await ids(""));
    expect(await list("?sort=price")).toMatchObject({ status: 400, error: { param: "sort" } });
  });

  it("goes by recipient for a key that sees them, and for no other", async () => {
    const events = [7, 2, 9].map((last) => sms(`to ${last}`, last, { to: `+24492300001${last}` }));
    const blind = await withEvents(100, events, ["usage:read", "usage:write"]);
    expect(await blind.list("?sort=recipient")).toMatchObject({ status: 400, error: { param: "sort" } });
    const { ids } = await withEvents(100, events);
    expect(await ids("?sort=recipient")).toEqual(["to 2", "to 7", "to 9"]);
    expect(await ids("?sort=-recipient")).toEqual(["to 9", "to 7", "to 2"]);
  });

  it("shows charged, refused and returned events, and counts each", async () => {
    const { program, list, ids } = await withEvents(5, [
      sms("a", 3),
      sms("dear", 2, { parts: 9 }),
      sms("b", 1, { parts: 2 }),
    ]);
    await program.send(giveBack, "POST", "/v1/usage/b/return");
    expect(await list()).toMatchObject({
      events: [
        { id: "b", status: "returned", credits: 2, returned_at: expect.any(String) },
        { id: "dear", status: "refused", code: "insufficient_credits", credits: 0 },
        {
          id: "a",
          status: "charged",
          credits: 1,
          funds: { wallet: 1 },
          key: program.keyId,
          recipient: "+244923000018",
        },
      ],
      totals: { events: 3, charged: 2, refused: 1, returned: 1, credits: 1 },
    });
    expect(await ids("?status=refused&status=returned")).toEqual(["b", "dear"]);
    expect(await ids("?status=charged")).toEqual(["a"]);
  });

  it("narrows by each of its filters", async () => {
    const { program, ids } = await withEvents(100, [
      sms("plain", 5),
      sms("rich", 4, {
        parts: 3,
        feature: "reminders",
        user: "ana",
        reference: "order 7",
        tags: { campaign: "june", "a:b": "c" },
      }),
      { id: "abroad", channel: "sms", to: "+351912345678", occurred_at: minutesAgo(3) },
      { id: "mail", channel: "email", to: "Ana@Kianda.ao", occurred_at: minutesAgo(2) },
    ]);
    const cases: [string, string[]][] = [
      ["?channel=email", ["mail"]],
      ["?channel=email&channel=sms", ["mail", "abroad", "rich", "plain"]],
      ["?country=PT", ["abroad"]],
      ["?feature=reminders", ["rich"]],
      ["?user=ana", ["rich"]],
      ["?tag=campaign", ["rich"]],
      ["?tag=campaign:june", ["rich"]],
      ["?tag=campaign:july", []],
      [`?key=${program.keyId}&channel=email`, ["mail"]],
      ["?key=key_other", []],
      ["?agent=nobody", []],
      ["?number=nothing", []],
      ["?min=2", ["abroad", "rich"].sort()],
      ["?max=0.5", ["mail"]],
      ["?q=912%20345%20678", ["abroad"]],
      ["?q=00351912345678", ["abroad"]],
      ["?q=0018", ["rich", "plain"]],
      ["?q=ana@kianda.ao", ["mail"]],
      ["?q=order%207", ["rich"]],
      ["?q=plain", ["plain"]],
      ["?q=100%25", []],
      ["?from=2020-01-01&to=2020-02-01", []],
    ];
    for (const [query, found] of cases) expect((await ids(query)).sort(), query).toEqual([...found].sort());
  });

  it("totals the same whether the quarter hours tell it or every event is counted", async () => {
    const days = (count: number) => count * 24 * 60;
    const { program, list } = await withEvents(100, [
      sms("a", 5, { feature: "reminders" }),
      sms("b", days(1), { parts: 2 }),
      sms("c", days(2), { parts: 3, feature: "alerts" }),
      sms("dear", days(2), { parts: 900, feature: "reminders" }),
      { id: "mail", channel: "email", to: "ana@kianda.ao", occurred_at: minutesAgo(days(3)) },
      sms("dear too", days(3), { parts: 900 }),
      sms("long ago", days(33)),
    ]);
    await program.send(giveBack, "POST", "/v1/usage/c/return");
    await program.send(giveBack, "POST", "/v1/usage/long%20ago/return");
    const day = (count: number) => minutesAgo(days(count)).slice(0, 10);
    for (const query of [
      "limit=1",
      "channel=sms",
      "channel=email&channel=voice",
      "feature=reminders",
      "channel=sms&feature=alerts&feature=reminders",
      `from=${day(2)}&to=${day(1)}`,
      `from=${day(40)}`,
      `from=${day(2)}&channel=sms&feature=reminders`,
    ]) {
      const told = await list(`?${query}`);
      // Nothing costs less than nothing, but quarter hours do not keep what one event cost.
      expect(told.totals, query).toEqual((await list(`?${query}&min=0`)).totals);
    }
    expect((await list()).totals).toEqual({ events: 6, charged: 4, refused: 2, returned: 1, credits: 3.5 });
  });

  it("covers 366 days at most, whichever of its ends is named", async () => {
    const { list } = await withEvents(0, []);
    expect((await list("?from=2023-03-01&to=2024-02-29")).status).toBe(200);
    expect((await list("?from=2021-01-01&q=923000018")).status, "a search goes by an index").toBe(200);
    for (const query of ["?from=2023-02-28&to=2024-02-29", "?from=2024-02-29"]) {
      expect(await list(query), query).toMatchObject({ status: 400, error: { code: "invalid", param: "from" } });
    }
  });

  it("names a filter it does not know and a value it cannot read", async () => {
    const { list } = await withEvents(0, [sms("a", 1)]);
    for (const [query, param] of [
      ["?colour=red", "colour"],
      ["?channel=fax", "channel[0]"],
      ["?from=2026-02-30", "from"],
      ["?from=0001-01-01", "from"],
      ["?to=9999-12-31", "to"],
      ["?from=2026-02-02&to=2026-02-01", "to"],
      ["?from=2026-02-02&from=2026-02-03", "from"],
      ["?limit=201", "limit"],
      ["?limit=0", "limit"],
      ["?limit=many", "limit"],
      ["?min=-1", "min"],
      ["?min=5&max=4", "max"],
      ["?cursor=nonsense", "cursor"],
      ["?country=angola", "country[0]"],
      ["?q=%00", "q"],
    ]) {
      expect(await list(query), query).toMatchObject({ status: 400, error: { code: "invalid", param } });
    }
  });

  it("shows nothing of another workspace", async () => {
    await withEvents(10, [sms("theirs", 1)]);
    const { ids } = await withEvents(10, [sms("ours", 1)]);
    expect(await ids("")).toEqual(["ours"]);
    expect(await ids("?q=theirs")).toEqual([]);
  });

  it("reads numbers as people write them and in no other way, and says what is wrong with a first day in the future", async () => {
    const { list } = await withEvents(1, []);
    for (const query of ["min=", "min=0x10", "min=1e2", "min=%205%20", "min=1_0", "max=Infinity", "max=."]) {
      expect(await list(`?${query}`), query).toMatchObject({ status: 400, error: { param: query.slice(0, 3) } });
    }
    for (const query of ["limit=0x10", "limit=1e2", "limit=", "limit=%205", "limit=2.5", "limit=0", "limit=201"]) {
      expect(await list(`?${query}`), query).toMatchObject({ status: 400, error: { param: "limit" } });
    }
    expect((await list("?min=0.5&max=1.25&limit=7")).status).toBe(200);
    expect(await list("?from=2999-12-31")).toMatchObject({ status: 400, error: { param: "from" } });
  });

  it("masks recipients for a key that may not see them, and lets nobody find the rest of a number digit by digit", async () => {
    const events = [sms("a", 2), { ...sms("b", 1), channel: "email", to: "ana@kianda.ao" }];
    const { list, ids } = await withEvents(10, events, ["usage:read", "usage:write"]);
    const { events: listed } = await list();
    expect(listed.map(({ recipient }) => recipient)).toEqual(["a•••@kianda.ao", "+244•••18"]);
    for (const [q, found] of [
      ["0018", ["a"]],
      ["00018", []],
      ["3000018", []],
      ["923 000 018", ["a"]],
      ["ana@kianda.ao", ["b"]],
    ] as const) {
      expect(await ids(`?q=${encodeURIComponent(q)}`), q).toEqual(found);
    }
  });
});
