import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/gate/permissions";
import { countOwners, listOpenInvitations } from "@/lib/team/data";
import { readCompany } from "@/lib/workspaces/data";

export type AttentionItem = { id: string; words: string; href: string; action: string };

/** What waits for this person. */
export async function Attention({ items }: { items: readonly AttentionItem[] }) {
  if (items.length === 0) return null;
  const t = await getTranslations("overview.attention");
  return (
    <Section title={t("title")}>
      <ul className="border-t border-line">
        {items.map(({ id, words, href, action }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-0.5 border-b border-line py-2 sm:min-h-10"
          >
            <span className="flex min-w-0 flex-1 basis-72 items-start gap-2.5">
              <Icon name="alert" className="mt-0.5 shrink-0 text-warn" />
              <span className="min-w-0">{words}</span>
            </span>
            <Link variant="standalone" href={href} className="max-sm:ms-6.5">
              {action}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Somebody who cannot act on a thing is not told of it here. */
export async function attentionFor({ ctx, role, workspace }: OpenedPage): Promise<AttentionItem[]> {
  const t = await getTranslations("overview.attention");
  const items: AttentionItem[] = [];
  if (may(role, "company:write")) {
    const { isComplete } = await readCompany(ctx);
    const href = `${pageHref(workspace.slug, "settings")}/company`;
    if (!isComplete) items.push({ id: "company", words: t("company"), href, action: t("companyAction") });
  }
  if (may(role, "team:write")) {
    const href = pageHref(workspace.slug, "team");
    const [owners, open] = await Promise.all([countOwners(ctx), listOpenInvitations(ctx)]);
    const count = open.filter(({ isExpired }) => isExpired).length;
    const all = `${href}?invitations=all#invitations`;
    if (count > 0) items.push({ id: "expired", words: t("expired", { count }), href: all, action: t("expiredAction") });
    if (owners === 1 && role === "owner") {
      items.push({ id: "owner", words: t("oneOwner"), href: `${href}#invite`, action: t("oneOwnerAction") });
    }
  }
  return items;
}
