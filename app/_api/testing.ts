import { sql } from "drizzle-orm";
import { connection, systemDatabase } from "@/db";
import { closeFiles } from "@/db/files";
import { closeHot } from "@/db/hot";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { makeApiKey } from "@/lib/gate/api-key";
import { type ApiScope, apiScopes } from "@/lib/gate/permissions";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { ensureCatalogue } from "@/lib/rates/publish-card";
import { closeStage, workspaceWith } from "@/lib/team/testing";

const origin = "http://localhost:3000";

type Route = (request: Request) => Promise<Response>;
type Sending = { body?: unknown; raw?: BodyInit; type?: string | null; headers?: Record<string, string>; key?: string };
export type Told = { status: number; body: Record<string, unknown>; text: string; headers: Headers };

/** What a migrated installation has: the catalogue, and the months of the log around now. */
export async function openStage(): Promise<void> {
  const now = new Date();
  await connection(process.env.DATABASE_WORKER_URL).db.execute(
    sql`select ensure_usage_months((now() - interval '3 months')::date, (now() + interval '2 months')::date)`,
  );
  await ensureCatalogue(systemDatabase(), now);
}

export async function closeBooks(): Promise<void> {
  await Promise.all([closeHot(), closeFiles()]);
  await closeStage();
}

/** A workspace in Luanda with so many bought credits, and a program that holds a key to it. */
export async function programWith(credits: number, scopes: readonly ApiScope[] = apiScopes) {
  const { owner, id } = await workspaceWith();
  const secret = makeApiKey();
  const { id: keyId } = await createApiKey(owner.ctx, { name: "Test", scopes, secret });
  if (credits > 0) await fund(owner.ctx, { fund: "wallet", credits });
  const send = async (route: Route, method: string, path: string, sending: Sending = {}): Promise<Told> => {
    const { body, raw = body === undefined ? undefined : JSON.stringify(body) } = sending;
    const { type = raw === undefined ? null : "application/json", key = secret.key } = sending;
    const headers = new Headers({ authorization: `Bearer ${key}`, ...sending.headers });
    if (type !== null) headers.set("content-type", type);
    const init = { method, headers, ...(raw !== undefined && { body: raw, duplex: "half" as const }) };
    const response = await route(new Request(origin + path, init));
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return { status: response.status, body: text && isJson ? JSON.parse(text) : {}, text, headers: response.headers };
  };
  return { ctx: owner.ctx, workspaceId: id, keyId, key: secret.key, send };
}

let granted = 0;

export async function fund(
  ctx: Context,
  grant: { fund: "plan" | "promo" | "wallet"; credits: number; pocket?: string },
): Promise<void> {
  granted += 1;
  await grantCredits(ctx, {
    ...grant,
    amountMicro: wholeCredits(grant.credits),
    source: grant.fund === "wallet" ? "purchase" : "promo",
    effectKey: `test:${granted}`,
  });
}
