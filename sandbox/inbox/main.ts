import { join } from "node:path";
import { portIn } from "../shared/settings";
import { untilStopped } from "../shared/until-stopped";
import { startInbox } from "./start";

const inbox = await startInbox({
  folder: join(process.env.SALDO_DATA_DIR || ".data", "inbox"),
  host: process.env.INBOX_HOST || undefined,
  smtpPort: portIn("INBOX_SMTP_PORT"),
  httpPort: portIn("INBOX_HTTP_PORT"),
});
console.log(JSON.stringify({ smtp: inbox.smtp, url: inbox.url }));
untilStopped(inbox.close);
