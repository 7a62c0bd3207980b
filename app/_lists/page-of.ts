export type PageOf<Row> = {
  /** From one; whoever asks for a page beyond the last gets the last. */
  number: number;
  /** How many rows stand before it. */
  first: number;
  shown: readonly Row[];
  count: number;
};

const size = 50;

export function pageOf<Row>(rows: readonly Row[], wanted: number): PageOf<Row> {
  const number = Math.min(wanted, Math.max(1, Math.ceil(rows.length / size)));
  const first = (number - 1) * size;
  return { number, first, shown: rows.slice(first, first + size), count: rows.length };
}
