import { unsupported } from "./failure";

/** Parameters that change nothing here: no screen, no letters, and a payer's consent is kept by who asked for it. */
const harmless = /^(off_session|mandate_data|email_type)(\[|$)/;

/**
 * Parameters, and which of them somebody has looked at, however deep they lie. One that was sent and that nobody looked
 * at would be ignored: saying that it is not understood beats doing as if. Who copies a whole looks at all of it.
 */
export function watched<T extends object>(given: T): { params: T; refuseIgnored: () => void } {
  const unseen = new Set<string>();
  const params = mirrored(given, "", unseen);
  const refuseIgnored = () => {
    const ignored = [...unseen].find((path) => !harmless.test(path));
    if (ignored) throw unsupported(ignored, ignored);
  };
  return { params, refuseIgnored };
}

/** The same with members that tell when they are read. Copies of it are plain; a list of words is one value. */
function mirrored<T extends object>(given: T, path: string, unseen: Set<string>): T {
  const mirror = Array.isArray(given) ? [] : {};
  for (const [name, value] of Object.entries(given)) {
    const place = path ? `${path}[${name}]` : name;
    const nested = isBranch(value);
    if (!nested) unseen.add(place);
    const member = nested ? mirrored(value, place, unseen) : value;
    Object.defineProperty(mirror, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        unseen.delete(place);
        return member;
      },
      set: (next) => Object.defineProperty(mirror, name, { value: next, writable: true }),
    });
  }
  return mirror as T;
}

function isBranch(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const members = Object.values(value);
  return Array.isArray(value) ? members.some((member) => typeof member === "object") : members.length > 0;
}
