import { join } from "node:path";
import { startInbox } from "./start";

const port = (name: string): number => {
  const value = Number(process.env[name] || 0);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new Error(`${name} must be a port number, or 0 for a free one.`);
};

const inbox = await startInbox({
  folder: join(process.env.SALDO_DATA_DIR || ".data", "inbox"),
  host: process.env.INBOX_HOST || undefined,
  smtpPort: port("INBOX_SMTP_PORT"),
  httpPort: port("INBOX_HTTP_PORT"),
});
console.log(JSON.stringify({ smtp: inbox.smtp, url: inbox.url }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    inbox.close().then(() => process.exit(0));
  });
}
