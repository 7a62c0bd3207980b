import "server-only";
import { getTranslations } from "next-intl/server";
import type { Role } from "@/lib/gate/permissions";

export async function roleWord(role: Role): Promise<string> {
  const t = await getTranslations("common.roles");
  return t(`${role}.name`);
}
