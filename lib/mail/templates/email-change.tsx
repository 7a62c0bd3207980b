import { Action, Note, Paragraph } from "../layout";
import type { Template } from "../template";

export const emailChange: Template<"email-change"> = ({ tokenId, minutes }, { t, to, duration, secretLink }) => ({
  subject: t("emailChange.subject"),
  body: (
    <>
      <Paragraph>{t("emailChange.body", { address: to.address, duration: duration(minutes) })}</Paragraph>
      <Action
        href={secretLink("/confirm-email", tokenId, "email_change")}
        label={t("emailChange.action")}
        fallback={t("button.fallback")}
      />
      <Note>{t("emailChange.ignore")}</Note>
    </>
  ),
});
