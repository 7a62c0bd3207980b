import { z } from "zod";
import { type Clock, furthestAtOnce } from "../shared/clock";
import type { Answer } from "../shared/http/answer";
import type { Asked } from "../shared/http/asked";
import { bodyOf, json, parsed } from "./api";
import type { CallbackPost } from "./callback-post";

const count = z.int().min(0).max(1_000);
const ms = z.int().min(0).max(600_000);
const trouble = z.strictObject({
  duplicate: count.optional(),
  shuffleMs: ms.optional(),
  drop: count.optional(),
  delayMs: ms.optional(),
  badSignature: z.boolean().optional(),
  oldTimestamp: z.boolean().optional(),
});
const callback = z.strictObject({ url: z.url({ protocol: /^https?$/ }), secret: z.string().min(1) });
const step = z.strictObject({ advance_seconds: z.int().min(1).max(furthestAtOnce) });

type Parts = { post: CallbackPost; clock: Clock; wake: () => Promise<void> };

/** Switches for tests and tools; null when the address is none of them. */
export async function answerControl({ post, clock, wake }: Parts, asked: Asked): Promise<Answer | null> {
  const route = `${asked.method} ${asked.path}`;
  if (route === "GET /_sandbox/trouble") return json(200, post.troubled);
  if (route === "PUT /_sandbox/trouble") {
    await post.makeTrouble(parsed(trouble, bodyOf(asked)));
    return json(200, post.troubled);
  }
  if (route === "PUT /_sandbox/callback") {
    await post.callAt(parsed(callback, bodyOf(asked)));
    await wake();
    return json(200, { url: post.callback?.url ?? null });
  }
  if (route === "POST /_sandbox/clock") {
    await clock.moveAhead(parsed(step, bodyOf(asked)).advance_seconds);
    await wake();
  }
  return asked.path === "/_sandbox/clock" ? json(200, { now: clock.now(), ahead: clock.ahead }) : null;
}
