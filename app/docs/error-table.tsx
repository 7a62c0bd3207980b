import { getTranslations } from "next-intl/server";
import { answers } from "@/app/_api/answers";
import { CodeBlock } from "@/components/forms/code-block";
import { malformed } from "./examples";
import { Prose } from "./prose";

export async function ErrorTable() {
  const [t, api] = await Promise.all([getTranslations("docs.errors"), getTranslations("api.codes")]);
  return (
    <div className="grid min-w-0 gap-3">
      <CodeBlock value={JSON.stringify(malformed, null, 2)} />
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="border-b border-ink text-sm text-ink-3">
            <th scope="col" className="py-1.5 pe-3 text-start font-medium">
              {t("status")}
            </th>
            <th scope="col" className="py-1.5 text-start font-medium">
              {t("meaning")}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(answers).map(([code, status]) => (
            <tr key={code} className="border-b border-line align-top">
              <td className="py-1.5 pe-3 tabular-nums">{status}</td>
              <td className="py-1.5">
                <code className="font-mono text-sm font-semibold break-all">{code}</code>
                <Prose text={api(code as keyof typeof answers)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
