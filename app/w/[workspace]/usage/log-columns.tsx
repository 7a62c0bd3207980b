import type { ReactNode } from "react";
import type { OpenedPage } from "@/app/_gate/page";
import { Swatch } from "@/components/charts/swatch";
import type { DataListColumn } from "@/components/data-list/types";
import { Status } from "@/components/ui/status";
import type { UsageRow } from "@/lib/metering/list-usage";
import type { UsageColumn } from "@/lib/metering/usage-columns";
import { channelColors, channelName } from "../channel-words";
import type { Sources } from "./sources";
import { kindName, quantityText, standingOf, tones, type UsageWords } from "./usage-words";

type LogWords = {
  fmt: OpenedPage["fmt"];
  sources: Sources;
  t: UsageWords;
  /** By the number of a charged event; read where the column is shown. */
  costs: ReadonlyMap<bigint, bigint>;
};

/** How a column stands in the table and in a phone's two lines. */
const looks: Record<UsageColumn, Partial<DataListColumn>> = {
  channel: { item: "meta" },
  kind: { item: "hidden" },
  recipient: { item: "meta" },
  source: { item: "hidden" },
  user: { item: "hidden" },
  reference: { item: "hidden" },
  status: { item: "detail" },
  quantity: { item: "hidden", align: "end" },
  price: { item: "hidden", align: "end" },
  cost: { item: "hidden", align: "end" },
  balance: { item: "hidden", align: "end" },
};

export function logColumns(chosen: readonly UsageColumn[], t: UsageWords): DataListColumn[] {
  return chosen.map((id) => ({ id, header: t(`columns.${id}`), ...looks[id] }));
}

export function logCell(column: UsageColumn, row: UsageRow, { fmt, sources, t, costs }: LogWords): ReactNode {
  switch (column) {
    case "channel":
      return (
        <span className="inline-flex items-center gap-2">
          <Swatch color={channelColors[row.channel] ?? "c7"} />
          {channelName(row.channel, t)}
        </span>
      );
    case "kind":
      return kindName(row.kind, t);
    case "recipient":
      return <Recipient row={row} fmt={fmt} />;
    case "source":
      return <span className="wrap-anywhere text-ink-2">{sourceOf(row, sources, t)}</span>;
    case "status": {
      const standing = standingOf(row);
      return <Status tone={tones[standing]}>{t(`status.${standing}`)}</Status>;
    }
    case "quantity":
      return quantityText(row.quantity, row.unit, row.channel, t);
    case "price":
      return row.priceMicro === null ? "–" : fmt.credits(row.priceMicro);
    case "cost":
      return row.seq === null ? "–" : fmt.money(costs.get(row.seq) ?? 0n);
    case "balance":
      return row.balanceMicro === null ? "–" : fmt.credits(row.balanceMicro);
    default:
      return <span className="wrap-anywhere">{row[column] ?? "–"}</span>;
  }
}

function Recipient({ row, fmt }: { row: UsageRow; fmt: OpenedPage["fmt"] }) {
  return (
    <span className="min-w-0 wrap-anywhere">
      {row.recipient ?? "–"}
      {row.country && <span className="block text-xs text-ink-3 max-sm:hidden">{fmt.country(row.country)}</span>}
    </span>
  );
}

/** Who or what sent it: the most telling of what is known. */
function sourceOf(row: UsageRow, sources: Sources, t: UsageWords): string {
  if (row.agent) return t("source.agent", { name: sources.agentName(row.agent) });
  if (row.user) return row.user;
  if (row.number) return t("source.number", { name: sources.numberName(row.number) });
  if (row.apiKey) return t("source.key", { name: sources.keyName(row.apiKey) });
  return "–";
}
