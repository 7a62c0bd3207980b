import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Segmented } from "@/components/ui/segmented";
import { may } from "@/lib/gate/permissions";

const tabs = ["account", "company", "security", "privacy"] as const;
type Tab = (typeof tabs)[number];

/** The sections as links, so that each has an address; a section that would refuse its reader is not offered. */
export async function SettingsHeader({ page: { role, workspace }, tab }: { page: OpenedPage; tab: Tab }) {
  const t = await getTranslations("settings");
  const mayOpen = { company: may(role, "company:read"), privacy: may(role, "recipients:erase") };
  const offered = tabs.filter((one) => !(one in mayOpen) || mayOpen[one as keyof typeof mayOpen]);
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="mb-6">
        <Segmented
          label={t("sections")}
          value={tab}
          options={offered.map((one) => ({
            value: one,
            label: t(`tabs.${one}`),
            href: `${pageHref(workspace.slug, "settings")}/${one}`,
          }))}
        />
      </div>
    </>
  );
}
