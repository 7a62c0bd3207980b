export type Fields = Record<string, string | string[]>;

/** A field given twice is a list; what the framework adds for itself is not input. */
export function fieldsOf(data: FormData): Fields {
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith("$ACTION"));
  // Entries, not assignments: a field named __proto__ must arrive as a field and be refused like any unknown one.
  return Object.fromEntries(
    names.map((name) => {
      const all = data.getAll(name).map((value) => (typeof value === "string" ? value : ""));
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );
}

/** Fields with a NUL character: the database cannot hold it, and no keyboard types it. */
export function unreadableIn(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => [name, fields[name]].flat().some((text) => text?.includes("\0")));
}

export function repeatedIn(fields: Fields): ReadonlySet<string> {
  return new Set(Object.keys(fields).filter((name) => Array.isArray(fields[name])));
}

/** What goes back into the form: neither secrets nor what no control of ours could have sent. */
export function echo(fields: Fields, secret: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" &&
        !entry.join("").includes("\0") &&
        !secret.includes(entry[0]) &&
        !/password|token/i.test(entry[0]),
    ),
  );
}
