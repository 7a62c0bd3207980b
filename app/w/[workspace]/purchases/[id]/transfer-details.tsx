import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { CopyField } from "@/components/forms/copy-field";
import type { PurchaseFile } from "@/lib/purchases/data";
import { MinuteByMinute } from "./minute-by-minute";

/** Where the money goes: the account, the exact amount and how long there is. */
export async function TransferDetails({ page: { ctx, fmt }, file }: { page: OpenedPage; file: PurchaseFile }) {
  const [t, common] = await Promise.all([getTranslations("purchases.bankAccount"), getTranslations("common")]);
  const payment = file.payments.find(({ status, kind }) => status === "open" && kind === "transfer");
  if (!payment) return null;
  const { bank = "", accountNumber = "", holder = "" } = payment.details;
  const until = payment.expiresAt ?? file.purchase.expiresAt;
  const minutes = Math.max(0, Math.ceil((until.getTime() - ctx.now.getTime()) / 60_000));
  const copied = common("status.copied");
  const rows = [
    [t("bank"), bank.toUpperCase()],
    [t("account"), <CopyField key="account" value={accountNumber} label={t("copyAccount")} copied={copied} />],
    [t("holder"), holder],
    [
      t("amount"),
      <CopyField
        key="amount"
        value={fmt.money(payment.amountMinor, payment.currency)}
        label={t("copyAmount")}
        copied={copied}
        mono={false}
      />,
    ],
    [
      t("until"),
      <span key="until">
        {fmt.dateTime(until)}, {fmt.zone(until)}
        <span className="block text-xs text-ink-2">
          {t("left", { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
        </span>
      </span>,
    ],
  ] as const;
  const missing = payment.amountMinor - payment.receivedMinor;
  return (
    <>
      <dl aria-label={t("title")} className="mt-3 grid max-w-120 border-y border-line">
        {rows.map(([name, value]) => (
          <div
            key={name}
            className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-1.5 last:border-b-0"
          >
            <dt className="text-ink-2">{name}</dt>
            <dd className="min-w-0 text-end font-medium">{value}</dd>
          </div>
        ))}
        <MinuteByMinute />
      </dl>
      {payment.receivedMinor > 0n && missing > 0n && (
        <p className="mt-2 max-w-120 font-medium">
          {t("missing", {
            received: fmt.money(payment.receivedMinor, payment.currency),
            missing: fmt.money(missing, payment.currency),
          })}
        </p>
      )}
      <p className="mt-2 max-w-120 text-ink-2">{t("how")}</p>
      {bank === "bca" && <p className="mt-2 max-w-120 text-ink-2">{t("bcaOnly")}</p>}
    </>
  );
}
