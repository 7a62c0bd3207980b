import { clsx } from "clsx";
import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/gate/permissions";
import { namedSources } from "@/lib/metering/named-sources";

/** What a workspace does first, in its order, with what is done already. */
export async function FirstSteps({ page: { ctx, role, workspace } }: { page: OpenedPage }) {
  const [t, { keys }] = await Promise.all([getTranslations("overview.start"), namedSources(ctx)]);
  const steps = [
    {
      id: "credits",
      title: t("credits"),
      body: t("creditsBody"),
      done: false,
      href: pageHref(workspace.slug, "buy"),
      link: t("buy"),
    },
    {
      id: "key",
      title: t("key"),
      body: t("keyBody"),
      done: keys.length > 0,
      href: may(role, "api-keys:write") ? `${pageHref(workspace.slug, "api-keys")}/new` : undefined,
    },
    { id: "send", title: t("send"), body: t("sendBody"), done: false, href: "/docs", link: t("docs") },
  ];
  return (
    <Section title={t("title")}>
      <ol className="border-t border-line">
        {steps.map(({ id, title, body, done, href, link = title }, i) => (
          <li key={id} className="flex items-start gap-3 border-b border-line py-3.5">
            <span
              aria-hidden="true"
              className={clsx(
                "grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold",
                done ? "border-ok bg-ok-soft text-ok" : "border-line-2 text-ink-2",
              )}
            >
              {done ? <Icon name="check" size={12} /> : i + 1}
            </span>
            <div className="min-w-0">
              <p className="font-semibold">
                {title}
                {done && <span className="ms-2 text-sm font-normal text-ok">{t("done")}</span>}
              </p>
              <p className="max-w-[60ch] text-ink-2">{body}</p>
              {href && !done && (
                <Link variant="standalone" href={href} className="mt-0.5">
                  {link}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
