import { Paragraph } from "../layout";
import type { Template } from "../template";

export const memberRemoved: Template<"member-removed"> = ({ workspace, by }, { t }) => ({
  subject: t("memberRemoved.subject", { workspace }),
  workspace,
  body: <Paragraph>{t("memberRemoved.body", { by, workspace })}</Paragraph>,
});
