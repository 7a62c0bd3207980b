export type Said = readonly (readonly [name: string, value: string])[];

/** What a form of filters asks, in one spelling: nothing empty, nothing that is usual, and days only where days were chosen. */
export function queryText(said: Said, usual: string): string {
  const expected = new URLSearchParams(usual);
  const range = said.find(([name]) => name === "range")?.[1];
  const asked = said.filter(
    ([name, value]) =>
      value !== "" && value !== expected.get(name) && (range === "custom" || (name !== "from" && name !== "to")),
  );
  const ordered = asked.map(([name, value]): [string, string] => [name, value]).toSorted(compare);
  return String(new URLSearchParams(ordered));
}

/** What the fields of a form ask now. */
export function formQuery(form: HTMLFormElement, usual: string): string {
  const said = [...new FormData(form)];
  return queryText(
    said.flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()] as const] : [])),
    usual,
  );
}

function compare([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number {
  if (a !== b) return a < b ? -1 : 1;
  return x < y ? -1 : Number(x > y);
}
