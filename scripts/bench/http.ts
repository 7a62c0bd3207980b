import { createApiKey } from "@/lib/api-keys/create-api-key";
import { makeApiKey } from "@/lib/gate/api-key";
import type { Bench } from "./bench";
import { anyEvent, anyEvents } from "./events";
import type { Figure } from "./figure";
import { closedLoop, interleaved } from "./measure";
import { startWeb } from "./web";

/** Goal 6: over HTTP, with the web app in production mode. Several keys, because one may ask only so often. */
export async function overHttp({ hot, effort, say }: Bench): Promise<Figure[]> {
  const keys: string[] = [];
  for (let i = 0; i < 16; i++) {
    const secret = makeApiKey();
    await createApiKey({ ...hot, now: new Date() }, { name: `Bench ${i}`, scopes: ["usage:write"], secret });
    keys.push(secret.key);
  }
  const web = await startWeb();
  if (!web) {
    say("over HTTP: left out, because the web app is not built from these sources (npm run build)");
    return [];
  }
  let turn = 0;
  const post = (body: unknown) => web.ask("POST", "/v1/usage", keys[turn++ % keys.length], JSON.stringify(body));
  try {
    const { empty, single, batch } = await interleaved(
      {
        empty: (forMs) => closedLoop(64, forMs, () => web.ask("GET", "/healthz").then(() => 1)),
        single: (forMs) => closedLoop(64, forMs, () => post(anyEvent(new Date())).then(() => 1)),
        batch: (forMs) => closedLoop(2, forMs, () => post({ events: anyEvents(1_000, new Date()) }).then(() => 1_000)),
      },
      effort,
    );
    return figuresOf({ empty: empty.perSec, single: single.perSec, batch: batch.perSec });
  } finally {
    web.stop();
  }
}

function figuresOf({ empty, single, batch }: { empty: number; single: number; batch: number }): Figure[] {
  const work = "1,000-event posts over HTTP";
  return [
    {
      goal: "6",
      work: "single-event posts over HTTP",
      measure: "metered / empty route handler",
      reached: single / empty,
      wanted: { least: 0.6 },
      parts: { "metered/s": single, "empty/s": empty },
    },
    { goal: "6", work, measure: "events/s", reached: batch, wanted: { least: 10_000 }, parts: {} },
    {
      goal: "6",
      work,
      measure: "events/s / single-event rate",
      reached: batch / single,
      wanted: { least: 20 },
      parts: { "events/s": batch, "single/s": single },
    },
  ];
}
