import { Action, Facts, Paragraph } from "../layout";
import type { Template } from "../template";

export const roleChanged: Template<"role-changed"> = ({ workspace, slug, by, from, to }, { t, role, page }) => ({
  subject: t("roleChanged.subject", { workspace }),
  workspace,
  body: (
    <>
      <Paragraph>{t("roleChanged.body", { by, workspace })}</Paragraph>
      <Facts
        facts={[
          { label: t("roleChanged.before"), value: role(from) },
          { label: t("roleChanged.now"), value: role(to) },
        ]}
      />
      <Action
        href={page(`/w/${slug}/overview`)}
        label={t("roleChanged.action", { workspace })}
        fallback={t("button.fallback")}
      />
    </>
  ),
});
