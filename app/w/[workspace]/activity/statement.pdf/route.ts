import { getTranslations } from "next-intl/server";
import { memberRoute } from "@/app/_gate/api-route";
import { pageLocale } from "@/app/_gate/locale";
import { formatterFor } from "@/app/_gate/page";
import { htmlLang, isLocale } from "@/lib/i18n/locales";
import { readStatement } from "@/lib/statement/read-statement";
import { statementPdf } from "@/lib/statement/statement-pdf";
import { readCompany } from "@/lib/workspaces/data";
import { askedStatement } from "../asked-statement";
import { documentOf } from "./document-of";

/** The statement by day and channel as a document to keep or to hand on. */
export const GET = memberRoute("/w/[workspace]/activity/statement.pdf", async ({ ctx, workspace, viewer }, request) => {
  const { view, fileName, pocketName } = await askedStatement(ctx, workspace, request);
  const [t, usage, locale, statement, company] = await Promise.all([
    getTranslations("activity"),
    getTranslations("usage"),
    pageLocale(),
    readStatement(ctx, view.period),
    readCompany(ctx),
  ]);
  const document = documentOf({
    ...{ ctx, workspace, company, statement, t, usage },
    fmt: formatterFor(viewer, workspace),
    lang: htmlLang(isLocale(locale) ? locale : "en"),
    pocketName: (id) => pocketName(id) ?? t("bar.main"),
  });
  return new Response(new Uint8Array(await statementPdf(document)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${fileName}.pdf"`,
    },
  });
});
