"use server";

import { z } from "zod";
import { memberAction } from "@/app/_gate/form-action";
import { pageLocale } from "@/app/_gate/locale";
import { pageHref } from "@/components/shell/navigation";
import { openCardSetup } from "@/lib/cards/open-card-setup";
import { removeCard } from "@/lib/cards/remove-card";
import { setDefaultCard } from "@/lib/cards/set-default-card";
import { env } from "@/lib/env";

const id = z.string().regex(/^pm_[0-9a-z]{26}$/);

export const addCard = memberAction(
  "cards.add",
  { input: z.object({ form: id }), asksOutside: true },
  async (ctx, { form }, { workspace }) => {
    const here = new URL(pageHref(workspace.slug, "payment-methods"), env().APP_URL).href;
    const locale = await pageLocale();
    return { redirect: await openCardSetup(ctx, { form, locale, returnUrl: here, cancelUrl: here }) };
  },
);

export const makeDefault = memberAction("cards.default", { input: z.object({ card: id }) }, async (ctx, { card }) => {
  await setDefaultCard(ctx, card);
  return { done: "cards.default.done" };
});

export const remove = memberAction(
  "cards.remove",
  { input: z.object({ card: id }), asksOutside: true },
  async (ctx, { card }) => {
    await removeCard(ctx, card);
    return { done: "cards.remove.done" };
  },
);
