import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { listApiKeys, listRevokedKeys } from "@/lib/api-keys/data";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { KeysInUse } from "./keys-in-use";
import { QuickStart } from "./quick-start";
import { latestRevoked, RevokedKeys } from "./revoked-keys";
import { type Search, wishOf } from "./shown-keys";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Search> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "api-keys.title");

async function ApiKeysPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/api-keys", params);
  const { ctx, workspace } = page;
  const [t, keys, revoked, search] = await Promise.all([
    getTranslations("api-keys"),
    listApiKeys(ctx, workspace.timeZone),
    listRevokedKeys(ctx, workspace.timeZone, latestRevoked),
    searchParams,
  ]);
  const add = (
    <Button variant="primary" icon="plus" href={`${pageHref(workspace.slug, "api-keys")}/new`}>
      {t("add")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={keys.length > 0 && add} />
      {keys.length > 0 ? (
        <KeysInUse page={page} keys={keys} wish={wishOf(search)} />
      ) : (
        <div className="-mt-5 [&>div]:border-t-0">
          <EmptyState title={revoked.length > 0 ? t("gone.title") : t("none.title")} action={add}>
            {revoked.length > 0 ? t("gone.body") : t("none.body")}
          </EmptyState>
        </div>
      )}
      <RevokedKeys page={page} keys={revoked} />
      <QuickStart page={page} />
    </>
  );
}

export default refusable(ApiKeysPage);
