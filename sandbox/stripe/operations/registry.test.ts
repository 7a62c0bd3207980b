import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operations as inScope } from "../contract/scope";
import { operations } from "./registry";

/** What Stripe's own pages and command line use, and the SDK does not know. */
const ofThePages = ["GET /v1/payment_pages/{}", "POST /v1/payment_pages/{}/confirm"];

test("every operation of the scope has a handler, and nothing outside it has", () => {
  expect(Object.keys(operations).toSorted()).toEqual([...inScope, ...ofThePages].toSorted());
});

test("the README lists exactly the operations there are", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const listed = [...readme.matchAll(/^ {4}((?:GET|POST|DELETE) \/v1\/\S+)$/gm)].map(([, operation = ""]) => operation);
  expect(listed.toSorted()).toEqual(Object.keys(operations).toSorted());
});
