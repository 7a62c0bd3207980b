import { beforeAll, expect, test } from "vitest";
import { loadContract } from "../contract/contract";
import { complaint, complaintsIn } from "./complaint.mjs";
import examples from "./examples.json";
import { Judge, type Violation } from "./judge";

const complaints: Violation[] = [];
const judge = new Judge(await loadContract(), (violation) => complaints.push(violation));
const refund = examples.objects.Refund;
const bogus = { ...refund, of_somebodys_own: 1 };

// Making validators of the SDK's types takes seconds on a busy machine, and is no test's own time.
beforeAll(() => judge.object("Refund", refund));

function toldBy(work: () => void): string[] {
  complaints.length = 0;
  work();
  return complaints.map(({ where }) => where);
}

test("an answer, an event and what a declined payment is told with are each held against the contract", () => {
  const operation = "GET /v1/refunds/{}";
  const seen = { operation, version: "today", params: {}, status: 200 };
  const declined = { ...seen, status: 402 };
  expect(toldBy(() => judge.witness({ ...seen, body: refund }))).toEqual([]);
  expect(toldBy(() => judge.witness({ ...seen, body: bogus }))).toEqual([operation]);
  expect(toldBy(() => judge.witness({ ...declined, body: { error: { refund } } }))).toEqual([]);
  expect(toldBy(() => judge.witness({ ...declined, body: { error: { refund: bogus } } }))).toEqual(["Refund"]);
  expect(toldBy(() => judge.event({ type: "refund.created" }))).toEqual(["event refund.created"]);
  expect(toldBy(() => judge.event({ type: "refund.forgotten" }))).toEqual(["refund.forgotten"]);
});

test("an older dialect and the pages' own address are held against nothing", () => {
  const seen = { params: {}, status: 200, body: bogus };
  const before = judge.judged;
  judge.witness({ ...seen, version: undefined, operation: "GET /v1/refunds/{}" });
  judge.witness({ ...seen, version: "today", operation: "POST /v1/payment_pages/{}/confirm" });
  expect(judge.judged).toBe(before);
});

test("a violation is found again in a log that other parts write as well", () => {
  const line = complaint({ where: "GET /v1/refunds/{}", what: "must have reason" });
  expect(complaintsIn(`web        | ready\nstripe     | ${line}\nweb        | GET /\n`)).toEqual([
    `stripe     | ${line}`,
  ]);
});
