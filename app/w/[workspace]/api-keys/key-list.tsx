import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { confirmLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { pageHref } from "@/components/shell/navigation";
import type { ListedKey } from "@/lib/api-keys/data";
import { ConfirmAction } from "../confirm-action";
import { revokeKey } from "./actions";
import { KeyName, KeyState, type KeyWords, scopeList, whenUsed } from "./key-words";
import { decimalsOf, MonthUse } from "./month-use";

export async function KeyList({ page, keys }: { page: OpenedPage; keys: readonly ListedKey[] }) {
  const { ctx, workspace, fmt } = page;
  const t = await getTranslations("api-keys");
  const decimals = decimalsOf(keys);
  return (
    <DataList
      caption={t("title")}
      captionHidden
      columns={[
        { id: "name", header: t("list.name"), rowHeader: true },
        { id: "may", header: t("list.may"), item: "hidden", width: "w-52" },
        { id: "used", header: t("list.used"), item: "value", align: "end", width: "w-40" },
        { id: "lastUsed", header: t("list.lastUsed"), item: "meta", width: "w-32" },
        { id: "state", header: t("list.state"), item: "detail", width: "w-36" },
        { id: "revoke", header: t("list.revoke"), headerHidden: true, align: "end", item: "hidden" },
      ]}
      rows={keys.map((listed) => ({
        key: listed.id,
        href: `${pageHref(workspace.slug, "api-keys")}/${listed.id}`,
        cells: {
          name: <KeyName listed={listed} />,
          may: <span className="text-sm text-ink-2">{scopeList(listed, t)}</span>,
          used: <MonthUse listed={listed} decimals={decimals} fmt={fmt} t={t} />,
          lastUsed: whenUsed(listed.lastUsedAt, ctx.now, fmt, t),
          state: <State page={page} listed={listed} t={t} />,
          revoke: <Revoke page={page} listed={listed} />,
        },
      }))}
    />
  );
}

function State({ page: { fmt }, listed, t }: { page: OpenedPage; listed: ListedKey; t: KeyWords }) {
  const { overlap, expiresAt, state } = listed;
  const lastMoment = expiresAt && new Date(expiresAt.getTime() - 1);
  return (
    <span className="grid justify-items-end gap-0.5 sm:justify-items-start">
      <KeyState listed={listed} t={t} />
      {overlap && (
        <span className="text-xs text-ink-3">{t("list.oldUntil", { time: fmt.dateTime(overlap.until) })}</span>
      )}
      {lastMoment && state === "works" && (
        <span className="text-xs text-ink-3">{t("list.until", { date: fmt.date(lastMoment) })}</span>
      )}
      {lastMoment && state === "expired" && (
        <span className="text-xs text-ink-3">{t("list.ended", { date: fmt.date(lastMoment) })}</span>
      )}
    </span>
  );
}

async function Revoke({ page: { workspace }, listed: { id, name } }: { page: OpenedPage; listed: ListedKey }) {
  const [t, labels] = await Promise.all([getTranslations("api-keys"), confirmLabels()]);
  return (
    <span className="-me-2.75 inline-block">
      <ConfirmAction
        action={revokeKey}
        hidden={{ workspace: workspace.slug, key: id }}
        trigger={{ text: t("list.revoke"), name: t("revoke.named", { name }) }}
        title={t("revoke.ask", { name })}
        body={t("revoke.body")}
        submit={t("list.revoke")}
        whenGone={t("revoke.done", { name })}
        plainHref={`${pageHref(workspace.slug, "api-keys")}/${id}#revoke`}
        labels={labels}
      />
    </span>
  );
}
