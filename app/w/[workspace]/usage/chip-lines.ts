/** In pixels, of a phone 360 wide: the server cannot measure, and a line that is a little short is better than a third. */
const line = 328;
const gap = 8;
const frame = 42;
const letter = 7.4;
const most = 2;

/** How many of the chips a phone shows at first, so that they, "+3" and the way to clear all stand on two lines. */
export function chipsOnTwoLines(chips: readonly string[], clear: string): number {
  const widths = chips.map((words) => Math.min(line, frame + words.length * letter));
  const end = clear.length * letter;
  const rest = frame + letter;
  if (linesOf([...widths, end]) <= most) return chips.length;
  for (let shown = chips.length - 1; shown > 0; shown--) {
    if (linesOf([...widths.slice(0, shown), rest, end]) <= most) return shown;
  }
  return 0;
}

function linesOf(widths: readonly number[]): number {
  let lines = 1;
  let used = 0;
  for (const width of widths) {
    const next = used === 0 ? width : used + gap + width;
    if (next > line) lines += 1;
    used = next > line ? width : next;
  }
  return lines;
}
