import { exportUsage } from "@/app/_api/operations/export-usage";
import { apiRoute, download } from "@/app/_gate/api-route";
import { gzipHere, trailersHere } from "@/app/_gate/node-answer";
import { creditsToDecimal } from "@/lib/credits";
import { csvFileAnswer, csvFileName } from "@/lib/exports/csv-file";
import { momentNow } from "@/lib/exports/csv-page";
import { writeCsv } from "@/lib/exports/write-csv";
import { singleDays } from "@/lib/metering/kept-from";
import { checkSort, daysAsked } from "@/lib/metering/list-usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/usage.csv", [
  download(exportUsage)(async ({ ctx, workspace, scopes, query: { format, zone, sort, ...asked } }, request) => {
    const days = daysAsked(ctx, workspace, asked);
    const single = await singleDays(ctx, days);
    const filter = { ...asked, ...single };
    const timeZone = zone ?? workspace.timeZone;
    const recipients = scopes.includes("recipients:read") ? "full" : "masked";
    await checkSort(ctx, workspace, { ...asked, ...days }, { sort, recipients });
    const sendTrailers = trailersHere();
    const order = {
      place: workspace,
      filter,
      sort,
      format,
      zone: timeZone,
      recipients,
      moment: await momentNow(ctx),
    } as const;
    const pieces = writeCsv(ctx, order, ({ rows, amountMicro, sha256 }) =>
      sendTrailers({
        "saldo-rows": String(rows),
        "saldo-credits": creditsToDecimal(amountMicro),
        "saldo-sha256": sha256,
      }),
    );
    return csvFileAnswer(pieces, {
      name: csvFileName(workspace.slug, single.from > single.to ? days : single),
      gzip: gzipHere(request),
      headers: {
        "saldo-time-zone": timeZone,
        ...(single.from > days.from && { "saldo-kept-from": single.from }),
        trailer: "Saldo-Rows, Saldo-Credits, Saldo-Sha256",
      },
    });
  }),
]);
