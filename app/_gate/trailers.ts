import "server-only";

type Trailers = Record<string, string>;
type Send = (trailers: Trailers) => void;

const noTrailers: Send = () => {};

/**
 * What the request that is being answered may say after its answer's last byte. The framework has no word for that, so
 * scripts/edge.mjs hands out Node's own response; where it was not loaded, nothing is said.
 */
export function trailersHere(): Send {
  const made: (() => Send | null) | undefined = Reflect.get(globalThis, Symbol.for("saldo.trailers"));
  return made?.() ?? noTrailers;
}
