import type { Described, Description, Schema } from "@/app/_api/openapi";
import { alternativesOf, limitsOf, refName, resolved, typeOf } from "./schema-words";

/** `path` leads to a field inside others: `lines[].` */
export type Field = { path: string; name: string; type: string; limits: string[]; isRequired: boolean; about: string };

/** One shape of a body: alone, one of several, or what another one is made of. */
export type Form = { name: string; kind: "only" | "choice" | "part"; fields: Field[] };

export function parametersOf({ parameters }: Described, api: Description): Field[] {
  return parameters.map(({ name, required, description, schema }) => ({
    path: "",
    name,
    type: typeOf(schema, api),
    limits: limitsOf(schema),
    isRequired: required,
    about: description ?? "",
  }));
}

export function bodyOf({ requestBody }: Described, api: Description): Form[] {
  const schema = requestBody?.content["application/json"].schema;
  return schema ? formsOf(schema, api) : [];
}

export function answerOf({ responses }: Described, api: Description): Form[] {
  const schema = responses["200"]?.content["application/json"]?.schema;
  return schema ? formsOf(schema, api) : [];
}

/** Every shape once: what several of them hold is told where it comes first. */
function formsOf(schema: Schema, api: Description): Form[] {
  const choices = alternativesOf(schema, api);
  const kind = choices.length > 1 ? "choice" : "only";
  const forms: Form[] = [];
  const named = new Set(choices.map(refName).filter(Boolean));
  const queue = choices.map((choice) => ({ schema: choice, kind: kind as Form["kind"] }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const parts: Schema[] = [];
    const fields = fieldsOf(next.schema, { api, path: "", named, parts });
    if (fields.length > 0) forms.push({ name: nameOf(next.schema, api), kind: next.kind, fields });
    queue.push(...parts.map((part) => ({ schema: part, kind: "part" as const })));
  }
  return forms;
}

/** `parts` takes what is told on its own afterwards. */
type Where = { api: Description; path: string; named: Set<string>; parts: Schema[] };

function fieldsOf(given: Schema, where: Where): Field[] {
  const schema = resolved(given, where.api);
  const required = (schema.required as string[] | undefined) ?? [];
  return Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {}).flatMap(([name, field]) => [
    {
      path: where.path,
      name,
      type: typeOf(field, where.api),
      limits: limitsOf(resolved(field, where.api)),
      isRequired: required.includes(name),
      about: aboutOf(field, where.api),
    },
    ...inside(field, { ...where, path: `${where.path}${name}.` }),
  ]);
}

function inside(field: Schema, where: Where): Field[] {
  const schema = resolved(field, where.api);
  if (schema.type === "array") {
    return inside((schema.items ?? {}) as Schema, { ...where, path: where.path.replace(/\.$/, "[].") });
  }
  const choices = alternativesOf(field, where.api);
  const [only] = choices;
  if (only && choices.length === 1) {
    const name = refName(only);
    return name && where.named.has(name) ? [] : fieldsOf(only, where);
  }
  if (choices.every(refName)) {
    const fresh = choices.filter((choice) => !where.named.has(refName(choice)));
    for (const choice of fresh) where.named.add(refName(choice));
    where.parts.push(...fresh);
    return [];
  }
  return merged(choices.map((choice) => fieldsOf(choice, where)));
}

/** The fields of several shapes in one list; required is what all of them have. */
function merged(shapes: readonly Field[][]): Field[] {
  const all = new Map<string, Field[]>();
  for (const field of shapes.flat()) {
    const key = field.path + field.name;
    all.set(key, [...(all.get(key) ?? []), field]);
  }
  return [...all.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const type = [...new Set(same.map((field) => field.type))].join(" | ");
    return [{ ...first, type, isRequired: same.length === shapes.length && first.isRequired }];
  });
}

function aboutOf(field: Schema, api: Description): string {
  const about = field.description ?? resolved(field, api).description;
  return typeof about === "string" ? about : "";
}

/** A shape without a name is known by its first field, where several are to choose from. */
function nameOf(schema: Schema, api: Description): string {
  const [first = ""] = Object.keys((resolved(schema, api).properties as object | undefined) ?? {});
  return refName(schema) || `{ ${first} }`;
}
