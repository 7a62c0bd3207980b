/** One line of the table: a ratio, what it should be, and what it was made of. */
export type Figure = {
  goal: string;
  work: string;
  measure: string;
  reached: number;
  wanted: { least?: number; most?: number };
  parts: Record<string, number>;
};

export function isMet({ reached, wanted: { least = -Infinity, most = Infinity } }: Figure): boolean {
  return reached >= least && reached <= most;
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.goal,
    figure.work,
    figure.measure,
    wantedText(figure.wanted),
    short(figure.reached),
    isMet(figure) ? "met" : "missed",
    Object.entries(figure.parts)
      .map(([name, value]) => `${name} ${short(value)}`)
      .join(", "),
  ]);
  const head = ["#", "work", "ratio", "goal", "reached", "", "made of"];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function wantedText({ least, most }: Figure["wanted"]): string {
  return least === undefined ? `≤ ${most}` : `≥ ${least}`;
}

function short(value: number): string {
  if (Math.abs(value) >= 1_000) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
