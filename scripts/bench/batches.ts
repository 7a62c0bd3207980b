import { meterUsage } from "@/lib/metering/meter";
import { type Bench, freshBatch, insertSide, postBatch, postSide } from "./bench";
import { anyEvents, pricing } from "./events";
import type { Figure } from "./figure";
import { closedLoop, interleaved, oneByOne } from "./measure";
import { workspaceWith } from "./workspaces";

/** Goal 1: a batch of 1,000 for one busy workspace, against the bare rows and against a transaction for each event. */
export async function batches(bench: Bench): Promise<Figure[]> {
  const { priced, hot, effort } = bench;
  const found = await interleaved(
    {
      insert: insertSide(bench),
      post: postSide(bench),
      meter: (forMs) =>
        closedLoop(1, forMs, async () => {
          const now = new Date();
          return (await meterUsage({ ...hot, now }, anyEvents(1_000, now))).length;
        }),
      eachItsOwn: (forMs) => closedLoop(8, forMs, () => postBatch(priced, priced.price(anyEvents(1, new Date())))),
    },
    effort,
  );
  const { insert, post, meter, eachItsOwn } = found;
  return [
    {
      goal: "1",
      work: "batch of 1,000, one hot workspace",
      measure: "posted / rows inserted",
      reached: post.perSec / insert.perSec,
      wanted: { least: 0.35 },
      parts: { "posted/s": post.perSec, "inserted/s": insert.perSec, "p50 ms": post.p50, "p99 ms": post.p99 },
    },
    {
      goal: "1",
      work: "the same, pricing included",
      measure: "metered / one transaction per event",
      reached: meter.perSec / eachItsOwn.perSec,
      wanted: { least: 8 },
      parts: { "metered/s": meter.perSec, "per event/s": eachItsOwn.perSec },
    },
  ];
}

/** Goal 10: nobody makes us slower by asking for what is refused, or by asking again. */
export async function storms(bench: Bench): Promise<Figure[]> {
  const poor = await pricing(await workspaceWith(0));
  const { accepted, refused, repeated } = await interleaved(
    {
      accepted: postSide(bench),
      refused: (forMs) =>
        oneByOne(
          forMs,
          () => poor.price(anyEvents(1_000, new Date())),
          (events) => postBatch(poor, events),
        ),
      repeated: (forMs) =>
        oneByOne(
          forMs,
          async () => {
            const events = freshBatch(bench);
            await postBatch(bench.priced, events);
            return events;
          },
          (events) => postBatch(bench.priced, events),
        ),
    },
    bench.effort,
  );
  const storm = (work: string, { perSec }: { perSec: number }): Figure => ({
    goal: "10",
    work,
    measure: "judged / accepted",
    reached: perSec / accepted.perSec,
    wanted: { least: 1 },
    parts: { "judged/s": perSec, "accepted/s": accepted.perSec },
  });
  return [storm("all refused", refused), storm("all duplicates", repeated)];
}

/** Goal 5: the rate and the log written per event stay as they were in an empty table. */
export async function growth(bench: Bench): Promise<Figure[]> {
  const { effort, raw, say } = bench;
  const empty = await rateAndWal(bench);
  await fill(bench);
  await raw.unsafe("truncate raw.events");
  const full = await rateAndWal(bench);
  say(`growth: ${Math.round(empty.post)} events/s in the empty table, ${Math.round(full.post)} in the full one`);
  const work = `at ${effort.rows.toLocaleString("en")} rows`;
  return [
    {
      goal: "5",
      work: `rate ${work}`,
      measure: "full / empty, each against the bare rows of its minute",
      reached: full.post / full.insert / (empty.post / empty.insert),
      wanted: { least: 0.9 },
      parts: { "full/s": full.post, "empty/s": empty.post, "inserted/s then": full.insert, before: empty.insert },
    },
    {
      goal: "5",
      work: `log per event ${work}`,
      measure: "full / empty",
      reached: full.walPerEvent / empty.walPerEvent,
      wanted: { most: 1.2 },
      parts: { "bytes full": full.walPerEvent, "bytes empty": empty.walPerEvent },
    },
  ];
}

async function rateAndWal(bench: Bench) {
  const { insert, post } = await interleaved({ insert: insertSide(bench), post: postSide(bench) }, bench.effort);
  const before = await walPosition(bench);
  const events = 40_000;
  for (let posted = 0; posted < events; posted += 1_000) await postBatch(bench.priced, freshBatch(bench));
  const walPerEvent = ((await walPosition(bench)) - before) / events;
  return { insert: insert.perSec, post: post.perSec, walPerEvent };
}

async function walPosition({ raw }: Bench): Promise<number> {
  const [row] = await raw<[{ bytes: string }]>`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as bytes`;
  return Number(row.bytes);
}

/** Posted like everything else; the next batch is priced while the database judges the last. */
async function fill(bench: Bench): Promise<void> {
  const { effort, priced, say } = bench;
  let told = performance.now();
  let posting: Promise<unknown> = Promise.resolve();
  for (let rows = 0; rows < effort.rows; rows += 5_000) {
    const events = priced.price(anyEvents(5_000, new Date()));
    await posting;
    posting = postBatch(priced, events);
    if (performance.now() - told < 15_000) continue;
    told = performance.now();
    say(`growth: ${rows.toLocaleString("en")} of ${effort.rows.toLocaleString("en")} rows …`);
  }
  await posting;
}
