import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { CopyField } from "@/components/forms/copy-field";
import { Drawer } from "@/components/shell/drawer";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { actorNames } from "@/lib/statement/actor-names";
import { neighboursOf } from "@/lib/statement/list-entries";
import { readTransaction, type Transaction } from "@/lib/statement/read-transaction";
import { localTime } from "@/lib/time";
import { type ActivityView, activityHref, openedBy } from "../_activity/activity-search";
import { tones, typeOf, whatOf, whoOf } from "../_activity/activity-words";
import { EntryAccounts } from "./entry-accounts";
import { Block, Lines } from "./entry-block";
import { EntryLots } from "./entry-lots";
import { Related } from "./entry-related";

type EntrySheetProps = {
  page: OpenedPage;
  view: ActivityView;
  item: bigint;
  pocketName: (id: string) => string;
};

/** One transaction from every side: which accounts moved, which lots, for what and by whom. */
export async function EntrySheet({ page, view, item, pocketName }: EntrySheetProps) {
  const { ctx, fmt } = page;
  const [t, common, transaction, { newer, older }] = await Promise.all([
    getTranslations("activity"),
    getTranslations("common"),
    readTransaction(ctx, item),
    neighboursOf(ctx, view.period, item),
  ]);
  const way = (label: string, to: bigint | null) =>
    to === null ? undefined : { label, href: activityHref(view, { item: String(to) }) };
  return (
    <Drawer
      title={transaction ? t("entry.title", { number: fmt.number(item) }) : t("entry.gone")}
      close={{ label: common("actions.close"), href: activityHref(view, { item: null }) }}
      openedBy={openedBy(item)}
      previous={way(t("entry.newer"), newer)}
      next={way(t("entry.older"), older)}
    >
      <div className="grid gap-6">
        {transaction ? (
          <Opened page={page} view={view} transaction={transaction} pocketName={pocketName} />
        ) : (
          <p className="text-ink-2">{t("entry.goneBody")}</p>
        )}
      </div>
    </Drawer>
  );
}

type OpenedProps = Omit<EntrySheetProps, "item"> & { transaction: Transaction };

async function Opened({ page, view, transaction, pocketName }: OpenedProps) {
  const { ctx, fmt } = page;
  const t = await getTranslations("activity");
  const { rows, lots } = transaction;
  const row = rows.find(({ pocket }) => pocket === view.period.pocket) ?? rows[0];
  if (!row) return null;
  const names = await actorNames(ctx, [row.actor]);
  const amountMicro = row.planMicro + row.promoMicro + row.walletMicro + row.heldMicro - row.debtMicro;
  const items = row.firstSeq === null || row.lastSeq === null ? 0 : Number(row.lastSeq - row.firstSeq) + 1;
  const told = { ...row, amountMicro, items };
  const type = typeOf(row);
  return (
    <>
      <div>
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <span className="display text-display-md">{fmt.credits(amountMicro, { sign: "always" })}</span>
          <Status tone={tones[type]}>{t(`types.${type}`)}</Status>
        </div>
        <p className="mt-1 text-ink-2">{whatOf(told, { pocketName, fmt, t })}</p>
      </div>
      {rows.map((one) => (
        <EntryAccounts
          key={one.pocket}
          row={one}
          title={rows.length > 1 ? t("entry.accountsOf", { name: pocketName(one.pocket) }) : t("entry.accounts")}
          fmt={fmt}
        />
      ))}
      <Link
        variant="standalone"
        href={activityHref(view, { item: null, show: "balance", at: localTime(secondAfter(row.at), fmt.timeZone) })}
      >
        {t("entry.explain")}
      </Link>
      <EntryLots lots={lots} rows={rows} fmt={fmt} pocketName={pocketName} />
      <Related page={page} view={view} transaction={transaction} row={row} />
      <Block title={t("entry.facts")}>
        <Lines
          lines={[
            [
              t("entry.time"),
              <time
                key="time"
                dateTime={row.at.toISOString()}
              >{`${fmt.dateTimeSeconds(row.at)}, ${fmt.zone(row.at)}`}</time>,
            ],
            [t("entry.who"), whoOf(row.actor, names, t)],
            ...(type === "adjust" ? [[t("entry.reason"), row.reference ?? t("what.noReason")] as const] : []),
          ]}
        />
        <dl className="mt-3 grid gap-3">
          {row.reference && type !== "adjust" && type !== "move" && (
            <Copied label={t("entry.reference")} value={row.reference} copy={t("entry.copyReference")} />
          )}
          <Copied
            label={t("entry.effect")}
            value={row.effectKey}
            copy={t("entry.copyEffect")}
            note={t("entry.effectNote")}
          />
        </dl>
      </Block>
    </>
  );
}

/** A form's time has no parts of a second: the next whole one comes after everything that was posted in this one. */
function secondAfter(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000 + 1000);
}

type CopiedProps = { label: string; value: string; copy: string; note?: string };

async function Copied({ label, value, copy, note }: CopiedProps) {
  const common = await getTranslations("common");
  return (
    <div>
      <dt className="text-ink-2">{label}</dt>
      <dd className="min-w-0">
        <CopyField value={value} label={copy} copied={common("status.copied")} />
        {note && <span className="block text-xs text-ink-3">{note}</span>}
      </dd>
    </div>
  );
}
