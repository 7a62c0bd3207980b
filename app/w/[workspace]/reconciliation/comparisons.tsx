import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { Figures } from "@/components/shell/figures";
import { Section } from "@/components/shell/section";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import { areaNames, areas } from "@/lib/reconciliation/areas";
import type { BookCheck } from "@/lib/reconciliation/data";
import { Sales } from "./sales";

/** What was held against what, in figures, and how many promises of each kind were kept. */
export async function Comparisons({ page: { fmt }, check }: { page: OpenedPage; check: BookCheck }) {
  const t = await getTranslations("reconciliation");
  const findings = check.findings ?? [];
  const brokenIn = (area: (typeof areaNames)[number]) =>
    areas[area].filter(({ name }) => findings.some(({ rule }) => rule === name)).length;
  return (
    <>
      {check.figures && <BothSides figures={check.figures} fmt={fmt} />}
      {check.figures?.sales && <Sales sales={check.figures.sales} fmt={fmt} />}
      <Section title={t("areas.title")} lead={t("areas.lead")}>
        <DataList
          caption={t("areas.title")}
          captionHidden
          columns={[
            { id: "area", header: t("areas.what"), rowHeader: true },
            { id: "promises", header: t("areas.promises"), align: "end", item: "meta" },
            { id: "result", header: t("areas.result") },
          ]}
          rows={areaNames.map((area) => {
            const broken = brokenIn(area);
            return {
              key: area,
              cells: {
                area: (
                  <>
                    {t(`area.${area}.title`)}
                    <span className="block max-w-[68ch] text-sm font-normal text-ink-2">{t(`area.${area}.says`)}</span>
                  </>
                ),
                promises: (
                  <>
                    {fmt.number(areas[area].length)}
                    <span className="sm:@min-[31rem]:hidden"> {t("areas.promisesUnit")}</span>
                  </>
                ),
                result: (
                  <Status tone={broken === 0 ? "ok" : "danger"}>
                    {broken === 0 ? t("areas.kept") : t("areas.broken", { count: broken })}
                  </Status>
                ),
              },
            };
          })}
        />
      </Section>
    </>
  );
}

type BothSidesProps = { figures: NonNullable<BookCheck["figures"]>; fmt: OpenedPage["fmt"] };

async function BothSides({ figures, fmt }: BothSidesProps) {
  const t = await getTranslations("reconciliation.figures");
  const [entries, lots, pockets] = [BigInt(figures.entries), BigInt(figures.lots), BigInt(figures.pockets)];
  const amounts = [figures.events, figures.days, figures.quarters].map(({ amount }) => BigInt(amount));
  const decimals = creditDecimals([entries, lots, pockets]);
  const usedDecimals = creditDecimals(amounts);
  const debt = BigInt(figures.debt);
  const credits = (micro: bigint) => told(fmt.credits(micro, { decimals }), micro === entries);
  const used = (side: "events" | "days" | "quarters") => {
    const { count, amount } = figures[side];
    const same = amount === figures.events.amount && count === figures.events.count;
    return {
      label: t(side),
      value: told(fmt.credits(BigInt(amount), { decimals: usedDecimals }), same),
      note: t("items", { count }),
    };
  };
  return (
    <>
      <Section title={t("balanceTitle")} lead={t("balanceLead")}>
        <Figures
          figures={[
            { label: t("entries"), value: credits(entries), note: t("entriesNote") },
            { label: t("lots"), value: credits(lots), note: t("lotsNote") },
            {
              label: t("pockets"),
              value: credits(pockets),
              note: debt > 0n ? t("debtNote", { n: fmt.credits(debt) }) : t("pocketsNote"),
            },
          ]}
        />
      </Section>
      <Section title={t("usageTitle")} lead={t("usageLead")}>
        <Figures figures={[used("events"), used("days"), used("quarters")]} />
      </Section>
    </>
  );
}

/** A side that differs from the first one is seen to differ, and heard. */
function told(value: string, same: boolean) {
  return same ? value : <em className="text-danger not-italic">{value}</em>;
}
