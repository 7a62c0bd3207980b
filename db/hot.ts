import "server-only";
import postgres, { type Sql } from "postgres";
import { env } from "@/lib/env";
import { clientOptions } from ".";

const holder = globalThis as typeof globalThis & { saldoHot?: Sql };

/** The plain client of the path every event takes: drizzle changes the serializers of the client it is given. */
export function hotSql(): Sql {
  holder.saldoHot ??= postgres(env().DATABASE_URL, { ...clientOptions("saldo-metering"), max: 8 });
  return holder.saldoHot;
}

export async function closeHot(): Promise<void> {
  const open = holder.saldoHot;
  holder.saldoHot = undefined;
  await open?.end({ timeout: 5 });
}
