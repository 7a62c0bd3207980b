import { type Call, indented } from "./call";

/** For Node 18 and later, which has `fetch`. */
export function node({ url, method, path, body }: Call): string {
  const headers = [
    `    Authorization: \`Bearer \${process.env.SALDO_API_KEY}\`,`,
    ...(body === undefined ? [] : [`    "Content-Type": "application/json",`]),
  ];
  return [
    `const response = await fetch("${url}${path}", {`,
    ...(method === "GET" ? [] : [`  method: "${method}",`]),
    "  headers: {",
    ...headers,
    "  },",
    ...(body === undefined ? [] : [`  body: JSON.stringify(${indented(literal(body), "  ")}),`]),
    "});",
    "console.log(response.status, await response.json());",
  ].join("\n");
}

/** Names without quotes, as JavaScript is written. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/^(\s*)"([a-z_]\w*)":/gim, "$1$2:");
}
