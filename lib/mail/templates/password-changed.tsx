import { Action, Paragraph } from "../layout";
import type { Template } from "../template";

export const passwordChanged: Template<"password-changed"> = ({ at }, { t, moment, page }) => ({
  subject: t("passwordChanged.subject"),
  body: (
    <>
      <Paragraph>{t("passwordChanged.body", { date: moment(at) })}</Paragraph>
      <Paragraph>{t("passwordChanged.warning")}</Paragraph>
      <Action href={page("/forgot-password")} label={t("passwordChanged.action")} fallback={t("button.fallback")} />
    </>
  ),
});
