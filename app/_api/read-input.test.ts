import { expect, it } from "vitest";
import { z } from "zod";
import { readInput } from "./read-input";

const query = z.strictObject({ limit: z.string().optional() });
const body = z.strictObject({
  id: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  events: z.array(z.strictObject({ id: z.string(), tags: z.record(z.string(), z.string()).optional() })).optional(),
});
const at = "http://localhost/v1/usage";

const reading = (raw: string, { path = "", headers = {} }: { path?: string; headers?: Record<string, string> } = {}) =>
  readInput(
    { path: "/v1/usage", query, body },
    new Request(at + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: raw,
    }),
  );

it.each([
  ['{"__proto__":1}', "__proto__", "unknown_field"],
  ['{"events":[{"id":"a"},{"id":"b","__proto__":{"id":"c"}}]}', "events[1].__proto__", "unknown_field"],
])("a field that every object has already is refused, never dropped: %s", async (raw, param, sentence) => {
  await expect(reading(raw)).rejects.toMatchObject({
    code: "invalid",
    details: { param, sentence: `problems.${sentence}` },
  });
});

it("a parameter of that name is not known either", async () => {
  await expect(reading("{}", { path: "?__proto__=1" })).rejects.toMatchObject({
    details: { param: "__proto__", sentence: "problems.unknown_field" },
  });
});

it("the query is read as it was sent, where the framework would leave out what it cannot keep", async () => {
  const headers = { "x-saldo-path": "/v1/usage?limit=1&__proto__=1" };
  await expect(reading("{}", { path: "?limit=1", headers })).rejects.toMatchObject({ details: { param: "__proto__" } });
  const same = { "x-saldo-path": "/v1/usage?limit=7" };
  expect((await reading("{}", { path: "?limit=7", headers: same })).query).toEqual({ limit: "7" });
});

it("a body that is nested without end is refused like any other", async () => {
  const deep = `{"id":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  await expect(reading(deep)).rejects.toMatchObject({ code: "invalid", details: { param: "id" } });
});

it("the name of what is refused is told, and not the whole of it when it is long", async () => {
  const long = "x".repeat(100_000);
  for (const raw of [`{"${long}":1}`, `{"tags":{"${long}":1}}`, `{"events":[{"id":"a","${"😀".repeat(500)}":1}]}`]) {
    const refusal = await reading(raw).catch(({ details }) => details);
    expect(refusal.param.length, raw.slice(0, 20)).toBeLessThanOrEqual(100);
    expect(refusal.param).toMatch(/^(x|tags\.x|events\[0\]\.😀)/u);
    expect(refusal.param.isWellFormed()).toBe(true);
  }
});

it.each([
  ["application/json; charset=utf8", "identity"],
  ["Application/JSON;charset=UTF-8", "Identity"],
  ['application/json; charset="utf-8"', " identity "],
])("JSON is taken as %s, %s", async (type, encoding) => {
  const headers = { "content-type": type, "content-encoding": encoding };
  expect((await reading('{"id":"a"}', { headers })).body).toEqual({ id: "a" });
});

it.each([
  ["application/json; charset=latin1", "identity"],
  ["application/jsonp", "identity"],
  ["application/json", "gzip"],
  ["application/json", "identity, gzip"],
])("nothing else is: %s, %s", async (type, encoding) => {
  const headers = { "content-type": type, "content-encoding": encoding };
  await expect(reading('{"id":"a"}', { headers })).rejects.toMatchObject({ code: "unsupported_media_type" });
});

it("of a field that is named twice the last one counts", async () => {
  expect((await reading('{"id":"a","tags":{"x":"1"},"id":"b","tags":{"y":"2"}}')).body).toEqual({
    id: "b",
    tags: { y: "2" },
  });
});
