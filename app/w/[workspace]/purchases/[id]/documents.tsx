import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { buttonLook } from "@/components/ui/button";
import type { PurchaseFile } from "@/lib/purchases/data";

/** The invoice and what corrects it, each naming the other; until it is paid, the pro forma. */
export async function Documents({ page: { workspace, fmt }, file }: { page: OpenedPage; file: PurchaseFile }) {
  const { purchase, invoice, creditNotes } = file;
  const t = await getTranslations("purchases.documents");
  const numbers = creditNotes.map(({ number }) => number);
  const documents = [
    ...(invoice ? [{ ...invoice, name: t("invoice", { number: invoice.number }) }] : []),
    ...creditNotes.map((note) => ({ ...note, name: t("credit_note", { number: note.number }) })),
  ];
  return (
    <Section title={t("title")} lead={invoice ? undefined : t("none")}>
      <ul className="border-t border-line-2">
        {documents.map(({ id, kind, name, issuedAt, totalMinor, currency }) => (
          <Row
            key={id}
            name={name}
            note={[
              t("issued", { date: fmt.date(issuedAt) }),
              fmt.money(kind === "invoice" ? totalMinor : -totalMinor, currency),
              ...(kind === "credit_note" && invoice ? [t("corrects", { number: invoice.number })] : []),
              ...(kind === "invoice" && numbers.length > 0 ? [t("correctedBy", { numbers: fmt.list(numbers) })] : []),
            ].join(" · ")}
            href={`/w/${workspace.slug}/invoices/${id}/pdf`}
            open={{ text: t("open"), name: t("openOf", { name }) }}
          />
        ))}
        {!invoice && (
          <Row
            name={t("proForma")}
            note={fmt.money(purchase.totalMinor, purchase.currency)}
            href={`${pageHref(workspace.slug, "purchases")}/${purchase.id}/invoice.pdf`}
            open={{ text: t("open"), name: t("openOf", { name: t("proForma") }) }}
          />
        )}
      </ul>
    </Section>
  );
}

type RowProps = { name: string; note: string; href: string; open: { text: string; name: string } };

function Row({ name, note, href, open }: RowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line py-2.5">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block font-medium break-words">{name}</span>
        <span className="block text-xs text-ink-2">{note}</span>
      </span>
      <a href={href} aria-label={open.name} className={buttonLook({ size: "sm" })}>
        {open.text}
      </a>
    </li>
  );
}
