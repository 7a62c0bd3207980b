import { once } from "node:events";
import { connect, type Socket } from "node:net";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientOptions } from ".";

const refused = { code: "CONNECTION_CLOSED" };

let sql: Sql;
let socket: Socket;

beforeEach(async () => {
  sql = client();
  await sql`select 1`;
});
afterEach(() => sql.end({ timeout: 0 }));

/** A pool of one connection, so that whoever comes next gets the one that was lost. */
function client(debug?: (connection: number, query: string) => void): Sql {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const dial = async () => {
    socket = connect(Number(url.port), url.hostname);
    await once(socket, "connect");
    return socket;
  };
  const options = { ...clientOptions("saldo-test"), max: 1, socket: dial, ...(debug && { debug }) };
  return postgres(url.href, options);
}

function reset(): void {
  socket.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
}

const answerOf = (client: Sql, n: number) =>
  client.begin(async (tx) => {
    const [row] = await tx<{ n: number }[]>`select ${n}::int as n`;
    return row?.n;
  });

describe.each([
  ["closed", () => socket.destroy()],
  ["reset", reset],
] as const)("a connection %s in the middle of a transaction", (_, lose) => {
  it("serves the next transaction, and the one after it", async () => {
    const dying = sql.begin((tx) => {
      setImmediate(lose);
      return tx`select pg_sleep(1)`;
    });
    await expect(dying).rejects.toMatchObject(refused);
    expect(await answerOf(sql, 1)).toBe(1);
    expect(await answerOf(sql, 2)).toBe(2);
  });

  it("serves a transaction that was waiting for it", async () => {
    const dying = sql.begin((tx) => {
      setImmediate(lose);
      return tx`select pg_sleep(1)`;
    });
    const waiting = answerOf(sql, 1);
    await expect(dying).rejects.toMatchObject(refused);
    expect(await waiting).toBe(1);
  });

  it("stays in the pool when the dead transaction goes on speaking", async () => {
    const dead = await lostTransaction(lose);
    await expect(dead`select ${1}::int`).rejects.toMatchObject(refused);
    expect(await answerOf(sql, 1)).toBe(1);
  });

  it("lets nothing of the dead transaction into the next one", async () => {
    const dead = await lostTransaction(lose);
    const seen = await sql.begin(async (tx) => {
      await tx`select set_config('app.ws', 'mine', true)`;
      await expect(dead`select set_config('app.ws', ${"theirs"}, true)`).rejects.toMatchObject(refused);
      return tx`select current_setting('app.ws') as ws`;
    });
    expect(seen).toEqual([{ ws: "mine" }]);
  });
});

/** One whose connection is gone while its work is still busy with something else. */
async function lostTransaction(lose: () => void): Promise<TransactionSql> {
  let own: TransactionSql | undefined;
  const dying = sql.begin(async (tx) => {
    await tx`select 1`;
    own = tx;
    lose();
    await new Promise(() => {});
  });
  await expect(dying).rejects.toMatchObject(refused);
  if (!own) throw new Error("the transaction never began");
  return own;
}

describe("a lost connection", () => {
  it("acknowledges nothing that was sent when it had broken already", async () => {
    const broken = socket;
    reset();
    await once(broken, "error");
    const unsent = expect(sql`select 1`).rejects.toMatchObject(refused);
    await once(broken, "close");
    expect(await answerOf(sql, 1)).toBe(1);
    await unsent;
  });

  it("does not give the next caller the error of the last one", async () => {
    const [session] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const asleep = expect(sql`select pg_sleep(10)`).rejects.toMatchObject(refused);
    const other = client();
    await other`select pg_terminate_backend(${session?.pid ?? 0})`;
    await other.end();
    await asleep;
    expect(await answerOf(sql, 1)).toBe(1);
  });

  it("is heard of by its caller alone when it breaks as it is made", async () => {
    const unheard = vi.fn();
    process.on("unhandledRejection", unheard);
    let broken = false;
    const breaking = client((_, query) => {
      if (broken || !query.includes("typarray")) return;
      broken = true;
      reset();
    });
    await expect(breaking`select 1`).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await answerOf(breaking, 1)).toBe(1);
    await breaking.end();
    process.off("unhandledRejection", unheard);
    expect(unheard).not.toHaveBeenCalled();
  });
});
