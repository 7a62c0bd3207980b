import { Action, Facts, Note, Paragraph } from "../layout";
import type { Template } from "../template";

export const invitation: Template<"invitation"> = (props, { t, role, moment, secretLink }) => {
  const { invitationId, sendCount, workspace, inviter } = props;
  return {
    subject: t("invitation.subject", { inviter, workspace }),
    workspace,
    body: (
      <>
        <Paragraph>{t("invitation.body", { inviter, workspace })}</Paragraph>
        <Facts
          facts={[
            { label: t("invitation.role"), value: role(props.role) },
            { label: t("invitation.until"), value: moment(props.expiresAt) },
          ]}
        />
        <Action
          href={secretLink("/invitation", invitationId, `invitation:${sendCount}`)}
          label={t("invitation.action")}
          fallback={t("button.fallback")}
        />
        <Note>{t("invitation.ignore")}</Note>
      </>
    ),
  };
};
