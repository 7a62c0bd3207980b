import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { findApiKey } from "@/lib/api-keys/data";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { AllKeys } from "../all-keys";
import { KeyState } from "../key-words";
import { KeyFacts } from "./key-facts";
import { Revoke } from "./revoke";
import { Rotate } from "./rotate";
import { Settings } from "./settings";

type Props = { params: Promise<{ workspace: string; id: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "api-keys.title");

async function KeyPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/api-keys/[id]", params);
  const { id } = await params;
  const { ctx, workspace, fmt } = page;
  const [t, listed] = await Promise.all([getTranslations("api-keys"), findApiKey(ctx, workspace.timeZone, id)]);
  if (!listed) notFound();
  return (
    <>
      <AllKeys slug={workspace.slug} />
      <PageHeader title={listed.name} actions={<KeyState listed={listed} t={t} />} />
      <KeyFacts page={page} listed={listed} />
      {listed.revokedAt ? (
        <p className="mt-5 text-ink-2">{t("revoke.isRevoked", { time: fmt.dateTime(listed.revokedAt) })}</p>
      ) : (
        <div className="grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Settings page={page} listed={listed} />
          <div>
            <Rotate page={page} listed={listed} />
            <Revoke page={page} listed={listed} />
          </div>
        </div>
      )}
    </>
  );
}

export default refusable(KeyPage);
