import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Section } from "@/components/shell/section";
import { termsVersion } from "@/lib/purchases/terms-of-use";
import { pageTitle } from "../page-title";

const parts = ["buy", "refund", "price", "pay", "card", "law"] as const;

export const generateMetadata = () => pageTitle("terms.title");

/** Linked beside every button that pays; what it says is what a purchase agrees to. */
export default async function TermsPage() {
  const t = await getTranslations("terms");
  return (
    <>
      <PageHeader title={t("title")} meta={t("version", { version: termsVersion })} lead={t("lead")} />
      {parts.map((part) => (
        <Section key={part} title={t(`${part}.title`)} anchor={part}>
          <p className="max-w-[68ch] text-pretty">{t(`${part}.body`)}</p>
        </Section>
      ))}
    </>
  );
}
