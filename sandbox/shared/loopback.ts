const loopback = new Set(["127.0.0.1", "localhost", "::1"]);

/** A stand-in plays with money and mails that anybody could take: it listens on this machine only. */
export function requireLoopback(name: string, host: string): void {
  if (!loopback.has(host)) {
    throw new Error(`${name} listens on this machine only, not on ${host}: anybody could play with what it holds.`);
  }
}

/** A page on another site may point its own name at this machine; it cannot change what the browser calls the host. */
export function isLocal(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? "");
}
