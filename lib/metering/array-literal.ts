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

/** Reads an array of numbers, which is never quoted. */
export function readArray(literal: string): (string | null)[] {
  const inner = literal.slice(1, -1);
  return inner === "" ? [] : inner.split(",").map((item) => (item === "NULL" ? null : item));
}
