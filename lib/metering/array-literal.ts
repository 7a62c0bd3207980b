/** Array literals are far cheaper than the driver's own way of sending arrays, one parameter at a time. */
export function plainArray(items: readonly (string | number | bigint | boolean | null)[]): string {
  return `{${items.map((item) => (item === null ? "NULL" : item)).join(",")}}`;
}

/** For text from outside: everything is quoted, so that no word of it is read as NULL or as the end of the array. */
export function textArray(items: readonly (string | null)[]): string {
  return `{${items.map((item) => (item === null ? "NULL" : `"${escaped(item)}"`)).join(",")}}`;
}

const special = /["\\]/;

function escaped(text: string): string {
  return special.test(text) ? text.replace(/["\\]/g, "\\$&") : text;
}

/** What a row holds: nothing, something without any sign that means something in a literal, or text as `text` wrote it. */
export type Field = string | number | bigint | boolean | null | undefined;

/** An array of rows of a composite type, field after field. */
export function rowArray(rows: readonly (readonly Field[])[]): string {
  return `{${rows.map((fields) => `"(${fields.join(",")})"`).join(",")}}`;
}

/** A field of text from outside: quoted as a field of a row, and that again as part of an array. */
export function text(content: string | null | undefined): string | null {
  if (content == null) return null;
  return `\\"${special.test(content) ? content.replace(/["\\]/g, twice) : content}\\"`;
}

function twice(sign: string): string {
  return sign === '"' ? '\\\\\\"' : "\\\\\\\\";
}

/** Reads an array of rows of numbers, which are never quoted. */
export function readRows(literal: string): (string | null)[][] {
  if (literal === "{}") return [];
  const rows = literal.slice(3, -3).split(')","(');
  return rows.map((fields) => fields.split(",").map((field) => (field === "" ? null : field)));
}
