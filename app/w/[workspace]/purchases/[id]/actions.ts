"use server";

import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { formatterFor } from "@/app/_gate/page";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { continuePayment } from "@/lib/purchases/continue-payment";
import { readPurchase } from "@/lib/purchases/data";
import { closePurchase } from "@/lib/purchases/expire-purchases";

const id = z.string().regex(/^pur_[0-9a-z]{26}$/);
const continued = z.strictObject({ purchase: id, how: z.enum(["same", "other"]) });

export const continuePurchase = memberAction(
  "purchases.continue",
  { input: continued, asksOutside: true },
  async (ctx, { purchase, how }, { workspace, viewer }) => {
    const file = await readPurchase(ctx, purchase);
    if (!file) throw new AppError("not_found");
    const t = await getTranslations("purchases");
    const here = `/w/${workspace.slug}/purchases/${purchase}`;
    const back = new URL(here, env().APP_URL).href;
    const title = t("bought", { n: formatterFor(viewer, workspace).credits(file.purchase.creditsMicro) });
    const trip = { title, locale: viewer.locale, email: viewer.email, returnUrl: back, cancelUrl: back };
    const { payUrl } = await continuePayment(ctx, purchase, trip, { withAnotherCard: how === "other" });
    return { redirect: payUrl ?? here };
  },
);

export const cancelPurchase = memberAction(
  "purchases.cancel",
  { input: z.strictObject({ purchase: id }), asksOutside: true },
  async (ctx, { purchase }) => {
    const isClosed = await closePurchase(ctx, purchase, "canceled");
    return { done: isClosed ? "purchases.actions.canceled" : "purchases.actions.tooLate" };
  },
);
