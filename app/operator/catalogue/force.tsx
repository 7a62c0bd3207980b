import { getTranslations } from "next-intl/server";
import { Status } from "@/components/ui/status";
import type { Dated } from "@/lib/operator/catalogue-data";

const tones = { in_force: "ok", scheduled: "info", past: "quiet" } as const;

export async function Force({ status }: Pick<Dated, "status">) {
  const t = await getTranslations("operator-catalogue");
  return <Status tone={tones[status]}>{t(`force.${status}`)}</Status>;
}
