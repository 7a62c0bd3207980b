import { Action, Facts, Paragraph } from "../layout";
import type { Template } from "../template";

export const moneyBack: Template<"money-back"> = (props, { t, fmt, page }) => {
  const { what, workspace, slug, purchaseId, number, creditsMicro, amountMinor, currency } = props;
  return {
    subject: t(`moneyBack.${what}.subject`, { number }),
    workspace,
    body: (
      <>
        <Paragraph>{t(`moneyBack.${what}.body`, { number })}</Paragraph>
        <Facts
          facts={[
            { label: t("moneyBack.facts.purchase"), value: number },
            { label: t("moneyBack.facts.amount"), value: fmt.money(BigInt(amountMinor), currency) },
            ...(what === "dispute_inquiry"
              ? []
              : [{ label: t("moneyBack.facts.credits"), value: fmt.credits(BigInt(creditsMicro)) }]),
          ]}
        />
        {(what === "refund_done" || what === "dispute_lost") && <Paragraph>{t("moneyBack.debt")}</Paragraph>}
        <Action
          href={page(`/w/${slug}/purchases/${purchaseId}`)}
          label={t("moneyBack.action")}
          fallback={t("button.fallback")}
        />
      </>
    ),
  };
};
