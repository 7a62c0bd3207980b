import { parseArgs } from "node:util";
import { closeConnections, connection } from "@/db";
import { appointOperator } from "@/lib/auth/appoint-operator";
import { AppError } from "@/lib/errors";

const usage = 'npm run operator:create -- --email person@your-company.com [--name "Their name"]';

try {
  const { values } = parseArgs({ options: { email: { type: "string" }, name: { type: "string" } } });
  if (!values.email) throw new Error(`Name the address: ${usage}`);
  const identity = {
    actor: { kind: "system", name: "operator-create" },
    now: new Date(),
    db: connection().db,
    requestId: "req_cli",
  } as const;
  const { email, isNew, link, minutes } = await appointOperator(identity, { email: values.email, name: values.name });
  process.stdout.write(`${email} ${isNew ? "now has an account and is" : "is"} an operator of this installation.\n`);
  process.stdout.write(`To choose a password, open this within ${minutes} minutes; it works once:\n${link}\n`);
} catch (error) {
  const isAddress = error instanceof AppError && error.key === "email";
  const sentence = isAddress
    ? `That is not an e-mail address. ${usage}`
    : error instanceof Error
      ? error.message
      : String(error);
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
} finally {
  await closeConnections();
}
