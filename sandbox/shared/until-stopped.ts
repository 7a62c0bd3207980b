/** Ctrl-C and the supervisor end a stand-in in order: what it has begun is finished first. */
export function untilStopped(close: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      close().then(() => process.exit(0));
    });
  }
}
