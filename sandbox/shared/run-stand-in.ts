import { UnfitSetting } from "./settings.mjs";

type StandIn = { url: string; smtp?: string; close: () => Promise<void> };

/**
 * The life of a stand-in as a process: it says where it answers, and Ctrl-C or the supervisor ends it in order, so that
 * what it has begun is finished first. A setting it cannot start with is one sentence.
 */
export async function runStandIn(start: () => Promise<StandIn>): Promise<void> {
  try {
    const { url, smtp, close } = await start();
    console.log(JSON.stringify({ url, smtp }));
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    if (!(error instanceof UnfitSetting)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
