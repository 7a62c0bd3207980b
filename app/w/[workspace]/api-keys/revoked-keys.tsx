import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { pageHref } from "@/components/shell/navigation";
import { Disclosure } from "@/components/ui/disclosure";
import type { ListedKey } from "@/lib/api-keys/data";
import { KeyName, whenUsed } from "./key-words";

export const latestRevoked = 20;

export async function RevokedKeys({ page, keys }: { page: OpenedPage; keys: readonly ListedKey[] }) {
  const { ctx, workspace, fmt } = page;
  const t = await getTranslations("api-keys");
  if (keys.length === 0) return null;
  const count = keys.length;
  return (
    <div className="mt-3.5">
      <Disclosure summary={t(count < latestRevoked ? "revoked.title" : "revoked.latest", { count })}>
        <DataList
          caption={t("revoked.caption")}
          captionHidden
          columns={[
            { id: "name", header: t("list.name"), rowHeader: true },
            { id: "lastUsed", header: t("list.lastUsed"), item: "detail", width: "w-40" },
            { id: "when", header: t("revoked.when"), item: "meta", width: "w-48" },
          ]}
          rows={keys.map((listed) => ({
            key: listed.id,
            href: `${pageHref(workspace.slug, "api-keys")}/${listed.id}`,
            cells: {
              name: <KeyName listed={listed} />,
              lastUsed: whenUsed(listed.lastUsedAt, ctx.now, fmt, t),
              when: listed.revokedAt && fmt.dateTime(listed.revokedAt),
            },
          }))}
        />
      </Disclosure>
    </div>
  );
}
