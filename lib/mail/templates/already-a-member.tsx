import { Action, Note, Paragraph } from "../layout";
import type { Template } from "../template";

export const alreadyAMember: Template<"already-a-member"> = (_props, { t, page }) => ({
  subject: t("alreadyMember.subject"),
  body: (
    <>
      <Paragraph>{t("alreadyMember.body")}</Paragraph>
      <Action href={page("/sign-in")} label={t("alreadyMember.action")} fallback={t("button.fallback")} />
      <Note>{t("request.ignore")}</Note>
    </>
  ),
});
