import type { IconName } from "@/components/ui/icon";

export const navGroups = ["start", "topUp", "spendControl", "records", "workspace"] as const;
export type NavGroup = (typeof navGroups)[number];

export type NavEntry = {
  /** The page below /w/[workspace] and its message: `shell.nav.<id>`, in narrow places `shell.navShort.<id>`. */
  id:
    | "overview"
    | "usage"
    | "activity"
    | "buy"
    | "payment-methods"
    | "exports"
    | "purchases"
    | "numbers"
    | "rates"
    | "reconciliation"
    | "api-keys"
    | "team"
    | "settings";
  icon: IconName;
  group: NavGroup;
  /** `G`, then this key. */
  key: string;
};

/** The pages that exist, in the order of the sidebar. A page enters on its day, never before. */
export const navigation: readonly NavEntry[] = [
  { id: "overview", icon: "home", group: "start", key: "o" },
  { id: "usage", icon: "usage", group: "start", key: "u" },
  { id: "activity", icon: "activity", group: "start", key: "a" },
  { id: "buy", icon: "plus", group: "topUp", key: "b" },
  { id: "payment-methods", icon: "card", group: "topUp", key: "m" },
  { id: "numbers", icon: "number", group: "spendControl", key: "n" },
  { id: "purchases", icon: "receipt", group: "records", key: "p" },
  { id: "exports", icon: "file", group: "records", key: "x" },
  { id: "rates", icon: "rates", group: "records", key: "e" },
  { id: "reconciliation", icon: "books", group: "records", key: "c" },
  { id: "api-keys", icon: "key", group: "workspace", key: "k" },
  { id: "team", icon: "team", group: "workspace", key: "t" },
  { id: "settings", icon: "settings", group: "workspace", key: "s" },
];

/** Who stands in a phone's bottom bar, first come first: four of these and More. */
const tabOrder: readonly NavEntry["id"][] = ["overview", "usage", "buy", "activity"];

export const tabs: readonly NavEntry[] = tabOrder
  .flatMap((id) => navigation.filter((entry) => entry.id === id))
  .slice(0, 4);

export function pageHref(slug: string, page: string) {
  return `/w/${slug}/${page}`;
}
