import { leadsNowhere } from "@/app/_gate/nowhere";
import { type NavEntry, navigation, pageHref } from "@/components/shell/navigation";
import type { Role } from "@/lib/gate/permissions";

/** The pages of the navigation that open to a role: nobody is led to a refusal. */
export function entriesFor(slug: string, role: Role): readonly NavEntry[] {
  return navigation.filter(({ id }) => !leadsNowhere(pageHref(slug, id), role));
}
