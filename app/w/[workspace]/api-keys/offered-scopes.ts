import { routes } from "@/app/_gate/access";
import { type ApiScope, apiScopes } from "@/lib/gate/permissions";

/** Asked for inside an operation, beside the scope of its address. */
const beside: readonly ApiScope[] = ["recipients:read"];

const asked = new Set([
  ...beside,
  ...Object.values(routes).flatMap((access) => (typeof access === "string" ? [] : Object.values<ApiScope>(access))),
]);

/** Those that the API asks for: another one can be kept by a key, and opens nothing yet. */
export const offeredScopes: readonly ApiScope[] = apiScopes.filter((scope) => asked.has(scope));
