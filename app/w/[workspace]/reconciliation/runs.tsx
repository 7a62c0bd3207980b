import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { Section } from "@/components/shell/section";
import { Status, type Tone } from "@/components/ui/status";
import type { BookCheck, BookChecks } from "@/lib/reconciliation/data";
import { listMembers } from "@/lib/team/data";

/** The last looks, each with who asked, how long it took and what it found; one of them leads to its rows. */
export async function Runs({ page, checks }: { page: OpenedPage; checks: BookChecks }) {
  const { ctx, fmt, workspace } = page;
  const { runs, shown } = checks;
  const t = await getTranslations("reconciliation");
  if (runs.length === 0) return null;
  const members = await listMembers(ctx, { withAddresses: false });
  const names = new Map(members.map(({ userId, name }) => [`user:${userId}`, name]));
  const who = ({ askedBy }: BookCheck) =>
    askedBy.startsWith("system:") ? t("runs.hourly") : (names.get(askedBy) ?? t("runs.former"));
  return (
    <Section title={t("runs.title")} lead={t("runs.lead")}>
      <DataList
        caption={t("runs.title")}
        captionHidden
        columns={[
          { id: "when", header: t("runs.when"), rowHeader: true, nowrap: true },
          { id: "who", header: t("runs.who"), item: "meta" },
          { id: "transactions", header: t("runs.transactions"), align: "end", item: "hidden" },
          { id: "events", header: t("runs.events"), align: "end", item: "hidden" },
          { id: "took", header: t("runs.took"), align: "end", item: "detail" },
          { id: "result", header: t("runs.result") },
        ]}
        rows={runs.map((run) => ({
          key: run.id,
          href: run.state === "done" ? `/w/${workspace.slug}/reconciliation?run=${run.id}` : undefined,
          current: run.id === shown?.id,
          cells: {
            when: fmt.dateTimeSeconds(run.askedAt),
            who: who(run),
            transactions: run.transactions === null ? "–" : fmt.number(run.transactions),
            events: run.events === null ? "–" : fmt.number(run.events),
            took: tookOf(run),
            result: resultOf(run),
          },
        }))}
      />
    </Section>
  );

  function tookOf({ startedAt, finishedAt, state, askedBy }: BookCheck): string {
    // The hourly look goes through all workspaces: how long this one took of it is not known.
    if (state !== "done" || !startedAt || !finishedAt || askedBy.startsWith("system:")) return "–";
    return t("runs.seconds", { n: fmt.number((finishedAt.getTime() - startedAt.getTime()) / 1000, { decimals: 1 }) });
  }

  function resultOf({ state, wrong }: BookCheck) {
    const tone: Tone = state === "done" ? (wrong ? "danger" : "ok") : state === "failed" ? "warn" : "info";
    return (
      <Status tone={tone}>
        {state === "done" && wrong ? t("runs.wrong", { count: wrong }) : t(`runs.states.${state}`)}
      </Status>
    );
  }
}
