import { getTranslations } from "next-intl/server";
import { memberRoute } from "@/app/_gate/api-route";
import { pageLocale } from "@/app/_gate/locale";
import { formatterFor } from "@/app/_gate/page";
import { htmlLang, isLocale } from "@/lib/i18n/locales";
import { printedEntries } from "@/lib/statement/list-entries";
import { readStatement } from "@/lib/statement/read-statement";
import { statementPdf } from "@/lib/statement/statement-pdf";
import { readCompany } from "@/lib/workspaces/data";
import { askedStatement } from "../asked-statement";
import { documentOf } from "./document-of";

/** The statement on screen as a document to keep or to hand on: by day and channel, or every entry. */
export const GET = memberRoute("/w/[workspace]/activity/statement.pdf", async ({ ctx, workspace, viewer }, request) => {
  const { view, fileName, pocketName } = await askedStatement(ctx, workspace, request);
  const [t, usage, locale, statement, company] = await Promise.all([
    getTranslations("activity"),
    getTranslations("usage"),
    pageLocale(),
    readStatement(ctx, view.period),
    readCompany(ctx),
  ]);
  const isEach = view.show === "entries";
  const entries = isEach ? await printedEntries(ctx, view.period, statement.closing.tx) : null;
  const document = documentOf({
    ...{ entries, isTooLong: isEach && entries === null },
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
