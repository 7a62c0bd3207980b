import { Action, Note, Paragraph } from "../layout";
import type { Template } from "../template";

export const signUpLink: Template<"sign-up-link"> = ({ tokenId, minutes }, { t, duration, secretLink }) => ({
  subject: t("signUpLink.subject"),
  body: (
    <>
      <Paragraph>{t("signUpLink.body", { duration: duration(minutes) })}</Paragraph>
      <Action
        href={secretLink("/sign-up/finish", tokenId, "sign_up")}
        label={t("signUpLink.action")}
        fallback={t("button.fallback")}
      />
      <Note>{t("request.ignore")}</Note>
    </>
  ),
});
