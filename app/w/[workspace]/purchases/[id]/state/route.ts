import { getTranslations } from "next-intl/server";
import { memberRoute } from "@/app/_gate/api-route";
import { formatterFor } from "@/app/_gate/page";
import { AppError } from "@/lib/errors";
import { watchPurchase } from "@/lib/purchases/watch-purchase";
import { headingOf } from "../state-words";

/** What the page that watches asks: how the purchase stands in the books, and its heading. */
export const GET = memberRoute<{ workspace: string; id: string }>(
  "/w/[workspace]/purchases/[id]/state",
  async ({ ctx, workspace, viewer, params }) => {
    const [t, file] = await Promise.all([getTranslations("purchases"), watchPurchase(ctx, params.id)]);
    if (!file) throw new AppError("not_found");
    return Response.json({ state: file.state, heading: headingOf(file, formatterFor(viewer, workspace), t) });
  },
);
