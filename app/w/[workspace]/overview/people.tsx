import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import type { Member } from "@/lib/team/data";
import { Settled } from "../settled";

const shown = 8;

type PeopleProps = { page: OpenedPage; members: PromiseSettledResult<readonly Member[]> };

export async function People({ page: { ctx, workspace }, members }: PeopleProps) {
  const t = await getTranslations("overview.people");
  return (
    <Section
      title={t("title")}
      action={
        <Link variant="standalone" href={pageHref(workspace.slug, "team")}>
          {t("all")}
        </Link>
      }
    >
      <Settled outcome={members} requestId={ctx.requestId}>
        {(people) => <Names people={people} />}
      </Settled>
    </Section>
  );
}

async function Names({ people }: { people: readonly Member[] }) {
  const [t, roles] = await Promise.all([getTranslations("overview.people"), getTranslations("common.roles")]);
  const rest = people.length - shown;
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,10rem),1fr))] gap-x-6 border-y border-line py-1.5">
      {people.slice(0, shown).map(({ userId, name, role }) => (
        <li key={userId} className="min-w-0 py-1.5">
          <span className="block font-medium break-words">{name}</span>
          <span className="block text-xs text-ink-3">{roles(`${role}.name`)}</span>
        </li>
      ))}
      {rest > 0 && <li className="py-1.5 text-ink-2">{t("more", { count: rest })}</li>}
    </ul>
  );
}
