import { memberRoute } from "@/app/_gate/api-route";
import { readExport } from "@/lib/exports/data";

/** What a page that watches an export asks every second. */
export const GET = memberRoute<{ workspace: string; id: string }>(
  "/w/[workspace]/exports/[id]/progress",
  async ({ ctx, params }) => {
    const { state, rows } = await readExport(ctx, params.id);
    return Response.json({ state, rows });
  },
);
