import { createHmac, randomBytes } from "node:crypto";

const secretField = /passw|secret|token|cookie|authorization|api_?key|signature|pepper|credential/i;
const personField = /^(to|from|cc|bcc|e-?mail|address|recipients?|phone|msisdn)$/i;
const removed = "[redacted]";

/** Without the secret of the installation a pseudonym is only good within one process; that is enough to follow a request. */
const processKey = randomBytes(32);

/** The same person gets the same name in the logs, and the name leads nowhere. */
export function pseudonym(text: string): string {
  const key = process.env.NEXTAUTH_SECRET || processKey;
  return `person:${createHmac("sha256", key).update(`log:${text.toLowerCase()}`).digest("hex").slice(0, 12)}`;
}

export function redactedFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactedValue(name, value, 0)]));
}

function redactedValue(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  if (secretField.test(name)) return removed;
  if (personField.test(name)) return typeof value === "string" ? pseudonym(value) : removed;
  if (value instanceof Error) return plainError(value, depth);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value instanceof Date) return value;
  if (depth > 5) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => redactedValue("", item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([inner, item]) => [inner, redactedValue(inner, item, depth + 1)]),
  );
}

/** Drivers hang the statement and its parameters on their errors, and drizzle writes them into the message. */
function plainError(error: Error, depth: number): Record<string, unknown> {
  const code = "code" in error ? error.code : undefined;
  return {
    type: error.name,
    message: withoutParameters(error.message),
    ...(typeof code === "string" ? { code } : {}),
    stack: withoutParameters(error.stack ?? ""),
    ...(error.cause instanceof Error && depth < 4 ? { cause: plainError(error.cause, depth + 1) } : {}),
  };
}

function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "\nparams: [redacted]");
}

const patterns: Array<[RegExp, string | ((found: string) => string)]> = [
  [/\bsaldo_(?:live|test)_[A-Za-z0-9_]+/g, removed],
  [/\b(?:sk|rk|whsec)_[A-Za-z0-9_]{8,}/g, removed],
  [/\b(Bearer|Basic) [\w.~+/=-]+/g, `$1 ${removed}`],
  [/([?&](?:token|code|key|secret|signature)=)[^&\s"\\]+/gi, `$1${removed}`],
  [/\b([a-z][a-z0-9+]*:\/\/[^\s:/@"\\]*):[^\s@/"\\]+@/gi, `$1:${removed}@`],
  [/\b(?:tok|inv)_[0-9a-z]+\.[\w-]{20,}/g, removed],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, pseudonym],
];

/** What looks like a secret or a person's address, wherever it stands in a text. */
export function redactedText(text: string): string {
  return patterns.reduce(
    (rest, [pattern, put]) => (typeof put === "string" ? rest.replace(pattern, put) : rest.replace(pattern, put)),
    text,
  );
}
