import { memberRoute } from "@/app/_gate/api-route";
import { csvFileAnswer } from "@/lib/exports/csv-file";
import { statementCsv } from "@/lib/statement/statement-csv";
import { askedStatement } from "../asked-statement";

/** The statement on screen as a file: by day and channel, or every entry. */
export const GET = memberRoute("/w/[workspace]/activity/statement.csv", async ({ ctx, workspace }, request) => {
  const { view, fileName } = await askedStatement(ctx, workspace, request);
  const pieces = statementCsv(ctx, view.period, view.show === "entries" ? "entries" : "days");
  return csvFileAnswer(pieces, { name: `${fileName}.csv`, gzip: () => false });
});
