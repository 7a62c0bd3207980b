import postgres from "postgres";
import { inSystem, systemDatabase } from "@/db";
import { users } from "@/db/schema/identity";
import { notifications } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import type { Role } from "@/lib/gate/permissions";
import { newId } from "@/lib/ids";
import { workspaceInLuanda } from "@/lib/workspaces/testing";

export const noon = new Date("2026-06-24T11:00:00Z");

/** A workspace in Luanda with one person for each of the roles. */
export async function teamOf<R extends Role>(...roles: R[]) {
  const people = {} as Record<R, UserId>;
  const ctx = await workspaceInLuanda(
    { actor: { kind: "system", name: "test" }, now: noon },
    async (tx, workspaceId) => {
      for (const role of roles) {
        const id = newId("usr") as UserId;
        const email = `${role}-${workspaceId.slice(3)}@kianda.example`;
        await tx.insert(users).values({ id, email, name: role, locale: "pt", createdAt: noon });
        await tx.insert(memberships).values({ workspaceId, userId: id, role, createdAt: noon });
        people[role] = id;
      }
    },
  );
  return { ctx, people };
}

export function as(ctx: Context, id: UserId, now: Date = ctx.now): Context {
  return { ...ctx, actor: { kind: "user", id }, now };
}

export function everyNotification() {
  return inSystem(systemDatabase(), (tx) => tx.select().from(notifications));
}

export type QueuedJob = { task: string; key: string | null; payload: Record<string, unknown> };

/** The queue is closed to the application, so the test looks as the worker. */
export async function queuedJobs(): Promise<QueuedJob[]> {
  const queue = postgres(process.env.DATABASE_WORKER_URL ?? "", { max: 1 });
  const rows = await queue<QueuedJob[]>`
    select t.identifier as task, j.key, j.payload
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    order by j.id`;
  await queue.end();
  return [...rows];
}
