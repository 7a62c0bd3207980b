import { parseArgs } from "node:util";
import postgres from "postgres";
import { closeConnections, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { env } from "@/lib/env";
import { ensureCatalogue } from "@/lib/rates/publish-card";
import { batches, growth, storms } from "./batches";
import type { Bench, Effort } from "./bench";
import { alone, gathered, spread } from "./callers";
import { csvOverHttp } from "./csv";
import { pricing } from "./events";
import { type Figure, isMet, tableOf } from "./figure";
import { overHttp } from "./http";
import { makeLimits } from "./limits";
import { reading } from "./reading";
import { sandboxPays } from "./sandbox";
import { workspaceWith } from "./workspaces";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    large: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const usual: Effort = { rounds: 5, sliceMs: 2_000, rows: 5_000_000, workspaces: 10_000 };
const effort: Effort = {
  ...usual,
  ...(values.quick && { rounds: 3, sliceMs: 700, rows: 250_000, workspaces: 2_000 }),
  ...(values.large && { rows: 50_000_000 }),
};
const works: Record<string, (bench: Bench) => Promise<Figure[]>> = {
  growth,
  batches,
  storms,
  gathered,
  spread,
  alone,
  http: overHttp,
  csv: csvOverHttp,
  reading,
  sandbox: sandboxPays,
};

const started = performance.now();
const say = (line: string) =>
  console.error(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
const raw = postgres(env().DATABASE_MIGRATOR_URL ?? env().DATABASE_URL, { max: 8, onnotice: () => {} });
await ensureCatalogue(systemDatabase(), new Date());
await makeLimits(raw);
const hot = await workspaceWith(1_000_000_000);
const bench: Bench = { raw, hot, priced: await pricing(hot), effort, say };

const figures: Figure[] = [];
for (const [name, work] of Object.entries(works)) {
  if (values.only && !values.only.split(",").includes(name)) continue;
  say(`${name} …`);
  figures.push(...(await work(bench)));
}
figures.sort((a, b) => Number(a.goal) - Number(b.goal));
await Promise.all([raw.end(), closeHot()]);
await closeConnections();

if (values.json)
  console.log(
    JSON.stringify(
      figures.map((figure) => ({ ...figure, met: isMet(figure) })),
      null,
      2,
    ),
  );
else console.log(tableOf(figures));
