import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeBooks, openStage, programWith } from "@/app/_api/testing";
import { connection } from "@/db";
import { filesInUse } from "@/db/files";
import { parseCredits } from "@/lib/credits";
import { readCsv, sumOf } from "@/lib/exports/testing";
import type { ApiScope } from "@/lib/gate/permissions";
import { GET as list, POST } from "../usage/route";
import { GET } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

const sms = (id: string, extra: object = {}) => ({ id, channel: "sms", to: "+244923000018", ...extra });

async function withEvents(events: object[], scopes?: readonly ApiScope[]) {
  const program = await programWith(100_000, scopes);
  for (let i = 0; i < events.length; i += 5_000) {
    await program.send(POST, "POST", "/v1/usage", { body: { events: events.slice(i, i + 5_000) } });
  }
  const request = (query = "", headers: Record<string, string> = {}) =>
    new Request(`http://localhost:3000/v1/usage.csv${query}`, {
      headers: { authorization: `Bearer ${program.key}`, ...headers },
    });
  return { program, request };
}

describe("GET /v1/usage.csv", () => {
  it("is the list as a file: same rows, same order, same sum, a name that tells the days", async () => {
    const { program, request } = await withEvents([sms("a"), sms("b", { parts: 3 }), sms("dear", { parts: 900 })]);
    const response = await GET(request("?channel=sms"));
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="usage_[a-z0-9-]+_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("saldo-time-zone")).toBe("Africa/Luanda");
    const rows = readCsv(await response.text());
    const { body } = await program.send(list, "GET", "/v1/usage?channel=sms");
    const { events, totals } = body as { events: { id: string }[]; totals: { credits: number } };
    expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(sumOf(rows)).toBe(parseCredits(String(totals.credits)));
  });

  it("is compressed on the way for whoever asks for that, and only for them, and ends with what it was", async () => {
    const { request } = await withEvents([sms("a")]);
    const plain = await (await GET(request())).text();
    for (const [asked, isGzip] of [
      ["gzip", true],
      ["br, gzip;q=0.5", true],
      ["gzip;q=0", false],
      ["br", false],
    ] as const) {
      const said: Record<string, string> = {};
      const trailers: Record<string, string> = {};
      Reflect.set(globalThis, Symbol.for("saldo.answer"), () => ({
        setHeader: (name: string, value: string) => Object.assign(said, { [name]: value }),
        addTrailers: (fields: Record<string, string>) => Object.assign(trailers, fields),
      }));
      const response = await GET(request("", { "accept-encoding": asked }));
      expect(said, asked).toEqual(isGzip ? { "content-encoding": "gzip" } : {});
      const bytes = Buffer.from(await response.arrayBuffer());
      expect((isGzip ? gunzipSync(bytes) : bytes).toString(), asked).toBe(plain);
      const sha256 = createHash("sha256").update(plain).digest("hex");
      expect(trailers).toEqual({ "saldo-rows": "1", "saldo-credits": "1", "saldo-sha256": sha256 });
    }
    Reflect.deleteProperty(globalThis, Symbol.for("saldo.answer"));
  });

  it("masks recipients for a key that may not see them", async () => {
    const { request } = await withEvents([sms("a")], ["usage:read", "usage:write"]);
    expect(readCsv(await (await GET(request())).text())).toMatchObject([{ recipient: "+244•••18" }]);
  });

  it("names what it cannot read, in JSON and before a byte of the file", async () => {
    const { program } = await withEvents([]);
    for (const [query, param] of [
      ["?colour=red", "colour"],
      ["?channel=fax", "channel[0]"],
      ["?from=2026-02-30", "from"],
      ["?from=2026-02-02&to=2026-02-01", "to"],
      ["?from=2020-01-01", "from"],
      ["?min=5&max=4", "max"],
      ["?format=xlsx", "format"],
      ["?zone=Mars/Olympus", "zone"],
      ["?zone=%2B01:00", "zone"],
      ["?cursor=x", "cursor"],
      ["?limit=5", "limit"],
    ]) {
      const told = await program.send(GET, "GET", `/v1/usage.csv${query}`);
      expect(told, query).toMatchObject({ status: 400, body: { error: { code: "invalid", param } } });
    }
  });

  it("every zone that may be asked for is known to the database", async () => {
    const { isTimeZone } = await import("@/lib/workspaces/time-zones");
    const zones = Intl.supportedValuesOf("timeZone").filter(isTimeZone);
    const unknown = await connection().db.execute<{ zone: string }>(sql`
      select z as zone from unnest(array[${sql.join(
        zones.map((zone) => sql`${zone}`),
        sql`, `,
      )}]::text[]) z
      where lower(z) not in (select lower(name) from pg_timezone_names)`);
    expect(unknown.map(({ zone }) => zone)).toEqual([]);
  });

  it("a download that is left after any number of bytes gives its connection back within a second", async () => {
    const events = Array.from({ length: 15_000 }, (_, i) => sms(`event ${i}`));
    const { request } = await withEvents(events);
    for (let turn = 0; turn < 20; turn++) {
      const isGzip = turn % 2 === 1;
      const answer = { setHeader: () => undefined, addTrailers: () => undefined };
      Reflect.set(globalThis, Symbol.for("saldo.answer"), () => answer);
      const response = await GET(request("", isGzip ? { "accept-encoding": "gzip" } : {}));
      const reader = response.body?.getReader();
      let left = Math.floor(Math.random() * (isGzip ? 200_000 : 2_000_000));
      while (reader && left > 0) {
        const { done, value } = await reader.read();
        if (done) break;
        left -= value.length;
      }
      await reader?.cancel();
      await vi.waitFor(() => expect([filesInUse(), connection().turnstile.inUse]).toEqual([0, 0]), {
        timeout: 1_000,
        interval: 20,
      });
    }
    const busy = await connection().db.execute<{ count: number }>(sql`
      select count(*)::int as count from pg_stat_activity
      where application_name in ('saldo-web', 'saldo-files') and state <> 'idle' and pid <> pg_backend_pid()`);
    expect(busy[0]?.count).toBe(0);
    expect(readCsv(await (await GET(request())).text())).toHaveLength(15_000);
  });
});
