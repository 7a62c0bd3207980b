import { type Call, indented } from "./call";

export function php({ url, method, path, body }: Call): string {
  return [
    `$request = curl_init("${url}${path}");`,
    "curl_setopt_array($request, [",
    "    CURLOPT_RETURNTRANSFER => true,",
    ...(method === "GET" ? [] : [`    CURLOPT_CUSTOMREQUEST => "${method}",`]),
    "    CURLOPT_HTTPHEADER => [",
    `        "Authorization: Bearer " . getenv("SALDO_API_KEY"),`,
    ...(body === undefined ? [] : [`        "Content-Type: application/json",`]),
    "    ],",
    ...(body === undefined ? [] : [`    CURLOPT_POSTFIELDS => json_encode(${indented(literal(body), "    ")}),`]),
    "]);",
    "$answer = json_decode(curl_exec($request), true);",
    "print_r([curl_getinfo($request, CURLINFO_HTTP_CODE), $answer]);",
  ].join("\n");
}

function literal(value: unknown): string {
  if (typeof value === "string") return `'${value.replace(/['\\]/g, "\\$&")}'`;
  if (Array.isArray(value)) return block(value.map(literal));
  if (typeof value !== "object" || value === null) return String(value);
  const items = Object.entries(value).map(([name, item]) => `'${name}' => ${literal(item)}`);
  // An empty array would be sent as a list.
  return items.length === 0 ? "new stdClass()" : block(items);
}

function block(items: readonly string[]): string {
  if (items.length === 0) return "[]";
  return `[\n${items.map((item) => `    ${indented(item, "    ")},`).join("\n")}\n]`;
}
