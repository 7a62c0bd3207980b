import { join } from "node:path";
import { runStandIn } from "../shared/run-stand-in";
import { portIn } from "../shared/settings.mjs";
import { startInbox } from "./start";

await runStandIn(() =>
  startInbox({
    folder: join(process.env.SALDO_DATA_DIR || ".data", "inbox"),
    host: process.env.INBOX_HOST || undefined,
    smtpPort: portIn("INBOX_SMTP_PORT"),
    httpPort: portIn("INBOX_HTTP_PORT"),
  }),
);
