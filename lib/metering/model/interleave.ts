import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { type Db, systemDatabase } from "@/db";

/** One of two callers whose statements a schedule puts in order. */
class Session {
  state: "running" | "parked" | "done" = "running";
  pid = 0;
  resume: () => void = () => undefined;

  turn(): Promise<void> {
    this.state = "parked";
    return new Promise((resolve) => {
      this.resume = () => {
        this.state = "running";
        resolve();
      };
    });
  }
}

const acting = new AsyncLocalStorage<Session>();

function actor(): Session {
  const session = acting.getStore();
  if (!session) throw new Error("only a session of a schedule may speak here");
  return session;
}

/** A client like the one of the hot path, whose every statement, begin and commit waits for its turn. */
export function steppedClient(url: string): Sql {
  const base = postgres(url, { max: 2, onnotice: () => {} });
  const transaction = async (work: (tx: TransactionSql) => unknown) => {
    const session = actor();
    await session.turn();
    return base.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      session.pid = row?.pid ?? 0;
      const answer = await work(stepped(tx));
      await session.turn();
      return answer;
    });
  };
  return new Proxy(base, {
    apply: (_, __, args: Parameters<TransactionSql>) => transaction((tx) => tx(...args)),
    get: (target, name, receiver) => (name === "begin" ? transaction : Reflect.get(target, name, receiver)),
  });
}

function stepped(tx: TransactionSql): TransactionSql {
  const session = actor();
  return new Proxy(tx, {
    apply: async (target, _, args: Parameters<TransactionSql>) => {
      await session.turn();
      return target(...args);
    },
  });
}

/** The same for a verb that takes its transaction from the context. */
export async function steppedTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const session = actor();
  await session.turn();
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    session.pid = row?.pid ?? 0;
    await session.turn();
    const answer = await work(tx);
    await session.turn();
    return answer;
  });
}

export type Played<T> = { answers: T[]; waited: boolean };

/**
 * Plays two callers in every order their statements can come in. A caller the database keeps waiting is passed over until the
 * other has let go. Returns how many orders there were, and in how many of them somebody waited.
 */
export async function everyOrder<T>(
  callers: () => Promise<readonly [() => Promise<T>, () => Promise<T>]>,
  judge: (played: Played<T>) => Promise<void>,
): Promise<{ orders: number; waited: number }> {
  const count = { orders: 0, waited: 0 };
  let plan: number[] | undefined = [];
  while (plan) {
    const { choices, played } = await playOnce(await callers(), plan);
    await judge(played);
    count.orders += 1;
    if (played.waited) count.waited += 1;
    plan = nextPlan(choices);
  }
  return count;
}

type Choice = { taken: number; of: number };

function nextPlan(choices: readonly Choice[]): number[] | undefined {
  const last = choices.findLastIndex(({ taken, of }) => taken + 1 < of);
  const turned = choices[last];
  return turned && [...choices.slice(0, last).map(({ taken }) => taken), turned.taken + 1];
}

async function playOnce<T>(work: readonly (() => Promise<T>)[], plan: readonly number[]) {
  const sessions = work.map(() => new Session());
  const answers = Promise.all(
    work.map(async (call, i) => {
      const session = sessions[i] ?? new Session();
      try {
        return await acting.run(session, call);
      } finally {
        session.state = "done";
      }
    }),
  );
  // A failure is thrown below, where the answers are awaited.
  answers.catch(() => undefined);
  const choices: Choice[] = [];
  let waited = false;
  for (;;) {
    const blocked = await settled(sessions);
    if (blocked) waited = true;
    const ready = sessions.filter(({ state }) => state === "parked");
    if (ready.length === 0) break;
    const taken = plan[choices.length] ?? 0;
    choices.push({ taken, of: ready.length });
    ready[taken]?.resume();
  }
  return { choices, played: { answers: await answers, waited } };
}

/** Until nobody is on the way: each is parked, done, or waits for the other's lock. Whether somebody waits. */
async function settled(sessions: readonly Session[]): Promise<boolean> {
  for (;;) {
    const running = sessions.filter(({ state }) => state === "running");
    if (running.length === 0) return false;
    const others = sessions.some(({ state }) => state === "parked");
    const [row] = await systemDatabase().execute<{ blocked: number }>(
      sql`select count(*)::int as blocked from unnest(${`{${running.map(({ pid }) => pid)}}`}::int[]) as pid where cardinality(pg_blocking_pids(pid)) > 0`,
    );
    const same = running.every(({ state }) => state === "running");
    if (others && same && row?.blocked === running.length) return true;
  }
}
