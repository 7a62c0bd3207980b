import { Action, Facts, Paragraph } from "../layout";
import type { Template } from "../template";

export const recurringFailed: Template<"recurring-failed"> = (props, { t, fmt, page }) => {
  const { workspace, slug, purchaseId, number, amountMinor, currency } = props;
  return {
    subject: t("recurringFailed.subject", { number }),
    workspace,
    body: (
      <>
        <Paragraph>{t("recurringFailed.body")}</Paragraph>
        <Facts
          facts={[
            { label: t("moneyBack.facts.purchase"), value: number },
            { label: t("moneyBack.facts.amount"), value: fmt.money(BigInt(amountMinor), currency) },
          ]}
        />
        <Paragraph>{t("recurringFailed.how")}</Paragraph>
        <Action
          href={page(`/w/${slug}/purchases/${purchaseId}`)}
          label={t("recurringFailed.action")}
          fallback={t("button.fallback")}
        />
      </>
    ),
  };
};
