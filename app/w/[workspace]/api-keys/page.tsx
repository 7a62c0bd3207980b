import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { listApiKeys, listRevokedKeys } from "@/lib/api-keys/data";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { KeyList } from "./key-list";
import { QuickStart } from "./quick-start";
import { RevokedKeys } from "./revoked-keys";

type Props = { params: Promise<{ workspace: string }> };

const latestRevoked = 20;

export const generateMetadata = ({ params }: Props) => pageTitle(params, "api-keys.title");

async function ApiKeysPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/api-keys", params);
  const { ctx, workspace } = page;
  const [t, keys, revoked] = await Promise.all([
    getTranslations("api-keys"),
    listApiKeys(ctx, workspace.timeZone),
    listRevokedKeys(ctx, workspace.timeZone, latestRevoked),
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
        <KeyList page={page} keys={keys} />
      ) : (
        <div className="-mt-5 [&>div]:border-t-0">
          <EmptyState title={t("none.title")} action={add}>
            {t("none.body")}
          </EmptyState>
        </div>
      )}
      <RevokedKeys page={page} keys={revoked} />
      <QuickStart page={page} />
    </>
  );
}

export default refusable(ApiKeysPage);
