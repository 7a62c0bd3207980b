import { Action, Facts, Paragraph } from "../layout";
import type { Template } from "../template";

export const invitationAccepted: Template<"invitation-accepted"> = (props, { t, role, page }) => {
  const { workspace, slug, person } = props;
  return {
    subject: t("invitationAccepted.subject", { person, workspace }),
    workspace,
    body: (
      <>
        <Paragraph>{t("invitationAccepted.body", { person, workspace })}</Paragraph>
        <Facts facts={[{ label: t("invitationAccepted.role"), value: role(props.role) }]} />
        <Action href={page(`/w/${slug}/team`)} label={t("invitationAccepted.action")} fallback={t("button.fallback")} />
      </>
    ),
  };
};
