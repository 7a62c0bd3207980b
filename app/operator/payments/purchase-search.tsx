import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { Labelled } from "@/components/forms/labelled";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Input } from "@/components/ui/input";
import { Status } from "@/components/ui/status";
import { newId } from "@/lib/ids";
import { moneyToDecimal } from "@/lib/money";
import { type FoundPurchase, findPurchases } from "@/lib/payments/reviews/data";
import { freeze, refund } from "./actions";
import { type Asked, purchaseQueryOf } from "./asked";

/** Any purchase of any workspace, to give its money back or to stop its workspace spending. */
export async function PurchaseSearch({ page, asked }: { page: OpenedOperation; asked: Asked }) {
  const query = purchaseQueryOf(asked);
  const t = await getTranslations("operator-payments.search");
  const found = query ? await findPurchases(page.ctx, query) : [];
  return (
    <Section title={t("title")} lead={t("lead")} anchor="purchases">
      <search aria-label={t("title")}>
        <form method="get" action="/operator/payments#purchases" className="mb-4 flex flex-wrap items-end gap-3">
          <Labelled id="purchase-query" label={t("query")} shown className="min-w-48 flex-1">
            <Input id="purchase-query" name="purchase" type="search" defaultValue={query} maxLength={100} />
          </Labelled>
          <Button type="submit">{t("find")}</Button>
        </form>
      </search>
      {query && found.length === 0 && <EmptyState title={t("noMatch")} />}
      <ul className="divide-y divide-line">
        {found.map((row) => (
          <li key={row.purchase.id} className="py-4">
            <FoundRow page={page} row={row} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

async function FoundRow({ page: { fmt }, row }: { page: OpenedOperation; row: FoundPurchase }) {
  const [t, states] = await Promise.all([
    getTranslations("operator-payments.search"),
    getTranslations("operator-payments.search.statuses"),
  ]);
  const { purchase, workspace, frozenFor } = row;
  const left = purchase.totalMinor - purchase.refundedMinor - purchase.disputedMinor;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{purchase.number}</span>
        <span className="min-w-0 break-words">{workspace}</span>
        <Status tone={purchase.status === "paid" ? "ok" : "quiet"}>{states(purchase.status)}</Status>
        {frozenFor && frozenFor.length > 0 && <Status tone="danger">{t("frozen")}</Status>}
      </p>
      <p className="text-ink-2">
        {fmt.money(purchase.totalMinor, purchase.currency)} · {fmt.dateTime(purchase.createdAt)} ·{" "}
        <span className="font-mono text-xs break-all">{purchase.id}</span>
      </p>
      {purchase.refundedMinor > 0n && (
        <p className="text-ink-2">{t("refunded", { amount: fmt.money(purchase.refundedMinor, purchase.currency) })}</p>
      )}
      {purchase.status === "paid" && left > 0n && (
        <Disclosure summary={t("refund")}>
          <Refund row={row} left={left} />
        </Disclosure>
      )}
      <Freeze row={row} />
    </>
  );
}

async function Refund({ row: { purchase }, left }: { row: FoundPurchase; left: bigint }) {
  const [t, labels] = await Promise.all([getTranslations("operator-payments.search"), formLabels()]);
  const { workspaceId, id, currency } = purchase;
  return (
    <ActionForm
      action={refund}
      labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
      hidden={{ workspace: workspaceId, purchase: id, currency, refund: newId("ref") }}
      className="max-w-120"
    >
      <Field
        name="amount"
        label={t("amount", { currency })}
        hint={t("amountHint")}
        defaultValue={moneyToDecimal(left, currency)}
        inputMode="decimal"
        required
      />
      <Field name="reason" label={t("reason")} rows={2} maxLength={500} required />
      <div>
        <SubmitButton variant="danger">{t("refund")}</SubmitButton>
      </div>
    </ActionForm>
  );
}

async function Freeze({ row: { purchase, workspace, frozenFor } }: { row: FoundPurchase }) {
  const [t, labels] = await Promise.all([getTranslations("operator-payments.search"), formLabels()]);
  const isFrozen = frozenFor?.includes("operator") ?? false;
  const name = isFrozen ? t("unfreeze", { workspace }) : t("freeze", { workspace });
  return (
    <Disclosure summary={name}>
      <ActionForm
        action={freeze}
        labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
        hidden={{ workspace: purchase.workspaceId, frozen: isFrozen ? "0" : "1" }}
        className="max-w-120"
      >
        <p>{t("freezeBody")}</p>
        <Field name="reason" label={t("reason")} rows={2} maxLength={500} required />
        <div>
          <SubmitButton variant={isFrozen ? "primary" : "danger"}>{name}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
