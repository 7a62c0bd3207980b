export type Match<Handler> = { operation: string; handler: Handler; ids: string[] };

/** Finds the operation of an address; a word of the address wins over a place for an id. */
export function router<Handler>(
  operations: Record<string, Handler>,
): (method: string, path: string) => Match<Handler> | null {
  const routes = Object.entries(operations)
    .map(([operation, handler]) => {
      const [method = "", address = ""] = operation.split(" ");
      return { operation, handler, method, parts: address.split("/") };
    })
    .sort((a, b) => places(a.parts) - places(b.parts));
  return (method, path) => {
    const parts = path.split("/");
    const route = routes.find(
      (candidate) =>
        candidate.method === method &&
        candidate.parts.length === parts.length &&
        candidate.parts.every((part, at) => part === parts[at] || (part === "{}" && parts[at])),
    );
    if (!route) return null;
    const ids = parts.filter((_, at) => route.parts[at] === "{}");
    if (!ids.every(isWellEncoded)) return null;
    return { operation: route.operation, handler: route.handler, ids: ids.map(decodeURIComponent) };
  };
}

// A lone `%`, or bytes that are no text, name nothing.
function isWellEncoded(part: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(part) && new URLSearchParams(`a=${part}`).get("a")?.includes("\uFFFD") === false;
}

function places(parts: string[]): number {
  return parts.filter((part) => part === "{}").length;
}
