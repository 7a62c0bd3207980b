import { runStandIn } from "../shared/run-stand-in";
import { databaseIn, portIn, refuseInProduction, refuseLiveKeys, required, targetIn } from "../shared/settings.mjs";
import { createBank } from "./bank";

await runStandIn(() => {
  refuseInProduction("The bank stand-in", "BANK_SANDBOX_IN_PRODUCTION");
  refuseLiveKeys("the bank stand-in");
  const setting = "BANK_SANDBOX_DATABASE_URL";
  return createBank({
    databaseUrl: databaseIn(setting) ?? required(setting, "the database of the bank"),
    port: portIn("BANK_SANDBOX_PORT"),
    key: process.env.BANK_SANDBOX_KEY || undefined,
    callback: targetIn("BANK_SANDBOX_CALLBACK_URL", "BANK_SANDBOX_CALLBACK_SECRET"),
  });
});
