import "server-only";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { formatterFor } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Viewer } from "@/lib/gate/viewer";
import type { Workspace } from "@/lib/gate/workspace";
import { openPayment } from "@/lib/payments/open-payment";
import { providerOf } from "@/lib/payments/providers";
import { waysToPay } from "@/lib/payments/ways-to-pay";
import { keepDraft } from "@/lib/purchases/drafts";
import { orderId } from "@/lib/purchases/order-id";
import { type NewPurchase, startPurchase } from "@/lib/purchases/start-purchase";
import type { BuyInput } from "./buy-input";
import { draftOf, pathOf } from "./order";

type Who = { viewer: Viewer; workspace: Workspace };

/** Writes the purchase down, asks to be paid, and says where the buyer goes: to the page that takes the money, or to the purchase. */
export async function beginPurchase(ctx: Context, input: BuyInput, { viewer, workspace }: Who): Promise<string> {
  const fmt = formatterFor(viewer, workspace);
  const way = await wayOf(ctx, input.method, workspace.currency);
  const wish = wishOf(input, way, { viewer, workspace });
  const purchase = await startPurchase(ctx, wish).catch((error: unknown) => {
    throw inMoney(error, (minor) => fmt.money(BigInt(minor)));
  });
  await keepDraft(ctx, input.at, draftOf(input, purchase.id));
  const here = `${pageHref(workspace.slug, "purchases")}/${purchase.id}`;
  if (purchase.status !== "pending" && purchase.status !== "failed") return here;
  const [t, locale] = await Promise.all([getTranslations("buy"), pageLocale()]);
  const payment = await openPayment(ctx, providerOf(way.method === "bank" ? "bank" : "stripe"), purchase.id, {
    title: t("purchaseTitle", { n: fmt.credits(purchase.creditsMicro) }),
    locale,
    email: wish.buyer.email,
    returnUrl: new URL(here, env().APP_URL).href,
    cancelUrl: new URL(pathOf(workspace, input.at), env().APP_URL).href,
  });
  return payment.kind === "checkout" && payment.url ? payment.url : here;
}

type WayToPay = Pick<NewPurchase, "method" | "paymentMethodId" | "bank">;

async function wayOf(ctx: Context, written: string, currency: string): Promise<WayToPay> {
  const [kind, id = ""] = written.split(":");
  const { cards, banks } = await waysToPay(ctx, currency);
  if (kind === "saved" && cards.some((card) => card.id === id))
    return { method: "saved_card", paymentMethodId: id, bank: null };
  if (kind === "bank" && banks.includes(id)) return { method: "bank", paymentMethodId: null, bank: id };
  if (written === "card") return { method: "card", paymentMethodId: null, bank: null };
  throw new AppError("invalid", kind === "saved" ? "unknown_card" : "invalid_choice", { field: "method" });
}

function wishOf(input: BuyInput, way: WayToPay, { viewer, workspace }: Who): NewPurchase {
  const { creditsMicro, pocket, rhythm, seen, orderNumber } = input;
  const { legalName, receiptsEmail, ...place } = input.buyer;
  const buyer = { ...place, name: legalName || workspace.name, email: receiptsEmail || viewer.email, orderNumber };
  const { currency } = workspace;
  const keepsCard = way.method === "card" && input.keepsCard === "on";
  const choices = [String(creditsMicro), pocket, rhythm, input.method, String(keepsCard), seen, JSON.stringify(buyer)];
  return {
    id: orderId(input.form, choices),
    creditsMicro,
    pocket,
    rhythm,
    ...way,
    keepsCard,
    buyer,
    seen: { totalMinor: seen === "" ? 0n : BigInt(seen), currency },
    termsVersion: input.terms,
  };
}

/** A price is told as people write it; the verb knows only its coins. */
function inMoney(error: unknown, money: (minor: string) => string): unknown {
  if (!(error instanceof AppError) || error.key !== "price_changed") return error;
  const { from = "0", to = "0" } = error.details.values ?? {};
  return new AppError(error.code, error.key, { values: { from: money(String(from)), to: money(String(to)) } });
}
