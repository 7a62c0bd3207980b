import type { Described, Description, Schema } from "@/app/_api/openapi";

export type Field = { name: string; type: string; isRequired: boolean; about: string };

export function parametersOf({ parameters }: Described, api: Description): Field[] {
  return parameters.map(({ name, required, description = "", schema }) => ({
    name,
    type: typeOf(schema, api),
    isRequired: required,
    about: description,
  }));
}

/** The fields of a body; of several forms, those of the first. */
export function bodyOf({ requestBody }: Described, api: Description): Field[] {
  const schema = requestBody?.content["application/json"].schema;
  return schema ? fieldsOf(schema, api) : [];
}

function fieldsOf(given: Schema, api: Description): Field[] {
  const schema = resolved(given, api);
  const [first] = (schema.anyOf as Schema[] | undefined) ?? [];
  if (first) return fieldsOf(first, api);
  const required = (schema.required as string[] | undefined) ?? [];
  return Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {}).map(([name, field]) => ({
    name,
    type: typeOf(field, api),
    isRequired: required.includes(name),
    about: typeof field.description === "string" ? field.description : "",
  }));
}

function typeOf(given: Schema, api: Description): string {
  const schema = resolved(given, api);
  if (Array.isArray(schema.enum)) return schema.enum.join(" | ");
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((one) => typeOf(one as Schema, api)).join(" | ");
  if (schema.type === "array") return `${typeOf((schema.items ?? {}) as Schema, api)} []`;
  const bounds = boundsOf(schema);
  const preset = schema.default === undefined || schema.default === null ? "" : ` = ${String(schema.default)}`;
  return `${String(schema.type ?? "")}${bounds}${preset}`;
}

function boundsOf({ minimum, maximum, maxLength }: Schema): string {
  if (typeof minimum === "number" && typeof maximum === "number") return ` ${minimum}…${maximum}`;
  return typeof maxLength === "number" ? ` ≤ ${maxLength}` : "";
}

function resolved(schema: Schema, api: Description): Schema {
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(String(schema.$ref ?? "")) ?? [];
  return (name && api.components.schemas[name]) || schema;
}
