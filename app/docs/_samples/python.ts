import { type Call, indented } from "./call";

export function python({ url, method, path, body }: Call): string {
  return [
    "import os",
    "import requests",
    "",
    `response = requests.${method.toLowerCase()}(`,
    `    "${url}${path}",`,
    `    headers={"Authorization": f"Bearer {os.environ['SALDO_API_KEY']}"},`,
    ...(body === undefined ? [] : [`    json=${indented(literal(body), "    ")},`]),
    ")",
    "print(response.status_code, response.json())",
  ].join("\n");
}

function literal(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return block("[", value.map(literal), "]");
  if (typeof value !== "object") return JSON.stringify(value);
  return block(
    "{",
    Object.entries(value).map(([name, item]) => `"${name}": ${literal(item)}`),
    "}",
  );
}

function block(open: string, items: readonly string[], close: string): string {
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `    ${indented(item, "    ")},`).join("\n")}\n${close}`;
}
