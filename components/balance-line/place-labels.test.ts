import fc from "fast-check";
import { expect, test } from "vitest";
import { type LabelToPlace, labelWidthRem, placeLabels } from "./place-labels";
import { narrowRem, wideRem, widestRem } from "./scale-labels";

const ends = (now: string, at: number, end: string): LabelToPlace[] => [
  { text: "0", at: 0 },
  { text: now, at },
  { text: end, at: 100 },
];

function edgesAt(lineRem: number, labels: readonly LabelToPlace[], placedForRem: number) {
  return placeLabels(labels, placedForRem).map(({ text, at, shiftRem }) => {
    const start = (at / 100) * lineRem + shiftRem;
    return { start, end: start + labelWidthRem(text) };
  });
}

function expectApart(edges: { start: number; end: number }[], lineRem: number) {
  for (const [index, edge] of edges.entries()) {
    expect(edge.start).toBeGreaterThanOrEqual(index === 0 ? -0.001 : (edges[index - 1]?.end ?? 0));
    expect(edge.end).toBeLessThanOrEqual(lineRem + 0.001);
  }
}

test("labels at the ends and at Now never meet on a phone of 320 px, wherever Now is", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.constantFrom("Now", "Agora", "Sekarang"),
      fc.constantFrom("75 000", "1.000.000", "12,34,567.5"),
      (at, now, end) => expectApart(edgesAt(narrowRem, ends(now, at, end), narrowRem), narrowRem),
    ),
  );
});

test("with both thresholds labels stay apart and inside, on that line and on every wider one", () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      percent,
      percent,
      percent,
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom(wideRem, widestRem),
      (now, alert, recharge, wider, line) => {
        const labels = [
          ...ends("Sekarang", now, "1.234.567"),
          { text: "Peringatan 60.000", at: alert },
          { text: "Isi ulang 120.000", at: recharge },
        ];
        expectApart(edgesAt(line + wider, labels, line), line + wider);
      },
    ),
  );
});

test("a label with room around it stands centred under its place", () => {
  const [label] = placeLabels([{ text: "Now", at: 50 }], narrowRem);
  expect(label?.shiftRem).toBeCloseTo(-labelWidthRem("Now") / 2);
});
