import { clsx } from "clsx";
import { getTranslations } from "next-intl/server";
import { CodeBlock } from "@/components/forms/code-block";
import { Link } from "@/components/ui/link";
import type { Call } from "./_samples/call";
import { type SampleLanguage, sampleIn, sampleLanguages } from "./_samples/languages";

type SampleProps = { language: SampleLanguage; anchor?: string; code: string };

/** Code to be copied; its language is the address's, for all of the page at once. */
export async function Sample({ language, anchor, code }: SampleProps) {
  const t = await getTranslations("docs.sample");
  return (
    <div className="grid min-w-0 gap-1.5">
      {anchor && <Languages language={language} anchor={anchor} />}
      <CodeBlock value={code} copy={{ label: t("copy"), done: t("copied") }} />
    </div>
  );
}

async function Languages({ language, anchor }: { language: SampleLanguage; anchor: string }) {
  const t = await getTranslations("docs.sample");
  return (
    <ul aria-label={t("languages")} className="-ms-2 flex flex-wrap">
      {sampleLanguages.map(({ id, name }) => (
        <li key={id}>
          <Link
            variant="standalone"
            href={{ query: { code: id }, hash: anchor }}
            prefetch={false}
            scroll={false}
            aria-current={id === language ? "true" : undefined}
            className={clsx("px-2 text-sm", id === language && "text-ink! underline decoration-2!")}
          >
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

type CallSampleProps = {
  language: SampleLanguage;
  /** Where the languages are to choose from; without it the code alone, as of an example that follows another. */
  anchor?: string;
  call: Call;
  answer?: unknown;
  status?: number;
};

/** A call and what it is answered with. */
export async function CallSample({ language, anchor, call, answer, status = 200 }: CallSampleProps) {
  const t = await getTranslations("docs.sample");
  return (
    <div className="grid min-w-0 gap-2">
      <Sample language={language} anchor={anchor} code={sampleIn(language, call)} />
      {answer !== undefined && (
        <>
          <p className="text-xs text-ink-3">{t("answer", { status })}</p>
          <CodeBlock value={typeof answer === "string" ? answer : JSON.stringify(answer, null, 2)} />
        </>
      )}
    </div>
  );
}
