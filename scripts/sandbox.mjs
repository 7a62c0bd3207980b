import { runCommand } from "./supervisor/command.mjs";
import { bringUpSandbox, planSandbox } from "./supervisor/sandbox-alone.mjs";

process.exit(await runCommand(planSandbox, bringUpSandbox));
