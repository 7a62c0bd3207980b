/**
 * Where a person goes after signing in: a path of ours, or null. Whatever a browser could read as another host is
 * refused, also when it is written in an encoded way.
 */
export function nextPath(wanted: string | null | undefined): string | null {
  if (!wanted || wanted.length > 2000) return null;
  if (!isPlainPath(wanted)) return null;
  const [path = ""] = wanted.split(/[?#]/, 1);
  let decoded = path;
  for (let round = 0; round < 3; round++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      // A path that does not decode is not one that we link to.
      return null;
    }
    if (!isPlainPath(decoded)) return null;
  }
  const url = new URL(wanted, "https://saldo.invalid");
  if (url.origin !== "https://saldo.invalid") return null;
  const plain = url.pathname + url.search + url.hash;
  // Steps back may have brought something encoded to the front.
  return plain === wanted ? plain : nextPath(plain);
}

/** One slash, no second one, no backslash, nothing invisible: the parts a browser drops or turns into a slash. */
function isPlainPath(text: string): boolean {
  return /^\/(?!\/)/.test(text) && !/[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) && !/^\/[\s.]*\//.test(text);
}
