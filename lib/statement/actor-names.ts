import "server-only";
import { inWorkspace } from "@/db";
import type { Context } from "@/lib/context";
import { namesOf } from "@/lib/team/data";

/** The names that people and keys have now, by id. */
export function actorNames(ctx: Context, actors: readonly string[]): Promise<Map<string, string>> {
  return inWorkspace(ctx, (tx) =>
    namesOf(
      tx,
      ctx,
      actors.map((actor) => actor.split(":")[1] ?? ""),
    ),
  );
}
