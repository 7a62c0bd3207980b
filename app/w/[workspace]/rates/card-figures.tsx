import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Figures } from "@/components/shell/figures";
import { wholeCredits } from "@/lib/credits";
import { worthOf } from "@/lib/rates/credit-price";
import type { ReadRates } from "./read-rates";

/** What a credit costs this workspace, whose card it reads, and when it changes next. */
export async function CardFigures({ page: { fmt, workspace }, read }: { page: OpenedPage; read: ReadRates }) {
  const t = await getTranslations("rates.figures");
  const { price, lines, changes } = read;
  const agreed = lines.filter(({ kind }) => kind === "agreement").length;
  const [next] = changes;
  return (
    <Figures
      figures={[
        {
          label: t("credit"),
          value: price ? fmt.unitMoney(worthOf(wholeCredits(1), price, workspace.currency)) : "–",
          note: t(`basis.${price?.basis ?? "none"}`),
        },
        {
          label: t("lines"),
          value: fmt.number(lines.length),
          note: agreed > 0 ? t("agreed", { count: agreed }) : t("catalogue"),
        },
        {
          label: t("next"),
          value: next ? fmt.date(next.at) : t("nothing"),
          note: next
            ? t("changes", { count: changes.filter(({ at }) => at.getTime() === next.at.getTime()).length })
            : t("nothingNote"),
        },
      ]}
    />
  );
}
