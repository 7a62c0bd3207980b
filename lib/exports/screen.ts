import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Moment } from "@/lib/metering/moment";
import { day, usageFilter } from "@/lib/metering/usage-filter";
import { usageSorts } from "@/lib/metering/usage-sort";

const sealed = z.strictObject({
  workspace: z.string(),
  filter: z.strictObject({ ...usageFilter, from: day, to: day }),
  sort: z.enum(usageSorts).default("-time"),
  snapshot: z.string(),
  at: z.string(),
  rows: z.int().min(0),
  micro: z.string().regex(/^\d{1,19}$/),
});

export type Screen = {
  filter: z.output<typeof sealed>["filter"];
  sort?: z.output<typeof sealed>["sort"];
  moment: Moment;
  rows: number;
  amountMicro: bigint;
};

/**
 * What a page has just shown, for the form on it to carry: the file is then of that moment and of that filter, and what
 * the page said is known when the file is done. Sealed, because a file that claims to match must be held against our word.
 */
export function sealScreen(ctx: Context, { filter, sort, moment, rows, amountMicro }: Screen): string {
  const { snapshot, at } = moment;
  const told = {
    workspace: ctx.workspaceId,
    filter,
    sort,
    snapshot,
    at: at.toISOString(),
    rows,
    micro: String(amountMicro),
  };
  const text = Buffer.from(JSON.stringify(told)).toString("base64url");
  return `${text}.${signature(text)}`;
}

export function readScreen(ctx: Context, given: string): Screen {
  const [text = "", seal = ""] = given.split(".");
  const [left, right] = [Buffer.from(seal), Buffer.from(signature(text))];
  if (left.length !== right.length || !timingSafeEqual(left, right)) throw new AppError("conflict", "export_screen");
  const { workspace, filter, sort, snapshot, at, rows, micro } = sealed.parse(
    JSON.parse(Buffer.from(text, "base64url").toString()),
  );
  if (workspace !== ctx.workspaceId) throw new AppError("conflict", "export_screen");
  return { filter, sort, moment: { snapshot, at: new Date(at) }, rows, amountMicro: BigInt(micro) };
}

function signature(text: string): string {
  const key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "saldo export screen", 32));
  return createHmac("sha256", key).update(text).digest("base64url");
}
