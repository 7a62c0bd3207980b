import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Figures } from "@/components/shell/figures";
import { Section } from "@/components/shell/section";
import type { BookCheck } from "@/lib/reconciliation/data";

type Props = { sales: NonNullable<NonNullable<BookCheck["figures"]>["sales"]>; fmt: OpenedPage["fmt"] };

/** What was sold beside what was received and invoiced for it, and the credits on both sides. */
export async function Sales({ sales, fmt }: Props) {
  const t = await getTranslations("reconciliation.sales");
  const { purchases, payments, invoices, bought, granted } = sales;
  const told = (value: string, same: boolean) => (same ? value : <em className="text-danger not-italic">{value}</em>);
  const money = ({ count, amount }: typeof purchases) =>
    told(fmt.money(BigInt(amount)), amount === purchases.amount && count === purchases.count);
  return (
    <Section title={t("title")} lead={t("lead")}>
      <Figures
        figures={[
          { label: t("purchases"), value: money(purchases), note: t("items", { count: purchases.count }) },
          { label: t("payments"), value: money(payments), note: t("received", { count: payments.count }) },
          { label: t("invoices"), value: money(invoices), note: t("issued", { count: invoices.count }) },
          { label: t("bought"), value: fmt.credits(BigInt(bought)), note: t("boughtNote") },
          {
            label: t("granted"),
            value: told(fmt.credits(BigInt(granted)), granted === bought),
            note: t("grantedNote"),
          },
        ]}
      />
    </Section>
  );
}
