import { execFileSync } from "node:child_process";
import { request } from "node:http";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Sql } from "postgres";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import type { WorkspaceId } from "@/lib/context";
import { env } from "@/lib/env";
import { makeApiKey } from "@/lib/gate/api-key";
import type { Bench } from "./bench";
import type { Figure } from "./figure";
import { median } from "./measure";
import { startWeb } from "./web";
import { workspaceWith } from "./workspaces";

const mostRows = 1_000_000;
const rounds = 3;

/** Goal 9: a file of a million rows over HTTP, beside a COPY of the same formatted columns taken by Node. */
export async function csvOverHttp({ raw, effort, say }: Bench): Promise<Figure[]> {
  const web = await startWeb();
  if (!web) {
    say("CSV over HTTP: left out, because the web app is not built from these sources (npm run build)");
    return [];
  }
  const rows = Math.min(effort.rows, mostRows);
  const ctx = await workspaceWith(0);
  const secret = makeApiKey();
  await createApiKey(ctx, { name: "Bench", scopes: ["credits:read", "usage:read", "recipients:read"], secret });
  await fillLog(raw, ctx.workspaceId, rows);
  const take = (gzip: boolean, leaveAfter?: number) => download({ port: web.port, key: secret.key, gzip, leaveAfter });
  const taken: Record<"copy" | "plain" | "gzip", number[]> = { copy: [], plain: [], gzip: [] };
  const firstBytes: number[] = [];
  try {
    await take(false, 1);
    const resting = residentMiB(web.pid);
    let most = resting;
    const watch = setInterval(() => {
      most = Math.max(most, residentMiB(web.pid));
    }, 100);
    for (let round = 0; round < rounds; round++) {
      taken.copy.push(rows / (await copied(ctx.workspaceId)));
      for (const name of ["plain", "gzip"] as const) {
        const { seconds, firstByteMs } = await take(name === "gzip");
        taken[name].push(rows / seconds);
        firstBytes.push(firstByteMs);
      }
    }
    clearInterval(watch);
    await Promise.all(Array.from({ length: 8 }, () => take(false, 100_000)));
    const asked = performance.now();
    // As many as there are connections for files: each of them must be free again before these can begin.
    await Promise.all([web.ask("GET", "/v1/credits", secret.key), ...Array.from({ length: 4 }, () => take(false, 1))]);
    const answeredMs = performance.now() - asked;
    return figuresOf(taken, { growthMiB: most - resting, firstByteMs: Math.max(...firstBytes), answeredMs });
  } finally {
    web.stop();
  }
}

/** Straight into the table by its owner, as if they had come one every other second. */
async function fillLog(owner: Sql, workspaceId: WorkspaceId, rows: number): Promise<void> {
  await owner.begin(async (tx) => {
    await tx.unsafe("alter table usage_events no force row level security");
    await tx`insert into usage_events (workspace_id, key, occurred_at, day, seq, tx, channel, direction, kind, recipient, country, feature, agent_id,
        quantity, unit, price_micro, amount_micro, wallet_micro, balance_after_micro, reference, created_at)
      select ${workspaceId}, uuidv7(), at, at::date, n, n, case n % 3 when 0 then 'whatsapp' else 'sms' end, 'outbound',
        case n % 3 when 0 then 'outbound_domestic_whatsapp' else 'outbound_domestic_sms' end, '+24492' || lpad((n::bigint * 7919 % 10000000)::text, 7, '0'), 'AO',
        (array['campaigns', 'automations', 'ai', 'content'])[1 + n % 4], 'agent-' || (1 + n % 20), 1 + n % 3, 'part', 500000, (1 + n % 3) * 500000,
        (1 + n % 3) * 500000, 0, 'ENC-' || n, at
      from (select n, now() - n * interval '2 seconds' as at from generate_series(1, ${rows}::int) n) events`;
    await tx.unsafe("alter table usage_events force row level security");
  });
  await owner.unsafe("vacuum analyze usage_events");
}

/** The same columns, formatted the same, and nothing else: PostgreSQL quotes them itself. */
async function copied(workspaceId: WorkspaceId): Promise<number> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    await client.query(
      `begin; set local timezone = 'Africa/Luanda'; select set_config('app.ws', '${workspaceId}', true)`,
    );
    const credits = (column: string) =>
      `case when ${column} % 1000000 = 0 then (${column} / 1000000)::text else rtrim((${column} / 1000000) || '.' || lpad((${column} % 1000000)::text, 6, '0'), '0') end`;
    const started = performance.now();
    const stream = client.query(
      copyTo(`copy (
        select coalesce(u.external_id, u.key::text), to_char(u.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MSTZH:TZM'),
          to_char(u.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), u.channel, u.direction, u.kind, u.recipient, u.country, u.feature,
          u.agent_id, u.number_id, u.used_by,
          case when u.refusal is not null then 'refused' when r.key is not null then 'returned' else 'charged' end, coalesce(u.refusal, r.reason), u.quantity,
          ${credits("u.amount_micro")}, ${credits("u.plan_micro")}, ${credits("(u.wallet_micro + u.debt_micro)")}, ${credits("u.promo_micro")},
          ${credits("u.number_micro")}, u.reference, u.tags
        from usage_events u
        left join usage_returns r on r.workspace_id = u.workspace_id and r.key = u.key and r.occurred_at = u.occurred_at
        where u.workspace_id = '${workspaceId}' order by u.occurred_at desc, u.key desc
      ) to stdout with (format csv, header)`),
    );
    for await (const _ of stream);
    return (performance.now() - started) / 1_000;
  } finally {
    await client.end();
  }
}

type Download = { port: number; key: string; gzip: boolean; leaveAfter: number | undefined };

/** Takes the whole file as it comes, or leaves after so many bytes. */
function download({ port, key, gzip, leaveAfter }: Download): Promise<{ seconds: number; firstByteMs: number }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, ...(gzip && { "accept-encoding": "gzip" }) };
    const sent = request({ host: "127.0.0.1", port, path: "/v1/usage.csv", headers, agent: false }, (answer) => {
      let bytes = 0;
      let firstByteMs = 0;
      const done = () => resolve({ seconds: (performance.now() - started) / 1_000, firstByteMs });
      answer.on("data", (chunk: Buffer) => {
        firstByteMs ||= performance.now() - started;
        bytes += chunk.length;
        if (leaveAfter === undefined || bytes < leaveAfter) return;
        sent.destroy();
        done();
      });
      answer.once("end", () => {
        const isWhole = answer.statusCode === 200 && answer.trailers["saldo-sha256"] !== undefined;
        if (isWhole) done();
        else reject(new Error(`the file was answered with ${answer.statusCode} and is not whole`));
      });
      answer.once("error", reject);
    });
    sent.once("error", (error) => {
      if (leaveAfter === undefined) reject(error);
    });
    sent.end();
  });
}

function residentMiB(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1_024;
}

type Seen = { growthMiB: number; firstByteMs: number; answeredMs: number };

function figuresOf(taken: Record<"copy" | "plain" | "gzip", number[]>, seen: Seen): Figure[] {
  const [copy, plain, gzip] = [median(taken.copy), median(taken.plain), median(taken.gzip)];
  const [goal, work] = ["9", "CSV of 1M rows over HTTP"];
  return [
    {
      goal,
      work,
      measure: "plain / COPY",
      reached: plain / copy,
      wanted: { least: 0.8 },
      parts: { "rows/s": plain, "copy/s": copy },
    },
    {
      goal,
      work,
      measure: "gzip / COPY",
      reached: gzip / copy,
      wanted: { least: 0.6 },
      parts: { "rows/s": gzip, "copy/s": copy },
    },
    { goal, work, measure: "growth of memory, MiB", reached: seen.growthMiB, wanted: { most: 64 }, parts: {} },
    { goal, work, measure: "first byte, ms", reached: seen.firstByteMs, wanted: { most: 500 }, parts: {} },
    {
      goal,
      work,
      measure: "ms until the pool answers and 4 more begin, after 8 are left",
      reached: seen.answeredMs,
      wanted: { most: 1_000 },
      parts: {},
    },
  ];
}
