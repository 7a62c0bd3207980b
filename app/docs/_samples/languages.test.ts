import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { languageOf, sampleIn, sampleLanguages } from "./languages";
import { retries } from "./retries";

const url = "https://saldo.example";
const body = { id: "msg-1", tags: { note: `it's "so"` }, parts: 2, reserve: true, number: null, lines: [{ count: 1 }] };
const call = { url, method: "POST", path: "/v1/usage", body };

describe("an example", () => {
  it("sends in JavaScript just what was given", async () => {
    const code = sampleIn("node", call);
    const sent: { url: string; init: RequestInit }[] = [];
    const fetch = async (url: string, init: RequestInit) => {
      sent.push({ url, init });
      return { status: 200, json: async () => ({}) };
    };
    const run = new Function("fetch", "process", "console", `return (async () => { ${code} })()`);
    await run(fetch, { env: { SALDO_API_KEY: "secret" } }, { log: () => undefined });
    expect(sent[0]?.url).toBe(`${url}/v1/usage`);
    expect(sent[0]?.init).toMatchObject({ method: "POST", headers: { Authorization: "Bearer secret" } });
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual(body);
  });

  it("sends in the shell just what was given", () => {
    const script = `curl() { printf '%s' "$7"; }\n${sampleIn("curl", call)}`;
    expect(JSON.parse(execFileSync("sh", ["-c", script], { encoding: "utf8" }))).toEqual(body);
  });

  it("is written in each language as it is there", () => {
    expect(sampleIn("python", call)).toContain(`"reserve": True,\n        "number": None,`);
    expect(sampleIn("python", call)).toContain(`"note": "it's \\"so\\"",`);
    expect(sampleIn("php", call)).toContain(`'note' => 'it\\'s "so"',`);
    expect(sampleIn("php", { ...call, body: {} })).toContain("json_encode(new stdClass())");
  });

  it.each(sampleLanguages.map(({ id }) => id))("of repeating in %s heeds how long the answer says to wait", (id) => {
    expect(retries(id, url)).toContain(`${url}/v1/usage`);
    expect(retries(id, url)).toMatch(/retry-after/i);
  });
});

it("an unknown language of the address is the shell", () => {
  expect([languageOf("cobol"), languageOf(["php"]), languageOf(undefined), languageOf("php")]).toEqual([
    "curl",
    "curl",
    "curl",
    "php",
  ]);
});
