export type LabelToPlace = { text: string /** Percent of the line. */; at: number };
export type PlacedLabel = {
  text: string;
  at: number;
  /** From the label's own place on the line to its start edge, in rem. */
  shiftRem: number;
};

const gapRem = 0.75;

/** Close above what the text face takes at 12 px; the server has no ruler. */
export function labelWidthRem(text: string) {
  return [...text].reduce((sum, character) => sum + characterRem(character), 0.1);
}

function characterRem(character: string) {
  if (/\s/u.test(character)) return 0.22;
  if (/[.,:;'·iljt]/u.test(character)) return 0.3;
  return /[\p{Lu}mw]/u.test(character) ? 0.6 : 0.45;
}

/**
 * Puts each label under its place and pushes neighbours apart until none overlap on a line `lineRem` wide. Distances
 * between places only grow on a wider line while the pushes stay the same, so the labels stay apart there too.
 */
export function placeLabels(labels: readonly LabelToPlace[], lineRem: number): PlacedLabel[] {
  const boxes = labels
    .map((label) => ({ ...label, width: labelWidthRem(label.text), start: 0 }))
    .sort((a, b) => a.at - b.at);

  let free = 0;
  for (const box of boxes) {
    box.start = Math.max(free, (box.at / 100) * lineRem - box.width / 2);
    free = box.start + box.width + gapRem;
  }
  let limit = lineRem;
  for (const box of boxes.toReversed()) {
    box.start = Math.min(box.start, limit - box.width);
    limit = box.start - gapRem;
  }
  return boxes.map(({ text, at, start }) => ({ text, at, shiftRem: start - (at / 100) * lineRem }));
}
