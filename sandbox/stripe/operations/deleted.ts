import { invalid, missing } from "../http/failure";
import type { Kind, Objects } from "../store/kinds";
import type { Unit } from "../store/unit";

/** Takes an object out of the world. Its id goes on answering that it was deleted, as the SDK's types say. */
export function bury(unit: Unit, object: { id: string; object: string }): object {
  const hidden = unit.hiddenOf(object);
  const tombstone = { id: object.id, object: object.object, deleted: true };
  hidden.deleted = true;
  for (const name of Object.keys(object)) if (name !== "id" && name !== "object") Reflect.deleteProperty(object, name);
  return Object.assign(object, tombstone);
}

/** An object that was not deleted; what was is as good as missing to whoever wants to change it. */
export async function living<K extends Kind>(unit: Unit, kind: K, id: string, param?: string): Promise<Objects[K]> {
  const object = await unit.get(kind, id, param);
  if (unit.hiddenOf(object).deleted) throw missing(kind, id, param);
  return object;
}

export function refuseTogether(given: object, names: readonly string[]): void {
  const present = names.filter((name) => Reflect.get(given, name) !== undefined);
  if (present.length < 2) return;
  throw invalid(
    `You may only specify one of these parameters: ${names.join(", ")}.`,
    present[0],
    "parameters_exclusive",
  );
}
