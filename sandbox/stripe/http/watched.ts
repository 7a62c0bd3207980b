import { unsupported } from "./failure";

/** Parameters that change nothing where nobody sits before a screen. */
const harmless = new Set(["off_session"]);

/**
 * Parameters, and which of them somebody has looked at. One that was sent and that nobody looked at would be ignored:
 * saying that it is not understood beats doing as if.
 */
export function watched<T extends object>(given: T): { params: T; refuseIgnored: () => void } {
  const seen = new Set<string | symbol>();
  const params = new Proxy(given, {
    get(target, name, receiver) {
      seen.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  const refuseIgnored = () => {
    const ignored = Object.keys(given).find((name) => !seen.has(name) && !harmless.has(name));
    if (ignored) throw unsupported(ignored, ignored);
  };
  return { params, refuseIgnored };
}
