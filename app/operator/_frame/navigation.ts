import type { IconName } from "@/components/ui/icon";

/** The operator's pages in their order, each below /operator with its message `operator.nav.<id>`. */
export const operatorPages = [
  { id: "payments", icon: "payments" },
  { id: "catalogue", icon: "rates" },
  { id: "workspaces", icon: "team" },
] as const satisfies readonly {
  id: string;
  icon: IconName;
}[];
