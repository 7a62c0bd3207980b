import "server-only";
import type { Context } from "@/lib/context";
import { leaveEffect } from "@/lib/jobs/leave-effect";
import type { FanOut } from "./fan-out";

/** Tells everybody in the workspace whom it concerns, after the commit of the change that calls this. */
export function announce(ctx: Context, news: FanOut): Promise<void> {
  return leaveEffect(ctx, {
    topic: "notification.fan_out",
    payload: news,
    effectKey: `announce:${news.notice.effectKey}`,
  });
}
