import { type ApiScope, apiScopes, mayGrant, type Role } from "@/lib/gate/permissions";

/**
 * What a key may do after somebody of this role chose: what they cannot grant stays as it was. Seeing recipients goes with
 * reading usage, so that nobody adds the one to a key that was left with the other.
 */
export function grantedScopes(role: Role, wanted: readonly string[], before: readonly string[] = []): ApiScope[] {
  const granted = apiScopes.filter((scope) => (mayGrant(role, scope) ? wanted : before).includes(scope));
  return granted.includes("usage:read") ? granted : granted.filter((scope) => scope !== "recipients:read");
}

/** What of it goes on once somebody of this role holds a new secret. */
export function scopesKept(role: Role, held: readonly string[]): ApiScope[] {
  return apiScopes.filter((scope) => held.includes(scope) && mayGrant(role, scope));
}
