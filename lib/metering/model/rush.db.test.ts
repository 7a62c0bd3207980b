import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { meterOne, meterUsage } from "../meter";
import { prepareBooks } from "../testing";
import { openWideHot, rush } from "./rush";

beforeAll(async () => {
  openWideHot();
  await prepareBooks();
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const rounds = 20;
const exactly = { accepted: 100, refused: 100, leftMicro: 0n };

it(`of 200 single debits of 1 against 100 credits exactly 100 are accepted, ${rounds} times, gathered into batches`, async () => {
  for (let round = 0; round < rounds; round++) expect(await rush(meterOne)).toEqual(exactly);
}, 300_000);

it(`and ${rounds} times as calls of their own over sixteen connections`, async () => {
  for (let round = 0; round < rounds; round++)
    expect(await rush(async (ctx, event) => (await meterUsage(ctx, [event]))[0])).toEqual(exactly);
}, 300_000);
