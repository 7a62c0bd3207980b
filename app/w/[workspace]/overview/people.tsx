import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { sectionLabels } from "@/app/_words/section-labels";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { SectionBoundary } from "@/components/shell/section-boundary";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { listMembers } from "@/lib/team/data";

const shown = 8;
const usual = 4;
const grid = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,10rem),1fr))] gap-x-6 border-y border-line py-1.5";

export async function People({ page }: { page: OpenedPage }) {
  const [t, labels] = await Promise.all([getTranslations("overview.people"), sectionLabels()]);
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={pageHref(page.workspace.slug, "team")}>
          {t("all")}
        </Link>
      }
    >
      <SectionBoundary labels={labels} requestId={page.ctx.requestId} skeleton={<Unknown />}>
        <Names page={page} />
      </SectionBoundary>
    </Section>
  );
}

async function Names({ page: { ctx } }: { page: OpenedPage }) {
  const [t, common, members] = await Promise.all([
    getTranslations("overview.people"),
    getTranslations("common"),
    listMembers(ctx, { withAddresses: false }),
  ]);
  const rest = members.length - shown;
  return (
    <ul className={grid}>
      {members.slice(0, shown).map(({ userId, name, role }) => (
        <li key={userId} className="min-w-0 py-1.5">
          <span className="block font-medium break-words">{name}</span>
          <span className="block text-xs text-ink-3">{common(`roles.${role}.name`)}</span>
        </li>
      ))}
      {rest > 0 && <li className="py-1.5 text-ink-2">{t("more", { count: rest })}</li>}
    </ul>
  );
}

function Unknown() {
  return (
    <div aria-hidden="true" className={grid}>
      {Array.from({ length: usual }, (_, place) => (
        <div key={`place-${place + 1}`} className="py-1.5">
          <Skeleton className="h-5 w-4/5" />
          <Skeleton className="h-4 w-2/5" />
        </div>
      ))}
    </div>
  );
}
