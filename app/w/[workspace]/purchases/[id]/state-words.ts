import type { Formatter } from "@/lib/format";
import type { Balance } from "@/lib/ledger/balance";
import type { PurchaseFile } from "@/lib/purchases/data";
import { type PurchaseWords, reasonOf } from "../purchase-words";

const inMessage = (file: PurchaseFile, fmt: Formatter) => {
  const { purchase, payments } = file;
  const open = payments.find(({ status }) => status === "open" || status === "asked");
  return {
    n: fmt.credits(purchase.creditsMicro),
    number: purchase.number,
    total: fmt.money(purchase.totalMinor, purchase.currency),
    time: fmt.dateTime(open?.expiresAt ?? purchase.expiresAt),
  };
};

/** The heading is the state. */
export function headingOf(file: PurchaseFile, fmt: Formatter, t: PurchaseWords): string {
  return t(`heading.${file.state}`, inMessage(file, fmt));
}

type Told = { address: string; balance: Balance; numberName: string | null };

/** What it means and what comes next, in one or two sentences. */
export function bodyOf(file: PurchaseFile, told: Told, fmt: Formatter, t: PurchaseWords): string {
  const { state, purchase, disputes, payments } = file;
  const { address, balance, numberName } = told;
  const money = (minor: bigint, currency = purchase.currency) => fmt.money(minor, currency);
  const values = { ...inMessage(file, fmt), address };
  if (state === "paid" && numberName !== null) return t("body.paidNumber", { name: numberName });
  if (state === "paid") return t("body.paid", { balance: fmt.credits(balance.availableMicro) });
  if (state === "failed") {
    return t("body.failed", { reason: reasonOf(purchase.failure ?? payments[0]?.failure, t) });
  }
  const declined = payments.find(({ status }) => status === "open")?.failure;
  if (state === "left" && declined) return t("body.leftDeclined", { ...values, reason: reasonOf(declined, t) });
  if (state === "review") {
    const came = arrived(file);
    if (!came) return t("body.reviewPlain", values);
    return t("body.review", { address, expected: values.total, received: money(came.amountMinor, came.currency) });
  }
  if (state === "disputed") {
    const open = disputes.find(({ status }) => status === "open" || status === "inquiry");
    const amount = money(open?.amountMinor ?? purchase.totalMinor);
    return t(open?.status === "inquiry" ? "body.inquiry" : "body.disputed", { amount });
  }
  if (state === "partly_refunded" || state === "refunded") {
    return t(`body.${state}`, {
      total: values.total,
      returned: money(purchase.refundedMinor + purchase.disputedMinor),
      credits: fmt.credits(purchase.reversedMicro),
    });
  }
  return t(`body.${state}`, values);
}

/** What came instead of what was agreed, as it was noted when it came. */
function arrived({ steps }: PurchaseFile): { amountMinor: bigint; currency: string } | null {
  const noted = steps.findLast(({ step }) => step === "needs_review")?.values;
  if (!noted) return null;
  return { amountMinor: BigInt(noted.receivedMinor ?? 0), currency: String(noted.currency) };
}
