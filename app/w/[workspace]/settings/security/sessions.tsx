import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { confirmLabels, formLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { Status } from "@/components/ui/status";
import { listSessions, type OpenSessionRow } from "@/lib/auth/data";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import { ConfirmAction } from "../../confirm-action";
import { Settled } from "../../settled";
import { revokeSession, signOutEverywhere } from "./actions";

export async function Sessions({ page: { ctx, viewer, fmt } }: { page: OpenedPage }) {
  const { actor, now, db, requestId } = ctx;
  const [t, labels, [sessions]] = await Promise.all([
    getTranslations("settings.sessions"),
    confirmLabels(),
    Promise.allSettled([listSessions({ actor, now, db, requestId }, viewer.sessionId)]),
  ]);
  const everywhere = t("endAll");
  return (
    <Section title={t("title")} lead={t("lead")}>
      <Settled outcome={sessions} requestId={requestId}>
        {(rows) => <OpenSessions rows={rows} fmt={fmt} />}
      </Settled>
      <p className="mt-4">
        <ConfirmAction
          action={signOutEverywhere}
          hidden={{}}
          trigger={{ text: everywhere, name: everywhere }}
          title={t("endAllTitle")}
          body={t("endAllBody")}
          submit={everywhere}
          labels={labels}
          look="secondary"
        />
      </p>
    </Section>
  );
}

async function OpenSessions({ rows, fmt }: { rows: readonly OpenSessionRow[]; fmt: Formatter }) {
  const [t, labels] = await Promise.all([getTranslations("settings"), formLabels()]);
  return (
    <DataList
      caption={t("sessions.title")}
      captionHidden
      columns={[
        { id: "device", header: t("sessions.device"), rowHeader: true },
        { id: "seen", header: t("sessions.seen"), item: "meta", width: "w-48" },
        { id: "from", header: t("sessions.from"), item: "meta", width: "w-44" },
        { id: "end", header: t("sessions.end"), headerHidden: true, align: "end", item: "actions" },
      ]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: {
          device: <Device row={row} t={t} />,
          seen: <time dateTime={row.lastSeenAt.toISOString()}>{fmt.dateTime(row.lastSeenAt)}</time>,
          from: row.ip,
          end: row.isCurrent ? (
            <Status tone="ok">{t("sessions.current")}</Status>
          ) : (
            <ActionForm
              action={revokeSession}
              hidden={{ session: row.id }}
              labels={labels}
              label={t("sessions.endNamed", { device: deviceName(row, t), time: fmt.dateTime(row.lastSeenAt) })}
              whenGone={t("sessions.ended")}
              className="max-sm:-ms-2.75 sm:-me-2.75 sm:justify-items-end"
            >
              <SubmitButton size="sm" variant="quiet">
                {t("sessions.end")}
              </SubmitButton>
            </ActionForm>
          ),
        },
      }))}
    />
  );
}

type Words = Translate<"settings">;

function Device({ row, t }: { row: OpenSessionRow; t: Words }) {
  return (
    <>
      <span className="font-medium">{deviceName(row, t)}</span>
      <span className="block text-xs font-normal text-ink-3">{t(`sessions.methods.${row.method}`)}</span>
    </>
  );
}

function deviceName({ device: { browser, system } }: OpenSessionRow, t: Words): string {
  if (browser && system) return t("sessions.on", { browser, system });
  return browser ?? system ?? t("sessions.unknown");
}
