import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Figures } from "@/components/shell/figures";
import type { StandingRow } from "./number-list";

type NumberFiguresProps = { page: OpenedPage; rows: readonly StandingRow[]; workspaceMicro: bigint };

/** All numbers together, and what they may fall back to. */
export async function NumberFigures({ page: { fmt }, rows, workspaceMicro }: NumberFiguresProps) {
  const t = await getTranslations("numbers.figures");
  const sum = (pick: (row: StandingRow) => bigint) => rows.reduce((all, row) => all + pick(row), 0n);
  const out = rows.filter(({ standing }) => standing === "out").length;
  const held = sum(({ heldMicro }) => heldMicro);
  return (
    <Figures
      figures={[
        {
          label: t("numbers"),
          value: fmt.number(rows.length),
          note: out > 0 ? t("out", { count: out }) : t("noneOut"),
        },
        {
          label: t("left"),
          value: fmt.credits(sum(({ leftMicro }) => leftMicro)),
          note: held > 0n ? t("held", { n: fmt.credits(held) }) : t("beside"),
        },
        { label: t("month"), value: fmt.credits(sum(({ month }) => month.amountMicro)), note: t("whoever") },
        {
          label: t("workspace"),
          value: fmt.credits(workspaceMicro),
          note: t("fallback", { count: rows.filter(({ usesWorkspace }) => usesWorkspace).length }),
        },
      ]}
    />
  );
}
