import { invalid } from "./failure";

export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

/** No parameter of the API lies deeper, and what reads them goes as deep as they do. */
const deepest = 16;

/** `a[b][0]=x`, as the SDK and curl write nested parameters. */
export function readForm(text: string): Form {
  const root: Form = Object.create(null);
  const sizes = new WeakMap<object, number>();
  for (const [name, value] of new URLSearchParams(text)) {
    place(root, pathOf(name), value, name, sizes);
  }
  return arranged(root) as Form;
}

function pathOf(name: string): string[] {
  const open = name.indexOf("[");
  if (open <= 0) return [name];
  if (name.split("[", deepest + 2).length > deepest + 1) {
    const param = name.slice(0, open);
    throw invalid(`Invalid parameter name: ${param} is nested more than ${deepest} levels deep.`, param);
  }
  const keys = [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key ?? "");
  return [name.slice(0, open), ...keys];
}

function place(root: Form, path: string[], value: string, name: string, sizes: WeakMap<object, number>): void {
  let node = root;
  for (const [depth, raw] of path.entries()) {
    const size = sizes.get(node) ?? 0;
    const key = raw === "" ? String(size) : raw;
    if (!(key in node)) sizes.set(node, size + 1);
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    const next = node[key] ?? Object.create(null);
    if (typeof next === "string" || Array.isArray(next)) throw invalid(`Invalid parameter name: ${name}`, path[0]);
    node[key] = next;
    node = next;
  }
}

/** Keys that count from nothing are a list. */
function arranged(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  const entries = keys.map((key) => [key, arranged(value[key] ?? "")] as const);
  const isList = keys.length > 0 && keys.every((key, place) => key === String(place));
  return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
