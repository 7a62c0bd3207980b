import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { countAuthFailure } from "./refusals";

export function mayReadMetrics(authorization: string | null): "yes" | "no" | "absent" {
  const token = env().METRICS_TOKEN;
  if (!token) return "absent";
  const given = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
  if (timingSafeEqual(digest(given), digest(token))) return "yes";
  countAuthFailure("metrics_token");
  return "no";
}

/** Equal lengths, so that comparing takes as long for every guess. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
