import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";

type DeadLinkProps = {
  state: "used" | "expired" | "unknown";
  /** Where another link can be asked for. */
  again: { href: string } | { words: string };
};

/** A link that does nothing any more says why, and what to do next. */
export async function DeadLink({ state, again }: DeadLinkProps) {
  const t = await getTranslations("auth.dead");
  return (
    <>
      <PageHeader title={t(`${state}Title`)} lead={t(`${state}Body`)} />
      {"href" in again ? (
        <Button href={again.href} variant="primary">
          {t("again")}
        </Button>
      ) : (
        <p>{again.words}</p>
      )}
    </>
  );
}
