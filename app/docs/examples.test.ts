import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { refusedBody } from "@/app/_api/error-body";
import { operations } from "@/app/_api/operations";
import { translatorFor } from "@/lib/i18n/translator";
import { quickStartExamples, searchPath } from "./examples";

const contract = (id: string) => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};

it("what the quick start sends and shows is what the API takes and answers", () => {
  const { message, again, refusal, batch } = quickStartExamples();
  const { body, output } = contract("postUsage");
  for (const sent of [message.body, batch.body]) expect(body?.safeParse(sent).error).toBeUndefined();
  for (const told of [message.answer, again.answer, batch.answer]) expect(output.safeParse(told).error).toBeUndefined();
  expect(refusedBody.safeParse(refusal.answer).error).toBeUndefined();
});

it("every drawing has ids of its own, which its answers repeat", () => {
  const [one, other] = [quickStartExamples(), quickStartExamples()];
  expect(one.message.answer.id).toBe(one.message.body.id);
  expect(one.batch.answer.events.map(({ id }) => id)).toEqual(one.batch.body.events.map(({ id }) => id));
  expect(one.message.body.id).not.toBe(other.message.body.id);
});

it("the search asks for what can be asked", () => {
  const asked = Object.fromEntries(new URL(searchPath, "https://saldo.example").searchParams);
  const { query } = contract("listUsage");
  expect(query?.safeParse({ ...asked, status: [asked.status] }).error).toBeUndefined();
});

it.each(operations.map(({ id, summary }) => [id, summary]))("%s has its title in the reference", (id, summary) => {
  expect(translatorFor("en", "docs")(`titles.${id}` as never)).toBe(summary);
});

it("the rate limit that is told is the one that holds", () => {
  const source = readFileSync(join(import.meta.dirname, "../../lib/gate/rate-limit.ts"), "utf8");
  const [, burst, every] = /apiByKey: \{ burst: (\d+), everySeconds: ([\d.]+) \}/.exec(source) ?? [];
  const told = translatorFor("en", "docs")("rules.limits.text");
  expect(told).toContain(
    `${1 / Number(every)} requests a second, and ${Number(burst).toLocaleString("en-US")} at once`,
  );
});
