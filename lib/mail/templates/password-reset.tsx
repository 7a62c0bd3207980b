import { Action, Note, Paragraph } from "../layout";
import type { Template } from "../template";

export const passwordReset: Template<"password-reset"> = ({ tokenId, minutes }, { t, duration, secretLink }) => ({
  subject: t("passwordReset.subject"),
  body: (
    <>
      <Paragraph>{t("passwordReset.body", { duration: duration(minutes) })}</Paragraph>
      <Action
        href={secretLink("/reset-password", tokenId, "password_reset")}
        label={t("passwordReset.action")}
        fallback={t("button.fallback")}
      />
      <Note>{t("passwordReset.ignore")}</Note>
    </>
  ),
});
