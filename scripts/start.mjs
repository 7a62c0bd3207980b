import { runCommand } from "./supervisor/command.mjs";

process.exit(await runCommand("production"));
