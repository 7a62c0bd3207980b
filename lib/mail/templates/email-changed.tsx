import { Paragraph } from "../layout";
import type { Template } from "../template";

/** No link: this mailbox opens the account no longer, and whoever took it over must learn nothing new. */
export const emailChanged: Template<"email-changed"> = ({ at }, { t, moment }) => ({
  subject: t("emailChanged.subject"),
  body: (
    <>
      <Paragraph>{t("emailChanged.body", { date: moment(at) })}</Paragraph>
      <Paragraph>{t("emailChanged.warning")}</Paragraph>
    </>
  ),
});
