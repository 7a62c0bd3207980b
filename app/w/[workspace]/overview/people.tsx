import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { listMembers } from "@/lib/team/data";

const shown = 8;

export async function People({ page: { ctx, workspace } }: { page: OpenedPage }) {
  const [t, common, members] = await Promise.all([
    getTranslations("overview.people"),
    getTranslations("common"),
    listMembers(ctx, { withAddresses: false }),
  ]);
  const rest = members.length - shown;
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={pageHref(workspace.slug, "team")}>
          {t("all")}
        </Link>
      }
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,10rem),1fr))] gap-x-6 border-y border-line py-1.5">
        {members.slice(0, shown).map(({ userId, name, role }) => (
          <li key={userId} className="min-w-0 py-1.5">
            <span className="block font-medium break-words">{name}</span>
            <span className="block text-xs text-ink-3">{common(`roles.${role}.name`)}</span>
          </li>
        ))}
        {rest > 0 && <li className="py-1.5 text-ink-2">{t("more", { count: rest })}</li>}
      </ul>
    </Section>
  );
}
