import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "./refusal.mjs";

const patienceMs = 60_000;

/** Waits until an address answers 200; gives up when the run is ending meanwhile. */
export async function answers(url, run) {
  const deadline = Date.now() + patienceMs;
  let last = "no answer";
  while (!run.isEnding) {
    last = await statusOf(url);
    if (last === "200") return;
    if (Date.now() > deadline)
      throw new Refusal(`${url} did not become ready within ${patienceMs / 1000} seconds: ${last}`);
    await sleep(100);
  }
  throw new Refusal("Stopping.");
}

async function statusOf(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
    const body = await response.text();
    return response.status === 200 ? "200" : `${response.status} ${body.slice(0, 500)}`;
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}
