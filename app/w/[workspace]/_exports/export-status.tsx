import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { type AsyncState, AsyncStatus } from "@/components/shell/async-status";
import { buttonLook } from "@/components/ui/button";
import { matchesScreen } from "@/lib/exports/data";
import { exportFileName } from "@/lib/exports/file-name";
import { mayTake } from "@/lib/exports/may-take";
import { mostAtOnce } from "@/lib/exports/schema";
import type { ExportRow } from "@/lib/exports/write-chunk";
import { cancelExport, resumeExport } from "./actions";
import { ExportProgress } from "./export-progress";

type ExportStatusProps = {
  page: OpenedPage;
  row: ExportRow;
  /** Where the file's name does not stand beside it. */
  named?: boolean;
  /** Whoever looks has just asked for it: a file that is not small begins as soon as it is done. */
  awaited?: boolean;
  children?: ReactNode;
};

const looks: Record<ExportRow["state"], AsyncState> = {
  waiting: "pending",
  writing: "pending",
  done: "done",
  failed: "failed",
  cancelled: "unknown",
  expired: "unknown",
};

/** How an export stands, in the words and with the buttons of its state: on its page and on the page it began at. */
export async function ExportStatus({ page, row, named, awaited, children }: ExportStatusProps) {
  const { workspace, role, fmt } = page;
  const [t, labels] = await Promise.all([getTranslations("exports"), formLabels()]);
  const { id, state } = row;
  const file = exportFileName(workspace.slug, row);
  const at = `/w/${workspace.slug}/exports/${id}`;
  const isActive = state === "waiting" || state === "writing";
  const isSmall = row.expectedRows < mostAtOnce;
  const differs = state === "done" && !matchesScreen(row);
  const hidden = { workspace: workspace.slug, id };
  const title = t(`status.${differs ? "differs" : state}`, {
    rows: fmt.number(isActive || state === "failed" || state === "cancelled" ? row.expectedRows : row.rows),
    written: fmt.number(row.rows),
    n: fmt.credits(row.amountMicro),
    screenRows: fmt.number(row.expectedRows),
    screenN: fmt.credits(row.expectedMicro),
    day: fmt.date(row.expiresAt),
  });
  const canTake = mayTake(row, role);
  return (
    <AsyncStatus
      state={differs ? "failed" : looks[state]}
      title={title}
      action={
        <>
          {canTake && (state === "done" || (isActive && isSmall)) && (
            <a
              href={`${at}/file`}
              download
              aria-label={t("downloadOf", { file })}
              className={buttonLook({ variant: state === "done" ? "primary" : "secondary", size: "sm" })}
            >
              {t("download")}
            </a>
          )}
          {isActive && (
            <ActionForm action={cancelExport} labels={labels} hidden={hidden}>
              <SubmitButton variant="secondary" size="sm" aria-label={t("cancelOf", { file })}>
                {t("cancel")}
              </SubmitButton>
            </ActionForm>
          )}
          {(state === "failed" || state === "cancelled") && (
            <ActionForm action={resumeExport} labels={labels} hidden={hidden}>
              <SubmitButton variant="secondary" size="sm" aria-label={t("resumeOf", { file })}>
                {t("resume")}
              </SubmitButton>
            </ActionForm>
          )}
        </>
      }
    >
      {isActive && (
        <>
          <p>{t("leave")}</p>
          <ExportProgress
            href={`${at}/progress`}
            rows={row.rows}
            expected={row.expectedRows}
            label={title}
            words={t("progress", { written: "{written}", rows: fmt.number(row.expectedRows) })}
            locale={fmt.locale}
            take={awaited && canTake && !isSmall ? `${at}/file` : undefined}
          />
          <noscript>
            <meta httpEquiv="refresh" content="5" />
          </noscript>
        </>
      )}
      {state === "failed" && <p>{t("failedBody")}</p>}
      {differs && <p>{t("differsBody")}</p>}
      {!canTake && state !== "expired" && <p>{t("denied")}</p>}
      {state === "done" && (
        <p>
          {named && <span className="break-all">{file} · </span>}
          {t("kept", { time: fmt.dateTime(row.expiresAt) })}
        </p>
      )}
      {children}
    </AsyncStatus>
  );
}
