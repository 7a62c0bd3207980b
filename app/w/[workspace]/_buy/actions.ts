"use server";

import { memberAction } from "@/app/_gate/form-action";
import { formatterFor } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { creditsToDecimal } from "@/lib/credits";
import { askForCredits } from "@/lib/purchases/ask-for-credits";
import { keepDraft } from "@/lib/purchases/drafts";
import { changeCompany } from "@/lib/workspaces/change-company";
import { askInput } from "./ask-input";
import { beginPurchase } from "./begin-purchase";
import { buyInput } from "./buy-input";
import { draftOf, pathOf } from "./order";

/** Pays, or without a script works the price out anew. The purchase is written down before anybody is asked for money. */
export const buy = memberAction(
  "purchases.start",
  { inputFor: (ctx, { viewer, workspace }) => buyInput(ctx, formatterFor(viewer, workspace)), asksOutside: true },
  async (ctx, input, who) => {
    await keepDraft(ctx, input.at, draftOf(input));
    if (input.intent === "price") return { redirect: `${pathOf(who.workspace, input.at)}#review` };
    if (input.company === "use") await changeCompany(ctx, input.buyer);
    return { redirect: await beginPurchase(ctx, input, who) };
  },
);

export const requestCredits = memberAction(
  "purchases.request",
  {
    inputFor: (_ctx, { viewer, workspace }) => askInput(formatterFor(viewer, workspace)),
    limit: "creditRequestsByWorkspace",
  },
  async (ctx, { creditsMicro }, { viewer, workspace }) => {
    const credits = formatterFor(viewer, workspace).credits(creditsMicro);
    const href = `${pageHref(workspace.slug, "buy")}?credits=${creditsToDecimal(creditsMicro).split(".")[0]}`;
    await askForCredits(ctx, { person: viewer.name, credits, href });
    return { done: "buy.request.sent" };
  },
);
