import { type Kind, kindOfId } from "../store/kinds";
import type { Unit } from "../store/unit";
import { invalid } from "./failure";

const deepest = 4;

/** Members an object has only for who asks for them, by its kind and their name. */
export type Includable = Record<string, (object: { id: string }, unit: Unit) => Promise<unknown>>;

type Node = { [member: string]: unknown };

/** Puts objects where their ids stand, as asked: `latest_charge.balance_transaction`, in a list after `data.`. */
export async function expanded(
  answer: object,
  paths: readonly string[],
  unit: Unit,
  includable: Includable,
): Promise<object> {
  if (paths.length === 0) return answer;
  const copy = structuredClone(answer);
  for (const path of paths) {
    const names = path.split(".");
    if (names.length > deepest) throw invalid(`You cannot expand more than ${deepest} levels of a property.`, "expand");
    await expandAt(copy as Node, names, path, unit, includable);
  }
  return copy;
}

async function expandAt(node: Node, names: string[], path: string, unit: Unit, includable: Includable): Promise<void> {
  const [name, ...rest] = names;
  if (name === undefined) return;
  node[name] = await valueAt(node, name, path, unit, includable);
  const value = node[name];
  const nodes = Array.isArray(value) ? value : [value];
  for (const next of nodes) if (isNode(next)) await expandAt(next, rest, path, unit, includable);
}

async function valueAt(node: Node, name: string, path: string, unit: Unit, includable: Includable): Promise<unknown> {
  const value = Object.hasOwn(node, name) ? node[name] : undefined;
  if (typeof value === "string") return objectOf(value, name, path, unit);
  if (Array.isArray(value))
    return Promise.all(value.map((item) => (typeof item === "string" ? objectOf(item, name, path, unit) : item)));
  const include = includable[`${node.object}.${name}`];
  if (include && typeof node.id === "string" && !value) return include({ id: node.id }, unit);
  if (value === undefined || typeof value === "number" || typeof value === "boolean") throw notExpandable(path);
  return value;
}

async function objectOf(id: string, name: string, path: string, unit: Unit): Promise<object> {
  const kind = kindOfId(id) ?? ownNames.get(name);
  const found = kind && (await unit.find(kind, id));
  if (!found) throw notExpandable(path);
  return structuredClone(found);
}

/** Ids that somebody may have chosen say nothing of what they name; the member does. */
const ownNames = new Map<string, Kind>([
  ["coupon", "coupon"],
  ["product", "product"],
]);

function notExpandable(path: string) {
  return invalid(`This property cannot be expanded (${path}).`, "expand");
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}
