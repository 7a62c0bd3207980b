import { pairIn, portIn, refuseInProduction, refuseLiveKeys, required } from "../shared/settings";
import { untilStopped } from "../shared/until-stopped";
import { createBank } from "./bank";

refuseInProduction("The bank stand-in", "BANK_SANDBOX_IN_PRODUCTION");
refuseLiveKeys("the bank stand-in");
const [url, secret] = pairIn("BANK_SANDBOX_CALLBACK_URL", "BANK_SANDBOX_CALLBACK_SECRET") ?? [];

const bank = await createBank({
  databaseUrl: required("BANK_SANDBOX_DATABASE_URL", "the database of the bank"),
  port: portIn("BANK_SANDBOX_PORT"),
  key: process.env.BANK_SANDBOX_KEY || undefined,
  ...(url && secret && { callback: { url, secret } }),
});
console.log(JSON.stringify({ url: bank.url }));
untilStopped(bank.close);
