import { runCommand } from "./supervisor/command.mjs";
import { bringUp } from "./supervisor/house.mjs";
import { planRun } from "./supervisor/settings.mjs";

process.exit(await runCommand((settings) => planRun(settings, "production"), bringUp));
