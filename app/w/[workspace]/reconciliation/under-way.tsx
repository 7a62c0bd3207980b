import { getTranslations } from "next-intl/server";
import { AsyncStatus } from "@/components/shell/async-status";
import { Link } from "@/components/ui/link";
import type { BookCheck } from "@/lib/reconciliation/data";
import { KeepLooking } from "./keep-looking";

/** How far the look is that somebody asked for; without a script, the link asks again. */
export async function UnderWay({ check: { state, rulesDone, rules }, slug }: { check: BookCheck; slug: string }) {
  const t = await getTranslations("reconciliation");
  const words = state === "waiting" ? t("progress.waiting") : t("progress.running", { done: rulesDone, rules });
  return (
    <>
      <AsyncStatus
        state="pending"
        title={t("progress.title")}
        action={
          <Link variant="standalone" href={`/w/${slug}/reconciliation`}>
            {t("progress.refresh")}
          </Link>
        }
      >
        <div aria-live="off" className="grid max-w-88 gap-1.5">
          <p>{words}</p>
          <progress
            aria-label={t("progress.title")}
            value={rulesDone}
            max={Math.max(rules, 1)}
            className="h-1.5 w-full appearance-none overflow-hidden rounded-bar bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
        </div>
      </AsyncStatus>
      <KeepLooking />
    </>
  );
}
