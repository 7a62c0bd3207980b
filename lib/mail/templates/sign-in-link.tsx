import { Action, Note, Paragraph } from "../layout";
import type { Template } from "../template";

export const signInLink: Template<"sign-in-link"> = ({ tokenId, minutes }, { t, duration, secretLink }) => ({
  subject: t("signInLink.subject"),
  body: (
    <>
      <Paragraph>{t("signInLink.body", { duration: duration(minutes) })}</Paragraph>
      <Action
        href={secretLink("/sign-in/link", tokenId, "sign_in")}
        label={t("signInLink.action")}
        fallback={t("button.fallback")}
      />
      <Note>{t("request.ignore")}</Note>
    </>
  ),
});
