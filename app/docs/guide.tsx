import { getTranslations } from "next-intl/server";
import { Section } from "@/components/shell/section";
import type { SampleLanguage } from "./_samples/languages";
import { retries } from "./_samples/retries";
import { searchPath } from "./examples";
import { Prose } from "./prose";
import { CallSample, Sample } from "./sample";

type GuideProps = { url: string; language: SampleLanguage };

const rules = ["key", "ids", "batches", "amounts", "strict", "limits"] as const;

export async function Rules() {
  const t = await getTranslations("docs");
  return (
    <Section title={t("parts.rules")} anchor="rules" ruled>
      <dl className="grid max-w-[68ch] gap-3.5">
        {rules.map((rule) => (
          <div key={rule}>
            <dt className="font-semibold">{t(`rules.${rule}.title`)}</dt>
            <dd>
              <Prose text={t(`rules.${rule}.text`)} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export async function Retries({ url, language }: GuideProps) {
  const t = await getTranslations("docs");
  return (
    <Section title={t("parts.retries")} anchor="retries" ruled>
      <div className="grid gap-3">
        <div className="grid max-w-[68ch] gap-3">
          <Prose text={t("retries.when")} />
          <Prose text={t("retries.how")} />
        </div>
        <Sample language={language} anchor="retries" code={retries(language, url)} />
      </div>
    </Section>
  );
}

export async function Finding({ url, language }: GuideProps) {
  const t = await getTranslations("docs");
  return (
    <Section title={t("parts.search")} anchor="search" ruled>
      <div className="grid gap-3">
        <div className="grid max-w-[68ch] gap-3">
          <Prose text={t("search.what")} />
          <Prose text={t("search.pages")} />
        </div>
        <CallSample language={language} anchor="search" call={{ url, method: "GET", path: searchPath }} />
      </div>
    </Section>
  );
}
