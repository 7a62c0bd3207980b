import { getTranslations } from "next-intl/server";
import { answers } from "@/app/_api/answers";
import { TableHead } from "@/components/data-list/table-head";
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
        <TableHead className="border-b border-ink" columns={[{ label: t("status") }, { label: t("meaning") }]} />
        <tbody>
          {Object.entries(answers).map(([code, status]) => (
            <tr key={code} className="border-b border-line align-top">
              <td className="py-1.5 tabular-nums">{status}</td>
              <td className="py-1.5 ps-4">
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
