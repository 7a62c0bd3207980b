import "server-only";
import { creditsAnswer } from "@/app/_api/credits-answer";
import { writeJson } from "@/app/_api/json";
import type { Context } from "@/lib/context";
import type { Workspace } from "@/lib/gate/workspace";
import { prettyJson } from "./pretty-json";

/** What `GET /v1/credits` answers now to a key of this workspace. */
export async function creditsText(ctx: Context, workspace: Workspace): Promise<string> {
  return prettyJson(writeJson(await creditsAnswer(ctx, workspace)));
}
