import { connection } from "next/server";
import { readiness } from "@/lib/health/ready";

export async function GET(): Promise<Response> {
  await connection();
  const ready = await readiness();
  return Response.json(ready, { status: ready.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
