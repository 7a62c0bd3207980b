import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const lines = (file: string) => readFileSync(file, "utf8").split("\n");
const names = (file: string, pattern: RegExp) => lines(file).flatMap((line) => pattern.exec(line)?.[1] ?? []);

/** Given by the supervisor to its parts, and no choice of the person who runs Saldo. */
const internal = ["NODE_ENV", "INBOX_URL", "STRIPE_API_URL"];
/** Read by the supervisor, which keeps it from the product. */
const forStart = ["STRIPE_SANDBOX_DATABASE_URL"];
/** Read by the tests alone. */
const forTests = ["CHROMIUM_PATH"];

test("every setting that Saldo reads is in .env.example, and nothing else is", () => {
  const read = names("lib/env.ts", /^ {2}([A-Z_]+): /).filter((name) => !internal.includes(name));
  const written = names(".env.example", /^# ([A-Z_]+)=/).filter(
    (name) => !forTests.includes(name) && !forStart.includes(name),
  );
  expect(written.toSorted()).toEqual(read.toSorted());
});

test("every setting in .env.example has a sentence before it", () => {
  const all = lines(".env.example");
  const bare = all.filter((line, index) => /^# [A-Z_]+=/.test(line) && !/^# .*\w/.test(all[index - 1] ?? ""));
  expect(bare).toEqual([]);
});
