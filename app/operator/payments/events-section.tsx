import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { PageLinks } from "@/app/_lists/page-links";
import { formLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { Status, type Tone } from "@/components/ui/status";
import { type EventStatus, eventsPerPage, listProviderEvents } from "@/lib/payments/provider-events/data";
import { replay } from "./actions";
import { type Asked, eventFilterOf } from "./asked";
import { EventsFilter } from "./events-filter";

const tones: Record<EventStatus, Tone> = { dead: "danger", waiting: "warn", pending: "info", done: "ok" };

/** What the providers announced, and what was made of each; any of it may be worked off once more. */
export async function EventsSection({ page: { ctx, fmt }, asked }: { page: OpenedOperation; asked: Asked }) {
  const filter = eventFilterOf(asked);
  const [t, labels, { total, events }] = await Promise.all([
    getTranslations("operator-payments.events"),
    formLabels(),
    listProviderEvents(ctx, filter),
  ]);
  const { page: number, ...chosen } = filter;
  const filtered = Object.values(chosen).some(Boolean);
  const first = (number - 1) * eventsPerPage;
  return (
    <Section title={t("title")} lead={t("lead")} anchor="events">
      <EventsFilter filter={filter} />
      {events.length === 0 ? (
        <EmptyState
          title={filtered ? t("noMatch") : t("none")}
          action={filtered && <Link href="/operator/payments#events">{t("clear")}</Link>}
        >
          {!filtered && t("noneBody")}
        </EmptyState>
      ) : (
        <DataList
          caption={t("title")}
          captionHidden
          columns={[
            { id: "type", header: t("type"), rowHeader: true, item: "title" },
            { id: "when", header: t("when"), nowrap: true, item: "meta" },
            { id: "status", header: t("status"), item: "value" },
            { id: "said", header: t("said"), item: "detail" },
            { id: "replay", header: t("again"), headerHidden: true, item: "actions" },
          ]}
          rows={events.map((event) => ({
            key: `${event.provider}:${event.id}`,
            cells: {
              type: (
                <>
                  <span className="block break-words font-medium">{event.type}</span>
                  <span className="block font-mono text-xs break-all text-ink-3">{event.objectId ?? event.id}</span>
                </>
              ),
              when: fmt.dateTimeSeconds(event.receivedAt),
              status: <Status tone={tones[event.status]}>{t(`statuses.${event.status}`)}</Status>,
              said: (
                <>
                  <span className="block break-words">{event.said ?? "–"}</span>
                  <span className="block text-xs text-ink-3">
                    {t("tries", { count: event.attempts, provider: t(`providers.${event.provider}`) })}
                    {event.workspace && ` · ${event.workspace}`}
                  </span>
                </>
              ),
              replay: (
                <ActionForm
                  action={replay}
                  labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
                  hidden={{ provider: event.provider, id: event.id }}
                >
                  <SubmitButton
                    variant="quiet"
                    size="sm"
                    aria-label={t("replayOf", { type: event.type, id: event.id })}
                  >
                    {t("replay")}
                  </SubmitButton>
                </ActionForm>
              ),
            },
          }))}
        />
      )}
      <PageLinks page={{ number, first, shown: events, count: total }} href={(to) => addressOf(chosen, to)} fmt={fmt} />
    </Section>
  );
}

function addressOf({ status, provider, query }: Omit<ReturnType<typeof eventFilterOf>, "page">, page: number): string {
  const chosen = { event: status, provider, q: query, page: String(page) };
  const params = Object.entries(chosen).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/operator/payments?${new URLSearchParams(params)}#events`;
}
