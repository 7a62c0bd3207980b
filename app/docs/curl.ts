type Call = { url: string; method: string; path: string; body?: unknown };

/** The call as somebody would type it, with their key in the shell. */
export function curl({ url, method, path, body }: Call): string {
  const lines = [
    `curl${method === "GET" || (method === "POST" && body !== undefined) ? "" : ` -X ${method}`} "${url}${path}"`,
    `  -H "Authorization: Bearer $SALDO_API_KEY"`,
    ...(body === undefined
      ? []
      : [`  -H "Content-Type: application/json"`, `  -d '${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}'`]),
  ];
  return lines.join(" \\\n");
}
