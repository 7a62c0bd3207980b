import { type Call, indented } from "./call";

/** The call as somebody would type it, with their key in the shell. */
export function curl({ url, method, path, body }: Call): string {
  const isPlain = method === "GET" || (method === "POST" && body !== undefined);
  const lines = [
    `curl${isPlain ? "" : ` -X ${method}`} "${url}${path}"`,
    `  -H "Authorization: Bearer $SALDO_API_KEY"`,
    ...(body === undefined ? [] : [`  -H "Content-Type: application/json"`, `  -d '${indented(quoted(body), "  ")}'`]),
  ];
  return lines.join(" \\\n");
}

/** A shell knows no way to write a quote inside quotes but to leave them. */
function quoted(body: unknown): string {
  return JSON.stringify(body, null, 2).replaceAll("'", "'\\''");
}
